// Converts the limiter's refusals to problems for callers. A refusal is not stored under the request's idempotency key. So the limiter
// decides anew about a repeat, and can admit it, for example after somebody has raised a limit.
import type { AdmitResult, LimitRef } from '../../shared/config-rpc.ts'
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
const DAY_MS = 86_400_000

/**
 * Returns the error for a request that a limit refuses at this moment.
 * @param wants null if the amounts are not known yet. Then the error does not say what was requested.
 */
export function deniedError({ code, limit, retryAfterMs, headers }: Denied, wants: Requested | null, now: number): AppError {
  // If a limit has refused the request, the limiter reports this limit as `nearest`.
  const remaining = Math.floor(headers.nearest?.remaining ?? 0)
  const requested = wants === null ? null : requestedOf(limit, wants)
  // The limiter has counted from its own clock, some time ago. A budget's window ends at midnight UTC, so the nearest day is exact.
  const availableAt = code === 'budget_exceeded' ? Math.round((now + retryAfterMs) / DAY_MS) * DAY_MS : now + retryAfterMs
  return new AppError(code, {
    detail: code === 'budget_exceeded' ? budgetWords(limit, remaining, requested, availableAt) : usedUpWords(limit),
    retryAfterMs,
    limit: {
      ...renderLimit(limit),
      remaining,
      ...(requested === null ? {} : { requested }),
      available_at: new Date(availableAt).toISOString(),
    },
    headers: {
      ...rateLimitHeaders(headers, now),
      ...(retryAfterMs > LONGEST_SDK_WAIT_MS ? { 'x-should-retry': 'false' } : {}),
    },
  })
}

export function exceedsLimitError(limit: LimitRef, wants: Requested): AppError {
  const requested = requestedOf(limit, wants)
  return new AppError('request_exceeds_limit', { detail: tooLargeWords(limit, requested), limit: { ...renderLimit(limit), requested } })
}

function requestedOf({ metric }: LimitRef, { images, tokens, costMicros }: Requested): number {
  return { requests: 1, images, tokens, concurrency: 1, cost_micros: costMicros }[metric]
}

function renderLimit({ scope, target, metric, limit, windowSeconds }: LimitRef): ProblemLimit {
  return { scope, target, metric, limit, window_seconds: windowSeconds }
}
