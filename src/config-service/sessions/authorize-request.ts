import type { Context } from 'hono'
import type { Actor } from '../../auth/actor.ts'
import { actorOf, bearerToken, checkKey, keyFault, type KeyCheck, type KeyRefusalCode, type StoredKey } from '../../auth/authenticate.ts'
import { requireOperation } from '../../auth/authorize.ts'
import { OPEN } from '../../contract/authorize-in-turn.ts'
import type { Operation } from '../../contract/operation.ts'
import { AppError } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import { noticeRestore } from '../change/after-restore.ts'
import { findKeyByHash, type FoundKey, touchKey } from '../db/keys.ts'
import { deleteSession, extendSession, findSessionByHash, type SessionRow } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import type { Services } from '../services.ts'
import { requireWriteRoom } from '../http/write-rates.ts'
import { CSRF_HEADER, hashSessionToken, isCsrfToken, SESSION_IDLE_MS, SESSION_LONGEST_MS, sessionTokenOf } from './session-token.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** The minimum time between two writes of a session's expiry, however many requests the session makes. */
const EXTEND_AFTER_MS = 60_000
const NOTE_USE_AFTER_MS = 60_000

/**
 * Runs before every operation: finds the caller, by key or by the panel's cookie, and checks the access. Everything is read from the
 * database at each request.
 */
export async function authorizeRequest(c: Context<AppEnv>, operation: Operation): Promise<void> {
  c.set('operation', operation)
  if (operation.open) return
  const actor = await identify(c.var.services, c.req.raw)
  c.set('actor', actor)
  requireOperation(actor, operation)
  await requireWriteRoom(c.var.services, actor, operation)
}

/**
 * Returns the id of the instance or organization to which the caller's key or session belongs; OPEN for a request without a key or session.
 * The request uses this owner's share of the isolate's thread and memory.
 */
export function ownerOf(c: Context<AppEnv>): string {
  const actor = c.var.actor as Actor | undefined
  return actor?.instanceId ?? actor?.organizationId ?? OPEN
}

async function identify(services: Services, request: Request): Promise<Actor> {
  const authorization = request.headers.get('authorization')
  const sessionToken = authorization === null ? sessionTokenOf(request.headers.get('cookie')) : null
  return sessionToken === null ? byKey(services, authorization) : bySession(services, request, sessionToken)
}

async function byKey(services: Services, authorization: string | null): Promise<Actor> {
  const now = services.clock()
  const checked = await checkCurrentKey(services, bearerToken(authorization))
  if (!checked.ok) throw unauthorized(checked.code)
  noteUse(services, checked.key, now)
  return actorOf(checked.key)
}

/**
 * Checks a key. If the database was restored to an earlier time, a key that had ended before the restore may look valid. So if the key is
 * valid, `noticeRestore` looks for a restore, and ends such keys again. After a restore, this function checks the key a second time.
 */
export async function checkCurrentKey(services: Services, token: string | null): Promise<KeyCheck> {
  const { db, environment, clock } = services
  let found: FoundKey | null = null
  const check = () =>
    checkKey(token, { findKey: async (hashes) => (found = await findKeyByHash(db, hashes)) }, environment.KEY_PEPPERS, clock())
  const checked = await check()
  if (!checked.ok || found === null) return checked
  const { organizationId, auditEnd } = found as FoundKey
  return (await noticeRestore(services, organizationId, auditEnd)) ? check() : checked
}

async function bySession(services: Services, request: Request, token: string): Promise<Actor> {
  const { db, environment, clock } = services
  const now = clock()
  const found = await findSessionByHash(db, await hashSessionToken(token, environment.SESSION_KEY), now)
  if (found === null) throw unauthorized('session_expired')
  const { session, key } = found
  // If the database was restored, it may hold sessions that had ended. So `noticeRestore` has deleted all sessions of the organization,
  // including this one.
  if (key !== null && (await noticeRestore(services, key.organizationId, key.auditEnd))) throw unauthorized('session_expired')
  if (key === null || keyFault(key, now) !== null) {
    await deleteSession(db, session.id)
    throw unauthorized('session_expired')
  }
  if (!SAFE_METHODS.has(request.method) && !(await isCsrfToken(request.headers.get(CSRF_HEADER), session.id, environment.SESSION_KEY))) {
    throw new AppError('csrf_failed', { detail: 'Send the csrf_token of your session as X-CSRF-Token.' })
  }
  await extend(services, session, now)
  noteUse(services, key, now)
  return actorOf(key, session.id)
}

/**
 * Stores the present time as the key's time of last use. The response does not wait for this write. The time needs to be exact only to the
 * minute, so not every request writes it.
 */
function noteUse({ db, waitUntil }: Services, key: StoredKey, now: number): void {
  if (key.lastUsedAt !== null && now - key.lastUsedAt < NOTE_USE_AFTER_MS) return
  const noted = touchKey(db, key.keyId, now)
  waitUntil(noted.catch((error: unknown) => log('warn', 'key_use_not_noted', { key_id: key.keyId, ...errorFields(error) })))
}

async function extend(services: Services, session: SessionRow, now: number): Promise<void> {
  const expiresAt = Math.min(now + SESSION_IDLE_MS, session.createdAt + SESSION_LONGEST_MS)
  if (expiresAt - session.expiresAt >= EXTEND_AFTER_MS) await extendSession(services.db, session.id, expiresAt)
}

const WORDS: Record<KeyRefusalCode | 'session_expired', string> = {
  missing_key: 'Send a key as Authorization: Bearer cma_live_….',
  invalid_key: 'There is no such key. Look for a missing or changed character.',
  expired_key: 'Make a new one, or rotate it before it ends next time.',
  revoked_key: 'It was taken back and will not work again.',
  session_expired: 'Sign in again.',
}

export function unauthorized(code: KeyRefusalCode | 'session_expired'): AppError {
  return new AppError(code, { detail: WORDS[code] })
}
