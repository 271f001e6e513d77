// Tests that one instance cannot use up what all instances share, such as time and memory (rows D, D1 and D5 to D8 in
// docs/development/field-tests.md).
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { putUnknownLength, StoreFailure } from '../../src/generation-service/assets/put-picture.ts'
import { MOST_STREAMS_PER_INSTANCE, MOST_STREAMS_PER_KEY, takeStreamSlot } from '../../src/generation-service/events/open-streams.ts'
import { THUMBNAIL_WIDTHS, makeThumbnail } from '../../src/generation-service/delivery/thumbnail.ts'
import { inspectPicture } from '../../src/pictures/inspect.ts'
import { Paces, PACES } from '../../src/rate-limiter/core/paces.ts'
import { streamOf } from '../../src/shared/bytes.ts'
import { encodeBase64 } from '../../src/shared/base64.ts'
import { fairStarts } from '../../src/shared/fair-starts.ts'
import { FairBudget } from '../../src/shared/fair-budget.ts'
import { hostilePngs } from '../support/hostile-pictures.ts'
import { fetchApi } from '../support/http.ts'
import { png } from '../support/pictures.ts'
import { mintPlace, type Place, SMALL } from './place.ts'

const PATIENCE = 60_000

async function form(place: Place, path: string, parts: Record<string, Uint8Array<ArrayBuffer> | string>) {
  const body = new FormData()
  for (const [name, part] of Object.entries(parts))
    body.append(name, typeof part === 'string' ? part : new File([part], `${name}.png`, { type: 'image/png' }))
  const response = await fetchApi(path, { method: 'POST', headers: { authorization: `Bearer ${place.key}` }, body })
  return { status: response.status, body: (await response.json()) as { code?: string; errors?: { pointer: string; message: string }[] } }
}

describe('D1: pictures that claim more than they hold', () => {
  it.each(['wide', 'tall', 'twoHeaders'] as const)(
    'D1: the mask %s is a 400, and the platform lives on',
    async (name) => {
      const place = await mintPlace()
      const edit = await form(place, '/v1/images/edits', { image: png(64, 64), mask: hostilePngs[name](), prompt: 'x', size: '64x64' })
      expect([edit.status, edit.body.code, edit.body.errors?.[0]?.pointer]).toEqual([400, 'input_invalid', '/body/mask'])
      expect((await place.generate({ prompt: 'x', ...SMALL })).status).toBe(200)
    },
    PATIENCE,
  )

  it(
    'D1: two headers are refused at upload',
    async () => {
      const upload = await form(await mintPlace(), '/v1/assets', { file: hostilePngs.twoHeaders() })
      expect([upload.status, upload.body.code]).toEqual([400, 'input_invalid'])
    },
    PATIENCE,
  )
})

