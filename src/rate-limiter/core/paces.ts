// The platform's own rates, for work that is done before any limit of the instance is checked. They protect the platform, so they are the
// same for every instance, are held in memory only, and restart with the object.
import type { PacedWork } from '../../shared/config-rpc.ts'
import { makeRate, type Point, take } from './gcra.ts'

/** docs/api/limits.md names these numbers. */
export const PACES = {
  upload: makeRate(1200, 60, 300),
  fetch: makeRate(300, 60, 100),
} as const satisfies Record<PacedWork, unknown>

export class Paces {
  readonly #points = new Map<PacedWork, Point>()

  /** Takes `count`, or returns how many milliseconds to wait. A count above the burst is treated as the burst. */
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
