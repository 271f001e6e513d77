// Idempotency keys of the writes that need no admission, such as uploads, deletions and cancels. The limiter keeps the keys of `generate`,
// as a part of admission.
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Replied } from '../../contract/reply.ts'
import { sha256, sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { headersToStore, IDEMPOTENCY_WINDOW_MS, requireSameBody } from '../../shared/idempotency.ts'
import { idFrom, type IdPrefix, newId } from '../../shared/ids.ts'
import { errorFields, log } from '../../shared/log.ts'
import { signedNow, withoutSignatures } from '../delivery/stored-links.ts'
import { idempotencyKeys } from '../db/schema.ts'
import type { AppEnv } from './app-env.ts'
import type { Database } from '../db/database.ts'

/** A call that has no outcome after this time is considered broken off, and a repeat resumes it. */
const ABANDONED_AFTER_MS = 60_000

/** A call with an idempotency key. The idempotency key (`key`) is unique within its `projectId` and `operation`. */
interface KeyedCall {
  projectId: string
  operation: string
  key: string
  bodyHash: string
}

/** One execution of the function `write` (see `runOnce`). There may have been earlier executions with the same idempotency key. */
export interface KeyedRun {
  /** Whether an earlier execution broke off. If so, its outcome is unknown: the work may already be done. */
  resumed: boolean
  /** Returns an id for a new resource: the same id in every execution with this idempotency key. */
  id(prefix: IdPrefix): Promise<string>
}

/**
 * Runs `write` once per idempotency key: a repeat with the same body gets the first response; a repeat with another body gets 422. A
 * refused call is not remembered. A repeat resumes a call that broke off. Without the header `Idempotency-Key`, `write` simply runs.
 * @param body the parameters of the request's path and body. The body hash is made of them.
 */
export async function runOnce(
  c: Context<AppEnv>,
  operation: string,
  body: unknown,
  write: (keyed: KeyedRun) => Promise<Replied>,
): Promise<Replied> {
  const key = c.req.header('idempotency-key')
  const { services, principal } = c.var
  if (key === undefined) return write({ resumed: false, id: async (prefix) => newId(prefix, services.clock) })
  const call: KeyedCall = { projectId: principal.projectId, operation, key, bodyHash: await sha256Hex(JSON.stringify(body)) }
  const registered = await registerCall(services.db, call, services.clock())
  if ('firstCall' in registered) return replay(c, call, registered.firstCall)
  const { resumed, firstAt } = registered
  const id = async (prefix: IdPrefix) => idFrom(prefix, firstAt, await sha256(JSON.stringify([call, firstAt])))
  let response: Replied
  try {
    response = await write({ resumed, id })
  } catch (error) {
    const open = and(isCall(call), isNull(idempotencyKeys.status))
    // A refusal has changed nothing, so its idempotency key is free again. After a failure, or if an earlier execution broke off, something
    // may have changed: the key stays, marked as broken off, and a repeat resumes the call.
    if (error instanceof AppError && error.status < 500 && !resumed) await services.db.delete(idempotencyKeys).where(open)
    else await services.db.update(idempotencyKeys).set({ createdAt: 0 }).where(open)
    throw error
  }
  try {
    await storeResponse(services.db, call, response)
  } catch (error) {
    // The write is done and the caller gets its response. But the response was not stored, so a repeat will resume the call.
    log('warn', 'idempotent_answer_not_kept', { request_id: c.var.requestId, operation_id: operation, ...errorFields(error) })
  }
  return response
}

type FirstCall = typeof idempotencyKeys.$inferSelect

function isCall(call: KeyedCall) {
  return and(
    eq(idempotencyKeys.projectId, call.projectId),
    eq(idempotencyKeys.operation, call.operation),
    eq(idempotencyKeys.key, call.key),
  )
}

/** Registers the call if its idempotency key is new, or if the first call with this key broke off; otherwise returns the first call. */
async function registerCall(
  db: Database,
  call: KeyedCall,
  now: number,
): Promise<{ resumed: boolean; /** When the key was first seen. */ firstAt: number } | { firstCall: FirstCall }> {
  const abandoned = and(
    isNull(idempotencyKeys.status),
    lt(idempotencyKeys.createdAt, now - ABANDONED_AFTER_MS),
    eq(idempotencyKeys.bodyHash, call.bodyHash),
  )
  const [, inserted, resumed, found] = await db.batch([
    db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.projectId, call.projectId), lt(idempotencyKeys.expiresAt, now))),
    db
      .insert(idempotencyKeys)
      .values({ ...call, createdAt: now, expiresAt: now + IDEMPOTENCY_WINDOW_MS })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
    db
      .update(idempotencyKeys)
      .set({ createdAt: now })
      .where(and(isCall(call), abandoned))
      .returning({ expiresAt: idempotencyKeys.expiresAt }),
    db.select().from(idempotencyKeys).where(isCall(call)),
  ])
  if (inserted.length > 0) return { resumed: false, firstAt: now }
  if (resumed.length > 0) return { resumed: true, firstAt: resumed[0]!.expiresAt - IDEMPOTENCY_WINDOW_MS }
  return { firstCall: found[0]! }
}

async function replay(c: Context<AppEnv>, call: KeyedCall, firstCall: FirstCall): Promise<Replied> {
  requireSameBody(firstCall, call)
  if (firstCall.status === null)
    throw new AppError('conflict', {
      detail: 'The first call with this Idempotency-Key is still running. Repeat the request in a second.',
      retryAfterMs: 1000,
    })
  const headers = JSON.parse(firstCall.headers ?? '{}') as Record<string, string>
  const body = firstCall.body === null ? null : await signedNow(c.var.services, firstCall.body)
  // `reply` checked the response when it was made, so the stored response is not checked again.
  return c.newResponse(body, { status: firstCall.status as 200, headers }) as Replied
}

async function storeResponse(db: Database, call: KeyedCall, response: Replied): Promise<void> {
  const headers = Object.fromEntries(headersToStore(response))
  const body = response.body === null ? null : withoutSignatures(await response.clone().text())
  await db
    .update(idempotencyKeys)
    .set({ status: response.status, headers: JSON.stringify(headers), body })
    .where(isCall(call))
}
