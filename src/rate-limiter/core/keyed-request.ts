// The rules for idempotency keys of admissions: the scope in which a key is unique, how long it is remembered, and which requests may join
// its generation. The other two engines use the same terms (src/shared/idempotency.ts).
import type { AdmitRequest, Idempotency } from '../../shared/config-rpc.ts'
import type { ClaimChange, Reservation } from './reservation.ts'

/** The parts of a request that identify it. */
export type KeyedRequest = Pick<AdmitRequest, 'projectId' | 'keyId' | 'generationId' | 'operation' | 'idempotency'>

/** Returns the key scope: the project and the operation, and also the API key if the caller sent no idempotency key. */
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

/**
 * Whether the request may join this generation, which has the same idempotency key. A request with a key of the caller may always join,
 * and so may a repeat. A first sending may join only if its own repeat arrived earlier and began the generation.
 */
export function isRepeat({ idempotency }: Reservation, { generationId, idempotency: asked }: KeyedRequest): boolean {
  const sending = asked?.sending
  if (sending === undefined || sending.repeat) return true
  const ahead = idempotency?.ahead
  return ahead !== undefined && sending.receivedAt <= ahead.before && (ahead.as ?? generationId) === generationId
}

/**
 * A repeat can arrive before the first call and begin the generation. The first call then joins that generation; this function returns the
 * change that does so. Returns null if the request is not a first call, or if the generation does not wait for one. Only one first call
 * may join: a later one with equal content is a new request.
 */
export function claimOf(firstCall: Reservation, { generationId, idempotency: asked }: KeyedRequest): ClaimChange | null {
  const { idempotency } = firstCall
  if (asked?.sending?.repeat !== false || idempotency?.ahead?.as !== null) return null
  return {
    kind: 'claim',
    reservation: { ...firstCall, idempotency: { ...idempotency, ahead: { ...idempotency.ahead, as: generationId } } },
  }
}
