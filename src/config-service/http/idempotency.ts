import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { bearerToken } from '../../auth/authenticate.ts'
import { cappedBody, MAX_JSON_BYTES } from '../../contract/body.ts'
import type { Operation } from '../../contract/operation.ts'
import { decodeBase64, encodeBase64 } from '../../shared/base64.ts'
import { aesKey, hmacSha256, sha256Hex, utf8 } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { IDEMPOTENCY_WINDOW_MS, keyReused } from '../../shared/idempotency.ts'
import { type KeyedCall, Rehearsed } from '../change/keyed-call.ts'
import { publishChange } from '../change/publish.ts'
import { idempotency } from '../db/schema.ts'
import { sessionTokenOf } from '../sessions/session-token.ts'
import type { AppEnv } from './app-env.ts'

const SAFE_METHODS = new Set(['get', 'head'])

/**
 * Makes a write with an Idempotency-Key happen once. The row is written by applyChange, in the change's own batch; the response is added
 * afterwards. A repeat gets that response, or, if it was lost, the result read again.
 */
export async function runOnce(
  c: Context<AppEnv>,
  operation: Operation,
  run: () => Promise<Response>,
  checkHead: () => Promise<void>,
  readAgain: (path: string) => Promise<Response>,
): Promise<Response> {
  c.set('idempotency', null)
  const key = c.req.header('idempotency-key')
  if (key === undefined || operation.open || SAFE_METHODS.has(operation.method)) return run()
  const { db, clock } = c.var.services
  const scope = await sha256Hex(JSON.stringify([c.var.actor.keyId, operation.operationId, c.req.path, key]))
  const bodyHash = await hashBody(c.req.raw, operation)
  const firstCall = await db.select().from(idempotency).where(eq(idempotency.scope, scope)).get()
  if (firstCall !== undefined && firstCall.createdAt > clock() - IDEMPOTENCY_WINDOW_MS) {
    if (firstCall.bodyHash !== bodyHash) throw keyReused()
    await checkHead()
    return replay(c, operation, firstCall, key, run, readAgain)
  }
  const mark: KeyedCall = { scope, bodyHash, pending: null }
  c.set('idempotency', mark)
  const answer = await run()
  if (answer.ok) await storeResponse(c, scope, key, answer.clone())
  if (mark.pending !== null) throw mark.pending
  return answer
}

async function replay(
  c: Context<AppEnv>,
  operation: Operation,
  row: typeof idempotency.$inferSelect,
  key: string,
  run: () => Promise<Response>,
  readAgain: (path: string) => Promise<Response>,
): Promise<Response> {
  // The change may not be published yet: the first request may have died, or a limiter could not be reached.
  await publishChange(c.var.services, row.changeId)
  if (row.sealedAnswer !== null && row.status !== null) {
    const opened = await openResponse(c, key, row.sealedAnswer)
    if (opened !== null) {
      const { headers, body, standing } = JSON.parse(opened) as { headers: [string, string][]; body: string | null; standing?: string }
      if (standing !== standingOf(c)) await rehearse(c, row, run)
      return new Response(body, { status: row.status, headers })
    }
  }
  if (operation.method === 'delete') return new Response(null, { status: 204 })
  if (row.resultPath === null) {
    throw new AppError('conflict', {
      detail:
        'It was done, but the answer was lost on the way. Read what is there; where the answer held a secret, rotate it to get a new one.',
    })
  }
  const read = await readAgain(row.resultPath)
  if (!read.ok || operation.method !== 'post') return read
  const headers = new Headers(read.headers)
  headers.set('location', row.resultPath)
  return new Response(read.body, { status: 201, headers })
}

/** What a caller may do depends on this and on the things that the request names. */
function standingOf(c: Context<AppEnv>): string {
  const { role, grants, scopes } = c.var.actor
  return JSON.stringify([role, grants.map((grant) => `${grant.instanceId} ${grant.role}`).toSorted(), scopes.toSorted()])
}

/**
 * The caller has gained or lost rights since the first call, whose answer may hold a secret. So the operation is asked again, up to its change.
 * Throws what it says of a caller who may not; whatever else stands in its way now is the work of the first call.
 */
async function rehearse(
  c: Context<AppEnv>,
  { scope, bodyHash }: typeof idempotency.$inferSelect,
  run: () => Promise<Response>,
): Promise<void> {
  c.set('idempotency', { scope, bodyHash, pending: null, rehearsal: true })
  try {
    await run()
  } catch (error) {
    if (error instanceof AppError && [401, 403, 404].includes(error.status)) throw error
    if (!(error instanceof AppError) && !(error instanceof Rehearsed)) throw error
  }
}

async function storeResponse(c: Context<AppEnv>, scope: string, key: string, answer: Response): Promise<void> {
  const headers = ['content-type', 'etag', 'location'].flatMap((name) =>
    answer.headers.has(name) ? [[name, answer.headers.get(name)!]] : [],
  )
  const body = answer.status === 204 ? null : await answer.text()
  const sealedAnswer = await sealResponse(c, key, JSON.stringify({ headers, body, standing: standingOf(c) }))
  await c.var.services.db.update(idempotency).set({ status: answer.status, sealedAnswer }).where(eq(idempotency.scope, scope))
}

/** Reads the body before its reader does, so it must respect the reader's cap: the copy of what is hashed stays in memory. */
/** Includes the content type: the same bytes as another media type are another body. */
async function hashBody(request: Request, { maxBodyBytes }: Operation): Promise<string> {
  const cap = typeof maxBodyBytes === 'number' ? maxBodyBytes : MAX_JSON_BYTES
  if (request.body === null) return ''
  const media = request.headers.get('content-type')?.split(';')[0]!.trim().toLowerCase() ?? ''
  const bytes = new Uint8Array(await new Response(cappedBody(request.clone() as Request, cap)).arrayBuffer())
  return `${media}:${await sha256Hex(bytes)}`
}

// A response may contain a secret that is shown once. It is sealed with a key derived from the caller's credential, which is stored
// nowhere.
async function responseKey(c: Context<AppEnv>, key: string): Promise<CryptoKey> {
  // Only the secret itself: the rest of its header may be written differently next time.
  const presented = bearerToken(c.req.header('authorization')) ?? sessionTokenOf(c.req.header('cookie')) ?? ''
  return aesKey(await hmacSha256(utf8(presented), `idempotency|${key}`))
}

async function sealResponse(c: Context<AppEnv>, key: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await responseKey(c, key), utf8(text)))
  const bytes = new Uint8Array(nonce.length + sealed.length)
  bytes.set(nonce)
  bytes.set(sealed, nonce.length)
  return encodeBase64(bytes)
}

/**
 * Returns null if it was sealed with something else: the same Idempotency-Key, but first with a key and now through a session, or through
 * another session.
 */
async function openResponse(c: Context<AppEnv>, key: string, text: string): Promise<string | null> {
  const bytes = decodeBase64(text)!
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, await responseKey(c, key), bytes.slice(12))
    return new TextDecoder().decode(opened)
  } catch {
    return null
  }
}
