// Everything that the data plane asks of the control plane. The config service implements it (src/config-service/rpc.ts); the generation
// service calls it, directly in one Worker or through a binding. Everything is plain data, so it survives the RPC boundary.
import type { ErrorCode } from './errors.ts'
import type { JsonObject } from './json.ts'
import { methodsOf } from './rpc-methods.ts'

export type Scope = 'read' | 'generate' | 'manage'

/** The instances that a service binding can reach: `instanceId` null = every instance (the shared Worker), otherwise only that one. */
export interface ConfigRpcProps {
  instanceId: string | null
}

/** Who is calling, in which project. For a key the mapping never changes, so it may be cached for as long as an isolate lives. */
export interface Principal {
  keyId: string
  /** A project key acts in its project; a user's key names the project by X-Project-ID. */
  keyKind: 'project' | 'user'
  userId: string | null
  organizationId: string
  instanceId: string
  projectId: string
  scopes: Scope[]
  /** Set for a key of the panel: the origin of its page, which may call from a browser. Such a principal must not be cached. */
  pageOrigin?: string
}

/** The identity of a call, for the log of the called side. */
export interface Traced {
  /** The id of the request behind it; absent if there is none, or if an older caller does not send it. */
  requestId?: string | null
}

export interface AuthenticateRequest {
  token: string
  /** X-Project-ID; needed with a user's key, must agree with a project key. */
  projectId: string | null
  /** X-Instance-ID; must match if it is given. */
  instanceId: string | null
}
export type KeyRefusal = Extract<
  ErrorCode,
  'invalid_key' | 'expired_key' | 'revoked_key' | 'insufficient_scope' | 'not_found' | 'invalid_request'
>
export type AuthenticateResult = { ok: true; principal: Principal } | { ok: false; code: KeyRefusal; detail?: string }

/** Asks the instance's RateLimiter whether the key lives and has the scope. Changes nothing but the platform's own rates. */
export interface CheckRequest extends Traced {
  instanceId: string
  projectId: string
  keyId: string
  scope: Scope
  /** Work that the request causes before any limit of the instance is checked; counted per instance. */
  work?: { kind: PacedWork; count: number }
  /** Also asks whether this is a generation of the project. */
  generationId?: string
}
/** `upload`: requests that send pictures. `fetch`: URLs that are fetched for a caller. */
export type PacedWork = 'upload' | 'fetch'
/** `epoch`: of the configuration in force now. `knows`: whether the generation that was asked about is one of the project. */
export type CheckResult =
  | { ok: true; epoch: number; knows?: boolean }
  | { ok: false; code: KeyRefusal; detail?: string }
  | { ok: false; code: 'rate_limited'; retryAfterMs: number }

export type LimitScope = 'organization' | 'instance' | 'project' | 'key' | 'provider' | 'model'
export type LimitMetric = 'requests' | 'images' | 'tokens' | 'concurrency' | 'cost_micros'

/** One limit as it was configured. `target` null = every member of the scope has its own counter of this size. */
export interface Limit {
  scope: LimitScope
  target: string | null
  metric: LimitMetric
  /** Sustained amount per window. For cost_micros the window is a calendar day or month, for concurrency null. */
  limit: number
  windowSeconds: number | 'day' | 'month' | null
  /** The most at once; absent = `limit`. Not for concurrency and cost_micros. */
  burst?: number
}

/** One configuration of an instance. Immutable; named by instance and epoch. Holds no secret. */
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
    /** Models to try in order after the requested one has failed. */
    fallbackChain: string[]
    deliveryBaseUrl: string | null
    /** Pictures are deleted after so many days; null = kept. */
    retentionDays: number | null
    /** The most generations that are kept, and the most pictures; 0 = no bound; null or absent (in older snapshots): the default. */
    recordRows?: number | null
    /** Origins that browsers may call from; `*` = any. */
    corsOrigins: string[]
    contentPolicy: ContentPolicy
    workerUrl: string | null
  }
  projects: Record<string, { name: string; status: 'active' | 'disabled'; retentionDays: number | null }>
  /** The instance's changes, by catalogue model id. */
  models: Record<string, ModelOverride>
  /** Further names for models, e.g. `dall-e-3` → `gpt-image-2.6-flare`. */
  aliases: Record<string, string>
  /** Providers and models added as data (src/providers/custom). */
  customProviders: Record<string, JsonObject>
  customModels: Record<string, JsonObject>
  /** The credential of each provider, by provider id. `openCredential` returns its secret. */
  credentials: Record<string, { credentialId: string; version: number; baseUrl: string | null }>
  webhooks: { webhookId: string; url: string; events: string[]; projectId: string | null; status: 'active' | 'disabled' }[]
}
export interface ModelOverride {
  enabled: boolean | null
  /** Replaces the catalogue's price if set; the shape of CatalogueModel['price']. */
  price: JsonObject | null
}
export interface ContentPolicy {
  /** Whole words or phrases, compared without case; a prompt that holds one is refused before any money is spent. */
  blockedTerms: string[]
  /** Passed to providers that have such a setting; provider id → setting → value. */
  providerSafety: Record<string, JsonObject>
  /** Whether another provider may be tried after one has refused the content. */
  fallbackOnRefusal: boolean
}

