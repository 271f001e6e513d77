// Generated from openapi/ by `npm run generate`. Do not edit.
import { z } from 'zod'
import { atLeast, atMost, inCalendar, size, unique } from '../../src/contract/schema-helpers.ts'
import { lazily } from '../../src/shared/lazily.ts'
import type { components } from './types.ts'

/** `budget`: a budget has reached a threshold; spent and held money counts, reserved money does not. `budget_exhausted`: a request was
 * refused because a budget has no room for it. `provider_failing`: several generations in a row failed at a provider, or an account
 * there has no credit. `credential_refused`: a provider refused the credential of a connection. `generations_indeterminate`: it is
 * unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint answered 410 and was disabled.
 * `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a database is near its size, or the records
 * near their maximum. `prices_stale`: prices in use were last verified long ago. */
export const AlertKind = lazily(() => z.enum(['budget', 'budget_exhausted', 'provider_failing', 'credential_refused', 'generations_indeterminate', 'webhook_disabled', 'limiter_overloaded', 'storage_filling', 'prices_stale']))

/** `open`: the cause lasts, as far as is known. `closed`: it is over. */
export const AlertStatus = lazily(() => z.enum(['open', 'closed']))

/** The thing that the alert is about. */
export const AlertSubject = lazily(() => z.strictObject({
  kind: z.enum(['organization', 'instance', 'project', 'key', 'connection', 'provider', 'webhook']),
  id: z.string(),
  name: z.string().nullable(),
}))

/** The numbers and names of the alert when it was raised. Each kind has its own. */
export const AlertValues = lazily(() => z.strictObject({
  percent: z.int().optional(),
  limit_micros: z.int().min(0).optional(),
  used_micros: z.int().min(0).optional(),
  window: z.enum(['day', 'month']).optional(),
  window_ends_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
  provider: z.string().optional(),
  connection: z.string().optional(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  failures: z.int().min(0).optional(),
  generation_id: z.string().optional(),
  bytes: z.int().min(0).optional(),
  limit_bytes: z.int().min(0).optional(),
  rows: z.int().min(0).optional(),
  limit_rows: z.int().min(0).optional(),
  models: z.int().min(0).optional(),
  oldest_price: z.iso.date().optional(),
}))

/** RFC 3339, UTC. */
export const Timestamp = lazily(() => z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC'))

export const AlertFields = lazily(() => z.looseObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind(),
  status: AlertStatus(),
  subject: AlertSubject(),
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues(),
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp(),
  last_seen: Timestamp(),
  closed_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_by: z.string().nullable(),
}))

/** To how many webhook endpoints the alert was sent, and with what result. */
export const AlertDeliveries = lazily(() => z.strictObject({
  pending: z.int().min(0),
  delivered: z.int().min(0),
  failed: z.int().min(0),
  disabled: z.int().min(0),
  last_error: z.string().nullable(),
}))

export const Alert = lazily(() => z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind(),
  status: AlertStatus(),
  subject: AlertSubject(),
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues(),
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp(),
  last_seen: Timestamp(),
  closed_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_by: z.string().nullable(),
  deliveries: AlertDeliveries(),
}))

/** The kind of the alert, with `alert.` before it. */
export const AlertEventType = lazily(() => z.enum(['alert.budget', 'alert.budget_exhausted', 'alert.provider_failing', 'alert.credential_refused', 'alert.generations_indeterminate', 'alert.webhook_disabled', 'alert.limiter_overloaded', 'alert.storage_filling', 'alert.prices_stale']))

/** The alert, as the lists show it, without its deliveries. */
export const AlertNotice = lazily(() => z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind(),
  status: AlertStatus(),
  subject: AlertSubject(),
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues(),
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp(),
  last_seen: Timestamp(),
  closed_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  acknowledged_by: z.string().nullable(),
}))

/** The payload of an alert; `data` is the alert as it was raised. */
export const AlertEvent = lazily(() => z.strictObject({
  type: AlertEventType(),
  timestamp: Timestamp(),
  data: AlertNotice(),
}))

export const AlertList = lazily(() => z.strictObject({
  data: z.array(Alert()),
  open: z.int().min(0),
  next_cursor: z.string().nullable(),
}))

export const AlertSettings = lazily(() => z.strictObject({
  off: z.array(AlertKind()).max(9).refine(unique, 'items must be unique'),
  budget_percents: z.array(z.int().min(1).max(100)).max(10).refine(unique, 'items must be unique'),
  failures_in_a_row: z.int().min(1).max(1000),
  storage_percent: z.int().min(1).max(100),
  price_age_days: z.int().min(1).max(3650),
}))

export const AlertSettingsInput = lazily(() => z.strictObject({
  off: z.array(AlertKind()).max(9).refine(unique, 'items must be unique').default([]),
  budget_percents: z.array(z.int().min(1).max(100)).max(10).refine(unique, 'items must be unique').default([50,80,100]),
  failures_in_a_row: z.int().min(1).max(1000).default(5),
  storage_percent: z.int().min(1).max(100).default(80),
  price_age_days: z.int().min(1).max(3650).default(90),
}))

export const AuditEntry = lazily(() => z.strictObject({
  sequence: z.int().min(1),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  action: z.string(),
  actor: z.strictObject({
    kind: z.enum(['user', 'key', 'session', 'system', 'setup']),
    id: z.string().nullable(),
    key_id: z.string().nullable(),
  }),
  target: z.strictObject({
    kind: z.string(),
    id: z.string(),
  }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  request_id: z.string().nullable(),
  created_at: Timestamp(),
  previous_hash: z.string(),
  hash: z.string(),
}))

export const AuditList = lazily(() => z.strictObject({
  data: z.array(AuditEntry()),
  names: z.record(z.string(), z.string()),
  next_cursor: z.string().nullable(),
}))

export const AuditVerification = lazily(() => z.strictObject({
  intact: z.boolean(),
  entries: z.int().min(0),
  head_hash: z.string().nullable(),
  broken_at: z.int().nullable(),
  reason: z.enum(['changed', 'missing', 'relinked']).nullable(),
}))

/** The query of the consent page's address, as the app has made it. */
export const AuthorizationRequest = lazily(() => z.strictObject({
  response_type: z.string().check(atMost(100)).optional(),
  client_id: z.string().check(atMost(500)).optional(),
  redirect_uri: z.string().check(atMost(500)).optional(),
  scope: z.string().check(atMost(500)).optional(),
  state: z.string().check(atMost(2000)).optional(),
  code_challenge: z.string().check(atMost(200)).optional(),
  code_challenge_method: z.string().check(atMost(20)).optional(),
  resource: z.string().check(atMost(500)).optional(),
}))

/** The kinds of operations that a key may call. `read`: see resources. `generate`: make pictures, upload inputs, cancel generations, and delete
 * pictures and generations. `manage`: change configuration with a user key; send webhooks again and resolve indeterminate generations with
 * any key. `metrics:read`: read the metrics of an instance with a user key, and nothing else. No scope includes another. */
export const Scope = lazily(() => z.enum(['read', 'generate', 'manage', 'metrics:read']))

export const AuthorizationDecision = lazily(() => z.strictObject({
  decision: z.enum(['allow', 'deny']),
  request: AuthorizationRequest(),
  project_id: z.string().min(1).check(atMost(64)).optional(),
  scopes: z.array(Scope()).min(1).max(2).refine(unique, 'items must be unique').optional(),
  budget: z.strictObject({
    window: z.enum(['day', 'month']),
    limit_micros: z.int().min(0).max(1000000000000),
  }).optional(),
  expires_in_days: z.int().min(1).max(365).optional(),
}))

export const ConnectableProject = lazily(() => z.strictObject({
  id: z.string(),
  name: z.string(),
  instance_name: z.string(),
  organization_name: z.string(),
}))

export const AuthorizationReview = lazily(() => z.strictObject({
  client_id: z.string(),
  client_name: z.string(),
  client_source: z.enum(['registered', 'document']),
  redirect_host: z.string(),
  redirect_kind: z.enum(['web', 'device']),
  scopes: z.array(Scope()),
  projects: z.array(ConnectableProject()),
  truncated: z.boolean(),
  latest_expiry: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  refusal: z.strictObject({
    error: z.string(),
    description: z.string(),
    redirect_to: z.string(),
  }).nullable(),
}))

export const AuthorizationServer = lazily(() => z.strictObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  registration_endpoint: z.string(),
  revocation_endpoint: z.string(),
  scopes_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  response_modes_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()),
  client_id_metadata_document_supported: z.boolean(),
  authorization_response_iss_parameter_supported: z.boolean(),
  service_documentation: z.string(),
}))

