// The limiter's refusals: as problems for callers, and kept for a moment, since asking again costs the limiter as much as admitting.
import { BoundedCache } from '../../shared/bounded-cache.ts'
import type { AdmitResult, LimitRef } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import type { EpochPlan } from './admit.ts'
import { tooLargeWords, usedUpWords } from './amounts.ts'

type Denied = Extract<AdmitResult, { kind: 'denied' }>

const denials = new BoundedCache<string, { denied: Denied; at: number; until: number }>(2000)
/** Short, so that a raised limit is felt at once. */
const DENIAL_KEPT_MS = 1000

function denialKey(plan: EpochPlan): string {
  const first = plan.targets[0]!.request
  return [plan.instanceId, plan.epoch, plan.projectId, plan.keyId, first.model.id, first.n, plan.reserveMicros].join('|')
}

/** The denial of an equal plan that still holds, with the time that is left of it; null if there is none. */
export function findDenial(plan: EpochPlan, now: number): Denied | null {
  const known = denials.get(denialKey(plan))
  if (known === undefined || known.until <= now) return null
  return { ...known.denied, retryAfterMs: Math.max(1, known.denied.retryAfterMs - (now - known.at)) }
}

export function rememberDenial(plan: EpochPlan, denied: Denied, now: number): void {
  // Concurrency has room again whenever a job ends, so that denial says nothing about the next moment.
  if (denied.code === 'concurrency_limited' || findDenial(plan, now) !== null) return
  denials.set(denialKey(plan), { denied, at: now, until: now + Math.min(denied.retryAfterMs, DENIAL_KEPT_MS) })
}

export function deniedError(denied: Denied, now: number): AppError {
  return new AppError(denied.code, {
    detail: denied.code === 'budget_exceeded' ? 'The budget can not take what this may cost.' : usedUpWords(denied.limit),
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
