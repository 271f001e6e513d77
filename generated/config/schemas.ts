// Generated from openapi/ by `npm run generate`. Do not edit.
import { z } from 'zod'
import { atLeast, atMost, size, unique } from '../../src/contract/schema-helpers.ts'
import type { components } from './types.ts'

/** `budget`: a budget has reached a threshold; spent and held money counts, reserved money does not. `budget_exhausted`: a request was
 * refused because a budget has no room for it. `provider_failing`: several generations in a row failed at a provider, or an account
 * there has no credit. `credential_refused`: a provider refused the credential of a connection. `generations_indeterminate`: it is
 * unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint answered 410 and was disabled.
 * `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a database is near its size, or the records
 * near their maximum. `prices_stale`: prices in use were last verified long ago. */
export const AlertKind = z.enum(['budget', 'budget_exhausted', 'provider_failing', 'credential_refused', 'generations_indeterminate', 'webhook_disabled', 'limiter_overloaded', 'storage_filling', 'prices_stale'])
  .meta({ id: 'AlertKind' })

/** `open`: the cause lasts, as far as is known. `closed`: it is over. */
export const AlertStatus = z.enum(['open', 'closed'])
  .meta({ id: 'AlertStatus' })

/** The thing that the alert is about. */
export const AlertSubject = z.strictObject({
  kind: z.enum(['organization', 'instance', 'project', 'key', 'connection', 'provider', 'webhook']),
  id: z.string(),
  name: z.string().nullable(),
})
  .meta({ id: 'AlertSubject' })

/** The numbers and names of the alert when it was raised. Each kind has its own. */
export const AlertValues = z.strictObject({
  percent: z.int().optional(),
  limit_micros: z.int().min(0).optional(),
  used_micros: z.int().min(0).optional(),
  window: z.enum(['day', 'month']).optional(),
  window_ends_at: z.iso.datetime({ offset: true }).optional(),
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
})
  .meta({ id: 'AlertValues' })

/** RFC 3339, UTC. */
export const Timestamp = z.iso.datetime({ offset: true })
  .meta({ id: 'Timestamp' })

export const AlertFields = z.looseObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind,
  status: AlertStatus,
  subject: AlertSubject,
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues,
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp,
  last_seen: Timestamp,
  closed_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_by: z.string().nullable(),
})
  .meta({ id: 'AlertFields' })

/** To how many webhook endpoints the alert was sent, and with what result. */
export const AlertDeliveries = z.strictObject({
  pending: z.int().min(0),
  delivered: z.int().min(0),
  failed: z.int().min(0),
  disabled: z.int().min(0),
  last_error: z.string().nullable(),
})
  .meta({ id: 'AlertDeliveries' })

export const Alert = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind,
  status: AlertStatus,
  subject: AlertSubject,
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues,
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp,
  last_seen: Timestamp,
  closed_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_by: z.string().nullable(),
  deliveries: AlertDeliveries,
})
  .meta({ id: 'Alert' })

/** The kind of the alert, with `alert.` before it. */
export const AlertEventType = z.enum(['alert.budget', 'alert.budget_exhausted', 'alert.provider_failing', 'alert.credential_refused', 'alert.generations_indeterminate', 'alert.webhook_disabled', 'alert.limiter_overloaded', 'alert.storage_filling', 'alert.prices_stale'])
  .meta({ id: 'AlertEventType' })

/** The alert, as the lists show it, without its deliveries. */
export const AlertNotice = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  kind: AlertKind,
  status: AlertStatus,
  subject: AlertSubject,
  summary: z.string(),
  what_to_do: z.string(),
  values: AlertValues,
  occurrences: z.int().min(1),
  link: z.string(),
  since: Timestamp,
  last_seen: Timestamp,
  closed_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_at: z.iso.datetime({ offset: true }).nullable(),
  acknowledged_by: z.string().nullable(),
})
  .meta({ id: 'AlertNotice' })

/** The payload of an alert; `data` is the alert as it was raised. */
export const AlertEvent = z.strictObject({
  type: AlertEventType,
  timestamp: Timestamp,
  data: AlertNotice,
})
  .meta({ id: 'AlertEvent' })

export const AlertList = z.strictObject({
  data: z.array(Alert),
  open: z.int().min(0),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'AlertList' })

export const AlertSettings = z.strictObject({
  off: z.array(AlertKind).max(9).refine(unique, 'items must be unique'),
  budget_percents: z.array(z.int().min(1).max(100)).max(10).refine(unique, 'items must be unique'),
  failures_in_a_row: z.int().min(1).max(1000),
  storage_percent: z.int().min(1).max(100),
  price_age_days: z.int().min(1).max(3650),
})
  .meta({ id: 'AlertSettings' })

export const AlertSettingsInput = z.strictObject({
  off: z.array(AlertKind).max(9).refine(unique, 'items must be unique').default([]),
  budget_percents: z.array(z.int().min(1).max(100)).max(10).refine(unique, 'items must be unique').default([50,80,100]),
  failures_in_a_row: z.int().min(1).max(1000).default(5),
  storage_percent: z.int().min(1).max(100).default(80),
  price_age_days: z.int().min(1).max(3650).default(90),
})
  .meta({ id: 'AlertSettingsInput' })

export const AuditEntry = z.strictObject({
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
  created_at: Timestamp,
  previous_hash: z.string(),
  hash: z.string(),
})
  .meta({ id: 'AuditEntry' })

export const AuditList = z.strictObject({
  data: z.array(AuditEntry),
  names: z.record(z.string(), z.string()),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'AuditList' })

export const AuditVerification = z.strictObject({
  intact: z.boolean(),
  entries: z.int().min(0),
  head_hash: z.string().nullable(),
  broken_at: z.int().nullable(),
  reason: z.enum(['changed', 'missing', 'relinked']).nullable(),
})
  .meta({ id: 'AuditVerification' })

/** The query of the consent page's address, as the app has made it. */
export const AuthorizationRequest = z.strictObject({
  response_type: z.string().check(atMost(100)).optional(),
  client_id: z.string().check(atMost(500)).optional(),
  redirect_uri: z.string().check(atMost(500)).optional(),
  scope: z.string().check(atMost(500)).optional(),
  state: z.string().check(atMost(2000)).optional(),
  code_challenge: z.string().check(atMost(200)).optional(),
  code_challenge_method: z.string().check(atMost(20)).optional(),
  resource: z.string().check(atMost(500)).optional(),
})
  .meta({ id: 'AuthorizationRequest' })

/** The kinds of operations that a key may call. `read`: see resources. `generate`: make pictures and upload inputs. `manage`: change
 * configuration. `metrics:read`: read the metrics of an instance, and nothing else. No scope includes another. */
export const Scope = z.enum(['read', 'generate', 'manage', 'metrics:read'])
  .meta({ id: 'Scope' })

export const AuthorizationDecision = z.strictObject({
  decision: z.enum(['allow', 'deny']),
  request: AuthorizationRequest,
  project_id: z.string().min(1).check(atMost(64)).optional(),
  scopes: z.array(Scope).min(1).max(2).refine(unique, 'items must be unique').optional(),
  budget: z.strictObject({
    window: z.enum(['day', 'month']),
    limit_micros: z.int().min(0).max(1000000000000),
  }).optional(),
  expires_in_days: z.int().min(1).max(365).optional(),
})
  .meta({ id: 'AuthorizationDecision' })

export const ConnectableProject = z.strictObject({
  id: z.string(),
  name: z.string(),
  instance_name: z.string(),
  organization_name: z.string(),
})
  .meta({ id: 'ConnectableProject' })

export const AuthorizationReview = z.strictObject({
  client_id: z.string(),
  client_name: z.string(),
  client_source: z.enum(['registered', 'document']),
  redirect_host: z.string(),
  redirect_kind: z.enum(['web', 'device']),
  scopes: z.array(Scope),
  projects: z.array(ConnectableProject),
  truncated: z.boolean(),
  latest_expiry: z.iso.datetime({ offset: true }).nullable(),
  refusal: z.strictObject({
    error: z.string(),
    description: z.string(),
    redirect_to: z.string(),
  }).nullable(),
})
  .meta({ id: 'AuthorizationReview' })

