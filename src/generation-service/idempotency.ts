// Idempotency-Key for the writes that no limiter sees; `generate` has its keys in the limiter, inside of admission.
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Replied } from '../contract/reply.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { AppError } from '../shared/errors.ts'
import { idempotencyKeys } from './db/schema.ts'
import type { AppEnv, Database } from './services.ts'

const KEPT_MS = 24 * 3_600_000
/** A first call that has not ended by then died; a repeat takes its place. */
const ABANDONED_AFTER_MS = 60_000
/** Headers of an answer that are kept with it. */
const KEPT_HEADERS = ['content-type', 'location', 'etag']

interface Claim {
  projectId: string
  operation: string
  key: string
  bodyHash: string
}

/**
 * Runs `write` once per key: a repeat with the same body answers what the first call answered; with another body it is a 422. A call
 * that failed is not kept. Without the header `write` simply runs.
 * @param body what the request asks for, path and body, as JSON.
 */
export async function idempotent(c: Context<AppEnv>, operation: string, body: unknown, write: () => Promise<Replied>): Promise<Replied> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return write()
  const { services, principal } = c.var
  const claim: Claim = { projectId: principal.projectId, operation, key, bodyHash: await sha256Hex(JSON.stringify(body)) }
  const earlier = await take(services.db, claim, services.clock())
  if (earlier !== null) return replay(c, claim, earlier)
  try {
    const response = await write()
    await keep(services.db, claim, response)
    return response
  } catch (error) {
    await services.db.delete(idempotencyKeys).where(and(mine(claim), isNull(idempotencyKeys.status)))
    throw error
  }
}

type Row = typeof idempotencyKeys.$inferSelect

function mine(claim: Claim) {
  return and(
    eq(idempotencyKeys.projectId, claim.projectId),
    eq(idempotencyKeys.operation, claim.operation),
    eq(idempotencyKeys.key, claim.key),
  )
}

/** Null: the key is ours now. */
async function take(db: Database, claim: Claim, now: number): Promise<Row | null> {
  const gone = or(
    lt(idempotencyKeys.expiresAt, now),
    and(isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, now - ABANDONED_AFTER_MS)),
  )
  const [, inserted, found] = await db.batch([
    db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.projectId, claim.projectId), gone)),
    db
      .insert(idempotencyKeys)
      .values({ ...claim, createdAt: now, expiresAt: now + KEPT_MS })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
    db.select().from(idempotencyKeys).where(mine(claim)),
  ])
  return inserted.length > 0 ? null : (found[0] ?? null)
}

function replay(c: Context<AppEnv>, claim: Claim, earlier: Row): Replied {
  if (earlier.bodyHash !== claim.bodyHash) {
    throw new AppError('idempotency_key_reused', {
      errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body' }],
    })
  }
  if (earlier.status === null)
    throw new AppError('conflict', { detail: 'The first call with this Idempotency-Key is still at work.', retryAfterMs: 1000 })
  const headers = JSON.parse(earlier.headers ?? '{}') as Record<string, string>
  // What was answered once went through `reply` then.
  return c.newResponse(earlier.body, { status: earlier.status as 200, headers }) as Replied
}

async function keep(db: Database, claim: Claim, response: Replied): Promise<void> {
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name)!]] : [])),
  )
  const body = response.body === null ? null : await response.clone().text()
  await db
    .update(idempotencyKeys)
    .set({ status: response.status, headers: JSON.stringify(headers), body })
    .where(mine(claim))
}
