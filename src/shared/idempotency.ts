// The shared parts of the three idempotency engines: for config changes (config-service/http), for admissions (rate-limiter/core) and for
// the other writes of the generation service, such as uploads and deletions (generation-service/http). All three have the same rules;
// docs/specs/glossary.md explains the terms ("Limits and money").
// A config change or an admission stores its idempotency key in the transaction that does the work. The other writes cannot do this,
// because they also write to the bucket or call a job, and neither can be part of a transaction. So they store the idempotency key before
// the work. If the work breaks off, a repeat of the request resumes it.
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
