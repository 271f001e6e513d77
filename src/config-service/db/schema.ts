// The tables of CONFIG_DB. Times are in Unix milliseconds, money is in micro-USD; lists and objects that are only read as a whole are JSON.
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { components } from '../../../generated/config/types.ts'
import type { AlertKind, AlertSettings, AlertSubject, AlertValues } from '../../shared/alerts.ts'
import type { ConnectionShare, ContentPolicy, Limit, Scope } from '../../shared/config-rpc.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { Retention } from '../../shared/retention.ts'

const resource = {
  /** Increases with every update; ETag and If-Match are made from it. */
  version: integer().notNull().default(1),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
}

export const organizations = sqliteTable('organizations', {
  id: text().primaryKey(),
  name: text().notNull(),
  slug: text().notNull().unique('organizations_slug'),
  dailyBudgetMicros: integer('daily_budget_micros'),
  monthlyBudgetMicros: integer('monthly_budget_micros'),
  /** Increases with every change of the budget, so that the OrganizationBudget object can tell a newer budget from an older one. */
  budgetVersion: integer('budget_version').notNull().default(1),
  /**
   * A random text that is made with each version of the budget. If one version number occurs with two different texts, the database was
   * restored to an earlier time.
   */
  budgetMark: text('budget_mark'),
  /**
   * A random text that is made whenever the platform finds out that the database was restored to an earlier time; null if it never was.
   * The limiters compare it with the text that they knew before, and so find out about the restore even if their policy is unchanged.
   */
  history: text(),
  ...resource,
})

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    email: text().notNull(),
    role: text({ enum: ['superadmin', 'admin', 'developer', 'viewer'] }).notNull(),
    ...resource,
  },
  (table) => [
    unique('users_email').on(table.organizationId, table.email),
    index('users_page').on(table.organizationId, table.createdAt, table.id),
    index('users_role').on(table.role, table.organizationId),
  ],
)

export const grants = sqliteTable(
  'grants',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    instanceId: text('instance_id')
      .notNull()
      .references(() => instances.id, { onDelete: 'cascade' }),
    role: text({ enum: ['developer', 'viewer'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.instanceId] }), index('grants_instance').on(table.instanceId)],
)

/** A limit, with the fields that the API's contract defines for it. */
export interface StoredLimit {
  scope: Exclude<Limit['scope'], 'organization'>
  target: string | null
  metric: Limit['metric']
  limit: number
  window_seconds?: number
  window?: 'day' | 'month'
  burst?: number
}
export interface StoredModelSettings {
  models: { model: string; enabled?: boolean | null; price?: JsonObject | null; connections?: ConnectionShare[] | null }[]
  /** The connections of each provider, by provider id; absent in settings that were stored before this field existed. */
  providers?: { provider: string; connections: ConnectionShare[] }[]
  aliases: { alias: string; model: string }[]
  custom_providers: JsonObject[]
  custom_models: JsonObject[]
}

/** The version that a Worker reported at the time `seenAt`. */
export interface StoredWorker {
  version: string
  release: string
  dedicated: boolean
  seenAt: number
}

export const instances = sqliteTable(
  'instances',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    slug: text().notNull(),
    status: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    defaultModel: text('default_model'),
    fallbackChain: text('fallback_chain', { mode: 'json' }).$type<string[]>().notNull(),
    deliveryBaseUrl: text('delivery_base_url'),
    retentionDays: integer('retention_days'),
    /** If null, the default retention applies. */
    retention: text({ mode: 'json' }).$type<Retention>(),
    corsOrigins: text('cors_origins', { mode: 'json' }).$type<string[]>().notNull(),
    contentPolicy: text('content_policy', { mode: 'json' }).$type<ContentPolicy>().notNull(),
    workerUrl: text('worker_url'),
    /** The last report of the Worker that serves the instance. */
    worker: text({ mode: 'json' }).$type<StoredWorker>(),
    limits: text({ mode: 'json' }).$type<StoredLimit[]>().notNull(),
    limitsVersion: integer('limits_version').notNull().default(1),
    limitsUpdatedAt: integer('limits_updated_at').notNull(),
    modelSettings: text('model_settings', { mode: 'json' }).$type<StoredModelSettings>().notNull(),
    modelSettingsVersion: integer('model_settings_version').notNull().default(1),
    modelSettingsUpdatedAt: integer('model_settings_updated_at').notNull(),
    /** If null, the default settings apply. */
    alertSettings: text('alert_settings', { mode: 'json' }).$type<AlertSettings>(),
    alertSettingsVersion: integer('alert_settings_version').notNull().default(1),
    /** The epoch of the newest stored configuration, which is in force once it is published. */
    epoch: integer().notNull().default(0),
    /**
     * A random text that is made anew whenever the epoch is raised. After a restore of the database, an epoch's number can be used a second
     * time; the two epochs then have different marks.
     */
    epochMark: text('epoch_mark'),
    ...resource,
  },
  (table) => [
    unique('instances_slug').on(table.organizationId, table.slug),
    index('instances_page').on(table.organizationId, table.createdAt, table.id),
  ],
)

