// The alerts that an object of the limiter has raised. Each is stored in the transaction of the change that causes it, together with its
// report in the outbox. So each alert is raised exactly once, even if the object is stopped at any moment.
import type { AlertKind, AlertOwner, EndedAlert, ForgottenAlerts, RaisedAlert, SeenAlert } from '../shared/alerts.ts'
import type { EventOutbox } from './event-outbox.ts'
import type { Tables } from './tables.ts'

/** An alert to raise, unless one of this name was raised before. */
export interface NewAlert extends Omit<RaisedAlert, 'act' | 'at' | 'once'> {
  name: string
  /**
   * The time in Unix milliseconds from which another alert of this name may be raised, even if this alert has not ended. Null if another
   * alert of this name may be raised only after this alert has ended.
   */
  forgetAt: number | null
}
/** An alert to end, because its cause is over. */
export interface OldAlert extends Omit<EndedAlert, 'act' | 'at'> {
  name: string
}
export interface AlertNews {
  raise: NewAlert[]
  end: OldAlert[]
}

/**
 * The kinds of alerts whose names contain a time window. In the next window, an alert about the same cause has another name and so is a new
 * alert. In its own window, an alert of these kinds is not reported again while its cause lasts. An alert of another kind is reported again
 * while its cause lasts, at most once in SEEN_EVERY_MS.
 */
const WINDOWED = new Set<AlertKind>(['budget', 'budget_exhausted', 'limiter_overloaded'])
/** While the cause of an alert lasts, the alert is reported again at most once in this time. */
const SEEN_EVERY_MS = 60_000

interface Parts {
  tables: Pick<Tables, 'raised' | 'writeRaised' | 'forgetRaised' | 'forgetRaisedBefore' | 'forgetAllRaised'>
  events: Pick<EventOutbox, 'send' | 'flushSoon'>
  transaction: <T>(work: () => T) => T
}

export class AlertBook {
  readonly #parts: Parts
  /**
   * The names of the alerts that were raised. For each name: the time from which an alert with this name may be raised again, or null if
   * this is possible only after the alert has ended.
   */
  readonly #raised: Map<string, number | null>
  readonly #seenAt = new Map<string, number>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#raised = new Map(parts.tables.raised())
  }

  /** Returns the names of the raised alerts. A name is removed when the alert ends, or by `prune`. */
  names(): Iterable<string> {
    return this.#raised.keys()
  }

  has(name: string, nowMs: number): boolean {
    const forgetAt = this.#raised.get(name)
    return forgetAt !== undefined && (forgetAt === null || forgetAt > nowMs)
  }

  /**
   * Stores the alerts to raise and the alerts to end, within the caller's transaction. Returns a function that updates the memory and
   * starts the delivery. The caller calls this function after the transaction was committed.
   */
  write({ raise, end }: AlertNews, nowMs: number): () => void {
    const { tables, events } = this.#parts
    const added = new Map<string, number | null>()
    const removed: string[] = []
    const seen: string[] = []
    for (const { name, forgetAt, ...alert } of raise) {
      const { organizationId, instanceId, kind, subject } = alert
      if (added.has(name)) continue
      if (this.has(name, nowMs)) {
        if (WINDOWED.has(kind) || (this.#seenAt.get(name) ?? 0) + SEEN_EVERY_MS > nowMs) continue
        seen.push(name)
        events.send('alert', { act: 'seen', organizationId, instanceId, kind, subject, at: nowMs } satisfies SeenAlert)
        continue
      }
      added.set(name, forgetAt)
      tables.writeRaised(name, forgetAt)
      const once = WINDOWED.has(kind) ? name : `${name}|${nowMs}`
      events.send('alert', { act: 'raise', ...alert, once, at: nowMs } satisfies RaisedAlert)
    }
    for (const { name, ...alert } of end) {
      if (!this.#raised.has(name)) continue
      removed.push(name)
      tables.forgetRaised(name)
      events.send('alert', { act: 'end', ...alert, at: nowMs } satisfies EndedAlert)
    }
    if (added.size + removed.length + seen.length === 0) return () => {}
    return () => {
      for (const [name, forgetAt] of added) this.#raised.set(name, forgetAt)
      for (const name of removed) this.#raised.delete(name)
      for (const name of [...added.keys(), ...seen]) this.#seenAt.set(name, nowMs)
      events.flushSoon()
    }
  }

  /**
   * Raises an alert in a transaction of its own, because no other change is stored with it. Does nothing if an alert of this name was
   * raised before.
   */
  raiseOnce(alert: NewAlert, nowMs: number): void {
    if (this.has(alert.name, nowMs)) return
    const commit = this.#parts.transaction(() => this.write({ raise: [alert], end: [] }, nowMs))
    commit()
  }

  /**
   * Called if the database may have other open alerts than this object has raised. Closes the alerts of this owner in the database, and
   * forgets their names, so that they are raised again if their cause is seen again. `isNew`: whether this object is new. Must not be called
   * within a transaction.
   */
  forget({ organizationId, instanceId }: AlertOwner, isNew: boolean, nowMs: number): void {
    const { tables, events, transaction } = this.#parts
    transaction(() => {
      tables.forgetAllRaised()
      events.send('alert', { act: 'forget', organizationId, instanceId, at: nowMs, isNew } satisfies ForgottenAlerts)
    })
    this.#raised.clear()
    this.#seenAt.clear()
    events.flushSoon()
  }

  /** Deletes the names of raised alerts whose `forgetAt` has passed. Alerts with these names may be raised again. */
  prune(nowMs: number): void {
    for (const name of this.#parts.tables.forgetRaisedBefore(nowMs)) {
      this.#raised.delete(name)
      this.#seenAt.delete(name)
    }
  }
}
