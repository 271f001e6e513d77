// Tests the repeats that the SDKs send by themselves. Repeats may arrive at the same time as the first request, or before the body of the
// first request has arrived. There must be one job and one charge.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { fetchApi } from '../../support/http.ts'
import { png } from '../../support/pictures.ts'
import { mintPlace, type Place } from '../place.ts'

const BODY = { model: 'sketch-priced', prompt: 'a tower', size: '64x64', response_format: 'url' }

interface Answered {
  status: number
  headers: Headers
  generationId: string
}
/**
 * Sends a request as an SDK does; `count` is 0 for the first sending and 1 for its first repeat. The headers are sent immediately, the
 * body only after `bodyAfter` resolves.
 */
async function send(place: Place, path: string, body: unknown, count: number, bodyAfter?: Promise<unknown>): Promise<Answered> {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await bodyAfter
      controller.enqueue(bytes)
      controller.close()
    },
  })
  const response = await fetchApi(path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${place.key}`,
      'content-type': 'application/json',
      'x-stainless-retry-count': String(count),
      // All repeats have the same request id, so the platform cannot distinguish them by the id. This is the most difficult case for the
      // platform.
      'x-request-id': 'the-same-for-all',
    },
    body: bodyAfter === undefined ? bytes : stream,
  })
  const answer = (await response.json()) as { generation_id: string }
  return { status: response.status, headers: response.headers, generationId: answer.generation_id }
}
async function bought(place: Place): Promise<{ jobs: number; micros: number; attempts: number }> {
  const { data } = (await place.ask('GET /generations?limit=100')).body as {
    data: { cost: { amount_micros: number }; attempts: unknown[] }[]
  }
  return {
    jobs: data.length,
    micros: data.reduce((sum, { cost }) => sum + cost.amount_micros, 0),
    attempts: data.reduce((sum, { attempts }) => sum + attempts.length, 0),
  }
}
const one = async () => {
  const place = await mintPlace()
  await send(place, '/v1/images/generations', BODY, 0)
  return (await bought(place)).micros
}

describe('repeats', () => {
  it('that come all at once, including the first request, are one job and one charge', async () => {
    const place = await mintPlace()
    const path = '/v1/images/generations'
    const answers = await Promise.all([0, 1, 2, 1, 2, 1, 2, 1].map((count) => send(place, path, BODY, count)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ generationId }) => generationId)).size).toBe(1)
    const price = await one()
    expect(price).toBeGreaterThan(0)
    expect(await bought(place)).toEqual({ jobs: 1, micros: price, attempts: 1 })
  })

  it('that overtake a first request whose body is still arriving join it', async () => {
    const place = await mintPlace()
    const path = '/v1/images/generations'
    const repeated = Promise.withResolvers<void>()
    const first = send(place, path, BODY, 0, repeated.promise)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const repeats = await Promise.all([1, 1, 2].map((count) => send(place, path, BODY, count)))
    repeated.resolve()
    expect(new Set([...repeats, await first].map(({ generationId }) => generationId)).size).toBe(1)
    expect(await bought(place)).toMatchObject({ jobs: 1, attempts: 1 })
    // A request with the same content that is not marked as a repeat is a new request.
    expect((await send(place, path, BODY, 0)).generationId).not.toBe(repeats[0]!.generationId)
    expect(await bought(place)).toMatchObject({ jobs: 2, attempts: 2 })
  })

  it('of an edit leave no copies of its pictures', async () => {
    const place = await mintPlace()
    const path = '/v1/images/edits'
    const image = `data:image/png;base64,${encodeBase64(png(64, 64))}`
    const body = { ...BODY, images: [{ image_url: image }] }
    const answers = await Promise.all([0, 1, 2, 1].map((count) => send(place, path, body, count)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ generationId }) => generationId)).size).toBe(1)
    await expect.poll(async () => (await env.IMAGES.list({ prefix: `${place.instanceId}/asset_` })).objects.length).toBe(1)
    const rows = await env.DATA_DB.prepare('SELECT used_at FROM assets WHERE instance_id = ? AND generation_id IS NULL')
      .bind(place.instanceId)
      .all<{ used_at: number | null }>()
    expect(rows.results).toEqual([{ used_at: expect.any(Number) }])
  })

  it('of the caller’s own are separate jobs', async () => {
    const place = await mintPlace()
    const answers = await Promise.all([0, 0, 0].map((count) => send(place, '/v1/images/generations', BODY, count)))
    expect(new Set(answers.map(({ generationId }) => generationId)).size).toBe(3)
    expect(await bought(place)).toMatchObject({ jobs: 3, attempts: 3 })
  })
})

describe('a refused edit', () => {
  it('deletes its pictures', async () => {
    const place = await mintPlace()
    await place.setLimits([{ scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 1 }])
    const image = `data:image/png;base64,${encodeBase64(png(64, 64))}`
    const body = { ...BODY, images: [{ image_url: image }] }
    expect((await send(place, '/v1/images/edits', body, 0)).status).toBe(200)
    // The limit has room again only in an hour. SDKs do not wait that long, so the header tells them not to repeat the request.
    const refused = await send(place, '/v1/images/edits', body, 0)
    expect([refused.status, refused.headers.get('x-should-retry')]).toEqual([429, 'false'])
    await expect.poll(async () => (await env.IMAGES.list({ prefix: `${place.instanceId}/asset_` })).objects.length).toBe(1)
  })

  // If a limit has no room, the Worker refuses an edit by itself, before it stores the edit's pictures. The limiter refuses a generation.
  // Both responses must name the limit alike.
  it('names the limit as a refused generation does', async () => {
    const place = await mintPlace()
    const image = `data:image/png;base64,${encodeBase64(png(64, 64))}`
    const body = { ...BODY, images: [{ image_url: image }] }
    expect((await send(place, '/v1/images/edits', body, 0)).status).toBe(200)
    const spent = (await bought(place)).micros
    const limits = [
      { scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: spent },
      { scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 1 },
    ]
    for (const limit of limits) {
      await place.setLimits([limit])
      if (limit.metric === 'requests') await send(place, '/v1/images/generations', BODY, 0)
      const edit = await send(place, '/v1/images/edits', body, 0)
      const generation = await send(place, '/v1/images/generations', BODY, 0)
      const nameOf = ({ headers }: Answered) => /^"([^"]+)"/.exec(headers.get('RateLimit') ?? '')?.[1]
      const policyOf = ({ headers }: Answered) => headers.get('RateLimit-Policy')
      expect([edit.status, generation.status]).toEqual([429, 429])
      expect([nameOf(edit), policyOf(edit)]).toEqual([nameOf(generation), policyOf(generation)])
    }
  })
})