export const projects = sqliteTable(
  'projects',
  {
    id: text().primaryKey(),
    instanceId: text('instance_id')
      .notNull()
      .references(() => instances.id),
    organizationId: text('organization_id').notNull(),
    name: text().notNull(),
    slug: text().notNull(),
    status: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    retentionDays: integer('retention_days'),
    ...resource,
  },
  (table) => [
    unique('projects_slug').on(table.instanceId, table.slug),
    index('projects_page').on(table.instanceId, table.createdAt, table.id),
  ],
)

/** A key's own limit in the form of the contract. */
export type StoredKeyLimit = Omit<StoredLimit, 'scope' | 'target'>

export const keys = sqliteTable(
  'keys',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['user', 'project'] }).notNull(),
    name: text().notNull(),
    organizationId: text('organization_id').notNull(),
    /** The instance of a project's key; null for a user's key. */
    instanceId: text('instance_id'),
    projectId: text('project_id').references(() => projects.id),
    /** The user of a user's key; null for a project's key. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** The HMAC-SHA-256 of the key under the pepper of the version `pepperVersion`. The key itself is not stored. */
    hash: text().notNull().unique('keys_hash'),
    pepperVersion: integer('pepper_version').notNull(),
    prefix: text().notNull(),
    lastFour: text('last_four').notNull(),
    scopes: text({ mode: 'json' }).$type<Scope[]>().notNull(),
    limits: text({ mode: 'json' }).$type<StoredKeyLimit[]>().notNull(),
    expiresAt: integer('expires_at'),
    revokedAt: integer('revoked_at'),
    lastUsedAt: integer('last_used_at'),
    /** The id of the user or key that made this key. */
    createdBy: text('created_by'),
    /** The id of the key that replaced this key by rotation; null if this key was not rotated. */
    replacedBy: text('replaced_by'),
    /** The id of the first key in the chain of rotations; null if this key is the first. */
    family: text(),
    /**
     * The id of the key whose counters this key shares; null if this key has counters of its own. If this key has replaced another key by
     * rotation, it shares the counters of the replaced key. If this key was made by another key that has limits, this key shares the
     * counters of its maker.
     */
    pool: text(),
    /**
     * Identifies the maker: the key that made this key. The value is the id of the first key in the maker's chain of rotations. If the
     * maker ends, this key ends too. Null if this key was made at setup, or before this column existed.
     */
    maker: text(),
    /** The app that uses this key through OAuth; null if no app does. */
    app: text({ mode: 'json' }).$type<ConnectedApp>(),
    ...resource,
  },
  (table) => [
    index('keys_page').on(table.organizationId, table.createdAt, table.id),
    index('keys_instance').on(table.instanceId, table.createdAt, table.id),
    index('keys_project').on(table.projectId, table.createdAt, table.id),
    index('keys_user').on(table.userId, table.createdAt, table.id),
    index('keys_maker').on(table.maker),
  ],
)

/** The app for which a key was made, as it was shown to the person who consented. */
export interface ConnectedApp {
  clientId: string
  name: string
  redirectHost: string
}

/**
 * Apps that may ask people for access. If `source` is `document`, the id is the address of the app's metadata document, and this row is a
 * copy of that document.
 */