/** The most that a whole organization may spend; null for no such budget. */
export const Budget = lazily(() => z.strictObject({
  daily_micros: z.int().min(0).max(9007199254740991).nullable(),
  monthly_micros: z.int().min(0).max(9007199254740991).nullable(),
}))

/** Members that you omit stay as they are. */
export const BudgetInput = lazily(() => z.strictObject({
  daily_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
  monthly_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
}))

export const ModelId = lazily(() => z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u))

/** A model of the catalogue. */
export const CatalogueModel = lazily(() => z.strictObject({
  id: ModelId(),
  provider: z.string(),
  name: z.string(),
  description: z.string(),
  capabilities: z.record(z.string(), z.unknown()),
  price: z.record(z.string(), z.unknown()),
  source: z.strictObject({
    url: z.string(),
    date: z.iso.date(),
    note: z.string().optional(),
  }),
  shutdown_date: z.iso.date().nullable(),
  successor: z.string().nullable(),
  opt_in: z.boolean(),
}))

/** Members of RFC 7591. Those that are not listed here are ignored. */
export const ClientRegistration = lazily(() => z.looseObject({
  redirect_uris: z.array(z.string().min(1).check(atMost(500))).min(1).max(10),
  client_name: z.string().check(atMost(200)).optional(),
  grant_types: z.array(z.string().check(atMost(100))).max(10).optional(),
  response_types: z.array(z.string().check(atMost(100))).max(10).optional(),
  token_endpoint_auth_method: z.string().check(atMost(100)).optional(),
  application_type: z.string().check(atMost(20)).optional(),
}))

export const ConnectedApp = lazily(() => z.strictObject({
  client_id: z.string(),
  name: z.string(),
  redirect_host: z.string(),
}))

/** The provider has refused calls by this connection for a reason that will hold for the next call, too. Until the rest ends, a model that
 * has other connections is called by those. If all of them rest, the one whose rest ends first is called. A new secret ends the rest. */
export const ConnectionHealth = lazily(() => z.strictObject({
  state: z.enum(['ready', 'resting']),
  reason: z.enum(['rate_limited', 'bad_credential', 'no_credit']).nullable(),
  detail: z.string().nullable(),
  since: Timestamp().nullable(),
  until: Timestamp().nullable(),
}))

export const ConnectionShare = lazily(() => z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  weight: z.int().min(1).max(1000).optional(),
}))

/** Connections of one provider. Without weights they are tried in this order. If each has a `weight`, requests are spread over them in
 * that proportion, and the others follow if a connection fails. A connection without a credential is left out. */
export const ConnectionShares = lazily(() => z.array(ConnectionShare()).min(1).max(10))

/** Terms for which a prompt is refused before any money is spent, and safety settings that are sent to providers. */
export const ContentPolicy = lazily(() => z.strictObject({
  blocked_terms: z.array(z.string().min(1).check(atMost(100))).max(500),
  provider_safety: z.record(z.string(), z.record(z.string(), z.unknown())).refine(size(0, 20), 'needs at most 20 of its fields'),
  fallback_on_refusal: z.boolean(),
}))

/** Members that you omit stay as they are. */
export const ContentPolicyInput = lazily(() => z.strictObject({
  blocked_terms: z.array(z.string().min(1).check(atMost(100))).max(500).optional(),
  provider_safety: z.record(z.string(), z.record(z.string(), z.unknown())).refine(size(0, 20), 'needs at most 20 of its fields').optional(),
  fallback_on_refusal: z.boolean().optional(),
}))

export const CreateDataKeyRequest = lazily(() => z.strictObject({
  project_id: z.string().min(1).check(atMost(64)),
}))

/** Whether the key acts for a project or for a user. */
export const KeyKind = lazily(() => z.enum(['project', 'user']))

/** A limit of this key alone, in addition to those of its instance; the tightest decides. `requests`, `images` and `tokens` need
 * `window_seconds`, `cost_micros` needs the calendar `window`, and `concurrency` needs neither. */
export const KeyLimit = lazily(() => z.strictObject({
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  window_seconds: z.int().min(1).max(2678400).optional(),
  window: z.enum(['day', 'month']).optional(),
  limit: z.int().min(0).max(9007199254740991),
  burst: z.int().min(1).max(9007199254740991).optional(),
}))

export const CreateKeyRequest = lazily(() => z.strictObject({
  kind: KeyKind(),
  project_id: z.string().min(1).check(atMost(64)).optional(),
  user_id: z.string().min(1).check(atMost(64)).optional(),
  name: z.string().min(1).check(atMost(200)),
  scopes: z.array(Scope()).min(1).max(4).refine(unique, 'items must be unique'),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable().optional(),
  limits: z.array(KeyLimit()).max(10).optional(),
}))

export const SessionByKey = lazily(() => z.strictObject({
  key: z.string().min(1).check(atMost(200)),
}))

export const SessionByLink = lazily(() => z.strictObject({
  code: z.string().min(1).check(atMost(400)),
}))

/** A key, or the code of a sign-in link. */
export const CreateSessionRequest = lazily(() => z.xor([SessionByKey(), SessionByLink()]))

export const CreateSignInLinkRequest = lazily(() => z.strictObject({
  expires_in_seconds: z.int().min(60).max(86400).default(900),
}))

/** `generation.…`: a generation has ended. `alert.…`: an alert of this kind was raised. */
export const WebhookEvent = lazily(() => z.enum(['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate', 'alert.budget', 'alert.budget_exhausted', 'alert.provider_failing', 'alert.credential_refused', 'alert.generations_indeterminate', 'alert.webhook_disabled', 'alert.limiter_overloaded', 'alert.storage_filling', 'alert.prices_stale']))

export const CreateWebhookRequest = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u),
  events: z.array(WebhookEvent()).min(1).max(13).refine(unique, 'items must be unique'),
  project_id: z.string().min(1).check(atMost(64)).nullable().optional(),
  description: z.string().check(atMost(200)).default(''),
}))

/** An `active` key works. An `expired` or `revoked` key never works again. */
export const KeyStatus = lazily(() => z.enum(['active', 'expired', 'revoked']))

export const KeyFields = lazily(() => z.looseObject({
  id: z.string(),
  kind: KeyKind(),
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope()),
  status: KeyStatus(),
  limits: z.array(KeyLimit()),
  created_at: Timestamp(),
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  last_used_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  revoked_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp().nullable(),
  version: z.int().min(1),
}))

/** The key, with its secret, which is shown only this once. */
export const CreatedKey = lazily(() => z.strictObject({
  id: z.string(),
  kind: KeyKind(),
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope()),
  status: KeyStatus(),
  limits: z.array(KeyLimit()),
  created_at: Timestamp(),
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  last_used_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  revoked_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp().nullable(),
  version: z.int().min(1),
  secret: z.string(),
}))

/** `disabled`: no deliveries. `active`: deliveries are made. */
export const WebhookStatus = lazily(() => z.enum(['active', 'disabled']))

/** `gone`: the endpoint answered a delivery with 410 Gone, so the platform disabled it. */
export const WebhookDisabledReason = lazily(() => z.enum(['gone']))

export const WebhookFields = lazily(() => z.looseObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent()),
  status: WebhookStatus(),
  disabled_reason: WebhookDisabledReason().nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  version: z.int().min(1),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

/** The endpoint, with its secret, which is shown only this once. */
export const CreatedWebhook = lazily(() => z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent()),
  status: WebhookStatus(),
  disabled_reason: WebhookDisabledReason().nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  version: z.int().min(1),
  created_at: Timestamp(),
  updated_at: Timestamp(),
  secret: z.string(),
}))

export const CredentialVerification = lazily(() => z.strictObject({
  status: z.enum(['accepted', 'rejected', 'unreachable', 'unsupported']),
  detail: z.string(),
  provider_status: z.int().nullable(),
  checked_at: Timestamp(),
  duration_ms: z.int().min(0),
}))

export const Credential = lazily(() => z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  connection: z.string(),
  provider: z.string(),
  fields: z.record(z.string(), z.string()),
  base_url: z.string().nullable(),
  version: z.int().min(1),
  created_at: Timestamp(),
  updated_at: Timestamp(),
  verification: CredentialVerification().nullable(),
  health: ConnectionHealth().nullable().optional(),
}))

