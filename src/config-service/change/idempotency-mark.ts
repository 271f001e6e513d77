import type { AppError } from '../../shared/errors.ts'

/** What an Idempotency-Key stands for. `pending` is set if the change is stored and not yet in force: the answer is kept for a repeat, and this is thrown. */
export interface IdempotencyMark {
  scope: string
  bodyHash: string
  pending: AppError | null
}
