// Deletes reservations that ended long ago from an object's tables, in batches, and says when the next batch is due.
import type { Kept, Tables } from './tables.ts'

/**
 * The time for which ended reservations are kept: 26 hours. This is longer than an idempotency key is remembered (24 hours), and longer
 * than a job normally repeats its settlement.
 */
const KEPT_MS = 26 * 3_600_000
/** When the oldest row may be deleted, the object waits another hour. So it deletes the rows of a whole hour together. */
const PRUNE_EVERY_MS = 3_600_000
const PRUNED_AT_ONCE = 5000

export class EndedReservations<Row extends Kept> {
  readonly #tables: Pick<Tables<Row>, 'prune' | 'oldestKeptUntil'>
  #pruneAt: number | null

  constructor(tables: Pick<Tables<Row>, 'prune' | 'oldestKeptUntil'>) {
    this.#tables = tables
    this.#pruneAt = this.#nextPrune()
  }

  /** The time of the next deletion of ended reservations; null if there are none. */
  get pruneAt(): number | null {
    return this.#pruneAt
  }

  /** Returns the time until which a reservation that ends now is kept: at least until its idempotency key is no longer remembered. */
  keptUntil({ idempotency }: Row, nowMs: number): number {
    return Math.max(nowMs + KEPT_MS, idempotency?.until ?? 0)
  }

  /** Records the end of a reservation that is kept until `keptUntil`. Sets the time of the next deletion if none is set. */
  note(keptUntil: number): void {
    this.#pruneAt ??= keptUntil + PRUNE_EVERY_MS
  }

  /** Deletes one batch. If more rows may be deleted, the next batch is due immediately. */
  prune(nowMs: number): void {
    const more = this.#tables.prune(nowMs, KEPT_MS, PRUNED_AT_ONCE)
    // `Tables.prune` deletes a row only if two times have passed: the row's `keep_until`, and KEPT_MS after the time in the row's id. A
    // Worker made the id, and the Worker's clock may be ahead. Then the row stays although its `keep_until` has passed, and `prune` would
    // run again and again without a pause. So the next deletion waits for at least a minute.
    const next = this.#nextPrune()
    this.#pruneAt = more ? nowMs : next === null ? null : Math.max(next, nowMs + PRUNE_EVERY_MS / 60)
  }

  /** Returns the time of the next deletion. It is computed from the stored rows, so it is not lost if the object is evicted. */
  #nextPrune(): number | null {
    const until = this.#tables.oldestKeptUntil()
    return until === null ? null : until + PRUNE_EVERY_MS
  }
}
