// An admitted generation as the limiter stores it, and the changes that decisions make to it. docs/specs/rate-limiter.md describes the
// states.
import type { BeginDenied } from '../../shared/config-rpc.ts'
import type { UsageEvent } from '../policy.ts'
import type { Standing } from './budget.ts'
import type { Point } from './gcra.ts'
import type { Subject } from './limits.ts'

/**
 * `refused`: the reservation is released, settled, held or unknown, so nothing may be spent on it. `denied`: the limits of the next
 * model have no room.
 */
export type BeginDecision = { kind: 'begun' } | BeginDenied | { kind: 'refused'; state: 'released' | 'settled' | 'held' | 'unknown' }

/** A model of the chain, and what its call takes from the limits. `admit` adds the first model, and `begin` adds each further model. */
export interface Visit {
  /** The model's index in the chain, from 0. The name `place` is fixed, because stored state and the RPC use it. */
  place: number
  provider: string
  model: string
  requests: number
  images: number
  tokens: number
}

/** One admitted generation. Plain data, stored as JSON. */
export interface Reservation extends Standing, Subject {
  generationId: string
  organizationId: string
  operation: string
  admittedAt: number
  deadlineAt: number
  /** The first model, and each further model for which a call of `begin` succeeded; the last one is the current model. */
  visits: Visit[]
  /** Whether the organization's budget also has a reservation for the generation. */
  organizationReserved: boolean
  /**
   * Set if the generation's id names the object that hosts its job. Absent if an earlier version of the generation service sent the
   * request.
   */
  hosted?: true
  /**
   * Set if the job starts at once, without a call of `begin`. If the job reports no outcome in time, the limiter asks the job's host
   * whether it knows the job. The limiter releases the reservation only if the host does not know the job.
   */
  startsAtOnce?: true
  /** Set if a dedicated Worker runs the job. */
  dedicated?: true
  idempotency: {
    scope: string
    bodyHash: string
    until: number
    /**
     * Set if the request for which this generation was admitted is a repeat. If the original request reaches the limiter later than this
     * repeat, it joins the generation.
     * `before`: the time at which the Worker received the repeat. A request that the Worker received later is not the original request.
     * `as`: null until the original request joins; then the generation id that was made for the original request.
     */
    ahead?: { before: number; as: string | null }
  } | null
  /**
   * The usage that was reported when the amount was held; null if nothing was held. When the held amount is settled, a second usage event
   * is sent. It contains only the difference between the final usage and this usage.
   */
  heldUsage: { images: number; tokens: number; at: number; connection?: string | null } | null
}

export interface AdmitChange {
  kind: 'admit'
  reservation: Reservation
  /** The counters after the admission. */
  points: [counter: string, point: Point][]
}
/**
 * The original request has reached the limiter later than its repeat, and joins the generation that was admitted for the repeat. This
 * change records that it has joined (`ahead.as`).
 */
export interface ClaimChange {
  kind: 'claim'
  reservation: Reservation
}
export interface BeginChange {
  kind: 'begin'
  before: Reservation
  reservation: Reservation
  /**
   * Whether the change begins the next model of the fallback chain. If so, it changes further fields of the reservation, not only `state`.
   */
  moved: boolean
  points: [counter: string, point: Point][]
}
export interface OutcomeChange {
  kind: 'outcome'
  before: Reservation
  after: Reservation
  /** The usage to report; null if the reservation is released because its job has not called `begin` in time. */
  usage: UsageEvent | null
  overrun: boolean
}
export type Change = AdmitChange | ClaimChange | BeginChange | OutcomeChange
export interface Decision<Result, Changed extends Change = Change> {
  result: Result
  change: Changed | null
}

/** Ended reservations, which are only in the storage and not in memory. */
export interface History {
  find(generationId: string): Reservation | null
  findByKeyScope(scope: string, nowMs: number): Reservation | null
}
/** The state from which a limiter restarts after its memory was lost. */
export interface SavedState {
  /** The reservations that have not ended, in the order of admission. */
  live: Reservation[]
  points: [counter: string, point: Point][]
  spent: [ledger: string, micros: number][]
  lastMs: number
}
