// Tests each adapter from the request to the pictures, and its special features: queues, cancels, callbacks, prices, URLs.
import { describe, expect, it } from 'vitest'
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts'
import { fal } from '../../src/providers/fal/index.ts'
import { ideogram } from '../../src/providers/ideogram/index.ts'
import type { Accepted, ProviderAdapter, ProviderCall, ProviderContext } from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { replicate } from '../../src/providers/replicate/index.ts'
import { workersAi } from '../../src/providers/workers-ai/index.ts'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { hmacText, utf8 } from '../../src/shared/crypto.ts'
import { FakeBlackForestLabs } from '../support/fake-black-forest-labs.ts'
import { FakeCustom } from '../support/fake-custom.ts'
import { FakeFal } from '../support/fake-fal.ts'
import { FakeIdeogram } from '../support/fake-ideogram.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { FakeReplicate } from '../support/fake-replicate.ts'
import { FakeWorkersAi } from '../support/fake-workers-ai.ts'
import { png } from '../support/pictures.ts'
import { bytesOf, callFor, callOf, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET, SUBJECTS } from './harness.ts'

const CALLBACK = 'https://platform.example.com/v1/callbacks/x/gen_1.token'

async function accept(adapter: ProviderAdapter, call: ProviderCall, context: ProviderContext): Promise<Accepted> {
  const answer = await adapter.submit(call, context)
  if (answer.kind !== 'accepted') throw new Error('not accepted')
  return answer
}

/** Returns whether the header contains the secret, either as it is or as the password of Basic authentication. */
function holdsSecret(header: string): boolean {
  const basic = /^Basic (.+)$/.exec(header)?.[1]
  return (basic === undefined ? header : atob(basic)).includes(SECRET)
}

describe.each(SUBJECTS)('$name', (subject) => {
  const { adapter, fake: makeFake, shape, most, signs = false, hosts = [] } = subject
  it('makes real pictures, and pays once', async () => {
    const fake = makeFake({ pollsUntilDone: 3 })
    const { context, sunk } = contextFor(fake)
    const done = await runToEnd(adapter, callOf(subject, { n: most }), context)
    if (subject.operation === 'describe') return expect(done.texts).not.toEqual([])
    expect(done.images).toHaveLength(most)
    for (const image of done.images) expect(decodePicture(await bytesOf(image.source, fake, sunk))).toMatchObject({ width: 64, height: 64 })
    expect(fake.submits).toBe(1)
    expect(fake.requests.filter((request) => request.call === 'poll')).toHaveLength(shape === 'async' ? 4 : 0)
  })

  it('sends its credential only to its own origin', async () => {
    const fake = makeFake()
    const { context } = contextFor(fake)
    await runToEnd(adapter, callOf(subject), context)
    const home = new URL(adapter.defaultBaseUrl ?? context.credential.baseUrl!).host
    for (const { call, url, headers } of fake.requests) {
      if (call === 'picture') continue
      expect([home, ...hosts]).toContain(url.host)
      expect([...headers.values()].some(holdsSecret)).toBe(!signs)
      expect(url.href).not.toContain(encodeURIComponent(SECRET))
    }
  })

  it.runIf(adapter.verifyCredential !== undefined)('verifies a credential', async () => {
    const fake = makeFake()
    const { context } = contextFor(fake)
    expect((await adapter.verifyCredential!(context)).detail).toMatch(/valid|accepted|responds/)
    fake.fault = { name: 'unauthorized' }
    expect((await failureOf(adapter.verifyCredential!(context))).kind).toBe('bad_credential')
    fake.fault = { name: 'server_error' }
    expect((await failureOf(adapter.verifyCredential!(context))).kind).toBe('unavailable')
  })
})

describe('catalogue', () => {
  it('is sound: unique ids, prices, sources, sizes that fit', () => {
    const models = adapters().flatMap((adapter) => adapter.models)
    expect(new Set(models.map((model) => model.id)).size).toBe(models.length)
    for (const model of models) {
      expect(model.id).toMatch(/^[a-z0-9._:-]+$/)
      expect(model.source.date).toMatch(/^\d{4}-\d\d-\d\d$/)
      const { size, defaultSize, operations, inputs } = model.capabilities
      if (size.kind === 'list') expect(size.sizes).toContain(defaultSize)
      if (size.kind === 'ratio') expect(size.ratios).toContain(defaultSize)
      if (operations.some((operation) => operation !== 'generate')) expect(inputs.max).toBeGreaterThan(0)
      if (operations.includes('inpaint')) expect(model.capabilities.mask).toBe(true)
    }
  })
})

