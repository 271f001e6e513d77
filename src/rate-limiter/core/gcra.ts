// The generic cell rate algorithm with costs, without rounding errors. A counter is stored as one point in time: the moment at which its
// whole burst is available again (the theoretical arrival time). The point is whole microseconds plus a fraction in units of 1/limit
// microsecond, because window / limit is seldom an integer. If the point were rounded up, a limit of 7 in 60 seconds would admit only 6 at
// one moment; if it were rounded down, the rate would be too high.
import { multiplyDivide, requireAmount } from './integer.ts'

export interface Rate {
  /** The sustained amount per time window. It also determines the unit of `part`: 1/`limit` microsecond. */
  limit: number
  windowMicros: number
  /** The maximum amount that can be taken at one moment. */
  burst: number
  /** The time that it takes to regain the whole burst. */
  span: Duration
}
interface Duration {
  micros: number
  part: number
}
/** A counter, stored as the time at which its whole burst is available again. A counter that was never used is undefined, not a Point. */
export interface Point extends Duration {
  /**
   * The `limit` of the rate for which the point was computed. It gives the unit of `part` (1/`limit` microsecond), and shows whether the
   * rate's limit has changed since.
   */
  limit: number
}
type Take = { admitted: true; point: Point } | { admitted: false; waitMs: number } | { admitted: false; exceeds: true }

/** The maximum of a rate's `span`: 126 years. Unix time in microseconds is about 2^50.7. Even with 126 years added, it is below 2^53. */
const LONGEST_SPAN_MICROS = 4e15
/** The maximum of a rate's `limit`. The `part` of a point is below the limit, so the sum of two parts stays below 2^53 and is exact. */
const LARGEST_LIMIT = 4e15

/**
 * Makes a rate. `burst` is capped at the amount that takes 126 years to regain, and `limit` at 4 × 10^15, so that all sums stay exact.
 * Throws RangeError for a number that is not an integer from 0 to 2^53 − 1, and for a window that is 0 or too long.
 */
export function makeRate(limit: number, windowSeconds: number, burst: number): Rate {
  for (const value of [limit, windowSeconds, burst]) requireAmount(value)
  const windowMicros = windowSeconds * 1_000_000
  if (windowSeconds === 0 || !Number.isSafeInteger(windowMicros)) throw new RangeError(`Not a window: ${windowSeconds} s`)
  const counted = Math.min(limit, LARGEST_LIMIT)
  // The burst is at most what the rate regains in `LONGEST_SPAN_MICROS`. If `limit` is 0, the rate regains nothing, so its burst is 0.
  const most = Math.min(burst, Math.floor((LONGEST_SPAN_MICROS / windowMicros) * counted))
  const rate: Rate = { limit: counted, windowMicros, burst: most, span: { micros: 0, part: 0 } }
  return { ...rate, span: duration(rate, rate.burst) }
}

/** Returns the time in which the rate regains `cost`. */
function duration(rate: Rate, cost: number): Duration {
  if (cost === 0) return { micros: 0, part: 0 }
  const { quotient, remainder } = multiplyDivide(cost, rate.windowMicros, rate.limit)
  return { micros: quotient, part: remainder }
}

/**
 * Takes `cost` at `nowMs`, or returns how long to wait. At `nowMs + waitMs` the same cost is admitted; one millisecond earlier it is not.
 * `exceeds`: the cost is above the burst, so waiting does not help. Pure; the caller stores the point.
 */
export function take(rate: Rate, point: Point | undefined, cost: number, nowMs: number): Take {
  if (cost > rate.burst) return { admitted: false, exceeds: true }
  const nowMicros = nowMs * 1000
  const start = backlogStart(rate, point, nowMicros)
  const step = duration(rate, cost)
  let micros = start.micros + step.micros
  let part = start.part + step.part
  if (part >= rate.limit && part > 0) {
    micros += 1
    part -= rate.limit
  }
  const overMicros = micros - rate.span.micros - nowMicros
  const overPart = part - rate.span.part
  // A part is 1/`limit` microsecond, and −limit < overPart < limit. So `overPart` is less than one microsecond, and rounding up adds at
  // most 1.
  const waitMicros = overPart > 0 ? overMicros + 1 : overMicros
  if (waitMicros <= 0) return { admitted: true, point: { micros, part, limit: rate.limit } }
  return { admitted: false, waitMs: Math.ceil(waitMicros / 1000) }
}

/** Returns the maximum cost that can be taken at `nowMs`. */
export function remaining(rate: Rate, point: Point | undefined, nowMs: number): number {
  const nowMicros = nowMs * 1000
  const start = backlogStart(rate, point, nowMicros)
  const { quotient, remainder } = multiplyDivide(start.micros - nowMicros, rate.limit, rate.windowMicros)
  const used = quotient + Math.ceil((remainder + start.part) / rate.windowMicros)
  return Math.max(0, rate.burst - used)
}

/** Returns the time at which the counter's whole burst is available, in Unix milliseconds; `nowMs` if it is available already. */
export function wholeAtMs(rate: Rate, point: Point | undefined, nowMs: number): number {
  const start = backlogStart(rate, point, nowMs * 1000)
  return Math.ceil((start.part > 0 ? start.micros + 1 : start.micros) / 1000)
}

/**
 * Converts a counter to another rate, once, when the limit changes. The amount that was taken remains taken, rounded up, so that a change
 * of the limit does not free a part of it. There is one exception: if more was taken than the new burst, only the new burst counts as
 * taken.
 */
export function convertPoint(rate: Rate, point: Point, nowMs: number): Point {
  const nowMicros = nowMs * 1000
  if (rate.limit === 0 || point.micros < nowMicros) return { micros: nowMicros, part: 0, limit: rate.limit }
  const backlog = point.micros - nowMicros + (point.part > 0 ? 1 : 0)
  const { quotient, remainder } = multiplyDivide(backlog, point.limit, rate.limit)
  const micros = Math.min(quotient + (remainder > 0 ? 1 : 0), rate.span.micros + (rate.span.part > 0 ? 1 : 0))
  return { micros: nowMicros + micros, part: 0, limit: rate.limit }
}

/**
 * Returns the time to which the next cost is added: the time in the counter, or the present time if the time in the counter is in the past.
 */
function backlogStart(rate: Rate, point: Point | undefined, nowMicros: number): Duration {
  if (point === undefined || point.micros < nowMicros) return { micros: nowMicros, part: 0 }
  return point.limit === rate.limit ? point : convertPoint(rate, point, nowMicros / 1000)
}
