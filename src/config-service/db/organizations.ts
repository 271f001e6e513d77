import { and, count, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { after, type Position } from './page.ts'
import { instances, organizations, users } from './schema.ts'

export type OrganizationRow = typeof organizations.$inferSelect

export async function findOrganization(db: Database, id: string): Promise<OrganizationRow | null> {
  return (await db.select().from(organizations).where(eq(organizations.id, id)).get()) ?? null
}

/** Lists organizations; only one if `onlyId` is set. */
export function listOrganizations(
  db: Database,
  filter: { onlyId: string | null; slug: string | null },
  position: Position | null,
  limit: number,
): Promise<OrganizationRow[]> {
  const page = after(organizations.createdAt, organizations.id, position)
  return db
    .select()
    .from(organizations)
    .where(
      and(
        filter.onlyId === null ? undefined : eq(organizations.id, filter.onlyId),
        filter.slug === null ? undefined : eq(organizations.slug, filter.slug),
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
}

/** Counts the instances and users of an organization. */
export async function countInOrganization(db: Database, id: string): Promise<{ instances: number; users: number }> {
  const [instanceRows, userRows] = await db.batch([
    db.select({ count: count() }).from(instances).where(eq(instances.organizationId, id)),
    db.select({ count: count() }).from(users).where(eq(users.organizationId, id)),
  ])
  return { instances: instanceRows[0]!.count, users: userRows[0]!.count }
}
