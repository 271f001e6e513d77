// Limits how often configuration may be written. Most writes publish a snapshot, and the limiter then reads its whole policy again, so
// unlimited writes would delay the instance's admissions.
import type { Actor, Role } from '../../auth/actor.ts'
import type { Operation } from '../../contract/operation.ts'
import { AppError } from '../../shared/errors.ts'
import { countAttempt } from '../db/sessions.ts'
import type { Services } from '../services.ts'

const WINDOW_MS = 60_000
/** The maximum number of writes in a minute with all keys and sessions of one user, by the user's role. Also in docs/api/limits.md. */
const OF_ACTOR: Record<Role, number> = { superadmin: 3000, admin: 600, developer: 60, viewer: 30 }
/** The maximum number of writes of one project key with the scope `manage` in a minute. */
const OF_PROJECT_KEY = 60
/** The maximum number of writes in a minute by everyone who belongs to one organization. */
const OF_ORGANIZATION = 1200

const SAFE_METHODS = new Set(['get', 'head'])

/**
 * Counts a write. Throws `rate_limited` if the actor or the actor's organization has made too many writes. Writes of a superadmin do not
 * count for an organization, because superadmins run the platform.
 */
export async function requireWriteRoom({ db, clock }: Services, actor: Actor, operation: Operation): Promise<void> {
  if (SAFE_METHODS.has(operation.method)) return
  const now = clock()
  const most = actor.role === null ? OF_PROJECT_KEY : OF_ACTOR[actor.role]
  if ((await countAttempt(db, `write|${actor.userId ?? actor.keyId}`, WINDOW_MS, now)) > most)
    throw tooMany(`at most ${most} changes a minute for you`, now)
  if (actor.role === 'superadmin') return
  if ((await countAttempt(db, `write|${actor.organizationId}`, WINDOW_MS, now)) > OF_ORGANIZATION)
    throw tooMany(`at most ${OF_ORGANIZATION} changes a minute for the organization`, now)
}

function tooMany(what: string, now: number): AppError {
  return new AppError('rate_limited', {
    detail: `Configuration is changed too often: ${what}.`,
    retryAfterMs: WINDOW_MS - (now % WINDOW_MS),
  })
}
