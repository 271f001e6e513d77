// Idempotency keys of admissions: what a key is unique in, how long it counts, and which requests may join the generation that it stands for.
// The words are those of the other engines (src/shared/idempotency.ts).
import type { AdmitRequest, Idempotency } from '../../shared/config-rpc.ts'
import type { ClaimChange, Reservation } from './reservation.ts'

/** The parts of a request that identify it. */
export type KeyedRequest = Pick<AdmitRequest, 'projectId' | 'keyId' | 'generationId' | 'operation' | 'idempotency'>

/** The key scope: the project and the operation; without a caller's key, also the sender. */
export function keyScopeOf({ projectId, operation, keyId }: KeyedRequest, { key, sending }: Idempotency): string {
  const scope = `${projectId}|${operation}|${key}`
  return sending === undefined ? scope : `sent:${keyId}|${scope}`
}

export function keyWindow(
  { bodyHash, ttlSeconds, sending }: Idempotency,
  nowMs: number,
): Omit<NonNullable<Reservation['idempotency']>, 'scope'> {
  const ahead = sending?.repeat === true ? { ahead: { before: sending.receivedAt, as: null } } : {}
  return { bodyHash, until: nowMs + ttlSeconds * 1000, ...ahead }
}

/** Whether the request may join: as a repeat of the call that began this, or as the first sending of what a repeat began. */
export function isRepeat({ idempotency }: Reservation, { generationId, idempotency: asked }: KeyedRequest): boolean {
  const sending = asked?.sending
  if (sending === undefined || sending.repeat) return true
  const ahead = idempotency?.ahead
  return ahead !== undefined && sending.receivedAt <= ahead.before && (ahead.as ?? generationId) === generationId
}

/** One first sending joins the generation that its repeat began; the next similar one is another request. */
export function claimOf(firstCall: Reservation, { generationId, idempotency: asked }: KeyedRequest): ClaimChange | null {
  const { idempotency } = firstCall
  if (asked?.sending?.repeat !== false || idempotency?.ahead?.as !== null) return null
  return {
    kind: 'claim',
    reservation: { ...firstCall, idempotency: { ...idempotency, ahead: { ...idempotency.ahead, as: generationId } } },
  }
}
