// The work of the RateLimiter object. It stores the core's decisions. Its alarm releases reservations whose jobs have not begun in time,
// delivers events, and wakes the jobs of reservations that should have ended.
import type {
  AdmitRequest,
  AdmitResult,
  CheckRequest,
  CheckResult,
  ConnectionRest,
  LimitState,
  LimitsRequest,
  RecallRequest,
  RecallResult,
  RestRequest,
  SettleRequest,
  SettleResult,
} from '../shared/config-rpc.ts'
import { DEFAULT_ALERTS } from '../shared/alerts.ts'
import { AlarmClock } from '../shared/alarm-clock.ts'
import { guarded, Retry } from './alarm-work.ts'
import { AlertBook, type AlertNews } from './alert-book.ts'
import {
  budgetAlerts,
  exhaustedAlert,
  indeterminateAlert,
  outdatedBudgetAlerts,
  overloadedAlert,
  projectFinder,
  restAlert,
} from './alerts-of.ts'
import type { BudgetLevel } from './core/budget-levels.ts'
import type { CalendarWindow } from '../shared/calendar-windows.ts'
import { BEGIN_WITHIN_MS, Limiter } from './core/limiter.ts'
import type { Change, OutcomeChange, Reservation } from './core/reservation.ts'
import type { CompiledPolicy } from './core/limits.ts'
import { Paces } from './core/paces.ts'
import { Rests } from './core/rests.ts'
import { CurrentPolicy, versionOf } from './current-policy.ts'
import { EndedReservations } from './ended-reservations.ts'
import { EventOutbox } from './event-outbox.ts'
import type {
  BeginRequest,
  BeginResult,
  GenerationOutcome,
  LimiterHost,
  OrganizationOutcome,
  PokeResult,
  RateLimiterRpc,
  RunningCounts,
  Unavailable,
} from './host.ts'
import { KeyUses } from './key-uses.ts'
import { OldRows } from './old-rows.ts'
import { limitsOfOrganization, OVERLOADED, releaseAtOrganization, reserveAtOrganization } from './organization-admission.ts'
import { OutcomeAlerts } from './outcome-alerts.ts'
import type { LimiterAuditAction, LimiterAuditEntry, LimiterPolicy, UsageEvent } from './policy.ts'
import { type ObjectStorage, Tables } from './tables.ts'
import { isLive, type Outcome } from './core/budget.ts'
import { log } from '../shared/log.ts'

/**
 * The maximum number of admissions that may wait at the same time for a policy or for the organization's budget. Any further one is refused
 * with a retry time.
 */
export const MOST_IN_FLIGHT = 1000

/**
 * The maximum time for which an admission waits for the organization's budget. It must be shorter than `ASK_AFTER_MS`. After
 * `ASK_AFTER_MS`, OrganizationBudget asks this instance about the reservation, and releases its own reservation if the instance has none
 * yet.
 */
export const ORGANIZATION_PATIENCE_MS = 30_000
const SWEEP_EVERY_MS = 600_000
/**
 * If a job has called `begin` and has reported no outcome this long after the job's deadline, the limiter wakes the job. If the job no
 * longer exists, the limiter ends the reservation itself.
 */
const OVERDUE_MS = 600_000
const ASKED_PER_SWEEP = 50
/** The maximum number of hosts that `#askHosts` asks at the same time. */
const ASKED_AT_ONCE = 20

export class InstanceLimiter implements RateLimiterRpc {
  readonly #storage: ObjectStorage
  readonly #host: LimiterHost
  readonly #tables: Tables
  readonly #limiter: Limiter
  readonly #rests: Rests
  readonly #alarm: AlarmClock
  readonly #policy: CurrentPolicy
  readonly #events: EventOutbox
  readonly #alerts: AlertBook
  readonly #outcomeAlerts: OutcomeAlerts
  readonly #ended: EndedReservations<Reservation>
  readonly #oldRows: OldRows
  readonly #askRetry = new Retry()
  #inFlight = 0
  readonly #paces = new Paces()
  readonly #keyUses: KeyUses
  #sweepAt: number

