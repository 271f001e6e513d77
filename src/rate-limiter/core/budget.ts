// Money, in whole micro-USD. A reservation has one of five states. The state decides which of its amounts the budgets count:
//
// reserved ──begin──▶ begun ──┬──▶ settled   (final cost)
//    │                        ├──▶ released  (nothing was bought; final)
//    │                        └──▶ held      (the provider may have billed) ──▶ settled | released
//    └──never begun──▶ released
//
// A reservation in the state `reserved` may also get any of the three outcomes directly.
//
// A ledger is the sum over the reservations of one account in one calendar window. A reservation counts in the window in which it was
// admitted, even if it ends in a later one.
import { type CalendarWindow, CALENDAR_WINDOWS, windowEnd, windowStart } from '../../shared/calendar-windows.ts'
import { requireAmount } from './integer.ts'

export type Outcome = 'settled' | 'released' | 'held'
export type ReservationState = 'reserved' | 'begun' | Outcome

export interface Standing {
  state: ReservationState
  reservedMicros: number
  /** The amount that was held; null if nothing was ever held. It is kept after the reservation is settled. */
  heldMicros: number | null
  settledMicros: number
}
export interface Ledger {
  spent: number
  reserved: number
  held: number
}

export function isLive(state: ReservationState): boolean {
  return state === 'reserved' || state === 'begun' || state === 'held'
}

/** Returns whether a reservation in this state counts against concurrency. A held one does not count, because its job has ended. */
export function isRunning(state: ReservationState): boolean {
  return state === 'reserved' || state === 'begun'
}

/** Returns the amounts that one reservation adds to the ledgers of its accounts. */
function contribution({ state, reservedMicros, heldMicros, settledMicros }: Standing): Ledger {
  switch (state) {
    case 'reserved':
    case 'begun':
      return { spent: 0, reserved: reservedMicros, held: 0 }
    case 'held':
      return { spent: 0, reserved: 0, held: heldMicros ?? 0 }
    case 'settled':
      return { spent: settledMicros, reserved: 0, held: 0 }
    case 'released':
      return { spent: 0, reserved: 0, held: 0 }
  }
}

/** Returns the amount that a reservation has spent. For a held reservation, this is the amount that it may have spent. */
export function chargedMicros(standing: Standing): number {
  const { spent, held } = contribution(standing)
  return spent + held
}

type Judgement<T extends Standing> =
  | { kind: 'apply'; next: T; overrun: boolean }
  /** This outcome was reported before. It need not be the latest one: a report of `held` may be repeated after the settlement. */
  | { kind: 'repeated' }
  | { kind: 'conflict'; outcome: Outcome; amountMicros: number }

/**
 * Decides how a reported outcome changes a reservation. In the states `reserved` and `begun`, any outcome changes it. A held reservation
 * can still be settled or released. In every other case the reservation stays as it is: the report repeats an earlier outcome, or conflicts
 * with it.
 */
export function judge<T extends Standing>(standing: T, outcome: Outcome, amountMicros: number): Judgement<T> {
  requireAmount(amountMicros)
  switch (standing.state) {
    case 'reserved':
    case 'begun':
      break
    case 'held':
      if (outcome !== 'held') break
      return amountMicros === standing.heldMicros ? { kind: 'repeated' } : conflict('held', standing.heldMicros ?? 0)
    case 'settled':
    case 'released': {
      const same = outcome === standing.state && (outcome === 'released' || amountMicros === standing.settledMicros)
      const lateRepeatOfHeld = outcome === 'held' && amountMicros === standing.heldMicros
      return same || lateRepeatOfHeld ? { kind: 'repeated' } : conflict(standing.state, standing.settledMicros)
    }
  }
  const next: T = { ...standing, state: outcome }
  if (outcome === 'settled') next.settledMicros = amountMicros
  if (outcome === 'held') next.heldMicros = amountMicros
  return { kind: 'apply', next, overrun: outcome !== 'released' && amountMicros > standing.reservedMicros }
}

function conflict(outcome: Outcome, amountMicros: number): { kind: 'conflict'; outcome: Outcome; amountMicros: number } {
  return { kind: 'conflict', outcome, amountMicros: outcome === 'released' ? 0 : amountMicros }
}

export function usedUp(ledger: Ledger): number {
  return ledger.spent + ledger.reserved + ledger.held
}

interface Budget {
  account: string
  window: CalendarWindow
  limitMicros: number
}

/** A ledger is deleted if its day or month began longer ago than this. After 70 days, even a month is long over. */
const LEDGERS_KEPT_MS = 70 * 86_400_000
const EMPTY: Readonly<Ledger> = { spent: 0, reserved: 0, held: 0 }

/**
 * The ledgers of all accounts, including accounts without a budget. If a budget is set in the middle of a month, the ledger already has
 * the amount that was spent earlier in the month.
 */
