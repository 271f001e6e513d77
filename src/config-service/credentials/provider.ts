import type { ProviderAdapter } from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import { AppError } from '../../shared/errors.ts'
import type { InstanceRow } from '../db/instances.ts'

/** What is needed of a provider to keep a credential for it. `adapter` is null for one that the instance has added as data. */
export interface CredentialProvider {
  name: string
  credentialFields: ProviderAdapter['credentialFields']
  needsBaseUrl: boolean
  adapter: ProviderAdapter | null
}

/** A provider of the platform, or one that this instance has added as data; throws `not_found`. */
export function requireProvider(instance: Pick<InstanceRow, 'modelSettings'>, provider: string): CredentialProvider {
  const adapter = findAdapter(provider)
  if (adapter !== null) return { name: adapter.name, credentialFields: adapter.credentialFields, needsBaseUrl: adapter.defaultBaseUrl === null, adapter }
  const custom = instance.modelSettings.custom_providers.find((each) => each['id'] === provider)
  if (custom === undefined) throw new AppError('not_found', { detail: 'There is no such provider. GET /models lists them.' })
  return { name: provider, credentialFields: [{ name: 'api_key', description: 'The key of the server.', required: true }], needsBaseUrl: false, adapter: null }
}