export const oauthClients = sqliteTable(
  'oauth_clients',
  {
    id: text().primaryKey(),
    source: text({ enum: ['registered', 'document'] }).notNull(),
    name: text().notNull(),
    redirectUris: text('redirect_uris', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Each use of a registered client sets this time to a later one. Rows whose time has passed are deleted. */
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('oauth_clients_expiry').on(table.expiresAt)],
)

/**
 * The access that a person has given a connected app. The app has a key of its own, and may do what that key allows. Secrets are stored as
 * hashes only.
 */
export const oauthGrants = sqliteTable(
  'oauth_grants',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id').notNull(),
    instanceId: text('instance_id').notNull(),
    projectId: text('project_id').notNull(),
    userId: text('user_id').notNull(),
    keyId: text('key_id').notNull(),
    clientId: text('client_id').notNull(),
    /** The MCP endpoint at which the tokens work. */
    resource: text().notNull(),
    scopes: text({ mode: 'json' }).$type<Scope[]>().notNull(),
    codeHash: text('code_hash').notNull().unique('oauth_grants_code'),
    codeExpiresAt: integer('code_expires_at').notNull(),
    codeUsedAt: integer('code_used_at'),
    redirectUri: text('redirect_uri').notNull(),
    codeChallenge: text('code_challenge').notNull(),
    /** The number of the newest refresh token, which is the only one that works; 0 if none was issued. */
    refreshNumber: integer('refresh_number').notNull().default(0),
    refreshHash: text('refresh_hash'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('oauth_grants_key').on(table.keyId), index('oauth_grants_user').on(table.userId)],
)

/** The most recent configurations of each instance. A row is never changed. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    instanceId: text('instance_id').notNull(),
    epoch: integer().notNull(),
    body: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.instanceId, table.epoch] })],
)

/**
 * Changes that must be published to the objects that enforce them. The batch that stores a change also inserts its rows here. A row is
 * marked as done after it was published.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    /** All rows of one change have the same `changeId`. */
    changeId: text('change_id').notNull(),
    kind: text({ enum: ['instance', 'organization_budget'] }).notNull(),
    /** The id of the instance or the organization. */
    subjectId: text('subject_id').notNull(),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
  },
  (table) => [
    index('outbox_change').on(table.changeId),
    index('outbox_open')
      .on(table.createdAt)
      .where(sql`done_at IS NULL`),
    index('outbox_done')
      .on(table.doneAt)
      .where(sql`done_at IS NOT NULL`),
  ],
)

/** Append-only; each organization's rows form a chain, in which each row holds the hash of the one before it. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    organizationId: text('organization_id').notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    actorKind: text('actor_kind', { enum: ['user', 'key', 'session', 'system', 'setup'] }).notNull(),
    actorId: text('actor_id'),
    /**
     * The key with which the change was made. If the actor is a session, the key with which the session was opened. Null if no key was
     * used, and in entries that were written before this column existed.
     */
    actorKeyId: text('actor_key_id'),
    action: text().notNull(),
    targetKind: text('target_kind').notNull(),
    targetId: text('target_id').notNull(),
    instanceId: text('instance_id'),
    /** `before` and `after`: canonical JSON without secrets; null if there is nothing to show. */
    before: text(),
    after: text(),
    requestId: text('request_id'),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    index('audit_action').on(table.organizationId, table.action, table.seq),
    index('audit_target').on(table.organizationId, table.targetId, table.seq),
    index('audit_actor').on(table.organizationId, table.actorId, table.seq),
    index('audit_time').on(table.organizationId, table.at),
  ],
)

/**
 * The responses of writes that had an Idempotency-Key. They are encrypted with a key that is derived from the caller's secret, so only the
 * same caller can get them again.
 */
export const idempotency = sqliteTable(
  'idempotency',
  {
    /** A hash of the caller's key, the operation, the path and the idempotency key. */
    keyScope: text('scope').primaryKey(),
    bodyHash: text('body_hash').notNull(),
    /** The id of the change that the write has made. The rows with this id in the outbox show whether the change is in force. */
    changeId: text('change_id').notNull(),
    /** If the stored response is lost, a repeat reads the result at this path. Null if no GET returns the result. */
    resultPath: text('result_path'),
    /** The status of the stored response. As long as none is stored: the status of a repeat that reads `resultPath`. */
    status: integer(),
    sealedResponse: text('sealed_answer'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('idempotency_age').on(table.createdAt)],
)

/** Always empty. A statement inserts a row if a guard does not hold; the table's check then fails, and with it the whole batch. */
export const guards = sqliteTable('guards', { holds: integer().notNull() }, (table) => [check('guard_failed', sql`${table.holds} = 1`)])

/**
 * The number of requests of a subject (for example, of a key or a sender) in a time window. These counts limit how often secrets can be
 * guessed, and the rates of writes and of OAuth requests. A secret that works only once gets a row here when it is used, so that a second
 * use is noticed.
 */
export const attempts = sqliteTable(
  'attempts',
  {
    subject: text().notNull(),
    windowStart: integer('window_start').notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.windowStart] })],
)

/**
 * Usage events that version 0.2.0 has stored. If a limiter of that version sends an event again, the event is found here and not counted a
 * second time. The rows are deleted after a day.
 */
