// All calls from the data plane to the control plane. The config service implements them (src/config-service/rpc.ts). The generation
// service calls them directly if both are in one Worker, otherwise through a binding. All arguments and results are plain data, so they can
// be sent over RPC.
import type { ErrorCode, FieldError } from './errors.ts'
import type { JsonObject } from './json.ts'
import type { WorkerReport } from './release.ts'
import { methodsOf } from './rpc-methods.ts'

export type Scope = 'read' | 'generate' | 'manage' | 'metrics:read'

/**
 * The instances that a service binding may access. The binding of a dedicated Worker may access only the instance `instanceId`. The shared
 * Worker's binding may access every instance; its `instanceId` is null.
 */
export interface ConfigRpcProps {
  instanceId: string | null
}

/**
 * The caller of a request and its project. An isolate may cache the principal as long as the isolate lives: the principal of the same key
 * and the same headers stays the same, except for its scopes. Therefore the RateLimiter checks the scope of each request again. The
 * principals of connected apps and of the panel's data keys (see `pageOrigin`) must not be cached.
 */
export interface Principal {
  keyId: string
  /** A project key acts in its own project; with a user's key, the header X-Project-ID names the project. */
  keyKind: 'project' | 'user'
  userId: string | null
  organizationId: string
  instanceId: string
  projectId: string
  scopes: Scope[]
  /**
   * The origin of the panel's page. A browser may call from this origin, even if the instance's own list of origins does not have it. Set
   * only if the caller uses a data key, the short-lived key that the panel gets for a person who is signed in.
   */
  pageOrigin?: string
}

/** Names the request that caused a call, so that the called service can write the request's id to its log. */
export interface Traced {
  /** The request's id; absent if there is no request, or if an older caller does not send the id. */
  requestId?: string | null
}

export interface AuthenticateRequest {
  token: string
  /** The header X-Project-ID. Required with a user's key; with a project key it must name that key's project. */
  projectId: string | null
  /** The header X-Instance-ID; if it is sent, it must name the key's instance. */
  instanceId: string | null
  /** The address of the MCP endpoint that was called; absent for every other path. A connected app's token works only there. */
  resource?: string
}
export type KeyRefusal = Extract<
  ErrorCode,
  'invalid_key' | 'expired_key' | 'revoked_key' | 'insufficient_scope' | 'not_found' | 'invalid_request'
>
export type AuthenticateResult =
  | { ok: true; principal: Principal }
  | { ok: false; code: KeyRefusal; detail?: string; errors?: FieldError[] }

/**
 * Asks the instance's RateLimiter whether the key is valid and has the scope. A check takes nothing from the instance's limits. It takes
 * `work` from the platform's own rates, and records when the key was used.
 */
export interface CheckRequest extends Traced {
  instanceId: string
  projectId: string
  keyId: string
  scope: Scope
  /**
   * Set if the caller's request sends pictures or makes the platform fetch URLs. Such work begins before any limit of the instance is
   * checked, so the platform limits it by a rate of its own.
   */
  work?: { kind: PacedWork; count: number }
  /** If a generation id is given, the result also has `knows`: whether the project has this generation. */
  generationId?: string
}
/**
 * The kinds of work that the platform limits by rates of its own. The rate `upload` counts requests that send pictures. The rate `fetch`
 * counts URLs that the platform fetches for callers.
 */
export type PacedWork = 'upload' | 'fetch'
/** `epoch`: the epoch of the configuration in force. `knows`: whether the project has the generation that was asked about. */
export type CheckResult =
  | { ok: true; epoch: number; knows?: boolean }
  | { ok: false; code: KeyRefusal; detail?: string }
  | { ok: false; code: 'rate_limited'; retryAfterMs: number }

export type LimitScope = 'organization' | 'instance' | 'project' | 'key' | 'provider' | 'model'
export type LimitMetric = 'requests' | 'images' | 'tokens' | 'concurrency' | 'cost_micros'