export const AuthorizationServer = z.strictObject({
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
})
  .meta({ id: 'AuthorizationServer' })

/** The most that a whole organization may spend; null for no such budget. */
export const Budget = z.strictObject({
  daily_micros: z.int().min(0).max(9007199254740991).nullable(),
  monthly_micros: z.int().min(0).max(9007199254740991).nullable(),
})
  .meta({ id: 'Budget' })

/** Members that you omit stay as they are. */
export const BudgetInput = z.strictObject({
  daily_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
  monthly_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
})
  .meta({ id: 'BudgetInput' })

export const ModelId = z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u)
  .meta({ id: 'ModelId' })

/** A model of the catalogue. */
export const CatalogueModel = z.strictObject({
  id: ModelId,
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
})
  .meta({ id: 'CatalogueModel' })

/** Members of RFC 7591. Those that are not listed here are ignored. */
export const ClientRegistration = z.looseObject({
  redirect_uris: z.array(z.string().min(1).check(atMost(500))).min(1).max(10),
  client_name: z.string().check(atMost(200)).optional(),
  grant_types: z.array(z.string().check(atMost(100))).max(10).optional(),
  response_types: z.array(z.string().check(atMost(100))).max(10).optional(),
  token_endpoint_auth_method: z.string().check(atMost(100)).optional(),
  application_type: z.string().check(atMost(20)).optional(),
})
  .meta({ id: 'ClientRegistration' })

export const ConnectedApp = z.strictObject({
  client_id: z.string(),
  name: z.string(),
  redirect_host: z.string(),
})
  .meta({ id: 'ConnectedApp' })

/** The provider has refused calls by this connection for a reason that will hold for the next call, too. Until the rest ends, a model that
 * has other connections is called by those. If all of them rest, the one whose rest ends first is called. A new secret ends the rest. */
export const ConnectionHealth = z.strictObject({
  state: z.enum(['ready', 'resting']),
  reason: z.enum(['rate_limited', 'bad_credential', 'no_credit']).nullable(),
  detail: z.string().nullable(),
  since: Timestamp.nullable(),
  until: Timestamp.nullable(),
})
  .meta({ id: 'ConnectionHealth' })

export const ConnectionShare = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  weight: z.int().min(1).max(1000).optional(),
})
  .meta({ id: 'ConnectionShare' })

/** Connections of one provider. Without weights they are tried in this order. If each has a `weight`, requests are spread over them in
 * that proportion, and the others follow if a connection fails. A connection without a credential is left out. */
export const ConnectionShares = z.array(ConnectionShare).min(1).max(10)
  .meta({ id: 'ConnectionShares' })

/** Terms for which a prompt is refused before any money is spent, and safety settings that are sent to providers. */
export const ContentPolicy = z.strictObject({
  blocked_terms: z.array(z.string().min(1).check(atMost(100))).max(500),
  provider_safety: z.record(z.string(), z.record(z.string(), z.unknown())).refine(size(0, 20), 'needs at most 20 of its fields'),
  fallback_on_refusal: z.boolean(),
})
  .meta({ id: 'ContentPolicy' })

/** Members that you omit stay as they are. */
export const ContentPolicyInput = z.strictObject({
  blocked_terms: z.array(z.string().min(1).check(atMost(100))).max(500).optional(),
  provider_safety: z.record(z.string(), z.record(z.string(), z.unknown())).refine(size(0, 20), 'needs at most 20 of its fields').optional(),
  fallback_on_refusal: z.boolean().optional(),
})
  .meta({ id: 'ContentPolicyInput' })

export const CreateDataKeyRequest = z.strictObject({
  project_id: z.string().min(1).check(atMost(64)),
})
  .meta({ id: 'CreateDataKeyRequest' })

/** Whether the key acts for a project or for a user. */
export const KeyKind = z.enum(['project', 'user'])
  .meta({ id: 'KeyKind' })

/** A limit of this key alone, in addition to those of its instance; the tightest decides. `requests`, `images` and `tokens` need
 * `window_seconds`, `cost_micros` needs the calendar `window`, and `concurrency` needs neither. */
export const KeyLimit = z.strictObject({
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  window_seconds: z.int().min(1).max(2678400).optional(),
  window: z.enum(['day', 'month']).optional(),
  limit: z.int().min(0).max(9007199254740991),
  burst: z.int().min(1).max(9007199254740991).optional(),
})
  .meta({ id: 'KeyLimit' })

export const CreateKeyRequest = z.strictObject({
  kind: KeyKind,
  project_id: z.string().min(1).check(atMost(64)).optional(),
  user_id: z.string().min(1).check(atMost(64)).optional(),
  name: z.string().min(1).check(atMost(200)),
  scopes: z.array(Scope).min(1).max(4).refine(unique, 'items must be unique'),
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
  limits: z.array(KeyLimit).max(10).optional(),
})
  .meta({ id: 'CreateKeyRequest' })

export const SessionByKey = z.strictObject({
  key: z.string().min(1).check(atMost(200)),
})
  .meta({ id: 'SessionByKey' })

export const SessionByLink = z.strictObject({
  code: z.string().min(1).check(atMost(400)),
})
  .meta({ id: 'SessionByLink' })

/** A key, or the code of a sign-in link. */
export const CreateSessionRequest = z.xor([SessionByKey, SessionByLink])
  .meta({ id: 'CreateSessionRequest' })

export const CreateSignInLinkRequest = z.strictObject({
  expires_in_seconds: z.int().min(60).max(86400).default(900),
})
  .meta({ id: 'CreateSignInLinkRequest' })

/** `generation.…`: a generation has ended. `alert.…`: an alert of this kind was raised. */
export const WebhookEvent = z.enum(['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate', 'alert.budget', 'alert.budget_exhausted', 'alert.provider_failing', 'alert.credential_refused', 'alert.generations_indeterminate', 'alert.webhook_disabled', 'alert.limiter_overloaded', 'alert.storage_filling', 'alert.prices_stale'])
  .meta({ id: 'WebhookEvent' })

export const CreateWebhookRequest = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u),
  events: z.array(WebhookEvent).min(1).max(13).refine(unique, 'items must be unique'),
  project_id: z.string().min(1).check(atMost(64)).nullable().optional(),
  description: z.string().check(atMost(200)).default(''),
})
  .meta({ id: 'CreateWebhookRequest' })

/** An `active` key works. An `expired` or `revoked` key never works again. */
export const KeyStatus = z.enum(['active', 'expired', 'revoked'])
  .meta({ id: 'KeyStatus' })

export const KeyFields = z.looseObject({
  id: z.string(),
  kind: KeyKind,
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope),
  status: KeyStatus,
  limits: z.array(KeyLimit),
  created_at: Timestamp,
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
  last_used_at: z.iso.datetime({ offset: true }).nullable(),
  revoked_at: z.iso.datetime({ offset: true }).nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp.nullable(),
  version: z.int().min(1),
})
  .meta({ id: 'KeyFields' })

/** The key, with its secret, which is shown only this once. */
export const CreatedKey = z.strictObject({
  id: z.string(),
  kind: KeyKind,
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope),
  status: KeyStatus,
  limits: z.array(KeyLimit),
  created_at: Timestamp,
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
  last_used_at: z.iso.datetime({ offset: true }).nullable(),
  revoked_at: z.iso.datetime({ offset: true }).nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp.nullable(),
  version: z.int().min(1),
  secret: z.string(),
})
  .meta({ id: 'CreatedKey' })

/** `disabled`: no deliveries. `active`: deliveries are made. */
export const WebhookStatus = z.enum(['active', 'disabled'])
  .meta({ id: 'WebhookStatus' })

/** `gone`: the endpoint answered a delivery with 410 Gone, so the platform disabled it. */
export const WebhookDisabledReason = z.enum(['gone'])
  .meta({ id: 'WebhookDisabledReason' })

export const WebhookFields = z.looseObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent),
  status: WebhookStatus,
  disabled_reason: WebhookDisabledReason.nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).nullable(),
  version: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'WebhookFields' })