export const CredentialField = lazily(() => z.strictObject({
  name: z.string(),
  description: z.string(),
  required: z.boolean(),
  secret: z.boolean(),
}))

export const CredentialList = lazily(() => z.strictObject({
  data: z.array(Credential()),
}))

/** The secrets that the provider requires, by name; usually only `api_key`. A pasted key often comes with spaces, line breaks, quotes
 * or a leading `Bearer`; these are removed. Empty for a server that asks for none. */
export const CredentialSecrets = lazily(() => z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u), z.string().min(1).check(atMost(65536))).refine(size(0, 8), 'needs at most 8 of its fields'))

export const DataKey = lazily(() => z.strictObject({
  secret: z.string(),
  base_url: z.string(),
  instance_id: z.string(),
  project_id: z.string(),
  scopes: z.array(Scope()),
  expires_at: Timestamp(),
}))

export const DecidedAuthorization = lazily(() => z.strictObject({
  redirect_to: z.string(),
  key_id: z.string().nullable(),
}))

export const DryRunCall = lazily(() => z.strictObject({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
  answered: z.boolean(),
}))

/** Money in micro-USD; 1 000 000 is one US dollar. */
export const Micros = lazily(() => z.int().min(0).max(9007199254740991))

export const DryRunOutcome = lazily(() => z.strictObject({
  state: z.enum(['done', 'accepted', 'pending', 'failed']),
  images: z.array(z.strictObject({
    url: z.string().nullable(),
    size_bytes: z.int().min(0).nullable(),
    format: z.enum(['png', 'jpeg', 'webp']).nullable(),
    width: z.int().min(1).nullable(),
    height: z.int().min(1).nullable(),
    seed: z.number().nullable(),
    revised_prompt: z.string().nullable(),
  })),
  texts: z.array(z.string()),
  progress: z.number().min(0).max(1).nullable(),
  poll_after_ms: z.int().min(0).nullable(),
  cost: z.strictObject({
    amount_micros: Micros(),
    source: z.enum(['provider', 'computed']),
  }).nullable(),
  failure: z.strictObject({
    kind: z.enum(['refused', 'bad_request', 'bad_credential', 'no_credit', 'rate_limited', 'unavailable', 'timeout', 'malformed', 'canceled', 'lost']),
    message: z.string(),
    billed: z.enum(['no', 'yes', 'unknown']),
    retry_after_ms: z.int().min(0).nullable(),
  }).nullable(),
}))

/** The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why it occurs and what to do. */
export const ErrorCode = lazily(() => z.enum(['invalid_request', 'malformed_json', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid', 'url_not_allowed', 'content_policy', 'safety_refused', 'max_cost_exceeded', 'request_exceeds_limit', 'provider_bad_request', 'callback_invalid', 'missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'session_expired', 'link_invalid', 'insufficient_scope', 'insufficient_role', 'csrf_failed', 'origin_not_allowed', 'not_found', 'model_not_found', 'route_not_found', 'method_not_allowed', 'conflict', 'not_cancelable', 'not_resolvable', 'in_use', 'link_expired', 'precondition_failed', 'body_too_large', 'unsupported_media_type', 'range_not_satisfiable', 'idempotency_key_reused', 'generation_canceled', 'credential_missing', 'provider_error', 'provider_bad_answer', 'provider_credential_rejected', 'outcome_indeterminate', 'result_unavailable', 'deadline_exceeded', 'rate_limited', 'concurrency_limited', 'budget_exceeded', 'storage_limited', 'internal_error', 'provider_rate_limited', 'provider_unavailable', 'change_pending', 'overloaded', 'unavailable', 'provider_timeout']))

export const ErrorCount = lazily(() => z.strictObject({
  error_code: z.string(),
  requests: z.int().min(1),
  last_at: Timestamp(),
}))

export const ExportedConnection = lazily(() => z.strictObject({
  id: z.string(),
  provider: z.string(),
  base_url: z.string().nullable(),
}))

/** A short name for machines, unique among its siblings. */
export const Slug = lazily(() => z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u))

/** `disabled`: no request is admitted in it; everything else stays as it is. */
export const Status = lazily(() => z.enum(['active', 'disabled']))

export const ExportedProject = lazily(() => z.strictObject({
  slug: Slug(),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  status: Status(),
  retention_days: z.int().min(1).max(3650).nullable(),
}))

export const ExportedWebhook = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)),
  project: Slug().nullable(),
  events: z.array(WebhookEvent()).min(1).max(13).refine(unique, 'items must be unique'),
  status: WebhookStatus(),
  description: z.string().check(atMost(200)),
}))

export const FieldError = lazily(() => z.strictObject({
  pointer: z.string(),
  message: z.string(),
}))

/** The role of a user in one instance. */
export const Grant = lazily(() => z.strictObject({
  instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  role: z.enum(['developer', 'viewer']),
}))

export const GrantSet = lazily(() => z.strictObject({
  grants: z.array(Grant()).max(100).refine(unique, 'items must be unique'),
}))

export const Health = lazily(() => z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string().check(atMost(100)),
  checks: z.record(z.string(), z.enum(['ok', 'failing'])),
}))

/** One change that was made, or would be made. */
export const ImportDifference = lazily(() => z.strictObject({
  path: z.string(),
  before: z.unknown(),
  after: z.unknown(),
}))

/** `name`: the name of the instance. `addresses`: `delivery_base_url` and `worker_url`. `webhooks`: endpoints that become active. */
export const ImportPart = lazily(() => z.enum(['name', 'addresses', 'webhooks']))

/** A part of the file that was left out, and how to import it. */
export const ImportWarning = lazily(() => z.strictObject({
  path: z.string(),
  include: ImportPart(),
  message: z.string(),
}))

export const ImportResult = lazily(() => z.strictObject({
  dry_run: z.boolean(),
  changes: z.array(ImportDifference()),
  missing_connections: z.array(z.string()),
  warnings: z.array(ImportWarning()),
}))

/** Bounds for data that grows with traffic. Data beyond them is deleted in small steps, oldest first. docs/admin/retention.md says when. */
export const Retention = lazily(() => z.strictObject({
  log_days: z.int().min(1).max(365),
  log_rows: z.int().min(1000).max(1000000),
  record_rows: z.int().min(0).max(5000000),
  usage_days: z.int().min(31).max(3650),
}))

/** The report of a Worker about itself, made when it loaded the configuration. It reports within an hour of its start, and once an hour after that. A new version is stored at once. A report of the same version renews `seen_at` at most once an hour. */
export const InstanceWorker = lazily(() => z.strictObject({
  version: z.string().check(atMost(100)),
  release: z.string().check(atMost(100)),
  dedicated: z.boolean(),
  skew: z.enum(['none', 'supported', 'unsupported']),
  seen_at: Timestamp(),
}))

/** A self-contained environment. */
export const Instance = lazily(() => z.strictObject({
  id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  status: Status(),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable(),
  fallback_chain: z.array(ModelId()).max(5),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  retention_days: z.int().min(1).max(3650).nullable(),
  retention: Retention(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50),
  content_policy: ContentPolicy(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  worker: InstanceWorker().nullable(),
  epoch: z.int().min(1),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

/** Members that you omit stay as they are. */
export const RetentionInput = lazily(() => z.strictObject({
  log_days: z.int().min(1).max(365).optional(),
  log_rows: z.int().min(1000).max(1000000).optional(),
  record_rows: z.int().min(0).max(5000000).optional(),
  usage_days: z.int().min(31).max(3650).optional(),
}))

export const InstanceCreate = lazily(() => z.strictObject({
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  fallback_chain: z.array(ModelId()).max(5).optional(),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
  retention: RetentionInput().optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50).optional(),
  content_policy: ContentPolicyInput().optional(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
}))

export const InstanceSettings = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable(),
  fallback_chain: z.array(ModelId()).max(5),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  retention_days: z.int().min(1).max(3650).nullable(),
  retention: Retention().optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50),
  content_policy: ContentPolicy(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
}))

/** One limit or budget. */
export const Limit = lazily(() => z.strictObject({
  scope: z.enum(['instance', 'project', 'key', 'provider', 'model']),
  target: z.string().check(atMost(100)).nullable(),
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  window_seconds: z.int().min(1).max(2678400).optional(),
  window: z.enum(['day', 'month']).optional(),
  limit: z.int().min(0).max(9007199254740991),
  burst: z.int().min(1).max(9007199254740991).optional(),
}))

export const ModelSetting = lazily(() => z.strictObject({
  model: ModelId(),
  enabled: z.boolean().nullable().optional(),
  price: z.record(z.string(), z.unknown()).nullable().optional(),
  connections: ConnectionShares().nullable().optional(),
}))

export const ModelAlias = lazily(() => z.strictObject({
  alias: ModelId(),
  model: ModelId(),
}))

export const ProviderSetting = lazily(() => z.strictObject({
  provider: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  connections: ConnectionShares(),
}))

/** The configuration of an instance, without secrets and ids. */
export const InstanceExport = lazily(() => z.strictObject({
  format: z.literal(1),
  settings: InstanceSettings(),
  projects: z.array(ExportedProject()).max(1000),
  limits: z.array(Limit()).max(100),
  models: z.array(ModelSetting()).max(500),
  aliases: z.array(ModelAlias()).max(100),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20),
  providers: z.array(ProviderSetting()).max(50).optional(),
  webhooks: z.array(ExportedWebhook()).max(20).optional(),
  alerts: AlertSettings().optional(),
  credentials: z.array(z.string()).max(100).optional(),
  connections: z.array(ExportedConnection()).max(100).optional(),
}))

