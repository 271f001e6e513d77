// Tests the rests of connections: their length, and when they are forgotten. A connection rests after its provider has refused calls: for
// some time, jobs prefer other connections.
import { describe, expect, test } from 'vitest'
import { MOST_RESTS, Rests, type RestNews } from '../../src/rate-limiter/core/rests.ts'
import { inWorld } from './support/object.ts'
import { admission, policyWith, settlement } from './support/world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const news = (changes: Partial<RestNews> = {}): RestNews => ({
  connection: 'main',
  version: 1,
  reason: 'rate_limited',
  retryAfterMs: null,
  detail: 'Slow down',
  ...changes,
})

describe('how long a connection rests', () => {
  test.each([
    ['as long as the provider says', { retryAfterMs: 42_000 }, 42_000],
    ['at least a second', { retryAfterMs: 0 }, 1000],
    ['at most ten minutes', { retryAfterMs: 10 * 24 * HOUR }, 10 * MINUTE],
    ['a default, if the provider names no time', {}, 15_000],
    ['a default, if the time is absurd', { retryAfterMs: Number.NaN }, 15_000],
    ['five minutes for a rejected credential', { reason: 'bad_credential', retryAfterMs: 1 }, 5 * MINUTE],
    ['five minutes without credit', { reason: 'no_credit' }, 5 * MINUTE],
  ] as const)('%s', (_, changes, lengthMs) => {
    expect(new Rests([]).note(news(changes), 0)!.rest).toMatchObject({ since: 0, until: lengthMs, times: 1 })
  })

  test('doubles with each rest in a row, up to a bound, and begins anew after a success', () => {
    const rests = new Rests([])
    const lengths: number[] = []
    let now = 0
    for (let count = 0; count < 6; count++) {
      const { rest } = rests.note(news({ reason: 'no_credit' }), now)!
      lengths.push((rest.until - now) / MINUTE)
      now = rest.until
    }
    expect(lengths).toEqual([5, 10, 20, 40, 60, 60])
    expect(rests.succeeded('main', 0, now)).toBe(true)
    expect(rests.note(news({ reason: 'no_credit' }), now)!.rest.until - now).toBe(5 * MINUTE)
  })
})

test('calls that were under way together count as one rest', () => {
  const rests = new Rests([])
  expect(rests.note(news({ retryAfterMs: 30_000 }), 0)).toMatchObject({ begins: true })
  expect(rests.note(news({ retryAfterMs: 30_000 }), 500)).toBeNull()
  expect(rests.note(news({ retryAfterMs: 30_000 }), 5000)).toMatchObject({ begins: false, rest: { since: 0, until: 35_000, times: 1 } })
})

test('another version of the credential, or another reason, is a new rest', () => {
  const rests = new Rests([])
  rests.note(news({ reason: 'bad_credential' }), 0)
  expect(rests.note(news({ reason: 'bad_credential', version: 2 }), 1)).toMatchObject({ begins: true, rest: { version: 2, times: 1 } })
  expect(rests.note(news({ reason: 'no_credit', version: 2 }), 2)).toMatchObject({ begins: true, rest: { reason: 'no_credit' } })
})

test('a success during a rest counts only if it cannot be of a call from before it', () => {
  const rests = new Rests([])
  rests.note(news({ retryAfterMs: 30_000 }), 0)
  rests.note(news({ connection: 'refused', reason: 'bad_credential' }), 100)
  expect(rests.succeeded('main', 500, 1000)).toBe(false)
  expect(rests.succeeded('refused', 100, 1000)).toBe(false)
  expect(rests.succeeded('refused', 500, 1000)).toBe(true)
  expect(rests.of(['refused'], 1000)).toEqual([])
  expect(rests.of(['main', 'second'], 1000)).toMatchObject([{ connection: 'main' }])
  expect(rests.of(['main'], 30_000)).toEqual([])
  expect(rests.succeeded('main', 0, 30_000)).toBe(true)
  expect(rests.all()).toEqual([])
})

test('old rests are forgotten, and there is a bound', () => {
  const rests = new Rests([])
  rests.note(news(), 0)
  expect(rests.note(news({ connection: 'second' }), 25 * HOUR)!.forgotten).toEqual(['main'])
  for (let count = 0; count < MOST_RESTS + 20; count++) rests.note(news({ connection: `c-${count}` }), 25 * HOUR + count)
  expect(rests.all()).toHaveLength(MOST_RESTS)
})

test('the limiter keeps rests through an eviction, reports them to begin, and hears of none from an unknown generation', () =>
  inWorld(policyWith([]), async (world) => {
    const request = admission()
    const { instanceId, generationId } = request
    await world.limiter.admit(request)
    const refused = { instanceId, ...news({ reason: 'bad_credential' }) }
    await world.limiter.rest({ ...refused, generationId: 'gen_unknown' })
    expect(await world.limiter.rests()).toEqual([])
    await world.limiter.rest({ ...refused, generationId })
    await world.evict()
    expect(await world.limiter.rests()).toMatchObject([{ connection: 'main', reason: 'bad_credential', detail: 'Slow down' }])
    const begin = (connections: string[]) => world.limiter.begin({ instanceId, generationId, connections })
    expect(await begin(['second', 'main'])).toMatchObject({ kind: 'begun', rests: [{ connection: 'main', version: 1 }] })
    expect(await begin(['second'])).toMatchObject({ kind: 'begun', rests: [] })
    // During the rest, a call that began before the rest may succeed. So a success during the rest does not end the rest.
    await world.limiter.settle({ ...settlement(generationId, 'settled', 0), connection: 'main' })
    expect(await world.limiter.rests()).toHaveLength(1)
  }))
