import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { keys, projects } from './schema.ts'
import { selectUsersOfInstance } from './users.ts'

/** Returns the statement that removes all limits of one project from the list of limits of its instance. */
export function withoutLimitsOf(project: { id: string; instanceId: string }, now: number): SQL {
  return sql`
    UPDATE instances SET limits_version = limits_version + 1, limits_updated_at = ${now},
      limits = (SELECT json_group_array(json(value)) FROM json_each(limits) WHERE value->>'target' IS NOT ${project.id})
    WHERE id = ${project.instanceId} AND EXISTS (SELECT 1 FROM json_each(limits) WHERE value->>'target' = ${project.id})`
}

/** Returns those of `ids` that are the ids of projects of the instance, or of keys that may act in the instance. */
export async function findTargets(db: Database, instance: { id: string }, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const [projectRows, keyRows] = await db.batch([
    db
      .select({ id: projects.id })
      .from(projects)
      .where(and(eq(projects.instanceId, instance.id), sql`${projects.id} IN ${wanted}`)),
    db
      .select({ id: keys.id })
      .from(keys)
      .where(
        and(
          sql`${keys.id} IN ${wanted}`,
          or(eq(keys.instanceId, instance.id), sql`${keys.userId} IN (${selectUsersOfInstance(instance.id)})`),
        ),
      ),
  ])
  return new Set([...projectRows, ...keyRows].map((row) => row.id))
}