describe('Ideogram', () => {
  it('3.0: sends a mask that is black for the area to edit', async () => {
    const fake = new FakeIdeogram()
    const { context } = contextFor(fake)
    const mask = png(16, 16, (x) => (x < 4 ? [255, 255, 255, 255] : [0, 0, 0, 255]))
    const call = callFor(requestFor(ideogram, 'ideogram-v3', { operation: 'inpaint' }), {
      inputs: [fileInput(fakePicture(16, 16), 16, 16)],
      mask: fileInput(mask, 16, 16),
    })
    await ideogram.submit(call, context)
    const { data } = decodePicture(await (fake.requests[0]!.form!.get('mask') as File).bytes())
    expect([data[0], data[3 * 4], data[4 * 4], data[15 * 4]]).toEqual([0, 0, 255, 255])
  })

  it('3.0: inverts the weight of an input', async () => {
    const fake = new FakeIdeogram()
    const { context } = contextFor(fake)
    for (const strength of [0, 0.3, 1]) {
      await ideogram.submit(
        callFor(requestFor(ideogram, 'ideogram-v3', { operation: 'remix', strength }), { inputs: [fileInput(fakePicture(8, 8), 8, 8)] }),
        context,
      )
    }
    expect(fake.requests.map((request) => request.form!.get('image_weight'))).toEqual(['100', '70', '1'])
  })

  it('4.5: works asynchronously, edits by another path, reports its cost', async () => {
    const fake = new FakeIdeogram()
    const { context } = contextFor(fake)
    const done = await runToEnd(
      ideogram,
      callFor(requestFor(ideogram, 'ideogram-4.5', { n: 2, quality: 'high', enhancePrompt: false }), { callbackUrl: CALLBACK }),
      context,
    )
    expect(fake.requests[0]!.url.pathname).toBe('/v2/image/generate/ideogram-4-5')
    expect(fake.requests[0]!.json).toEqual({
      prompt: 'a lake in the mountains at sunset',
      num_images: 2,
      seed: 7,
      quality: 'high',
      async: true,
      webhook_url: CALLBACK,
      size: '1024x1024',
      magic_prompt: 'off',
    })
    expect(done.costMicros).toBe(120_000)
    expect(done.images.map((image) => image.seed)).toEqual([12_345, 12_346])
    expect(done.images[0]!.revisedPrompt).toBe('A lake, at length')

    const inputs = [fileInput(fakePicture(8, 8), 8, 8), fileInput(fakePicture(9, 9), 9, 9, { role: 'reference' })]
    await ideogram.submit(callFor(requestFor(ideogram, 'ideogram-4.5', { operation: 'edit' }), { inputs }), context)
    const { form, url } = fake.requests.at(-1)!
    expect(url.pathname).toBe('/v2/image/precise-edit/ideogram-4-5')
    expect([form!.get('async'), form!.getAll('image').length, form!.getAll('reference_images').length, form!.has('size')]).toEqual([
      'true',
      1,
      1,
      false,
    ])
  })

  it.each([
    ['insufficient_funds', 'no_credit', 402],
    ['daily_limit', 'no_credit', 402],
    ['inflight_limit', 'rate_limited', 429],
    ['feature_limit', 'bad_request', 402],
  ])('%s → %s', async (reason, kind, status) => {
    const fake = new FakeIdeogram()
    fake.rejectReason = reason
    const { context } = contextFor(fake)
    const failure = await failureOf(ideogram.submit(callFor(requestFor(ideogram, 'ideogram-4.5')), context))
    expect([failure.kind, failure.status, failure.billed, failure.retryAfterMs]).toEqual([kind, status, 'no', 2000])
  })

  it('a 503 leaves the outcome unknown; a failed generation is not polled again', async () => {
    const context = contextFor({ fetch: async () => Response.json({ error: 'timed out' }, { status: 503 }) }).context
    const late = await failureOf(ideogram.submit(callFor(requestFor(ideogram, 'ideogram-v3')), context))
    expect([late.kind, late.billed]).toEqual(['timeout', 'unknown'])

    const fake = new FakeIdeogram()
    const call = callFor(requestFor(ideogram, 'ideogram-4.5'))
    fake.failureReason = 'The GPU caught fire'
    const failed = await failureOf(runToEnd(ideogram, call, contextFor(fake).context))
    expect([failed.kind, failed.billed, failed.message]).toEqual(['lost', 'no', 'Ideogram failed: The GPU caught fire'])
    fake.failureReason = 'Blocked by the safety check'
    expect((await failureOf(runToEnd(ideogram, call, contextFor(fake).context))).kind).toBe('refused')
  })

  it('keeps the safe pictures, and reports a refusal if there are none', async () => {
    const images = (safe: boolean[]) =>
      safe.map((is_image_safe) => ({
        url: is_image_safe ? 'https://ideogram.ai/x.png' : null,
        prompt: '',
        resolution: '1024x1024',
        seed: 1,
        is_image_safe,
      }))
    const submit = (safe: boolean[]) =>
      ideogram.submit(
        callFor(requestFor(ideogram, 'ideogram-v3')),
        contextFor({ fetch: async () => Response.json({ created: '', data: images(safe) }) }).context,
      )
    expect(await submit([true, false])).toMatchObject({ kind: 'done', images: [{}] })
    expect((await failureOf(submit([false, false]))).kind).toBe('refused')
  })
})