/** A page. */
export const InstanceList = lazily(() => z.strictObject({
  data: z.array(Instance()),
  next_cursor: z.string().nullable(),
}))

export const UsageSums = lazily(() => z.looseObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros(),
  held_micros: z.int().min(0),
}))

export const UsageTotals = lazily(() => z.strictObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros(),
  held_micros: z.int().min(0),
}))

/** Usage of two calendar periods, UTC. */
export const PeriodUsage = lazily(() => z.strictObject({
  today: UsageTotals(),
  this_month: UsageTotals(),
}))

export const InstanceOverview = lazily(() => z.strictObject({
  as_of: Timestamp(),
  day_start: Timestamp(),
  month_start: Timestamp(),
  usage: PeriodUsage(),
  errors: z.array(ErrorCount()),
  errors_since: Timestamp(),
  set_up: z.strictObject({
    projects: z.int().min(0),
    project_keys: z.int().min(0),
    credentials: z.int().min(0),
    limits: z.int().min(0),
    webhooks: z.int().min(0),
    grants: z.int().min(0),
  }),
}))

/** A `superadmin` runs the platform and an `admin` an organization. In an instance, a `developer` or `viewer` may do what their grant
 * there says, whatever their own role is. Nobody can create, change or delete a user with a higher role than their own. docs/admin/roles.md has the whole table. */
export const Role = lazily(() => z.enum(['superadmin', 'admin', 'developer', 'viewer']))

export const ProjectPlace = lazily(() => z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(['active', 'disabled']),
}))

export const InstancePlace = lazily(() => z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(['active', 'disabled']),
  role: Role().nullable(),
  default_model: z.string().nullable(),
  open_alerts: z.int().min(0),
  projects: z.array(ProjectPlace()),
}))

export const InstanceSpend = lazily(() => z.strictObject({
  id: z.string(),
  usage: PeriodUsage(),
}))

export const InstanceUpdate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug().optional(),
  status: Status().optional(),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  fallback_chain: z.array(ModelId()).max(5).optional(),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
  retention: RetentionInput().optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50).optional(),
  content_policy: ContentPolicyInput().optional(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

/** How long the generations that succeeded took, from admission to the stored pictures. Null instead of this object means that none
 * succeeded, that they were counted before durations were, or that the series is by connection. */
export const UsageLatency = lazily(() => z.strictObject({
  generations: z.int().min(1),
  mean_ms: z.int().min(0),
  longest_ms: z.int().min(0),
}))

export const UsagePoint = lazily(() => z.strictObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros(),
  held_micros: z.int().min(0),
  bucket_start: Timestamp(),
  project_id: z.string().nullable(),
  key_id: z.string().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  connection: z.string().nullable(),
  latency: UsageLatency().nullable(),
}))

export const InstanceUsage = lazily(() => z.strictObject({
  from: Timestamp(),
  to: Timestamp(),
  bucket: z.enum(['hour', 'day']),
  group_by: z.array(z.enum(['project', 'key', 'model', 'provider', 'connection'])),
  data: z.array(UsagePoint()),
  totals: UsageTotals(),
  latency: UsageLatency().nullable(),
  names: z.record(z.string(), z.string()),
}))

export const Key = lazily(() => z.strictObject({
  id: z.string(),
  kind: KeyKind(),
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope()),
  status: KeyStatus(),
  limits: z.array(KeyLimit()),
  created_at: Timestamp(),
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  last_used_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  revoked_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp().nullable(),
  version: z.int().min(1),
}))

export const KeyList = lazily(() => z.strictObject({
  data: z.array(Key()),
  next_cursor: z.string().nullable(),
  dependent_keys: z.int().min(0).optional(),
}))

/** The live state of one limit or budget. */
export const LimitGauge = lazily(() => z.strictObject({
  scope: z.enum(['organization', 'instance', 'project', 'key', 'provider', 'model']),
  target: z.string().nullable(),
  target_name: z.string().nullable(),
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  limit: z.int().min(0),
  capacity: z.int().min(0),
  window_seconds: z.int().nullable(),
  used: z.number().min(0),
  reserved: z.number().min(0),
  held: z.number().min(0),
  remaining: z.number().min(0),
  resets_at: Timestamp().nullable(),
}))

export const LimitGaugeList = lazily(() => z.strictObject({
  data: z.array(LimitGauge()),
  truncated: z.boolean(),
}))

/** All limits and budgets of an instance. */
export const LimitSet = lazily(() => z.strictObject({
  limits: z.array(Limit()).max(100),
  updated_at: Timestamp(),
}))

export const LimitSetInput = lazily(() => z.strictObject({
  limits: z.array(Limit()).max(100),
}))

export const LogEntry = lazily(() => z.strictObject({
  request_id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string(),
  key_id: z.string(),
  operation_id: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  error_code: z.string().nullable(),
  generation_id: z.string().nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  duration_ms: z.int().min(0),
  provider_ms: z.int().nullable(),
  cost_micros: z.int().nullable(),
  created_at: Timestamp(),
}))

export const LogList = lazily(() => z.strictObject({
  data: z.array(LogEntry()),
  next_cursor: z.string().nullable(),
}))

/** A person or an agent that configures. */
export const User = lazily(() => z.strictObject({
  id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)),
  role: Role(),
  grants: z.array(Grant()).max(100),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

/** The caller and its rights. */
export const Me = lazily(() => z.strictObject({
  key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
  kind: z.enum(['user', 'project']),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  user: User().nullable(),
  project_id: z.string().nullable(),
  instance_id: z.string().nullable(),
  role: Role().nullable(),
  grants: z.array(Grant()),
  scopes: z.array(Scope()),
}))

/** The result of a dry run. */
export const ModelDryRun = lazily(() => z.strictObject({
  model: ModelId(),
  provider: z.string(),
  operation: z.string(),
  credential_state: z.enum(['present', 'missing', 'not_needed']),
  price: z.strictObject({
    amount_micros: Micros(),
    max_micros: Micros(),
    exact: z.boolean(),
  }),
  calls: z.array(DryRunCall()),
  outcome: DryRunOutcome().nullable(),
}))

export const PastedAnswer = lazily(() => z.strictObject({
  status: z.int().min(200).max(599).default(200),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/u), z.string().check(atMost(1000)).regex(/^[\x20-\x7e]*$/u)).refine(size(0, 50), 'needs at most 50 of its fields').optional(),
  body: z.unknown(),
  body_base64: z.string().check(atMost(1000000)).regex(/^[A-Za-z0-9+/]*={0,2}$/u).optional(),
}))

export const ModelDryRunInput = lazily(() => z.strictObject({
  custom_provider: z.record(z.string(), z.unknown()).optional(),
  custom_model: z.record(z.string(), z.unknown()).optional(),
  model: ModelId().optional(),
  request: z.strictObject({
    operation: z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']).optional(),
    prompt: z.string().check(atMost(4000)).optional(),
    n: z.int().min(1).max(10).optional(),
    size: z.string().regex(/^[1-9][0-9]{0,4}x[1-9][0-9]{0,4}$/u).optional(),
    quality: z.string().min(1).check(atMost(40)).optional(),
    inputs: z.array(z.enum(['image', 'reference', 'style', 'character'])).max(16).optional(),
    provider_options: z.record(z.string(), z.unknown()).refine(size(0, 50), 'needs at most 50 of its fields').optional(),
  }).optional(),
  answers: z.array(PastedAnswer()).max(24).optional(),
}))

