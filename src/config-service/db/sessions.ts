import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { type FoundKey, foundKey, STORED_KEY } from './keys.ts'
import { attempts, keys, sessions, users } from './schema.ts'

export type SessionRow = typeof sessions.$inferSelect

/** Returns the statements that insert a session and delete expired sessions. */
export function insertSession(db: Database, session: SessionRow, now: number): SQL[] {
  return [db.delete(sessions).where(lt(sessions.expiresAt, now)).getSQL(), db.insert(sessions).values(session).getSQL()]
}

/** A session, and the key with which it was opened. `key` is null if the key or its user was deleted. */
export interface SessionWithKey {
  session: SessionRow
  key: FoundKey | null
}

/** Finds the session that is stored under this hash, unless it has ended. */
export function findSessionByHash(db: Database, tokenHash: string, now: number): Promise<SessionWithKey | null> {
  return findLiving(db, eq(sessions.tokenHash, tokenHash), now)
}

/** Finds a session by id, unless it has ended. */
export function findLivingSession(db: Database, sessionId: string, now: number): Promise<SessionWithKey | null> {
  return findLiving(db, eq(sessions.id, sessionId), now)
}

/** Finds a session that has not ended. One query reads session, key and user, because every request of the panel waits for it. */
async function findLiving(db: Database, which: SQL, now: number): Promise<SessionWithKey | null> {
  const row = await db
    .select({ session: sessions, ...STORED_KEY })
    .from(sessions)
    .leftJoin(keys, eq(keys.id, sessions.keyId))
    .leftJoin(users, eq(users.id, keys.userId))
    .where(and(which, gt(sessions.expiresAt, now)))
    .get()
  if (row === undefined) return null
  const { session, key, ...rest } = row
  return { session, key: key === null ? null : foundKey({ key, ...rest }) }
}

export async function findSession(db: Database, sessionId: string): Promise<SessionRow | null> {
  return (await db.select().from(sessions).where(eq(sessions.id, sessionId)).get()) ?? null
}

export async function extendSession(db: Database, sessionId: string, expiresAt: number): Promise<void> {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.id, sessionId))
}

export function deleteSession(db: Database, sessionId: string) {
  return db.delete(sessions).where(eq(sessions.id, sessionId))
}

/** Returns the statement that ends the sessions of a key, for the batch that revokes the key. */
export function deleteSessionsOfKey(db: Database, keyId: string): SQL {
  return db.delete(sessions).where(eq(sessions.keyId, keyId)).getSQL()
}

const ofUser = (organizationId: string, userId: string) => and(eq(sessions.organizationId, organizationId), eq(sessions.userId, userId))

export function countSessionsOf(db: Database, organizationId: string, userId: string): Promise<number> {
  return db.$count(sessions, ofUser(organizationId, userId))
}

export function deleteSessionsOf(db: Database, organizationId: string, userId: string): SQL {
  return db.delete(sessions).where(ofUser(organizationId, userId)).getSQL()
}

/**
 * `countAttempt` also deletes counts that began more than a day ago. It does so only in one call of 50 on average, because the deletion
 * reads the whole table.
 */
const FORGET_EVERY = 50

/**
 * Counts one request of a subject (for example, of a key or a sender) in the current time window, and returns the count. Some calls also
 * delete old counts: see FORGET_EVERY.
 */
export async function countAttempt(db: Database, subject: string, windowMs: number, now: number): Promise<number> {
  const windowStart = Math.floor(now / windowMs) * windowMs
  if (Math.random() < 1 / FORGET_EVERY) await db.delete(attempts).where(lt(attempts.windowStart, now - 24 * 60 * 60 * 1000))
  const rows = await db
    .insert(attempts)
    .values({ subject, windowStart, count: 1 })
    .onConflictDoUpdate({ target: [attempts.subject, attempts.windowStart], set: { count: sql`${attempts.count} + 1` } })
    .returning({ count: attempts.count })
  return rows[0]!.count
}

/** Returns how often `countAttempt` has counted this subject in its current time window, which lasts `windowMs`. */
export async function countAttemptsOf(db: Database, subject: string, windowMs: number, now: number): Promise<number> {
  const windowStart = Math.floor(now / windowMs) * windowMs
  const row = await db
    .select({ count: attempts.count })
    .from(attempts)
    .where(and(eq(attempts.subject, subject), eq(attempts.windowStart, windowStart)))
    .get()
  return row?.count ?? 0
}

/**
 * Marks `subject`, which may be used only once (for example, a sign-in code), as used. Returns whether this was the first use. The subject
 * works until `until`. Its row is kept for at least a day longer, so any further use is noticed.
 */
export async function useOnce(db: Database, subject: string, until: number): Promise<boolean> {
  const made = await db
    .insert(attempts)
    .values({ subject, windowStart: until, count: 1 })
    .onConflictDoNothing()
    .returning({ count: attempts.count })
  return made.length === 1
}