/**
 * One configured limit. If `target` is null, the limit applies to each member of the scope separately. For example, if the scope is
 * `project`, each project has a counter of its own.
 */
export interface Limit {
  scope: LimitScope
  target: string | null
  metric: LimitMetric
  /** The sustained amount per window. */
  limit: number
  /** The length of the window: a calendar day or month for `cost_micros`, seconds for other metrics, null for concurrency. */
  windowSeconds: number | 'day' | 'month' | null
  /** The maximum amount that is admitted at one moment; if absent, the same as `limit`. Not used for concurrency and `cost_micros`. */
  burst?: number
}

/** One configuration of an instance. Immutable, identified by instance and epoch, and without secrets. */
export interface Snapshot {
  format: 1
  organizationId: string
  instanceId: string
  epoch: number
  publishedAt: string
  instance: {
    name: string
    slug: string
    status: 'active' | 'disabled'
    defaultModel: string | null
    /** Models that are tried one after the other if the requested model fails. */
    fallbackChain: string[]
    deliveryBaseUrl: string | null
    /** Pictures are deleted after this many days; null if they are never deleted. */
    retentionDays: number | null
    /**
     * The maximum number of generations that are kept, and also the maximum number of pictures; 0 if there is no maximum. If the field is
     * null, or absent in older snapshots, the default applies.
     */
    recordRows?: number | null
    /** The origins from which browsers may call; `*` = any. */
    corsOrigins: string[]
    contentPolicy: ContentPolicy
    workerUrl: string | null
  }
  projects: Record<string, { name: string; status: 'active' | 'disabled'; retentionDays: number | null }>
  /** The instance's own settings for models, by catalogue model id. */
  models: Record<string, ModelOverride>
  /** Further names for models, e.g. `dall-e-3` → `gpt-image-2.6-flare`. */
  aliases: Record<string, string>
  /** Providers and models added as data (src/providers/custom). */
  customProviders: Record<string, JsonObject>
  customModels: Record<string, JsonObject>
  /** The connections that serve the models of a provider, by provider id; absent in snapshots of earlier versions. */
  providerConnections?: Record<string, ConnectionShare[]>
  /**
   * The credential of each connection, by the connection's id. Secrets are not included; `openCredential` returns them. `provider` is the
   * id of the provider that the connection calls. Snapshots of earlier versions do not have `provider`: there, the connection's id is also
   * the provider's id.
   */
  credentials: Record<string, { credentialId: string; version: number; baseUrl: string | null; provider?: string }>
  webhooks: { webhookId: string; url: string; events: string[]; projectId: string | null; status: 'active' | 'disabled' }[]
}
export interface ModelOverride {
  enabled: boolean | null
  /** The price that replaces the catalogue's price, in the form of CatalogueModel['price']; null if the catalogue's price applies. */
  price: JsonObject | null
  /** The connections that serve the model. If null or absent, the connections of the model's provider serve it. */
  connections?: ConnectionShare[] | null
}
/**
 * A connection in a list. Either all connections in the list have a weight, or no connection has a weight. Without weights, the
 * connections are tried in the order of the list. With weights, a connection with a larger weight is more often tried first.
 */
export interface ConnectionShare {
  id: string
  weight?: number
}
export interface ContentPolicy {
  /**
   * Words or phrases, compared as whole words and without case. A prompt that contains one of them is refused before any money is spent.
   */
  blockedTerms: string[]
  /** Safety settings for the providers that have them: provider id → setting → value. */
  providerSafety: Record<string, JsonObject>
  /** Whether another provider may be tried after a provider has refused the content. */
  fallbackOnRefusal: boolean
}