export const ModelList = lazily(() => z.strictObject({
  data: z.array(CatalogueModel()),
}))

/** The changes that an instance makes to the catalogue. */
export const ModelSettings = lazily(() => z.strictObject({
  models: z.array(ModelSetting()).max(500),
  aliases: z.array(ModelAlias()).max(100),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20),
  providers: z.array(ProviderSetting()).max(50),
  updated_at: Timestamp(),
}))

/** Lists that you omit are empty. */
export const ModelSettingsInput = lazily(() => z.strictObject({
  models: z.array(ModelSetting()).max(500).optional(),
  aliases: z.array(ModelAlias()).max(100).optional(),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20).optional(),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20).optional(),
  providers: z.array(ProviderSetting()).max(50).optional(),
}))

/** - `invalid_request` (RFC 6749): a parameter is missing, occurs twice or has a form that the contract does not allow.
 * - `invalid_grant` (RFC 6749): the code or the refresh token is unknown, used or has expired, belongs to another app, or its access has
 *   ended.
 * - `invalid_scope` (RFC 6749): the access does not include a scope that the request names.
 * - `unsupported_grant_type` (RFC 6749): `grant_type` is neither `authorization_code` nor `refresh_token`.
 * - `invalid_target` (RFC 8707): the access is for another `resource`.
 * - `invalid_redirect_uri` (RFC 7591): an address of `redirect_uris` is not allowed.
 * - `invalid_client_metadata` (RFC 7591): `grant_types` lacks `authorization_code`, or `response_types` lacks `code`. */
export const OAuthErrorCode = lazily(() => z.enum(['invalid_request', 'invalid_grant', 'invalid_scope', 'unsupported_grant_type', 'invalid_target', 'invalid_redirect_uri', 'invalid_client_metadata']))

export const OAuthError = lazily(() => z.strictObject({
  error: OAuthErrorCode(),
  error_description: z.string(),
}))

/** The same error in the form that OpenAI's SDKs read. */
export const OpenAIError = lazily(() => z.strictObject({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
}))

/** A tenant. */
export const Organization = lazily(() => z.strictObject({
  id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  budget: Budget(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

export const OrganizationCreate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  budget: BudgetInput().optional(),
}))

/** A page. */
export const OrganizationList = lazily(() => z.strictObject({
  data: z.array(Organization()),
  next_cursor: z.string().nullable(),
}))

export const OrganizationOverview = lazily(() => z.strictObject({
  as_of: Timestamp(),
  day_start: Timestamp(),
  month_start: Timestamp(),
  usage: PeriodUsage(),
  instances: z.array(InstanceSpend()),
  budgets: z.array(LimitGauge()),
}))

export const OrganizationPlace = lazily(() => z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  instances: z.array(InstancePlace()),
}))

export const OrganizationUpdate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug().optional(),
  budget: BudgetInput().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

export const Places = lazily(() => z.strictObject({
  organizations: z.array(OrganizationPlace()),
  truncated: z.boolean(),
}))

/** RFC 9457 problem details. One body for every error of both services. */
export const Problem = lazily(() => z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ErrorCode(),
  detail: z.string().optional(),
  request_id: z.string(),
  errors: z.array(FieldError()).optional(),
  generation_id: z.string().optional(),
  retry_after_ms: z.int().min(0).optional(),
  limit: z.strictObject({
    scope: z.enum(['organization', 'instance', 'project', 'key', 'provider', 'model']),
    target: z.string().nullable().optional(),
    metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
    limit: z.int().min(0),
    window_seconds: z.int().min(0).nullable(),
    remaining: z.int().min(0).optional(),
    requested: z.int().min(0).optional(),
    available_at: Timestamp().optional(),
  }).optional(),
  error: OpenAIError().optional(),
}))

/** A grouping in an instance. */
export const Project = lazily(() => z.strictObject({
  id: z.string().regex(/^proj_[0-9A-Z]{26}$/u),
  instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  status: Status(),
  retention_days: z.int().min(1).max(3650).nullable(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

export const ProjectCreate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
}))

/** A page. */
export const ProjectList = lazily(() => z.strictObject({
  data: z.array(Project()),
  next_cursor: z.string().nullable(),
}))

export const ProjectUpdate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug().optional(),
  status: Status().optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

/** A provider and how it is connected. */
export const Provider = lazily(() => z.strictObject({
  id: z.string(),
  name: z.string(),
  is_custom: z.boolean(),
  credential_fields: z.array(CredentialField()),
  default_base_url: z.string().nullable(),
  by_binding: z.boolean(),
}))

export const ProviderList = lazily(() => z.strictObject({
  data: z.array(Provider()),
}))

export const PutCredentialRequest = lazily(() => z.strictObject({
  fields: CredentialSecrets().optional(),
  base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(1024)).nullable().optional(),
  provider: z.string().regex(/^[a-z0-9-]{1,64}$/u).optional(),
}))

export const RegisteredClient = lazily(() => z.strictObject({
  client_id: z.string(),
  client_id_issued_at: z.int(),
  client_name: z.string(),
  redirect_uris: z.array(z.string()),
  grant_types: z.array(z.string()),
  response_types: z.array(z.string()),
  token_endpoint_auth_method: z.string(),
  application_type: z.string().optional(),
}))

export const RewrapProgress = lazily(() => z.strictObject({
  current_version: z.int().min(1),
  total: z.int().min(0),
  remaining: z.int().min(0),
  by_version: z.array(z.strictObject({
    version: z.int().min(1),
    count: z.int().min(0),
  })),
}))

export const RewrapRequest = lazily(() => z.strictObject({
  batch_size: z.int().min(1).max(500).default(100),
}))

export const RewrapResult = lazily(() => z.strictObject({
  current_version: z.int().min(1),
  rewrapped: z.int().min(0),
  remaining: z.int().min(0),
  failed: z.array(z.string()),
}))

export const RotateCredentialRequest = lazily(() => z.strictObject({
  fields: CredentialSecrets(),
  verify_first: z.boolean().default(false),
}))

export const RotateKeyRequest = lazily(() => z.strictObject({
  grace_period_seconds: z.int().min(0).max(2592000).default(86400),
}))

export const RotateWebhookSecretRequest = lazily(() => z.strictObject({
  grace_period_seconds: z.int().min(0).max(604800).default(86400),
}))

export const Session = lazily(() => z.strictObject({
  id: z.string(),
  user_id: z.string(),
  organization_id: z.string(),
  csrf_token: z.string(),
  created_at: Timestamp(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC'),
}))

export const SessionsEnded = lazily(() => z.strictObject({
  ended: z.int().min(0),
}))

export const SetupAdmin = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u),
}))

export const SetupRequest = lazily(() => z.strictObject({
  setup_token: z.string().check(atLeast(16)).check(atMost(512)),
  organization: OrganizationCreate(),
  admin: SetupAdmin(),
}))

/** The resources that were created. */
export const SetupResult = lazily(() => z.strictObject({
  organization: Organization(),
  user: User(),
  key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
  secret: z.string(),
}))

export const SignInLink = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  code: z.string(),
  expires_at: Timestamp(),
}))

/** Members of RFC 6749, 7636 and 8707. Others are ignored. */
export const TokenRequest = lazily(() => z.looseObject({
  grant_type: z.string().check(atMost(100)),
  client_id: z.string().check(atMost(500)).optional(),
  code: z.string().check(atMost(200)).optional(),
  redirect_uri: z.string().check(atMost(500)).optional(),
  code_verifier: z.string().check(atMost(200)).optional(),
  refresh_token: z.string().check(atMost(1000)).optional(),
  scope: z.string().check(atMost(500)).optional(),
  resource: z.string().check(atMost(500)).optional(),
}))

export const TokenRevocation = lazily(() => z.looseObject({
  token: z.string().check(atMost(2000)),
  token_type_hint: z.string().check(atMost(100)).optional(),
  client_id: z.string().check(atMost(500)).optional(),
}))

export const Tokens = lazily(() => z.strictObject({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.int().min(0),
  refresh_token: z.string(),
  scope: z.string(),
}))

