// Converts the limiter's refusals to problems for callers. A refusal is not stored under the request's idempotency key. So the limiter
// decides anew about a repeat, and can admit it, for example after somebody has raised a limit.
import type { AdmitResult, LimitHeaders, LimitRef } from '../../shared/config-rpc.ts'
import { AppError, type ProblemLimit } from '../../shared/errors.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { budgetWords, tooLargeWords, usedUpWords } from './limit-words.ts'

type Denied = Extract<AdmitResult, { kind: 'denied' }>

/** The amounts that a request would take from the limits. */
export interface Requested {
  images: number
  tokens: number
  costMicros: number
}

/**
 * OpenAI's SDKs follow `Retry-After` only up to this time. If `Retry-After` is longer, they repeat the request within seconds, and it is
 * refused again.
 */
const LONGEST_SDK_WAIT_MS = 60_000

export function deniedError(denied: Denied, wants: Requested, now: number): AppError {
  const { code, limit, retryAfterMs } = denied
  // If a limit has refused the request, the limiter reports this limit as `nearest`.
  const remaining = Math.floor(denied.headers.nearest?.remaining ?? 0)
  const requested = requestedOf(limit, wants)
  const availableAt = now + retryAfterMs
  return new AppError(code, {
    detail: code === 'budget_exceeded' ? budgetWords(limit, remaining, requested, availableAt) : usedUpWords(limit),
    retryAfterMs,
    limit: { ...renderLimit(limit), remaining, requested, available_at: new Date(availableAt).toISOString() },
    headers: deniedHeaders(denied.headers, retryAfterMs, now),
  })
}

/** Returns the headers of a response with 429. */
export function deniedHeaders(limits: LimitHeaders, retryAfterMs: number, now: number): Record<string, string> {
  return { ...rateLimitHeaders(limits, now), ...(retryAfterMs > LONGEST_SDK_WAIT_MS ? { 'x-should-retry': 'false' } : {}) }
}

export function exceedsLimitError(limit: LimitRef, wants: Requested): AppError {
  const requested = requestedOf(limit, wants)
  return new AppError('request_exceeds_limit', { detail: tooLargeWords(limit, requested), limit: { ...renderLimit(limit), requested } })
}

function requestedOf({ metric }: LimitRef, { images, tokens, costMicros }: Requested): number {
  return { requests: 1, images, tokens, concurrency: 1, cost_micros: costMicros }[metric]
}

export function renderLimit({ scope, target, metric, limit, windowSeconds }: LimitRef): ProblemLimit {
  return { scope, target, metric, limit, window_seconds: windowSeconds }
}
