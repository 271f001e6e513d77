// Idempotency-Key for the writes that no limiter sees; `generate` has its keys in the limiter, inside of admission.
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Replied } from '../../contract/reply.ts'
import { sha256, sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { IDEMPOTENCY_WINDOW_MS, keyReused } from '../../shared/idempotency.ts'
import { idFrom, type IdPrefix, newId } from '../../shared/ids.ts'
import { errorFields, log } from '../../shared/log.ts'
import { signedNow, withoutSignatures } from '../delivery/stored-links.ts'
import { idempotencyKeys } from '../db/schema.ts'
import type { AppEnv } from './app-env.ts'
import type { Database } from '../db/database.ts'

/** A call that has not ended by then is considered dead; a repeat takes over. */
const ABANDONED_AFTER_MS = 60_000
/** Response headers that are stored with the response. */
const KEPT_HEADERS = ['content-type', 'location', 'etag']

interface KeyedCall {
  projectId: string
  operation: string
  key: string
  bodyHash: string
}

/** The facts about earlier calls with the same key. */
export interface Trial {
  /** An earlier call began and its outcome is unknown: the work may already be done. */
  resumed: boolean
  /** An id for a new resource: every attempt with one key gets the same id. */
  id(prefix: IdPrefix): Promise<string>
}

/**
 * Runs `write` once per key: a repeat with the same body gets the first response; a repeat with another body gets 422. A refused call is
 * not kept; a call that broke off is resumed by its repeat. Without the header, `write` simply runs.
 * @param body the requested path and body, as JSON.
 */
export async function runOnce(
  c: Context<AppEnv>,
  operation: string,
  body: unknown,
  write: (trial: Trial) => Promise<Replied>,
): Promise<Replied> {
  const key = c.req.header('idempotency-key')
  const { services, principal } = c.var
  if (key === undefined) return write({ resumed: false, id: async (prefix) => newId(prefix, services.clock) })
  const claim: KeyedCall = { projectId: principal.projectId, operation, key, bodyHash: await sha256Hex(JSON.stringify(body)) }
  const taken = await registerCall(services.db, claim, services.clock())
  if ('earlier' in taken) return replay(c, claim, taken.earlier)
  const { resumed, firstAt } = taken
  const id = async (prefix: IdPrefix) => idFrom(prefix, firstAt, await sha256(JSON.stringify([claim, firstAt])))
  let response: Replied
  try {
    response = await write({ resumed, id })
  } catch (error) {
    const open = and(isCall(claim), isNull(idempotencyKeys.status))
    // A refusal has changed nothing. A failure, or a lost response, may have changed something, and its repeat must know that.
    if (error instanceof AppError && error.status < 500 && !resumed) await services.db.delete(idempotencyKeys).where(open)
    else await services.db.update(idempotencyKeys).set({ createdAt: 0 }).where(open)
    throw error
  }
  try {
    await storeResponse(services.db, claim, response)
  } catch (error) {
    // The write is done and the caller gets its response. A repeat finds a call that never ended, and resumes it.
    log('warn', 'idempotent_answer_not_kept', { request_id: c.var.requestId, operation_id: operation, ...errorFields(error) })
  }
  return response
}

type Row = typeof idempotencyKeys.$inferSelect

function isCall(claim: KeyedCall) {
  return and(
    eq(idempotencyKeys.projectId, claim.projectId),
    eq(idempotencyKeys.operation, claim.operation),
    eq(idempotencyKeys.key, claim.key),
  )
}

/** Takes the key, new or left by a call that never ended; otherwise returns the existing row. */
async function registerCall(
  db: Database,
  claim: KeyedCall,
  now: number,
): Promise<{ resumed: boolean; /** When the key was first seen. */ firstAt: number } | { earlier: Row }> {
  const abandoned = and(
    isNull(idempotencyKeys.status),
    lt(idempotencyKeys.createdAt, now - ABANDONED_AFTER_MS),
    eq(idempotencyKeys.bodyHash, claim.bodyHash),
  )
  const [, inserted, resumed, found] = await db.batch([
    db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.projectId, claim.projectId), lt(idempotencyKeys.expiresAt, now))),
    db
      .insert(idempotencyKeys)
      .values({ ...claim, createdAt: now, expiresAt: now + IDEMPOTENCY_WINDOW_MS })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
    db
      .update(idempotencyKeys)
      .set({ createdAt: now })
      .where(and(isCall(claim), abandoned))
      .returning({ expiresAt: idempotencyKeys.expiresAt }),
    db.select().from(idempotencyKeys).where(isCall(claim)),
  ])
  if (inserted.length > 0) return { resumed: false, firstAt: now }
  if (resumed.length > 0) return { resumed: true, firstAt: resumed[0]!.expiresAt - IDEMPOTENCY_WINDOW_MS }
  return { earlier: found[0]! }
}

async function replay(c: Context<AppEnv>, claim: KeyedCall, earlier: Row): Promise<Replied> {
  if (earlier.bodyHash !== claim.bodyHash) throw keyReused()
  if (earlier.status === null)
    throw new AppError('conflict', { detail: 'The first call with this Idempotency-Key is still at work.', retryAfterMs: 1000 })
  const headers = JSON.parse(earlier.headers ?? '{}') as Record<string, string>
  const body = earlier.body === null ? null : await signedNow(c.var.services, earlier.body)
  // The stored response went through `reply` at the time.
  return c.newResponse(body, { status: earlier.status as 200, headers }) as Replied
}

async function storeResponse(db: Database, claim: KeyedCall, response: Replied): Promise<void> {
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name)!]] : [])),
  )
  const body = response.body === null ? null : withoutSignatures(await response.clone().text())
  await db
    .update(idempotencyKeys)
    .set({ status: response.status, headers: JSON.stringify(headers), body })
    .where(isCall(claim))
}