// Ideogram and fal sign callbacks in the same way.
describe.each([
  { name: 'Ideogram', adapter: ideogram, make: () => new FakeIdeogram(), handle: (id: string) => ({ generationId: id }) },
  {
    name: 'fal',
    adapter: fal,
    make: () => new FakeFal(),
    handle: (id: string) => ({ requestId: id, statusUrl: '', responseUrl: '', cancelUrl: '' }),
  },
])('callbacks of $name', ({ adapter, make, handle }) => {
  const body = utf8('{"status": "OK"}')
  // The adapter caches the signing keys by the provider's URL, so each test has its own URL.
  const home = (name: string) => `https://${name}.example-provider.com`

  it('are accepted if signed, and refused otherwise', async () => {
    const fake = make()
    const now = Math.floor(Date.now() / 1000)
    const { context: plain } = contextFor(fake)
    const context = { ...plain, credential: { ...plain.credential, baseUrl: home(`one-${adapter.id}`) } }
    const headers = await fake.signed('work-1', body, now)
    const verify = (changed: Headers, changedBody = body, work = 'work-1') =>
      adapter.verifyCallback!({ headers: changed, body: changedBody }, handle(work), context)
    expect(await verify(headers)).toEqual({ kind: 'genuine' })
    expect(await verify(headers)).toEqual({ kind: 'genuine' })
    // The signing keys were fetched once, and the request for them did not contain the credential.
    expect(fake.requests).toHaveLength(1)
    expect(fake.requests[0]!.url.pathname).toMatch(/jwks\.json$/)
    expect([...fake.requests[0]!.headers.values()].join(' ')).not.toContain(SECRET)

    expect(await verify(headers, utf8('{"status": "NO"}'))).toMatchObject({ kind: 'refused' })
    expect(await verify(headers, body, 'work-2')).toMatchObject({ kind: 'refused', reason: 'it is about other work' })
    expect(await verify(new Headers())).toMatchObject({ kind: 'refused', reason: 'it is not signed' })
    for (const age of [-301, 301])
      expect(await verify(await fake.signed('work-1', body, now + age))).toMatchObject({
        kind: 'refused',
        reason: 'it is too old or from the future',
      })
    const name = [...headers.keys()].find((each) => each.endsWith('signature'))!
    for (const signature of ['00', 'zz'.repeat(64), '00'.repeat(64)]) {
      const forged = new Headers(headers)
      forged.set(name, signature)
      expect(await verify(forged)).toMatchObject({ kind: 'refused' })
    }
    // The callback is signed with a valid key of another fake, and not with the provider's key.
    expect(await verify(await make().signed('work-1', body, now))).toMatchObject({ kind: 'refused' })
  })

  it('are verified with new keys after a rotation', async () => {
    let fake = make()
    let now = Date.now()
    const { context: plain } = contextFor({ fetch: (url, init) => fake.fetch(url, init) })
    const context = { ...plain, clock: () => now, credential: { ...plain.credential, baseUrl: home(`two-${adapter.id}`) } }
    const seconds = () => Math.floor(now / 1000)
    expect(await adapter.verifyCallback!({ headers: await fake.signed('w', body, seconds()), body }, handle('w'), context)).toMatchObject({
      kind: 'genuine',
    })
    fake = make()
    now += 120_000
    expect(await adapter.verifyCallback!({ headers: await fake.signed('w', body, seconds()), body }, handle('w'), context)).toMatchObject({
      kind: 'genuine',
    })
    fake.fault = { name: 'server_error' }
  })
})

