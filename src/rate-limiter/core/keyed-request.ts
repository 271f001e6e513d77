// The rules for idempotency keys of admissions: the scope in which a key is unique, how long the key is remembered, and which requests may
// join the key's generation. Config changes, uploads and deletions have other code for their idempotency keys; it uses the same terms
// (src/shared/idempotency.ts).
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
 * Returns whether the request may join the generation that has its idempotency key. If the caller sent the key, the request may always
 * join. Otherwise `sending` is set: the key is a hash of the request, and the client says whether it sends the request for the first time
 * or repeats it. A repeat may always join. A first sending may join only if its own repeat arrived earlier and began the generation.
 */
export function isRepeat({ idempotency }: Reservation, { generationId, idempotency: asked }: KeyedRequest): boolean {
  const sending = asked?.sending
  if (sending === undefined || sending.repeat) return true
  const ahead = idempotency?.ahead
  return ahead !== undefined && sending.receivedAt <= ahead.before && (ahead.as ?? generationId) === generationId
}

/**
 * A repeat of a request may arrive before the request's first sending, and then begins the generation. Returns the change by which the
 * first sending joins that generation. Returns null if the request is not a first sending, or if the generation does not wait for one.
 * Only one first sending may join: a later first sending with equal content is a new request.
 */
export function claimOf(firstCall: Reservation, { generationId, idempotency: asked }: KeyedRequest): ClaimChange | null {
  const { idempotency } = firstCall
  if (asked?.sending?.repeat !== false || idempotency?.ahead?.as !== null) return null
  return {
    kind: 'claim',
    reservation: { ...firstCall, idempotency: { ...idempotency, ahead: { ...idempotency.ahead, as: generationId } } },
  }
}
