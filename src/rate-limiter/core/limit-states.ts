// Shows callers their limits: the states of `GET /v1/limits`, and the headers of a response. Pure.
import type { LimitHeaders, LimitsRequest, LimitState } from '../../shared/config-rpc.ts'
import { type Ledger, usedUp } from './budget.ts'
import { type CalendarWindow, windowEnd } from '../../shared/calendar-windows.ts'
import { type Point, remaining, wholeAtMs } from './gcra.ts'
import { CONCURRENCY_RETRY_MS, type LimitUse } from './limit-use.ts'
import { type AnyGauge, type CompiledPolicy, type Gauge, type Gauges, refOf, secondsOf } from './limits.ts'

type Use = Pick<LimitState, 'capacity' | 'used' | 'reserved' | 'held' | 'remaining' | 'resetsAt'>

/**
 * Returns the state of every limit and budget that applies to the requests of `keyId` in `projectId`. If both are null, returns the
 * states for all projects and keys.
 */
export function statesOf(use: LimitUse, policy: CompiledPolicy, request: LimitsRequest, nowMs: number): LimitState[] {
  const { instanceId, projectId, keyId } = request
  const states: LimitState[] = []
  for (const limit of policy.policy.limits) {
    if (limit.scope === 'organization') continue
    // A limit without a target applies to each member of its scope, for example to each project. For such a limit, the result has:
    // - if the request names the member (a project or a key): one entry, for this member;
    // - if the request names no member, and some members have used any limit: one entry for each of these members;
    // - if the request names no member, and no member has used any limit: one entry, without use.
    const isAsked = (limit.scope === 'project' && projectId !== null) || (limit.scope === 'key' && keyId !== null)
    const members = limit.scope === 'instance' || isAsked || limit.target !== null ? [] : use.membersOf(limit.scope)
    for (const member of members.length === 0 ? [limit.target ?? ''] : members) {
      const subject = {
        instanceId,
        projectId: limit.scope === 'project' ? (projectId ?? member) : '',
        keyId: limit.scope === 'key' ? (keyId ?? member) : '',
        ...(keyId === null ? {} : policy.poolOf(keyId)),
        provider: limit.scope === 'provider' ? member : '',
        model: limit.scope === 'model' ? member : '',
      }
      const gauges = policy.gaugesOf(subject)
      const target = members.length === 0 ? limit.target : member
      for (const gauge of [...gauges.rates, ...gauges.running, ...gauges.budgets]) {
        if (gauge.limit === limit) states.push({ ...refOf(limit, nowMs), target, ...useOf(use, gauge, nowMs) })
      }
    }
  }
  return states
}

function useOf(use: LimitUse, gauge: AnyGauge, nowMs: number): Use {
  if ('rate' in gauge) {
    const point = use.point(gauge.counter)
    const left = remaining(gauge.rate, point, nowMs)
    return {
      capacity: gauge.rate.burst,
      used: gauge.rate.burst - left,
      reserved: 0,
      held: 0,
      remaining: left,
      resetsAt: wholeAtMs(gauge.rate, point, nowMs),
    }
  }
  if ('window' in gauge) return useOfBudget(gauge, use.ledgers.read(gauge.account, gauge.window, nowMs), nowMs)
  const running = use.running(gauge.account)
  return {
    capacity: gauge.limit.limit,
    used: running,
    reserved: 0,
    held: 0,
    remaining: Math.max(0, gauge.limit.limit - running),
    resetsAt: null,
  }
}

/** Returns the use of a budget, given its ledger of the present day or month. */
export function useOfBudget(
  { limitMicros, window }: { limitMicros: number; window: CalendarWindow },
  ledger: Readonly<Ledger>,
  nowMs: number,
): Use {
  const { spent, reserved, held } = ledger
  const left = Math.max(0, limitMicros - usedUp(ledger))
  return { capacity: limitMicros, used: spent, reserved, held, remaining: left, resetsAt: windowEnd(window, nowMs) }
}

/**
 * Returns the limits for the response headers. `only` is the limit that has refused the request, if one has; it becomes `nearest`. If none
 * has, `nearest` is the limit with the smallest remaining share. The remaining share is computed as if the amounts in `taken` were already
 * taken.
 */
export function headersOf(
  use: LimitUse,
  gauges: Gauges,
  nowMs: number,
  options: { only?: Gauge; taken?: { points: readonly ([counter: string, point: Point] | null)[]; reserveMicros: number } } = {},
): LimitHeaders {
  const policy: LimitHeaders['policy'] = []
  let nearest: LimitHeaders['nearest'] = null
  let smallest = Infinity
  const consider = (gauge: AnyGauge, left: number, resetAt: number): void => {
    const share = left / Math.max(1, gauge.limit.limit)
    if (options.only === undefined ? share >= smallest : options.only !== gauge) return
    smallest = share
    nearest = { name: gauge.name, remaining: left, resetSeconds: Math.max(0, Math.ceil((resetAt - nowMs) / 1000)) }
  }
  for (const [index, gauge] of gauges.rates.entries()) {
    policy.push({ name: gauge.name, quota: gauge.limit.limit, windowSeconds: gauge.limit.windowSeconds as number })
    const point = options.taken?.points[index]?.[1] ?? use.point(gauge.counter)
    consider(gauge, remaining(gauge.rate, point, nowMs), wholeAtMs(gauge.rate, point, nowMs))
  }
  for (const gauge of gauges.budgets) {
    policy.push({ name: gauge.name, quota: gauge.limitMicros, windowSeconds: secondsOf(gauge.window, nowMs)! })
    const used = usedUp(use.ledgers.read(gauge.account, gauge.window, nowMs)) + (options.taken?.reserveMicros ?? 0)
    consider(gauge, Math.max(0, gauge.limitMicros - used), windowEnd(gauge.window, nowMs))
  }
  // A concurrency limit has no time window, so it is not listed in `policy`. If it has refused the request, it is `nearest`.
  for (const gauge of gauges.running) if (options.only === gauge) consider(gauge, 0, nowMs + CONCURRENCY_RETRY_MS)
  return { policy, nearest }
}
