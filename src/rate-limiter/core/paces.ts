// The platform's own rates, for work that precedes the check of the instance's limits. They protect the platform, so they are equal for
// every instance. Their counters are held only in memory, so after a restart of the object every burst is fully available.
import type { PacedWork } from '../../shared/config-rpc.ts'
import { makeRate, type Point, take } from './gcra.ts'

/** docs/api/limits.md states these numbers. */
export const PACES = {
  upload: makeRate(1200, 60, 300),
  fetch: makeRate(300, 60, 100),
} as const satisfies Record<PacedWork, unknown>

export class Paces {
  readonly #points = new Map<PacedWork, Point>()

  /**
   * Takes `count` units of this kind of work and returns null. If the rate does not allow them now, takes nothing and returns how many
   * milliseconds to wait. A `count` above the burst is treated as the burst.
   */
  take(kind: PacedWork, count: number, nowMs: number): number | null {
    const rate = PACES[kind]
    const taken = take(rate, this.#points.get(kind), Math.min(count, rate.burst), nowMs)
    if (taken.admitted) {
      this.#points.set(kind, taken.point)
      return null
    }
    return 'waitMs' in taken ? taken.waitMs : 1000
  }
}
