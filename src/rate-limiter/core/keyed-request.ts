// The rules for the idempotency keys of admissions: in which scope a key is unique, how long it is remembered, and which requests may join
// the generation of the first request with the same key. The keys of config changes, uploads and deletions are handled elsewhere
// (src/shared/idempotency.ts).
import type { AdmitRequest, Idempotency } from '../../shared/config-rpc.ts'
import { withoutHost } from '../../shared/generation-id.ts'
import type { ClaimChange, Reservation } from './reservation.ts'

/** The parts of a request that identify it. */
export type KeyedRequest = Pick<AdmitRequest, 'projectId' | 'keyId' | 'generationId' | 'hosted' | 'operation' | 'idempotency'>

/**
 * Returns the text under which the limiter finds the generation of a request again: the idempotency key, and the project and the operation,
 * within which the key is unique. If the caller sent no idempotency key, a hash of the request takes the key's place, and the text also has
 * the id of the API key.
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
 * Returns whether a request may join the generation that was admitted under the request's idempotency key. If the caller sent the key,
 * every request with this key may join. Otherwise the key is a hash of the request, and `sending` says whether the client has marked the
 * request as a repeat. A repeat may always join. Any other request is a new one, even if its content is equal, and may not join. There is
 * one exception: if the generation was admitted for a repeat that arrived before its original request, the original request may join.
 */
export function isRepeat({ idempotency }: Reservation, { generationId, hosted, idempotency: asked }: KeyedRequest): boolean {
  const sending = asked?.sending
  if (sending === undefined || sending.repeat) return true
  const ahead = idempotency?.ahead
  return ahead !== undefined && sending.receivedAt <= ahead.before && (ahead.as === null || isSameCall(ahead.as, generationId, hosted))
}

/**
 * Returns whether two generation ids belong to the same admission request. If the request is sent again, the limiter may choose another
 * host, so the host in the ids is ignored.
 */
function isSameCall(one: string, other: string, hosted: true | undefined): boolean {
  return one === other || (hosted === true && withoutHost(one) === withoutHost(other))
}

/**
 * A repeat may reach the limiter before its original request, and so begin the generation. The original request then joins this generation.
 * Returns a change of the reservation, which records that the original request has joined. After that, a request with equal content that is
 * no repeat is a request of its own. Returns null if there is nothing to record:
 * - the caller sent an idempotency key, which says by itself which requests belong together;
 * - this request is itself a repeat;
 * - the generation was begun by the original request and not by a repeat;
 * - the original request has already joined.
 */
export function claimOf(firstCall: Reservation, { generationId, idempotency: asked }: KeyedRequest): ClaimChange | null {
  const { idempotency } = firstCall
  if (asked?.sending?.repeat !== false || idempotency?.ahead?.as !== null) return null
  return {
    kind: 'claim',
    reservation: { ...firstCall, idempotency: { ...idempotency, ahead: { ...idempotency.ahead, as: generationId } } },
  }
}
