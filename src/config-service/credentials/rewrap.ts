import { errorFields, log } from '../../shared/log.ts'
import { countByKek, countStale, replaceWrapping, listStaleSecrets } from '../db/credentials.ts'
import type { Services } from '../services.ts'
import { rewrap, SealBroken } from './envelope.ts'
import { ownerOfSealed } from './secrets.ts'

/**
 * Re-wraps up to `batchSize` secrets: encrypts the data key of each secret's `Envelope` with the newest key-encryption key. This can run
 * while the secrets are in use. A row is written only if it has not changed since it was read. A reader gets either the old wrapped key or
 * the new one, and can decrypt both. A secret for which `rewrap` throws SealBroken is reported and left unchanged.
 */
export async function rewrapBatch(
  services: Services,
  batchSize: number,
): Promise<{ rewrapped: number; remaining: number; failed: string[] }> {
  const { db, environment } = services
  const keks = environment.KEY_ENCRYPTION_KEYS
  const failed: string[] = []
  let rewrapped = 0
  while (rewrapped < batchSize) {
    const rows = await listStaleSecrets(db, keks.current, Math.min(batchSize - rewrapped, 50), failed)
    if (rows.length === 0) break
    for (const row of rows) {
      try {
        const wrapping = await rewrap(ownerOfSealed(row), { ...row, fields: {} }, keks)
        // If the row has changed in the meantime, that change has already used the newest key-encryption key. The row then needs no
        // re-wrapping.
        if (await replaceWrapping(db, row, wrapping)) rewrapped++
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error
        log('error', 'secret_does_not_open', { instance_id: row.instanceId, credential_id: row.id, ...errorFields(error) })
        failed.push(row.id)
      }
    }
  }
  return { rewrapped, remaining: await countStale(db, keks.current), failed }
}

export async function rewrapProgress({ db, environment }: Services) {
  const byVersion = await countByKek(db)
  const currentVersion = environment.KEY_ENCRYPTION_KEYS.current
  const sum = (rows: typeof byVersion) => rows.reduce((total, row) => total + row.count, 0)
  return { currentVersion, byVersion, total: sum(byVersion), remaining: sum(byVersion.filter((row) => row.version < currentVersion)) }
}
