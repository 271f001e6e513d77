import { and, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../auth/actor.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Guard } from '../change/guards.ts'
import type { Database } from './database.ts'
import { instances, oauthClients, oauthGrants, organizations, projects } from './schema.ts'

export type ClientRow = typeof oauthClients.$inferSelect
export type GrantRow = typeof oauthGrants.$inferSelect

const DAY_MS = 86_400_000
/**
 * How long an OAuth grant (the access that a person has given to a connected app) is kept after its key has ended. In this time, the
 * service still notices if a refresh token of the grant is used a second time, which shows that somebody may have stolen it.
 */
const ENDED_GRANT_MS = 30 * DAY_MS

export async function findClientRow(db: Database, id: string, now: number): Promise<ClientRow | null> {
  const row = await db
    .select()
    .from(oauthClients)
    .where(and(eq(oauthClients.id, id), gt(oauthClients.expiresAt, now)))
    .get()
  return row ?? null
}

/** Stores a client. If it is already stored, for example as an older copy of its metadata document, the row is replaced. */
export async function putClient(db: Database, client: ClientRow): Promise<void> {
  const { id: _, ...values } = client
  await db.insert(oauthClients).values(client).onConflictDoUpdate({ target: oauthClients.id, set: values })
}

/**
 * Returns the statement that sets the expiry of a registered client to `until`. It does not change a client that is a copy of a metadata
 * document. When such a copy expires, the document is fetched again, so that changes of the document are noticed.
 */
export function keepClient(db: Database, client: ClientRow, until: number): SQL {
  return db
    .update(oauthClients)
    .set({ expiresAt: until })
    .where(and(eq(oauthClients.id, client.id), eq(oauthClients.source, 'registered')))
    .getSQL()
}

export async function deleteExpiredClients(db: Database, now: number): Promise<void> {
  await db.delete(oauthClients).where(lte(oauthClients.expiresAt, now))
}

/**
 * Deletes the oldest of the registrations that nobody has used, so that at most `most` unused registrations are left. A flood of
 * registrations then displaces only unused ones, and stops nobody from registering.
 */
export async function deleteOldestUnusedClients(db: Database, unusedLifeMs: number, most: number): Promise<void> {
  // A new registration expires `unusedLifeMs` after its creation, and each use sets a later expiry. So nobody has used a
  // registration whose expiry is still at most `unusedLifeMs` after its creation.
  await db.run(sql`DELETE FROM oauth_clients WHERE id IN (
    SELECT id FROM oauth_clients WHERE source = 'registered' AND expires_at <= created_at + ${unusedLifeMs}
    ORDER BY expires_at DESC LIMIT -1 OFFSET ${most})`)
}

export interface ConnectableProject {
  id: string
  name: string
  instance_name: string
  organization_name: string
}

/**
 * Lists the active projects that an MCP endpoint serves and for which the actor may make keys. `workerResource` is the endpoint of a
 * dedicated Worker; null for the platform's own endpoint, which serves all instances without a dedicated Worker.
 */
export function listConnectableProjects(
  db: Database,
  { role, organizationId, grants }: Pick<Actor, 'role' | 'organizationId' | 'grants'>,
  workerResource: string | null,
  limit: number,
): Promise<ConnectableProject[]> {
  const granted = grants.filter((grant) => grant.role === 'developer').map((grant) => grant.instanceId)
  const reached =
    role === 'superadmin'
      ? undefined
      : role === 'admin'
        ? eq(instances.organizationId, organizationId)
        : and(
            eq(instances.organizationId, organizationId),
            sql`${instances.id} IN (SELECT value FROM json_each(${JSON.stringify(granted)}))`,
          )
  return db
    .select({ id: projects.id, name: projects.name, instance_name: instances.name, organization_name: organizations.name })
    .from(projects)
    .innerJoin(instances, eq(instances.id, projects.instanceId))
    .innerJoin(organizations, eq(organizations.id, instances.organizationId))
    .where(
      and(
        eq(projects.status, 'active'),
        eq(instances.status, 'active'),
        reached,
        workerResource === null ? isNull(instances.workerUrl) : sql`${instances.workerUrl} || '/mcp' = ${workerResource}`,
      ),
    )
    .orderBy(organizations.name, instances.name, projects.name, projects.id)
    .limit(limit)
}

export async function findGrant(db: Database, id: string): Promise<GrantRow | null> {
  return (await db.select().from(oauthGrants).where(eq(oauthGrants.id, id)).get()) ?? null
}

export async function findGrantByCode(db: Database, codeHash: string): Promise<GrantRow | null> {
  return (await db.select().from(oauthGrants).where(eq(oauthGrants.codeHash, codeHash)).get()) ?? null
}

/**
 * Marks an authorization code as used. Returns the OAuth grant of the code; null if there is no such code or it was used before. If two
 * calls run at once, only one of them gets the OAuth grant.
 */
export async function spendCode(db: Database, codeHash: string, now: number): Promise<GrantRow | null> {
  const spent = await db
    .update(oauthGrants)
    .set({ codeUsedAt: now })
    .where(and(eq(oauthGrants.codeHash, codeHash), isNull(oauthGrants.codeUsedAt)))
    .returning()
  return spent[0] ?? null
}

export function insertGrant(db: Database, grant: GrantRow): SQL {
  return db.insert(oauthGrants).values(grant).getSQL()
}

/**
 * Returns the statement that deletes up to 50 old OAuth grants: those that were made more than ENDED_GRANT_MS ago, and whose key ended that
 * long ago or no longer exists.
 */
export function deleteOldGrants(now: number): SQL {
  const before = now - ENDED_GRANT_MS
  return sql`DELETE FROM oauth_grants WHERE id IN (
    SELECT g.id FROM oauth_grants g LEFT JOIN keys k ON k.id = g.key_id
    WHERE g.created_at < ${before} AND (k.id IS NULL OR k.revoked_at < ${before} OR k.expires_at < ${before}) LIMIT 50)`
}

/**
 * Returns the statement that stores the next refresh token of an OAuth grant. The change with this statement must also have the guard of
 * `refreshNumberGuard`. The guard makes the change fail if another request has stored the next refresh token first.
 */
export function setRefreshToken(db: Database, grant: GrantRow, refreshHash: string): SQL {
  return db
    .update(oauthGrants)
    .set({ refreshNumber: grant.refreshNumber + 1, refreshHash })
    .where(eq(oauthGrants.id, grant.id))
    .getSQL()
}

export function refreshNumberGuard({ id, refreshNumber }: GrantRow, error: AppError): Guard {
  return { holds: sql`(SELECT refresh_number FROM oauth_grants WHERE id = ${id}) = ${refreshNumber}`, error }
}

export function keyLivesGuard({ keyId }: GrantRow, now: number, error: AppError): Guard {
  return {
    holds: sql`EXISTS (SELECT 1 FROM keys WHERE id = ${keyId} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}))`,
    error,
  }
}

/** Returns a select of key ids: the keys of all apps that a user has connected. */
export function selectKeysOfApps(userId: string): SQL {
  return sql`SELECT key_id FROM oauth_grants WHERE user_id = ${userId}`
}
