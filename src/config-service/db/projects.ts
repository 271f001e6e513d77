import { and, count, eq, gt, isNull, or } from 'drizzle-orm'
import type { Database } from './database.ts'
import { after, type Position } from './page.ts'
import { keys, projects } from './schema.ts'

export type ProjectRow = typeof projects.$inferSelect

/** Finds a project by id alone; access.ts decides whether the caller may see it. */
export async function findProject(db: Database, id: string): Promise<ProjectRow | null> {
  return (await db.select().from(projects).where(eq(projects.id, id)).get()) ?? null
}

export function listProjects(
  db: Database,
  filter: { instanceId: string; slug: string | null; status: ProjectRow['status'] | null },
  position: Position | null,
  limit: number,
): Promise<ProjectRow[]> {
  const page = after(projects.createdAt, projects.id, position)
  return db
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.instanceId, filter.instanceId),
        filter.slug === null ? undefined : eq(projects.slug, filter.slug),
        filter.status === null ? undefined : eq(projects.status, filter.status),
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
}

export async function countLivingKeys(db: Database, projectId: string, now: number): Promise<number> {
  const row = await db
    .select({ count: count() })
    .from(keys)
    .where(and(eq(keys.projectId, projectId), isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, now))))
    .get()
  return row!.count
}
