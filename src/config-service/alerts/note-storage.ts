import type { StorageNote } from '../../shared/config-rpc.ts'
import { findInstance } from '../db/instances.ts'
import type { Services } from '../services.ts'
import { setStandingAlert } from './report.ts'
import { alertSettingsOf } from './settings.ts'

/**
 * Raises an alert if the database with the instance's records is nearly full, or if the instance has nearly its maximum number of records
 * or pictures. Ends the alert if neither is the case.
 */
export async function noteStorage(services: Services, { instanceId, bytes, limitBytes, rows }: StorageNote): Promise<void> {
  const instance = await findInstance(services.db, instanceId)
  if (instance === null) return
  const { storagePercent } = alertSettingsOf(instance)
  const isFull = (used: number, most: number) => used * 100 >= most * storagePercent
  const values = isFull(bytes, limitBytes)
    ? { bytes, limit_bytes: limitBytes }
    : rows !== null && isFull(rows.count, rows.most)
      ? { rows: rows.count, limit_rows: rows.most }
      : null
  await setStandingAlert(services, instance, 'storage_filling', values)
}