describe('D: requests begin by turns of the instances', () => {
  it(
    'D: a request waits for the turn of its instance, also if it is refused; one without a key never waits, unless it is refused',
    async () => {
      const place = await mintPlace({}, { scopes: ['read'] })
      const turns = vi.spyOn(fairStarts, 'begin')
      const refusals = vi.spyOn(fairStarts, 'postpone')
      const waitsOf = async (path: string, init: RequestInit) => {
        turns.mockClear()
        refusals.mockClear()
        const response = await fetchApi(path, init)
        await response.arrayBuffer()
        const [begun, postponed] = [turns, refusals].map((spy) => spy.mock.calls.map(([owner]) => owner))
        return { status: response.status, begun, postponed }
      }
      const headers = { authorization: `Bearer ${place.key}` }
      const inTurn = (owner: string) => ({ begun: [owner], postponed: [] })
      const refused = (owner: string) => ({ begun: [], postponed: [owner] })
      const atOnce = { begun: [], postponed: [] }
      expect(await waitsOf('/v1/models', { headers })).toEqual({ status: 200, ...inTurn(place.instanceId) })
      expect(await waitsOf('/v1/generate', { method: 'POST', headers })).toEqual({ status: 403, ...refused('open') })
      const settings = `/config/v1/instances/${place.instanceId}`
      expect(await waitsOf(settings, { headers })).toEqual({ status: 403, ...refused(place.instanceId) })
      expect(await waitsOf('/v1/health', {})).toEqual({ status: 200, ...atOnce })
      expect(await waitsOf('/v1/models', {})).toEqual({ status: 401, ...refused('open') })
      const agent = (more: Record<string, string>) => ({
        method: 'POST',
        headers: {
          ...more,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'mcp-protocol-version': '2025-11-25',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      })
      expect(await waitsOf('/mcp', agent(headers))).toEqual({ status: 200, ...inTurn(place.instanceId) })
      expect(await waitsOf('/mcp', agent({}))).toEqual({ status: 401, ...refused('open') })
      turns.mockRestore()
      refusals.mockRestore()
    },
    PATIENCE,
  )
})

describe('D5: memory is shared fairly', () => {
  it(
    'D5: an instance with many waiting requests leaves room for another, which does not wait behind them',
    async () => {
      const budget = new FairBudget({ capacity: 30, share: 20, leaseMs: 60_000 })
      const held = [await budget.take(10, 'greedy'), await budget.take(10, 'greedy')]
      const waiting = Array.from({ length: 4 }, () => budget.take(10, 'greedy'))
      // With only one queue for all instances, this call would wait behind the four waiting calls of `greedy`, and never return.
      const other = await budget.take(10, 'modest')
      expect([budget.heldBy('greedy'), budget.heldBy('modest')]).toEqual([20, 10])
      for (const giveBack of [...held, other]) giveBack()
      const next = await Promise.race(waiting)
      expect(budget.heldBy('greedy')).toBeLessThanOrEqual(20)
      next()
      for (const one of waiting) (await one)()
      expect(budget.used).toBe(0)
    },
    PATIENCE,
  )

  it(
    'D5: if several wait, the instance that holds least is next',
    async () => {
      const budget = new FairBudget({ capacity: 20, share: 10, leaseMs: 60_000 })
      const first = await budget.take(10, 'a')
      const second = await budget.take(10, 'b')
      const order: string[] = []
      const later = ['a', 'a', 'c'].map(async (owner) => {
        const giveBack = await budget.take(10, owner)
        order.push(owner)
        giveBack()
      })
      await new Promise((resolve) => setTimeout(resolve, 30))
      second()
      await later[2]
      first()
      await Promise.all(later)
      expect(order).toEqual(['c', 'a', 'a'])
    },
    PATIENCE,
  )

  it(
    'D5: a slow sender takes no memory and is disconnected',
    async () => {
      const file = png(64, 64, undefined, 200_000)
      let at = 0
      const dripping = new ReadableStream<Uint8Array>({
        async pull(sink) {
          await new Promise((resolve) => setTimeout(resolve, 20))
          sink.enqueue(file.subarray(at, ++at))
        },
      })
      const target = {
        key: 'inst_drip/asset_1',
        assetId: 'asset_1',
        maxBytes: 1_000_000,
        signal: new AbortController().signal,
        leastPace: { bytesPerSecond: 32 * 1024, graceMs: 300 },
      }
      await expect(putUnknownLength(env.IMAGES, target, dripping)).rejects.toSatisfy(
        (error: unknown) => error instanceof StoreFailure && error.kind === 'timeout' && /too slowly/.test(error.message),
      )
      expect(at).toBeLessThan(1000)
      const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })
      await expect(putUnknownLength(env.IMAGES, target, silent)).rejects.toThrow('too slowly')
      // The stream was refused only because it was slow: the same bytes are stored if they are sent quickly.
      expect(await putUnknownLength(env.IMAGES, target, streamOf(file))).toMatchObject({ sizeBytes: file.byteLength, width: 64 })
    },
    PATIENCE,
  )
})

