// The rules for idempotency keys of admissions: in which scope an idempotency key is unique, how long it is remembered, and which requests
// may join the generation that was begun under it. Config changes, uploads and deletions have other code for their idempotency keys; that
// code uses the same terms (src/shared/idempotency.ts).
import type { AdmitRequest, Idempotency } from '../../shared/config-rpc.ts'
import { withoutHost } from '../../shared/generation-id.ts'
import type { ClaimChange, Reservation } from './reservation.ts'

/** The parts of a request that identify it. */
export type KeyedRequest = Pick<AdmitRequest, 'projectId' | 'keyId' | 'generationId' | 'hosted' | 'operation' | 'idempotency'>

/**
 * Returns the key scope as a text with the project, the operation and the idempotency key. If the caller sent no idempotency key, a hash
 * of the request takes its place, and the text also has the id of the API key.
 */
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
 * Returns whether a request may join a generation that was begun under the request's idempotency key. If the caller sent the key, the
 * request may always join. Otherwise `sending` is set: the key is a hash of the request, and the client says whether it sends the request
 * for the first time or repeats it. A repeat may always join. A first sending may join only if its own repeat arrived earlier and began the
 * generation.
 */
export function isRepeat({ idempotency }: Reservation, { generationId, hosted, idempotency: asked }: KeyedRequest): boolean {
  const sending = asked?.sending
  if (sending === undefined || sending.repeat) return true
  const ahead = idempotency?.ahead
  return ahead !== undefined && sending.receivedAt <= ahead.before && (ahead.as === null || isSameCall(ahead.as, generationId, hosted))
}

/**
 * Returns whether two generation ids belong to the same call. If a call is sent again, the limiter may choose another host for it, so the
 * host in the ids is ignored.
 */
function isSameCall(one: string, other: string, hosted: true | undefined): boolean {
  return one === other || (hosted === true && withoutHost(one) === withoutHost(other))
}

/**
 * A repeat can overtake the first sending of its request and begin a generation. When the first sending arrives, it joins this generation.
 * Returns the change that records this in the reservation. Returns null if the request is not a first sending, if no repeat has begun the
 * generation, or if a first sending has already joined it. Only one first sending may join, because a second first sending with equal
 * content is a new request.
 */
export function claimOf(firstCall: Reservation, { generationId, idempotency: asked }: KeyedRequest): ClaimChange | null {
  const { idempotency } = firstCall
  if (asked?.sending?.repeat !== false || idempotency?.ahead?.as !== null) return null
  return {
    kind: 'claim',
    reservation: { ...firstCall, idempotency: { ...idempotency, ahead: { ...idempotency.ahead, as: generationId } } },
  }
}
