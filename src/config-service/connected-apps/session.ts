import type { Actor } from '../../auth/actor.ts'
import { AppError } from '../../shared/errors.ts'

/** Consent is given by a person in the panel: a program with a key must not be able to give it. Returns the person's id. */
export function requireSession({ sessionId, userId }: Actor): string {
  if (sessionId === null || userId === null)
    throw new AppError('not_found', { detail: 'The request was sent with a key, so there is no session.' })
  return userId
}
