// The shared parts of the three idempotency engines: config changes (config-service/http), the generation service's own writes
// (generation-service/http) and admissions (rate-limiter/core). Each stores its keys in the transaction of its own work; the words and the rules are
// the same (docs/specs/glossary.md, "Limits and money").
import { AppError } from './errors.ts'

/** The window: how long a key is remembered. openapi/common.yaml promises it. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 3_600_000

/** Error for a key that comes again with another body. */
export function keyReused(): AppError {
  return new AppError('idempotency_key_reused', {
    errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body. Use a new key for a new request.' }],
  })
}

/** Throws `idempotency_key_reused` if the repeat has another body than the first call. */
export function requireSameBody(firstCall: { bodyHash: string }, repeat: { bodyHash: string }): void {
  if (firstCall.bodyHash !== repeat.bodyHash) throw keyReused()
}

/** The headers that are stored with a response and sent again when it is replayed. */
export function headersToStore(response: Response): [name: string, value: string][] {
  return ['content-type', 'etag', 'location'].flatMap((name): [string, string][] => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
}