export const usageEvents = sqliteTable(
  'usage_events',
  {
    eventId: text('event_id').primaryKey(),
    organizationId: text('organization_id').notNull(),
    instanceId: text('instance_id').notNull(),
    projectId: text('project_id').notNull(),
    keyId: text('key_id').notNull(),
    generationId: text('generation_id').notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    operation: text().notNull(),
    outcome: text({ enum: ['settled', 'released', 'held'] }).notNull(),
    succeeded: integer().notNull(),
    errorCode: text('error_code'),
    /**
     * The number of requests that this event adds: 1 for the first event of a generation, 0 for a later one. A generation has a later event
     * only if its cost was unknown at first (`indeterminate`); that event reports the actual cost.
     */
    requests: integer().notNull(),
    images: integer().notNull(),
    tokens: integer().notNull(),
    costMicros: integer('cost_micros').notNull(),
    heldMicros: integer('held_micros').notNull(),
    at: integer().notNull(),
    /** 1 if the event is included in the hourly sums. */
    rolledUp: integer('rolled_up').notNull().default(0),
    /**
     * When the event arrived, in Unix milliseconds. The row is kept for longer than the limiter may repeat the event, so that a repeat is
     * recognized.
     */
    writtenAt: integer('written_at').notNull().default(0),
  },
  // No index besides the primary key is needed: events are found by id, and old events are deleted in order of arrival, which is the order
  // of `rowid`.
)

export const usageHourly = sqliteTable(
  'usage_hourly',
  {
    instanceId: text('instance_id').notNull(),
    hour: integer().notNull(),
    projectId: text('project_id').notNull(),
    keyId: text('key_id').notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    requests: integer().notNull(),
    succeeded: integer().notNull(),
    failed: integer().notNull(),
    images: integer().notNull(),
    tokens: integer().notNull(),
    costMicros: integer('cost_micros').notNull(),
    heldMicros: integer('held_micros').notNull(),
    /**
     * `timed`: the number of succeeded generations whose duration is known. `tookMs`: the sum of these durations. `longestMs`: the longest
     * of them. A generation whose cost was unknown at first is not included. It counts as succeeded only when its cost becomes known, and
     * the time until then may be much longer than the generation took.
     */
    timed: integer().notNull().default(0),
    tookMs: integer('took_ms').notNull().default(0),
    longestMs: integer('longest_ms').notNull().default(0),
    /**
     * The number of the last usage event in these sums. The limiter delivers the events of an instance in the order of their numbers. So an
     * event with this number or a lower one is already included.
     */
    lastEvent: integer('last_event').notNull().default(0),
    /**
     * The sums above cover all connections of the provider. This JSON object maps the id of a connection to the sums of this connection:
     * `[requests, succeeded, failed, images, tokens, cost_micros, held_micros]`. The object omits the connection that has the provider's
     * id: its sums are the sums above minus all sums in the object. Null if only the connection with the provider's id was used.
     */
    connections: text(),
  },
  (table) => [primaryKey({ columns: [table.instanceId, table.hour, table.projectId, table.keyId, table.provider, table.model] })],
)

const logColumns = {
  requestId: text('request_id').notNull(),
  organizationId: text('organization_id').notNull(),
  instanceId: text('instance_id').notNull(),
  projectId: text('project_id').notNull(),
  keyId: text('key_id').notNull(),
  operationId: text('operation_id').notNull(),
  method: text().notNull(),
  path: text().notNull(),
  status: integer().notNull(),
  errorCode: text('error_code'),
  generationId: text('generation_id'),
  provider: text(),
  model: text(),
  durationMs: integer('duration_ms').notNull(),
  providerMs: integer('provider_ms'),
  costMicros: integer('cost_micros'),
  at: integer().notNull(),
}

/**
 * The request log. The table is WITHOUT ROWID, which drizzle cannot express. An instance's log is read in the order of the primary key,
 * without an index. An index over all entries would make every request write one more row, so only failures have an index. All other
 * filters read the instance's log in order of time; the retention bounds the length of the log.
 */
export const logEntries = sqliteTable(
  'log_entries',
  {
    /** Tells apart the entries of one millisecond, and orders them. See `writeLogs`. */
    id: integer().notNull(),
    ...logColumns,
  },
  (table) => [
    primaryKey({ columns: [table.instanceId, table.at, table.id] }),
    index('log_entries_failed')
      .on(table.instanceId, table.at)
      .where(sql`status >= 400`),
  ],
)

/**
 * The request log of version 0.2 and earlier. While a deployment replaces version 0.2, Workers of that version may still add entries here.
 * Workers of this version add none; they read the table until the retention of the instances has emptied it.
 */
export const requestLog = sqliteTable(
  'request_log',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ...logColumns,
  },
  (table) => [
    index('request_log_time').on(table.instanceId, table.at, table.id),
    index('request_log_failed')
      .on(table.instanceId, table.at)
      .where(sql`status >= 400`),
  ],
)

