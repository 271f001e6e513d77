/* oxlint-disable vitest/no-conditional-expect -- The expectation depends on the random history. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertPoint, makeRate, type Point, remaining, take, wholeAtMs } from '../../src/rate-limiter/core/gcra.ts'
import { multiplyDivide } from '../../src/rate-limiter/core/integer.ts'
import { windowEnd, windowStart } from '../../src/shared/calendar-windows.ts'
import { property } from './support/property.ts'

const START = Date.UTC(2026, 10, 24)

interface Setting {
  limit: number
  windowSeconds: number
  burst: number
}
const amounts = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000 }))
const settings: fc.Arbitrary<Setting> = fc.record({
  limit: amounts,
  windowSeconds: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(3600, 86_400, 2_592_000)),
  burst: fc.integer({ min: 1, max: 60 }),
})
/**
 * Makes the steps of one run: how long to wait, and the cost to take afterwards. Most values are close to those at which the limit begins
 * to refuse, because mistakes show there.
 */
const steps = (setting: Setting) => {
  const perUnitMs = (setting.windowSeconds * 1000) / setting.limit
  return fc.array(
    fc.record({
      waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: Math.ceil(perUnitMs * 3) + 1 })),
      cost: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: setting.burst + 1 })),
    }),
    { minLength: 1, maxLength: 60, size: 'max' },
  )
}
const runs = settings.chain((setting) => fc.record({ setting: fc.constant(setting), steps: steps(setting) }))

/** GCRA without rounding, written only from its definition: a bucket from which `limit` units leak in `windowSeconds` seconds. */
class Oracle {
  /**
   * The level of the bucket. One unit of cost raises the level by the number of milliseconds in the limit's time window. In each
   * millisecond, the level falls by `limit`. On this scale the level is always an integer.
   */
  #level = 0n
  #at = START
  readonly #setting: Setting
  readonly #perUnit: bigint

  constructor(setting: Setting) {
    this.#setting = setting
    this.#perUnit = BigInt(setting.windowSeconds) * 1000n
  }