describe('D6: pictures are counted and limited before they are fetched', () => {
  // Nothing listens at these URLs, so a fetch fails with `input_invalid`.
  const addresses = (count: number) => Array.from({ length: count }, (_, place) => ({ image_url: `http://127.0.0.1:1/${place}.png` }))
  const edit = (place: Place, images: unknown[], more = {}) =>
    place.ask('POST /images/edits', { body: { prompt: 'x', model: 'sketch', size: '64x64', images, ...more } })

  it(
    'D6: more pictures than the model supports',
    async () => {
      const place = await mintPlace()
      expect((await edit(place, addresses(1))).body.code).toBe('input_invalid')
      const { status, body } = await edit(place, addresses(16))
      expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'unsupported_parameter', '/body/images'])
    },
    PATIENCE,
  )

  it(
    'D6: a limit that is used up, and a repeat of a request that was made before',
    async () => {
      const place = await mintPlace()
      await place.setLimits([{ scope: 'project', target: null, metric: 'requests', limit: 1, window_seconds: 3600 }])
      const image = [{ image_url: `data:image/png;base64,${encodeBase64(png(64, 64))}` }]
      const headers = { 'idempotency-key': 'first' }
      const send = (images: unknown[], more: Record<string, string> = {}) =>
        place.ask('POST /images/edits', { body: { prompt: 'x', model: 'sketch', size: '64x64', images }, headers: more })
      const made = await send(image, headers)
      expect(made.status).toBe(200)
      const refused = await send(addresses(1))
      expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      const again = await send(image, headers)
      expect([again.status, again.body.generation_id]).toEqual([200, made.body.generation_id])
    },
    PATIENCE,
  )

  it(
    'D6: a term that the instance blocks',
    async () => {
      const place = await mintPlace({ content_policy: { blocked_terms: ['forest'] } })
      expect((await edit(place, addresses(1), { prompt: 'a forest' })).body.code).toBe('content_policy')
    },
    PATIENCE,
  )

  it('D6: uploads and addresses have a rate for each instance', () => {
    for (const kind of ['upload', 'fetch'] as const) {
      const paces = new Paces()
      const { burst } = PACES[kind]
      for (let count = 0; count < burst; count++) expect(paces.take(kind, 1, 1000)).toBeNull()
      const waitMs = paces.take(kind, 1, 1000)!
      expect(waitMs).toBeGreaterThan(0)
      expect(paces.take(kind, 1, 1000 + waitMs)).toBeNull()
    }
    const paces = new Paces()
    for (let count = 0; count < 6; count++) expect(paces.take('fetch', 16, 1000)).toBeNull()
    expect(paces.take('fetch', 16, 1000)).toBeGreaterThan(0)
  })

  it(
    'D6: the 101st address at once must wait',
    async () => {
      const place = await mintPlace()
      const answers = await Promise.all(Array.from({ length: 100 }, async () => (await edit(place, addresses(4))).body.code))
      expect(new Set(answers)).toEqual(new Set(['input_invalid', 'rate_limited']))
    },
    PATIENCE,
  )
})

describe('D7: the work of one sketch is bounded', () => {
  it(
    'D7: by the pixels of all its pictures',
    async () => {
      const place = await mintPlace()
      const { status, body } = await place.generate({ prompt: 'x', n: 8, size: '2048x2048' })
      expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'input_invalid', '/body/n'])
      expect(body.detail).toContain('2 pictures of 2048x2048')
      expect((await place.ask('POST /quote', { body: { prompt: 'x', n: 2, size: '2048x2048' } })).status).toBe(200)
      expect((await place.ask('POST /quote', { body: { prompt: 'x', n: 8, size: '1024x1024' } })).status).toBe(200)
    },
    PATIENCE,
  )
})

