import type { Snapshot } from '../../shared/config-rpc.ts'
import type { Environment } from '../env.ts'

/** The key of a snapshot's copy in KV. It contains the epoch, so its value never changes. */
export const snapshotKey = (instanceId: string, epoch: number) => `snapshot:${instanceId}:${epoch}`

/** The copy expires after this time. The next reader of the snapshot stores it again. */
const COPY_SECONDS = 30 * 24 * 60 * 60

/** Stores the copy. Errors are ignored, because a reader without a copy reads the database. */
export async function putCopy(environment: Environment, snapshot: Snapshot): Promise<void> {
  const key = snapshotKey(snapshot.instanceId, snapshot.epoch)
  await environment.SNAPSHOTS.put(key, JSON.stringify(snapshot), { expirationTtl: COPY_SECONDS }).catch(() => undefined)
}
