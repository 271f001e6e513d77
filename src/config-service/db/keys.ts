import { and, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Role } from '../../auth/actor.ts'
import type { StoredKey } from '../../auth/authenticate.ts'
import { AppError } from '../../shared/errors.ts'
import type { Database } from './database.ts'
import type { InstanceSet } from './instances.ts'
import { after, type Position } from './page.ts'
import { keys, users } from './schema.ts'
import { selectInstancesOfUser } from './users.ts'

export type KeyRow = typeof keys.$inferSelect
/** A key with the current role of its user. `ownerRole` is null for a project's key. */
export interface KeyWithOwner extends KeyRow {
  ownerRole: Role | null
}

/**
 * Finds the key that is stored under one of these hashes, valid or not, with its user's current state. Returns null if there is none, or
 * if its user was deleted.
 */
export function findKeyByHash(db: Database, hashes: string[]): Promise<FoundKey | null> {
  return findStored(db, inArray(keys.hash, hashes))
}

export function findKeyById(db: Database, keyId: string): Promise<FoundKey | null> {
  return findStored(db, eq(keys.id, keyId))
}

/**
 * A key, and the hash of the last entry of its organization's audit log when the key was read. The hash shows whether the database was
 * restored to an earlier time.
 */
export interface FoundKey extends StoredKey {
  auditEnd: string | null
}

const AUDIT_END = sql<
  string | null
>`(SELECT hash FROM audit_log WHERE audit_log.organization_id = keys.organization_id ORDER BY seq DESC LIMIT 1)`

const GRANTS = sql<string>`(SELECT json_group_array(json_object('instanceId', grants.instance_id, 'role', grants.role))
  FROM grants WHERE grants.user_id = keys.user_id)`

/** The columns that `foundKey` needs, for a query that joins keys with their users. */
export const STORED_KEY = { key: keys, role: users.role, auditEnd: AUDIT_END, grants: GRANTS }

async function findStored(db: Database, which: SQL): Promise<FoundKey | null> {
  const found = await db.select(STORED_KEY).from(keys).leftJoin(users, eq(users.id, keys.userId)).where(which).get()
  return found === undefined ? null : foundKey(found)
}

/** Converts the columns to a key. Returns null if the key's user was deleted. */
export function foundKey({ key, role, auditEnd, grants }: StoredColumns): FoundKey | null {
  if (key.kind === 'user' && role === null) return null
  return {
    keyId: key.id,
    kind: key.kind,
    hash: key.hash,
    pepperVersion: key.pepperVersion,
    organizationId: key.organizationId,
    instanceId: key.instanceId,
    projectId: key.projectId,
    userId: key.userId,
    scopes: key.scopes,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: key.lastUsedAt,
    role,
    grants: JSON.parse(grants) as StoredKey['grants'],
    auditEnd,
  }
}
type StoredColumns = { key: KeyRow; role: Role | null; auditEnd: string | null; grants: string }

/** Counts the valid keys of a user, of a project and of an instance. A count is 0 if its id is null. */
export async function countLivingKeys(
  db: Database,
  { userId, projectId, instanceId }: { userId: string | null; projectId: string | null; instanceId: string | null },
  now: number,
): Promise<{ ofUser: number; ofProject: number; ofInstance: number }> {
  const living = and(isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, now)))
  const count = (which: SQL) => db.$count(keys, and(which, living))
  const [ofUser, ofProject, ofInstance] = await Promise.all([
    userId === null ? 0 : count(eq(keys.userId, userId)),
    projectId === null ? 0 : count(eq(keys.projectId, projectId)),
    instanceId === null ? 0 : count(eq(keys.instanceId, instanceId)),
  ])
  return { ofUser, ofProject, ofInstance }
}

/** Stores when a key was last used. This is not a change of configuration, so the epoch and the key's version are not raised. */
export async function touchKey(db: Database, keyId: string, now: number): Promise<void> {
  await db.update(keys).set({ lastUsedAt: now }).where(eq(keys.id, keyId))
}

/** Finds a key by id alone; keys/require-key.ts decides whether the actor may see it. */
export async function findKey(db: Database, keyId: string): Promise<KeyWithOwner | null> {
  const found = await db
    .select({ key: keys, ownerRole: users.role })
    .from(keys)
    .leftJoin(users, eq(users.id, keys.userId))
    .where(eq(keys.id, keyId))
    .get()
  return found === undefined ? null : { ...found.key, ownerRole: found.ownerRole }
}

