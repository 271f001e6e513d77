import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Circumstances, judge, ownBackoffMs, pollAgainMs, pollDelayMs, RULES } from '../../../src/generation-service/job/rules.ts'
import type { FailureKind } from '../../../src/providers/provider.ts'

const around: Circumstances = {
  earlierTries: 0,
  nextTarget: 1,
  nextElsewhere: 2,
  anotherConnection: false,
  fallbackOnRefusal: false,
  maxMicros: 40_000,
  remainingMs: 600_000,
  random: 0.5,
}
const kinds = Object.keys(RULES) as FailureKind[]
const no = (kind: FailureKind, retryAfterMs: number | null = null) => ({ kind, billed: 'no' as const, retryAfterMs })

describe('a call that may have been billed is never repeated', () => {
  test.each(kinds)('%s', (kind) => {
    expect(judge({ kind, billed: 'unknown', retryAfterMs: null }, around)).toEqual({
      next: 'end',
      charge: 'held',
      code: 'outcome_indeterminate',
    })
    expect(judge({ kind, billed: 'yes', retryAfterMs: null }, around)).toMatchObject({ next: 'end', charge: 'reported' })
  })
  test('if nothing can be billed, an unknown outcome does no harm', () => {
    expect(judge({ kind: 'unavailable', billed: 'unknown', retryAfterMs: null }, { ...around, maxMicros: 0 })).toMatchObject({
      next: 'retry',
    })
  })
})

test('a refusal is not retried, and goes to another provider only if the policy allows it', () => {
  expect(judge(no('refused'), around)).toEqual({ next: 'end', charge: 'none', code: 'safety_refused' })
  const allowed = { ...around, fallbackOnRefusal: true }
  expect(judge(no('refused'), allowed)).toMatchObject({ next: 'fallback', targetIndex: 2 })
  expect(judge(no('refused'), { ...allowed, nextElsewhere: null })).toEqual({ next: 'end', charge: 'none', code: 'safety_refused' })
})
test.each(['bad_credential', 'no_credit'] as const)('%s is the same for every model of the provider', (kind) => {
  expect(judge(no(kind), around)).toMatchObject({ next: 'fallback', targetIndex: 2 })
  expect(judge(no(kind), { ...around, nextElsewhere: null })).toMatchObject({ next: 'end', charge: 'none' })
})
test.each(['rate_limited', 'unavailable', 'timeout', 'malformed', 'canceled', 'lost'] as const)(
  '%s may succeed with another model of the same provider',
  (kind) => {
    expect(judge(no(kind), { ...around, earlierTries: 3, nextElsewhere: null })).toMatchObject({ next: 'fallback', targetIndex: 1 })
  },
)
test.each(['bad_credential', 'no_credit', 'rate_limited', 'unavailable', 'timeout'] as const)(
  '%s is tried by another connection at once, unless it may have been billed',
  (kind) => {
    const several = { ...around, anotherConnection: true }
    expect(judge(no(kind), several)).toMatchObject({ next: 'connection' })
    expect(judge({ kind, billed: 'unknown', retryAfterMs: null }, several)).toMatchObject({ next: 'end', charge: 'held' })
    expect(judge({ kind, billed: 'yes', retryAfterMs: null }, several)).toMatchObject({ next: 'end', charge: 'reported' })
    expect(judge(no(kind), { ...several, remainingMs: 0 }).next).not.toBe('connection')
  },
)
test.each(['refused', 'bad_request', 'malformed', 'canceled', 'lost'] as const)('%s would be the same by another connection', (kind) => {
  expect(judge(no(kind), { ...around, anotherConnection: true }).next).not.toBe('connection')
})
test('a bad credential is not retried', () => {
  expect(judge(no('bad_credential'), { ...around, nextTarget: null, nextElsewhere: null })).toEqual({
    next: 'end',
    charge: 'none',
    code: 'provider_credential_rejected',
  })
})
test('a bad request ends the job, because the next provider would refuse it as well', () => {
  expect(judge(no('bad_request'), around)).toMatchObject({ next: 'end', code: 'provider_bad_request' })
})
describe('Retry-After', () => {
  test('is respected to the millisecond', () =>
    expect(judge(no('rate_limited', 2345), around)).toMatchObject({ next: 'retry', delayMs: 2345 }))
  test('too long, with another model left: the other model is used', () =>
    expect(judge(no('rate_limited', 20_000), around)).toMatchObject({ next: 'fallback' }))
  test('long, without another model: it is waited for', () =>
    expect(judge(no('rate_limited', 20_000), { ...around, nextTarget: null, nextElsewhere: null })).toMatchObject({
      next: 'retry',
      delayMs: 20_000,
    }))
  test('absurdly long: the job gives up', () =>
    expect(judge(no('rate_limited', 86_400_000), { ...around, nextTarget: null, nextElsewhere: null })).toMatchObject({
      next: 'end',
      code: 'provider_rate_limited',
    }))
  test.each([Number.NaN, Number.POSITIVE_INFINITY, -5])('%s is not one', (value) => {
    expect(judge(no('rate_limited', value), around)).toMatchObject({ next: 'retry' })
  })
  test('past the deadline: the job gives up', () =>
    expect(judge(no('rate_limited', 5000), { ...around, nextTarget: null, nextElsewhere: null, remainingMs: 3000 })).toMatchObject({
      next: 'end',
    }))
})

