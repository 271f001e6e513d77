import { and, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import type { Owner } from './assets.ts'
import { assets, generations, idempotencyKeys, webhookDeliveries } from './schema.ts'

/** D1 takes 100 bound values in one statement. */
const AT_ONCE = 80

/**
 * Some records of ended generations that are older, with what was delivered about them; what they cost stays in the usage. An unsettled
 * one stays until it is resolved. Answers how many went; fewer than there may be.
 */
export async function deleteSomeGenerationsBefore(db: Database, owner: Owner, before: number): Promise<number> {
  return deleteSome(db, owner, and(lt(generations.finishedAt, before), ne(generations.status, 'indeterminate')))
}

/** The same for a project that is gone: any of them. */
export async function deleteSomeGenerations(db: Database, owner: Owner): Promise<number> {
  return deleteSome(db, owner, undefined)
}

async function deleteSome(db: Database, owner: Owner, which: SQL | undefined): Promise<number> {
  const rows = await db
    .select({ id: generations.id })
    .from(generations)
    .where(and(eq(generations.instanceId, owner.instanceId), eq(generations.projectId, owner.projectId), which))
    .limit(AT_ONCE)
  if (rows.length === 0) return 0
  const ids = rows.map((row) => row.id)
  await db.batch([
    db
      .delete(webhookDeliveries)
      .where(and(eq(webhookDeliveries.instanceId, owner.instanceId), inArray(webhookDeliveries.generationId, ids))),
    db.delete(generations).where(and(eq(generations.instanceId, owner.instanceId), inArray(generations.id, ids))),
  ])
  return ids.length
}

/** Of every project: those that do not come back would keep theirs for ever. */
export async function forgetIdempotencyKeys(db: Database, expiredBefore: number): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, expiredBefore))
}

/** Every project of the instance that has a picture or a record. Hops from one to the next in an index, whatever lies between. */
export async function projectsWithData(db: Database, instanceId: string): Promise<string[]> {
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
