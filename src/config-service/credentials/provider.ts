import { adapterOfDefinition } from '../../providers/custom/index.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import { AppError } from '../../shared/errors.ts'
import { type CredentialRow, providerOf } from '../db/credentials.ts'
import type { InstanceRow } from '../db/instances.ts'

/** A provider whose credential can be stored. */
export interface CredentialProvider {
  adapter: ProviderAdapter
  /**
   * Whether the instance has defined the provider as data. The definition contains the provider's address. Some users are allowed to change
   * the definition, but not to see the provider's secrets. Such a user must not be able to redirect the secrets to another address. So the
   * address is stored with the secrets (`addressOf`), and a later change of the definition does not change the stored address.
   */
  isCustom: boolean
}

/** Returns a built-in provider, or a provider that this instance has defined. Throws `not_found` if there is no such provider. */
export function requireProvider(instance: Pick<InstanceRow, 'modelSettings'>, provider: string): CredentialProvider {
  const found = findProvider(instance, provider)
  if (found === null) throw new AppError('not_found', { detail: 'There is no such provider. GET /models lists them.' })
  return found
}

function findProvider(instance: Pick<InstanceRow, 'modelSettings'>, provider: string): CredentialProvider | null {
  const adapter = findAdapter(provider)
  if (adapter !== null) return { adapter, isCustom: false }
  const definition = instance.modelSettings.custom_providers.find((each) => each['id'] === provider)
  const custom = definition === undefined ? null : adapterOfDefinition(definition)
  return custom === null ? null : { adapter: custom, isCustom: true }
}

/**
 * Returns the provider that a connection calls. `before`: the stored connection; `asked`: the provider in the request. Throws in three
 * cases: the provider does not exist, the stored connection calls another provider, or the connection's id is the id of another provider.
 */
export function requireProviderFor(
  instance: Pick<InstanceRow, 'modelSettings'>,
  connection: string,
  before: CredentialRow | null,
  asked: string | undefined,
): CredentialProvider {
  const refused = (message: string) =>
    new AppError('invalid_request', {
      errors: [{ pointer: '/body/provider', message }],
    })
  const named = findProvider(instance, connection)
  const stored = before === null ? null : providerOf(before)
  if (asked === undefined && stored === null && named === null)
    throw new AppError('not_found', {
      detail: `There is no provider ${connection}; GET /models lists them. For a further connection of a provider, name it as \`provider\` in the body.`,
    })
  const provider = asked ?? stored ?? connection
  if (stored !== null && stored !== provider) throw refused(`is ${stored} and cannot be changed; delete the connection first`)
  if (named !== null && provider !== connection)
    throw refused(`must be ${connection}, because that provider has this id; choose another id`)
  const found = findProvider(instance, provider)
  if (found === null) throw refused('is not a provider of this instance; GET …/providers lists them')
  return found
}

/**
 * Returns the base URL to which the secrets will be sent; null for the default address of a built-in provider. The current address of a
 * custom provider is stored with the secrets, so that a later change of the provider's definition cannot redirect the secrets.
 */
export function addressOf({ adapter, isCustom }: CredentialProvider, asked: string | null): string | null {
  const address = asked ?? (isCustom ? adapter.defaultBaseUrl : null)
  if (address === null && adapter.defaultBaseUrl === null) {
    throw new AppError('invalid_request', {
      detail: `${adapter.name} has no default address. Send base_url.`,
      errors: [{ pointer: '/body/base_url', message: `is needed for ${adapter.name}` }],
    })
  }
  if (asked?.includes('#')) {
    throw new AppError('invalid_request', {
      errors: [
        { pointer: '/body/base_url', message: 'has a fragment (#…), which is never sent: leave it out. A query goes along with each call' },
      ],
    })
  }
  return address
}
