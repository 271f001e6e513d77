// The limiter's refusals, as problems for callers. No refusal is stored: a raised limit and a revoked key take effect with the next
// request.
import type { AdmitResult, LimitRef } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { tooLargeWords, usedUpWords } from './amounts.ts'

type Denied = Extract<AdmitResult, { kind: 'denied' }>

/** OpenAI's SDKs follow `Retry-After` only up to this time. If `Retry-After` is longer, they repeat the request within seconds, in vain. */
const LONGEST_SDK_WAIT_MS = 60_000

export function deniedError(denied: Denied, now: number): AppError {
  return new AppError(denied.code, {
    detail: denied.code === 'budget_exceeded' ? 'The budget cannot take what this may cost.' : usedUpWords(denied.limit),
    retryAfterMs: denied.retryAfterMs,
    limit: renderLimit(denied.limit),
    headers: {
      ...rateLimitHeaders(denied.headers, now),
      ...(denied.retryAfterMs > LONGEST_SDK_WAIT_MS ? { 'x-should-retry': 'false' } : {}),
    },
  })
}

export function exceedsLimitError(limit: LimitRef): AppError {
  return new AppError('request_exceeds_limit', { detail: tooLargeWords(limit), limit: renderLimit(limit) })
}

function renderLimit({ scope, target, metric, limit, windowSeconds }: LimitRef) {
  return { scope, target, metric, limit, window_seconds: windowSeconds }
}
