// Idempotency keys of the operations that admit: the limiter keeps them, in the same transaction as the admission.
import type { Idempotency } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'

const KEY_TTL_SECONDS = 24 * 3600
/** The OpenAI SDKs send their last repeat 20 minutes after the first request, if every one times out. */
const SENDING_TTL_SECONDS = 30 * 60

/** With the time for which the key is remembered. */
export function withTtl(idempotency: Omit<Idempotency, 'ttlSeconds'>): Idempotency {
  return { ...idempotency, ttlSeconds: idempotency.sending === undefined ? KEY_TTL_SECONDS : SENDING_TTL_SECONDS }
}

export function keyReused(): AppError {
  return new AppError('idempotency_key_reused', {
    errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body' }],
  })
}
