import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { FairBudget } from '../../../src/shared/fair-budget.ts'
import { assetIdOf } from '../../../src/generation-service/assets/keys.ts'
import { StoreFailure } from '../../../src/generation-service/assets/put-picture.ts'
import { createSink, storeImage, storeImages, type StoreRequest } from '../../../src/generation-service/assets/store-image.ts'
import type { ImageSource } from '../../../src/providers/provider.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { createGuardedFetch } from '../../../src/shared/guarded-fetch/fetch.ts'
import { newId } from '../../../src/shared/ids.ts'
import { shakyBucket } from '../../support/shaky-bucket.ts'
import { hugePng, jpegFrame, noise, png, sha256 } from '../../support/pictures.ts'

const answers = new Map<string, () => Response>()
const fetch = createGuardedFetch({
  allowPrivateAddresses: true,
  ownHosts: [],
  fetch: async (url) => answers.get(url)?.() ?? new Response('no such picture', { status: 404 }),
})
const storage = { images: env.IMAGES, fetch }
const clock = () => Date.now()
const place = (): Omit<StoreRequest, 'source'> => ({
  instanceId: newId('inst', clock),
  generationId: newId('gen', clock),
  attempt: 1,
  index: 0,
})
const streamOf = (bytes: Uint8Array, step = 50_000): ReadableStream<Uint8Array> => {
  let position = 0
  return new ReadableStream({
    pull(sink) {
      if (position >= bytes.byteLength) return sink.close()
      sink.enqueue(bytes.slice(position, position + step))
      position += step
    },
  })
}
const served = (bytes: Uint8Array, headers: Record<string, string> = {}): ImageSource => {
  const url = `http://127.0.0.1:1/${answers.size}.png`
  answers.set(url, () => new Response(streamOf(bytes), { headers: { 'content-length': String(bytes.byteLength), ...headers } }))
  return { kind: 'url', url }
}
const kind = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'stored',
    (error: unknown) => (error instanceof StoreFailure ? error.kind : error instanceof AppError ? error.code : String(error)),
  )
const stored = async (prefix: string) => (await env.IMAGES.list({ prefix })).objects.map((object) => object.key)
async function bytesAt(key: string) {
  const object = await env.IMAGES.get(key)
  return new Uint8Array(await object!.arrayBuffer())
}

it('G14: an address that does not answer is reported as such, not as a truncated picture', async () => {
  const refusing = createGuardedFetch({
    allowPrivateAddresses: true,
    ownHosts: [],
    fetch: () => Promise.reject(new Error('Network connection lost.')),
  })
  const source: ImageSource = { kind: 'url', url: 'https://pictures.example.com/a.png' }
  const refused = await storeImage({ ...storage, fetch: refusing }, { ...place(), source }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ kind: 'unreachable', message: 'no connection to pictures.example.com could be made', retryable: true })
})

