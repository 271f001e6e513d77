// The work of the OrganizationBudget object. This object reserves an amount before an instance's limiter admits a generation, and later
// records the generation's outcome. The limiter sends the outcome again and again until this object has received it. If no outcome comes,
// this object asks the limiter. The amount stays reserved until the outcome is recorded. So even if this object or the limiter crashes, no
// generation is admitted for which the budget has no room.
import { DEFAULT_ALERTS } from '../shared/alerts.ts'
import type { LimitRef, LimitState } from '../shared/config-rpc.ts'
import { limitName } from '../shared/limit-name.ts'
import { log } from '../shared/log.ts'
import { AlarmClock } from '../shared/alarm-clock.ts'
import { guarded } from './alarm-work.ts'
import { AlertBook } from './alert-book.ts'
import { budgetAlerts, exhaustedAlert, outdatedBudgetAlerts } from './alerts-of.ts'
import { chargedMicros, isLive, judge, Ledgers, type Standing } from './core/budget.ts'
import type { BudgetLevel } from './core/budget-levels.ts'
import { windowSeconds, windowStart } from '../shared/calendar-windows.ts'
import { requireAmount } from './core/integer.ts'
import { useOfBudget } from './core/limit-states.ts'
import { EndedReservations } from './ended-reservations.ts'
import { EventOutbox } from './event-outbox.ts'
import type {
  LimiterHost,
  OrganizationBudgetRpc,
  OrganizationOutcome,
  OrganizationReserveRequest,
  OrganizationReserveResult,
  PokeResult,
  Unavailable,
} from './host.ts'
import type { OrganizationBudgetPolicy, Seen } from './policy.ts'
import { PolicyGate } from './policy-gate.ts'
import { type ObjectStorage, Tables } from './tables.ts'

/**
 * If a reservation has no outcome after this time, this object asks the instance about it. The time is longer than an instance waits for
 * this object's answer (30 s), and longer than a generation may wait between its admission and its begin (60 s).
 */
export const ASK_AFTER_MS = 90_000
/**
 * If an instance answers that a generation has begun, this object asks the instance again after this time. The instance reports the
 * outcome by itself. Asking again is needed only if the report was lost together with the instance's storage.
 */
const ASK_AGAIN_MS = 3_600_000
const ASKED_AT_ONCE = 200
const ACCOUNT = 'organization'
const ACCOUNTS = [ACCOUNT]

function versionOf({ version, mark, history }: OrganizationBudgetPolicy): Seen {
  return { number: version, mark: mark ?? null, history: history ?? null }
}

interface OrganizationReservation extends Standing {
  generationId: string
  instanceId: string
  admittedAt: number
  idempotency: null
}

type Outcome = Omit<OrganizationOutcome, 'organizationId'>
/** An outcome that changes a reservation. `isNew`: the reservation was not known before. */
interface Applied {
  isNew: boolean
  admittedAt: number
  before: OrganizationReservation
  after: OrganizationReservation
}

export class OrganizationLedger implements OrganizationBudgetRpc {
  readonly #storage: ObjectStorage
  readonly #host: LimiterHost
  readonly #tables: Tables<OrganizationReservation>
  readonly #live = new Map<string, OrganizationReservation>()
  /** For each reservation, by generation id: the time at which its instance is next asked about the outcome. */
  readonly #askAt = new Map<string, number>()
  readonly #ledgers = new Ledgers()
  readonly #alarm: AlarmClock
  readonly #events: EventOutbox
  readonly #alerts: AlertBook
  #gate: PolicyGate<OrganizationBudgetPolicy> | undefined
  readonly #ended: EndedReservations<OrganizationReservation>
  #lastMs: number

