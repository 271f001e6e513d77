import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { credentials, type StoredVerification, webhooks } from './schema.ts'

export type CredentialRow = typeof credentials.$inferSelect

export function listCredentials(db: Database, instanceId: string): Promise<CredentialRow[]> {
  return db.select().from(credentials).where(eq(credentials.instanceId, instanceId)).orderBy(asc(credentials.connection))
}

/** Finds a credential by id alone; the caller decides whether the actor may see its instance. */
export async function findCredential(db: Database, credentialId: string): Promise<CredentialRow | null> {
  return (await db.select().from(credentials).where(eq(credentials.id, credentialId)).get()) ?? null
}

/** Returns the id of the provider that the connection calls. */
export function providerOf({ connection, adapter }: Pick<CredentialRow, 'connection' | 'adapter'>): string {
  return adapter ?? connection
}

export async function findConnection(db: Database, instanceId: string, connection: string): Promise<CredentialRow | null> {
  const row = await db
    .select()
    .from(credentials)
    .where(and(eq(credentials.instanceId, instanceId), eq(credentials.connection, connection)))
    .get()
  return row ?? null
}

export function insertCredential(db: Database, row: CredentialRow): SQL {
  return db.insert(credentials).values(row).getSQL()
}

export function replaceCredential(db: Database, row: CredentialRow, versionBefore: number): SQL {
  return db
    .update(credentials)
    .set(row)
    .where(and(eq(credentials.id, row.id), eq(credentials.version, versionBefore)))
    .getSQL()
}

export function deleteCredential(db: Database, row: Pick<CredentialRow, 'id' | 'version'>): SQL {
  return db
    .delete(credentials)
    .where(and(eq(credentials.id, row.id), eq(credentials.version, row.version)))
    .getSQL()
}

/**
 * Stores the result of a verification unless the credential has changed since it was read. The result is not part of the configuration, so
 * the epoch is not raised.
 */
export function storeVerification(db: Database, row: Pick<CredentialRow, 'id' | 'version'>, verification: StoredVerification): SQL {
  return db
    .update(credentials)
    .set({ verification })
    .where(and(eq(credentials.id, row.id), eq(credentials.version, row.version)))
    .getSQL()
}

/** A stored secret to be re-wrapped: the data key of its `Envelope` must be encrypted with a newer key-encryption key. */
export interface SealedRow {
  table: 'credentials' | 'webhooks'
  id: string
  organizationId: string
  instanceId: string
  version: number
  kekVersion: number
  wrappedKey: string
}

/** Lists up to `limit` secrets that an older key-encryption key wraps, except those in `skip`. */
export async function listStaleSecrets(db: Database, kekVersion: number, limit: number, skip: string[]): Promise<SealedRow[]> {
  const skipped = JSON.stringify(skip)
  return db.all<SealedRow>(sql`
    SELECT 'credentials' AS "table", id, organization_id AS organizationId, instance_id AS instanceId, version, kek_version AS kekVersion, wrapped_key AS wrappedKey
      FROM credentials WHERE kek_version < ${kekVersion} AND id NOT IN (SELECT value FROM json_each(${skipped}))
    UNION ALL
    SELECT 'webhooks', id, organization_id, instance_id, secret_version, kek_version, wrapped_key
      FROM webhooks WHERE kek_version < ${kekVersion} AND id NOT IN (SELECT value FROM json_each(${skipped}))
    LIMIT ${limit}`)
}

/**
 * Replaces the wrapping of a secret if the row still has the wrapping that was read. Returns false if the row has changed since then;
 * every change wraps with the current key-encryption key, so the row needs no re-wrapping.
 */
export async function replaceWrapping(
  db: Database,
  row: SealedRow,
  wrapping: { kekVersion: number; wrappedKey: string },
): Promise<boolean> {
  const changed =
    row.table === 'credentials'
      ? await db
          .update(credentials)
          .set(wrapping)
          .where(and(eq(credentials.id, row.id), eq(credentials.wrappedKey, row.wrappedKey)))
          .returning({ id: credentials.id })
      : await db
          .update(webhooks)
          .set(wrapping)
          .where(and(eq(webhooks.id, row.id), eq(webhooks.wrappedKey, row.wrappedKey)))
          .returning({ id: webhooks.id })
  return changed.length === 1
}

/** Counts the secrets wrapped by each version of the key-encryption key. */
export function countByKek(db: Database): Promise<{ version: number; count: number }[]> {
  return db.all(sql`
    SELECT version, COUNT(*) AS count FROM (SELECT kek_version AS version FROM credentials UNION ALL SELECT kek_version FROM webhooks)
    GROUP BY version ORDER BY version`)
}

/** Counts the secrets that are wrapped by a version of the key-encryption key older than `kekVersion`. */
export async function countStale(db: Database, kekVersion: number): Promise<number> {
  const [older, olderHooks] = await db.batch([
    db
      .select({ count: sql<number>`COUNT(*)` })
      .from(credentials)
      .where(lt(credentials.kekVersion, kekVersion)),
    db
      .select({ count: sql<number>`COUNT(*)` })
      .from(webhooks)
      .where(lt(webhooks.kekVersion, kekVersion)),
  ])
  return older[0]!.count + olderHooks[0]!.count
}
