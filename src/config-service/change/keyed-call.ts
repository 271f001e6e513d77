import type { AppError } from '../../shared/errors.ts'

/** The identity of a request with an Idempotency-Key. */
export interface KeyedCall {
  scope: string
  bodyHash: string
  /** Set if the change is stored but not in force. `once` keeps the answer for a repeat, and then throws this. */
  pending: AppError | null
  /** True: the change was made by an earlier request. It is not made again; the operation runs up to it, to ask whether the caller may. */
  rehearsal?: boolean
}

/** Thrown in a rehearsal where the change would be made: everything before it has let the caller pass. */
export class Rehearsed extends Error {}