/** Identifies a request, so that its repeat is recognized. */
export interface Idempotency {
  key: string
  bodyHash: string
  ttlSeconds: number
  /**
   * Absent if the caller sent an idempotency key. Then every later request with this key joins the generation of the first request.
   *
   * Set if the caller sent no idempotency key. Then `key` is a hash of the request, so a repeat and a new request with equal content have
   * the same `key`. This field tells them apart. `repeat` is true if the client marked the request as a repeat, as some SDKs do when they
   * retry. A repeat may join the generation of an earlier request. A request that is not a repeat begins a new generation, with one
   * exception: if its repeat reached the limiter first, the late request joins the generation that the repeat began. The limiter detects
   * this by `receivedAt`, the time in Unix milliseconds at which the Worker received the request.
   */
  sending?: { repeat: boolean; receivedAt: number }
}
export interface AdmitRequest extends Traced {
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  /**
   * The generation's id. If `hosted` is set, the limiter chooses the job's host, puts the host's number into the id, and returns this final
   * id.
   */
  generationId: string
  /** True if a job host runs the job. Absent in requests of an earlier version, in which each job has an object of its own. */
  hosted?: true
  /**
   * True if the job starts at once: its host stores it and starts it, without a call of `begin` for the first model. If the limiter
   * receives neither a call of `begin` nor an outcome in time, the limiter asks the host whether the host knows the job. The limiter
   * releases the reservation only if the host does not know the job.
   *
   * The generation service sets this field if it need not choose between connections. The config service removes the field if the limiter
   * cannot call the host.
   */
  startsAtOnce?: true
  /** True if a dedicated Worker sends the request. The job then runs in that Worker. Set by the config service. */
  dedicated?: true
  /**
   * The id of the contract's operation that the request calls, e.g. `generate`. An idempotency key is unique only within one project and
   * one operation.
   */
  operation: string
  /** The epoch of the snapshot that the plan was made with. */
  epoch: number
  idempotency: Idempotency | null
  /** The amounts to take from the limits. `requests` is 1. */
  requests: number
  images: number
  tokens: number
  /** The amount to reserve: the maximum cost of the whole fallback chain. */
  reserveMicros: number
  /**
   * Every model that the job may use; the requested model is first. `admit` checks the limits of the first model and of its provider;
   * `begin` checks the limits of the other models.
   */
  targets: { provider: string; model: string }[]
  /** The latest time at which the job gives up, in Unix milliseconds. */
  deadlineAt: number
}
/** The limits for the response headers. `policy` lists the limits; `nearest` is the limit that is closest to exhausted. */
export interface LimitHeaders {
  policy: { name: string; quota: number; windowSeconds: number }[]
  nearest: { name: string; remaining: number; resetSeconds: number } | null
}
export interface LimitRef {
  scope: LimitScope
  target: string | null
  metric: LimitMetric
  limit: number
  windowSeconds: number | null
}
export type AdmitResult =
  /**
   * `generationId` is the id of the new generation, which the limiter has chosen; an earlier version of the limiter does not send it. If
   * this answer has `startsAtOnce`, the job calls the provider without a call of `begin`. If the answer lacks it, the job must call
   * `begin`.
   */
  | { kind: 'admitted'; generationId?: string; startsAtOnce?: true; headers: LimitHeaders }
  /** The idempotency key already stands for this generation, running or finished, so the request joins it. */
  | { kind: 'joined'; generationId: string; headers: LimitHeaders }
  | { kind: 'idempotency_mismatch' }
  | {
      kind: 'denied'
      code: 'rate_limited' | 'concurrency_limited' | 'budget_exceeded'
      limit: LimitRef
      retryAfterMs: number
      headers: LimitHeaders
    }
  /** This request alone costs more than the burst or the whole budget, so waiting does not help. */
  | { kind: 'exceeds_limit'; limit: LimitRef }
  /** The plan was made with another configuration. Nothing was consumed; the caller must load this epoch and plan again. */
  | { kind: 'stale_epoch'; epoch: number }
  | { kind: 'key_refused'; code: KeyRefusal; detail?: string }
  | { kind: 'overloaded'; retryAfterMs: number }

/**
 * Asks whether an earlier request had the same idempotency key. The generation service asks this if it can make no plan for a request, for
 * example because a picture was deleted. If the request repeats an earlier one that was admitted, the caller gets the result of that one.
 * The fields mean the same as in AdmitRequest.
 */
