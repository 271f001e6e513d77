// Reads the settings of an instance together with their version. A form needs the version to replace the settings.
import { configApi } from './config.ts'
import { useVersioned } from './with-etag.ts'

export const INSTANCE = '/instances/{instance_id}'
/** The queries that must be read again after an instance has changed. */
export const INSTANCE_CHANGES = [INSTANCE, '/me/places', '/instances/{instance_id}/overview', '/organizations/{organization_id}/overview']

export const readInstance = (id: string) => configApi.GET(INSTANCE, { params: { path: { instance_id: id } } })

export const useInstanceSettings = (id: string) => useVersioned(['get', INSTANCE, id], () => readInstance(id))