/** The endpoint, with its secret, which is shown only this once. */
export const CreatedWebhook = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent),
  status: WebhookStatus,
  disabled_reason: WebhookDisabledReason.nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).nullable(),
  version: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
  secret: z.string(),
})
  .meta({ id: 'CreatedWebhook' })

export const CredentialVerification = z.strictObject({
  status: z.enum(['accepted', 'rejected', 'unreachable', 'unsupported']),
  detail: z.string(),
  provider_status: z.int().nullable(),
  checked_at: Timestamp,
  duration_ms: z.int().min(0),
})
  .meta({ id: 'CredentialVerification' })

export const Credential = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  connection: z.string(),
  provider: z.string(),
  fields: z.record(z.string(), z.string()),
  base_url: z.string().nullable(),
  version: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
  verification: CredentialVerification.nullable(),
  health: ConnectionHealth.nullable().optional(),
})
  .meta({ id: 'Credential' })

export const CredentialField = z.strictObject({
  name: z.string(),
  description: z.string(),
  required: z.boolean(),
  secret: z.boolean(),
})
  .meta({ id: 'CredentialField' })

export const CredentialList = z.strictObject({
  data: z.array(Credential),
})
  .meta({ id: 'CredentialList' })

/** The secrets that the provider requires, by name; usually only `api_key`. A pasted key often comes with spaces, line breaks, quotes
 * or a leading `Bearer`; these are removed. Empty for a server that asks for none. */
export const CredentialSecrets = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u), z.string().min(1).check(atMost(65536))).refine(size(0, 8), 'needs at most 8 of its fields')
  .meta({ id: 'CredentialSecrets' })

export const DataKey = z.strictObject({
  secret: z.string(),
  base_url: z.string(),
  instance_id: z.string(),
  project_id: z.string(),
  scopes: z.array(Scope),
  expires_at: Timestamp,
})
  .meta({ id: 'DataKey' })

export const DecidedAuthorization = z.strictObject({
  redirect_to: z.string(),
  key_id: z.string().nullable(),
})
  .meta({ id: 'DecidedAuthorization' })

export const DryRunCall = z.strictObject({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
  answered: z.boolean(),
})
  .meta({ id: 'DryRunCall' })

/** Money in micro-USD; 1 000 000 is one US dollar. */
export const Micros = z.int().min(0).max(9007199254740991)
  .meta({ id: 'Micros' })

export const DryRunOutcome = z.strictObject({
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
    amount_micros: Micros,
    source: z.enum(['provider', 'computed']),
  }).nullable(),
  failure: z.strictObject({
    kind: z.enum(['refused', 'bad_request', 'bad_credential', 'no_credit', 'rate_limited', 'unavailable', 'timeout', 'malformed', 'canceled', 'lost']),
    message: z.string(),
    billed: z.enum(['no', 'yes', 'unknown']),
    retry_after_ms: z.int().min(0).nullable(),
  }).nullable(),
})
  .meta({ id: 'DryRunOutcome' })

/** The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why it occurs and what to do. */
export const ErrorCode = z.enum(['invalid_request', 'malformed_json', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid', 'url_not_allowed', 'content_policy', 'safety_refused', 'max_cost_exceeded', 'request_exceeds_limit', 'provider_bad_request', 'callback_invalid', 'missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'session_expired', 'link_invalid', 'insufficient_scope', 'insufficient_role', 'csrf_failed', 'origin_not_allowed', 'not_found', 'model_not_found', 'route_not_found', 'method_not_allowed', 'conflict', 'not_cancelable', 'not_resolvable', 'in_use', 'link_expired', 'precondition_failed', 'body_too_large', 'unsupported_media_type', 'range_not_satisfiable', 'idempotency_key_reused', 'generation_canceled', 'credential_missing', 'provider_error', 'provider_bad_answer', 'provider_credential_rejected', 'outcome_indeterminate', 'result_unavailable', 'deadline_exceeded', 'rate_limited', 'concurrency_limited', 'budget_exceeded', 'storage_limited', 'internal_error', 'provider_rate_limited', 'provider_unavailable', 'change_pending', 'overloaded', 'unavailable', 'provider_timeout'])
  .meta({ id: 'ErrorCode' })

export const ErrorCount = z.strictObject({
  error_code: z.string(),
  requests: z.int().min(1),
  last_at: Timestamp,
})
  .meta({ id: 'ErrorCount' })

export const ExportedConnection = z.strictObject({
  id: z.string(),
  provider: z.string(),
  base_url: z.string().nullable(),
})
  .meta({ id: 'ExportedConnection' })

/** A short name for machines, unique among its siblings. */
export const Slug = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u)
  .meta({ id: 'Slug' })

/** `disabled`: no request is admitted in it; everything else stays as it is. */
export const Status = z.enum(['active', 'disabled'])
  .meta({ id: 'Status' })

export const ExportedProject = z.strictObject({
  slug: Slug,
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  status: Status,
  retention_days: z.int().min(1).max(3650).nullable(),
})
  .meta({ id: 'ExportedProject' })

export const ExportedWebhook = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)),
  project: Slug.nullable(),
  events: z.array(WebhookEvent).min(1).max(13).refine(unique, 'items must be unique'),
  status: WebhookStatus,
  description: z.string().check(atMost(200)),
})
  .meta({ id: 'ExportedWebhook' })

export const FieldError = z.strictObject({
  pointer: z.string(),
  message: z.string(),
})
  .meta({ id: 'FieldError' })

/** The role of a user in one instance. */
export const Grant = z.strictObject({
  instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  role: z.enum(['developer', 'viewer']),
})
  .meta({ id: 'Grant' })

export const GrantSet = z.strictObject({
  grants: z.array(Grant).max(100).refine(unique, 'items must be unique'),
})
  .meta({ id: 'GrantSet' })

export const Health = z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string().check(atMost(100)),
  checks: z.record(z.string(), z.enum(['ok', 'failing'])),
})
  .meta({ id: 'Health' })

/** One change that was made, or would be made. */
export const ImportDifference = z.strictObject({
  path: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})
  .meta({ id: 'ImportDifference' })

/** `name`: the name of the instance. `addresses`: `delivery_base_url` and `worker_url`. `webhooks`: endpoints that become active. */
export const ImportPart = z.enum(['name', 'addresses', 'webhooks'])
  .meta({ id: 'ImportPart' })

/** A part of the file that was left out, and how to import it. */
export const ImportWarning = z.strictObject({
  path: z.string(),
  include: ImportPart,
  message: z.string(),
})
  .meta({ id: 'ImportWarning' })

export const ImportResult = z.strictObject({
  dry_run: z.boolean(),
  changes: z.array(ImportDifference),
  missing_connections: z.array(z.string()),
  warnings: z.array(ImportWarning),
})
  .meta({ id: 'ImportResult' })

/** Bounds for data that grows with traffic. Data beyond them is deleted in small steps, oldest first. docs/admin/retention.md says when. */
export const Retention = z.strictObject({
  log_days: z.int().min(1).max(365),
  log_rows: z.int().min(1000).max(1000000),
  record_rows: z.int().min(0).max(5000000),
  usage_days: z.int().min(31).max(3650),
})
  .meta({ id: 'Retention' })

/** The report of a Worker about itself, made when it loaded the configuration. It reports within an hour of its start, and once an hour after that. */
export const InstanceWorker = z.strictObject({
  version: z.string().check(atMost(100)),
  release: z.string().check(atMost(100)),
  dedicated: z.boolean(),
  skew: z.enum(['none', 'supported', 'unsupported']),
  seen_at: Timestamp,
})
  .meta({ id: 'InstanceWorker' })

/** A self-contained environment. */
export const Instance = z.strictObject({
  id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  status: Status,
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable(),
  fallback_chain: z.array(ModelId).max(5),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  retention_days: z.int().min(1).max(3650).nullable(),
  retention: Retention,
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50),
  content_policy: ContentPolicy,
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  worker: InstanceWorker.nullable(),
  epoch: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'Instance' })