/** Identifies a request, so that a repeat is recognized. */
export interface Idempotency {
  key: string
  bodyHash: string
  ttlSeconds: number
  /**
   * Set if the caller gave no key: `key` is then a hash of what it sent. Only a `repeat` joins. A first sending begins anew, unless its
   * repeat was faster, which `receivedAt` (Unix milliseconds) tells. Absent: every request with the key joins.
   */
  sending?: { repeat: boolean; receivedAt: number }
}
export interface AdmitRequest extends Traced {
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  generationId: string
  /** The operation of the contract that admits, e.g. `generate`; part of the key scope. */
  operation: string
  /** The epoch of the snapshot that the plan was made with. */
  epoch: number
  idempotency: Idempotency | null
  /** The amounts to take from the limits. `requests` is 1. */
  requests: number
  images: number
  tokens: number
  /** The maximum cost of the whole fallback chain; reserved. */
  reserveMicros: number
  /**
   * Every model that the job may use, the first one first. `admit` checks the limits of the first one's provider and model; `begin` checks
   * those of the others.
   */
  targets: { provider: string; model: string }[]
  /** Unix milliseconds at which the job gives up at the latest. */
  deadlineAt: number
}
/** The limit nearest to running out, and the whole policy, for the response headers. */
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
  | { kind: 'admitted'; headers: LimitHeaders }
  /** The idempotency key names this generation already, in flight or finished: join it. */
  | { kind: 'joined'; generationId: string; headers: LimitHeaders }
  | { kind: 'idempotency_mismatch' }
  | {
      kind: 'denied'
      code: 'rate_limited' | 'concurrency_limited' | 'budget_exceeded'
      limit: LimitRef
      retryAfterMs: number
      headers: LimitHeaders
    }
  /** The cost of this one request is above the burst or the whole budget: waiting does not help. */
  | { kind: 'exceeds_limit'; limit: LimitRef }
  /** The plan was made with another configuration. Nothing was consumed; load this epoch and plan again. */
  | { kind: 'stale_epoch'; epoch: number }
  | { kind: 'key_refused'; code: KeyRefusal; detail?: string }
  | { kind: 'overloaded'; retryAfterMs: number }

/** A request that can no longer be planned; the fields are those of `admit`. */
export interface RecallRequest extends Traced, Pick<AdmitRequest, 'instanceId' | 'projectId' | 'keyId' | 'generationId' | 'operation'> {
  idempotency: Idempotency
}
/**
 * `joined` and `idempotency_mismatch` as from `admit`; `begun` false = just admitted, its job has not begun. `unknown`: no generation was
 * admitted for it; `epoch` is the configuration in force.
 */
export type RecallResult =
  | { kind: 'joined'; generationId: string; begun: boolean; headers: LimitHeaders }
  | { kind: 'idempotency_mismatch' }
  | { kind: 'unknown'; epoch: number }
  | { kind: 'key_refused'; code: KeyRefusal; detail?: string }

export interface BeginRequest extends Traced {
  instanceId: string
  generationId: string
  /** The provider whose credential the job needs now, by id; null = none. */
  provider: string | null
  /** Absent: the first model, which `admit` has counted. */
  next?: NextTarget
}
/** The next model of a job after others have failed, and the amounts to take from its limits. */
export interface NextTarget {
  /**
   * The model's position in the chain, from 1. A repeat for the same position takes nothing again. The name is fixed: separately deployed
   * Workers exchange it.
   */
  place: number
  provider: string
  model: string
  images: number
  tokens: number
}
/**
 * `begun`: the job may call the provider, with this credential; null if none was requested. `denied`: this model has no room, another
 * may; `retryAfterMs` null = waiting does not help. `refused`: released, settled or unknown; the job must end without calling a provider.
 */