export class Ledgers {
  readonly #ledgers = new Map<string, Ledger>()

  read(account: string, window: CalendarWindow, atMs: number): Readonly<Ledger> {
    return this.#ledgers.get(ledgerKey(account, window, atMs)) ?? EMPTY
  }

  /**
   * Checks whether the budgets have room for an amount. `exceeds`: a budget that is smaller than the amount, so waiting does not help.
   * `denied`: the budget without room that has the longest wait, and its use before the request.
   */
  weigh<Weighed extends Budget>(
    budgets: readonly Weighed[],
    amountMicros: number,
    nowMs: number,
  ): { exceeds: Weighed | null; denied: { budget: Weighed; usedMicros: number; waitMs: number } | null } {
    let denied: { budget: Weighed; usedMicros: number; waitMs: number } | null = null
    for (const budget of budgets) {
      if (amountMicros > budget.limitMicros) return { exceeds: budget, denied: null }
      const usedMicros = usedUp(this.read(budget.account, budget.window, nowMs))
      const waitMs = windowEnd(budget.window, nowMs) - nowMs
      if (usedMicros + amountMicros > budget.limitMicros && (denied === null || waitMs > denied.waitMs))
        denied = { budget, usedMicros, waitMs }
    }
    return { exceeds: null, denied }
  }

  /**
   * Updates the ledgers of the accounts when a reservation changes from `before` to `after`. `before` is null if the reservation is new,
   * `after` is null if it is removed. Returns each sum of spent money that changed.
   */
  move(
    accounts: readonly string[],
    admittedAt: number,
    before: Standing | null,
    after: Standing | null,
  ): [key: string, spentMicros: number][] {
    const from = before === null ? EMPTY : contribution(before)
    const to = after === null ? EMPTY : contribution(after)
    const changed: [string, number][] = []
    if (from.spent === to.spent && from.reserved === to.reserved && from.held === to.held) return changed
    for (const window of CALENDAR_WINDOWS) {
      const start = windowStart(window, admittedAt)
      for (const account of accounts) {
        const key = keyOf(account, window, start)
        const ledger = this.#at(key)
        ledger.spent += to.spent - from.spent
        ledger.reserved += to.reserved - from.reserved
        ledger.held += to.held - from.held
        if (to.spent !== from.spent) changed.push([key, ledger.spent])
      }
    }
    return changed
  }

  /** Returns what the sums of spent money would be after all these changes. Does not apply the changes; `move` does. */
  preview(
    accounts: readonly string[],
    changes: readonly { admittedAt: number; before: Standing; after: Standing }[],
  ): [key: string, spentMicros: number][] {
    const sums = new Map<string, number>()
    for (const { admittedAt, before, after } of changes) {
      const difference = contribution(after).spent - contribution(before).spent
      if (difference === 0) continue
      for (const window of CALENDAR_WINDOWS) {
        for (const account of accounts) {
          const key = ledgerKey(account, window, admittedAt)
          sums.set(key, (sums.get(key) ?? this.read(account, window, admittedAt).spent) + difference)
        }
      }
    }
    return [...sums]
  }

  /**
   * Returns every account that has a ledger: `organization`, or the kind and id of an instance, project or key, for example `key:key_1`.
   */
  accounts(): Set<string> {
    return new Set([...this.#ledgers.keys()].map((key) => key.slice(0, key.indexOf('|'))))
  }

  restore(key: string, spentMicros: number): void {
    this.#at(key).spent = spentMicros
  }

  /**
   * Removes the ledgers of calendar windows that are long over, because nothing can be admitted in those windows any more. Returns the
   * names of the removed ledgers.
   */
  forget(nowMs: number): string[] {
    const gone = [...this.#ledgers.keys()].filter((key) => Number(key.slice(key.lastIndexOf('|') + 1)) < nowMs - LEDGERS_KEPT_MS)
    for (const key of gone) this.#ledgers.delete(key)
    return gone
  }

  inspect(): Record<string, Ledger> {
    const sorted = [...this.#ledgers].filter(([, ledger]) => ledger.spent !== 0 || ledger.reserved !== 0 || ledger.held !== 0)
    return Object.fromEntries(sorted.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, ledger]) => [key, { ...ledger }]))
  }

  #at(key: string): Ledger {
    let ledger = this.#ledgers.get(key)
    if (ledger === undefined) this.#ledgers.set(key, (ledger = { spent: 0, reserved: 0, held: 0 }))
    return ledger
  }
}

function ledgerKey(account: string, window: CalendarWindow, atMs: number): string {
  return keyOf(account, window, windowStart(window, atMs))
}
function keyOf(account: string, window: CalendarWindow, startMs: number): string {
  return `${account}|${window}|${startMs}`
}