/** Members that you omit stay as they are. */
export const RetentionInput = z.strictObject({
  log_days: z.int().min(1).max(365).optional(),
  log_rows: z.int().min(1000).max(1000000).optional(),
  record_rows: z.int().min(0).max(5000000).optional(),
  usage_days: z.int().min(31).max(3650).optional(),
})
  .meta({ id: 'RetentionInput' })

export const InstanceCreate = z.strictObject({
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  fallback_chain: z.array(ModelId).max(5).optional(),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
  retention: RetentionInput.optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50).optional(),
  content_policy: ContentPolicyInput.optional(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
})
  .meta({ id: 'InstanceCreate' })

export const InstanceSettings = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable(),
  fallback_chain: z.array(ModelId).max(5),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
  retention_days: z.int().min(1).max(3650).nullable(),
  retention: Retention.optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50),
  content_policy: ContentPolicy,
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable(),
})
  .meta({ id: 'InstanceSettings' })

/** One limit or budget. */
export const Limit = z.strictObject({
  scope: z.enum(['instance', 'project', 'key', 'provider', 'model']),
  target: z.string().check(atMost(100)).nullable(),
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  window_seconds: z.int().min(1).max(2678400).optional(),
  window: z.enum(['day', 'month']).optional(),
  limit: z.int().min(0).max(9007199254740991),
  burst: z.int().min(1).max(9007199254740991).optional(),
})
  .meta({ id: 'Limit' })

export const ModelSetting = z.strictObject({
  model: ModelId,
  enabled: z.boolean().nullable().optional(),
  price: z.record(z.string(), z.unknown()).nullable().optional(),
  connections: ConnectionShares.nullable().optional(),
})
  .meta({ id: 'ModelSetting' })

export const ModelAlias = z.strictObject({
  alias: ModelId,
  model: ModelId,
})
  .meta({ id: 'ModelAlias' })

export const ProviderSetting = z.strictObject({
  provider: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  connections: ConnectionShares,
})
  .meta({ id: 'ProviderSetting' })

/** The configuration of an instance, without secrets and ids. */
export const InstanceExport = z.strictObject({
  format: z.literal(1),
  settings: InstanceSettings,
  projects: z.array(ExportedProject).max(1000),
  limits: z.array(Limit).max(100),
  models: z.array(ModelSetting).max(500),
  aliases: z.array(ModelAlias).max(100),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20),
  providers: z.array(ProviderSetting).max(50).optional(),
  webhooks: z.array(ExportedWebhook).max(20).optional(),
  alerts: AlertSettings.optional(),
  credentials: z.array(z.string()).max(100).optional(),
  connections: z.array(ExportedConnection).max(100).optional(),
})
  .meta({ id: 'InstanceExport' })

/** A page. */
export const InstanceList = z.strictObject({
  data: z.array(Instance),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'InstanceList' })

export const UsageSums = z.looseObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros,
  held_micros: z.int().min(0),
})
  .meta({ id: 'UsageSums' })

export const UsageTotals = z.strictObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros,
  held_micros: z.int().min(0),
})
  .meta({ id: 'UsageTotals' })

/** Usage of two calendar periods, UTC. */
export const PeriodUsage = z.strictObject({
  today: UsageTotals,
  this_month: UsageTotals,
})
  .meta({ id: 'PeriodUsage' })

export const InstanceOverview = z.strictObject({
  as_of: Timestamp,
  day_start: Timestamp,
  month_start: Timestamp,
  usage: PeriodUsage,
  errors: z.array(ErrorCount),
  errors_since: Timestamp,
  set_up: z.strictObject({
    projects: z.int().min(0),
    project_keys: z.int().min(0),
    credentials: z.int().min(0),
    limits: z.int().min(0),
    webhooks: z.int().min(0),
    grants: z.int().min(0),
  }),
})
  .meta({ id: 'InstanceOverview' })

/** A `superadmin` runs the platform and an `admin` an organization. A `developer` changes and a `viewer` reads the instances granted to
 * them. Nobody can create, change or delete a user with a higher role than their own. docs/admin/roles.md has the whole table. */
export const Role = z.enum(['superadmin', 'admin', 'developer', 'viewer'])
  .meta({ id: 'Role' })

export const ProjectPlace = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(['active', 'disabled']),
})
  .meta({ id: 'ProjectPlace' })

export const InstancePlace = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(['active', 'disabled']),
  role: Role.nullable(),
  default_model: z.string().nullable(),
  open_alerts: z.int().min(0),
  projects: z.array(ProjectPlace),
})
  .meta({ id: 'InstancePlace' })

export const InstanceSpend = z.strictObject({
  id: z.string(),
  usage: PeriodUsage,
})
  .meta({ id: 'InstanceSpend' })

export const InstanceUpdate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug.optional(),
  status: Status.optional(),
  default_model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  fallback_chain: z.array(ModelId).max(5).optional(),
  delivery_base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
  retention: RetentionInput.optional(),
  cors_origins: z.array(z.string().check(atMost(300)).regex(/^(\*|[Hh][Tt][Tt][Pp][Ss]?:\/\/[^/\s]+\/?)$/u)).max(50).optional(),
  content_policy: ContentPolicyInput.optional(),
  worker_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(300)).nullable().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'InstanceUpdate' })

/** How long the generations that succeeded took, from admission to the stored pictures. Null instead of this object means that none
 * succeeded, that they were counted before durations were, or that the series is by connection. */
export const UsageLatency = z.strictObject({
  generations: z.int().min(1),
  mean_ms: z.int().min(0),
  longest_ms: z.int().min(0),
})
  .meta({ id: 'UsageLatency' })

export const UsagePoint = z.strictObject({
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros,
  held_micros: z.int().min(0),
  bucket_start: Timestamp,
  project_id: z.string().nullable(),
  key_id: z.string().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  connection: z.string().nullable(),
  latency: UsageLatency.nullable(),
})
  .meta({ id: 'UsagePoint' })

export const InstanceUsage = z.strictObject({
  from: Timestamp,
  to: Timestamp,
  bucket: z.enum(['hour', 'day']),
  group_by: z.array(z.enum(['project', 'key', 'model', 'provider', 'connection'])),
  data: z.array(UsagePoint),
  totals: UsageTotals,
  latency: UsageLatency.nullable(),
  names: z.record(z.string(), z.string()),
})
  .meta({ id: 'InstanceUsage' })

export const Key = z.strictObject({
  id: z.string(),
  kind: KeyKind,
  name: z.string(),
  organization_id: z.string(),
  instance_id: z.string().nullable(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope),
  status: KeyStatus,
  limits: z.array(KeyLimit),
  created_at: Timestamp,
  created_by: z.string().nullable(),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
  last_used_at: z.iso.datetime({ offset: true }).nullable(),
  revoked_at: z.iso.datetime({ offset: true }).nullable(),
  replaced_by: z.string().nullable(),
  connected_app: ConnectedApp.nullable(),
  version: z.int().min(1),
})
  .meta({ id: 'Key' })

export const KeyList = z.strictObject({
  data: z.array(Key),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'KeyList' })

/** The live state of one limit or budget. */
export const LimitGauge = z.strictObject({
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
  resets_at: Timestamp.nullable(),
})
  .meta({ id: 'LimitGauge' })

export const LimitGaugeList = z.strictObject({
  data: z.array(LimitGauge),
  truncated: z.boolean(),
})
  .meta({ id: 'LimitGaugeList' })

/** All limits and budgets of an instance. */
export const LimitSet = z.strictObject({
  limits: z.array(Limit).max(100),
  updated_at: Timestamp,
})
  .meta({ id: 'LimitSet' })

export const LimitSetInput = z.strictObject({
  limits: z.array(Limit).max(100),
})
  .meta({ id: 'LimitSetInput' })

export const LogEntry = z.strictObject({
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
  created_at: Timestamp,
})
  .meta({ id: 'LogEntry' })

export const LogList = z.strictObject({
  data: z.array(LogEntry),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'LogList' })

/** A person or an agent that configures. */
export const User = z.strictObject({
  id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)),
  role: Role,
  grants: z.array(Grant).max(100),
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'User' })