export const UpdateKeyRequest = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).optional(),
  scopes: z.array(Scope()).min(1).max(4).refine(unique, 'items must be unique').optional(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable().optional(),
  limits: z.array(KeyLimit()).max(10).optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

export const UpdateWebhookRequest = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u).optional(),
  events: z.array(WebhookEvent()).min(1).max(13).refine(unique, 'items must be unique').optional(),
  project_id: z.string().min(1).check(atMost(64)).nullable().optional(),
  description: z.string().check(atMost(200)).optional(),
  status: WebhookStatus().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

export const UserCreate = lazily(() => z.strictObject({
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u),
  role: Role(),
}))

/** A page. */
export const UserList = lazily(() => z.strictObject({
  data: z.array(User()),
  next_cursor: z.string().nullable(),
}))

export const UserUpdate = lazily(() => z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u).optional(),
  role: Role().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields'))

export const Webhook = lazily(() => z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent()),
  status: WebhookStatus(),
  disabled_reason: WebhookDisabledReason().nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
  version: z.int().min(1),
  created_at: Timestamp(),
  updated_at: Timestamp(),
}))

export const WebhookList = lazily(() => z.strictObject({
  data: z.array(Webhook()),
  next_cursor: z.string().nullable(),
}))

export const WebhookTest = lazily(() => z.strictObject({
  delivered: z.boolean(),
  status_code: z.int().nullable(),
  detail: z.string(),
  duration_ms: z.int().min(0),
  event_id: z.string(),
}))

export const WebhookTestNotice = lazily(() => z.strictObject({
  webhook_id: z.string(),
  instance_id: z.string(),
  message: z.string(),
}))

/** The payload of a test; `data` names the endpoint. */
export const WebhookTestEvent = lazily(() => z.strictObject({
  type: z.literal('webhook.test'),
  timestamp: Timestamp(),
  data: WebhookTestNotice(),
}))

