// The limiter's decisions, independent of the runtime: no clock, no storage, no waiting. Each decision, such as `admit`, reads the state
// and returns its result together with a change of the state. The caller first stores the change, then applies it with `commit`. So a
// change that could not be stored has no effect.
import type {
  AdmitRequest,
  AdmitResult,
  KeyRefusal,
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
import { isLive, isRunning, judge } from './budget.ts'
import { type BudgetLevel, levelsAfter, levelsOf, refusingLevel } from './budget-levels.ts'
import type { Point } from './gcra.ts'
import { requireAmount } from './integer.ts'
import { JobHosts } from './job-hosts.ts'
import { claimOf, keyScopeOf, keyWindow } from './keyed-request.ts'
import { headersOf, statesOf } from './limit-states.ts'
import { CONCURRENCY_RETRY_MS, type Denial, LimitUse } from './limit-use.ts'
import { accountsOf, type CompiledPolicy, isSameMember, moneyAccountsOf, type RateGauge, refOf, type Subject } from './limits.ts'
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
import { Reservations } from './reservations.ts'
import { usageOf } from './usage-of.ts'

/**
 * The time after the admission within which a job must call `begin` or report an outcome. After this time, the limiter releases the
 * reservation. A job with `startsAtOnce` starts without a call of `begin`. So the limiter first asks this job's host, and releases the
 * reservation only if the host does not know the job.
 */
export const BEGIN_WITHIN_MS = 60_000

export class Limiter {
  /**
   * The hosts of the jobs. Before `admit`, the caller calls `assign`, which keeps room on a host for the request. After the decision is
   * stored, the caller calls `unassign`, which gives this room back. If the request was admitted, the reservation has room of its own.
   */
  readonly hosts = new JobHosts((generationId) => this.reservations.isLive(generationId))
  readonly reservations: Reservations
  readonly #use: LimitUse
  #lastMs: number

  constructor(history: History, saved: SavedState) {
    this.reservations = new Reservations(history)
    this.#use = new LimitUse(saved)
    this.#lastMs = saved.lastMs
    for (const reservation of saved.live) {
      this.#lastMs = Math.max(this.#lastMs, reservation.admittedAt)
      this.#enter(reservation)
    }
  }

  /** Returns the time for all decisions. It never goes back, even if the clock does. */
  time(clockMs: number): number {
    return (this.#lastMs = Math.max(this.#lastMs, clockMs))
  }

  // --- decisions --------------------------------------------------------------------------------------------------------------------

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
    const firstCall = this.reservations.findFirstCall(request, nowMs) ?? this.reservations.find(request.generationId)
    if (firstCall !== null) return { result: this.#repeatAdmission(policy, request, firstCall, nowMs), change: claimOf(firstCall, request) }

    if (request.epoch !== policy.policy.epoch) return { result: { kind: 'stale_epoch', epoch: policy.policy.epoch }, change: null }

    const gauges = policy.gaugesOf(subject)
    const weighed = this.#use.weigh(gauges, (gauge) => request[gauge.metric], null, nowMs)
    const budgets = this.#use.ledgers.weigh(gauges.budgets, request.reserveMicros, nowMs)
    const exceeds = weighed.exceeds ?? budgets.exceeds
    if (exceeds !== null) return { result: { kind: 'exceeds_limit', limit: refOf(exceeds.limit, nowMs) }, change: null }
    const { points } = weighed
    let denied: Denial<'rate_limited' | 'concurrency_limited' | 'budget_exceeded'> | null = weighed.denied
    if (budgets.denied !== null && (denied === null || budgets.denied.waitMs > denied.waitMs))
      denied = { code: 'budget_exceeded', gauge: budgets.denied.budget, waitMs: budgets.denied.waitMs }
    if (denied !== null) {
      // The refusal names the limit with the longest wait, because a request that is repeated after a shorter wait would be refused again.
      const { code, gauge, waitMs } = denied
      const headers = headersOf(this.#use, gauges, nowMs, { only: gauge })
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
      ...startsAtOnceOf(request),
      ...(request.dedicated === true ? { dedicated: true } : {}),
      idempotency: scope === null ? null : { scope, ...keyWindow(request.idempotency!, nowMs) },
      state: 'reserved',
      reservedMicros: request.reserveMicros,
      heldMicros: null,
      settledMicros: 0,
      heldUsage: null,
    }
    const headers = headersOf(this.#use, gauges, nowMs, { taken: { points, reserveMicros: request.reserveMicros } })
    return {
      result: { kind: 'admitted', generationId: request.generationId, ...startsAtOnceOf(request), headers },
      change: { kind: 'admit', reservation, points: points.filter((entry) => entry !== null) },
    }
  }

  /**
   * Finds the generation of an earlier request with the same idempotency key. Called if no plan can be made for a request: the request may
   * repeat an earlier one that was admitted. Checks the key and the idempotency key in the same way as `admit`.
   */
  recall(policy: CompiledPolicy, request: RecallRequest, nowMs: number): Decision<RecallResult, ClaimChange> {
    const refusal = policy.refuses(request, 'generate', nowMs)
    if (refusal !== null) return { result: { kind: 'key_refused', code: refusal }, change: null }
    const firstCall = this.reservations.findFirstCall(request, nowMs)
    if (firstCall === null) return { result: { kind: 'unknown', epoch: policy.policy.epoch }, change: null }
    if (firstCall.idempotency?.bodyHash !== request.idempotency.bodyHash) return { result: { kind: 'idempotency_mismatch' }, change: null }
    const { instanceId, projectId, keyId } = request
    const { provider, model } = firstCall
    const subject = { instanceId, projectId, keyId, ...policy.poolOf(keyId), provider, model }
    const headers = headersOf(this.#use, policy.gaugesOf(subject), nowMs)
    return {
      result: { kind: 'joined', generationId: firstCall.generationId, begun: firstCall.state !== 'reserved', headers },
      change: claimOf(firstCall, request),
    }
  }

  /** Checks the request's key. Returns null if the key is valid and has the request's scope, otherwise the refusal. */
  check(
    policy: CompiledPolicy,
    request: { instanceId: string; projectId: string; keyId: string; scope: Scope },
    nowMs: number,
  ): KeyRefusal | null {
    return policy.refuses(request, request.scope, nowMs)
  }

  /**
   * Decides whether a job may begin with the model of its reservation, or with the further model `next`. If the reservation is too old, the
   * job is refused, and the reservation is released. It is too old if BEGIN_WITHIN_MS have passed since the admission. A reservation with
   * `startsAtOnce` is never too old. Normally the alarm has already released an old reservation, but an alarm may run too late.
   * @param next a further model, whose limits are checked here. Its `policy` is null if the instance is deleted and therefore has no
   * limits.
   */
  begin(
    generationId: string,
    nowMs: number,
    next: (NextTarget & { policy: CompiledPolicy | null }) | null = null,
  ): Decision<BeginDecision, BeginChange | OutcomeChange> {
    const reservation = this.reservations.find(generationId)
    if (reservation === null) return { result: { kind: 'refused', state: 'unknown' }, change: null }
    switch (reservation.state) {
      case 'reserved': {
        if (reservation.startsAtOnce !== true && nowMs >= reservation.admittedAt + BEGIN_WITHIN_MS)
          return { result: { kind: 'refused', state: 'released' }, change: releaseUnbegun(reservation) }
        if (next !== null) return this.#beginNext(reservation, next, nowMs)
        return { result: { kind: 'begun' }, change: beginOf(reservation) }
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
    const before = this.reservations.find(request.generationId)
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

  /** Returns the change that releases the oldest reservation whose job has not called `begin` in time; null if there is none. */
  expire(nowMs: number): OutcomeChange | null {
    const oldest = this.reservations.oldestWaiting()
    return oldest === null || oldest.admittedAt + BEGIN_WITHIN_MS > nowMs ? null : releaseUnbegun(oldest)
  }

  /** Returns the time at which `expire` has the next reservation to release; null if there is none. */
  nextExpiry(): number | null {
    const oldest = this.reservations.oldestWaiting()
    return oldest === null ? null : oldest.admittedAt + BEGIN_WITHIN_MS
  }

  /**
   * Returns at most `most` reservations with `startsAtOnce` whose jobs have neither called `begin` nor reported an outcome within
   * BEGIN_WITHIN_MS. Such a job may run without having called `begin`, so the limiter must ask its host whether the host knows it.
   */
  toAsk(nowMs: number, most: number): Reservation[] {
    return this.reservations.unasked(nowMs - BEGIN_WITHIN_MS, most)
  }

  /** Returns the time from which `toAsk` returns at least one reservation; null if no host must be asked. */
  nextAsk(): number | null {
    const first = this.reservations.firstUnasked()
    return first === null ? null : first.admittedAt + BEGIN_WITHIN_MS
  }

  /**
   * Called after `toAsk`: the limiter has asked the host of this job whether the host knows the job. `isKnown` is the host's answer. If the
   * host knows the job, returns the change that marks the reservation as begun. Otherwise returns the change that releases the reservation.
   * Returns null if the reservation has left the state `reserved` in the meantime.
   */
  asked(generationId: string, isKnown: boolean): BeginChange | OutcomeChange | null {
    const reservation = this.reservations.find(generationId)
    if (reservation?.state !== 'reserved') return null
    return isKnown ? beginOf(reservation) : releaseUnbegun(reservation)
  }

  // --- state ------------------------------------------------------------------------------------------------------------------------

  /** Applies a change that was stored. */
  commit(change: Change): void {
    switch (change.kind) {
      case 'admit':
        this.#use.take(change.points)
        this.#enter(change.reservation)
        return
      case 'claim':
        if (this.reservations.isLive(change.reservation.generationId)) this.reservations.replace(change.reservation)
        return
      case 'begin': {
        const { before, reservation, moved, points } = change
        this.#use.take(points)
        if (moved) {
          this.#use.count(accountsOf(before), -1)
          this.#use.count(accountsOf(reservation), 1)
        }
        this.reservations.replace(reservation)
        return
      }
      case 'outcome': {
        const { before, after } = change
        this.#use.ledgers.move(moneyAccountsOf(before), before.admittedAt, before, after)
        if (isRunning(before.state) && !isRunning(after.state)) {
          this.#use.count(accountsOf(before), -1)
          this.hosts.endJob(before)
        }
        if (isLive(after.state)) this.reservations.replace(after)
        else {
          this.reservations.leave(before)
          this.hosts.leave(before)
        }
      }
    }
  }

  #enter(reservation: Reservation): void {
    this.reservations.enter(reservation)
    this.#use.ledgers.move(moneyAccountsOf(reservation), reservation.admittedAt, null, reservation)
    if (isRunning(reservation.state)) this.#use.count(accountsOf(reservation), 1)
    this.hosts.enter(reservation)
  }

  /** Returns the sums of spent money after the change. The caller stores them before `commit` applies the change. */
  spentAfter({ before, after }: OutcomeChange): [ledger: string, micros: number][] {
    return this.#use.ledgers.preview(moneyAccountsOf(before), [{ admittedAt: before.admittedAt, before, after }])
  }

  /** If a new policy has changed the limit of a rate, converts the rate's counters to the new limit. Returns them, to be stored. */
  adopt(policy: CompiledPolicy, nowMs: number): [counter: string, point: Point][] {
    return this.#use.adopt(policy, nowMs)
  }

  /** Removes counters and ledgers that no decision needs (`LimitUse.forget`). Returns their names, to be deleted from storage. */
  forget(nowMs: number): { counters: string[]; ledgers: string[] } {
    return this.#use.forget(nowMs)
  }

  // --- what callers are shown -------------------------------------------------------------------------------------------------------

  states(policy: CompiledPolicy, request: LimitsRequest, nowMs: number): LimitState[] {
    return statesOf(this.#use, policy, request, nowMs)
  }

  budgetLevels(policy: CompiledPolicy, nowMs: number): BudgetLevel[] {
    return levelsOf(this.#use.ledgers, policy, nowMs)
  }

  budgetsAfter(policy: CompiledPolicy, change: OutcomeChange, nowMs: number): BudgetLevel[] {
    return levelsAfter(this.#use.ledgers, policy, change, nowMs)
  }

  /** Returns the budget that refused this request, with its use. The use includes reserved amounts. */
  refusingBudget(policy: CompiledPolicy, request: AdmitRequest, refused: LimitRef, nowMs: number): BudgetLevel {
    return refusingLevel(this.#use.ledgers, subjectOf(policy, request), refused, nowMs)
  }

  /** For tests: the whole state that decisions depend on, except the time. */
  inspect(): unknown {
    return { ...this.reservations.inspect(this.#lastMs), ...this.#use.inspect(), hosts: this.hosts.inspect() }
  }

  // --- parts of decisions -----------------------------------------------------------------------------------------------------------

  /**
   * Begins a further model of the chain. From then on, the concurrency limits count the generation under this model. Two models may share a
   * counter, for example the counter of their provider. If an earlier model has already taken an amount from such a counter, this model
   * takes only what it needs beyond that amount, because at most one of the calls makes the pictures.
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
    const { points, denied, exceeds } = this.#use.weigh(gauges, owed, before, nowMs)
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

  /** Returns the result for a request whose generation id or idempotency key is already known. */
  #repeatAdmission(policy: CompiledPolicy, request: AdmitRequest, firstCall: Reservation, nowMs: number): AdmitResult {
    const headers = headersOf(this.#use, policy.gaugesOf(subjectOf(policy, request)), nowMs)
    if (firstCall.generationId !== request.generationId) {
      if (firstCall.idempotency?.bodyHash !== request.idempotency?.bodyHash) return { kind: 'idempotency_mismatch' }
      // The request comes from an earlier version of the generation service. That version would not find the job's host and would begin a
      // second job. So the client must repeat the request until a newer version of the service receives it.
      if (firstCall.hosted === true && request.hosted !== true) return { kind: 'overloaded', retryAfterMs: CONCURRENCY_RETRY_MS }
      // While the job runs, the instance was moved to a dedicated Worker, or back. The Worker that sent this request cannot call the object
      // in which the job runs. If the request joined the generation, this Worker would call an object of its own, which does not know the
      // job and would begin it a second time. So the caller must repeat the request until the job has ended.
      if (isRunning(firstCall.state) && firstCall.dedicated !== request.dedicated)
        return { kind: 'overloaded', retryAfterMs: CONCURRENCY_RETRY_MS }
      return { kind: 'joined', generationId: firstCall.generationId, headers }
    }
    // The admitted generation has the id of this request. So the Worker has sent this request a second time, because the first response was
    // lost. The Worker gets the same result again. But if the reservation was released in the meantime, it cannot be restored under the
    // same id, so the request is refused.
    if (firstCall.state === 'released') return { kind: 'overloaded', retryAfterMs: CONCURRENCY_RETRY_MS }
    return { kind: 'admitted', generationId: firstCall.generationId, ...startsAtOnceOf(firstCall), headers }
  }
}

function startsAtOnceOf({ startsAtOnce }: { startsAtOnce?: true }): { startsAtOnce?: true } {
  return startsAtOnce === true ? { startsAtOnce } : {}
}

/** Returns the change that marks a reservation as begun. The reservation's current model stays the same. */
function beginOf(before: Reservation): BeginChange {
  return { kind: 'begin', before, reservation: { ...before, state: 'begun' }, moved: false, points: [] }
}

/**
 * Returns the change that releases a reservation whose job has not begun. The idempotency key is released, too: nothing was done under the
 * key, so a repeat may be admitted.
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