/** The keys that an actor can see: all keys of an organization; or the actor's own keys and those of the projects in some instances. */
export type KeySight = { kind: 'organization' } | { kind: 'own'; userId: string; instanceIds: string[] }

/**
 * The key whose dependent keys are listed or counted. A dependent key ends when this key is revoked. `families` is the result of
 * `familiesEndedWith` for this key.
 */
export interface DependedOn {
  keyId: string
  families: string[]
}

export interface KeyFilter {
  /** Null means all organizations. */
  organizationId: string | null
  sight: KeySight
  kind: 'project' | 'user' | null
  status: 'active' | 'expired' | 'revoked' | null
  instanceId: string | null
  projectId: string | null
  userId: string | null
  dependsOn: DependedOn | null
}

/** Lists keys, the newest first. */
export function listKeys(db: Database, filter: KeyFilter, position: Position | null, limit: number, now: number): Promise<KeyRow[]> {
  const { sight } = filter
  const page = after(keys.createdAt, keys.id, position)
  const seen =
    sight.kind === 'organization'
      ? undefined
      : or(
          eq(keys.userId, sight.userId),
          sight.instanceIds.length === 0
            ? undefined
            : sql`${keys.instanceId} IN (SELECT value FROM json_each(${JSON.stringify(sight.instanceIds)}))`,
        )
  return db
    .select()
    .from(keys)
    .where(
      and(
        filter.organizationId === null ? undefined : eq(keys.organizationId, filter.organizationId),
        seen,
        filter.kind === null ? undefined : eq(keys.kind, filter.kind),
        filter.status === null ? undefined : statusIs(filter.status, now),
        filter.instanceId === null ? undefined : eq(keys.instanceId, filter.instanceId),
        filter.projectId === null ? undefined : eq(keys.projectId, filter.projectId),
        filter.userId === null ? undefined : eq(keys.userId, filter.userId),
        filter.dependsOn === null ? undefined : dependsOn(filter.dependsOn, now),
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
}

/** Counts the keys that would end if a key were revoked. */
export function countDependentKeys(db: Database, depended: DependedOn, now: number): Promise<number> {
  return db.$count(keys, dependsOn(depended, now))
}

function dependsOn({ keyId, families }: DependedOn, now: number): SQL | undefined {
  // The key `keyId` does not depend on itself, but `selectMadeBy` may return it. For example, somebody makes key B with key A. Then a
  // request that is authorized by B rotates A: key C replaces A. So A and C are one family, B was made with a key of this family, and C was
  // made with B. If `keyId` is C, `selectMadeBy` looks for the keys that were made with this family, directly or through other keys. So it
  // returns B, which was made with A, and also C, which was made with B.
  return and(sql`${keys.id} IN (${selectMadeBy(families)})`, ne(keys.id, keyId), statusIs('active', now))
}

function statusIs(status: 'active' | 'expired' | 'revoked', now: number): SQL | undefined {
  switch (status) {
    case 'revoked':
      return isNotNull(keys.revokedAt)
    case 'expired':
      return and(isNull(keys.revokedAt), lte(keys.expiresAt, now))
    case 'active':
      return and(isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, now)))
  }
}

export function insertKey(db: Database, row: KeyRow): SQL {
  return db.insert(keys).values(row).getSQL()
}

/**
 * Returns the statement that changes a key. It does nothing if the key no longer has the version `key.version`. To refuse the whole change
 * in that case, the caller adds a guard of the version.
 */
export function updateKey(db: Database, key: Pick<KeyRow, 'id' | 'version'>, changes: Partial<KeyRow>): SQL {
  return db
    .update(keys)
    .set({ ...changes, version: sql`${keys.version} + 1` })
    .where(and(eq(keys.id, key.id), eq(keys.version, key.version)))
    .getSQL()
}

/** Lists the valid keys of a user, but only keys that somebody else has made or rotated. That person knows the secrets of these keys. */
export function listKeysMadeByOthers(db: Database, userId: string, now: number): Promise<KeyRow[]> {
  return db
    .select()
    .from(keys)
    .where(and(eq(keys.userId, userId), sql`${keys.createdBy} IS NOT ${userId}`, statusIs('active', now)))
}

/**
 * Returns a guard for a change that revokes all keys that others made for a user. `known` are these keys, as the request has read them. The
 * guard fails if somebody else has made a further key for the user since then, because the change would not revoke this key.
 */
export function noOtherKeysGuard(userId: string, known: KeyRow[]): { holds: SQL; error: AppError } {
  return {
    holds: sql`NOT EXISTS (SELECT 1 FROM keys WHERE user_id = ${userId} AND created_by IS NOT ${userId} AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > unixepoch() * 1000) AND id NOT IN (${idsOf(known)}))`,
    error: new AppError('conflict', {
      detail: 'Another key of this user was created at the same moment. Nothing was changed; repeat the request.',
    }),
  }
}

