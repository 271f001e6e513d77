// The shared parts of the three idempotency engines: config changes (config-service/http), the generation service's own writes
// (generation-service/http) and admissions (rate-limiter/core). For changes and admissions, the idempotency key is stored in the same
// transaction as the work. The generation service's own writes also reach the bucket or a job, so their idempotency key is stored before
// the work, and a repeat resumes a call that broke off. Terms and rules are the same in all three (docs/specs/glossary.md, "Limits and
// money").
import { AppError } from './errors.ts'

/** How long an idempotency key is remembered: the window that openapi/common.yaml promises. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 3_600_000

/** Returns the error for an idempotency key that was used before with another body. */
export function keyReused(): AppError {
  return new AppError('idempotency_key_reused', {
    errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body. Use a new key for a new request.' }],
  })
}

/** Throws `idempotency_key_reused` if the repeat's body differs from the body of the first call. */
export function requireSameBody(firstCall: { bodyHash: string }, repeat: { bodyHash: string }): void {
  if (firstCall.bodyHash !== repeat.bodyHash) throw keyReused()
}

/** Returns the headers that are stored with a response, to be sent again when the response is replayed. */
export function headersToStore(response: Response): [name: string, value: string][] {
  return ['content-type', 'etag', 'location'].flatMap((name): [string, string][] => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
}
