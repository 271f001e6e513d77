// The events that a limiter's object delivers: usage, audit entries and alerts to the database, outcomes to the organization's budget.
import type { AlertReport } from '../shared/alerts.ts'
import type { AlarmClock } from '../shared/alarm-clock.ts'
import { guarded, Retry } from './alarm-work.ts'
import type { LimiterHost, OrganizationOutcome } from './host.ts'
import type { LimiterAuditEntry, NumberedUsage } from './policy.ts'
import type { OutboxKind, OutcomeReports, Tables } from './tables.ts'

/** The delay between a change and the delivery of its events, so that the events of several changes are delivered together. */
const FLUSH_AFTER_MS = 1000
const FLUSHED_AT_ONCE = 100
const FLUSHES_PER_ALARM = 20

interface Parts {
  tables: Pick<Tables, 'send' | 'unsent' | 'sent' | 'storeDelivered' | 'hasUnsent'>
  host: LimiterHost
  alarm: AlarmClock
  now: () => number
}

/** Events are stored in the transaction of the change that they report. The object's alarm delivers them. */
export class EventOutbox {
  readonly #tables: Parts['tables']
  readonly #host: LimiterHost
  readonly #alarm: AlarmClock
  readonly #now: () => number
  readonly #unsent: Set<OutboxKind>
  readonly #retry: Record<OutboxKind, Retry> = { usage: new Retry(), organization: new Retry(), audit: new Retry(), alert: new Retry() }
  #flushAt = 0

  constructor({ tables, host, alarm, now }: Parts) {
    this.#tables = tables
    this.#host = host
    this.#alarm = alarm
    this.#now = now
    this.#unsent = new Set(tables.hasUnsent())
  }

  /**
   * Stores an event within the caller's transaction. After the transaction, the caller calls `flushSoon`, which sets the alarm.
   */
  send(kind: 'audit' | 'alert', body: LimiterAuditEntry | AlertReport): void {
    this.#tables.send(kind, body)
    this.#unsent.add(kind)
  }

  /**
   * Marks the reports of an outcome as waiting for delivery. The caller has already stored these reports together with the outcome.
   * Afterwards, the caller calls `flushSoon`, which sets the alarm.
   */
  noteReports({ usage, organization }: OutcomeReports): void {
    if (usage !== null) this.#unsent.add('usage')
    if (organization !== null) this.#unsent.add('organization')
  }

  flushSoon(): void {
    const now = this.#now()
    if (this.#flushAt <= now) this.#flushAt = now + FLUSH_AFTER_MS
    for (const kind of this.#unsent) this.#alarm.want(Math.max(this.#flushAt, this.#retry[kind].notBefore))
  }

  /** Returns the times at which `flush` must run, one for each kind of event that waits for delivery. */
  dues(): number[] {
    return [...this.#unsent].map((kind) => Math.max(this.#now(), this.#flushAt, this.#retry[kind].notBefore))
  }

  async flush(): Promise<void> {
    await this.#deliver('usage', FLUSHED_AT_ONCE, (events: NumberedUsage[]) => this.#host.store.writeUsage(events))
    await this.reportToOrganization()
    this.#tables.storeDelivered()
    await this.#deliver('alert', 1, ([report]: AlertReport[]) => this.#host.store.reportAlert(report!))
    await this.#deliver('audit', 1, ([entry]: LimiterAuditEntry[]) => this.#host.store.audit(entry!))
  }

  /** Sends the outcomes that are not delivered yet to the OrganizationBudget object. */
  reportToOrganization(): Promise<void> {
    return this.#deliver('organization', FLUSHED_AT_ONCE, (outcomes: OrganizationOutcome[]) =>
      this.#host.organization(outcomes[0]!.organizationId).report(outcomes),
    )
  }

  /**
   * Delivers the waiting events of one kind, oldest first. An event is marked as delivered only after its delivery, so it may be delivered
   * twice but is never lost.
   */
  async #deliver<T>(kind: OutboxKind, atOnce: number, hand: (bodies: T[]) => Promise<void>): Promise<void> {
    if (!this.#unsent.has(kind) || this.#retry[kind].notBefore > this.#now()) return
    const succeeded = await guarded(`flush_${kind}`, async () => {
      for (let round = 0; round < FLUSHES_PER_ALARM; round++) {
        const rows = this.#tables.unsent<T>(kind, atOnce)
        if (rows.length === 0) break
        await hand(rows.map(({ body }) => body))
        this.#tables.sent(kind, rows.at(-1)!.number)
      }
    })
    this.#retry[kind].note(succeeded, this.#now())
    if (this.#tables.unsent(kind, 1).length === 0) this.#unsent.delete(kind)
  }
}
