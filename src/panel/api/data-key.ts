import type { components } from '../../../generated/config/types.ts'
import { configApi } from './config.ts'
import { sessionState } from './session-state.ts'

export interface DataKey {
  secret: string
  baseUrl: string
  scopes: components['schemas']['DataKey']['scopes']
  expiresAt: number
}

/** A data key that expires in less than this time is replaced by a new one before it is used. */
const SPARE_MS = 60_000
/** The data keys by project, held only in memory. */
const keys = new Map<string, Promise<DataKey>>()
takeWritten()

/** Stores the data key that the Worker wrote into the page for the opened project. So the page's requests need not wait for a data key. */
function takeWritten(): void {
  const state = sessionState()
  if (state.kind === 'signed-in' && state.data_key !== null)
    keys.set(state.data_key.project_id, Promise.resolve(fromContract(state.data_key)))
}

/**
 * Returns the key with which the panel calls the generation service for a project: a data key of the session, or the project key with
 * which the user signed in.
 */
export async function dataKeyFor(projectId: string): Promise<DataKey> {
  const state = sessionState()
  if (state.kind === 'project-key') {
    return { secret: state.key, baseUrl: '/v1', scopes: state.me.scopes, expiresAt: Number.POSITIVE_INFINITY }
  }
  const current = keys.get(projectId)
  if (current !== undefined) {
    const known = await current.catch(() => null)
    if (known !== null && known.expiresAt - SPARE_MS > Date.now()) return known
    // Another call has replaced the key in the meantime.
    if (keys.get(projectId) !== current) return dataKeyFor(projectId)
  }
  // There is no `await` between the last `keys.get` above and `keys.set` below. So no other call of this function can run between the two.
  // If several calls need a new key at the same time, the first one stores its promise. The others find this promise, so all of them share
  // one key.
  const fresh = mint(projectId)
  keys.set(projectId, fresh)
  return fresh
}

export function forgetDataKey(projectId: string): void {
  keys.delete(projectId)
}

async function mint(projectId: string): Promise<DataKey> {
  const { data, error } = await configApi.POST('/sessions/current/data-keys', { body: { project_id: projectId } })
  if (error !== undefined) throw error
  return fromContract(data)
}

function fromContract({ secret, base_url: baseUrl, scopes, expires_at: expiresAt }: components['schemas']['DataKey']): DataKey {
  return { secret, baseUrl, scopes, expiresAt: Date.parse(expiresAt) }
}
