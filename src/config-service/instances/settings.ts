import type { components } from '../../../generated/config/types.ts'
import type { ContentPolicy } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json.ts'

type Input = Omit<components['schemas']['InstanceUpdate'], 'slug' | 'status'>

/** The settings of an instance as its row has them. */
export interface Settings {
  name: string
  defaultModel: string | null
  fallbackChain: string[]
  deliveryBaseUrl: string | null
  retentionDays: number | null
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
  corsOrigins: [],
  contentPolicy: { blockedTerms: [], providerSafety: {}, fallbackOnRefusal: false },
  workerUrl: null,
}

/** JSON merge patch: what is absent stays, null clears. Throws `invalid_request` where an address is not one that can be used. */
export function mergeSettings(current: Settings, patch: Input, pointer = '/body'): Settings {
  const policy = patch.content_policy
  const merged: Settings = {
    name: patch.name ?? current.name,
    defaultModel: patch.default_model === undefined ? current.defaultModel : patch.default_model,
    fallbackChain: patch.fallback_chain ?? current.fallbackChain,
    deliveryBaseUrl: patch.delivery_base_url === undefined ? current.deliveryBaseUrl : patch.delivery_base_url,
    retentionDays: patch.retention_days === undefined ? current.retentionDays : patch.retention_days,
    corsOrigins: patch.cors_origins ?? current.corsOrigins,
    contentPolicy: {
      blockedTerms: policy?.blocked_terms ?? current.contentPolicy.blockedTerms,
      providerSafety: (policy?.provider_safety as Record<string, JsonObject> | undefined) ?? current.contentPolicy.providerSafety,
      fallbackOnRefusal: policy?.fallback_on_refusal ?? current.contentPolicy.fallbackOnRefusal,
    },
    workerUrl: patch.worker_url === undefined ? current.workerUrl : patch.worker_url,
  }
  const errors: FieldError[] = (['delivery_base_url', 'worker_url'] as const).flatMap((name) => {
    const url = patch[name]
    if (url === undefined || url === null) return []
    const { protocol, username, password, search, hash } = new URL(url)
    return /^https?:$/.test(protocol) && !username && !password && !search && !hash
      ? []
      : [{ pointer: `${pointer}/${name}`, message: 'must be http or https, without user, query and fragment' }]
  })
  if (errors.length) throw new AppError('invalid_request', { detail: 'An address can not be used.', errors })
  return merged
}