  constructor(storage: ObjectStorage, host: LimiterHost) {
    this.#storage = storage
    this.#host = host
    this.#tables = new Tables(storage.sql)
    this.#alarm = new AlarmClock(storage)
    this.#events = new EventOutbox({ tables: this.#tables, host, alarm: this.#alarm, now: () => this.#now() })
    this.#alerts = new AlertBook({ tables: this.#tables, events: this.#events, transaction: (work) => this.#storage.transactionSync(work) })
    const saved = this.#tables.load()
    this.#lastMs = saved.lastMs
    for (const [key, micros] of saved.spent) this.#ledgers.restore(key, micros)
    for (const reservation of saved.live) {
      this.#lastMs = Math.max(this.#lastMs, reservation.admittedAt)
      this.#enter(reservation)
    }
    this.#ended = new EndedReservations(this.#tables)
  }

  async wake(): Promise<void> {
    await this.#alarm.wake(this.#nextDue())
  }

  // --- decisions --------------------------------------------------------------------------------------------------------------------

  async reserve(request: OrganizationReserveRequest): Promise<OrganizationReserveResult> {
    const gate = this.#gateOf(request.organizationId)
    const ready = gate.ready()
    const state = ready === undefined ? await gate.obtain() : { kind: 'in_force' as const, policy: ready }
    if (state.kind === 'unavailable') return { kind: 'unavailable' }
    const budgets = state.kind === 'absent' ? [] : state.policy.budgets

    const { generationId, instanceId, amountMicros } = request
    requireAmount(amountMicros)
    const now = this.#now()
    if (this.#live.has(generationId)) return { kind: 'reserved' }
    // If the earlier reservation of this generation was released, for example because the instance denied the request, the generation may
    // reserve again. If it was settled, the generation has ended and may not reserve again.
    const ended = this.#tables.find(generationId)
    if (ended !== null && ended.state !== 'released') return { kind: 'unavailable' }

    const weighed = this.#ledgers.weigh(
      budgets.map((budget) => ({ ...budget, account: ACCOUNT })),
      amountMicros,
      now,
    )
    if (weighed.exceeds !== null) return { kind: 'exceeds_limit', limit: refOf(weighed.exceeds, now) }
    if (weighed.denied !== null) {
      const { budget, usedMicros, waitMs } = weighed.denied
      const { limitMicros, window } = budget
      const level: BudgetLevel = { scope: 'organization', member: request.organizationId, window, limitMicros, usedMicros }
      const owner = { organizationId: request.organizationId, instanceId: null }
      this.#alerts.raiseOnce(
        exhaustedAlert(level, owner, () => null, now),
        now,
      )
      const limit = refOf(budget, now)
      return {
        kind: 'denied',
        name: limitName(limit, window),
        limit,
        remaining: Math.max(0, limitMicros - usedMicros),
        retryAfterMs: waitMs,
      }
    }

