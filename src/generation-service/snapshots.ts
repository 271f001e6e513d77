// The configurations of instances that this isolate knows.
import { BoundedCache } from '../shared/bounded-cache.ts'
import type { Snapshot, SnapshotRequest } from '../shared/config-rpc.ts'
import { Unreachable } from '../shared/passing-failure.ts'
import { RELEASE, type WorkerReport } from '../shared/release.ts'
import type { Services } from './services.ts'

const snapshots = new BoundedCache<string, Snapshot>(200)

/**
 * Returns the snapshot of this epoch; if `epoch` is null, the newest snapshot that this isolate knows. Fetches the snapshot from the
 * config service if the isolate does not have it. Returns null if there is no such instance or epoch. Throws Unreachable if the config
 * service does not respond.
 */
export async function findSnapshot(
  services: Pick<Services, 'rpc' | 'environment'>,
  instanceId: string,
  epoch: number | null,
): Promise<Snapshot | null> {
  const known = snapshots.get(instanceId)
  if (known !== undefined && (epoch === null || known.epoch === epoch)) return known
  const loaded = await load(services, { instanceId, epoch, worker: ownReport(services) })
  if (loaded === null) return null
  if (known === undefined || known.epoch < loaded.epoch) snapshots.set(instanceId, loaded)
  return loaded
}

async function load({ rpc }: Pick<Services, 'rpc'>, request: SnapshotRequest): Promise<Snapshot | null> {
  try {
    return await rpc.snapshot(request)
  } catch (error) {
    // An AppError could tell the caller to repeat the request, although the request may already have begun a generation. So Unreachable is
    // thrown instead. For a request that writes, contract/problem.ts turns it into an error that says that the request may have been done.
    throw new Unreachable('The config service did not return the configuration', { cause: error })
  }
}

/**
 * Returns the version of this Worker. The Worker reports it to the config service along with other calls, so the report needs no call of
 * its own.
 */
export function ownReport({ environment }: Pick<Services, 'environment'>): WorkerReport {
  return { version: environment.VERSION, release: RELEASE }
}