export function idsOf(rows: Pick<KeyRow, 'id'>[]): SQL {
  return sql`SELECT value FROM json_each(${JSON.stringify(rows.map((row) => row.id))})`
}

/**
 * Returns the statement that sets the limits of the key `pool` and of all keys that share its counters, except revoked keys. A key that was
 * replaced by rotation gets the new limits, too, because it still works in its grace period. If such a key kept its old limits, the limiter
 * would apply the stricter of the old and the new limits to all these keys.
 */
export function setLimitsOfPool(pool: string, limits: KeyRow['limits'], now: number): SQL {
  return sql`UPDATE keys SET limits = ${JSON.stringify(limits)}, updated_at = ${now}
    WHERE (pool = ${pool} OR id = ${pool}) AND revoked_at IS NULL`
}

/**
 * Returns a select of the ids of all keys that were made with keys of these families, directly or through other keys. A family is a key
 * together with the keys that replaced it by rotation; its id is the id of the first key.
 */
export function selectMadeBy(families: string[]): SQL {
  return sql`
    WITH RECURSIVE line (id, family) AS (
      SELECT k.id, coalesce(k.family, k.id) FROM keys k WHERE k.maker IN (SELECT value FROM json_each(${JSON.stringify(families)}))
      UNION SELECT k.id, coalesce(k.family, k.id) FROM keys k JOIN line ON k.maker = line.family)
    SELECT id FROM line`
}

export function listLivingDescendants(db: Database, families: string[], now: number): Promise<KeyRow[]> {
  return listLivingKeysOf(db, selectMadeBy(families), now)
}

/** Lists the keys whose ids `ids` selects, but only keys that are still valid. */
export function listLivingKeysOf(db: Database, ids: SQL, now: number): Promise<KeyRow[]> {
  return db
    .select()
    .from(keys)
    .where(and(sql`${keys.id} IN (${ids})`, statusIs('active', now)))
}

/**
 * Returns the statements that revoke keys and end the sessions that were opened with these keys. `ids` is a select of the ids of the keys.
 */
export function revokeAll(ids: SQL, now: number): SQL[] {
  return [
    sql`DELETE FROM sessions WHERE key_id IN (${ids})`,
    sql`UPDATE keys SET revoked_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id IN (${ids}) AND revoked_at IS NULL`,
  ]
}

/** Returns a select of the ids and versions of the keys that `listLivingKeysOf` lists. */
export function selectLivingKeysOf(ids: SQL, now: number): SQL {
  return sql`SELECT id, version FROM keys WHERE id IN (${ids}) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})`
}

export function joinSets(one: InstanceSet, other: InstanceSet): InstanceSet {
  return { ids: [...one.ids, ...other.ids], selects: [...(one.selects ?? []), ...(other.selects ?? [])] }
}

/** Returns every instance whose limiter has one of these keys in its policy. `ids` is a select of the ids of the keys. */
export function instancesOfKeys(ids: SQL): Required<InstanceSet> {
  return {
    ids: [],
    selects: [
      sql`SELECT instance_id AS id FROM keys WHERE instance_id IS NOT NULL AND id IN (${ids})`,
      sql`
        SELECT i.id FROM keys k JOIN users u ON u.id = k.user_id JOIN instances i
          ON u.role = 'superadmin'
          OR (u.role = 'admin' AND i.organization_id = u.organization_id)
          OR i.id IN (SELECT g.instance_id FROM grants g WHERE g.user_id = u.id)
        WHERE k.id IN (${ids})`,
    ],
  }
}

/**
 * Returns every instance whose limiter has this key in its policy. For a project's key, this is the project's instance. For a user's key,
 * these are all instances that the user has access to when the returned select runs.
 */
export function instancesOfKey(key: Pick<KeyRow, 'kind' | 'instanceId' | 'userId'>): InstanceSet {
  return key.kind === 'project' ? { ids: [key.instanceId!] } : { ids: [], selects: [selectInstancesOfUser(key.userId!)] }
}

/** Returns the organization and role of the user for whom a key will be made; null if there is no such user. */
export async function findKeyOwner(db: Database, userId: string): Promise<{ organizationId: string; role: Role } | null> {
  return (await db.select({ organizationId: users.organizationId, role: users.role }).from(users).where(eq(users.id, userId)).get()) ?? null
}