describe('fal', () => {
  it('uses the given URLs, asks for no retries, and can cancel', async () => {
    const fake = new FakeFal()
    const { context } = contextFor(fake)
    const call = callFor(requestFor(fal, 'fal.flux-dev', { n: 2 }), { callbackUrl: CALLBACK })
    const { handle } = await accept(fal, call, context)
    const submitted = fake.requests[0]!
    expect(submitted.url.href).toBe(`https://queue.fal.run/fal-ai/flux/dev?fal_webhook=${encodeURIComponent(CALLBACK)}`)
    expect(submitted.headers.get('x-fal-no-retry')).toBe('1')
    expect(submitted.headers.get('authorization')).toBe(`Key ${SECRET}`)
    expect(await fal.poll!(handle, call, context)).toMatchObject({ kind: 'pending' })
    await fal.cancel!(handle, context)
    expect(fake.requests.map((request) => `${request.method} ${request.url.pathname}`).slice(1)).toEqual([
      'GET /fal-ai/flux/requests/fal-0/status',
      'PUT /fal-ai/flux/requests/fal-0/cancel',
    ])
  })

  it.each([
    'https://evil.example.net',
    'http://queue.fal.run',
    'https://queue.fal.run.evil.example.net',
    'https://fal.run@evil.example.net',
  ])('does not send its key to %s', async (addressOrigin) => {
    const fake = new FakeFal()
    fake.addressOrigin = addressOrigin
    const failure = await failureOf(fal.submit(callFor(requestFor(fal, 'fal.flux-dev')), contextFor(fake).context))
    expect([failure.kind, failure.billed]).toEqual(['malformed', 'unknown'])
    expect(fake.requests).toHaveLength(1)
  })

  it('passes inputs as URLs if there are any, else as data', async () => {
    const fake = new FakeFal()
    const { context } = contextFor(fake)
    const request = requestFor(fal, 'fal.flux-kontext-pro', { operation: 'edit' })
    const bytes = fakePicture(8, 8)
    await fal.submit(
      callFor(request, { inputs: [fileInput(bytes, 8, 8, { url: async () => 'https://platform.example.com/a.png?sig=1' })] }),
      context,
    )
    await fal.submit(callFor(request, { inputs: [fileInput(bytes, 8, 8)] }), context)
    expect(fake.requests.map((each) => (each.json as { image_url: string }).image_url)).toEqual([
      'https://platform.example.com/a.png?sig=1',
      `data:image/png;base64,${bytes.toBase64()}`,
    ])
  })

  it('treats black pictures as a refusal that was paid for', async () => {
    const fake = new FakeFal({ pollsUntilDone: 0 })
    const { context } = contextFor({
      fetch: async (url, init) => {
        const response = await fake.fetch(url, init)
        if (fake.requests.at(-1)!.call !== 'result') return response
        return Response.json({ ...((await response.json()) as object), has_nsfw_concepts: [true] })
      },
    })
    const failure = await failureOf(runToEnd(fal, callFor(requestFor(fal, 'fal.flux-dev')), context))
    expect([failure.kind, failure.billed]).toEqual(['refused', 'yes'])
  })
})

describe('the seed', () => {
  it.each([
    ['Replicate', replicate, 'replicate.flux-schnell', () => new FakeReplicate()],
    [
      'a provider as data',
      SUBJECTS.find(({ name }) => name === 'custom, queued')!.adapter,
      'studio-1',
      () => new FakeCustom({ queued: true }),
    ],
  ] as const)('of %s is the one that was sent, for the one picture that it must be of', async (_, adapter, model, makeFake) => {
    const seedsOf = async (n: number, seed: number | null) => {
      const done = await runToEnd(adapter, callFor(requestFor(adapter, model, { n, seed })), contextFor(makeFake()).context)
      return done.images.map((image) => image.seed)
    }
    expect(await seedsOf(1, 7)).toEqual([7])
    expect(await seedsOf(1, null)).toEqual([null])
    expect(await seedsOf(2, 7)).toEqual([null, null])
  })
})

