import type { Snapshot } from '../../shared/config-rpc.ts'
import type { Environment } from '../env.ts'

/** Returns the key of a snapshot's copy in KV. The key contains the epoch, so a new epoch does not overwrite the copies of earlier ones. */
export const snapshotKey = (instanceId: string, epoch: number) => `snapshot:${instanceId}:${epoch}`

/** The copy expires after this time. The next reader of the snapshot stores it again. */
const COPY_SECONDS = 30 * 24 * 60 * 60

/** Stores a copy of the snapshot in KV. Errors are ignored, because a reader that finds no copy reads the database. */
export async function putCopy(environment: Environment, snapshot: Snapshot): Promise<void> {
  const key = snapshotKey(snapshot.instanceId, snapshot.epoch)
  await environment.SNAPSHOTS.put(key, JSON.stringify(snapshot), { expirationTtl: COPY_SECONDS }).catch(() => undefined)
}
