// The limits of a model apply to every request that uses the model, as the requested model or as a fallback.
import { describe, expect, it } from 'vitest'
import { mintPlace, type Place, play, SMALL } from './place.ts'

const hourly = (limit: number, changes: object = {}) => ({
  scope: 'model',
  target: 'sketch-queued',
  metric: 'requests',
  window_seconds: 3600,
  limit,
  ...changes,
})
/** Makes a request whose first model fails once without billing, so that the request continues with the fallbacks. */
const falling = (place: Place, fallbacks: string[], body: object = {}) =>
  place.generate({
    prompt: 'x',
    model: 'sketch',
    fallbacks,
    ...SMALL,
    ...play({ fail: 'canceled', fail_times: 1, poll_after_ms: 10 }),
    ...body,
  })
const states = async (place: Place) =>
  (await place.ask('GET /limits')).body.data.map(({ target, used }: { target: string; used: number }) => [target, used])

describe('a limit on a model', () => {
  it('holds for requests that reach it as a fallback', async () => {
    const place = await mintPlace()
    await place.setLimits([hourly(1)])
    const first = await falling(place, ['sketch-queued'])
    expect(first.body).toMatchObject({
      status: 'succeeded',
      model: 'sketch-queued',
      attempts: [{ status: 'canceled' }, { status: 'succeeded' }],
    })
    expect(await states(place)).toEqual([['sketch-queued', 1]])

    for (let count = 0; count < 2; count++) {
      const refused = await falling(place, ['sketch-queued'])
      expect(refused.status).toBe(429)
      expect(refused.body).toMatchObject({ code: 'rate_limited', generation_id: expect.any(String) })
      expect(refused.body.retry_after_ms).toBeGreaterThan(3_500_000)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500)
      expect(refused.headers.get('x-should-retry')).toBe('false')
      const record = (await place.ask(`GET /generations/${refused.body.generation_id}`)).body
      expect(record).toMatchObject({
        status: 'failed',
        error: { code: 'rate_limited', message: 'The limit of the model sketch-queued, 1 request an hour, is used up.' },
        cost: { amount_micros: 0, held_micros: 0 },
        attempts: [
          { number: 1, model: 'sketch', error_code: 'provider_error' },
          { number: 2, model: 'sketch-queued', status: 'failed', error_code: 'rate_limited', billed: 'no', cost_micros: 0 },
        ],
      })
    }
    expect(await states(place)).toEqual([['sketch-queued', 1]])
    // If this model is requested directly, its limit refuses the request before anything runs. The limit allows another request only after
    // an hour. No SDK waits that long, so the header `x-should-retry` tells SDKs not to repeat the request.
    const direct = await place.generate({ prompt: 'x', model: 'sketch-queued', ...SMALL })
    expect([direct.body.code, direct.headers.get('x-should-retry')]).toEqual(['rate_limited', 'false'])
  })

  it('lets the request continue with the model after that one', async () => {
    const place = await mintPlace()
    await place.setLimits([hourly(4, { metric: 'images', burst: 1 })])
    // With a burst of 1, the limit of `sketch-queued` never allows a request for two pictures.
    const answer = await falling(place, ['sketch-queued', 'sketch-priced'], { n: 2 })
    expect(answer.body).toMatchObject({
      status: 'succeeded',
      model: 'sketch-priced',
      attempts: [
        { model: 'sketch' },
        { model: 'sketch-queued', error_code: 'request_exceeds_limit' },
        { model: 'sketch-priced', status: 'succeeded' },
      ],
    })
    expect(answer.body.cost.amount_micros).toBeGreaterThan(0)
  })

  it('of concurrency counts a fallback while it runs, and releases it', async () => {
    const place = await mintPlace()
    await place.setLimits([{ scope: 'model', target: 'sketch-queued', metric: 'concurrency', limit: 1 }])
    const slow = await place.generate(
      {
        prompt: 'x',
        model: 'sketch',
        fallbacks: ['sketch-queued'],
        ...SMALL,
        ...play({ fail: 'canceled', fail_times: 1, polls: 8, poll_after_ms: 150 }),
      },
      { prefer: 'respond-async' },
    )
    expect(slow.status).toBe(202)
    await expect.poll(() => states(place)).toEqual([['sketch-queued', 1]])
    expect((await falling(place, ['sketch-queued'])).body).toMatchObject({
      code: 'concurrency_limited',
      retry_after_ms: expect.any(Number),
    })
    await expect.poll(async () => (await place.ask(`GET /generations/${slow.body.id}`)).body.status).toBe('succeeded')
    expect(await states(place)).toEqual([['sketch-queued', 0]])
    expect((await falling(place, ['sketch-queued'])).body.status).toBe('succeeded')
  }, 30_000)
})
