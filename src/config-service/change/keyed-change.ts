import type { AppError } from '../../shared/errors.ts'

/** A change whose request has an Idempotency-Key. */
export interface KeyedChange {
  /** The hash of the idempotency key and its key scope. */
  keyScope: string
  bodyHash: string
  /** Set if the change is stored but not in force. `runOnce` stores the response for a repeat, then throws this error. */
  pending: AppError | null
  /**
   * True: the first call has already made the change, so it is not made again. The operation runs only up to the change, to check that the
   * caller is still allowed to make it.
   */
  rehearsal?: boolean
}

/** Thrown in a rehearsal instead of making the change: all checks before it have passed. */
export class Rehearsed extends Error {}
