// A policy prepared for decisions: which limits apply to a request, and the name of each counter.
import type { KeyRefusal, Limit, LimitRef, LimitScope, Scope } from '../../shared/config-rpc.ts'
import { limitName } from '../../shared/limit-name.ts'
import type { LimiterPolicy } from '../policy.ts'
import { type CalendarWindow, windowSeconds } from '../../shared/calendar-windows.ts'
import { makeRate, type Rate } from './gcra.ts'

/**
 * The instance, project, key and current model of a request. The current model is the first model of the chain, until
 * the job's call of `begin` for another model succeeds.
 */
export interface Subject {
  instanceId: string
  projectId: string
  keyId: string
  /** The id of another key whose counters `keyId` shares; absent if `keyId` has its own counters. */
  pool?: string
  provider: string
  model: string
}
export interface Gauge {
  limit: Limit
  /** The limit's name for callers, e.g. `key-requests-60`. */
  name: string
}
export interface RateGauge extends Gauge {
  metric: 'requests' | 'images' | 'tokens'
  rate: Rate
  /** The name of the counter in storage. */
  counter: string
}
export interface RunningGauge extends Gauge {
  account: string
}
export interface BudgetGauge extends Gauge {
  account: string
  window: CalendarWindow
  limitMicros: number
}
export type AnyGauge = RateGauge | RunningGauge | BudgetGauge
export interface Gauges {
  rates: RateGauge[]
  running: RunningGauge[]
  budgets: BudgetGauge[]
}

interface NamedLimit {
  limit: Limit
  name: string
  rate: Rate | null
}

type CountedScope = Exclude<LimitScope, 'organization'>
const MONEY_SCOPES = ['instance', 'project', 'key'] as const satisfies CountedScope[]
const COUNTED_SCOPES = ['instance', 'project', 'key', 'provider', 'model'] as const satisfies CountedScope[]

/** Returns the accounts in which a running request is counted: one each for the instance, project, key, provider and model. */
export function accountsOf(subject: Subject): string[] {
  return COUNTED_SCOPES.map((scope) => accountOf(scope, memberOf(scope, subject)))
}
/**
 * Returns the accounts to which money is charged: the instance, the project and the key. A provider or a model cannot have a budget,
 * because the amount is reserved before it is known which model of the fallback chain will spend it.
 */
export function moneyAccountsOf(subject: Subject): string[] {
  return MONEY_SCOPES.map((scope) => accountOf(scope, memberOf(scope, subject)))
}
function accountOf(scope: CountedScope, member: string): string {
  return `${scope}:${member}`
}
/** Returns whether both subjects use the same counter of a limit of this scope. */
export function isSameMember(scope: LimitScope, one: Subject, other: Subject): boolean {
  return scope === 'organization' || memberOf(scope, one) === memberOf(scope, other)
}
export function memberOf(scope: CountedScope, subject: Subject): string {
  switch (scope) {
    case 'instance':
      return subject.instanceId
    case 'project':
      return subject.projectId
    case 'key':
      return subject.pool ?? subject.keyId
    case 'provider':
      return subject.provider
    case 'model':
      return subject.model
  }
}

/**
 * A policy prepared for decisions. The constructor throws RangeError if a limit is invalid, for example if its window does not fit its
 * metric; nothing is admitted under such a policy.
 */
export class CompiledPolicy {
  readonly policy: LimiterPolicy
  readonly #projects: ReadonlySet<string>
  readonly #limits: NamedLimit[]
  readonly #gauges = new Map<string, Gauges>()

  constructor(policy: LimiterPolicy) {
    this.policy = policy
    this.#projects = new Set(policy.projects)
    const names = new Set<string>()
    // Limits of the scope `organization` are left out, because the OrganizationBudget object checks them.
    this.#limits = policy.limits.filter(({ scope }) => scope !== 'organization').map((limit) => named(limit, names))
  }

