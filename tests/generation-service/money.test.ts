import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mintPlace, play, SMALL } from './place.ts'

const PRICE = 10_000
const BUDGET = 600_000

/** What a caller may ask for, and what the provider does with it. */
const jobs = fc.record({
  n: fc.integer({ min: 1, max: 4 }),
  played: fc.oneof(
    fc.constant({}),
    fc.record({ images: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ cost_micros: fc.integer({ min: 0, max: 39_999 }) }),
    fc.record({ fail: fc.constantFrom('unavailable', 'no_credit', 'refused', 'malformed'), billed: fc.constantFrom('no', 'unknown') }),
    fc.record({ fail: fc.constant('malformed'), billed: fc.constant('yes'), cost_micros: fc.integer({ min: 0, max: 9_999 }) }),
    fc.record({ fail: fc.constant('unavailable'), fail_times: fc.constant(1) }),
  ),
  cancel: fc.boolean(),
  twice: fc.boolean(),
})

test('the ledger is what the records say, to the micro-dollar, and never above the budget', async () => {
  const seed = Date.now() % 2 ** 31
  const samples = fc.sample(jobs, { numRuns: 60, seed })
  const place = await mintPlace()
  await place.setLimits([{ scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: BUDGET }])
  const ledger = async () => {
    const { body } = await place.ask('GET /limits')
    const budget = body.data.find((each: { metric: string }) => each.metric === 'cost_micros')
    expect(budget.used + budget.reserved + budget.held, `seed ${seed}`).toBeLessThanOrEqual(BUDGET)
    return budget as { used: number; reserved: number; held: number }
  }
  for (let start = 0; start < samples.length; start += 10) {
    const batch = samples.slice(start, start + 10).map(async ({ n, played, cancel, twice }, place_) => {
      const body = { prompt: 'x', model: 'sketch-priced', quality: 'low', n, ...SMALL, ...play(played) }
      const headers = { 'idempotency-key': `job-${start + place_}`, ...(cancel ? { prefer: 'respond-async' } : {}) }
      const answer = await place.generate(body, headers)
      if (cancel && answer.status === 202) await place.ask(`POST /generations/${answer.body.id}/cancel`)
      if (twice) await place.generate(body, { 'idempotency-key': `job-${start + place_}` })
    })
    await Promise.all(batch)
    await ledger()
  }
  await expect.poll(async () => (await ledger()).reserved, { timeout: 10_000 }).toBe(0)

  let cost = 0
  let held = 0
  let count = 0
  for (let path = '/generations?limit=100'; path !== '';) {
    const page = await place.ask(`GET ${path}`)
    for (const record of page.body.data) {
      expect(['succeeded', 'failed', 'canceled', 'indeterminate'], `seed ${seed}`).toContain(record.status)
      cost += record.cost.amount_micros
      held += record.cost.held_micros
      count++
      if (record.status === 'succeeded' && record.cost.source === 'computed')
        expect(record.cost.amount_micros).toBe(record.images.length * PRICE)
    }
    path = page.body.next_cursor === null ? '' : `/generations?limit=100&cursor=${page.body.next_cursor}`
  }
  expect(count).toBeGreaterThan(10)
  expect(await ledger(), `seed ${seed}`).toMatchObject({ used: cost, held, reserved: 0 })
}, 60_000)
