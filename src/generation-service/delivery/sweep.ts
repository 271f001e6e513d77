// Deletes data past its retention, the oldest data of an instance that stores too many records or pictures, and the data of deleted
// projects and instances. If a sweep is interrupted, the next one completes it: each step may be repeated, and a row is deleted only after
// the bytes that it names.
import { UNUSED_KEPT_MS } from '../assets/quota.ts'
import { type AssetRow, deleteAssetRows, listOverdueAssets, listPicturesToRemove, listSomeAssets } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import { forgetUses } from '../db/input-uses.ts'
import { DEFAULT_RETENTION, NO_BOUND } from '../../shared/retention.ts'
import {
  countByProject,
  deleteGenerationRecords,
  deleteSomeGenerations,
  deleteSomeGenerationsBefore,
  forgetIdempotencyKeys,
  listOldestGenerations,
  listProjectsWithData,
} from '../db/retention.ts'
import { KEPT_MS } from '../model/generation.ts'
import type { Services } from '../services.ts'

const DAY_MS = 86_400_000
/**
 * How long the data of a deleted instance or project is kept after a sweep has first found the deletion. The deletion may have been a
 * mistake, so in this time the instance or project can still be restored from a backup, with its data. Jobs that were running at the
 * deletion have normally ended long before this time is over.
 */
export const GONE_GRACE_MS = 25 * 3_600_000
/**
 * The maximum number of pictures that are deleted at once. R2 deletes at most 1000 objects in one call. D1 binds at most 100 values in
 * one statement: the ids of these pictures, and a few other values, such as the id of the instance.
 */
const AT_ONCE = 90
/**
 * The bounds of one sweep: the number of steps that delete something, and the number of projects that are visited. Each step is bounded,
 * too, for example to 90 pictures or 80 records. The remainder is left to the next sweep.
 */
const STEPS = 60
const PROJECTS = 200
/**
 * The minimum time for which a record is kept. A job host keeps an ended job for KEPT_MS. A record must be kept longer; otherwise the job
 * host would still return a generation whose record is deleted.
 */
const RECORDS_KEPT_MS = KEPT_MS + 5 * 60_000
/**
 * If an instance exceeds its maximum of records or pictures, the oldest ones are deleted before their retention ends. This is the minimum
 * age of a record or picture that is deleted for this reason.
 */
const NEWEST_KEPT_MS = 3_600_000

type SweepServices = Pick<Services, 'rpc' | 'db' | 'images' | 'clock'>

/** The state that a sweep leaves for the next one. */
export interface SweepMemory {
  /**
   * Returns the time, in Unix milliseconds, at which a sweep first found that the project or the instance is deleted; undefined if no sweep
   * has found that.
   */
  goneSince(id: string): number | undefined
  noteGone(id: string, since: number | null): void
  /** The id of the last project that was swept; null if the next sweep begins with the first project. */
  cursor: string | null
}
export interface Swept {
  pictures: number
  records: number
  /** Whether the sweep stopped at `STEPS` or `PROJECTS`, so that more may be left to delete. */
  more: boolean
  /** Whether the instance is deleted and none of its data is left. */
  over: boolean
  /**
   * How full the instance was before the sweep. `count` is the number of its records or of its pictures, whichever is greater. `most` is
   * the maximum number of records, and also of pictures. Null if the instance has no maximum.
   */
  rows: { count: number; most: number } | null
}

export async function sweep(services: SweepServices, instanceId: string, memory: SweepMemory): Promise<Swept> {
  const now = services.clock()
  const run: Run = { ...services, instanceId, now, left: STEPS, swept: { pictures: 0, records: 0, more: false, over: false, rows: null } }
  // The projects are read before the snapshot: otherwise a project that is created in between would look deleted.
  const projects = (await listProjectsWithData(services.db, instanceId)).sort()
  const snapshot = await services.rpc.snapshot({ instanceId, epoch: null })
  await forgetUses(services.db, instanceId, now)
  await exhaust(run, () => forgetIdempotencyKeys(services.db, now))
  if (snapshot === null) {
    // A missing configuration proves nothing: the Worker may be bound to a wrong database. Data is deleted only if the config service says
    // that the instance was deleted.
    if (!(await services.rpc.isDeleted({ instanceId })) || !isLongGone(memory, instanceId, now)) return run.swept
    await sweepProjects(run, projects, memory, async (projectId) => void (await sweepGone(run, { instanceId, projectId })))
    if (!run.swept.more) await sweepPrefix(run)
    if (!run.swept.more) run.swept.over = true
    return run.swept
  }
  memory.noteGone(instanceId, null)
  const above = await aboveBound(run, snapshot.instance.recordRows ?? DEFAULT_RETENTION.recordRows)
  await sweepProjects(run, projects, memory, async (projectId) => {
    const tenant = { instanceId, projectId }
    const project = snapshot.projects[projectId]
    if (project === undefined) {
      if (isLongGone(memory, projectId, now) && (await sweepGone(run, tenant))) memory.noteGone(projectId, null)
      return
    }
    memory.noteGone(projectId, null)
    await sweepLiving(run, tenant, project.retentionDays ?? snapshot.instance.retentionDays)
    await sweepAbove(run, tenant, above)
  })
  return run.swept
}

/**
 * Sweeps the projects in the order of their ids. Begins after the last project that an earlier sweep completed, so that every project is
 * reached, even if there are many or one of them has much to delete.
 */
