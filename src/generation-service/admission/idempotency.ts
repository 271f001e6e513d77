// Idempotency keys of the operations that start a generation. The limiter stores them in the transaction that admits the generation.
import type { Idempotency } from '../../shared/config-rpc.ts'
import { IDEMPOTENCY_WINDOW_MS } from '../../shared/idempotency.ts'

/**
 * For how long a request without an `Idempotency-Key` is remembered, by the hash of its body. OpenAI's SDKs repeat such requests by
 * themselves. If every request times out, an SDK sends the last repeat 20 minutes after the first request. So this time must be longer.
 */
const SENDING_TTL_SECONDS = 30 * 60

/** Returns the object with `ttlSeconds` added: the time for which the limiter remembers the idempotency key. */
export function withWindow(idempotency: Omit<Idempotency, 'ttlSeconds'>): Idempotency {
  return { ...idempotency, ttlSeconds: idempotency.sending === undefined ? IDEMPOTENCY_WINDOW_MS / 1000 : SENDING_TTL_SECONDS }
}