/**
 * The connections by which an instance calls providers. `fields` are ciphertexts, and `hints` are the last four characters of each secret.
 */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id').notNull(),
    instanceId: text('instance_id')
      .notNull()
      .references(() => instances.id, { onDelete: 'cascade' }),
    /** The connection's id. The column is called `provider`, because earlier each provider had one connection, with the provider's id. */
    connection: text('provider').notNull(),
    /**
     * The id of the provider that the connection calls. Null if it is the same as the connection's id; `providerOf` returns the id in both
     * cases.
     */
    adapter: text(),
    baseUrl: text('base_url'),
    kekVersion: integer('kek_version').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    hints: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** The result of the provider's check of this version of the secrets; null if this version was not checked. */
    verification: text({ mode: 'json' }).$type<StoredVerification>(),
    ...resource,
  },
  (table) => [unique('credentials_provider').on(table.instanceId, table.connection), index('credentials_kek').on(table.kekVersion)],
)
export interface StoredVerification {
  status: 'accepted' | 'rejected' | 'unreachable' | 'unsupported'
  detail: string
  providerStatus: number | null
  checkedAt: number
  durationMs: number
}

/**
 * Endpoints that receive alerts and events about generations. Their signing secrets are encrypted like the secrets of a credential.
 * `secretVersion` is the version of the secret; each rotation increases it.
 */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id').notNull(),
    instanceId: text('instance_id')
      .notNull()
      .references(() => instances.id, { onDelete: 'cascade' }),
    projectId: text('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    url: text().notNull(),
    events: text({ mode: 'json' }).$type<WebhookEvent[]>().notNull(),
    status: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    /** Why the platform disabled the endpoint; null if it is enabled or a person disabled it. */
    disabledReason: text('disabled_reason', { enum: ['gone'] }),
    description: text().notNull(),
    secretVersion: integer('secret_version').notNull(),
    kekVersion: integer('kek_version').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Until this time, deliveries are also signed with the previous secret. */
    previousSecretUntil: integer('previous_secret_until'),
    ...resource,
  },
  (table) => [index('webhooks_page').on(table.instanceId, table.createdAt, table.id), index('webhooks_kek').on(table.kekVersion)],
)
export type WebhookEvent = components['schemas']['WebhookEvent']

/** The alerts of instances and organizations. Their number is bounded, because `db/alerts.ts` deletes old rows whenever it adds one. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** Null if the alert is about the whole organization. */
    instanceId: text('instance_id').references(() => instances.id, { onDelete: 'cascade' }),
    projectId: text('project_id'),
    kind: text().$type<AlertKind>().notNull(),
    subjectKind: text('subject_kind').$type<AlertSubject['kind']>().notNull(),
    subjectId: text('subject_id').notNull(),
    /**
     * Names the event that the alert is about, for example one crossing of a budget's threshold. A second report with the same name adds
     * no alert.
     */
    once: text().notNull().unique('alerts_once'),
    details: text({ mode: 'json' }).$type<AlertValues>().notNull(),
    occurrences: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    /** The time at which the alert closes by itself; null if it stays open until its cause is reported to be over. */
    endsAt: integer('ends_at'),
    closedAt: integer('closed_at'),
    acknowledgedAt: integer('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (table) => [
    index('alerts_page').on(table.instanceId, table.createdAt, table.id),
    index('alerts_open')
      .on(table.instanceId)
      .where(sql`closed_at IS NULL AND acknowledged_at IS NULL`),
    index('alerts_organization').on(table.organizationId, table.createdAt, table.id),
  ],
)

/** The deliveries of alerts: one row for each alert and endpoint. */
export const alertDeliveries = sqliteTable(
  'alert_deliveries',
  {
    alertId: text('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    organizationId: text('organization_id').notNull(),
    status: text({ enum: ['pending', 'delivered', 'failed', 'disabled'] }).notNull(),
    attempts: integer().notNull().default(0),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.alertId, table.webhookId] }),
    // This index finds the deliveries that are deleted together with an endpoint.
    index('alert_deliveries_webhook').on(table.webhookId),
    index('alert_deliveries_due')
      .on(table.organizationId, table.nextAt)
      .where(sql`status = 'pending'`),
  ],
)

/** Sessions of the panel. A session that has ended is deleted. The token in the browser's cookie is stored only as a hash. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    keyId: text('key_id').notNull(),
    tokenHash: text('token_hash').notNull().unique('sessions_token'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId), index('sessions_expiry').on(table.expiresAt)],
)