/** The caller and its rights. */
export const Me = z.strictObject({
  key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
  kind: z.enum(['user', 'project']),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  user: User.nullable(),
  project_id: z.string().nullable(),
  instance_id: z.string().nullable(),
  role: Role.nullable(),
  grants: z.array(Grant),
  scopes: z.array(Scope),
})
  .meta({ id: 'Me' })

/** The result of a dry run. */
export const ModelDryRun = z.strictObject({
  model: ModelId,
  provider: z.string(),
  operation: z.string(),
  credential_state: z.enum(['present', 'missing', 'not_needed']),
  price: z.strictObject({
    amount_micros: Micros,
    max_micros: Micros,
    exact: z.boolean(),
  }),
  calls: z.array(DryRunCall),
  outcome: DryRunOutcome.nullable(),
})
  .meta({ id: 'ModelDryRun' })

export const PastedAnswer = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/u), z.string().check(atMost(1000)).regex(/^[\x20-\x7e]*$/u)).refine(size(0, 50), 'needs at most 50 of its fields').optional(),
  body: z.unknown(),
  body_base64: z.string().check(atMost(1000000)).regex(/^[A-Za-z0-9+/]*={0,2}$/u).optional(),
})
  .meta({ id: 'PastedAnswer' })

export const ModelDryRunInput = z.strictObject({
  custom_provider: z.record(z.string(), z.unknown()).optional(),
  custom_model: z.record(z.string(), z.unknown()).optional(),
  model: ModelId.optional(),
  request: z.strictObject({
    operation: z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']).optional(),
    prompt: z.string().check(atMost(4000)).optional(),
    n: z.int().min(1).max(10).optional(),
    size: z.string().regex(/^[1-9][0-9]{0,4}x[1-9][0-9]{0,4}$/u).optional(),
    quality: z.string().min(1).check(atMost(40)).optional(),
    inputs: z.array(z.enum(['image', 'reference', 'style', 'character'])).max(16).optional(),
    provider_options: z.record(z.string(), z.unknown()).refine(size(0, 50), 'needs at most 50 of its fields').optional(),
  }).optional(),
  answers: z.array(PastedAnswer).max(24).optional(),
})
  .meta({ id: 'ModelDryRunInput' })

export const ModelList = z.strictObject({
  data: z.array(CatalogueModel),
})
  .meta({ id: 'ModelList' })

/** The changes that an instance makes to the catalogue. */
export const ModelSettings = z.strictObject({
  models: z.array(ModelSetting).max(500),
  aliases: z.array(ModelAlias).max(100),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20),
  providers: z.array(ProviderSetting).max(50),
  updated_at: Timestamp,
})
  .meta({ id: 'ModelSettings' })

/** Lists that you omit are empty. */
export const ModelSettingsInput = z.strictObject({
  models: z.array(ModelSetting).max(500).optional(),
  aliases: z.array(ModelAlias).max(100).optional(),
  custom_providers: z.array(z.record(z.string(), z.unknown())).max(20).optional(),
  custom_models: z.array(z.record(z.string(), z.unknown())).max(20).optional(),
  providers: z.array(ProviderSetting).max(50).optional(),
})
  .meta({ id: 'ModelSettingsInput' })

export const OAuthError = z.strictObject({
  error: z.string(),
  error_description: z.string(),
})
  .meta({ id: 'OAuthError' })

/** The same error in the form that OpenAI's SDKs read. */
export const OpenAIError = z.strictObject({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
})
  .meta({ id: 'OpenAIError' })

/** A tenant. */
export const Organization = z.strictObject({
  id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  budget: Budget,
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'Organization' })

export const OrganizationCreate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  budget: BudgetInput.optional(),
})
  .meta({ id: 'OrganizationCreate' })

/** A page. */
export const OrganizationList = z.strictObject({
  data: z.array(Organization),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'OrganizationList' })

export const OrganizationOverview = z.strictObject({
  as_of: Timestamp,
  day_start: Timestamp,
  month_start: Timestamp,
  usage: PeriodUsage,
  instances: z.array(InstanceSpend),
  budgets: z.array(LimitGauge),
})
  .meta({ id: 'OrganizationOverview' })

export const OrganizationPlace = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  instances: z.array(InstancePlace),
})
  .meta({ id: 'OrganizationPlace' })

export const OrganizationUpdate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug.optional(),
  budget: BudgetInput.optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'OrganizationUpdate' })

export const Places = z.strictObject({
  organizations: z.array(OrganizationPlace),
  truncated: z.boolean(),
})
  .meta({ id: 'Places' })

/** RFC 9457 problem details. One body for every error of both services. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ErrorCode,
  detail: z.string().optional(),
  request_id: z.string(),
  errors: z.array(FieldError).optional(),
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
    available_at: Timestamp.optional(),
  }).optional(),
  error: OpenAIError.optional(),
})
  .meta({ id: 'Problem' })

/** A grouping in an instance. */
export const Project = z.strictObject({
  id: z.string().regex(/^proj_[0-9A-Z]{26}$/u),
  instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  status: Status,
  retention_days: z.int().min(1).max(3650).nullable(),
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'Project' })

export const ProjectCreate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  slug: Slug,
  retention_days: z.int().min(1).max(3650).nullable().optional(),
})
  .meta({ id: 'ProjectCreate' })

/** A page. */
export const ProjectList = z.strictObject({
  data: z.array(Project),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'ProjectList' })

export const ProjectUpdate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  slug: Slug.optional(),
  status: Status.optional(),
  retention_days: z.int().min(1).max(3650).nullable().optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'ProjectUpdate' })

/** A provider and how it is connected. */
export const Provider = z.strictObject({
  id: z.string(),
  name: z.string(),
  is_custom: z.boolean(),
  credential_fields: z.array(CredentialField),
  default_base_url: z.string().nullable(),
  by_binding: z.boolean(),
})
  .meta({ id: 'Provider' })

export const ProviderList = z.strictObject({
  data: z.array(Provider),
})
  .meta({ id: 'ProviderList' })

export const PutCredentialRequest = z.strictObject({
  fields: CredentialSecrets.optional(),
  base_url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(1024)).nullable().optional(),
  provider: z.string().regex(/^[a-z0-9-]{1,64}$/u).optional(),
})
  .meta({ id: 'PutCredentialRequest' })

export const RegisteredClient = z.strictObject({
  client_id: z.string(),
  client_id_issued_at: z.int(),
  client_name: z.string(),
  redirect_uris: z.array(z.string()),
  grant_types: z.array(z.string()),
  response_types: z.array(z.string()),
  token_endpoint_auth_method: z.string(),
  application_type: z.string().optional(),
})
  .meta({ id: 'RegisteredClient' })

export const RewrapProgress = z.strictObject({
  current_version: z.int().min(1),
  total: z.int().min(0),
  remaining: z.int().min(0),
  by_version: z.array(z.strictObject({
    version: z.int().min(1),
    count: z.int().min(0),
  })),
})
  .meta({ id: 'RewrapProgress' })

export const RewrapRequest = z.strictObject({
  batch_size: z.int().min(1).max(500).default(100),
})
  .meta({ id: 'RewrapRequest' })

export const RewrapResult = z.strictObject({
  current_version: z.int().min(1),
  rewrapped: z.int().min(0),
  remaining: z.int().min(0),
  failed: z.array(z.string()),
})
  .meta({ id: 'RewrapResult' })

export const RotateCredentialRequest = z.strictObject({
  fields: CredentialSecrets,
  verify_first: z.boolean().default(false),
})
  .meta({ id: 'RotateCredentialRequest' })

export const RotateKeyRequest = z.strictObject({
  grace_period_seconds: z.int().min(0).max(2592000).default(86400),
})
  .meta({ id: 'RotateKeyRequest' })

export const RotateWebhookSecretRequest = z.strictObject({
  grace_period_seconds: z.int().min(0).max(604800).default(86400),
})
  .meta({ id: 'RotateWebhookSecretRequest' })

