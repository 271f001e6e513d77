import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { bearerToken } from '../../auth/authenticate.ts'
import { BodyMemory } from '../../contract/body-memory.ts'
import { MAX_JSON_BYTES, readCapped } from '../../contract/body.ts'
import type { Operation } from '../../contract/operation.ts'
import { decodeBase64, encodeBase64 } from '../../shared/base64.ts'
import { aesKey, hmacSha256, sha256Hex, utf8 } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { headersToStore, IDEMPOTENCY_WINDOW_MS, requireSameBody } from '../../shared/idempotency.ts'
import { type KeyedChange, Rehearsed } from '../change/keyed-change.ts'
import { publishChange } from '../change/publish.ts'
import { idempotency } from '../db/schema.ts'
import { ownerOf } from '../sessions/authorize-request.ts'
import { sessionTokenOf } from '../sessions/session-token.ts'
import type { AppEnv } from './app-env.ts'

const SAFE_METHODS = new Set(['get', 'head'])

type FirstCall = typeof idempotency.$inferSelect

/**
 * Runs a write once per Idempotency-Key. `applyChange` writes the idempotency row in the batch of the change; the response is added to the
 * row afterwards. A repeat gets the stored response. If no response was stored, or if the repeat cannot decrypt it, the result is read
 * again with GET. Without an Idempotency-Key, and for an operation that only reads or needs no API key, this function only calls `run`.
 * @param checkHead checks path, query and headers of a repeat, as `run` would.
 * @param readAgain reads the result again, with GET.
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
  const keyScope = await sha256Hex(JSON.stringify([c.var.actor.keyId, operation.operationId, c.req.path, key]))
  const bodyHash = await hashBody(c.req.raw, operation, new BodyMemory(ownerOf(c)))
  const firstCall = await db.select().from(idempotency).where(eq(idempotency.keyScope, keyScope)).get()
  if (firstCall !== undefined && firstCall.createdAt > clock() - IDEMPOTENCY_WINDOW_MS) {
    requireSameBody(firstCall, { bodyHash })
    await checkHead()
    return replay(c, operation, firstCall, key, run, readAgain)
  }
  const keyedChange: KeyedChange = { keyScope, bodyHash, pending: null }
  c.set('idempotency', keyedChange)
  const response = await run()
  if (response.ok) await storeResponse(c, keyScope, key, response.clone())
  if (keyedChange.pending !== null) throw keyedChange.pending
  return response
}

async function replay(
  c: Context<AppEnv>,
  operation: Operation,
  firstCall: FirstCall,
  key: string,
  run: () => Promise<Response>,
  readAgain: (path: string) => Promise<Response>,
): Promise<Response> {
  // The change is published again: the first call may have broken off before it published the change, or may have failed to reach a
  // limiter.
  await publishChange(c.var.services, firstCall.changeId)
  if (firstCall.sealedResponse !== null && firstCall.status !== null) {
    const opened = await openResponse(c, key, firstCall.sealedResponse)
    if (opened !== null) {
      const { headers, body, standing } = JSON.parse(opened) as { headers: [string, string][]; body: string | null; standing?: string }
      if (standing !== standingOf(c)) await rehearse(c, firstCall, run)
      return new Response(body, { status: firstCall.status, headers })
    }
  }
  if (operation.method === 'delete') return new Response(null, { status: 204 })
  if (firstCall.resultPath === null) {
    throw new AppError('conflict', {
      detail:
        'It was done, but the answer was lost on the way. Read what is there; if the answer held a secret, rotate it to get a new one.',
    })
  }
  const read = await readAgain(firstCall.resultPath)
  // Earlier versions stored the status only together with the response.
  const status = firstCall.status ?? (operation.method === 'post' ? 201 : 200)
  if (!read.ok || status !== 201) return read
  const headers = new Headers(read.headers)
  headers.set('location', firstCall.resultPath)
  return new Response(read.body, { status: 201, headers })
}

/**
 * Returns the caller's rights as a text. If a repeat has another text than the first call, `rehearse` checks whether the caller may still
 * make the change.
 */
function standingOf(c: Context<AppEnv>): string {
  const { role, grants, scopes } = c.var.actor
  return JSON.stringify([role, grants.map((grant) => `${grant.instanceId} ${grant.role}`).toSorted(), scopes.toSorted()])
}

/**
 * Checks whether a repeat may get the stored response, which may contain a secret. Called if the caller's rights have changed since the
 * first call. Runs the operation again, but stops it before it stores its change. Throws if the operation refuses the caller (401, 403 or
 * 404), or fails unexpectedly. Other AppErrors are ignored, because they result from the change that the first call made.
 */
async function rehearse(c: Context<AppEnv>, { keyScope, bodyHash }: FirstCall, run: () => Promise<Response>): Promise<void> {
  c.set('idempotency', { keyScope, bodyHash, pending: null, rehearsal: true })
  try {
    await run()
  } catch (error) {
    if (error instanceof AppError && [401, 403, 404].includes(error.status)) throw error
    if (!(error instanceof AppError) && !(error instanceof Rehearsed)) throw error
  }
}

async function storeResponse(c: Context<AppEnv>, keyScope: string, key: string, response: Response): Promise<void> {
  const headers = headersToStore(response)
  const body = response.status === 204 ? null : await response.text()
  const sealedResponse = await sealResponse(c, key, JSON.stringify({ headers, body, standing: standingOf(c) }))
  await c.var.services.db.update(idempotency).set({ status: response.status, sealedResponse }).where(eq(idempotency.keyScope, keyScope))
}

/**
 * Hashes the body together with its content type: the same bytes with another media type are another body. This function reads the body
 * before the operation does, so it must apply the operation's size limit, too. `memory` counts the bytes that are read. This function
 * subtracts them at the end, because the operation reads and counts the body again.
 */
async function hashBody(request: Request, { maxBodyBytes }: Operation, memory: BodyMemory): Promise<string> {
  const cap = typeof maxBodyBytes === 'number' ? maxBodyBytes : MAX_JSON_BYTES
  if (request.body === null) return ''
  const media = request.headers.get('content-type')?.split(';')[0]!.trim().toLowerCase() ?? ''
  try {
    const bytes = await readCapped(request.clone() as Request, cap, memory)
    return `${media}:${await sha256Hex(bytes)}`
  } finally {
    memory.giveBack()
  }
}

// Derives the encryption key of a stored response, which may contain a secret that is shown once. The encryption key is derived from the
// caller's API key or session token. Neither is stored, so the database alone does not reveal the response.
async function responseKey(c: Context<AppEnv>, key: string): Promise<CryptoKey> {
  // The encryption key depends only on the API key or the session token, because a repeat may differ in the rest of the Authorization or
  // Cookie header.
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
 * Decrypts a stored response. Returns null if the repeat was not sent with the secret of the first call. For example, the first call was
 * sent with an API key, and the repeat with a session that was opened with this key.
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
