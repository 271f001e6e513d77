import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Role } from '../../auth/actor.ts'
import type { Database } from './database.ts'
import { type InstanceSet, instancesOfOrganization } from './instances.ts'
import { after, type Position } from './page.ts'
import { grants, users } from './schema.ts'

export type GrantRow = { instanceId: string; role: 'developer' | 'viewer' }
export type UserRow = typeof users.$inferSelect & { grants: GrantRow[] }

export async function findUser(db: Database, id: string): Promise<UserRow | null> {
  const [rows, granted] = await db.batch([
    db.select().from(users).where(eq(users.id, id)),
    db.select({ instanceId: grants.instanceId, role: grants.role }).from(grants).where(eq(grants.userId, id)).orderBy(grants.instanceId),
  ])
  return rows[0] === undefined ? null : { ...rows[0], grants: granted }
}

export async function listUsers(
  db: Database,
  filter: { organizationId: string; role: Role | null; email: string | null },
  position: Position | null,
  limit: number,
): Promise<UserRow[]> {
  const page = after(users.createdAt, users.id, position)
  const rows = await db
    .select()
    .from(users)
    .where(
      and(
        eq(users.organizationId, filter.organizationId),
        filter.role === null ? undefined : eq(users.role, filter.role),
        filter.email === null ? undefined : eq(users.email, filter.email),
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
  if (rows.length === 0) return []
  const granted = await db
    .select()
    .from(grants)
    .where(sql`${grants.userId} IN (SELECT value FROM json_each(${JSON.stringify(rows.map((row) => row.id))}))`)
    .orderBy(grants.instanceId)
  return rows.map((row) => ({
    ...row,
    grants: granted.filter((grant) => grant.userId === row.id).map(({ instanceId, role: in_ }) => ({ instanceId, role: in_ })),
  }))
}

/** Returns whether any user exists. Setup works only if there is none. */
export async function hasUsers(db: Database): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).limit(1).get()) !== undefined
}

/**
 * Selects the instances in which a user's keys are valid. For a superadmin, these are all instances. For an admin, these are the instances
 * of the organization. For any other user, these are the instances for which the user has a grant.
 */
export function selectInstancesOfUser(userId: string): SQL {
  return sql`
    SELECT i.id FROM users u JOIN instances i
      ON u.role = 'superadmin'
      OR (u.role = 'admin' AND i.organization_id = u.organization_id)
      OR i.id IN (SELECT g.instance_id FROM grants g WHERE g.user_id = u.id)
    WHERE u.id = ${userId}`
}

/** Selects the users whose keys are valid in an instance: the inverse of `selectInstancesOfUser`. */
export function selectUsersOfInstance(instanceId: string): SQL {
  return sql`
    SELECT id FROM users WHERE role = 'superadmin'
    UNION SELECT u.id FROM users u JOIN instances i ON i.organization_id = u.organization_id WHERE i.id = ${instanceId} AND u.role = 'admin'
    UNION SELECT user_id FROM grants WHERE instance_id = ${instanceId}`
}

/**
 * Returns the same instances as `selectInstancesOfUser`, from a user that was already read. Used for changes after which the database can
 * no longer compute the instances, such as a deletion of the user. Such a change needs a guard of the user's version, because the user may
 * have been changed since it was read.
 */
export function instancesOfUser(user: Pick<UserRow, 'role' | 'organizationId' | 'grants'>): Required<InstanceSet> {
  switch (user.role) {
    case 'superadmin':
      return { ids: [], selects: [sql`SELECT id FROM instances`] }
    case 'admin':
      return instancesOfOrganization(user.organizationId)
    case 'developer':
    case 'viewer':
      return { ids: user.grants.map((grant) => grant.instanceId), selects: [] }
  }
}