export const Session = z.strictObject({
  id: z.string(),
  user_id: z.string(),
  organization_id: z.string(),
  csrf_token: z.string(),
  created_at: Timestamp,
  expires_at: z.iso.datetime({ offset: true }),
})
  .meta({ id: 'Session' })

export const SessionsEnded = z.strictObject({
  ended: z.int().min(0),
})
  .meta({ id: 'SessionsEnded' })

export const SetupAdmin = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u),
})
  .meta({ id: 'SetupAdmin' })

export const SetupRequest = z.strictObject({
  setup_token: z.string().check(atLeast(16)).check(atMost(512)),
  organization: OrganizationCreate,
  admin: SetupAdmin,
})
  .meta({ id: 'SetupRequest' })

/** The resources that were created. */
export const SetupResult = z.strictObject({
  organization: Organization,
  user: User,
  key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
  secret: z.string(),
})
  .meta({ id: 'SetupResult' })

export const SignInLink = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  code: z.string(),
  expires_at: Timestamp,
})
  .meta({ id: 'SignInLink' })

/** Members of RFC 6749, 7636 and 8707. Others are ignored. */
export const TokenRequest = z.looseObject({
  grant_type: z.string().check(atMost(100)).optional(),
  client_id: z.string().check(atMost(500)).optional(),
  code: z.string().check(atMost(200)).optional(),
  redirect_uri: z.string().check(atMost(500)).optional(),
  code_verifier: z.string().check(atMost(200)).optional(),
  refresh_token: z.string().check(atMost(1000)).optional(),
  scope: z.string().check(atMost(500)).optional(),
  resource: z.string().check(atMost(500)).optional(),
})
  .meta({ id: 'TokenRequest' })

export const TokenRevocation = z.looseObject({
  token: z.string().check(atMost(2000)),
  token_type_hint: z.string().check(atMost(100)).optional(),
  client_id: z.string().check(atMost(500)).optional(),
})
  .meta({ id: 'TokenRevocation' })

export const Tokens = z.strictObject({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.int().min(0),
  refresh_token: z.string(),
  scope: z.string(),
})
  .meta({ id: 'Tokens' })

export const UpdateKeyRequest = z.strictObject({
  name: z.string().min(1).check(atMost(200)).optional(),
  scopes: z.array(Scope).min(1).max(4).refine(unique, 'items must be unique').optional(),
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
  limits: z.array(KeyLimit).max(10).optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'UpdateKeyRequest' })

export const UpdateWebhookRequest = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u).optional(),
  events: z.array(WebhookEvent).min(1).max(13).refine(unique, 'items must be unique').optional(),
  project_id: z.string().min(1).check(atMost(64)).nullable().optional(),
  description: z.string().check(atMost(200)).optional(),
  status: WebhookStatus.optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'UpdateWebhookRequest' })

export const UserCreate = z.strictObject({
  organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
  name: z.string().min(1).check(atMost(200)).regex(/\S/u),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u),
  role: Role,
})
  .meta({ id: 'UserCreate' })

/** A page. */
export const UserList = z.strictObject({
  data: z.array(User),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'UserList' })

export const UserUpdate = z.strictObject({
  name: z.string().min(1).check(atMost(200)).regex(/\S/u).optional(),
  email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u).optional(),
  role: Role.optional(),
}).refine(size(1, Infinity), 'needs at least 1 of its fields')
  .meta({ id: 'UserUpdate' })

export const Webhook = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  instance_id: z.string(),
  project_id: z.string().nullable(),
  url: z.string(),
  events: z.array(WebhookEvent),
  status: WebhookStatus,
  disabled_reason: WebhookDisabledReason.nullable(),
  description: z.string(),
  previous_secret_until: z.iso.datetime({ offset: true }).nullable(),
  version: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
})
  .meta({ id: 'Webhook' })

export const WebhookList = z.strictObject({
  data: z.array(Webhook),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'WebhookList' })

export const WebhookTest = z.strictObject({
  delivered: z.boolean(),
  status_code: z.int().nullable(),
  detail: z.string(),
  duration_ms: z.int().min(0),
  event_id: z.string(),
})
  .meta({ id: 'WebhookTest' })