  /** Checks the request's key. Returns null if the key is valid and has this scope, otherwise the refusal. */
  refuses(request: { instanceId: string; projectId: string; keyId: string }, scope: Scope, nowMs: number): KeyRefusal | null {
    const { policy } = this
    if (request.instanceId !== policy.instanceId || policy.status !== 'active' || !this.#projects.has(request.projectId)) return 'not_found'
    const key = Object.hasOwn(policy.keys, request.keyId) ? policy.keys[request.keyId] : undefined
    if (key === undefined) return 'revoked_key'
    if (key.expiresAt !== null && key.expiresAt <= nowMs) return 'expired_key'
    if (key.projectId !== null && key.projectId !== request.projectId) return 'not_found'
    return key.scopes.includes(scope) ? null : 'insufficient_scope'
  }

  /**
   * Returns the field `pool` for the `Subject` of this key: `{ pool }` with the id of the key whose counters this key shares, or `{}` if
   * this key has counters of its own.
   */
  poolOf(keyId: string): Pick<Subject, 'pool'> {
    const key = Object.hasOwn(this.policy.keys, keyId) ? this.policy.keys[keyId] : undefined
    return key?.pool === undefined ? {} : { pool: key.pool }
  }

  /** Returns every limit that applies to a subject. A limit for one key, for example, applies in addition to a limit for all keys. */
  gaugesOf(subject: Subject): Gauges {
    const cacheKey = `${subject.projectId}|${subject.pool ?? subject.keyId}|${subject.provider}|${subject.model}`
    const known = this.#gauges.get(cacheKey)
    if (known !== undefined) return known
    const gauges: Gauges = { rates: [], running: [], budgets: [] }
    for (const entry of this.#limits) {
      const member = memberOf(entry.limit.scope as CountedScope, subject)
      if (entry.limit.target === null || entry.limit.target === member) addGauge(gauges, entry, member)
    }
    if (this.#gauges.size >= GAUGES_KEPT) this.#gauges.clear()
    this.#gauges.set(cacheKey, gauges)
    return gauges
  }

  budgets(): Limit[] {
    return this.#limits.flatMap(({ limit }) => (limit.metric === 'cost_micros' ? [limit] : []))
  }

  /** Returns a map from the name of a limit to its rate. The names of the rate's counters begin with the name of the limit. */
  rates(): Map<string, Rate> {
    return new Map(this.#limits.flatMap(({ name, rate }) => (rate === null ? [] : [[name, rate]])))
  }
}

const GAUGES_KEPT = 10_000

function named(limit: Limit, names: Set<string>): NamedLimit {
  const plain = limitName(limit, limit.metric === 'concurrency' ? null : limit.windowSeconds)
  let name = plain
  for (let number = 2; names.has(name); number++) name = `${plain}#${number}`
  names.add(name)
  switch (limit.metric) {
    case 'requests':
    case 'images':
    case 'tokens':
      if (typeof limit.windowSeconds !== 'number') throw new RangeError(`${name} needs a window in seconds`)
      return { limit, name, rate: makeRate(limit.limit, limit.windowSeconds, limit.burst ?? limit.limit) }
    case 'concurrency':
      return { limit, name, rate: null }
    case 'cost_micros':
      if (limit.windowSeconds !== 'day' && limit.windowSeconds !== 'month') throw new RangeError(`${name} needs a calendar window`)
      if (!MONEY_SCOPES.some((scope) => scope === limit.scope)) throw new RangeError(`${name}: there are no budgets of this scope`)
      return { limit, name, rate: null }
  }
}

function addGauge(gauges: Gauges, { limit, name, rate }: NamedLimit, member: string): void {
  const account = accountOf(limit.scope as CountedScope, member)
  switch (limit.metric) {
    case 'requests':
    case 'images':
    case 'tokens':
      gauges.rates.push({ limit, name, metric: limit.metric, rate: rate!, counter: `${name}|${member}` })
      return
    case 'concurrency':
      gauges.running.push({ limit, name, account })
      return
    case 'cost_micros':
      gauges.budgets.push({ limit, name, account, window: limit.windowSeconds as CalendarWindow, limitMicros: limit.limit })
  }
}

/** Returns a limit in the form that results use, with its window in seconds. */
export function refOf(limit: Limit, nowMs: number): LimitRef {
  return {
    scope: limit.scope,
    target: limit.target,
    metric: limit.metric,
    limit: limit.limit,
    windowSeconds: secondsOf(limit.windowSeconds, nowMs),
  }
}
export function secondsOf(window: Limit['windowSeconds'], nowMs: number): number | null {
  return window === 'day' || window === 'month' ? windowSeconds(window, nowMs) : window
}
