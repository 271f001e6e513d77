import type { components } from '../../../generated/config/types.ts'
import { adapters, findAdapter } from '../../providers/registry.ts'
import { safetyFault } from '../../providers/safety.ts'
import type { ContentPolicy } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import { normalizeOrigin } from '../../shared/origins.ts'
import { type JsonObject, pointerStep } from '../../shared/json.ts'
import { DEFAULT_RETENTION, LEAST_RECORD_ROWS, NO_BOUND, type Retention } from '../../shared/retention.ts'

type Input = Omit<components['schemas']['InstanceUpdate'], 'slug' | 'status'>

/** The settings of an instance as they are stored in its row. */
export interface Settings {
  name: string
  defaultModel: string | null
  fallbackChain: string[]
  deliveryBaseUrl: string | null
  retentionDays: number | null
  /** If null, the default retention applies. */
  retention: Retention | null
  corsOrigins: string[]
  contentPolicy: ContentPolicy
  workerUrl: string | null
}
export const NEW_INSTANCE: Settings = {
  name: '',
  defaultModel: null,
  fallbackChain: [],
  deliveryBaseUrl: null,
  retentionDays: null,
  retention: null,
  corsOrigins: [],
  contentPolicy: { blockedTerms: [], providerSafety: {}, fallbackOnRefusal: false },
  workerUrl: null,
}

/**
 * Applies a JSON merge patch: absent fields are kept, null clears a field. Throws `invalid_request` if a setting cannot be used.
 */
export function mergeSettings(current: Settings, patch: Input, pointer = '/body'): Settings {
  const policy = patch.content_policy
  const merged: Settings = {
    name: patch.name ?? current.name,
    defaultModel: patch.default_model === undefined ? current.defaultModel : patch.default_model,
    fallbackChain: patch.fallback_chain ?? current.fallbackChain,
    deliveryBaseUrl: patch.delivery_base_url === undefined ? current.deliveryBaseUrl : patch.delivery_base_url,
    retentionDays: patch.retention_days === undefined ? current.retentionDays : patch.retention_days,
    retention: patch.retention === undefined ? current.retention : mergeRetention(current.retention, patch.retention),
    corsOrigins: patch.cors_origins?.map((origin) => normalizeOrigin(origin) ?? origin) ?? current.corsOrigins,
    contentPolicy: {
      blockedTerms: policy?.blocked_terms ?? current.contentPolicy.blockedTerms,
      providerSafety: (policy?.provider_safety as Record<string, JsonObject> | undefined) ?? current.contentPolicy.providerSafety,
      fallbackOnRefusal: policy?.fallback_on_refusal ?? current.contentPolicy.fallbackOnRefusal,
    },
    workerUrl: patch.worker_url === undefined ? current.workerUrl : patch.worker_url,
  }
  const errors = settingFaults(patch, pointer)
  if (errors.length) throw new AppError('invalid_request', { errors })
  return merged
}

/** Checks settings against the rules that the contract's schema cannot express. Returns the faults. */
function settingFaults(patch: Input, pointer: string): FieldError[] {
  const policy = patch.content_policy
  const errors: FieldError[] = (['delivery_base_url', 'worker_url'] as const).flatMap((name) => {
    const url = patch[name]
    if (url === undefined || url === null) return []
    const { protocol, username, password, search, hash } = new URL(url)
    return /^https?:$/.test(protocol) && !username && !password && !search && !hash
      ? []
      : [{ pointer: `${pointer}/${name}`, message: 'must be http or https, without user, query and fragment' }]
  })
  for (const [index, origin] of (patch.cors_origins ?? []).entries())
    if (normalizeOrigin(origin) === null)
      errors.push({
        pointer: `${pointer}/cors_origins/${index}`,
        message: 'is not an origin: write https://app.example.com, https://*.example.com or *, without a path',
      })
  const rows = patch.retention?.record_rows ?? NO_BOUND
  if (rows !== NO_BOUND && rows < LEAST_RECORD_ROWS)
    errors.push({
      pointer: `${pointer}/retention/record_rows`,
      message: `is ${rows}; allowed are 0, for no bound, and ${LEAST_RECORD_ROWS} or more`,
    })
  errors.push(...termFaults(policy?.blocked_terms ?? [], `${pointer}/content_policy/blocked_terms`))
  errors.push(...safetyFaults(policy?.provider_safety ?? {}, `${pointer}/content_policy/provider_safety`))
  return errors
}

function mergeRetention(current: Retention | null, patch: NonNullable<Input['retention']>): Retention {
  const known = current ?? DEFAULT_RETENTION
  return {
    logDays: patch.log_days ?? known.logDays,
    logRows: patch.log_rows ?? known.logRows,
    recordRows: patch.record_rows ?? known.recordRows,
    usageDays: patch.usage_days ?? known.usageDays,
  }
}

/**
 * The maximum number of characters of all blocked terms together. Every prompt is searched for the terms, on a thread that other instances
 * share.
 */
const MAX_TERM_CHARACTERS = 10_000

function termFaults(terms: readonly string[], pointer: string): FieldError[] {
  const characters = terms.reduce((sum, term) => sum + Array.from(term).length, 0)
  if (characters <= MAX_TERM_CHARACTERS) return []
  return [{ pointer, message: `together have ${characters} characters; at most ${MAX_TERM_CHARACTERS} are allowed` }]
}

/** Returns the faults of safety settings. A setting that the provider's adapter does not know would have no effect, so it is a fault. */
function safetyFaults(given: NonNullable<NonNullable<Input['content_policy']>['provider_safety']>, pointer: string): FieldError[] {
  return Object.entries(given).flatMap(([provider, settings]) => {
    const known = findAdapter(provider)?.safety
    const at = `${pointer}/${pointerStep(provider)}`
    if (known === undefined) {
      const having = adapters().flatMap((adapter) => (adapter.safety === undefined ? [] : [adapter.id]))
      return [{ pointer: at, message: `is not a provider with safety settings; these have some: ${having.join(', ')}` }]
    }
    return Object.entries(settings).flatMap(([name, value]) => {
      const message = Object.hasOwn(known, name)
        ? safetyFault(known[name]!, value)
        : `is not a safety setting of ${provider}; it has ${Object.keys(known).join(', ')}`
      return message === null ? [] : [{ pointer: `${at}/${pointerStep(name)}`, message }]
    })
  })
}
