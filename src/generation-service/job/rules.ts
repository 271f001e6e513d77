// The consequences of a provider's failure: whether the job retries, tries the next model or ends, and what is charged. A table and pure
// functions.
import type { FailureKind, ProviderFailure } from '../../providers/provider.ts'
import { type Backoff, backoffMs, spreadMs } from '../../shared/backoff.ts'
import type { ErrorCode } from '../../shared/errors.ts'

export interface Rule {
  /** The maximum number of times that the failed call is repeated with the same model. */
  retries: number
  /**
   * Which models of the chain may be tried next. `elsewhere`: only models that can be called without the provider or connection that has
   * just refused, since it would refuse again.
   */
  fallback: 'any' | 'elsewhere' | 'none'
  /** The error code that the caller gets if the job ends with this failure. */
  code: ErrorCode
  /** Whether another connection of the same provider may succeed immediately. */
  another: boolean
}

/**
 * These rules are for calls that were certainly not billed. A billed call ends the job and is charged. A call that may have been billed
 * ends the job as indeterminate, and the limiter holds the call's maximum cost. Neither is ever repeated, with this provider or another.
 */
export const RULES: Record<FailureKind, Rule> = {
  // If a provider refuses the content, a fallback is tried only if the instance's content policy allows it.
  refused: { retries: 0, fallback: 'elsewhere', another: false, code: 'safety_refused' },
  bad_request: { retries: 0, fallback: 'none', another: false, code: 'provider_bad_request' },
  bad_credential: { retries: 0, fallback: 'elsewhere', another: true, code: 'provider_credential_rejected' },
  no_credit: { retries: 0, fallback: 'elsewhere', another: true, code: 'provider_error' },
  rate_limited: { retries: 3, fallback: 'any', another: true, code: 'provider_rate_limited' },
  unavailable: { retries: 2, fallback: 'any', another: true, code: 'provider_unavailable' },
  timeout: { retries: 1, fallback: 'any', another: true, code: 'provider_timeout' },
  malformed: { retries: 1, fallback: 'any', another: false, code: 'provider_bad_answer' },
  canceled: { retries: 0, fallback: 'any', another: false, code: 'provider_error' },
  lost: { retries: 1, fallback: 'any', another: false, code: 'provider_error' },
}

export type Verdict =
  | { next: 'retry'; delayMs: number; code: ErrorCode }
  /** Try the same model with another connection. */
  | { next: 'connection'; code: ErrorCode }
  | { next: 'fallback'; targetIndex: number; code: ErrorCode }
  | { next: 'end'; charge: 'none' | 'reported' | 'held'; code: ErrorCode }

export interface Circumstances {
  /** How many calls of this model with its current connection failed before this call. */
  earlierTries: number
  /** The index of the next model that may be called; null if there is none. */
  nextTarget: number | null
  /**
   * The index of the next model that may be called if the provider or connection that has just failed is skipped; null if there is none.
   */
  nextElsewhere: number | null
  /**
   * Whether the same model may be called with another connection: the provider has not accepted the work, and another connection is left.
   */
  anotherConnection: boolean
  fallbackOnRefusal: boolean
  /** The maximum cost of this model's call; if it is 0, nothing can have been billed. */
  maxMicros: number
  /** Milliseconds until the job's deadline. */
  remainingMs: number
  /** A random number from 0 to 1, which spreads retries over time. */
  random: number
}

/**
 * Error codes whose HTTP status makes clients send the request again by themselves. If a failed call was charged, its error must not have
 * such a code, because the client's next request would be charged, too.
 */
const INVITES_REPEAT: ReadonlySet<ErrorCode> = new Set(['provider_rate_limited', 'provider_unavailable', 'provider_timeout'])

/** The delays before the provider is polled again about work whose outcome is unknown; about 16 hours in all. */
export const LATE_AFTER_MS = [1, 2, 5, 15, 30, 60, 120, 240, 480].map((minutes) => minutes * 60_000)

