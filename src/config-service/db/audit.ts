import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { backoffMs } from '../../shared/backoff.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { failedUnique } from '../../shared/d1.ts'
import { sleep } from '../../shared/time-limit.ts'
import type { Database } from './database.ts'
import { auditLog } from './schema.ts'

export type AuditRow = typeof auditLog.$inferSelect

/** The content of an entry before it gets its position in the chain. `before` and `after` contain no secrets. */
export interface AuditEntry {
  action: string
  targetKind: string
  targetId: string
  instanceId: string | null
  before: unknown
  after: unknown
}
export interface AuditActor {
  kind: AuditRow['actorKind']
  id: string | null
  /**
   * The key with which the change was made. If the actor is a session, the key with which the session was opened. Absent if no key was
   * used.
   */
  keyId?: string | null
  requestId: string | null
}

/** The first entry of a chain has no entry before it. It holds this value as the hash of the previous entry. */
export const FIRST_HASH = '0'.repeat(64)

/** Returns JSON with sorted keys, so that equal values give equal texts. Returns null for undefined and null. */
export function canonicalJson(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}

/**
 * Computes the SHA-256 over every field of the entry and the hash of the previous entry. If a row is changed, moved, inserted or removed,
 * the chain is broken. There is one exception: if the last rows are removed, the rest is still a valid chain.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): Promise<string> {
  return sha256Hex(
    JSON.stringify([
      row.organizationId,
      row.seq,
      row.at,
      row.actorKind,
      row.actorId,
      row.action,
      row.targetKind,
      row.targetId,
      row.instanceId,
      row.before,
      row.after,
      row.requestId,
      row.previousHash,
      // Entries from before this field existed were hashed without it, so null is left out.
      ...(row.actorKeyId === null ? [] : [row.actorKeyId]),
    ]),
  )
}

/** Returns the last entry of an organization's chain; the number 0 and FIRST_HASH if the chain is empty. */
export async function readChainEnd(db: Database, organizationId: string): Promise<{ seq: number; hash: string }> {
  const last = await db
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(1)
    .get()
  return last ?? { seq: 0, hash: FIRST_HASH }
}

/**
 * The maximum number of tries to append to an organization's chain. If several writers append simultaneously, only one succeeds and the
 * others try again.
 */
export const APPEND_TRIES = 20

/** Returns whether an append failed because another writer had appended first. After any other error, another try is of no use. */
export function isChainCollision(error: unknown): boolean {
  return failedUnique(error)?.startsWith('audit_log.') === true
}

/**
 * Waits before the next try. The pause is random and grows with each try up to 2 seconds, so that many writers that collided come one after
 * another.
 */
export function pauseAfterCollision(tries: number): Promise<void> {
  return sleep(Math.random() * backoffMs(tries, { firstMs: 20, longestMs: 2000 }))
}

/**
 * Appends an entry that is not about a change of configuration. First searches the log for an entry that has the same target and fulfils
 * the condition `isThere`. If there is such an entry, appends nothing.
 */
export async function appendOnce(
  db: Database,
  organizationId: string,
  entry: AuditEntry,
  actor: AuditActor,
  now: number,
  isThere: SQL,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const known = await db
      .select({ seq: auditLog.seq })
      .from(auditLog)
      .where(and(eq(auditLog.organizationId, organizationId), eq(auditLog.targetId, entry.targetId), isThere))
      .limit(1)
      .get()
    if (known !== undefined) return
    const [statement] = await appendStatements(organizationId, [entry], actor, await readChainEnd(db, organizationId), now)
    try {
      await db.run(statement!)
      return
    } catch (error) {
      if (tries >= APPEND_TRIES || !isChainCollision(error)) throw error
      await pauseAfterCollision(tries)
    }
  }
}

/**
 * Returns statements that append entries after `end`, the chain's last entry when the caller read it. If another writer has appended an
 * entry after that, the statements violate the primary key and fail. The caller must then read the end of the chain again.
 */
export async function appendStatements(
  organizationId: string,
  entries: AuditEntry[],
  actor: AuditActor,
  end: { seq: number; hash: string },
  now: number,
): Promise<SQL[]> {
  let { seq, hash: previousHash } = end
  const statements: SQL[] = []
  for (const entry of entries) {
    seq++
    const row = {
      organizationId,
      seq,
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      actorKeyId: actor.keyId ?? null,
      action: entry.action,
      targetKind: entry.targetKind,
      targetId: entry.targetId,
      instanceId: entry.instanceId,
      before: canonicalJson(entry.before),
      after: canonicalJson(entry.after),
      requestId: actor.requestId,
      previousHash,
    }
    const hash = await hashOf(row)
    statements.push(sql`
      INSERT INTO audit_log (organization_id, seq, at, actor_kind, actor_id, actor_key_id, action, target_kind, target_id, instance_id, before, after, request_id, previous_hash, hash)
      VALUES (${row.organizationId}, ${seq}, ${now}, ${row.actorKind}, ${row.actorId}, ${row.actorKeyId}, ${row.action}, ${row.targetKind}, ${row.targetId},
        ${row.instanceId}, ${row.before}, ${row.after}, ${row.requestId}, ${previousHash}, ${hash})`)
    previousHash = hash
  }
  return statements
}