    const reservation: OrganizationReservation = {
      generationId,
      instanceId,
      admittedAt: now,
      state: 'reserved',
      reservedMicros: amountMicros,
      heldMicros: null,
      settledMicros: 0,
      idempotency: null,
    }
    this.#storage.transactionSync(() => {
      if (ended !== null) this.#tables.reopen(generationId)
      this.#tables.insert(reservation, now)
    })
    this.#enter(reservation)
    this.#alarm.want(now + ASK_AFTER_MS)
    return { kind: 'reserved' }
  }

  /**
   * Records the outcomes that instances report. A generation that was admitted before the organization had a budget has no reservation
   * here. Its outcome is recorded, too.
   */
  async report(outcomes: OrganizationOutcome[]): Promise<void> {
    const first = outcomes[0]
    if (first === undefined) return
    // The budgets are loaded only to raise alerts. If this load fails, the next load raises the alerts.
    await guarded('load_budget', () => this.#gateOf(first.organizationId).obtain())
    this.#apply(outcomes)
  }

  async limits({ organizationId }: { organizationId: string }): Promise<LimitState[] | Unavailable> {
    const state = await this.#gateOf(organizationId).obtain()
    if (state.kind === 'unavailable') return { ok: false, code: 'unavailable' }
    if (state.kind === 'absent') return []
    const now = this.#now()
    return state.policy.budgets.map((budget) => ({
      ...refOf(budget, now),
      ...useOfBudget(budget, this.#ledgers.read(ACCOUNT, budget.window, now), now),
    }))
  }

  async poke(request: { organizationId: string; version: number; mark?: string | null }): Promise<PokeResult> {
    const { organizationId, version, mark } = request
    return { inForce: await this.#gateOf(organizationId).announce(version, mark) }
  }

  // --- alarm ------------------------------------------------------------------------------------------------------------------------

  async alarm(): Promise<void> {
    this.#alarm.fired()
    try {
      await guarded('ask_instances', () => this.#askInstances())
      await guarded('flush', () => this.#events.flush())
      if (this.#ended.pruneAt !== null && this.#now() >= this.#ended.pruneAt) await guarded('prune', () => this.#prune())
    } finally {
      const due = this.#nextDue()
      if (due !== null) this.#alarm.want(due)
    }
  }

  #nextDue(): number | null {
    const dues = [...this.#askAt.values(), ...this.#events.dues()]
    if (this.#ended.pruneAt !== null) dues.push(this.#ended.pruneAt)
    return dues.length === 0 ? null : dues.reduce((a, b) => Math.min(a, b))
  }

  async #askInstances(): Promise<void> {
    const now = this.#now()
    const byInstance = new Map<string, string[]>()
    for (const [generationId, askAt] of this.#askAt) {
      if (askAt > now) continue
      const { instanceId } = this.#live.get(generationId)!
      const ids = byInstance.get(instanceId) ?? []
      if (ids.length < ASKED_AT_ONCE) byInstance.set(instanceId, [...ids, generationId])
    }
    for (const [instanceId, ids] of byInstance) {
      // If the instance does not answer, it is asked again after `ASK_AFTER_MS`. Until then the money stays reserved.
      for (const id of ids) this.#askAt.set(id, now + ASK_AFTER_MS)
      await guarded('ask_instance', async () => {
        const ended: Outcome[] = []
        for (const { generationId, state, amountMicros } of await this.#host.instance(instanceId).outcomes(ids)) {
          const known = this.#live.get(generationId)
          if (known === undefined) continue
          if (state === 'reserved' || state === 'begun') {
            this.#askAt.set(generationId, now + (state === 'begun' ? ASK_AGAIN_MS : ASK_AFTER_MS))
            if (state === 'begun' && known.state === 'reserved') this.#begun(known)
          } else
            ended.push({
              generationId,
              instanceId,
              outcome: state === 'unknown' ? 'released' : state,
              amountMicros,
              admittedAt: known.admittedAt,
            })
        }
        this.#apply(ended)
      })
    }
  }

  #prune(): void {
    const now = this.#now()
    this.#ended.prune(now)
    this.#tables.forget({ counters: [], ledgers: this.#ledgers.forget(now) })
    this.#alerts.prune(now)
  }

  // --- state ------------------------------------------------------------------------------------------------------------------------

  #now(): number {
    return (this.#lastMs = Math.max(this.#lastMs, this.#host.clock()))
  }

  #gateOf(organizationId: string): PolicyGate<OrganizationBudgetPolicy> {
    const { store, clock } = this.#host
    return (this.#gate ??= new PolicyGate<OrganizationBudgetPolicy>({
      load: () => store.loadOrganizationBudget(organizationId),
      versionOf,
      seen: () => this.#tables.seen(),
      estranged: (_, isNew) => this.#alerts.forget({ organizationId, instanceId: null }, isNew, this.#now()),
      surpass: async (seen, { version }) => {
        log('error', 'database_restored', { organization_id: organizationId, epoch: version })
        await store.surpassOrganizationBudget(organizationId, seen)
      },
      adopt: (budget) => {
        const now = this.#now()
        const commit = this.#storage.transactionSync(() => {
          this.#tables.see(versionOf(budget))
          return this.#raiseBudgets(budget, [], now)
        })
        commit()
      },
      clock,
    }))
  }

  /** Stores the outcomes in one transaction, in the order of the array. The array may have several outcomes of one generation. */
  #apply(outcomes: Outcome[]): void {
    const changes: Applied[] = []
    const changed = new Map<string, OrganizationReservation>()
    for (const { generationId, instanceId, outcome, amountMicros, admittedAt } of outcomes) {
      const known = changed.get(generationId) ?? this.#live.get(generationId) ?? this.#tables.find(generationId)
      const before = known ?? {
        generationId,
        instanceId,
        admittedAt,
        state: 'reserved' as const,
        reservedMicros: 0,
        heldMicros: null,
        settledMicros: 0,
        idempotency: null,
      }
      const judged = judge<OrganizationReservation>(before, outcome, amountMicros)
      // Neither a repeated nor a conflicting outcome changes anything. No conflict is audited here: jobs report to the instance, which
      // audits the conflicts.
      if (judged.kind !== 'apply') continue
      changed.set(generationId, judged.next)
      changes.push({ isNew: known === null, admittedAt: before.admittedAt, before, after: judged.next })
    }
    if (changes.length === 0) return
    const now = this.#now()
    const budget = this.#gate?.ready()
    const commit = this.#storage.transactionSync(() => {
      for (const { isNew, after } of changes) {
        if (isNew && isLive(after.state)) this.#tables.insert(after, now)
        else this.#tables.change(after, isLive(after.state) ? null : this.#ended.keptUntil(after, now))
      }
      this.#tables.checkpoint(now, { spent: this.#ledgers.preview(ACCOUNTS, changes) })
      return budget === undefined ? () => {} : this.#raiseBudgets(budget, changes, now)
    })
    this.#tables.checkpointed()
    for (const { isNew, admittedAt, before, after } of changes) {
      if (isNew) this.#ledgers.move(ACCOUNTS, admittedAt, null, before)
      this.#ledgers.move(ACCOUNTS, admittedAt, before, after)
      this.#askAt.delete(after.generationId)
      if (isLive(after.state)) this.#live.set(after.generationId, after)
      else {
        this.#live.delete(after.generationId)
        this.#ended.note(this.#ended.keptUntil(after, now))
      }
    }
    if (this.#ended.pruneAt !== null) this.#alarm.want(this.#ended.pruneAt)
    commit()
  }

  /**
   * Stores an alert for each threshold that the budgets reach when `changes` are added; the ledgers do not contain `changes` yet. Must be
   * called within a transaction. After the transaction, the caller calls the returned function, which starts the delivery of the alerts.
   */
  #raiseBudgets({ organizationId, budgets }: OrganizationBudgetPolicy, changes: readonly Applied[], now: number) {
    const levels = budgets.map(({ limitMicros, window }): BudgetLevel => {
      const { spent, held } = this.#ledgers.read(ACCOUNT, window, now)
      const ofWindow = changes.filter(({ admittedAt }) => windowStart(window, admittedAt) === windowStart(window, now))
      const added = ofWindow.reduce((sum, { before, after }) => sum + chargedMicros(after) - chargedMicros(before), 0)
      return { scope: 'organization', member: organizationId, window, limitMicros, usedMicros: spent + held + added }
    })
    const owner = { organizationId, instanceId: null }
    const raise = budgetAlerts(levels, DEFAULT_ALERTS.budgetPercents, owner, () => null, now)
    const end = outdatedBudgetAlerts(this.#alerts.names(), levels, owner)
    return this.#alerts.write({ raise, end }, now)
  }

  #begun(known: OrganizationReservation): void {
    this.#tables.begin(known.generationId)
    this.#live.set(known.generationId, { ...known, state: 'begun' })
  }

  #enter(reservation: OrganizationReservation): void {
    this.#live.set(reservation.generationId, reservation)
    this.#ledgers.move(ACCOUNTS, reservation.admittedAt, null, reservation)
    if (reservation.state !== 'held') this.#askAt.set(reservation.generationId, reservation.admittedAt + ASK_AFTER_MS)
  }
}

function refOf({ limitMicros, window }: OrganizationBudgetPolicy['budgets'][number], nowMs: number): LimitRef {
  return { scope: 'organization', target: null, metric: 'cost_micros', limit: limitMicros, windowSeconds: windowSeconds(window, nowMs) }
}
