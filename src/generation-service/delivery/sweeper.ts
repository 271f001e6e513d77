// Retention: one object per instance deletes what is over its time. An object with an alarm, since a dedicated Worker has its own and no
// schedule has to be set up.
import { DurableObject } from 'cloudflare:workers'
import { errorFields, log } from '../../shared/log.ts'
import { deleteAssetRows, overdueAssets, projectsWithAssets } from '../db/assets.ts'
import { deleteGenerationsBefore } from '../db/retention.ts'
import { forgetSdkRequests } from '../db/sdk-requests.ts'
import { createServices, type Services } from '../services.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Pictures that one run deletes at most; R2 takes 1000 keys in one call, D1 100 values in one statement. */
const AT_ONCE = 90
const ROUNDS = 20

export class Sweeper extends DurableObject {
  /** Begins the hourly sweep of an instance; calling it again changes nothing. */
  async watch(instanceId: string): Promise<void> {
    if (this.ctx.storage.kv.get('instanceId') === instanceId && (await this.ctx.storage.getAlarm()) !== null) return
    this.ctx.storage.kv.put('instanceId', instanceId)
    await this.ctx.storage.setAlarm(Date.now() + HOUR_MS)
  }

  /** Sweeps now; answers how many pictures were deleted. */
  async sweepNow(instanceId: string): Promise<number> {
    return sweep(createServices(this.env, this.ctx), instanceId)
  }

  override async alarm(): Promise<void> {
    const instanceId = this.ctx.storage.kv.get<string>('instanceId')
    if (instanceId === undefined) return
    try {
      const deleted = await sweep(createServices(this.env, this.ctx), instanceId)
      if (deleted > 0) log('info', 'retention_swept', { instance_id: instanceId, count: deleted })
    } catch (error) {
      log('error', 'retention_failed', { instance_id: instanceId, ...errorFields(error) })
    } finally {
      await this.ctx.storage.setAlarm(Date.now() + HOUR_MS)
    }
  }
}

/** Deletes what the instance's present retention no longer keeps. Each step may be repeated, so a sweep that breaks off does no harm. */
export async function sweep(services: Pick<Services, 'rpc' | 'db' | 'images' | 'clock'>, instanceId: string): Promise<number> {
  const snapshot = await services.rpc.snapshot({ instanceId, epoch: null })
  // No configuration means that nobody said how long: nothing is deleted on a guess.
  if (snapshot === null) return 0
  const now = services.clock()
  let deleted = 0
  for (const projectId of new Set([...Object.keys(snapshot.projects), ...(await projectsWithAssets(services.db, instanceId))])) {
    const days = snapshot.projects[projectId]?.retentionDays ?? snapshot.instance.retentionDays
    const before = days === null ? null : now - days * DAY_MS
    deleted += await sweepPictures(services, { instanceId, projectId }, before, now)
    if (before !== null) await deleteGenerationsBefore(services.db, { instanceId, projectId }, before)
  }
  await forgetSdkRequests(services.db, now - DAY_MS)
  return deleted
}

async function sweepPictures(
  services: Pick<Services, 'db' | 'images'>,
  owner: { instanceId: string; projectId: string },
  before: number | null,
  now: number,
): Promise<number> {
  let deleted = 0
  for (let round = 0; round < ROUNDS; round++) {
    const overdue = await overdueAssets(services.db, owner, before, now, AT_ONCE)
    if (overdue.length === 0) break
    // Bytes first: rows without bytes are found again by the next sweep.
    await services.images.delete(overdue.map((asset) => asset.key))
    await deleteAssetRows(
      services.db,
      owner.instanceId,
      overdue.map((asset) => asset.id),
    )
    deleted += overdue.length
  }
  return deleted
}

const watched = new Set<string>()

/** Makes sure that an instance with something stored is swept; asked once per isolate. */
export function watchRetention(services: Services, instanceId: string): void {
  if (watched.has(instanceId)) return
  watched.add(instanceId)
  const stub = services.environment.SWEEPER.get(services.environment.SWEEPER.idFromName(instanceId))
  services.waitUntil(
    stub.watch(instanceId).catch((error: unknown) => {
      watched.delete(instanceId)
      log('warn', 'retention_not_watched', { instance_id: instanceId, ...errorFields(error) })
    }),
  )
}
