// The platform's own rates, for work that comes before any limit of the owner. They protect the platform, so they are the same for each
// instance, are kept in memory alone, and begin anew when the object is restarted.
import type { PacedWork } from '../../shared/config-rpc.ts'
import { makeRate, type Point, take } from './gcra.ts'

/** docs/api/limits.md names these numbers. */
export const PACES = {
  upload: makeRate(1200, 60, 300),
  fetch: makeRate(300, 60, 100),
} as const satisfies Record<PacedWork, unknown>

export class Paces {
  readonly #points = new Map<PacedWork, Point>()

  /** Takes `count`, or returns how long to wait, in milliseconds; more than the burst is cut to it. */
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