// Two independent generators read the same contract. If zod and openapi-typescript differ, the type check fails here.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agreement: {
  AlertKind: Same<z.input<ReturnType<typeof AlertKind>>, components['schemas']['AlertKind']>
  AlertStatus: Same<z.input<ReturnType<typeof AlertStatus>>, components['schemas']['AlertStatus']>
  AlertSubject: Same<z.input<ReturnType<typeof AlertSubject>>, components['schemas']['AlertSubject']>
  AlertValues: Same<z.input<ReturnType<typeof AlertValues>>, components['schemas']['AlertValues']>
  Timestamp: Same<z.input<ReturnType<typeof Timestamp>>, components['schemas']['Timestamp']>
  AlertFields: Same<z.input<ReturnType<typeof AlertFields>>, components['schemas']['AlertFields']>
  AlertDeliveries: Same<z.input<ReturnType<typeof AlertDeliveries>>, components['schemas']['AlertDeliveries']>
  Alert: Same<z.input<ReturnType<typeof Alert>>, components['schemas']['Alert']>
  AlertEventType: Same<z.input<ReturnType<typeof AlertEventType>>, components['schemas']['AlertEventType']>
  AlertNotice: Same<z.input<ReturnType<typeof AlertNotice>>, components['schemas']['AlertNotice']>
  AlertEvent: Same<z.input<ReturnType<typeof AlertEvent>>, components['schemas']['AlertEvent']>
  AlertList: Same<z.input<ReturnType<typeof AlertList>>, components['schemas']['AlertList']>
  AlertSettings: Same<z.input<ReturnType<typeof AlertSettings>>, components['schemas']['AlertSettings']>
  AlertSettingsInput: Same<z.input<ReturnType<typeof AlertSettingsInput>>, components['schemas']['AlertSettingsInput']>
  AuditEntry: Same<z.input<ReturnType<typeof AuditEntry>>, components['schemas']['AuditEntry']>
  AuditList: Same<z.input<ReturnType<typeof AuditList>>, components['schemas']['AuditList']>
  AuditVerification: Same<z.input<ReturnType<typeof AuditVerification>>, components['schemas']['AuditVerification']>
  AuthorizationRequest: Same<z.input<ReturnType<typeof AuthorizationRequest>>, components['schemas']['AuthorizationRequest']>
  Scope: Same<z.input<ReturnType<typeof Scope>>, components['schemas']['Scope']>
  AuthorizationDecision: Same<z.input<ReturnType<typeof AuthorizationDecision>>, components['schemas']['AuthorizationDecision']>
  ConnectableProject: Same<z.input<ReturnType<typeof ConnectableProject>>, components['schemas']['ConnectableProject']>
  AuthorizationReview: Same<z.input<ReturnType<typeof AuthorizationReview>>, components['schemas']['AuthorizationReview']>
  AuthorizationServer: Same<z.input<ReturnType<typeof AuthorizationServer>>, components['schemas']['AuthorizationServer']>
  Budget: Same<z.input<ReturnType<typeof Budget>>, components['schemas']['Budget']>
  BudgetInput: Same<z.input<ReturnType<typeof BudgetInput>>, components['schemas']['BudgetInput']>
  ModelId: Same<z.input<ReturnType<typeof ModelId>>, components['schemas']['ModelId']>
  CatalogueModel: Same<z.input<ReturnType<typeof CatalogueModel>>, components['schemas']['CatalogueModel']>
  ClientRegistration: Same<z.input<ReturnType<typeof ClientRegistration>>, components['schemas']['ClientRegistration']>
  ConnectedApp: Same<z.input<ReturnType<typeof ConnectedApp>>, components['schemas']['ConnectedApp']>
  ConnectionHealth: Same<z.input<ReturnType<typeof ConnectionHealth>>, components['schemas']['ConnectionHealth']>
  ConnectionShare: Same<z.input<ReturnType<typeof ConnectionShare>>, components['schemas']['ConnectionShare']>
  ConnectionShares: Same<z.input<ReturnType<typeof ConnectionShares>>, components['schemas']['ConnectionShares']>
  ContentPolicy: Same<z.input<ReturnType<typeof ContentPolicy>>, components['schemas']['ContentPolicy']>
  ContentPolicyInput: Same<z.input<ReturnType<typeof ContentPolicyInput>>, components['schemas']['ContentPolicyInput']>
  CreateDataKeyRequest: Same<z.input<ReturnType<typeof CreateDataKeyRequest>>, components['schemas']['CreateDataKeyRequest']>
  KeyKind: Same<z.input<ReturnType<typeof KeyKind>>, components['schemas']['KeyKind']>
  KeyLimit: Same<z.input<ReturnType<typeof KeyLimit>>, components['schemas']['KeyLimit']>
  CreateKeyRequest: Same<z.input<ReturnType<typeof CreateKeyRequest>>, components['schemas']['CreateKeyRequest']>
  SessionByKey: Same<z.input<ReturnType<typeof SessionByKey>>, components['schemas']['SessionByKey']>
  SessionByLink: Same<z.input<ReturnType<typeof SessionByLink>>, components['schemas']['SessionByLink']>
  CreateSessionRequest: Same<z.input<ReturnType<typeof CreateSessionRequest>>, components['schemas']['CreateSessionRequest']>
  CreateSignInLinkRequest: Same<z.input<ReturnType<typeof CreateSignInLinkRequest>>, components['schemas']['CreateSignInLinkRequest']>
  WebhookEvent: Same<z.input<ReturnType<typeof WebhookEvent>>, components['schemas']['WebhookEvent']>
  CreateWebhookRequest: Same<z.input<ReturnType<typeof CreateWebhookRequest>>, components['schemas']['CreateWebhookRequest']>
  KeyStatus: Same<z.input<ReturnType<typeof KeyStatus>>, components['schemas']['KeyStatus']>
  KeyFields: Same<z.input<ReturnType<typeof KeyFields>>, components['schemas']['KeyFields']>
  CreatedKey: Same<z.input<ReturnType<typeof CreatedKey>>, components['schemas']['CreatedKey']>
  WebhookStatus: Same<z.input<ReturnType<typeof WebhookStatus>>, components['schemas']['WebhookStatus']>
  WebhookDisabledReason: Same<z.input<ReturnType<typeof WebhookDisabledReason>>, components['schemas']['WebhookDisabledReason']>
  WebhookFields: Same<z.input<ReturnType<typeof WebhookFields>>, components['schemas']['WebhookFields']>
  CreatedWebhook: Same<z.input<ReturnType<typeof CreatedWebhook>>, components['schemas']['CreatedWebhook']>
  CredentialVerification: Same<z.input<ReturnType<typeof CredentialVerification>>, components['schemas']['CredentialVerification']>
  Credential: Same<z.input<ReturnType<typeof Credential>>, components['schemas']['Credential']>
  CredentialField: Same<z.input<ReturnType<typeof CredentialField>>, components['schemas']['CredentialField']>
  CredentialList: Same<z.input<ReturnType<typeof CredentialList>>, components['schemas']['CredentialList']>
  CredentialSecrets: Same<z.input<ReturnType<typeof CredentialSecrets>>, components['schemas']['CredentialSecrets']>
  DataKey: Same<z.input<ReturnType<typeof DataKey>>, components['schemas']['DataKey']>
  DecidedAuthorization: Same<z.input<ReturnType<typeof DecidedAuthorization>>, components['schemas']['DecidedAuthorization']>
  DryRunCall: Same<z.input<ReturnType<typeof DryRunCall>>, components['schemas']['DryRunCall']>
  Micros: Same<z.input<ReturnType<typeof Micros>>, components['schemas']['Micros']>
  DryRunOutcome: Same<z.input<ReturnType<typeof DryRunOutcome>>, components['schemas']['DryRunOutcome']>
  ErrorCode: Same<z.input<ReturnType<typeof ErrorCode>>, components['schemas']['ErrorCode']>
  ErrorCount: Same<z.input<ReturnType<typeof ErrorCount>>, components['schemas']['ErrorCount']>
  ExportedConnection: Same<z.input<ReturnType<typeof ExportedConnection>>, components['schemas']['ExportedConnection']>
  Slug: Same<z.input<ReturnType<typeof Slug>>, components['schemas']['Slug']>
  Status: Same<z.input<ReturnType<typeof Status>>, components['schemas']['Status']>
  ExportedProject: Same<z.input<ReturnType<typeof ExportedProject>>, components['schemas']['ExportedProject']>
  ExportedWebhook: Same<z.input<ReturnType<typeof ExportedWebhook>>, components['schemas']['ExportedWebhook']>
  FieldError: Same<z.input<ReturnType<typeof FieldError>>, components['schemas']['FieldError']>
  Grant: Same<z.input<ReturnType<typeof Grant>>, components['schemas']['Grant']>
  GrantSet: Same<z.input<ReturnType<typeof GrantSet>>, components['schemas']['GrantSet']>
  Health: Same<z.input<ReturnType<typeof Health>>, components['schemas']['Health']>
  ImportDifference: Same<z.input<ReturnType<typeof ImportDifference>>, components['schemas']['ImportDifference']>
  ImportPart: Same<z.input<ReturnType<typeof ImportPart>>, components['schemas']['ImportPart']>
  ImportWarning: Same<z.input<ReturnType<typeof ImportWarning>>, components['schemas']['ImportWarning']>
  ImportResult: Same<z.input<ReturnType<typeof ImportResult>>, components['schemas']['ImportResult']>
  Retention: Same<z.input<ReturnType<typeof Retention>>, components['schemas']['Retention']>
  InstanceWorker: Same<z.input<ReturnType<typeof InstanceWorker>>, components['schemas']['InstanceWorker']>
  Instance: Same<z.input<ReturnType<typeof Instance>>, components['schemas']['Instance']>
  RetentionInput: Same<z.input<ReturnType<typeof RetentionInput>>, components['schemas']['RetentionInput']>
  InstanceCreate: Same<z.input<ReturnType<typeof InstanceCreate>>, components['schemas']['InstanceCreate']>
  InstanceSettings: Same<z.input<ReturnType<typeof InstanceSettings>>, components['schemas']['InstanceSettings']>
  Limit: Same<z.input<ReturnType<typeof Limit>>, components['schemas']['Limit']>
  ModelSetting: Same<z.input<ReturnType<typeof ModelSetting>>, components['schemas']['ModelSetting']>
  ModelAlias: Same<z.input<ReturnType<typeof ModelAlias>>, components['schemas']['ModelAlias']>
  ProviderSetting: Same<z.input<ReturnType<typeof ProviderSetting>>, components['schemas']['ProviderSetting']>
  InstanceExport: Same<z.input<ReturnType<typeof InstanceExport>>, components['schemas']['InstanceExport']>
  InstanceList: Same<z.input<ReturnType<typeof InstanceList>>, components['schemas']['InstanceList']>
  UsageSums: Same<z.input<ReturnType<typeof UsageSums>>, components['schemas']['UsageSums']>
  UsageTotals: Same<z.input<ReturnType<typeof UsageTotals>>, components['schemas']['UsageTotals']>
  PeriodUsage: Same<z.input<ReturnType<typeof PeriodUsage>>, components['schemas']['PeriodUsage']>
  InstanceOverview: Same<z.input<ReturnType<typeof InstanceOverview>>, components['schemas']['InstanceOverview']>
  Role: Same<z.input<ReturnType<typeof Role>>, components['schemas']['Role']>
  ProjectPlace: Same<z.input<ReturnType<typeof ProjectPlace>>, components['schemas']['ProjectPlace']>
  InstancePlace: Same<z.input<ReturnType<typeof InstancePlace>>, components['schemas']['InstancePlace']>
  InstanceSpend: Same<z.input<ReturnType<typeof InstanceSpend>>, components['schemas']['InstanceSpend']>
  InstanceUpdate: Same<z.input<ReturnType<typeof InstanceUpdate>>, components['schemas']['InstanceUpdate']>
  UsageLatency: Same<z.input<ReturnType<typeof UsageLatency>>, components['schemas']['UsageLatency']>
  UsagePoint: Same<z.input<ReturnType<typeof UsagePoint>>, components['schemas']['UsagePoint']>
  InstanceUsage: Same<z.input<ReturnType<typeof InstanceUsage>>, components['schemas']['InstanceUsage']>
  Key: Same<z.input<ReturnType<typeof Key>>, components['schemas']['Key']>
  KeyList: Same<z.input<ReturnType<typeof KeyList>>, components['schemas']['KeyList']>
  LimitGauge: Same<z.input<ReturnType<typeof LimitGauge>>, components['schemas']['LimitGauge']>
  LimitGaugeList: Same<z.input<ReturnType<typeof LimitGaugeList>>, components['schemas']['LimitGaugeList']>
  LimitSet: Same<z.input<ReturnType<typeof LimitSet>>, components['schemas']['LimitSet']>
  LimitSetInput: Same<z.input<ReturnType<typeof LimitSetInput>>, components['schemas']['LimitSetInput']>
  LogEntry: Same<z.input<ReturnType<typeof LogEntry>>, components['schemas']['LogEntry']>
  LogList: Same<z.input<ReturnType<typeof LogList>>, components['schemas']['LogList']>
  User: Same<z.input<ReturnType<typeof User>>, components['schemas']['User']>
  Me: Same<z.input<ReturnType<typeof Me>>, components['schemas']['Me']>
  ModelDryRun: Same<z.input<ReturnType<typeof ModelDryRun>>, components['schemas']['ModelDryRun']>
  PastedAnswer: Same<z.input<ReturnType<typeof PastedAnswer>>, components['schemas']['PastedAnswer']>
  ModelDryRunInput: Same<z.input<ReturnType<typeof ModelDryRunInput>>, components['schemas']['ModelDryRunInput']>
  ModelList: Same<z.input<ReturnType<typeof ModelList>>, components['schemas']['ModelList']>
  ModelSettings: Same<z.input<ReturnType<typeof ModelSettings>>, components['schemas']['ModelSettings']>
  ModelSettingsInput: Same<z.input<ReturnType<typeof ModelSettingsInput>>, components['schemas']['ModelSettingsInput']>
  OAuthErrorCode: Same<z.input<ReturnType<typeof OAuthErrorCode>>, components['schemas']['OAuthErrorCode']>
  OAuthError: Same<z.input<ReturnType<typeof OAuthError>>, components['schemas']['OAuthError']>
  OpenAIError: Same<z.input<ReturnType<typeof OpenAIError>>, components['schemas']['OpenAIError']>
  Organization: Same<z.input<ReturnType<typeof Organization>>, components['schemas']['Organization']>
  OrganizationCreate: Same<z.input<ReturnType<typeof OrganizationCreate>>, components['schemas']['OrganizationCreate']>
  OrganizationList: Same<z.input<ReturnType<typeof OrganizationList>>, components['schemas']['OrganizationList']>
  OrganizationOverview: Same<z.input<ReturnType<typeof OrganizationOverview>>, components['schemas']['OrganizationOverview']>
  OrganizationPlace: Same<z.input<ReturnType<typeof OrganizationPlace>>, components['schemas']['OrganizationPlace']>
  OrganizationUpdate: Same<z.input<ReturnType<typeof OrganizationUpdate>>, components['schemas']['OrganizationUpdate']>
  Places: Same<z.input<ReturnType<typeof Places>>, components['schemas']['Places']>
  Problem: Same<z.input<ReturnType<typeof Problem>>, components['schemas']['Problem']>
  Project: Same<z.input<ReturnType<typeof Project>>, components['schemas']['Project']>
  ProjectCreate: Same<z.input<ReturnType<typeof ProjectCreate>>, components['schemas']['ProjectCreate']>
  ProjectList: Same<z.input<ReturnType<typeof ProjectList>>, components['schemas']['ProjectList']>
  ProjectUpdate: Same<z.input<ReturnType<typeof ProjectUpdate>>, components['schemas']['ProjectUpdate']>
  Provider: Same<z.input<ReturnType<typeof Provider>>, components['schemas']['Provider']>
  ProviderList: Same<z.input<ReturnType<typeof ProviderList>>, components['schemas']['ProviderList']>
  PutCredentialRequest: Same<z.input<ReturnType<typeof PutCredentialRequest>>, components['schemas']['PutCredentialRequest']>
  RegisteredClient: Same<z.input<ReturnType<typeof RegisteredClient>>, components['schemas']['RegisteredClient']>
  RewrapProgress: Same<z.input<ReturnType<typeof RewrapProgress>>, components['schemas']['RewrapProgress']>
  RewrapRequest: Same<z.input<ReturnType<typeof RewrapRequest>>, components['schemas']['RewrapRequest']>
  RewrapResult: Same<z.input<ReturnType<typeof RewrapResult>>, components['schemas']['RewrapResult']>
  RotateCredentialRequest: Same<z.input<ReturnType<typeof RotateCredentialRequest>>, components['schemas']['RotateCredentialRequest']>
  RotateKeyRequest: Same<z.input<ReturnType<typeof RotateKeyRequest>>, components['schemas']['RotateKeyRequest']>
  RotateWebhookSecretRequest: Same<z.input<ReturnType<typeof RotateWebhookSecretRequest>>, components['schemas']['RotateWebhookSecretRequest']>
  Session: Same<z.input<ReturnType<typeof Session>>, components['schemas']['Session']>
  SessionsEnded: Same<z.input<ReturnType<typeof SessionsEnded>>, components['schemas']['SessionsEnded']>
  SetupAdmin: Same<z.input<ReturnType<typeof SetupAdmin>>, components['schemas']['SetupAdmin']>
  SetupRequest: Same<z.input<ReturnType<typeof SetupRequest>>, components['schemas']['SetupRequest']>
  SetupResult: Same<z.input<ReturnType<typeof SetupResult>>, components['schemas']['SetupResult']>
  SignInLink: Same<z.input<ReturnType<typeof SignInLink>>, components['schemas']['SignInLink']>
  TokenRequest: Same<z.input<ReturnType<typeof TokenRequest>>, components['schemas']['TokenRequest']>
  TokenRevocation: Same<z.input<ReturnType<typeof TokenRevocation>>, components['schemas']['TokenRevocation']>
  Tokens: Same<z.input<ReturnType<typeof Tokens>>, components['schemas']['Tokens']>
  UpdateKeyRequest: Same<z.input<ReturnType<typeof UpdateKeyRequest>>, components['schemas']['UpdateKeyRequest']>
  UpdateWebhookRequest: Same<z.input<ReturnType<typeof UpdateWebhookRequest>>, components['schemas']['UpdateWebhookRequest']>
  UserCreate: Same<z.input<ReturnType<typeof UserCreate>>, components['schemas']['UserCreate']>
  UserList: Same<z.input<ReturnType<typeof UserList>>, components['schemas']['UserList']>
  UserUpdate: Same<z.input<ReturnType<typeof UserUpdate>>, components['schemas']['UserUpdate']>
  Webhook: Same<z.input<ReturnType<typeof Webhook>>, components['schemas']['Webhook']>
  WebhookList: Same<z.input<ReturnType<typeof WebhookList>>, components['schemas']['WebhookList']>
  WebhookTest: Same<z.input<ReturnType<typeof WebhookTest>>, components['schemas']['WebhookTest']>
  WebhookTestNotice: Same<z.input<ReturnType<typeof WebhookTestNotice>>, components['schemas']['WebhookTestNotice']>
  WebhookTestEvent: Same<z.input<ReturnType<typeof WebhookTestEvent>>, components['schemas']['WebhookTestEvent']>
} = { AlertKind: true, AlertStatus: true, AlertSubject: true, AlertValues: true, Timestamp: true, AlertFields: true, AlertDeliveries: true, Alert: true, AlertEventType: true, AlertNotice: true, AlertEvent: true, AlertList: true, AlertSettings: true, AlertSettingsInput: true, AuditEntry: true, AuditList: true, AuditVerification: true, AuthorizationRequest: true, Scope: true, AuthorizationDecision: true, ConnectableProject: true, AuthorizationReview: true, AuthorizationServer: true, Budget: true, BudgetInput: true, ModelId: true, CatalogueModel: true, ClientRegistration: true, ConnectedApp: true, ConnectionHealth: true, ConnectionShare: true, ConnectionShares: true, ContentPolicy: true, ContentPolicyInput: true, CreateDataKeyRequest: true, KeyKind: true, KeyLimit: true, CreateKeyRequest: true, SessionByKey: true, SessionByLink: true, CreateSessionRequest: true, CreateSignInLinkRequest: true, WebhookEvent: true, CreateWebhookRequest: true, KeyStatus: true, KeyFields: true, CreatedKey: true, WebhookStatus: true, WebhookDisabledReason: true, WebhookFields: true, CreatedWebhook: true, CredentialVerification: true, Credential: true, CredentialField: true, CredentialList: true, CredentialSecrets: true, DataKey: true, DecidedAuthorization: true, DryRunCall: true, Micros: true, DryRunOutcome: true, ErrorCode: true, ErrorCount: true, ExportedConnection: true, Slug: true, Status: true, ExportedProject: true, ExportedWebhook: true, FieldError: true, Grant: true, GrantSet: true, Health: true, ImportDifference: true, ImportPart: true, ImportWarning: true, ImportResult: true, Retention: true, InstanceWorker: true, Instance: true, RetentionInput: true, InstanceCreate: true, InstanceSettings: true, Limit: true, ModelSetting: true, ModelAlias: true, ProviderSetting: true, InstanceExport: true, InstanceList: true, UsageSums: true, UsageTotals: true, PeriodUsage: true, InstanceOverview: true, Role: true, ProjectPlace: true, InstancePlace: true, InstanceSpend: true, InstanceUpdate: true, UsageLatency: true, UsagePoint: true, InstanceUsage: true, Key: true, KeyList: true, LimitGauge: true, LimitGaugeList: true, LimitSet: true, LimitSetInput: true, LogEntry: true, LogList: true, User: true, Me: true, ModelDryRun: true, PastedAnswer: true, ModelDryRunInput: true, ModelList: true, ModelSettings: true, ModelSettingsInput: true, OAuthErrorCode: true, OAuthError: true, OpenAIError: true, Organization: true, OrganizationCreate: true, OrganizationList: true, OrganizationOverview: true, OrganizationPlace: true, OrganizationUpdate: true, Places: true, Problem: true, Project: true, ProjectCreate: true, ProjectList: true, ProjectUpdate: true, Provider: true, ProviderList: true, PutCredentialRequest: true, RegisteredClient: true, RewrapProgress: true, RewrapRequest: true, RewrapResult: true, RotateCredentialRequest: true, RotateKeyRequest: true, RotateWebhookSecretRequest: true, Session: true, SessionsEnded: true, SetupAdmin: true, SetupRequest: true, SetupResult: true, SignInLink: true, TokenRequest: true, TokenRevocation: true, Tokens: true, UpdateKeyRequest: true, UpdateWebhookRequest: true, UserCreate: true, UserList: true, UserUpdate: true, Webhook: true, WebhookList: true, WebhookTest: true, WebhookTestNotice: true, WebhookTestEvent: true }
void agreement