describe('D8: one bound for every kind of stream, few thumbnails', () => {
  it(
    'D8: streams of events and of pictures share the slots of their key',
    async () => {
      const place = await mintPlace()
      const body = { prompt: 'x', model: 'sketch-queued', size: '64x64', stream: true, provider_options: { sketch: { delay_ms: 5000 } } }
      const open = () =>
        fetchApi('/v1/images/generations', {
          method: 'POST',
          headers: { authorization: `Bearer ${place.key}`, 'content-type': 'application/json', 'idempotency-key': 'one' },
          body: JSON.stringify(body),
        })
      const streams: Response[] = [await open()]
      expect(streams[0]!.status).toBe(200)
      const others = await Promise.all(Array.from({ length: MOST_STREAMS_PER_KEY + 5 }, open))
      streams.push(...others.filter((response) => response.status === 200))
      const refused = others.filter((response) => response.status === 429)
      expect([streams.length, refused.length]).toEqual([MOST_STREAMS_PER_KEY, 6])
      expect(await refused[0]!.json()).toMatchObject({ code: 'concurrency_limited', limit: { scope: 'key', limit: MOST_STREAMS_PER_KEY } })
      const { id } = (await place.generate({ prompt: 'another', ...SMALL })).body
      expect((await place.ask(`GET /generations/${id}/events`)).status).toBe(429)
      for (const response of refused.slice(1)) await response.body?.cancel()
      for (const stream of streams) await stream.body!.cancel()
    },
    PATIENCE,
  )

  it('D8: an instance has a bound of its own, whichever keys are used', () => {
    const clock = () => 0
    const keys = Math.ceil(MOST_STREAMS_PER_INSTANCE / MOST_STREAMS_PER_KEY)
    for (let count = 0; count < MOST_STREAMS_PER_INSTANCE; count++)
      takeStreamSlot({ keyId: `key_many_${count % keys}`, instanceId: 'inst_many' }, clock)
    expect(() => takeStreamSlot({ keyId: 'key_another', instanceId: 'inst_many' }, clock)).toThrow('The instance has 300 streams open')
    expect(() => takeStreamSlot({ keyId: 'key_another', instanceId: 'inst_other' }, clock)).not.toThrow()
  })

  it(
    'D8: a thumbnail has one of a few widths, is made once, and is not made of a deleted picture',
    async () => {
      const real = (env as { IMAGE_RESIZER?: ImagesBinding }).IMAGE_RESIZER!
      let made = 0
      const resizer = {
        input: (stream: ReadableStream<Uint8Array>) => {
          made++
          return real.input(stream)
        },
      } as ImagesBinding
      const kept: Promise<unknown>[] = []
      const services = {
        images: env.IMAGES,
        environment: { IMAGE_RESIZER: resizer },
        waitUntil: (work: Promise<unknown>) => kept.push(work),
      } as unknown as Parameters<typeof makeThumbnail>[0]
      const key = 'inst_widths/asset_1'
      const request = {
        key,
        assetId: 'asset_1',
        format: 'png' as const,
        range: undefined,
        ifNoneMatch: undefined,
        ifRange: undefined,
        download: false,
        cacheControl: 'private',
      }
      await env.IMAGES.put(key, png(200, 100))
      const widths = new Set<number>()
      for (const width of [16, 63, 64, 65, 100, 127, 128, 33, 77]) {
        const served = await makeThumbnail(services, request, width)
        if (served?.kind !== 'whole') throw new Error('no thumbnail')
        widths.add(inspectPicture(new Uint8Array(await new Response(served.body).arrayBuffer())).width)
        await Promise.all(kept)
      }
      expect([...widths]).toEqual([64, 128])
      expect(made).toBe(2)
      expect(THUMBNAIL_WIDTHS).toHaveLength(6)
      await env.IMAGES.delete(key)
      expect(await makeThumbnail(services, request, 64)).toBeNull()
    },
    PATIENCE,
  )
})
