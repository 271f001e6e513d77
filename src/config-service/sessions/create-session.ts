import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { StoredKey } from '../../auth/authenticate.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { log } from '../../shared/log.ts'
import { change } from '../change/change.ts'
import { countAttempt, insertSession, countAttemptsOf } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { senderOf } from '../http/sender.ts'
import type { Services } from '../services.ts'
import { checkCurrentKey, unauthorized } from './authorize-request.ts'
import { renderSession } from './render-session.ts'
import { hashSessionToken, newSessionToken, SESSION_IDLE_MS, sessionCookie } from './session-token.ts'
import { spendSignInCode } from './sign-in-link.ts'

const MINUTE_MS = 60_000
/** The maximum number of sign-ins with one valid key within `windowMs`. */
const SIGN_INS = { most: 20, windowMs: MINUTE_MS }
/**
 * The maximum number of failed sign-ins from one address in a time window. Above this number a valid key or link still works, so nobody can
 * be locked out by others at the same address.
 */
const FAILURES = { most: 10, windowMs: 15 * MINUTE_MS }

export class CreateSession extends Route(routes.createSession) {
  async handle(c: Context<AppEnv>) {
    const { services, requestId } = c.var
    const { db, environment, clock } = services
    const sender = senderOf(c)
    const { key, userId } = await checkSignIn(services, this.input.body, sender).catch((error: unknown) => {
      // A failed sign-in gets a log line but no audit entry: anybody can fail to sign in, and the failure belongs to no organization. A
      // sign-in that is refused because of too many earlier attempts (`rate_limited`) does not even get a log line.
      if (error instanceof AppError && error.code !== 'rate_limited')
        log('warn', 'sign_in_failed', { service: 'config', request_id: requestId, code: error.code })
      throw error
    })
    const token = newSessionToken()
    const now = clock()
    const session = {
      id: newId('ses', clock),
      organizationId: key.organizationId,
      userId,
      keyId: key.keyId,
      tokenHash: await hashSessionToken(token, environment.SESSION_KEY),
      createdAt: now,
      expiresAt: now + SESSION_IDLE_MS,
    }
    await change(c, {
      target: { ...session, kind: 'session' },
      actor: { kind: 'user', id: userId, keyId: key.keyId, requestId },
      statements: insertSession(db, session, now),
      audit: {
        action: 'session.create',
        after: { key_id: key.keyId },
      },
    })
    return this.reply(201, await renderSession(session, environment.SESSION_KEY), { 'Set-Cookie': sessionCookie(token) })
  }
}

type Credential = CreateSession['input']['body']

/** Returns the key with which a user signs in, and the user's id. If the user may not sign in, throws an AppError with the reason. */
async function checkSignIn(services: Services, credential: Credential, sender: string) {
  const key = 'code' in credential ? await byLink(services, credential.code, sender) : await byKey(services, credential.key, sender)
  if ((await countAttempt(services.db, `sign-in|${key.keyId}`, SIGN_INS.windowMs, services.clock())) > SIGN_INS.most)
    throw tooMany(SIGN_INS.windowMs, services.clock())
  if (key.userId === null) throw new AppError('insufficient_role', { detail: "A project's key cannot sign in; take a key of a user." })
  if (!key.scopes.includes('manage')) throw new AppError('insufficient_scope', { detail: 'Signing in needs a key with the scope manage.' })
  return { key, userId: key.userId }
}

async function byKey(services: Services, token: string, sender: string): Promise<StoredKey> {
  const checked = await checkCurrentKey(services, token)
  if (checked.ok) return checked.key
  await countFailure(services, sender)
  throw unauthorized(checked.code)
}

async function byLink(services: Services, code: string, sender: string): Promise<StoredKey> {
  const key = await spendSignInCode(services, code)
  if (key !== null) return key
  await countFailure(services, sender)
  throw new AppError('invalid_key', { detail: 'This sign-in link was used before, or has expired. Make a new one, or sign in with a key.' })
}

/** Counts a failed sign-in. If there were too many before, throws 429 and does not count this one. */
async function countFailure({ db, clock }: Services, sender: string): Promise<void> {
  const subject = `sign-in-failed|${sender}`
  if ((await countAttemptsOf(db, subject, FAILURES.windowMs, clock())) >= FAILURES.most) throw tooMany(FAILURES.windowMs, clock())
  await countAttempt(db, subject, FAILURES.windowMs, clock())
}

function tooMany(windowMs: number, now: number): AppError {
  return new AppError('rate_limited', {
    detail: 'There were too many attempts to sign in. Check the key: a valid key is accepted at once. Otherwise wait a while.',
    retryAfterMs: windowMs - (now % windowMs),
  })
}