// Two independent generators read the same contract. If zod and openapi-typescript differ, the type check fails here.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agreement: {
  AlertKind: Same<z.input<typeof AlertKind>, components['schemas']['AlertKind']>
  AlertStatus: Same<z.input<typeof AlertStatus>, components['schemas']['AlertStatus']>
  AlertSubject: Same<z.input<typeof AlertSubject>, components['schemas']['AlertSubject']>
  AlertValues: Same<z.input<typeof AlertValues>, components['schemas']['AlertValues']>
  Timestamp: Same<z.input<typeof Timestamp>, components['schemas']['Timestamp']>
  AlertFields: Same<z.input<typeof AlertFields>, components['schemas']['AlertFields']>
  AlertDeliveries: Same<z.input<typeof AlertDeliveries>, components['schemas']['AlertDeliveries']>
  Alert: Same<z.input<typeof Alert>, components['schemas']['Alert']>
  AlertEventType: Same<z.input<typeof AlertEventType>, components['schemas']['AlertEventType']>
  AlertNotice: Same<z.input<typeof AlertNotice>, components['schemas']['AlertNotice']>
  AlertEvent: Same<z.input<typeof AlertEvent>, components['schemas']['AlertEvent']>
  AlertList: Same<z.input<typeof AlertList>, components['schemas']['AlertList']>
  AlertSettings: Same<z.input<typeof AlertSettings>, components['schemas']['AlertSettings']>
  AlertSettingsInput: Same<z.input<typeof AlertSettingsInput>, components['schemas']['AlertSettingsInput']>
  AuditEntry: Same<z.input<typeof AuditEntry>, components['schemas']['AuditEntry']>
  AuditList: Same<z.input<typeof AuditList>, components['schemas']['AuditList']>
  AuditVerification: Same<z.input<typeof AuditVerification>, components['schemas']['AuditVerification']>
  AuthorizationRequest: Same<z.input<typeof AuthorizationRequest>, components['schemas']['AuthorizationRequest']>
  Scope: Same<z.input<typeof Scope>, components['schemas']['Scope']>
  AuthorizationDecision: Same<z.input<typeof AuthorizationDecision>, components['schemas']['AuthorizationDecision']>
  ConnectableProject: Same<z.input<typeof ConnectableProject>, components['schemas']['ConnectableProject']>
  AuthorizationReview: Same<z.input<typeof AuthorizationReview>, components['schemas']['AuthorizationReview']>
  AuthorizationServer: Same<z.input<typeof AuthorizationServer>, components['schemas']['AuthorizationServer']>
  Budget: Same<z.input<typeof Budget>, components['schemas']['Budget']>
  BudgetInput: Same<z.input<typeof BudgetInput>, components['schemas']['BudgetInput']>
  ModelId: Same<z.input<typeof ModelId>, components['schemas']['ModelId']>
  CatalogueModel: Same<z.input<typeof CatalogueModel>, components['schemas']['CatalogueModel']>
  ClientRegistration: Same<z.input<typeof ClientRegistration>, components['schemas']['ClientRegistration']>
  ConnectedApp: Same<z.input<typeof ConnectedApp>, components['schemas']['ConnectedApp']>
  ConnectionHealth: Same<z.input<typeof ConnectionHealth>, components['schemas']['ConnectionHealth']>
  ConnectionShare: Same<z.input<typeof ConnectionShare>, components['schemas']['ConnectionShare']>
  ConnectionShares: Same<z.input<typeof ConnectionShares>, components['schemas']['ConnectionShares']>
  ContentPolicy: Same<z.input<typeof ContentPolicy>, components['schemas']['ContentPolicy']>
  ContentPolicyInput: Same<z.input<typeof ContentPolicyInput>, components['schemas']['ContentPolicyInput']>
  CreateDataKeyRequest: Same<z.input<typeof CreateDataKeyRequest>, components['schemas']['CreateDataKeyRequest']>
  KeyKind: Same<z.input<typeof KeyKind>, components['schemas']['KeyKind']>
  KeyLimit: Same<z.input<typeof KeyLimit>, components['schemas']['KeyLimit']>
  CreateKeyRequest: Same<z.input<typeof CreateKeyRequest>, components['schemas']['CreateKeyRequest']>
  SessionByKey: Same<z.input<typeof SessionByKey>, components['schemas']['SessionByKey']>
  SessionByLink: Same<z.input<typeof SessionByLink>, components['schemas']['SessionByLink']>
  CreateSessionRequest: Same<z.input<typeof CreateSessionRequest>, components['schemas']['CreateSessionRequest']>
  CreateSignInLinkRequest: Same<z.input<typeof CreateSignInLinkRequest>, components['schemas']['CreateSignInLinkRequest']>
  WebhookEvent: Same<z.input<typeof WebhookEvent>, components['schemas']['WebhookEvent']>
  CreateWebhookRequest: Same<z.input<typeof CreateWebhookRequest>, components['schemas']['CreateWebhookRequest']>
  KeyStatus: Same<z.input<typeof KeyStatus>, components['schemas']['KeyStatus']>
  KeyFields: Same<z.input<typeof KeyFields>, components['schemas']['KeyFields']>
  CreatedKey: Same<z.input<typeof CreatedKey>, components['schemas']['CreatedKey']>
  WebhookStatus: Same<z.input<typeof WebhookStatus>, components['schemas']['WebhookStatus']>
  WebhookDisabledReason: Same<z.input<typeof WebhookDisabledReason>, components['schemas']['WebhookDisabledReason']>
  WebhookFields: Same<z.input<typeof WebhookFields>, components['schemas']['WebhookFields']>
  CreatedWebhook: Same<z.input<typeof CreatedWebhook>, components['schemas']['CreatedWebhook']>
  CredentialVerification: Same<z.input<typeof CredentialVerification>, components['schemas']['CredentialVerification']>
  Credential: Same<z.input<typeof Credential>, components['schemas']['Credential']>
  CredentialField: Same<z.input<typeof CredentialField>, components['schemas']['CredentialField']>
  CredentialList: Same<z.input<typeof CredentialList>, components['schemas']['CredentialList']>
  CredentialSecrets: Same<z.input<typeof CredentialSecrets>, components['schemas']['CredentialSecrets']>
  DataKey: Same<z.input<typeof DataKey>, components['schemas']['DataKey']>
  DecidedAuthorization: Same<z.input<typeof DecidedAuthorization>, components['schemas']['DecidedAuthorization']>
  DryRunCall: Same<z.input<typeof DryRunCall>, components['schemas']['DryRunCall']>
  Micros: Same<z.input<typeof Micros>, components['schemas']['Micros']>
  DryRunOutcome: Same<z.input<typeof DryRunOutcome>, components['schemas']['DryRunOutcome']>
  ErrorCode: Same<z.input<typeof ErrorCode>, components['schemas']['ErrorCode']>
  ErrorCount: Same<z.input<typeof ErrorCount>, components['schemas']['ErrorCount']>
  ExportedConnection: Same<z.input<typeof ExportedConnection>, components['schemas']['ExportedConnection']>
  Slug: Same<z.input<typeof Slug>, components['schemas']['Slug']>
  Status: Same<z.input<typeof Status>, components['schemas']['Status']>
  ExportedProject: Same<z.input<typeof ExportedProject>, components['schemas']['ExportedProject']>
  ExportedWebhook: Same<z.input<typeof ExportedWebhook>, components['schemas']['ExportedWebhook']>
  FieldError: Same<z.input<typeof FieldError>, components['schemas']['FieldError']>
  Grant: Same<z.input<typeof Grant>, components['schemas']['Grant']>
  GrantSet: Same<z.input<typeof GrantSet>, components['schemas']['GrantSet']>
  Health: Same<z.input<typeof Health>, components['schemas']['Health']>
  ImportDifference: Same<z.input<typeof ImportDifference>, components['schemas']['ImportDifference']>
  ImportPart: Same<z.input<typeof ImportPart>, components['schemas']['ImportPart']>
  ImportWarning: Same<z.input<typeof ImportWarning>, components['schemas']['ImportWarning']>
  ImportResult: Same<z.input<typeof ImportResult>, components['schemas']['ImportResult']>
  Retention: Same<z.input<typeof Retention>, components['schemas']['Retention']>
  InstanceWorker: Same<z.input<typeof InstanceWorker>, components['schemas']['InstanceWorker']>
  Instance: Same<z.input<typeof Instance>, components['schemas']['Instance']>
  RetentionInput: Same<z.input<typeof RetentionInput>, components['schemas']['RetentionInput']>
  InstanceCreate: Same<z.input<typeof InstanceCreate>, components['schemas']['InstanceCreate']>
  InstanceSettings: Same<z.input<typeof InstanceSettings>, components['schemas']['InstanceSettings']>
  Limit: Same<z.input<typeof Limit>, components['schemas']['Limit']>
  ModelSetting: Same<z.input<typeof ModelSetting>, components['schemas']['ModelSetting']>
  ModelAlias: Same<z.input<typeof ModelAlias>, components['schemas']['ModelAlias']>
  ProviderSetting: Same<z.input<typeof ProviderSetting>, components['schemas']['ProviderSetting']>
  InstanceExport: Same<z.input<typeof InstanceExport>, components['schemas']['InstanceExport']>
  InstanceList: Same<z.input<typeof InstanceList>, components['schemas']['InstanceList']>
  UsageSums: Same<z.input<typeof UsageSums>, components['schemas']['UsageSums']>
  UsageTotals: Same<z.input<typeof UsageTotals>, components['schemas']['UsageTotals']>
  PeriodUsage: Same<z.input<typeof PeriodUsage>, components['schemas']['PeriodUsage']>
  InstanceOverview: Same<z.input<typeof InstanceOverview>, components['schemas']['InstanceOverview']>
  Role: Same<z.input<typeof Role>, components['schemas']['Role']>
  ProjectPlace: Same<z.input<typeof ProjectPlace>, components['schemas']['ProjectPlace']>
  InstancePlace: Same<z.input<typeof InstancePlace>, components['schemas']['InstancePlace']>
  InstanceSpend: Same<z.input<typeof InstanceSpend>, components['schemas']['InstanceSpend']>
  InstanceUpdate: Same<z.input<typeof InstanceUpdate>, components['schemas']['InstanceUpdate']>
  UsageLatency: Same<z.input<typeof UsageLatency>, components['schemas']['UsageLatency']>
  UsagePoint: Same<z.input<typeof UsagePoint>, components['schemas']['UsagePoint']>
  InstanceUsage: Same<z.input<typeof InstanceUsage>, components['schemas']['InstanceUsage']>
  Key: Same<z.input<typeof Key>, components['schemas']['Key']>
  KeyList: Same<z.input<typeof KeyList>, components['schemas']['KeyList']>
  LimitGauge: Same<z.input<typeof LimitGauge>, components['schemas']['LimitGauge']>
  LimitGaugeList: Same<z.input<typeof LimitGaugeList>, components['schemas']['LimitGaugeList']>
  LimitSet: Same<z.input<typeof LimitSet>, components['schemas']['LimitSet']>
  LimitSetInput: Same<z.input<typeof LimitSetInput>, components['schemas']['LimitSetInput']>
  LogEntry: Same<z.input<typeof LogEntry>, components['schemas']['LogEntry']>
  LogList: Same<z.input<typeof LogList>, components['schemas']['LogList']>
  User: Same<z.input<typeof User>, components['schemas']['User']>
  Me: Same<z.input<typeof Me>, components['schemas']['Me']>
  ModelDryRun: Same<z.input<typeof ModelDryRun>, components['schemas']['ModelDryRun']>
  PastedAnswer: Same<z.input<typeof PastedAnswer>, components['schemas']['PastedAnswer']>
  ModelDryRunInput: Same<z.input<typeof ModelDryRunInput>, components['schemas']['ModelDryRunInput']>
  ModelList: Same<z.input<typeof ModelList>, components['schemas']['ModelList']>
  ModelSettings: Same<z.input<typeof ModelSettings>, components['schemas']['ModelSettings']>
  ModelSettingsInput: Same<z.input<typeof ModelSettingsInput>, components['schemas']['ModelSettingsInput']>
  OAuthError: Same<z.input<typeof OAuthError>, components['schemas']['OAuthError']>
  OpenAIError: Same<z.input<typeof OpenAIError>, components['schemas']['OpenAIError']>
  Organization: Same<z.input<typeof Organization>, components['schemas']['Organization']>
  OrganizationCreate: Same<z.input<typeof OrganizationCreate>, components['schemas']['OrganizationCreate']>
  OrganizationList: Same<z.input<typeof OrganizationList>, components['schemas']['OrganizationList']>
  OrganizationOverview: Same<z.input<typeof OrganizationOverview>, components['schemas']['OrganizationOverview']>
  OrganizationPlace: Same<z.input<typeof OrganizationPlace>, components['schemas']['OrganizationPlace']>
  OrganizationUpdate: Same<z.input<typeof OrganizationUpdate>, components['schemas']['OrganizationUpdate']>
  Places: Same<z.input<typeof Places>, components['schemas']['Places']>
  Problem: Same<z.input<typeof Problem>, components['schemas']['Problem']>
  Project: Same<z.input<typeof Project>, components['schemas']['Project']>
  ProjectCreate: Same<z.input<typeof ProjectCreate>, components['schemas']['ProjectCreate']>
  ProjectList: Same<z.input<typeof ProjectList>, components['schemas']['ProjectList']>
  ProjectUpdate: Same<z.input<typeof ProjectUpdate>, components['schemas']['ProjectUpdate']>
  Provider: Same<z.input<typeof Provider>, components['schemas']['Provider']>
  ProviderList: Same<z.input<typeof ProviderList>, components['schemas']['ProviderList']>
  PutCredentialRequest: Same<z.input<typeof PutCredentialRequest>, components['schemas']['PutCredentialRequest']>
  RegisteredClient: Same<z.input<typeof RegisteredClient>, components['schemas']['RegisteredClient']>
  RewrapProgress: Same<z.input<typeof RewrapProgress>, components['schemas']['RewrapProgress']>
  RewrapRequest: Same<z.input<typeof RewrapRequest>, components['schemas']['RewrapRequest']>
  RewrapResult: Same<z.input<typeof RewrapResult>, components['schemas']['RewrapResult']>
  RotateCredentialRequest: Same<z.input<typeof RotateCredentialRequest>, components['schemas']['RotateCredentialRequest']>
  RotateKeyRequest: Same<z.input<typeof RotateKeyRequest>, components['schemas']['RotateKeyRequest']>
  RotateWebhookSecretRequest: Same<z.input<typeof RotateWebhookSecretRequest>, components['schemas']['RotateWebhookSecretRequest']>
  Session: Same<z.input<typeof Session>, components['schemas']['Session']>
  SessionsEnded: Same<z.input<typeof SessionsEnded>, components['schemas']['SessionsEnded']>
  SetupAdmin: Same<z.input<typeof SetupAdmin>, components['schemas']['SetupAdmin']>
  SetupRequest: Same<z.input<typeof SetupRequest>, components['schemas']['SetupRequest']>
  SetupResult: Same<z.input<typeof SetupResult>, components['schemas']['SetupResult']>
  SignInLink: Same<z.input<typeof SignInLink>, components['schemas']['SignInLink']>
  TokenRequest: Same<z.input<typeof TokenRequest>, components['schemas']['TokenRequest']>
  TokenRevocation: Same<z.input<typeof TokenRevocation>, components['schemas']['TokenRevocation']>
  Tokens: Same<z.input<typeof Tokens>, components['schemas']['Tokens']>
  UpdateKeyRequest: Same<z.input<typeof UpdateKeyRequest>, components['schemas']['UpdateKeyRequest']>
  UpdateWebhookRequest: Same<z.input<typeof UpdateWebhookRequest>, components['schemas']['UpdateWebhookRequest']>
  UserCreate: Same<z.input<typeof UserCreate>, components['schemas']['UserCreate']>
  UserList: Same<z.input<typeof UserList>, components['schemas']['UserList']>
  UserUpdate: Same<z.input<typeof UserUpdate>, components['schemas']['UserUpdate']>
  Webhook: Same<z.input<typeof Webhook>, components['schemas']['Webhook']>
  WebhookList: Same<z.input<typeof WebhookList>, components['schemas']['WebhookList']>
  WebhookTest: Same<z.input<typeof WebhookTest>, components['schemas']['WebhookTest']>
} = { AlertKind: true, AlertStatus: true, AlertSubject: true, AlertValues: true, Timestamp: true, AlertFields: true, AlertDeliveries: true, Alert: true, AlertEventType: true, AlertNotice: true, AlertEvent: true, AlertList: true, AlertSettings: true, AlertSettingsInput: true, AuditEntry: true, AuditList: true, AuditVerification: true, AuthorizationRequest: true, Scope: true, AuthorizationDecision: true, ConnectableProject: true, AuthorizationReview: true, AuthorizationServer: true, Budget: true, BudgetInput: true, ModelId: true, CatalogueModel: true, ClientRegistration: true, ConnectedApp: true, ConnectionHealth: true, ConnectionShare: true, ConnectionShares: true, ContentPolicy: true, ContentPolicyInput: true, CreateDataKeyRequest: true, KeyKind: true, KeyLimit: true, CreateKeyRequest: true, SessionByKey: true, SessionByLink: true, CreateSessionRequest: true, CreateSignInLinkRequest: true, WebhookEvent: true, CreateWebhookRequest: true, KeyStatus: true, KeyFields: true, CreatedKey: true, WebhookStatus: true, WebhookDisabledReason: true, WebhookFields: true, CreatedWebhook: true, CredentialVerification: true, Credential: true, CredentialField: true, CredentialList: true, CredentialSecrets: true, DataKey: true, DecidedAuthorization: true, DryRunCall: true, Micros: true, DryRunOutcome: true, ErrorCode: true, ErrorCount: true, ExportedConnection: true, Slug: true, Status: true, ExportedProject: true, ExportedWebhook: true, FieldError: true, Grant: true, GrantSet: true, Health: true, ImportDifference: true, ImportPart: true, ImportWarning: true, ImportResult: true, Retention: true, InstanceWorker: true, Instance: true, RetentionInput: true, InstanceCreate: true, InstanceSettings: true, Limit: true, ModelSetting: true, ModelAlias: true, ProviderSetting: true, InstanceExport: true, InstanceList: true, UsageSums: true, UsageTotals: true, PeriodUsage: true, InstanceOverview: true, Role: true, ProjectPlace: true, InstancePlace: true, InstanceSpend: true, InstanceUpdate: true, UsageLatency: true, UsagePoint: true, InstanceUsage: true, Key: true, KeyList: true, LimitGauge: true, LimitGaugeList: true, LimitSet: true, LimitSetInput: true, LogEntry: true, LogList: true, User: true, Me: true, ModelDryRun: true, PastedAnswer: true, ModelDryRunInput: true, ModelList: true, ModelSettings: true, ModelSettingsInput: true, OAuthError: true, OpenAIError: true, Organization: true, OrganizationCreate: true, OrganizationList: true, OrganizationOverview: true, OrganizationPlace: true, OrganizationUpdate: true, Places: true, Problem: true, Project: true, ProjectCreate: true, ProjectList: true, ProjectUpdate: true, Provider: true, ProviderList: true, PutCredentialRequest: true, RegisteredClient: true, RewrapProgress: true, RewrapRequest: true, RewrapResult: true, RotateCredentialRequest: true, RotateKeyRequest: true, RotateWebhookSecretRequest: true, Session: true, SessionsEnded: true, SetupAdmin: true, SetupRequest: true, SetupResult: true, SignInLink: true, TokenRequest: true, TokenRevocation: true, Tokens: true, UpdateKeyRequest: true, UpdateWebhookRequest: true, UserCreate: true, UserList: true, UserUpdate: true, Webhook: true, WebhookList: true, WebhookTest: true }
void agreement
