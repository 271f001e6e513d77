// The limiter's decisions, independent of the runtime: no clock, no storage, no waiting. Each verb, for example `admit`, reads the state
// and returns its result together with a change of the state. The caller first stores the change, then applies it with `commit`. So a
// refusal changes nothing, and a change that could not be stored has no effect.
import type {
  AdmitRequest,
  AdmitResult,
  KeyRefusal,
  LimitHeaders,
  LimitRef,
  LimitsRequest,
  LimitState,
  NextTarget,
  RecallRequest,
  RecallResult,
  Scope,
  SettleRequest,
  SettleResult,
} from '../../shared/config-rpc.ts'
import { chargedMicros, isLive, isRunning, judge, Ledgers, usedUp } from './budget.ts'
import type { BudgetLevel } from './budget-levels.ts'
import { type CalendarWindow, windowEnd, windowStart } from './calendar.ts'
import { convertPoint, type Point, remaining, take, wholeAtMs } from './gcra.ts'
import { JobHosts } from './job-hosts.ts'
import { claimOf, isRepeat, type KeyedRequest, keyScopeOf, keyWindow } from './keyed-request.ts'
import {
  accountsOf,
  type CompiledPolicy,
  type Gauges,
  isSameMember,
  memberOf,
  moneyAccountsOf,
  type RateGauge,
  refOf,
  type RunningGauge,
  secondsOf,
  type Subject,
} from './limits.ts'
import type {
  AdmitChange,
  BeginChange,
  BeginDecision,
  Change,
  ClaimChange,
  Decision,
  History,
  OutcomeChange,
  Reservation,
  SavedState,
  Visit,
} from './reservation.ts'
import type { RunningCounts } from '../host.ts'
import { usageOf } from './usage-of.ts'

/** A reservation that has not begun by this time after its admission is released. */
export const BEGIN_WITHIN_MS = 60_000
const DAY_SECONDS = 86_400
/** The retry time for a full concurrency limit. It is a constant, because nobody knows when a slot becomes free. */
const CONCURRENCY_RETRY_MS = 1000

