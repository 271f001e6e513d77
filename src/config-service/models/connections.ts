// Finds and checks the connections that model settings name, among the connections that the instance has.
import type { ConnectionShare } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { type CredentialRow, listCredentials, providerOf } from '../db/credentials.ts'
import type { InstanceRow } from '../db/instances.ts'
import type { StoredModelSettings } from '../db/schema.ts'
import type { Services } from '../services.ts'
import { shareLists } from './rules.ts'

/** Returns the credential of the model's first connection that has a credential; null if none of its connections has one. */
export function firstCredential(
  { models, providers = [] }: StoredModelSettings,
  model: { id: string; provider: string },
  rows: readonly CredentialRow[],
): CredentialRow | null {
  const shares: ConnectionShare[] = models.find((each) => each.model === model.id)?.connections ??
    providers.find((each) => each.provider === model.provider)?.connections ?? [{ id: model.provider }]
  for (const { id } of shares) {
    const row = rows.find((each) => each.connection === id && providerOf(each) === model.provider)
    if (row !== undefined) return row
  }
  return null
}

/**
 * Checks that the connections in `settings` exist, and that each one calls the provider of the models for which it is listed. Two kinds of
 * connection are accepted even if they do not exist. One is the connection with the provider's own id, because settings may be imported
 * before its credential is stored. The other is a connection that the stored settings already name: it may have been deleted, and the rest
 * of the settings must stay changeable.
 */
export async function requireKnownConnections({ db }: Services, instance: InstanceRow, settings: StoredModelSettings): Promise<void> {
  const lists = shareLists(settings)
  if (lists.length === 0) return
  const rows = await listCredentials(db, instance.id)
  const named = new Set(shareLists(instance.modelSettings).flatMap(({ shares }) => shares.map(({ id }) => id)))
  const errors = lists.flatMap(({ pointer, provider, shares }) =>
    shares.flatMap(({ id }, index) => {
      const row = rows.find((each) => each.connection === id)
      if (row === undefined && (named.has(id) || id === provider)) return []
      if (row !== undefined && (provider === null || providerOf(row) === provider)) return []
      const message = row === undefined ? 'is not a connection of this instance' : `calls ${providerOf(row)}, not ${provider}`
      return [{ pointer: `${pointer}/${index}/id`, message }]
    }),
  )
  if (errors.length > 0)
    throw new AppError('invalid_request', {
      detail: 'The connections cannot be used. GET …/credentials lists those of this instance.',
      errors,
    })
}