  #levelAt(nowMs: number): bigint {
    const leaked = this.#level - BigInt(nowMs - this.#at) * BigInt(this.#setting.limit)
    return leaked > 0n ? leaked : 0n
  }

  admits(cost: number, nowMs: number): boolean {
    return this.#levelAt(nowMs) + BigInt(cost) * this.#perUnit <= BigInt(this.#setting.burst) * this.#perUnit
  }

  add(cost: number, nowMs: number): void {
    this.#level = this.#levelAt(nowMs) + BigInt(cost) * this.#perUnit
    this.#at = nowMs
  }

  room(nowMs: number): number {
    const free = BigInt(this.#setting.burst) * this.#perUnit - this.#levelAt(nowMs)
    return Number(free / this.#perUnit)
  }

  isWhole(nowMs: number): boolean {
    return this.#levelAt(nowMs) === 0n
  }
}

describe('GCRA', () => {
  test('decides like the exact bucket, and returns the exact wait', () => {
    property(runs, ({ setting, steps }) => {
      const rate = makeRate(setting.limit, setting.windowSeconds, setting.burst)
      const oracle = new Oracle(setting)
      const admitted: { at: number; cost: number }[] = []
      let point: Point | undefined
      let now = START
      for (const step of steps) {
        now += step.waitMs
        expect(remaining(rate, point, now)).toBe(oracle.room(now))
        const whole = wholeAtMs(rate, point, now)
        expect(oracle.isWhole(whole)).toBe(true)
        if (whole > now) expect(oracle.isWhole(whole - 1)).toBe(false)

        const taken = take(rate, point, step.cost, now)
        expect(taken.admitted).toBe(oracle.admits(step.cost, now))
        if (taken.admitted) {
          for (const number of [taken.point.micros, taken.point.part]) expect(Number.isSafeInteger(number)).toBe(true)
          expect(taken.point.part).toBeLessThan(setting.limit)
          point = taken.point
          oracle.add(step.cost, now)
          admitted.push({ at: now, cost: step.cost })
        } else if ('exceeds' in taken) expect(step.cost).toBeGreaterThan(setting.burst)
        else {
          expect(take(rate, point, step.cost, now + taken.waitMs).admitted).toBe(true)
          expect(take(rate, point, step.cost, now + taken.waitMs - 1).admitted).toBe(false)
          expect(oracle.admits(step.cost, now + taken.waitMs)).toBe(true)
          expect(oracle.admits(step.cost, now + taken.waitMs - 1)).toBe(false)
        }
      }
      // Checks the admitted costs once more, without the oracle: in any `windowSeconds` seconds, the sum of the admitted costs is at most
      // limit + burst.
      for (const [first, { at }] of admitted.entries()) {
        let sum = 0
        for (const entry of admitted.slice(first)) if (entry.at < at + setting.windowSeconds * 1000) sum += entry.cost
        expect(sum).toBeLessThanOrEqual(setting.limit + setting.burst)
      }
    })
  })

  test('admits exactly the burst at once, also if window / limit is not an integer', () => {
    for (const [limit, windowSeconds] of [
      [7, 60],
      [100, 3600],
      [999_983, 86_400],
      [3, 1],
    ] as const) {
      const rate = makeRate(limit, windowSeconds, Math.min(limit, 500))
      let point: Point | undefined
      let count = 0
      for (let taken = take(rate, point, 1, START); taken.admitted; taken = take(rate, point, 1, START)) {
        point = taken.point
        count += 1
      }
      expect(count).toBe(Math.min(limit, 500))
    }
  })

  test('a limit of 0 never admits anything', () => {
    expect(take(makeRate(0, 60, 5), undefined, 1, START)).toEqual({ admitted: false, exceeds: true })
  })

  test('a changed limit neither gives back used amounts nor takes more than the whole', () => {
    property(
      fc.record({
        before: settings,
        after: settings,
        used: fc.integer({ min: 1, max: 60 }),
        laterMs: fc.integer({ min: 0, max: 100_000 }),
      }),
      ({ before, after, used, laterMs }) => {
        const windowSeconds = before.windowSeconds
        const old = makeRate(before.limit, windowSeconds, before.burst)
        const next = makeRate(after.limit, windowSeconds, after.burst)
        const taken = take(old, undefined, Math.min(used, before.burst), START)
        if (!taken.admitted) throw new Error('a whole counter refused')
        const now = START + laterMs
        const stillUsed = before.burst - remaining(old, taken.point, now)
        const left = remaining(next, convertPoint(next, taken.point, now), now)
        expect(left).toBeLessThanOrEqual(Math.max(0, after.burst - stillUsed + 1))
        // A counter stores a used amount as time: how long the amount takes to leak. `convertPoint` rounds this time up to a whole
        // microsecond. So `left` may be too low by what leaks in one microsecond. `perMicro` is this amount, rounded up.
        const perMicro = Math.ceil(Math.max(before.limit, after.limit) / (windowSeconds * 1_000_000))
        expect(left).toBeGreaterThanOrEqual(Math.max(0, after.burst - stillUsed - 1 - perMicro))
      },
    )
  })

  test('the largest numbers of the contract are still counted exactly', () => {
    const largest = Number.MAX_SAFE_INTEGER
    property(
      fc.record({
        limit: fc.constantFrom(1, 7, 999_983, largest),
        windowSeconds: fc.constantFrom(1, 60, 2_678_400),
        burst: fc.constantFrom(1, 1e9, largest),
        costs: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      }),
      ({ limit, windowSeconds, burst, costs }) => {
        const rate = makeRate(limit, windowSeconds, burst)
        let point: Point | undefined
        for (const share of costs) {
          const cost = Math.floor(rate.burst * share)
          const taken = take(rate, point, cost, START)
          if (!taken.admitted) continue
          for (const number of [taken.point.micros, taken.point.part]) expect(Number.isSafeInteger(number)).toBe(true)
          const left = remaining(rate, point, START)
          expect(remaining(rate, taken.point, START)).toBe(left - cost)
          point = taken.point
        }
      },
    )
    expect(() => makeRate(0.5, 60, 1)).toThrow(RangeError)
    expect(() => makeRate(10, 0, 1)).toThrow(RangeError)
  })
})

test('a × b ÷ c is exact', () => {
  const safe = fc.nat({ max: Number.MAX_SAFE_INTEGER })
  property(fc.record({ a: safe, b: safe, divisor: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }) }), ({ a, b, divisor }) => {
    const product = BigInt(a) * BigInt(b)
    fc.pre(product / BigInt(divisor) <= BigInt(Number.MAX_SAFE_INTEGER))
    const { quotient, remainder } = multiplyDivide(a, b, divisor)
    expect(BigInt(quotient) * BigInt(divisor) + BigInt(remainder)).toBe(product)
    expect(remainder).toBeLessThan(divisor)
  })
})

test('calendar windows meet without gap or overlap', () => {
  property(
    fc.record({
      at: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2045, 0, 1) }),
      window: fc.constantFrom('day' as const, 'month' as const),
    }),
    ({ at, window }) => {
      const [start, end] = [windowStart(window, at), windowEnd(window, at)]
      expect(start).toBeLessThanOrEqual(at)
      expect(end).toBeGreaterThan(at)
      expect(windowStart(window, end)).toBe(end)
      expect(windowStart(window, end - 1)).toBe(start)
      expect(new Date(start).getUTCHours()).toBe(0)
      if (window === 'month') expect(new Date(start).getUTCDate()).toBe(1)
    },
  )
})