export class Limiter {
  /** The hosts of the jobs. Before `admit`, the caller assigns a host to the request; after it has stored the decision, it ends that. */
  readonly hosts = new JobHosts((generationId) => this.#live.has(generationId))
  readonly #history: History
  readonly #live = new Map<string, Reservation>()
  /** The ids of reservations that have not begun, oldest first. */
  readonly #waiting = new Set<string>()
  readonly #points = new Map<string, Point>()
  readonly #running = new Map<string, number>()
  readonly #idempotency = new Map<string, string>()
  readonly #ledgers = new Ledgers()
  #lastMs: number

  constructor(history: History, saved: SavedState) {
    this.#history = history
    this.#lastMs = saved.lastMs
    for (const [key, micros] of saved.spent) this.#ledgers.restore(key, micros)
    for (const [counter, point] of saved.points) this.#points.set(counter, point)
    for (const reservation of saved.live) {
      this.#lastMs = Math.max(this.#lastMs, reservation.admittedAt)
      this.#enter(reservation)
    }
  }

  /** Returns the time for all decisions. It never goes back, even if the clock does. */
  time(clockMs: number): number {
    return (this.#lastMs = Math.max(this.#lastMs, clockMs))
  }

  // --- verbs ------------------------------------------------------------------------------------------------------------------------

  /**
   * Decides whether a generation is admitted. Checks, in this order: the key, the idempotency key, the epoch, the limits, the budgets.
   * Takes amounts only after all checks, so a refused request takes nothing.
   */
  admit(
    policy: CompiledPolicy,
    request: AdmitRequest,
    nowMs: number,
    organizationReserved = false,
  ): Decision<AdmitResult, AdmitChange | ClaimChange> {
    for (const amount of [request.requests, request.images, request.tokens, request.reserveMicros]) requireAmount(amount)
    const refusal = policy.refuses(request, 'generate', nowMs)
    if (refusal !== null) return { result: { kind: 'key_refused', code: refusal }, change: null }

    const subject = subjectOf(policy, request)
    const scope = request.idempotency === null ? null : keyScopeOf(request, request.idempotency)
    const firstCall = this.#findFirstCall(request, nowMs) ?? this.find(request.generationId)
    if (firstCall !== null) return { result: this.#repeatAdmission(policy, request, firstCall, nowMs), change: claimOf(firstCall, request) }

    if (request.epoch !== policy.policy.epoch) return { result: { kind: 'stale_epoch', epoch: policy.policy.epoch }, change: null }

    const gauges = policy.gaugesOf(subject)
    const weighed = this.#weigh(gauges, (gauge) => request[gauge.metric], null, nowMs)
    if (weighed.exceeds !== null) return { result: { kind: 'exceeds_limit', limit: refOf(weighed.exceeds.limit, nowMs) }, change: null }
    const { points } = weighed
    let denied: Denial<'rate_limited' | 'concurrency_limited' | 'budget_exceeded'> | null = weighed.denied
    for (const gauge of gauges.budgets) {
      if (request.reserveMicros > gauge.limit.limit)
        return { result: { kind: 'exceeds_limit', limit: refOf(gauge.limit, nowMs) }, change: null }
      const used = usedUp(this.#ledgers.read(gauge.account, gauge.window, nowMs))
      const waitMs = windowEnd(gauge.window, nowMs) - nowMs
      if (used + request.reserveMicros > gauge.limit.limit && (denied === null || waitMs > denied.waitMs))
        denied = { code: 'budget_exceeded', gauge, waitMs }
    }
    if (denied !== null) {
      // The refusal names the limit with the longest wait, because a request that is repeated after a shorter wait would be refused again.
      const { code, gauge, waitMs } = denied
      const headers = this.#headers(gauges, nowMs, { only: gauge })
      return { result: { kind: 'denied', code, limit: refOf(gauge.limit, nowMs), retryAfterMs: waitMs, headers }, change: null }
    }

    const reservation: Reservation = {
      ...subject,
      generationId: request.generationId,
      organizationId: request.organizationId,
      operation: request.operation,
      admittedAt: nowMs,
      deadlineAt: request.deadlineAt,
      visits: [
        {
          place: 0,
          provider: subject.provider,
          model: subject.model,
          requests: request.requests,
          images: request.images,
          tokens: request.tokens,
        },
      ],
      organizationReserved,
      ...(request.hosted === true ? { hosted: true } : {}),
      idempotency: scope === null ? null : { scope, ...keyWindow(request.idempotency!, nowMs) },
      state: 'reserved',
      reservedMicros: request.reserveMicros,
      heldMicros: null,
      settledMicros: 0,
      heldUsage: null,
    }
    const headers = this.#headers(gauges, nowMs, { taken: { points, reserveMicros: request.reserveMicros } })
    return {
      result: { kind: 'admitted', generationId: request.generationId, headers },
      change: { kind: 'admit', reservation, points: points.filter((entry) => entry !== null) },
    }
  }

  /**
   * Looks up the generation that a request may join, before the request is planned. Checks the key and the idempotency key in the same way
   * as `admit`.
   */
  recall(policy: CompiledPolicy, request: RecallRequest, nowMs: number): Decision<RecallResult, ClaimChange> {
    const refusal = policy.refuses(request, 'generate', nowMs)
    if (refusal !== null) return { result: { kind: 'key_refused', code: refusal }, change: null }
    const firstCall = this.#findFirstCall(request, nowMs)
    if (firstCall === null) return { result: { kind: 'unknown', epoch: policy.policy.epoch }, change: null }
    if (firstCall.idempotency?.bodyHash !== request.idempotency.bodyHash) return { result: { kind: 'idempotency_mismatch' }, change: null }
    const { instanceId, projectId, keyId } = request
    const { provider, model } = firstCall
    const subject = { instanceId, projectId, keyId, ...policy.poolOf(keyId), provider, model }
    const headers = this.#headers(policy.gaugesOf(subject), nowMs, {})
    return {
      result: { kind: 'joined', generationId: firstCall.generationId, begun: firstCall.state !== 'reserved', headers },
      change: claimOf(firstCall, request),
    }
  }

  /** Checks the key. Returns null if the key is valid and has the scope, otherwise the refusal. */
  check(
    policy: CompiledPolicy,
    request: { instanceId: string; projectId: string; keyId: string; scope: Scope },
    nowMs: number,
  ): KeyRefusal | null {
    return policy.refuses(request, request.scope, nowMs)
  }

  /**
   * Begins a reservation, or a further model of its chain. If the reservation has waited too long to begin, releases it here, so that the
   * result does not depend on when the sweep runs.
   * @param next a further model, whose limits are checked here. Its `policy` is null if the instance is deleted and therefore has no
   * limits.
   */
  begin(
    generationId: string,
    nowMs: number,
    next: (NextTarget & { policy: CompiledPolicy | null }) | null = null,
  ): Decision<BeginDecision, BeginChange | OutcomeChange> {
    const reservation = this.find(generationId)
    if (reservation === null) return { result: { kind: 'refused', state: 'unknown' }, change: null }
    switch (reservation.state) {
      case 'reserved': {
        if (nowMs >= reservation.admittedAt + BEGIN_WITHIN_MS)
          return { result: { kind: 'refused', state: 'released' }, change: releaseUnbegun(reservation) }
        if (next !== null) return this.#beginNext(reservation, next, nowMs)
        const begun: Reservation = { ...reservation, state: 'begun' }
        return { result: { kind: 'begun' }, change: { kind: 'begin', before: reservation, reservation: begun, moved: false, points: [] } }
      }
      case 'begun':
        return next === null ? { result: { kind: 'begun' }, change: null } : this.#beginNext(reservation, next, nowMs)
      case 'held':
      case 'settled':
      case 'released':
        return { result: { kind: 'refused', state: reservation.state }, change: null }
    }
  }

  settle(request: SettleRequest, nowMs: number): Decision<SettleResult, OutcomeChange> {
    requireAmount(request.images)
    requireAmount(request.tokens)
    const before = this.find(request.generationId)
    if (before === null) return { result: { kind: 'unknown' }, change: null }
    const judged = judge(before, request.outcome, request.amountMicros)
    switch (judged.kind) {
      case 'repeated':
        return { result: { kind: 'repeated' }, change: null }
      case 'conflict':
        return { result: judged, change: null }
      case 'apply': {
        const after: Reservation = judged.next
        if (after.state === 'held') {
          const { images, tokens, connection = null } = request
          after.heldUsage = { images, tokens, at: nowMs, connection }
        }
        return {
          result: { kind: 'settled' },
          change: { kind: 'outcome', before, after, usage: usageOf(before, after, request, nowMs), overrun: judged.overrun },
        }
      }
    }
  }

  /** Returns the change that releases the oldest reservation that has waited too long to begin; null if there is no such reservation. */
  expire(nowMs: number): OutcomeChange | null {
    const at = this.nextExpiry()
    if (at === null || at > nowMs) return null
    return releaseUnbegun(this.#live.get(this.#waiting.values().next().value!)!)
  }

  // --- state ------------------------------------------------------------------------------------------------------------------------

  /** Applies a change that was stored. */
  commit(change: Change): void {
    switch (change.kind) {
      case 'admit':
        for (const [counter, point] of change.points) this.#points.set(counter, point)
        this.#enter(change.reservation)
        return
      case 'claim':
        if (this.#live.has(change.reservation.generationId)) this.#live.set(change.reservation.generationId, change.reservation)
        return
      case 'begin': {
        const { before, reservation, moved, points } = change
        for (const [counter, point] of points) this.#points.set(counter, point)
        if (moved) {
          this.#count(accountsOf(before), -1)
          this.#count(accountsOf(reservation), 1)
        }
        this.#live.set(reservation.generationId, reservation)
        this.#waiting.delete(reservation.generationId)
        return
      }
      case 'outcome': {
        const { before, after } = change
        this.#ledgers.move(moneyAccountsOf(before), before.admittedAt, before, after)
        this.#waiting.delete(before.generationId)
        if (isRunning(before.state) && !isRunning(after.state)) {
          this.#count(accountsOf(before), -1)
          this.hosts.endJob(before)
        }
        if (isLive(after.state)) this.#live.set(after.generationId, after)
        else this.#leave(before)
      }
    }
  }

  /** Returns the sums of spent money after the change. They are stored before the change is committed. */
  spentAfter({ before, after }: OutcomeChange): [ledger: string, micros: number][] {
    return this.#ledgers.preview(moneyAccountsOf(before), [{ admittedAt: before.admittedAt, before, after }])
  }

  /**
   * Returns the budgets to which the change adds a charge, with their use after the change. A budget is left out if the day or month in
   * which the generation was admitted is over.
   */
  budgetsAfter(policy: CompiledPolicy, { before, after }: OutcomeChange, nowMs: number): BudgetLevel[] {
    const difference = chargedMicros(after) - chargedMicros(before)
    if (difference <= 0) return []
    return policy.gaugesOf(before).budgets.flatMap(({ limit, account, window }) => {
      if (windowStart(window, before.admittedAt) !== windowStart(window, nowMs)) return []
      const { spent, held } = this.#ledgers.read(account, window, nowMs)
      const scope = limit.scope as 'instance' | 'project' | 'key'
      const usedMicros = spent + held + difference
      return [{ scope, member: memberOf(scope, before), window, limitMicros: limit.limit, usedMicros }]
    })
  }

  /** Returns the use of every budget in its present window: one entry for each project, key or instance that has used the budget. */
  budgetLevels(policy: CompiledPolicy, nowMs: number): BudgetLevel[] {
    const accounts = [...this.#ledgers.accounts()]
    return policy.budgets().flatMap(({ scope, target, limit: limitMicros, windowSeconds }) => {
      const window = windowSeconds as CalendarWindow
      const named = accounts.filter((account) => (target === null ? account.startsWith(`${scope}:`) : account === `${scope}:${target}`))
      return named.flatMap((account) => {
        const { spent, held } = this.#ledgers.read(account, window, nowMs)
        const member = account.slice(scope.length + 1)
        return spent + held === 0 ? [] : [{ scope, member, window, limitMicros, usedMicros: spent + held }]
      })
    })
  }

  /** Returns the budget that refused this request, with its use. The use includes reserved amounts. */
  refusingBudget(policy: CompiledPolicy, request: AdmitRequest, { scope, limit, windowSeconds }: LimitRef, nowMs: number): BudgetLevel {
    const member = memberOf(scope as 'instance' | 'project' | 'key', subjectOf(policy, request))
    const window = windowSeconds === DAY_SECONDS ? 'day' : 'month'
    return { scope, member, window, limitMicros: limit, usedMicros: usedUp(this.#ledgers.read(`${scope}:${member}`, window, nowMs)) }
  }

  /** Counts the reservations that have not ended, by state. Their number is bounded only if the instance has limits. */
  counts(): RunningCounts {
    const counts: RunningCounts = { reserved: 0, begun: 0, held: 0, heldMicros: 0 }
    for (const { state, heldMicros } of this.#live.values()) {
      if (state === 'settled' || state === 'released') continue
      counts[state] += 1
      if (state === 'held') counts.heldMicros += heldMicros ?? 0
    }
    return counts
  }

  find(generationId: string): Reservation | null {
    return this.#live.get(generationId) ?? this.#history.find(generationId)
  }

  /** Returns the time at which the oldest reservation that has not begun must be released; null if every reservation has begun. */
  nextExpiry(): number | null {
    for (const oldest of this.#waiting) return this.#live.get(oldest)!.admittedAt + BEGIN_WITHIN_MS
    return null
  }

  get liveCount(): number {
    return this.#live.size
  }

  /** Returns begun reservations whose deadline was before `beforeMs`. */
  overdue(beforeMs: number): Reservation[] {
    return [...this.#live.values()].filter(({ state, deadlineAt }) => state === 'begun' && deadlineAt < beforeMs)
  }

  /** Converts the counters of a limit whose size has changed. Returns the changed counters, to be stored. */
  adopt(policy: CompiledPolicy, nowMs: number): [counter: string, point: Point][] {
    const changed: [string, Point][] = []
    for (const [name, rate] of policy.rates()) {
      for (const [counter, point] of this.#points) {
        if (point.limit === rate.limit || !counter.startsWith(`${name}|`)) continue
        const converted = convertPoint(rate, point, nowMs)
        this.#points.set(counter, converted)
        changed.push([counter, converted])
      }
    }
    return changed
  }

  /**
   * Removes counters that are full, and ledgers of budget days and months that began before `ledgersBeforeMs`. Returns the names of the
   * removed counters and ledgers, to be deleted from storage.
   */
  forget(nowMs: number, ledgersBeforeMs: number): { counters: string[]; ledgers: string[] } {
    const counters = [...this.#points].filter(([, point]) => point.micros < nowMs * 1000).map(([counter]) => counter)
    for (const counter of counters) this.#points.delete(counter)
    return { counters, ledgers: this.#ledgers.forget(ledgersBeforeMs) }
  }

  /**
   * Returns the state of every limit and budget that applies to the requests of `keyId` in `projectId`. If both are null, returns the
   * states for all projects and keys.
   */
  states(policy: CompiledPolicy, request: LimitsRequest, nowMs: number): LimitState[] {
    const { instanceId, projectId, keyId } = request
    const states: LimitState[] = []
    for (const limit of policy.policy.limits) {
      if (limit.scope === 'organization') continue
      // A limit without a target applies to each member of its scope, for example to each project. The result has one entry for each member
      // that has used the limit, or a single entry if no member has used it.
      const isAsked = (limit.scope === 'project' && projectId !== null) || (limit.scope === 'key' && keyId !== null)
      const members = limit.scope === 'instance' || isAsked || limit.target !== null ? [] : this.#membersOf(limit.scope)
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
          if (gauge.limit === limit) states.push({ ...refOf(limit, nowMs), target, ...this.#stateOf(gauge, nowMs) })
        }
      }
    }
    return states
  }

  /** For tests: the whole state that decisions depend on, except the time. */
  inspect(): unknown {
    return {
      live: Object.fromEntries(this.#live),
      waiting: [...this.#waiting],
      points: Object.fromEntries([...this.#points].sort(([a], [b]) => (a < b ? -1 : 1))),
      hosts: this.hosts.inspect(),
      running: Object.fromEntries([...this.#running].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1))),
      idempotency: Object.fromEntries(
        [...this.#idempotency]
          .filter(([, id]) => this.#live.get(id)!.idempotency!.until > this.#lastMs)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      ledgers: this.#ledgers.inspect(),
    }
  }

  /**
   * Begins a further model of the chain. From then on, the concurrency limits count the generation under this model. If a counter was
   * already charged for an earlier model, only the difference is charged, because at most one of the calls makes the pictures. For
   * example, two models of one provider share the provider's counter.
   */
  #beginNext(
    before: Reservation,
    { policy, ...target }: NextTarget & { policy: CompiledPolicy | null },
    nowMs: number,
  ): Decision<BeginDecision, BeginChange> {
    for (const amount of [target.place, target.images, target.tokens]) requireAmount(amount)
    if (before.visits.some(({ place }) => place === target.place)) return { result: { kind: 'begun' }, change: null }
    const visit: Visit = { ...target, requests: 1 }
    const reservation: Reservation = {
      ...before,
      state: 'begun',
      provider: target.provider,
      model: target.model,
      visits: [...before.visits, visit],
    }
    const owed = ({ limit, metric }: RateGauge): number => {
      const same = before.visits.filter(({ provider, model }) => isSameMember(limit.scope, { ...before, provider, model }, reservation))
      return Math.max(0, visit[metric] - Math.max(0, ...same.map((earlier) => earlier[metric])))
    }
    const gauges = policy?.gaugesOf(reservation) ?? { rates: [], running: [], budgets: [] }
    const { points, denied, exceeds } = this.#weigh(gauges, owed, before, nowMs)
    if (exceeds !== null) {
      const limit = refOf(exceeds.limit, nowMs)
      return { result: { kind: 'denied', code: 'request_exceeds_limit', limit, retryAfterMs: null }, change: null }
    }
    if (denied !== null) {
      const { code, gauge, waitMs } = denied
      return { result: { kind: 'denied', code, limit: refOf(gauge.limit, nowMs), retryAfterMs: waitMs }, change: null }
    }
    return {
      result: { kind: 'begun' },
      change: { kind: 'begin', before, reservation, moved: true, points: points.filter((entry) => entry !== null) },
    }
  }

  /**
   * Checks the rates and the concurrency limits. `points` has one entry for each rate: null if nothing is taken from this rate. `denied`
   * names the limit with the longest wait. `exceeds` names a limit for which waiting does not help.
   * @param running the subject under which the generation already runs and is counted; null if the generation is new.
   */
  #weigh(
    gauges: Gauges,
    costOf: (gauge: RateGauge) => number,
    running: Subject | null,
    nowMs: number,
  ): {
    points: ([string, Point] | null)[]
    denied: Denial<'rate_limited' | 'concurrency_limited'> | null
    exceeds: RateGauge | RunningGauge | null
  } {
    const points: ([string, Point] | null)[] = []
    let denied: Denial<'rate_limited' | 'concurrency_limited'> | null = null
    for (const gauge of gauges.rates) {
      const cost = costOf(gauge)
      if (cost === 0) {
        points.push(null)
        continue
      }
      const taken = take(gauge.rate, this.#points.get(gauge.counter), cost, nowMs)
      if (taken.admitted) points.push([gauge.counter, taken.point])
      else if ('exceeds' in taken) return { points, denied, exceeds: gauge }
      else if (denied === null || taken.waitMs > denied.waitMs) denied = { code: 'rate_limited', gauge, waitMs: taken.waitMs }
    }
    const placed = running === null ? [] : accountsOf(running)
    for (const gauge of gauges.running) {
      if (placed.includes(gauge.account)) continue
      if (gauge.limit.limit === 0) return { points, denied, exceeds: gauge }
      const full = (this.#running.get(gauge.account) ?? 0) >= gauge.limit.limit
      if (full && (denied === null || CONCURRENCY_RETRY_MS > denied.waitMs))
        denied = { code: 'concurrency_limited', gauge, waitMs: CONCURRENCY_RETRY_MS }
    }
    return { points, denied, exceeds: null }
  }

  /** Returns the result for a request whose generation id or idempotency key is already known. */
  #repeatAdmission(policy: CompiledPolicy, request: AdmitRequest, firstCall: Reservation, nowMs: number): AdmitResult {
    const headers = this.#headers(policy.gaugesOf(subjectOf(policy, request)), nowMs, {})
    if (firstCall.generationId !== request.generationId) {
      if (firstCall.idempotency?.bodyHash !== request.idempotency?.bodyHash) return { kind: 'idempotency_mismatch' }
      // An earlier version of the generation service would not find the job's host, and would begin a second job.
      if (firstCall.hosted === true && request.hosted !== true) return { kind: 'overloaded', retryAfterMs: CONCURRENCY_RETRY_MS }
      return { kind: 'joined', generationId: firstCall.generationId, headers }
    }
    // The request has the generation id of the first call. So the same call was sent again, because its response was lost. If the
    // reservation was released in the meantime, it cannot be restored under the same id.
    if (firstCall.state === 'released') return { kind: 'overloaded', retryAfterMs: CONCURRENCY_RETRY_MS }
    return { kind: 'admitted', generationId: firstCall.generationId, headers }
  }

  /**
   * Returns the reservation of the generation that was begun under the request's idempotency key, if the request may join this generation;
   * otherwise null.
   */
  #findFirstCall(request: KeyedRequest, nowMs: number): Reservation | null {
    if (request.idempotency === null) return null
    const found = this.#findByKeyScope(keyScopeOf(request, request.idempotency), nowMs)
    return found !== null && isRepeat(found, request) ? found : null
  }

  #findByKeyScope(scope: string, nowMs: number): Reservation | null {
    const generationId = this.#idempotency.get(scope)
    const live = generationId === undefined ? undefined : this.#live.get(generationId)
    if (live?.idempotency != null && live.idempotency.until > nowMs) return live
    // No generation in memory has this key scope and an idempotency key whose window still lasts, so the result can only be in the history.
    // This also holds if the idempotency key was used again after its window. The new generation then replaces the earlier one in memory;
    // after the new generation has ended, it is in the history.
    return this.#history.findByKeyScope(scope, nowMs)
  }

  #enter(reservation: Reservation): void {
    const { generationId, idempotency, admittedAt, state } = reservation
    this.#live.set(generationId, reservation)
    if (state === 'reserved') this.#waiting.add(generationId)
    if (idempotency !== null && !this.#awaitsFirst(idempotency.scope, admittedAt)) this.#idempotency.set(idempotency.scope, generationId)
    this.#ledgers.move(moneyAccountsOf(reservation), admittedAt, null, reservation)
    this.hosts.enter(reservation)
    if (isRunning(state)) this.#count(accountsOf(reservation), 1)
  }

  /**
   * Returns whether the generation to which `scope` leads was begun by a repeat whose first sending has not arrived yet. Until the first
   * sending arrives, `scope` must lead to this generation, even if another request with equal content begins another generation.
   */
  #awaitsFirst(scope: string, nowMs: number): boolean {
    const generationId = this.#idempotency.get(scope)
    const known = generationId === undefined ? undefined : this.#live.get(generationId)?.idempotency
    return known?.ahead?.as === null && known.until > nowMs
  }

  #leave(reservation: Reservation): void {
    const { generationId, idempotency } = reservation
    this.#live.delete(generationId)
    this.hosts.leave(reservation)
    if (idempotency !== null && this.#idempotency.get(idempotency.scope) === generationId) this.#idempotency.delete(idempotency.scope)
  }

  #count(accounts: string[], difference: number): void {
    for (const account of accounts) {
      const count = (this.#running.get(account) ?? 0) + difference
      if (count === 0) this.#running.delete(account)
      else this.#running.set(account, count)
    }
  }

  #membersOf(scope: 'project' | 'key' | 'provider' | 'model'): string[] {
    const members = new Set<string>()
    for (const account of this.#ledgers.accounts()) if (account.startsWith(`${scope}:`)) members.add(account.slice(scope.length + 1))
    for (const account of this.#running.keys()) if (account.startsWith(`${scope}:`)) members.add(account.slice(scope.length + 1))
    for (const counter of this.#points.keys()) if (counter.startsWith(`${scope}-`)) members.add(counter.slice(counter.indexOf('|') + 1))
    return [...members].sort()
  }

  #stateOf(gauge: AnyGauge, nowMs: number): Pick<LimitState, 'capacity' | 'used' | 'reserved' | 'held' | 'remaining' | 'resetsAt'> {
    if ('rate' in gauge) {
      const point = this.#points.get(gauge.counter)
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
    if ('window' in gauge) {
      const { spent, reserved, held } = this.#ledgers.read(gauge.account, gauge.window, nowMs)
      const left = Math.max(0, gauge.limit.limit - spent - reserved - held)
      return { capacity: gauge.limit.limit, used: spent, reserved, held, remaining: left, resetsAt: windowEnd(gauge.window, nowMs) }
    }
    const running = this.#running.get(gauge.account) ?? 0
    return {
      capacity: gauge.limit.limit,
      used: running,
      reserved: 0,
      held: 0,
      remaining: Math.max(0, gauge.limit.limit - running),
      resetsAt: null,
    }
  }

  /**
   * Returns the limits for the response headers. If a limit has refused the request, it is passed as `only` and becomes `nearest`.
   * Otherwise `nearest` is the limit with the smallest share left after `taken` is committed.
   */
  #headers(
    gauges: Gauges,
    nowMs: number,
    options: { only?: AnyGauge; taken?: { points: ([string, Point] | null)[]; reserveMicros: number } },
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
      const point = options.taken?.points[index]?.[1] ?? this.#points.get(gauge.counter)
      consider(gauge, remaining(gauge.rate, point, nowMs), wholeAtMs(gauge.rate, point, nowMs))
    }
    for (const gauge of gauges.budgets) {
      policy.push({ name: gauge.name, quota: gauge.limit.limit, windowSeconds: secondsOf(gauge.window, nowMs)! })
      const used = usedUp(this.#ledgers.read(gauge.account, gauge.window, nowMs)) + (options.taken?.reserveMicros ?? 0)
      consider(gauge, Math.max(0, gauge.limit.limit - used), windowEnd(gauge.window, nowMs))
    }
    // A concurrency limit has no time window, so it is not listed in `policy`. If it has refused the request, it is `nearest`.
    for (const gauge of gauges.running) if (options.only === gauge) consider(gauge, 0, nowMs + CONCURRENCY_RETRY_MS)
    return { policy, nearest }
  }
}

interface Denial<Code extends string> {
  code: Code
  gauge: AnyGauge
  waitMs: number
}
type AnyGauge = Gauges['rates'][number] | Gauges['running'][number] | Gauges['budgets'][number]

/**
 * Returns the change that releases a reservation that has not begun. Its idempotency key is released, too: nothing was done under the key,
 * so a repeat may be admitted.
 */
function releaseUnbegun(before: Reservation): OutcomeChange {
  return { kind: 'outcome', before, after: { ...before, state: 'released', idempotency: null }, usage: null, overrun: false }
}

function subjectOf(policy: CompiledPolicy, request: AdmitRequest): Subject {
  const first = request.targets[0]
  return {
    instanceId: request.instanceId,
    projectId: request.projectId,
    keyId: request.keyId,
    ...policy.poolOf(request.keyId),
    provider: first?.provider ?? '',
    model: first?.model ?? '',
  }
}

function requireAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Not a whole amount: ${amount}`)
}