async function sweepProjects(
  run: Run,
  projects: string[],
  memory: SweepMemory,
  sweepOne: (projectId: string) => Promise<void>,
): Promise<void> {
  const { cursor } = memory
  const turn = cursor === null ? projects : projects.filter((projectId) => projectId > cursor)
  for (const projectId of turn.slice(0, PROJECTS)) {
    await sweepOne(projectId)
    if (run.swept.more) return
    memory.cursor = projectId
  }
  if (turn.length > PROJECTS) run.swept.more = true
  else memory.cursor = null
}

interface Run extends SweepServices {
  instanceId: string
  now: number
  left: number
  swept: Swept
}

function isLongGone(memory: SweepMemory, id: string, now: number): boolean {
  const since = memory.goneSince(id)
  if (since === undefined) memory.noteGone(id, now)
  return since !== undefined && now - since >= GONE_GRACE_MS
}

/** Repeats a step until it finds nothing more. Returns false if the sweep reached its bounds first. */
async function exhaust(run: Run, step: () => Promise<number>): Promise<boolean> {
  for (;;) {
    if (run.left <= 0) {
      run.swept.more = true
      return false
    }
    if ((await step()) === 0) return true
    run.left--
  }
}

async function sweepLiving(run: Run, tenant: Tenant, retentionDays: number | null): Promise<void> {
  const { db, now } = run
  const madeBefore = retentionDays === null ? null : now - retentionDays * DAY_MS
  const overdue = { madeBefore, unusedBefore: now - UNUSED_KEPT_MS, now }
  await exhaust(run, async () => deletePictures(run, await listOverdueAssets(db, tenant, overdue, AT_ONCE)))
  if (madeBefore === null) return
  const recordsBefore = Math.min(madeBefore, now - RECORDS_KEPT_MS)
  await exhaust(run, async () => counted(run, await deleteSomeGenerationsBefore(db, tenant, recordsBefore)))
}

/**
 * The number of records and of pictures by which each project must shrink. The excess over the instance's maximum is divided among the
 * projects in proportion to their own numbers.
 */
interface Above {
  records: Map<string, number>
  pictures: Map<string, number>
}

async function aboveBound(run: Run, most: number): Promise<Above> {
  if (most === NO_BOUND) return { records: new Map(), pictures: new Map() }
  const counts = await countByProject(run.db, run.instanceId)
  const totalOf = (byProject: Map<string, number>) => [...byProject.values()].reduce((sum, count) => sum + count, 0)
  run.swept.rows = { count: Math.max(totalOf(counts.records), totalOf(counts.pictures)), most }
  const above = (byProject: Map<string, number>) => {
    const total = totalOf(byProject)
    if (total <= most) return new Map<string, number>()
    return new Map([...byProject].map(([projectId, count]) => [projectId, Math.ceil((count * (total - most)) / total)]))
  }
  return { records: above(counts.records), pictures: above(counts.pictures) }
}

/**
 * Deletes the oldest records of a project and their pictures, at most as many records as `above.records` says. If fewer pictures are
 * deleted in this way than `above.pictures` says, then deletes the oldest of the remaining pictures, so that at most `above.pictures` are
 * deleted in total.
 */
async function sweepAbove(run: Run, tenant: Tenant, above: Above): Promise<void> {
  const before = run.now - NEWEST_KEPT_MS
  let records = above.records.get(tenant.projectId) ?? 0
  let pictures = above.pictures.get(tenant.projectId) ?? 0
  await exhaust(run, async () => {
    if (records <= 0) return 0
    const ids = await listOldestGenerations(run.db, tenant, { before, now: run.now }, records)
    if (ids.length === 0) return 0
    // The pictures of these generations are deleted before their records. The rounds of this loop do not count as steps of the sweep,
    // because a generation has only a few pictures.
    for (let gone = -1; gone !== 0;) {
      gone = await deletePictures(run, await listPicturesToRemove(run.db, tenant, { generationIds: ids }, run.now, AT_ONCE))
      pictures -= gone
    }
    await deleteGenerationRecords(run.db, tenant, ids)
    records -= ids.length
    return counted(run, ids.length)
  })
  await exhaust(run, async () => {
    if (pictures <= 0) return 0
    const rows = await listPicturesToRemove(run.db, tenant, { madeBefore: before }, run.now, Math.min(AT_ONCE, pictures))
    pictures -= rows.length
    return deletePictures(run, rows)
  })
}

/** Deletes the data of a deleted project. Returns true if nothing is left. */
async function sweepGone(run: Run, tenant: Tenant): Promise<boolean> {
  const { db } = run
  return (
    (await exhaust(run, async () => deletePictures(run, await listSomeAssets(db, tenant, AT_ONCE)))) &&
    (await exhaust(run, async () => counted(run, await deleteSomeGenerations(db, tenant))))
  )
}

/** Deletes what remains in the bucket after the rows of a deleted instance are deleted: previews, and pictures that never got a row. */
async function sweepPrefix(run: Run): Promise<void> {
  await exhaust(run, async () => {
    const { objects } = await run.images.list({ prefix: `${run.instanceId}/`, limit: 1000 })
    if (objects.length > 0) await run.images.delete(objects.map((object) => object.key))
    return objects.length
  })
}

async function deletePictures(run: Run, assets: AssetRow[]): Promise<number> {
  if (assets.length === 0) return 0
  await run.images.delete(assets.map((asset) => asset.key))
  await deleteAssetRows(
    run.db,
    run.instanceId,
    assets.map((asset) => asset.id),
  )
  run.swept.pictures += assets.length
  return assets.length
}

function counted(run: Run, records: number): number {
  run.swept.records += records
  return records
}