describe('Replicate', () => {
  it('waits briefly, sets a deadline, and may be done at once', async () => {
    const fake = new FakeReplicate({ pollsUntilDone: -1 })
    const { context } = contextFor(fake)
    expect(
      await replicate.submit(callFor(requestFor(replicate, 'replicate.flux-schnell'), { callbackUrl: CALLBACK }), context),
    ).toMatchObject({ kind: 'done', images: [{ seed: 7 }] })
    const { headers, json, url } = fake.requests[0]!
    expect(url.href).toBe('https://api.replicate.com/v1/models/black-forest-labs/flux-schnell/predictions')
    expect([headers.get('prefer'), headers.get('cancel-after')]).toEqual(['wait=2', '15m'])
    expect(json).toEqual({
      input: { prompt: 'a lake in the mountains at sunset', aspect_ratio: '16:9', num_outputs: 1, seed: 7, output_format: 'webp' },
      webhook: CALLBACK,
      webhook_events_filter: ['completed'],
    })
  })

  it('cancels; a result until then stays open', async () => {
    const fake = new FakeReplicate()
    const { context } = contextFor(fake)
    const call = callFor(requestFor(replicate, 'replicate.flux-dev'))
    const { handle } = await accept(replicate, call, context)
    await replicate.cancel!(handle, context)
    const failure = await failureOf(replicate.poll!(handle, call, context))
    expect([failure.kind, failure.billed]).toEqual(['canceled', 'unknown'])
    fake.failure = 'CUDA out of memory'
    const failed = await failureOf(runToEnd(replicate, call, context))
    expect([failed.kind, failed.billed, failed.message]).toEqual(['lost', 'no', 'Replicate: CUDA out of memory'])
  })

  it('accepts callbacks signed with its secret', async () => {
    const fake = new FakeReplicate()
    const { context } = contextFor(fake)
    const now = Math.floor(Date.now() / 1000)
    const body = utf8('{"id":"prediction0","status":"succeeded"}')
    const headers = await fake.signed(body, now)
    const verify = (changed: Headers, changedBody = body, id = 'prediction0') =>
      replicate.verifyCallback!({ headers: changed, body: changedBody }, { id }, context)
    expect(await verify(headers)).toEqual({ kind: 'genuine' })
    expect(await verify(headers, utf8('{"id":"prediction0","status":"failed"}'))).toMatchObject({ kind: 'refused' })
    expect(await verify(headers, body, 'prediction1')).toMatchObject({ kind: 'refused', reason: 'it is about other work' })
    expect(await verify(await fake.signed(body, now - 400))).toMatchObject({ kind: 'refused' })
    expect(await verify(new Headers())).toMatchObject({ kind: 'refused' })
  })
})