export type BeginResult =
  | { kind: 'begun'; credential: OpenCredentialResult | null }
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
   * `settled`: the work cost this amount. `released`: nothing was bought. `held`: the provider may have billed up to `amountMicros`; it
   * counts against the budget until a later settle.
   */
  outcome: 'settled' | 'released' | 'held'
  amountMicros: number
  images: number
  tokens: number
  /** The generation's facts for the usage event. */
  usage: { provider: string; model: string; operation: string; succeeded: boolean; errorCode: ErrorCode | null }
  /** For the audit log: who settled by hand a cost that nobody knew; absent if a job settles. */
  resolvedBy?: { keyId: string; userId: string | null; heldMicros: number; note: string | null }
}
/** `repeated`: the same outcome was settled before. `conflict`: another outcome was; it stands, and the conflict is audited. */
export type SettleResult =
  | { kind: 'settled' | 'repeated' }
  | { kind: 'conflict'; outcome: 'settled' | 'released' | 'held'; amountMicros: number }
  | { kind: 'unknown' }
  /** Settled by hand for less than the held amount, with a key whose user is no admin. Nothing has changed. */
  | { kind: 'insufficient_role' }

export interface OpenCredentialRequest extends Traced {
  instanceId: string
  /** A provider's credential by provider id, or the current state of a webhook endpoint; `projectId`: the project of the event. */
  subject: { kind: 'provider'; provider: string } | { kind: 'webhook'; webhookId: string; projectId: string }
}
/**
 * `fields`: for a provider its credential (usually `api_key`); for a webhook its signing secrets, `current` and, during a rotation,
 * `previous`. `baseUrl`: for a webhook the endpoint's URL.
 */
export type OpenCredentialResult =
  | { ok: true; credentialId: string; version: number; fields: Record<string, string>; baseUrl: string | null }
  | { ok: false; code: 'credential_missing' }

/** A delivery to `url` got 410 Gone. `requestId`: of the request behind the delivery, if it is known. */
export interface WebhookGoneRequest {
  instanceId: string
  webhookId: string
  url: string
  requestId: string | null
}

/** One finished request, for the instance's request log. Prompts are not in it. */
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
  /** Null for every project and key that was counted. */
  projectId: string | null
  keyId: string | null
}
/** The live state of one counter or budget. */
export interface LimitState extends LimitRef {
  /** The most at once: the burst of a rate, otherwise the limit. */
  capacity: number
  used: number
  reserved: number
  held: number
  remaining: number
  /** When it is full again, in Unix milliseconds; null for concurrency. */
  resetsAt: number | null
}

export interface UsageQuery {
  instanceId: string
  projectId: string | null
  from: number
  to: number
  bucket: 'hour' | 'day'
  groupBy: ('project' | 'key' | 'model' | 'provider')[]
}
export interface UsageRow {
  bucketStart: number
  projectId: string | null
  keyId: string | null
  model: string | null
  provider: string | null
  requests: number
  succeeded: number
  failed: number
  images: number
  tokens: number
  costMicros: number
  heldMicros: number
}

/** The methods of the config service for the generation service. Every method refuses an instance outside its binding's props. */
export interface ConfigRpc {
  authenticate(request: AuthenticateRequest): Promise<AuthenticateResult>
  check(request: CheckRequest): Promise<CheckResult>
  /** The snapshot of an epoch, or of the one in force. Null: no such instance or epoch. */
  snapshot(request: { instanceId: string; epoch: number | null }): Promise<Snapshot | null>
  /** True: the instance existed and was deleted. False if it exists, and if it never did. */
  isDeleted(request: { instanceId: string }): Promise<boolean>
  admit(request: AdmitRequest): Promise<AdmitResult>
  recall(request: RecallRequest): Promise<RecallResult>
  begin(request: BeginRequest): Promise<BeginResult>
  settle(request: SettleRequest): Promise<SettleResult>
  openCredential(request: OpenCredentialRequest): Promise<OpenCredentialResult>
  /** Disables the endpoint, unless its URL has changed meanwhile. */
  webhookGone(request: WebhookGoneRequest): Promise<void>
  record(entries: RequestLogEntry[]): Promise<void>
  limits(request: LimitsRequest): Promise<LimitState[]>
  usage(query: UsageQuery): Promise<UsageRow[]>
}

/** The methods by name. Both sides build their pass-throughs from this list. */
export const CONFIG_RPC_METHODS = methodsOf<ConfigRpc>({
  authenticate: true,
  check: true,
  snapshot: true,
  isDeleted: true,
  admit: true,
  recall: true,
  begin: true,
  settle: true,
  openCredential: true,
  webhookGone: true,
  record: true,
  limits: true,
  usage: true,
})