export interface RecallRequest extends Traced, Pick<AdmitRequest, 'instanceId' | 'projectId' | 'keyId' | 'generationId' | 'operation'> {
  idempotency: Idempotency
}
/**
 * `joined` and `idempotency_mismatch` mean the same as in AdmitResult. `begun` is false if the reservation is in the state `reserved`: the
 * job has not called `begin`. Nevertheless the job may run, if it starts without this call (`startsAtOnce`).
 * `unknown` means that no generation was admitted for the request. `epoch` is the epoch of the configuration in force.
 */
export type RecallResult =
  | { kind: 'joined'; generationId: string; begun: boolean; headers: LimitHeaders }
  | { kind: 'idempotency_mismatch' }
  | { kind: 'unknown'; epoch: number }
  | { kind: 'key_refused'; code: KeyRefusal; detail?: string }

export interface BeginRequest extends Traced {
  instanceId: string
  generationId: string
  /**
   * The id of the connection whose credential the job needs now; null if the job needs none. `calls` is the provider that will receive this
   * credential. ConnectionSubject explains why the connection's id is in a field with the name `provider`.
   */
  provider: string | null
  calls?: string
  /**
   * Further connections that may be used, the preferred ones first; the connection in `provider` comes before all of them. A connection is
   * chosen only if each connection before it rests (see RestReason) or has no credential.
   */
  others?: string[]
  /**
   * The model that the job wants to call after earlier models have failed. Absent if the job calls its first model: `admit` has already
   * taken the amounts for that model from the limits.
   */
  next?: NextTarget
}
/** The next model that a job wants to call because earlier models have failed, and the amounts to take from the next model's limits. */
export interface NextTarget {
  /**
   * The model's index in the request's chain of fallbacks, from 1. The limiter takes the amounts of each index only once, even if the job
   * repeats its call. The name `place` is fixed, because Workers that are deployed separately exchange the field.
   */
  place: number
  provider: string
  model: string
  images: number
  tokens: number
}
/**
 * `begun`: the job may call the provider with `credential`, which is null if the job requested none. `denied`: the limits of this model do
 * not allow the call, but the limits of another model may allow one; `retryAfterMs` is null if waiting does not help. `refused`: the
 * reservation is released, settled, held or unknown; the job must end without calling a provider.
 */
export type BeginResult =
  | {
      kind: 'begun'
      credential: OpenCredentialResult | null
      /** The chosen connection; absent if the config service is older and does not support connections. */
      connection?: string | null
    }
  | BeginDenied
  | { kind: 'refused'; state: 'released' | 'settled' | 'held' | 'unknown' }
export interface BeginDenied {
  kind: 'denied'
  code: Extract<ErrorCode, 'rate_limited' | 'concurrency_limited' | 'request_exceeds_limit'>
  limit: LimitRef
  retryAfterMs: number | null
}

export interface SettleRequest extends Traced {
  instanceId: string
  generationId: string
  /**
   * `settled`: the work cost `amountMicros`. `released`: nothing was bought. `held`: the provider may have billed up to `amountMicros`,
   * which counts against the budget until the held amount is settled.
   */
  outcome: 'settled' | 'released' | 'held'
  amountMicros: number
  images: number
  tokens: number
  /** The fields of the usage event that describe the generation. */
  usage: { provider: string; model: string; operation: string; succeeded: boolean; errorCode: ErrorCode | null }
  /** The connection that the last call used; absent if no call was made with a connection. */
  connection?: string
  /** The person who settled an unknown cost by hand, for the audit log; absent if a job settles. */
  resolvedBy?: { keyId: string; userId: string | null; heldMicros: number; note: string | null }
}
/**
 * `repeated`: the same outcome was settled before. `conflict`: another outcome was settled before; that earlier outcome remains, and the
 * conflict is audited.
 */