describe('Black Forest Labs', () => {
  it('polls the given URL, only at its own regions, and reports the cost', async () => {
    const fake = new FakeBlackForestLabs()
    fake.pollingOrigin = 'https://api.eu2.bfl.ai'
    const { context } = contextFor(fake)
    const done = await runToEnd(blackForestLabs, callFor(requestFor(blackForestLabs, 'flux-2-pro')), context)
    expect(fake.requests.filter((request) => request.call === 'poll').map((request) => request.url.host)).toEqual([
      'api.eu2.bfl.ai',
      'api.eu2.bfl.ai',
    ])
    expect([done.costMicros, done.images[0]!.seed]).toEqual([30_000, 42])

    for (const origin of ['https://bfl.ai.evil.example.net', 'https://evilbfl.ai', 'http://api.eu.bfl.ai', 'https://127.0.0.1']) {
      const evil = new FakeBlackForestLabs()
      evil.pollingOrigin = origin
      expect(
        (await failureOf(blackForestLabs.submit(callFor(requestFor(blackForestLabs, 'flux-2-pro')), contextFor(evil).context))).kind,
      ).toBe('malformed')
      expect(evil.requests).toHaveLength(1)
    }
  })

  it('gives each generation its own callback secret, and then polls the general URL', async () => {
    const fake = new FakeBlackForestLabs()
    const { context } = contextFor(fake)
    const call = callFor(requestFor(blackForestLabs, 'flux-2-pro', { generationId: 'gen_A' }), { callbackUrl: CALLBACK })
    const { handle } = await accept(blackForestLabs, call, context)
    const { webhook_secret: secret, webhook_url: url } = fake.requests[0]!.json as Record<string, string>
    expect(url).toBe(CALLBACK)
    expect(secret).toBe(await hmacText(utf8(SECRET), 'webhook|black-forest-labs|gen_A'))
    expect(secret).not.toContain(SECRET)
    expect(await blackForestLabs.poll!(handle, call, context)).toMatchObject({ kind: 'pending', progress: 0.5 })
    expect(fake.requests.at(-1)!.url.href).toBe('https://api.bfl.ai/v1/get_result?id=task-0')

    const body = utf8('{"id":"task-0","status":"Ready"}')
    const key = await crypto.subtle.importKey('raw', utf8(secret!), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const signature = Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('')
    const verify = (headers: Record<string, string>, changed = body) =>
      blackForestLabs.verifyCallback!({ headers: new Headers(headers), body: changed }, handle, context)
    expect(await verify({ 'x-bfl-signature': `sha256=${signature}` })).toEqual({ kind: 'genuine' })
    expect(await verify({ 'x-webhook-secret': secret! })).toEqual({ kind: 'genuine' })
    expect(await verify({ 'x-bfl-signature': `sha256=${signature}` }, utf8('{}'))).toMatchObject({ kind: 'refused' })
    expect(await verify({ 'x-bfl-signature': 'sha256=zz', 'x-webhook-secret': secret! })).toMatchObject({ kind: 'refused' })
    expect(await verify({ 'x-webhook-secret': 'guess' })).toMatchObject({ kind: 'refused' })
    expect(await verify({})).toMatchObject({ kind: 'refused', reason: 'it is not signed' })
  })

  it('numbers its inputs and sends the mask unchanged', async () => {
    const fake = new FakeBlackForestLabs()
    const { context } = contextFor(fake)
    const [one, two] = [fakePicture(8, 8, 1), fakePicture(8, 8, 2)]
    await blackForestLabs.submit(
      callFor(requestFor(blackForestLabs, 'flux-2-pro', { operation: 'edit' }), {
        inputs: [fileInput(one, 8, 8, { role: 'reference' }), fileInput(two, 8, 8)],
      }),
      context,
    )
    expect(fake.requests[0]!.json).toMatchObject({ input_image: two.toBase64(), input_image_2: one.toBase64(), width: 1024, height: 1024 })
    const mask = fakePicture(8, 8, 3)
    await blackForestLabs.submit(
      callFor(requestFor(blackForestLabs, 'flux-fill', { operation: 'inpaint' }), {
        inputs: [fileInput(one, 8, 8)],
        mask: fileInput(mask, 8, 8),
      }),
      context,
    )
    expect(fake.requests[1]!.json).toMatchObject({ image: one.toBase64(), mask: mask.toBase64() })
    expect(fake.requests[1]!.url.pathname).toBe('/v1/flux-pro-1.0-fill')
  })
})

describe('Workers AI', () => {
  const nowhere = { fetch: () => Promise.reject(new Error('the network was called')) }
  const run = (ai: FakeWorkersAi | null, model = 'workers-ai.flux-1-schnell', call: Partial<ProviderCall> = {}, signal?: AbortSignal) =>
    workersAi.submit(callFor(requestFor(workersAi, model), call), contextFor(nowhere, { ai, ...(signal ? { signal } : {}) }).context)

  it.each(['object', 'stream', 'bytes'] as const)('reads the picture as %s', async (answers) => {
    const ai = new FakeWorkersAi()
    ai.answers = answers
    const done = await run(ai)
    if (done.kind !== 'done') throw new Error('not done')
    expect(await bytesOf(done.images[0]!.source, undefined as never, new Map())).toEqual(fakePicture())
    expect(ai.calls).toEqual([
      { model: '@cf/black-forest-labs/flux-1-schnell', input: { prompt: 'a lake in the mountains at sunset', seed: 7, steps: 4 } },
    ])
  })

  it('sends FLUX.2 a form', async () => {
    const ai = new FakeWorkersAi()
    const input = fakePicture(16, 16)
    await run(ai, 'workers-ai.flux-2-dev', { inputs: [fileInput(input, 16, 16)] })
    const { multipart } = ai.calls[0]!.input as { multipart: { body: ReadableStream; contentType: string } }
    const form = await new Response(multipart.body, { headers: { 'content-type': multipart.contentType } }).formData()
    expect([form.get('prompt'), form.get('width'), form.get('steps')]).toEqual(['a lake in the mountains at sunset', '1024', '25'])
    expect(await (form.get('input_image_0') as File).bytes()).toEqual(input)
  })

  it.each([
    ['3040: Capacity temporarily exceeded, please try again.', 'rate_limited', 'no'],
    ['3036: You have used up your daily free allocation of 10,000 neurons', 'no_credit', 'no'],
    ['3030: Input prompt contains NSFW content', 'refused', 'no'],
    ['5006: Error: oneOf at / not met', 'bad_request', 'no'],
    ['5007: No such model @cf/none or task', 'bad_request', 'no'],
    ['10000: Authentication error', 'bad_credential', 'no'],
    ['3007: Request timeout', 'timeout', 'unknown'],
    ['3043: Internal server error', 'unavailable', 'no'],
    ['InferenceUpstreamError: whatever', 'unavailable', 'no'],
    ['Network connection lost.', 'unavailable', 'unknown'],
    ['internal error; reference = 0f3a', 'unavailable', 'unknown'],
    ['<html><h1>502 Bad Gateway</h1></html>', 'unavailable', 'unknown'],
  ])('%s → %s', async (message, kind, billed) => {
    const ai = new FakeWorkersAi()
    ai.error = new Error(message)
    const failure = await failureOf(run(ai))
    expect([failure.kind, failure.billed]).toEqual([kind, billed])
    expect(ai.calls).toHaveLength(1)
  })

  it.each([
    { title: 'another shape', answer: { hello: 'world' } },
    { title: 'no object', answer: null },
    { title: 'a text', answer: '<html></html>' },
    { title: 'a list', answer: [{ image: 'iVBORw0KGgo=' }] },
    { title: 'an empty picture', answer: { image: '' } },
    { title: 'a picture that is a number', answer: { image: 7 } },
    { title: 'no bytes', answer: new Uint8Array(0) },
    { title: 'a response without a body', answer: new Response(null) },
    { title: 'an error inside of an answer', answer: { errors: [{ code: 3030 }] } },
  ])('$title: malformed, and it may have been billed', async ({ answer }) => {
    const ai = new FakeWorkersAi()
    ai.answers = 'given'
    ai.given = answer
    const failure = await failureOf(run(ai))
    expect([failure.kind, failure.billed]).toEqual(['malformed', 'unknown'])
  })

  it.each([
    { title: 'is not base64', answer: () => ({ image: '%%% no base64 %%%' }) },
    {
      title: 'breaks off',
      answer: () =>
        new ReadableStream({
          start(sink) {
            sink.enqueue(fakePicture().subarray(0, 20))
          },
          pull(sink) {
            sink.error(new Error('Network connection lost.'))
          },
        }),
    },
  ])('a picture that $title fails when it is stored, not before', async ({ answer }) => {
    const ai = new FakeWorkersAi()
    ai.answers = 'given'
    ai.given = answer()
    const done = await run(ai)
    if (done.kind !== 'done') throw new Error('not done')
    await expect(bytesOf(done.images[0]!.source, undefined as never, new Map())).rejects.toThrow()
  })

  it('without a binding, without an answer in time, canceled', async () => {
    expect((await failureOf(run(null))).kind).toBe('bad_credential')
    const ai = new FakeWorkersAi()
    ai.answers = 'never'
    const late = await failureOf(run(ai, undefined, {}, AbortSignal.timeout(40)))
    expect([late.kind, late.billed]).toEqual(['timeout', 'unknown'])
    const canceled = await failureOf(run(ai, undefined, {}, AbortSignal.abort(new Error('canceled'))))
    expect([canceled.kind, canceled.billed]).toEqual(['canceled', 'unknown'])
  })
})
