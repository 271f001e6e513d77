import type { AppError } from '../../shared/errors.ts'

/** The identity of a request with an Idempotency-Key. */
export interface IdempotencyMark {
  scope: string
  bodyHash: string
  /** Set if the change is stored but not in force. `once` keeps the answer for a repeat, and then throws this. */
  pending: AppError | null
}
