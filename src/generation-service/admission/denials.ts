// The limiter's refusals, as problems for callers. No refusal is stored: a raised limit and a revoked key take effect with the next
// request.
import type { AdmitResult, LimitRef } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { tooLargeWords, usedUpWords } from './amounts.ts'

type Denied = Extract<AdmitResult, { kind: 'denied' }>

export function deniedError(denied: Denied, now: number): AppError {
  return new AppError(denied.code, {
    detail: denied.code === 'budget_exceeded' ? 'The budget cannot take what this may cost.' : usedUpWords(denied.limit),
    retryAfterMs: denied.retryAfterMs,
    limit: renderLimit(denied.limit),
    headers: rateLimitHeaders(denied.headers, now),
  })
}

export function exceedsLimitError(limit: LimitRef): AppError {
  return new AppError('request_exceeds_limit', { detail: tooLargeWords(limit), limit: renderLimit(limit) })
}

function renderLimit({ scope, target, metric, limit, windowSeconds }: LimitRef) {
  return { scope, target, metric, limit, window_seconds: windowSeconds }
}