const LONGEST_PAUSE_MS = 30_000
/** The pauses before a failed call of a provider is tried again. */
const PROVIDER_PAUSES: Backoff = { firstMs: 500, longestMs: LONGEST_PAUSE_MS }
/** The pauses before a part of our own platform (database, bucket, config service) is called again after a failure. */
const OWN_PAUSES: Backoff = { firstMs: 400, longestMs: LONGEST_PAUSE_MS }
/**
 * The longest wait before a retry if there is no other model to try. If a provider asks for a longer wait, the failed call is not retried.
 * Also the longest pause after a failed poll.
 */
const MAX_RETRY_AFTER_MS = 60_000
/** The longest wait before a retry if there is another model to try. */
const MAX_RETRY_AFTER_WITH_FALLBACK_MS = 5_000

export function judge(failure: Pick<ProviderFailure, 'kind' | 'billed' | 'retryAfterMs'>, around: Circumstances): Verdict {
  const rule = RULES[failure.kind]
  const billed = around.maxMicros === 0 ? 'no' : failure.billed
  if (billed === 'yes') return { next: 'end', charge: 'reported', code: INVITES_REPEAT.has(rule.code) ? 'provider_error' : rule.code }
  if (billed === 'unknown') return { next: 'end', charge: 'held', code: 'outcome_indeterminate' }

  if (rule.another && around.anotherConnection && around.remainingMs > 0) return { next: 'connection', code: rule.code }
  const delayMs = delayBefore(around.earlierTries, failure.retryAfterMs, around.random)
  const targetIndex = fallbackFor(failure.kind, around)
  const patienceMs = targetIndex === null ? MAX_RETRY_AFTER_MS : MAX_RETRY_AFTER_WITH_FALLBACK_MS
  if (around.earlierTries < rule.retries && delayMs <= patienceMs && delayMs < around.remainingMs)
    return { next: 'retry', delayMs, code: rule.code }
  if (targetIndex !== null && around.remainingMs > 0) return { next: 'fallback', targetIndex, code: rule.code }
  return { next: 'end', charge: 'none', code: rule.code }
}

function fallbackFor(kind: FailureKind, { nextTarget, nextElsewhere, fallbackOnRefusal }: Circumstances): number | null {
  if (kind === 'refused' && !fallbackOnRefusal) return null
  switch (RULES[kind].fallback) {
    case 'any':
      return nextTarget
    case 'elsewhere':
      return nextElsewhere
    case 'none':
      return null
  }
}

function delayBefore(earlierTries: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null && Number.isFinite(retryAfterMs) && retryAfterMs >= 0) return retryAfterMs
  return spreadMs(backoffMs(earlierTries + 1, PROVIDER_PAUSES), random)
}

/**
 * Returns the pause before the next poll after a failed poll; null if the failure is final. A transient failure, such as a timeout, does
 * not mean that the work has failed.
 * @param newForMs for how many more milliseconds the work counts as new. The provider may not know new work yet, so the poll is repeated.
 * At 0, work that the provider does not know counts as lost.
 */
export function pollAgainMs(
  failure: Pick<ProviderFailure, 'kind' | 'billed' | 'retryAfterMs'>,
  earlierFailures: number,
  random: number,
  newForMs = 0,
): number | null {
  const transient =
    failure.kind === 'unavailable' || failure.kind === 'rate_limited' || failure.kind === 'timeout' || failure.kind === 'malformed'
  const unseen = failure.kind === 'lost' && failure.billed === 'unknown' && newForMs > 0
  if (!transient && !unseen) return null
  return Math.min(Math.max(delayBefore(earlierFailures, failure.retryAfterMs, random), 250), MAX_RETRY_AFTER_MS)
}

/**
 * Returns the delay before the next poll. It is the delay that the provider asks for, but at most LONGEST_PAUSE_MS, and at least a minimum
 * that grows with the number of polls.
 */
export function pollDelayMs(wishMs: number, polls: number): number {
  const wish = Number.isFinite(wishMs) ? wishMs : 1000
  const least = polls < 10 ? 100 : polls < 60 ? 1000 : 3000
  return Math.min(Math.max(wish, least), LONGEST_PAUSE_MS)
}

/**
 * Returns the delay before the job calls a part of our own platform again (database, bucket, config service) that has not responded. The
 * delay grows with the number of failures.
 */
export function ownBackoffMs(failures: number, random: number): number {
  return spreadMs(backoffMs(failures, OWN_PAUSES), random)
}
