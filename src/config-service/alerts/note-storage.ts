import type { StorageNote } from '../../shared/config-rpc.ts'
import { runBatch } from '../../shared/d1.ts'
import { endStatement } from '../db/alerts.ts'
import { findInstance } from '../db/instances.ts'
import type { Services } from '../services.ts'
import { raiseAlert } from './report.ts'
import { alertSettingsOf } from './settings.ts'

/** Raises an alert if the database or the records of an instance are near their bound, and ends it when they are not any more. */
export async function noteStorage(services: Services, { instanceId, bytes, limitBytes, rows }: StorageNote): Promise<void> {
  const instance = await findInstance(services.db, instanceId)
  if (instance === null) return
  const { storagePercent } = alertSettingsOf(instance)
  const isFull = (used: number, most: number) => used * 100 >= most * storagePercent
  const at = services.clock()
  const about = {
    organizationId: instance.organizationId,
    instanceId,
    kind: 'storage_filling' as const,
    subject: { kind: 'instance' as const, id: instanceId },
    at,
  }
  const values = isFull(bytes, limitBytes)
    ? { bytes, limit_bytes: limitBytes }
    : rows !== null && isFull(rows.count, rows.most)
      ? { rows: rows.count, limit_rows: rows.most }
      : null
  if (values === null) await runBatch(services.db, [endStatement({ ...about, at: at + 1 })])
  else await raiseAlert(services, { ...about, act: 'raise', projectId: null, once: `storage_filling|${at}`, values, endsAt: null }, true)
}
