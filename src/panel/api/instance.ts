// An instance with its settings, and the version of them that a form replaces.
import { configApi } from './config.ts'
import { useVersioned } from './with-etag.ts'

export const INSTANCE = '/instances/{instance_id}'
/** The queries that a change of an instance makes outdated. */
export const INSTANCE_CHANGES = [INSTANCE, '/me/places', '/instances/{instance_id}/overview', '/organizations/{organization_id}/overview']

export const readInstance = (id: string) => configApi.GET(INSTANCE, { params: { path: { instance_id: id } } })

export const useInstanceSettings = (id: string) => useVersioned(['get', INSTANCE, id], () => readInstance(id))
