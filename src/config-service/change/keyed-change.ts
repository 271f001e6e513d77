import type { AppError } from '../../shared/errors.ts'

/** A change whose request has an Idempotency-Key. */
export interface KeyedChange {
  /** The hash of the key and of its key scope. */
  keyScope: string
  bodyHash: string
  /** Set if the change is stored but not in force. `runOnce` stores the response for a repeat, and then throws this. */
  pending: AppError | null
  /** True: the first call made the change. It is not made again; the operation runs up to it, to check that the caller still may. */
  rehearsal?: boolean
}

/** Thrown in a rehearsal at the point of the change: every check before it has let the caller pass. */
export class Rehearsed extends Error {}