export type SettleResult =
  | { kind: 'settled' | 'repeated' }
  | { kind: 'conflict'; outcome: 'settled' | 'released' | 'held'; amountMicros: number }
  | { kind: 'unknown' }
  /** Somebody tried to settle by hand for less than the held amount, with a key whose user is not an admin. Nothing was changed. */
  | { kind: 'insufficient_role' }

/** Why the provider has refused a call with a connection. The connection then rests: jobs prefer other connections for a while. */
export type RestReason = 'rate_limited' | 'bad_credential' | 'no_credit'
/**
 * The most recent rest of a connection, even if it is already over. A rest is the time for which jobs prefer other connections. Times are
 * in Unix milliseconds.
 */
export interface ConnectionRest {
  connection: string
  /**
   * The version of the credential with which the refused call was made. If the connection's credential now has another version, the
   * connection does not rest.
   */
  version: number
  reason: RestReason
  /** The provider's words, without secrets. */
  detail: string
  since: number
  until: number
  /** How many rests in a row the connection has had without a successful call between them. The rest described here counts, too. */
  times: number
}
/** Reports that a provider has refused a call with this connection, for a reason that also applies to the next calls. */
export interface RestRequest extends Traced {
  instanceId: string
  generationId: string
  connection: string
  version: number
  reason: RestReason
  retryAfterMs: number | null
  detail: string
}

/**
 * Names the connection whose credential is requested. `provider` is the connection's id. The field cannot be renamed, because Workers that
 * are deployed separately exchange it. `calls` is the provider that will receive the secret; if absent, it is the provider whose id equals
 * the connection's id. If the connection calls a provider other than `calls`, its credential is not returned.
 */
export interface ConnectionSubject {
  kind: 'provider'
  provider: string
  calls?: string
}
export interface OpenCredentialRequest extends Traced {
  instanceId: string
  /**
   * Says what to decrypt and return: the credential of a connection, or the signing secrets and the URL of a webhook endpoint. `projectId`
   * is the project of the event that is sent to the webhook.
   */
  subject: ConnectionSubject | { kind: 'webhook'; webhookId: string; projectId: string }
  /**
   * The epoch of the configuration in force, as the limiter has just reported it; null or absent if the caller does not know it. A
   * credential that is cached for this epoch needs no query.
   */
  epoch?: number | null
}
/**
 * For a provider, `fields` has its credential (usually `api_key`). For a webhook, `fields` has its signing secrets, `current` and, during
 * a rotation, `previous`; `baseUrl` is the endpoint's URL.
 */
export type OpenCredentialResult =
  | { ok: true; credentialId: string; version: number; fields: Record<string, string>; baseUrl: string | null }
  | { ok: false; code: 'credential_missing' }

/**
 * Reports that a webhook endpoint responded with 410 Gone. `url` is the URL that was called. `requestId` is the API request that caused
 * the delivery of the event; null if it is not known.
 */
export interface WebhookGoneRequest {
  instanceId: string
  webhookId: string
  url: string
  requestId: string | null
}

/** One finished request, for the instance's request log. It does not contain the prompt. */
export interface RequestLogEntry {
  requestId: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  operationId: string
  method: string
  path: string
  status: number
  errorCode: ErrorCode | null
  generationId: string | null
  provider: string | null
  model: string | null
  durationMs: number
  providerMs: number | null
  costMicros: number | null
  at: number
}

export interface LimitsRequest extends Traced {
  instanceId: string
  /** The project whose limits are asked for. If this and `keyId` are null, all projects and keys that have used a limit are listed. */
  projectId: string | null
  keyId: string | null
}
/** The live state of one counter or budget. */
export interface LimitState extends LimitRef {
  /** The maximum amount that can be taken at one moment: the burst of a rate, otherwise the limit. */
  capacity: number
  used: number
  reserved: number
  held: number
  remaining: number
  /** The time from which all of the limit is available again, in Unix milliseconds; null for concurrency. */
  resetsAt: number | null
}

