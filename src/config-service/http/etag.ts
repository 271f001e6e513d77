import type { AuditActor } from '../db/audit.ts'
import type { Context } from 'hono'
import { stale } from '../change/change.ts'
import type { AppEnv } from '../services.ts'

export const etag = (version: number) => `"${version}"`

/** The version to expect in the batch: the one that was read, which must be the one that If-Match names, where it came. */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  // Weak, where the answer was compressed on its way: a version is the same all the same.
  if (ifMatch !== undefined && ifMatch.replace(/^W\//, '') !== etag(current)) throw stale()
  return current
}

/** Who the audit log names for this request. */
export function auditActor(c: Context<AppEnv>): AuditActor {
  const { actor, requestId } = c.var
  if (actor.sessionId !== null) return { kind: 'session', id: actor.userId, requestId }
  return actor.userId === null ? { kind: 'key', id: actor.keyId, requestId } : { kind: 'user', id: actor.userId, requestId }
}
