import type { Actor } from '../../auth/actor.ts'
import { AppError } from '../../shared/errors.ts'

/**
 * Returns the id of the person who is signed in to the panel. Throws if the request was sent with a key: a person must consent, not a
 * program.
 */
export function requireSession({ sessionId, userId }: Actor): string {
  if (sessionId === null || userId === null)
    throw new AppError('not_found', { detail: 'The request was sent with a key, so there is no session.' })
  return userId
}
