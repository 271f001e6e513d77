import { and, asc, eq, gt, inArray, lt, ne, notExists, type SQL, sql } from 'drizzle-orm'
import { idFrom } from '../../shared/ids.ts'
import type { Database } from './database.ts'
import type { Tenant } from './tenant.ts'
import { assets, generations, idempotencyKeys, inputUses, webhookDeliveries } from './schema.ts'

/**
 * The maximum number of rows in one call. A statement that deletes rows binds their ids and a few other values, and D1 binds at most 100
 * values in one statement.
 */
const AT_ONCE = 80

/**
 * Deletes some records of generations that ended before `before`, with their webhook deliveries. Leaves out indeterminate generations:
 * their records stay until the generations are resolved. Returns the number of deleted records. More may be left, because one call deletes
 * at most AT_ONCE. Sums of usage are not stored in this database, so they stay.
 */
export async function deleteSomeGenerationsBefore(db: Database, tenant: Tenant, before: number): Promise<number> {
  // An id begins with the time at which its generation began. A generation that ended before `before` also began before that time. So the
  // condition on the id lets the index skip all newer records.
  const isOld = and(lt(generations.id, idFrom('gen', Math.max(0, before), new Uint8Array(16))), lt(generations.finishedAt, before))
  return deleteSome(db, tenant, and(isOld, ne(generations.status, 'indeterminate')))
}

/**
 * Deletes some records of a deleted project, whatever their age, with their webhook deliveries. Returns how many were deleted; there may
 * be more.
 */
export async function deleteSomeGenerations(db: Database, tenant: Tenant): Promise<number> {
  return deleteSome(db, tenant, undefined)
}

async function deleteSome(db: Database, tenant: Tenant, which: SQL | undefined): Promise<number> {
  const rows = await db
    .select({ id: generations.id })
    .from(generations)
    .where(and(eq(generations.instanceId, tenant.instanceId), eq(generations.projectId, tenant.projectId), which))
    .limit(AT_ONCE)
  if (rows.length === 0) return 0
  const ids = rows.map((row) => row.id)
  await deleteGenerationRecords(db, tenant, ids)
  return ids.length
}

/**
 * Deletes expired idempotency keys of all projects: a project that makes no more requests would otherwise keep its keys for ever. Returns
 * how many were deleted.
 */
export async function forgetIdempotencyKeys(db: Database, expiredBefore: number): Promise<number> {
  const gone = await db.all(sql`
    DELETE FROM ${idempotencyKeys} WHERE rowid IN (
      SELECT rowid FROM ${idempotencyKeys} WHERE expires_at < ${expiredBefore} LIMIT ${KEYS_AT_ONCE}) RETURNING 1`)
  return gone.length
}
const KEYS_AT_ONCE = 1000

/** Counts the records and the pictures of each project of an instance. Reads one index of each table. */
export async function countByProject(
  db: Database,
  instanceId: string,
): Promise<{ records: Map<string, number>; pictures: Map<string, number> }> {
  const [records, pictures] = await Promise.all(
    [generations, assets].map((table) =>
      db.all<{ id: string; count: number }>(
        sql`SELECT project_id AS id, count(*) AS count FROM ${table} WHERE instance_id = ${instanceId} GROUP BY project_id`,
      ),
    ),
  )
  const asMap = (rows: { id: string; count: number }[]) => new Map(rows.map(({ id, count }) => [id, count]))
  return { records: asMap(records!), pictures: asMap(pictures!) }
}

/**
 * Lists the oldest generations of a project that ended before `before`, so that the caller can delete them. Leaves out indeterminate
 * generations, and generations that made a picture which a running generation uses as an input. The caller must delete the pictures of the
 * listed generations before their records.
 */
export async function listOldestGenerations(
  db: Database,
  tenant: Tenant,
  { before, now }: { before: number; now: number },
  most: number,
): Promise<string[]> {
  const usedPicture = db
    .select({ one: sql`1` })
    .from(inputUses)
    .innerJoin(assets, eq(assets.id, inputUses.assetId))
    .where(and(eq(inputUses.instanceId, tenant.instanceId), gt(inputUses.until, now), eq(assets.generationId, generations.id)))
  const rows = await db
    .select({ id: generations.id })
    .from(generations)
    .where(
      and(
        eq(generations.instanceId, tenant.instanceId),
        eq(generations.projectId, tenant.projectId),
        lt(generations.finishedAt, before),
        ne(generations.status, 'indeterminate'),
        notExists(usedPicture),
      ),
    )
    .orderBy(asc(generations.id))
    .limit(Math.min(most, AT_ONCE))
  return rows.map((row) => row.id)
}

export async function deleteGenerationRecords(db: Database, tenant: Tenant, ids: string[]): Promise<void> {
  await db.batch([
    db
      .delete(webhookDeliveries)
      .where(and(eq(webhookDeliveries.instanceId, tenant.instanceId), inArray(webhookDeliveries.generationId, ids))),
    db.delete(generations).where(and(eq(generations.instanceId, tenant.instanceId), inArray(generations.id, ids))),
  ])
}

/**
 * Lists every project of the instance that has a picture or a record. Jumps from one project to the next in an index, without reading the
 * rows between.
 */
export async function listProjectsWithData(db: Database, instanceId: string): Promise<string[]> {
  const found = new Set<string>()
  for (const table of [assets, generations]) {
    const next = (after: SQL) => sql`(SELECT min(project_id) FROM ${table} WHERE instance_id = ${instanceId} AND project_id > ${after})`
    const rows = await db.all<{ id: string }>(sql`
      WITH RECURSIVE project(id) AS (SELECT ${next(sql`''`)} UNION ALL SELECT ${next(sql`project.id`)} FROM project WHERE project.id IS NOT NULL)
      SELECT id FROM project WHERE id IS NOT NULL`)
    for (const { id } of rows) found.add(id)
  }
  return [...found]
}

/** Returns the size of the whole database, which holds the data of all its instances. */
export async function sizeInBytes(db: Database): Promise<number> {
  return (await db.run(sql`SELECT 1`)).meta.size_after
}
