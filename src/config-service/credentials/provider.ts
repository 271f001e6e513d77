import { adapterOfDefinition } from '../../providers/custom/index.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import { AppError } from '../../shared/errors.ts'
import type { InstanceRow } from '../db/instances.ts'

/** A provider whose credential can be stored. */
export interface CredentialProvider {
  adapter: ProviderAdapter
  /** Whether the instance has defined the provider as data. The people who define it may not be allowed to see its secrets. */
  isCustom: boolean
}

/** Returns a built-in provider, or one that this instance has defined; throws `not_found`. */
export function requireProvider(instance: Pick<InstanceRow, 'modelSettings'>, provider: string): CredentialProvider {
  const adapter = findAdapter(provider)
  if (adapter !== null) return { adapter, isCustom: false }
  const definition = instance.modelSettings.custom_providers.find((each) => each['id'] === provider)
  const custom = definition === undefined ? null : adapterOfDefinition(definition)
  if (custom === null) throw new AppError('not_found', { detail: 'There is no such provider. GET /models lists them.' })
  return { adapter: custom, isCustom: true }
}

/**
 * Returns the base URL to which the secrets will be sent. The current address of a custom provider is stored with the secrets, so that a
 * later change of its definition cannot redirect them.
 */
export function addressOf({ adapter, isCustom }: CredentialProvider, asked: string | null): string | null {
  const address = asked ?? (isCustom ? adapter.defaultBaseUrl : null)
  if (address === null && adapter.defaultBaseUrl === null) {
    throw new AppError('invalid_request', {
      detail: `${adapter.name} has no address of its own.`,
      errors: [{ pointer: '/body/base_url', message: `is needed for ${adapter.name}` }],
    })
  }
  if (asked?.includes('#')) {
    throw new AppError('invalid_request', {
      detail: 'The address has a fragment.',
      errors: [
        { pointer: '/body/base_url', message: 'has a fragment (#…), which is never sent: leave it out. A query goes along with each call' },
      ],
    })
  }
  return address
}