  constructor(storage: ObjectStorage, host: LimiterHost) {
    this.#storage = storage
    this.#host = host
    this.#tables = new Tables(storage.sql)
    this.#limiter = new Limiter(this.#tables, this.#tables.load())
    this.#rests = new Rests(this.#tables.rests())
    this.#alarm = new AlarmClock(storage)
    const clock = () => this.#now()
    this.#events = new EventOutbox({ tables: this.#tables, host, alarm: this.#alarm, now: clock })
    this.#alerts = new AlertBook({ tables: this.#tables, events: this.#events, transaction: (work) => this.#storage.transactionSync(work) })
    this.#policy = new CurrentPolicy({
      host,
      now: clock,
      seen: () => this.#tables.seen(),
      estranged: (policy, isNew) => this.#forgetAlerts(policy, isNew),
      adopt: (policy) => this.#writePolicy(policy),
    })
    this.#outcomeAlerts = new OutcomeAlerts({
      rests: this.#rests,
      heldCount: () => this.#limiter.reservations.counts().held,
      failuresInARow: () => (this.#policy.ready()?.policy.alerts ?? DEFAULT_ALERTS).failuresInARow,
    })
    this.#ended = new EndedReservations(this.#tables)
    this.#oldRows = new OldRows({ store: host.store, tables: this.#tables, now: clock })
    this.#keyUses = new KeyUses({ store: host.store, alarm: this.#alarm, now: clock })
    this.#sweepAt = this.#now() + SWEEP_EVERY_MS
  }

  /** Sets the alarm again if it was lost. After a start of the object, `wake` must end before any other method is called. */
  async wake(): Promise<void> {
    await this.#alarm.wake(this.#nextDue())
  }

  // --- decisions --------------------------------------------------------------------------------------------------------------------

  async admit(request: AdmitRequest): Promise<AdmitResult> {
    if (this.#inFlight >= MOST_IN_FLIGHT) {
      const now = this.#now()
      this.#alerts.raiseOnce(overloadedAlert(request, now), now)
      return OVERLOADED
    }
    this.#inFlight += 1
    let assigned: AdmitRequest | null = null
    try {
      const policy = await this.#policy.obtain(request.instanceId, request.epoch)
      if (policy === 'absent') return { kind: 'key_refused', code: 'not_found' }
      if (policy === 'unavailable') return OVERLOADED
      const now = this.#now()
      // Expired reservations are released first, so that the decision does not depend on a late alarm. An expired reservation then takes no
      // room in the limits, and no request can join it.
      this.#expire()
      assigned = this.#limiter.hosts.assign(request)
      const { result, change } = this.#limiter.admit(policy, assigned, now)
      if (change?.kind === 'claim') this.#writeClaim(change, now)
      if (result.kind === 'denied' && result.code === 'budget_exceeded') {
        const level = this.#limiter.refusingBudget(policy, request, result.limit, now)
        this.#alerts.raiseOnce(exhaustedAlert(level, policy.policy, projectFinder(policy), now), now)
      }
      if (change?.kind !== 'admit') return result
      if (policy.policy.organizationBudget) return await this.#admitWithOrganization(assigned, now)
      this.#writeAdmission(change, now)
      return result
    } finally {
      this.#inFlight -= 1
      if (assigned !== null) this.#limiter.hosts.unassign(assigned)
    }
  }

  /**
   * Asks the organization's budget, then decides again for the instance, whose state may have changed in the meantime. Called if the
   * instance would admit the request and its organization has a budget.
   */
  async #admitWithOrganization(request: AdmitRequest, startedAt: number): Promise<AdmitResult> {
    const refusal = await reserveAtOrganization(this.#host, request)
    if (refusal !== null) return refusal
    const policy = this.#policy.ready(request.epoch)
    const now = this.#now()
    // A request that has waited too long for the organization's budget is not admitted. While it waited, OrganizationBudget may have asked
    // this instance about the request, learned that there is no reservation here yet, and released its own reservation.
    const decision =
      policy === undefined || now - startedAt > ORGANIZATION_PATIENCE_MS
        ? { result: OVERLOADED, change: null }
        : this.#limiter.admit(policy, request, now, true)
    if (decision.change?.kind === 'admit') this.#writeAdmission(decision.change, now)
    else if (decision.change !== null) this.#writeClaim(decision.change, now)
    if (decision.result.kind !== 'admitted') releaseAtOrganization(this.#host, request, now)
    return decision.result
  }

  async check(request: CheckRequest): Promise<CheckResult | Unavailable> {
    const policy = await this.#policy.obtain(request.instanceId, 0)
    if (policy === 'absent') return { ok: false, code: 'not_found' }
    if (policy === 'unavailable') return { ok: false, code: 'unavailable' }
    const now = this.#now()
    const code = this.#limiter.check(policy, request, now)
    if (code !== null) return { ok: false, code }
    const waitMs = request.work === undefined ? null : this.#paces.take(request.work.kind, request.work.count, now)
    if (waitMs !== null) return { ok: false, code: 'rate_limited', retryAfterMs: waitMs }
    this.#keyUses.note(request.keyId)
    const { generationId, projectId } = request
    const knows = generationId === undefined ? {} : { knows: this.#limiter.reservations.find(generationId)?.projectId === projectId }
    return { ok: true, epoch: policy.policy.epoch, ...knows }
  }

  async recall(request: RecallRequest): Promise<RecallResult | Unavailable> {
    const policy = await this.#policy.obtain(request.instanceId, 0)
    if (policy === 'absent') return { kind: 'key_refused', code: 'not_found' }
    if (policy === 'unavailable') return { ok: false, code: 'unavailable' }
    const now = this.#now()
    this.#expire()
    const { result, change } = this.#limiter.recall(policy, request, now)
    if (change !== null) this.#writeClaim(change, now)
    return result
  }

  async begin({ instanceId, generationId, next, connections = [] }: BeginRequest): Promise<BeginResult | Unavailable> {
    // `admit` has checked the limits of the first model, so a policy is needed only for a further model.
    const policy = next === undefined ? 'absent' : await this.#policy.obtain(instanceId, 0)
    if (policy === 'unavailable') return { ok: false, code: 'unavailable' }
    const target = next === undefined ? null : { ...next, policy: policy === 'absent' ? null : policy }
    const now = this.#now()
    const { result, change } = this.#limiter.begin(generationId, now, target)
    if (change?.kind === 'begin') this.#writeBegin(change)
    else if (change !== null) this.#writeOutcome(change)
    if (result.kind !== 'begun') return result
    return { kind: 'begun', epoch: this.#policy.ready()?.policy.epoch ?? null, rests: this.#rests.of(connections, now) }
  }

  async rest(request: RestRequest): Promise<{ kind: 'noted' }> {
    const { generationId, instanceId, connection, reason, requestId } = request
    const reservation = this.#limiter.reservations.find(generationId)
    const now = this.#now()
    const change = reservation === null ? null : this.#rests.note(request, now)
    if (reservation === null || change === null) return { kind: 'noted' }
    const { rest, begins, forgotten } = change
    // Reaching a rate limit is part of normal traffic. All other reasons for a rest are audited, because somebody must act.
    const isAudited = begins && reason !== 'rate_limited'
    const alert = restAlert(reservation, rest, now)
    const commit = this.#storage.transactionSync(() => {
      this.#tables.writeRest(rest)
      this.#tables.forgetRests(forgotten)
      if (isAudited)
        this.#audit(reservation, 'connection_rests', `${connection}.${rest.since}`, {
          connection,
          reason,
          detail: rest.detail,
          until: rest.until,
        })
      return this.#alerts.write({ raise: alert === null ? [] : [alert], end: [] }, now)
    })
    commit()
    if (isAudited) this.#events.flushSoon()
    const ids = { request_id: requestId ?? undefined, instance_id: instanceId, generation_id: generationId, connection, state: reason }
    if (begins) log('warn', 'connection_rests', { ...ids, duration_ms: rest.until - now })
    return { kind: 'noted' }
  }

  async rests(): Promise<ConnectionRest[]> {
    return this.#rests.all()
  }

  async counts(): Promise<RunningCounts> {
    return this.#limiter.reservations.counts()
  }

  async settle(request: SettleRequest): Promise<SettleResult> {
    const now = this.#now()
    const { result, change } = this.#limiter.settle(request, now)
    if (change !== null) this.#writeOutcome(change, this.#outcomeAlerts.note(change, request, now))
    const { connection, usage } = request
    if (connection !== undefined && usage.succeeded && change !== null && this.#rests.succeeded(connection, change.after.admittedAt, now)) {
      this.#tables.forgetRests([connection])
      log('info', 'connection_recovered', { instance_id: request.instanceId, generation_id: request.generationId, connection })
    }
    if (result.kind === 'conflict') {
      const standing = this.#limiter.reservations.find(request.generationId)!
      this.#audit(standing, 'settle_conflict', `${request.outcome}.${request.amountMicros}`, {
        outcome: request.outcome,
        amount_micros: request.amountMicros,
        standing_outcome: result.outcome,
        standing_amount_micros: result.amountMicros,
      })
      this.#events.flushSoon()
    }
    return result
  }

  async limits(request: LimitsRequest): Promise<LimitState[] | Unavailable> {
    const policy = await this.#policy.obtain(request.instanceId, 0)
    if (policy === 'absent') return []
    if (policy === 'unavailable') return { ok: false, code: 'unavailable' }
    const ofOrganization = await limitsOfOrganization(this.#host, policy.policy, request.requestId)
    if (!Array.isArray(ofOrganization)) return ofOrganization
    this.#expire()
    return [...ofOrganization, ...this.#limiter.states(policy, request, this.#now())]
  }

  async poke({ instanceId, epoch, mark }: { instanceId: string; epoch: number; mark?: string | null }): Promise<PokeResult> {
    const inForce = await this.#policy.announce(instanceId, epoch, mark)
    // The change may be the first budget of the organization. Then OrganizationBudget must receive all earlier outcomes of this instance.
    // Without them it would count too little spent money, and would admit more than the budget allows.
    if (this.#policy.ready()?.policy.organizationBudget) await this.#events.reportToOrganization()
    return { inForce }
  }

  async outcomes(generationIds: string[]): Promise<GenerationOutcome[]> {
    return generationIds.map((generationId) => {
      const found = this.#limiter.reservations.find(generationId)
      if (found === null) return { generationId, state: 'unknown', amountMicros: 0 }
      return { generationId, state: found.state, amountMicros: amountOf(found) }
    })
  }

  // --- alarm ------------------------------------------------------------------------------------------------------------------------

  /** Does all kinds of work that are due. May be called twice, or late. An error in one kind of work does not stop the others. */
  async alarm(): Promise<void> {
    this.#alarm.fired()
    try {
      await guarded('expire', () => this.#expire())
      await guarded('judge_budgets', () => this.#judgeBudgets())
      await guarded('flush', () => this.#events.flush())
      if (this.#tables.isCheckpointDue) await guarded('checkpoint', () => this.#checkpoint())
      await guarded('key_uses', () => this.#keyUses.write())
      if (this.#now() >= this.#sweepAt) await guarded('sweep', () => this.#sweep())
      if (this.#ended.pruneAt !== null && this.#now() >= this.#ended.pruneAt) await guarded('prune', () => this.#prune())
      if (this.#oldRows.isDue) await guarded('trim', () => this.#oldRows.trim(this.#policy.instanceId))
      await guarded('ask_hosts', () => this.#askHosts())
    } finally {
      const due = this.#nextDue()
      if (due !== null) this.#alarm.want(due)
    }
  }

  #nextDue(): number | null {
    const dues: number[] = []
    const expiry = this.#limiter.nextExpiry()
    if (expiry !== null) dues.push(expiry)
    const ask = this.#limiter.nextAsk()
    if (ask !== null) dues.push(Math.max(ask, this.#askRetry.notBefore))
    dues.push(...this.#events.dues())
    if (this.#limiter.reservations.liveCount > 0) dues.push(this.#sweepAt)
    if (this.#ended.pruneAt !== null) dues.push(this.#ended.pruneAt)
    if (this.#keyUses.dueAt !== null) dues.push(this.#keyUses.dueAt)
    if (this.#oldRows.alarmAt !== null) dues.push(this.#oldRows.alarmAt)
    return dues.length === 0 ? null : Math.min(...dues)
  }

  #expire(): void {
    const now = this.#now()
    for (;;) {
      const change = this.#limiter.expire(now)
      if (change === null) return
      this.#writeOutcome(change)
    }
  }

  /**
   * For each reservation that `Limiter.toAsk` returns, asks the job's host whether it knows the job. If the host does not know the job, the
   * reservation is released. If the job reaches the host only after that, it must call `begin`, which the limiter refuses. So no provider
   * is called for a released reservation.
   */
  async #askHosts(): Promise<void> {
    if (this.#now() < this.#askRetry.notBefore) return
    const toAsk = this.#limiter.toAsk(this.#now(), ASKED_AT_ONCE)
    if (toAsk.length === 0) return
    const reached = await Promise.all(toAsk.map((reservation) => guarded('ask_host', () => this.#askHost(reservation))))
    this.#askRetry.note(!reached.includes(false), this.#now())
  }

  async #askHost({ instanceId, generationId }: Reservation): Promise<void> {
    // Moves the reservation behind all others whose hosts must be asked. So if this host does not answer, the other hosts are asked next.
    this.#limiter.reservations.askLater(generationId)
    const isKnown = await this.#host.hasJob(instanceId, generationId)
    const change = this.#limiter.asked(generationId, isKnown)
    if (change?.kind === 'begin') this.#writeBegin(change)
    else if (change !== null) this.#writeOutcome(change)
  }

  async #sweep(): Promise<void> {
    const now = this.#now()
    this.#sweepAt = now + SWEEP_EVERY_MS
    for (const reservation of this.#limiter.reservations.overdue(now - OVERDUE_MS).slice(0, ASKED_PER_SWEEP)) {
      await guarded('ask_job', async () => {
        if ((await this.#host.askJob(reservation.instanceId, reservation.generationId)) === 'unknown') this.#holdOrphan(reservation)
      })
    }
  }

  /**
   * Ends a reservation whose job no longer exists and reported no outcome. The provider may have billed, so the reserved amount is held
   * until somebody settles it. If no amount is reserved, the reservation is released.
   */
  #holdOrphan({ generationId, instanceId, operation, provider, model, reservedMicros }: Reservation): void {
    if (this.#limiter.reservations.find(generationId)?.state !== 'begun') return
    const usage = { operation, provider, model, succeeded: false, errorCode: 'outcome_indeterminate' as const }
    const outcome: Outcome = reservedMicros === 0 ? 'released' : 'held'
    const { change } = this.#limiter.settle(
      { instanceId, generationId, outcome, amountMicros: reservedMicros, images: 0, tokens: 0, usage },
      this.#now(),
    )
    if (change === null) return
    this.#writeOutcome(change, { raise: [indeterminateAlert(change.after, this.#now())], end: [] })
    this.#audit(change.after, 'reservation_orphaned', outcome, { amount_micros: reservedMicros })
    this.#events.flushSoon()
  }

  #checkpoint(): void {
    this.#storage.transactionSync(() => this.#tables.checkpoint(this.#now()))
    this.#tables.checkpointed()
  }

  #prune(): void {
    const now = this.#now()
    this.#ended.prune(now)
    this.#storage.transactionSync(() => {
      this.#tables.checkpoint(now)
      this.#tables.forget(this.#limiter.forget(now))
    })
    this.#tables.checkpointed()
    this.#alerts.prune(now)
  }

  // --- state ------------------------------------------------------------------------------------------------------------------------

  #now(): number {
    return this.#limiter.time(this.#host.clock())
  }

  /** Must be called if the database may have other open alerts than this object has raised. */
  #forgetAlerts(owner: LimiterPolicy, isNew: boolean): void {
    const now = this.#now()
    this.#alerts.forget(owner, isNew, now)
    const held = this.#limiter.reservations.firstHeld()
    if (held !== null) this.#alerts.raiseOnce(indeterminateAlert(held, now), now)
  }

  #writePolicy(policy: CompiledPolicy): void {
    const now = this.#now()
    const changed = this.#limiter.adopt(policy, now)
    // All budgets are compared with their thresholds, for two reasons. Amounts may have been spent while no policy was loaded. And this
    // policy may have a new budget or a new threshold; the amounts that are already spent may reach it.
    const raise = this.#budgetAlerts(policy, this.#limiter.budgetLevels(policy, now), now)
    const inForce = policy.budgets().map(({ scope, target, limit, windowSeconds }) => ({
      scope,
      member: target,
      window: windowSeconds as CalendarWindow,
      limitMicros: limit,
    }))
    const end = outdatedBudgetAlerts(this.#alerts.names(), inForce, policy.policy)
    const commit = this.#storage.transactionSync(() => {
      this.#tables.see(versionOf(policy.policy))
      if (changed.length > 0) this.#tables.checkpoint(this.#now(), { points: changed })
      return this.#alerts.write({ raise, end }, now)
    })
    if (changed.length > 0) this.#tables.checkpointed()
    commit()
  }

  #writeAdmission(change: Change & { kind: 'admit' }, now: number): void {
    this.#tables.insert(change.reservation, now, change.points)
    this.#limiter.commit(change)
    this.#keyUses.note(change.reservation.keyId)
    this.#alarm.want(change.reservation.admittedAt + BEGIN_WITHIN_MS)
  }

  #writeBegin(change: Change & { kind: 'begin' }): void {
    const { reservation, points } = change
    if (change.moved) {
      this.#storage.transactionSync(() => {
        this.#tables.checkpoint(this.#now(), { points })
        this.#tables.change(reservation, null)
      })
      this.#tables.checkpointed()
    } else this.#tables.begin(reservation.generationId)
    this.#limiter.commit(change)
  }

  #writeClaim(change: Change & { kind: 'claim' }, now: number): void {
    const { reservation } = change
    this.#tables.change(reservation, isLive(reservation.state) ? null : this.#ended.keptUntil(reservation, now))
    this.#limiter.commit(change)
  }

  /**
   * Stores the outcome of a generation in one transaction, together with the reports to deliver and the alerts to raise or end. Then
   * applies the outcome in memory (`Limiter.commit`).
   */
  #writeOutcome(change: OutcomeChange, news: AlertNews = { raise: [], end: [] }): void {
    const now = this.#now()
    const { before, after, usage, overrun } = change
    const policy = this.#policy.ready()
    const ofBudgets = policy === undefined ? [] : this.#budgetAlerts(policy, this.#limiter.budgetsAfter(policy, change, now), now)
    const reports = { usage, organization: usage !== null || after.organizationReserved ? organizationOutcome(after) : null }
    const kept = isLive(after.state) ? null : this.#ended.keptUntil(after, now)
    const commits = this.#storage.transactionSync(() => {
      const stored = this.#tables.outcome(after, kept, this.#limiter.spentAfter(change), reports, now)
      if (overrun)
        this.#audit(after, 'budget_overrun', after.state, { reserved_micros: before.reservedMicros, amount_micros: amountOf(after) })
      return [stored, this.#alerts.write({ raise: [...ofBudgets, ...news.raise], end: news.end }, now)]
    })
    this.#limiter.commit(change)
    if (kept !== null) this.#ended.note(kept)
    this.#events.noteReports(reports)
    for (const commit of commits) commit()
    this.#events.flushSoon()
  }

  // --- alerts -----------------------------------------------------------------------------------------------------------------------

  #budgetAlerts(policy: CompiledPolicy, levels: BudgetLevel[], now: number): AlertNews['raise'] {
    const { alerts = DEFAULT_ALERTS } = policy.policy
    if (alerts.off.includes('budget')) return []
    return budgetAlerts(levels, alerts.budgetPercents, policy.policy, projectFinder(policy), now)
  }

  /**
   * Loads the policy if amounts were settled while no policy was loaded. These amounts could not be compared with the thresholds of
   * budgets. They are compared as soon as the policy comes into force.
   */
  async #judgeBudgets(): Promise<void> {
    if (this.#policy.ready() !== undefined) return
    const [waiting] = this.#tables.unsent<UsageEvent>('usage', 1)
    if (waiting !== undefined) await this.#policy.obtain(waiting.body.instanceId, 0)
  }

  #audit(
    { generationId, organizationId, instanceId }: Reservation,
    action: LimiterAuditAction,
    what: string,
    detail: LimiterAuditEntry['detail'],
  ): void {
    const entry: LimiterAuditEntry = {
      entryId: `${generationId}.${action}.${what}`,
      organizationId,
      instanceId,
      action,
      targetId: generationId,
      detail,
      at: this.#now(),
    }
    this.#events.send('audit', entry)
  }
}

function amountOf({ state, settledMicros, heldMicros }: Reservation): number {
  return state === 'settled' ? settledMicros : state === 'held' ? (heldMicros ?? 0) : 0
}

function organizationOutcome(reservation: Reservation): OrganizationOutcome {
  const { organizationId, instanceId, generationId, state, admittedAt } = reservation
  return { organizationId, instanceId, generationId, outcome: state as Outcome, amountMicros: amountOf(reservation), admittedAt }
}
