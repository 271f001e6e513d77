import type { AppError } from '../../shared/errors.ts'

/** A change whose request has an Idempotency-Key. */
export interface KeyedChange {
  /** A hash of the caller's key, the operation, the path and the idempotency key. */
  keyScope: string
  bodyHash: string
  /**
   * The error if the change is stored but not in force yet; otherwise null. `runOnce` first stores the response for a repeat, then throws
   * this error.
   */
  pending: AppError | null
  /**
   * If true, an earlier request with the same Idempotency-Key has already made the change. The operation runs again only to check whether
   * the caller is still allowed to make the change. Instead of making it again, `applyChange` throws Rehearsed.
   */
  rehearsal?: boolean
}

/** If `rehearsal` is true, this error is thrown instead of making the change. It shows that all checks before the change have passed. */
export class Rehearsed extends Error {}