describe('storeImage', () => {
  const small = png(40, 30)
  const large = png(64, 64, undefined, 12 * 1024 * 1024)
  const sources: [string, Uint8Array<ArrayBuffer>, () => ImageSource][] = [
    ['bytes', small, () => ({ kind: 'bytes', bytes: small })],
    ['base64', small, () => ({ kind: 'base64', data: encodeBase64(small) })],
    ['large base64', large, () => ({ kind: 'base64', data: encodeBase64(large) })],
    ['a URL', small, () => served(small)],
    ['a large URL', large, () => served(large)],
    ['a stream', small, () => ({ kind: 'stream', stream: streamOf(small) })],
    ['a large stream', large, () => ({ kind: 'stream', stream: streamOf(large) })],
  ]
  it.each(sources)('stores every byte of %s', async (_name, bytes, source) => {
    const where = place()
    const picture = await storeImage(storage, { ...where, source: source() })
    expect(picture).toMatchObject({ format: 'png', sizeBytes: bytes.byteLength, sha256: await sha256(bytes), assetId: assetIdOf(where) })
    expect(picture.key.startsWith(`${where.instanceId}/${where.generationId}/`)).toBe(true)
    expect(await sha256(await bytesAt(picture.key))).toBe(picture.sha256)
    expect(await stored(`${where.instanceId}/`)).toEqual([picture.key])
  })
  // This test leaves out the source `a large stream`. `storeImage` does not know the length of a stream, so it stores a large stream under
  // a unique key in each call. A second call cannot find the picture of the first.
  it.each(sources.filter(([name]) => name !== 'a large stream'))(
    'stores %s once: a second run answers what is there',
    async (_name, _bytes, source) => {
      const where = place()
      const first = await storeImage(storage, { ...where, source: { kind: 'bytes', bytes: small } })
      const second = await storeImage(storage, { ...where, source: source() })
      expect(second).toEqual(first)
      expect(await sha256(await bytesAt(first.key))).toBe(first.sha256)
    },
  )
  // The tests below leave out sources that are URLs. If the bucket fails, `storeImage` does not try again to store a picture from a URL:
  // the job fetches the URL again later.
  const held = sources.filter(([name]) => !name.endsWith('URL'))
  it.each(held.flatMap(([name, ...rest]) => [1, 3].map((failures) => [failures, name, ...rest] as const)))(
    'waits for a bucket that fails %i times, with %s in hand',
    async (failures, _name, bytes, source) => {
      const where = place()
      const shaky = shakyBucket(env.IMAGES, failures)
      const picture = await storeImage({ ...storage, images: shaky.bucket }, { ...where, source: source() })
      expect(picture).toMatchObject({ sizeBytes: bytes.byteLength, sha256: await sha256(bytes) })
      expect(await sha256(await bytesAt(picture.key))).toBe(picture.sha256)
      expect(await stored(`${where.instanceId}/`)).toEqual([picture.key])
    },
  )
  it.each(held)('recognizes %s that the bucket has stored although its response was lost', async (_name, bytes, source) => {
    const where = place()
    const shaky = shakyBucket(env.IMAGES, 1, { done: true })
    const picture = await storeImage({ ...storage, images: shaky.bucket }, { ...where, source: source() })
    expect(picture).toMatchObject({ sizeBytes: bytes.byteLength, sha256: await sha256(bytes) })
    expect(await stored(`${where.instanceId}/`)).toEqual([picture.key])
  })
  it('recognizes a multipart upload whose last response was lost', async () => {
    const where = place()
    const shaky = shakyBucket(env.IMAGES, 0, { done: true })
    const source = streamOf(large)
    const watched = new Proxy(shaky.bucket, {
      get(bucket, name) {
        if (name !== 'createMultipartUpload') return Reflect.get(bucket, name) as unknown
        return async (key: string) => {
          const upload = await bucket.createMultipartUpload(key)
          return new Proxy(upload, {
            get(object, member) {
              if (member === 'complete') shaky.failures = 1
              return Reflect.get(object, member) as unknown
            },
          })
        }
      },
    })
    const picture = await storeImage({ ...storage, images: watched }, { ...where, source: { kind: 'stream', stream: source } })
    expect(shaky.calls.at(-1)).toBe('complete')
    expect(await sha256(await bytesAt(picture.key))).toBe(await sha256(large))
  })
  it('reports a bucket that does not recover', async () => {
    const failures = sources.map(async ([, , source]) => {
      const where = place()
      const shaky = shakyBucket(env.IMAGES, Number.POSITIVE_INFINITY)
      const failure = await storeImage({ ...storage, images: shaky.bucket }, { ...where, source: source() }).catch(
        (error: unknown) => error,
      )
      expect(shaky.calls.length).toBeLessThanOrEqual(5)
      expect(await stored(`${where.instanceId}/`)).toEqual([])
      return failure
    })
    for (const failure of await Promise.all(failures))
      expect(failure).toMatchObject({ kind: 'storage', message: 'our storage failed', retryable: true })
  })
  it('stops waiting at the signal', async () => {
    const shaky = shakyBucket(env.IMAGES, Number.POSITIVE_INFINITY)
    const signal = AbortSignal.timeout(20)
    const request = { ...place(), source: { kind: 'bytes', bytes: small } as const, signal }
    expect(await kind(storeImage({ ...storage, images: shaky.bucket }, request))).toBe('storage')
    expect(shaky.calls.length).toBeLessThanOrEqual(2)
  })
  it('two concurrent stores agree', async () => {
    const where = place()
    const [first, second] = await Promise.all(
      [1, 2].map(() => storeImage(storage, { ...where, source: served(jpegFrame(9, 9, 3_000_000)) })),
    )
    expect(first).toEqual(second)
  })
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
  const refusals: [string, () => ImageSource, string][] = [
    ['SVG', () => ({ kind: 'bytes', bytes: svg }), 'rejected'],
    ['HTML from a URL', () => served(new TextEncoder().encode('<!doctype html><p>blocked</p>')), 'rejected'],
    ['a pixel bomb', () => served(hugePng(30_000, 30_000)), 'rejected'],
    ['a truncated picture', () => served(small.slice(0, -20)), 'rejected'],
    ['a truncated stream', () => ({ kind: 'stream', stream: streamOf(large.slice(0, -20)) }), 'rejected'],
    ['less than Content-Length said', () => served(small, { 'content-length': String(small.byteLength + 10) }), 'unreachable'],
    ['500 MB announced', () => served(small, { 'content-length': '500000000' }), 'rejected'],
    ['a wrong status', () => ({ kind: 'url', url: 'http://127.0.0.1:1/none' }), 'unreachable'],
    ['a forbidden address', () => ({ kind: 'url', url: 'ftp://127.0.0.1/x' }), 'url_not_allowed'],
    ['not base64', () => ({ kind: 'base64', data: '***' }), 'rejected'],
    ['large not base64', () => ({ kind: 'base64', data: `${encodeBase64(large)}***` }), 'rejected'],
    ['a lost sink', () => ({ kind: 'sunk', id: 'sunk-9' }), 'unreachable'],
    ['an empty answer', () => ({ kind: 'bytes', bytes: new Uint8Array() }), 'rejected'],
  ]
  it.each(refusals)('refuses %s and leaves nothing', async (_name, source, expected) => {
    const where = place()
    expect(await kind(storeImage(storage, { ...where, source: source() }))).toBe(expected)
    expect(await stored(`${where.instanceId}/`)).toEqual([])
  })
  it('stops an endless stream at the maximum size', async () => {
    const piece = noise(1024 * 1024)
    const head = png(4, 4, undefined, 64).slice(0, 33)
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(sink) {
        given++
        // The picture has a private chunk that claims to be 2 GB long.
        sink.enqueue(given === 1 ? head : given === 2 ? Uint8Array.of(0x7f, 0xff, 0xff, 0xf0, 0x63, 0x61, 0x42, 0x58) : piece)
      },
    })
    const where = place()
    expect(await kind(storeImage(storage, { ...where, source: { kind: 'stream', stream: endless }, maxBytes: 12 * 1024 * 1024 }))).toBe(
      'rejected',
    )
    expect(given).toBeLessThan(20)
    expect(await stored(`${where.instanceId}/`)).toEqual([])
  })
  it('obeys the signal', async () => {
    const stuck = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })
    const where = place()
    const signal = AbortSignal.timeout(30)
    expect(await kind(storeImage(storage, { ...where, source: { kind: 'stream', stream: stuck }, signal }))).toBe('timeout')
  })
  it('stores several, two at a time, and one bad picture does not affect the others', async () => {
    const where = place()
    const outcomes = await storeImages(
      storage,
      [0, 1, 2, 3].map((index) => ({ ...where, index, source: index === 2 ? { kind: 'bytes', bytes: svg } : served(png(10 + index, 10)) })),
    )
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.picture.width : outcome.error.message.slice(0, 22)))).toEqual([
      10,
      11,
      'the picture is refused',
      13,
    ])
    expect(new Set(outcomes.map((outcome) => (outcome.ok ? outcome.picture.assetId : ''))).size).toBe(4)
  })
  it('stores the pictures that an adapter streams while it reads an answer', async () => {
    const where = place()
    const { sink, pictures } = createSink(storage, { ...where, signal: new AbortController().signal })
    const reference = await sink(streamOf(large))
    const picture = await storeImage(storage, { ...where, source: reference, sunk: pictures })
    expect(picture).toMatchObject({ sizeBytes: large.byteLength, sha256: await sha256(large) })
  })
  it('lets an adapter read its answer to the end if such a picture cannot be stored', async () => {
    const where = place()
    const shaky = { ...storage, images: shakyBucket(env.IMAGES, Number.POSITIVE_INFINITY).bucket }
    const { sink, pictures } = createSink(shaky, { ...where, signal: new AbortController().signal })
    const [reference, second] = [await sink(streamOf(large)), await sink(streamOf(svg))]
    const [first, other] = await storeImages(storage, [
      { ...where, source: reference, sunk: pictures },
      { ...where, index: 1, source: second, sunk: pictures },
    ])
    expect(first).toMatchObject({ ok: false, error: { kind: 'storage' } })
    expect(other).toMatchObject({ ok: false, error: { kind: 'rejected' } })
  })
})

describe('FairBudget', () => {
  it('never gives more than it has, and forgets a lost holder', async () => {
    const budget = new FairBudget({ capacity: 10, share: 10, leaseMs: 60 })
    let most = 0
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const giveBack = await budget.take(4, 'one')
        most = Math.max(most, budget.used)
        await new Promise((resolve) => setTimeout(resolve, 3))
        giveBack()
      }),
    )
    expect(most).toBeLessThanOrEqual(10)
    expect(budget.used).toBe(0)
    await budget.take(10, 'one')
    const started = Date.now()
    const giveBack = await budget.take(10, 'one')
    expect(Date.now() - started).toBeGreaterThanOrEqual(50)
    giveBack()
  })
})
