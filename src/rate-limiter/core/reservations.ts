// The reservations of an instance. Those that have not ended are in memory. Those that have ended are only in storage (`History`).
import type { RunningCounts } from '../host.ts'
import { isRepeat, type KeyedRequest, keyScopeOf } from './keyed-request.ts'
import type { History, Reservation } from './reservation.ts'

/**
 * Finds reservations by id and by idempotency key. Also finds the reservations whose jobs must call `begin`, and the reservations for which
 * the limiter must ask the job's host whether it knows the job.
 */
export class Reservations {
  readonly #history: History
  readonly #live = new Map<string, Reservation>()
  /** The ids of the reservations in the state `reserved`, without those whose job starts at once (`#unasked`). The oldest id is first. */
  readonly #waiting = new Set<string>()
  /**
   * The ids of the reservations in the state `reserved` whose jobs start without a call of `begin` (`startsAtOnce`). Oldest first, with one
   * exception: `askLater` moves a reservation to the end before the limiter asks the job's host. So if this host does not answer, the
   * limiter can still ask the other hosts.
   */
  readonly #unasked = new Set<string>()
  /** Maps a key scope to the id of the generation that was admitted under it. */
  readonly #idempotency = new Map<string, string>()

  constructor(history: History) {
    this.#history = history
  }

  /** The number of reservations that have not ended. */
  get liveCount(): number {
    return this.#live.size
  }

  isLive(generationId: string): boolean {
    return this.#live.has(generationId)
  }

  find(generationId: string): Reservation | null {
    return this.#live.get(generationId) ?? this.#history.find(generationId)
  }

  /**
   * Returns the reservation of the generation that was admitted under the request's idempotency key, if the request may join this
   * generation; otherwise null.
   */
  findFirstCall(request: KeyedRequest, nowMs: number): Reservation | null {
    if (request.idempotency === null) return null
    const found = this.#findByKeyScope(keyScopeOf(request, request.idempotency), nowMs)
    return found !== null && isRepeat(found, request) ? found : null
  }

  /** Of the reservations that wait for a call of `begin` by their job, returns the oldest one; null if there is none. */
  oldestWaiting(): Reservation | null {
    return this.#firstOf(this.#waiting)
  }

  /** Returns the next reservation for which the limiter must ask the job's host whether it knows the job; null if there is none. */
  firstUnasked(): Reservation | null {
    return this.#firstOf(this.#unasked)
  }

  /** Like `firstUnasked`, but returns several reservations: at most `most`, all admitted at `until` or before. */
  unasked(until: number, most: number): Reservation[] {
    const found: Reservation[] = []
    for (const id of this.#unasked) {
      const reservation = this.#live.get(id)!
      if (found.length === most || reservation.admittedAt > until) break
      found.push(reservation)
    }
    return found
  }

  /**
   * Moves a reservation behind all others for which the limiter must ask the job's host. Called before the limiter asks this reservation's
   * host. So if this host does not answer, the limiter asks the other hosts next.
   */
  askLater(generationId: string): void {
    if (this.#unasked.delete(generationId)) this.#unasked.add(generationId)
  }

  #firstOf(ids: Set<string>): Reservation | null {
    for (const first of ids) return this.#live.get(first)!
    return null
  }

  /** Returns the reservations in the state `begun` whose deadline was before `beforeMs`. */
  overdue(beforeMs: number): Reservation[] {
    return [...this.#live.values()].filter(({ state, deadlineAt }) => state === 'begun' && deadlineAt < beforeMs)
  }

  /** Returns one reservation in the state `held`; null if there is none. */
  firstHeld(): Reservation | null {
    for (const reservation of this.#live.values()) if (reservation.state === 'held') return reservation
    return null
  }

  /** Counts the reservations that have not ended, by state. Makes no list of them: an instance without limits may have very many. */
  counts(): RunningCounts {
    const counts: RunningCounts = { reserved: 0, begun: 0, held: 0, heldMicros: 0 }
    for (const { state, heldMicros } of this.#live.values()) {
      if (state === 'settled' || state === 'released') continue
      counts[state] += 1
      if (state === 'held') counts.heldMicros += heldMicros ?? 0
    }
    return counts
  }

  enter(reservation: Reservation): void {
    const { generationId, idempotency, admittedAt, state, startsAtOnce } = reservation
    this.#live.set(generationId, reservation)
    if (state === 'reserved') (startsAtOnce === true ? this.#unasked : this.#waiting).add(generationId)
    if (idempotency !== null && !this.#awaitsFirst(idempotency.scope, admittedAt)) this.#idempotency.set(idempotency.scope, generationId)
  }

  /** Replaces a reservation in memory by its changed version. If the reservation has ended, `leave` must be called instead. */
  replace(reservation: Reservation): void {
    this.#live.set(reservation.generationId, reservation)
    if (reservation.state !== 'reserved') this.#stopWaiting(reservation.generationId)
  }

  /** Removes an ended reservation from memory. From then on, it is only in storage (`History`). */
  leave({ generationId, idempotency }: Reservation): void {
    this.#live.delete(generationId)
    this.#stopWaiting(generationId)
    if (idempotency !== null && this.#idempotency.get(idempotency.scope) === generationId) this.#idempotency.delete(idempotency.scope)
  }

  #stopWaiting(generationId: string): void {
    this.#waiting.delete(generationId)
    this.#unasked.delete(generationId)
  }

  /** For tests. Leaves out idempotency keys that are no longer remembered at `nowMs`, because no decision depends on them. */
  inspect(nowMs: number): Record<'live' | 'waiting' | 'unasked' | 'idempotency', unknown> {
    const remembered = [...this.#idempotency].filter(([, id]) => this.#live.get(id)!.idempotency!.until > nowMs)
    return {
      live: Object.fromEntries(this.#live),
      waiting: [...this.#waiting],
      unasked: [...this.#unasked],
      idempotency: Object.fromEntries(remembered.sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }

  #findByKeyScope(scope: string, nowMs: number): Reservation | null {
    const generationId = this.#idempotency.get(scope)
    const live = generationId === undefined ? undefined : this.#live.get(generationId)
    if (live?.idempotency != null && live.idempotency.until > nowMs) return live
    // Memory has only the generations that have not ended, so the search goes on in storage.
    return this.#history.findByKeyScope(scope, nowMs)
  }

  /**
   * Returns whether `#idempotency` has, under `scope`, a generation that was admitted for a repeat and whose original request has not
   * arrived yet. `enter` then leaves this generation in `#idempotency`, even if a newer one has the same scope: the original request must
   * find it and join it.
   */
  #awaitsFirst(scope: string, nowMs: number): boolean {
    const generationId = this.#idempotency.get(scope)
    const known = generationId === undefined ? undefined : this.#live.get(generationId)?.idempotency
    return known?.ahead?.as === null && known.until > nowMs
  }
}