export interface UsageQuery {
  instanceId: string
  projectId: string | null
  from: number
  to: number
  bucket: 'hour' | 'day'
  /**
   * The connection whose usage is returned. If null or absent, the usage of all connections is returned. An older generation service does
   * not send this field.
   */
  connection?: string | null
  groupBy: ('project' | 'key' | 'model' | 'provider' | 'connection')[]
}
export interface UsageRow {
  bucketStart: number
  projectId: string | null
  keyId: string | null
  model: string | null
  provider: string | null
  /** The connection to which the row's sums belong; absent in the answer of an older config service. */
  connection?: string | null
  requests: number
  succeeded: number
  failed: number
  images: number
  tokens: number
  costMicros: number
  heldMicros: number
}

export interface SnapshotRequest {
  instanceId: string
  epoch: number | null
  /** The report of the Worker that asks: it shows which version serves the instance. Absent if the Worker is older than 0.3.0. */
  worker?: WorkerReport
}

/** The size of the database that holds an instance's records, and the number of records and pictures that the instance has in it. */
export interface StorageNote {
  instanceId: string
  bytes: number
  /** The maximum size of the database in bytes. */
  limitBytes: number
  /**
   * `count` is the number of records or the number of pictures, whichever is greater; `most` is the instance's maximum for both. `rows` is
   * null if the instance has no maximum.
   */
  rows: { count: number; most: number } | null
  worker?: WorkerReport
}

/**
 * The methods of the config service for the generation service. Every method refuses a call for an instance that the calling Worker's
 * binding may not access (see ConfigRpcProps).
 */
export interface ConfigRpc {
  authenticate(request: AuthenticateRequest): Promise<AuthenticateResult>
  /**
   * Returns the address of the authorization server, for the metadata of the MCP endpoint; null if the config service does not know its
   * own address. `origin` is the origin of the request.
   */
  authorizationServer(request: { origin: string }): Promise<{ issuer: string | null }>
  check(request: CheckRequest): Promise<CheckResult>
  /**
   * Returns the snapshot of an epoch, or the snapshot in force if no epoch is named. If the epoch is missing because the database was
   * restored to an earlier time, returns the snapshot in force. Otherwise, returns null if the instance or the epoch does not exist.
   */
  snapshot(request: SnapshotRequest): Promise<Snapshot | null>
  /** Returns whether an instance with this id was deleted earlier. Returns false if the instance still exists, or if it never existed. */
  isDeleted(request: { instanceId: string }): Promise<boolean>
  admit(request: AdmitRequest): Promise<AdmitResult>
  recall(request: RecallRequest): Promise<RecallResult>
  begin(request: BeginRequest): Promise<BeginResult>
  settle(request: SettleRequest): Promise<SettleResult>
  /** Makes a connection rest for a while: jobs then prefer other connections. */
  rest(request: RestRequest): Promise<{ kind: 'noted' }>
  openCredential(request: OpenCredentialRequest): Promise<OpenCredentialResult>
  /** Disables the webhook's endpoint, unless the endpoint's URL has changed in the meantime. */
  webhookGone(request: WebhookGoneRequest): Promise<void>
  /** Reports how full the database of records is, so that an alert is raised in time. */
  noteStorage(request: StorageNote): Promise<void>
  record(entries: RequestLogEntry[]): Promise<void>
  limits(request: LimitsRequest): Promise<LimitState[]>
  usage(query: UsageQuery): Promise<UsageRow[]>
}

/** The names of the methods of ConfigRpc. Both services build their forwarding methods from this list. */
export const CONFIG_RPC_METHODS = methodsOf<ConfigRpc>({
  authenticate: true,
  authorizationServer: true,
  check: true,
  snapshot: true,
  isDeleted: true,
  admit: true,
  recall: true,
  begin: true,
  settle: true,
  rest: true,
  openCredential: true,
  webhookGone: true,
  noteStorage: true,
  record: true,
  limits: true,
  usage: true,
})
