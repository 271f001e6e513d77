// Holds in memory how much of each limit is used: the counters of rates, the running generations, and the ledgers of money. Has no access
// to the storage: the caller first stores a change, then the limiter's `commit` applies it here.
import { Ledgers } from './budget.ts'
import { convertPoint, type Point, take } from './gcra.ts'
import { accountsOf, type CompiledPolicy, type Gauge, type Gauges, type RateGauge, type RunningGauge, type Subject } from './limits.ts'
import type { SavedState } from './reservation.ts'

/** The retry time for a full concurrency limit. It is a constant, because nobody knows when a slot becomes free. */
export const CONCURRENCY_RETRY_MS = 1000

/** A limit without room, and the time after which it may have room again. */
export interface Denial<Code extends string> {
  code: Code
  gauge: Gauge
  waitMs: number
}

/** The result of a check. The check changes no counter; the caller stores `points`, then applies them with `take`. */
interface Weighed {
  /** One entry for each rate: its counter after the request, or null if nothing is taken from this rate. */
  points: ([counter: string, point: Point] | null)[]
  /** The limit with the longest wait; null if every limit has room. */
  denied: Denial<'rate_limited' | 'concurrency_limited'> | null
  /** A limit for which waiting does not help; null if there is none. */
  exceeds: RateGauge | RunningGauge | null
}

export class LimitUse {
  readonly #points: Map<string, Point>
  readonly #running = new Map<string, number>()
  readonly ledgers = new Ledgers()

  constructor({ points, spent }: Pick<SavedState, 'points' | 'spent'>) {
    this.#points = new Map(points)
    for (const [key, micros] of spent) this.ledgers.restore(key, micros)
  }

  point(counter: string): Point | undefined {
    return this.#points.get(counter)
  }

  running(account: string): number {
    return this.#running.get(account) ?? 0
  }

  take(points: readonly [counter: string, point: Point][]): void {
    for (const [counter, point] of points) this.#points.set(counter, point)
  }

  /** Adds `difference` to the number of running generations of each account. */
  count(accounts: readonly string[], difference: number): void {
    for (const account of accounts) {
      const count = this.running(account) + difference
      if (count === 0) this.#running.delete(account)
      else this.#running.set(account, count)
    }
  }

  /**
   * Checks the rates and the concurrency limits.
   * @param already the generation's key and current model, if the generation already runs; null if the generation is new. A concurrency
   * limit that already counts the generation is not checked again.
   */
  weigh(gauges: Gauges, costOf: (gauge: RateGauge) => number, already: Subject | null, nowMs: number): Weighed {
    const points: Weighed['points'] = []
    let denied: Weighed['denied'] = null
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
    const counted = already === null ? [] : accountsOf(already)
    for (const gauge of gauges.running) {
      if (counted.includes(gauge.account)) continue
      if (gauge.limit.limit === 0) return { points, denied, exceeds: gauge }
      const full = this.running(gauge.account) >= gauge.limit.limit
      if (full && (denied === null || CONCURRENCY_RETRY_MS > denied.waitMs))
        denied = { code: 'concurrency_limited', gauge, waitMs: CONCURRENCY_RETRY_MS }
    }
    return { points, denied, exceeds: null }
  }

  /** Returns the members of a scope, for example the ids of projects, that have used a limit of any kind; sorted. */
  membersOf(scope: 'project' | 'key' | 'provider' | 'model'): string[] {
    const members = new Set<string>()
    for (const account of this.ledgers.accounts()) if (account.startsWith(`${scope}:`)) members.add(account.slice(scope.length + 1))
    for (const account of this.#running.keys()) if (account.startsWith(`${scope}:`)) members.add(account.slice(scope.length + 1))
    for (const counter of this.#points.keys()) if (counter.startsWith(`${scope}-`)) members.add(counter.slice(counter.indexOf('|') + 1))
    return [...members].sort()
  }

  /** If a new policy has changed the limit of a rate, converts the rate's counters to the new limit. Returns them, to be stored. */
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
   * Removes counters whose whole burst is available again, and ledgers of days and months that are long over. Returns the names of the
   * removed counters and ledgers, to be deleted from storage.
   */
  forget(nowMs: number): { counters: string[]; ledgers: string[] } {
    const counters = [...this.#points].filter(([, point]) => point.micros < nowMs * 1000).map(([counter]) => counter)
    for (const counter of counters) this.#points.delete(counter)
    return { counters, ledgers: this.ledgers.forget(nowMs) }
  }

  /** For tests. */
  inspect(): Record<'points' | 'running' | 'ledgers', unknown> {
    return {
      points: Object.fromEntries([...this.#points].sort(([a], [b]) => (a < b ? -1 : 1))),
      running: Object.fromEntries([...this.#running].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1))),
      ledgers: this.ledgers.inspect(),
    }
  }
}
