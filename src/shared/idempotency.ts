// The shared parts of the idempotency engines (docs/specs/glossary.md). Each engine keeps its keys in its own store, so only the lifetime and the
// error are common.
import { AppError } from './errors.ts'

/** How long a key is remembered. openapi/common.yaml promises it. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 3_600_000

/** Error for a key that comes again with another body. */
export function keyReused(): AppError {
  return new AppError('idempotency_key_reused', {
    errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body. Use a new key for a new request.' }],
  })
}