test('every chain of failures ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ kind: fc.constantFrom(...kinds), retryAfterMs: fc.option(fc.integer({ min: 0, max: 200_000 })) }), {
        minLength: 40,
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 6 }),
      (failures, targets) => {
        let target = 0
        let tries = 0
        let calls = 0
        for (const failure of failures) {
          calls++
          const next = target + 1 < targets ? target + 1 : null
          const verdict = judge({ ...failure, billed: 'no' }, { ...around, earlierTries: tries, nextTarget: next, nextElsewhere: next })
          if (verdict.next === 'end') break
          if (verdict.next === 'retry') tries++
          else if (verdict.next === 'fallback') {
            target = verdict.targetIndex
            tries = 0
          }
          expect(target).toBeLessThan(targets)
        }
        expect(calls).toBeLessThanOrEqual(targets * 4)
      },
    ),
  )
})

test('a failed poll of running work is repeated, other failures are not', () => {
  expect(pollAgainMs({ kind: 'unavailable', billed: 'unknown', retryAfterMs: null }, 0, 0.5)).toBeGreaterThan(0)
  expect(pollAgainMs({ kind: 'rate_limited', billed: 'unknown', retryAfterMs: 1e12 }, 0, 0.5)).toBe(60_000)
  for (const kind of ['refused', 'bad_request', 'bad_credential', 'no_credit', 'canceled', 'lost'] as const)
    expect(pollAgainMs({ kind, billed: 'unknown', retryAfterMs: null }, 0, 0.5)).toBeNull()
})
test('B10: new work that is not known yet is polled for a while', () => {
  const lost = { kind: 'lost', billed: 'unknown', retryAfterMs: null } as const
  expect(pollAgainMs(lost, 0, 0.5, 20_000)).toBeGreaterThan(0)
  // With `billed: 'unknown'`, as above, the provider may have billed the work, so the job polls again. With `billed: 'no'`, the provider
  // has certainly not billed, so the failure is final.
  expect(pollAgainMs({ ...lost, billed: 'no' }, 0, 0.5, 20_000)).toBeNull()
})
test('polls have a minimum and a maximum interval', () => {
  expect(pollDelayMs(0, 0)).toBe(100)
  expect(pollDelayMs(0, 20)).toBe(1000)
  expect(pollDelayMs(1e9, 0)).toBe(30_000)
  expect(pollDelayMs(Number.NaN, 0)).toBe(1000)
  expect(ownBackoffMs(50, 1)).toBe(30_000)
})
