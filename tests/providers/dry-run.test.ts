// Tests the dry run of each adapter: the requests that it would send, and how it reads answers that are passed in.
import { describe, expect, it } from 'vitest'
import { type PastedAnswer, dryRun } from '../../src/providers/dry-run.ts'
import type { ProviderAdapter } from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { sampleCall, sampleWish } from '../../src/providers/sample-call.ts'
import type { Json } from '../../src/shared/json.ts'
import { customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'

const modelOf = (adapter: ProviderAdapter, id: string) => adapter.models.find((model) => model.id === id)!
const answer = (body: Json, status = 200, headers: Record<string, string> = {}): PastedAnswer => ({ status, headers, body })
const custom = (queued: boolean, changes: Record<string, unknown> = {}) => {
  const parsed = parseCustomProvider(customDefinition(queued, changes))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return customAdapter(parsed.definition)
}
function run(adapter: ProviderAdapter, id: string, answers: PastedAnswer[] = [], changes: object = {}) {
  const model = modelOf(adapter, id)
  return dryRun(adapter, sampleCall(model, { ...sampleWish(model), ...changes }, null), null, answers)
}

it('reports an answer that is nested too deeply to be read', async () => {
  const deep = { ...answer('['.repeat(200_000) + ']'.repeat(200_000)), headers: { 'content-length': '400000' } }
  expect((await run(custom(false), 'studio-1', [deep])).outcome).toMatchObject({ state: 'failed', failure: { kind: 'malformed' } })
})

describe('the request', () => {
  it('of a definition, without the credential', async () => {
    const adapter = custom(false, { auth: { kind: 'header', name: 'X-Api-Key' }, headers: { 'X-Team': 'art' } })
    expect(await run(adapter, 'studio-1', [], { prompt: 'a lake' })).toEqual({
      calls: [
        {
          method: 'POST',
          url: 'https://pictures.example-studio.com/api/draw',
          headers: { accept: 'application/json', 'content-type': 'application/json', 'x-team': 'art', 'x-api-key': '[redacted]' },
          body: { text: 'a lake', model: 'one', count: 1, width: 1024, height: 1024, seed: 1, note: 'for gen_00000000000000000000000000' },
          answered: false,
        },
      ],
      outcome: null,
    })
  })

  it('to the credential’s address', async () => {
    const adapter = custom(false)
    const [model] = adapter.models
    const { calls } = await dryRun(adapter, sampleCall(model!, sampleWish(model!), null), 'https://mirror.example-studio.com/', [])
    expect(calls[0]!.url).toBe('https://mirror.example-studio.com/draw')
  })

  const everyModel = adapters()
    .filter(({ id }) => id !== 'sketch')
    .flatMap((adapter) =>
      adapter.models.flatMap((model) => model.capabilities.operations.map((operation) => [model.id, operation, adapter] as const)),
    )
  it.each(everyModel)('%s: %s', async (id, operation, adapter) => {
    const { calls, outcome } = await run(adapter, id, [], { operation })
    expect(outcome).toBe(null)
    expect(calls).toHaveLength(1)
    const text = JSON.stringify(calls[0]!.headers)
    if (adapter.credentialFields.some(({ required }) => required)) expect(text).toContain('[redacted]')
    expect(text).not.toContain('boundary')
    expect(calls[0]!.body).not.toBe(null)
  })

  it('of a form, field by field', async () => {
    const openai = adapters().find(({ id }) => id === 'openai')!
    const { calls } = await run(openai, 'gpt-image-2.6-flare', [], { operation: 'inpaint', quality: 'low' })
    const file = { file_name: expect.any(String), content_type: 'image/png', size_bytes: expect.any(Number) }
    expect(calls[0]!.body).toMatchObject({ model: 'gpt-image-2.6-flare', n: '1', quality: 'low', 'image[]': file, mask: file })
  })

  it('of a provider inside the platform: none', async () => {
    const sketch = adapters().find(({ id }) => id === 'sketch')!
    expect(await run(sketch, 'sketch')).toEqual({ calls: [], outcome: null })
  })
})

describe('the reading', () => {
  const base64 = fakePicture(32, 24).toBase64()

  it('of an answer with pictures', async () => {
    const pictures = [{ data: base64 }, { data: 'bm8=' }, { data: base64 }]
    const { calls, outcome } = await run(custom(false), 'studio-1', [answer({ pictures, seed: 9 })], { n: 2 })
    expect(calls.map((call) => call.answered)).toEqual([true])
    expect(outcome).toMatchObject({
      state: 'done',
      images: [
        { url: null, format: 'png', width: 32, height: 24, seed: 9, sizeBytes: fakePicture(32, 24).byteLength },
        { url: null, format: null, width: null, sizeBytes: 2 },
      ],
      charge: { amountMicros: 10_000, source: 'computed' },
    })
  })

  it('of one poll after the other, until one has no answer', async () => {
    const submitted = answer({ job: { id: 'j-1' } }, 202)
    const adapter = custom(true)
    const accepted = await run(adapter, 'studio-1', [submitted])
    expect(accepted.outcome).toMatchObject({ state: 'accepted', pollAfterMs: 500 })
    expect(accepted.calls.map(({ method, url, answered }) => [method, url, answered])).toEqual([
      ['POST', 'https://pictures.example-studio.com/api/draw', true],
      ['GET', 'https://pictures.example-studio.com/api/jobs/j-1', false],
    ])
    const working = answer({ state: 'working' })
    expect((await run(adapter, 'studio-1', [submitted, working])).outcome).toMatchObject({ state: 'pending' })
    const done = answer({ state: 'finished', pictures: [{ url: 'https://cdn.example-studio.com/1.png' }], cost: 0.0123 })
    expect(await run(adapter, 'studio-1', [submitted, working, done])).toMatchObject({
      calls: [{ answered: true }, { answered: true }, { answered: true }],
      outcome: {
        state: 'done',
        images: [{ url: 'https://cdn.example-studio.com/1.png', sizeBytes: null }],
        charge: { amountMicros: 12_300, source: 'provider' },
      },
    })
  })

  it.each<[string, PastedAnswer, object]>([
    ['a refusal', answer({ error: { message: 'No.', code: 'nsfw' } }, 400), { kind: 'refused', billed: 'no' }],
    [
      'an error',
      answer({ error: { message: 'Wrong size' } }, 400),
      { kind: 'bad_request', billed: 'no', message: 'Example Studio: Wrong size' },
    ],
    ['a limit', answer({}, 429, { 'retry-after': '7' }), { kind: 'rate_limited', retryAfterMs: 7000 }],
    ['a page', answer('<html>Welcome</html>'), { kind: 'malformed', billed: 'unknown' }],
    [
      'another shape',
      answer({ files: [] }),
      { kind: 'malformed', billed: 'unknown', message: expect.stringContaining('/pictures/*/data') },
    ],
    ['nothing', answer(null, 204), { kind: 'malformed' }],
    ['a redirect', answer('', 302, { location: 'https://127.0.0.1/' }), { kind: 'malformed', billed: 'no' }],
  ])('out of %s', async (_, pasted, failure) => {
    expect((await run(custom(false), 'studio-1', [pasted])).outcome).toMatchObject({ state: 'failed', failure })
  })

  it('by the other adapters, too', async () => {
    const find = (id: string) => adapters().find((adapter) => adapter.id === id)!
    const image = answer({ image: base64 })
    expect((await run(find('workers-ai'), 'workers-ai.flux-1-schnell', [image])).outcome).toMatchObject({
      state: 'done',
      images: [{ width: 32 }],
    })
    expect((await run(find('workers-ai'), 'workers-ai.flux-1-schnell', [answer('3036: out of neurons', 500)])).outcome).toMatchObject({
      state: 'failed',
      failure: { kind: 'no_credit' },
    })
    const usage = { input_tokens: 10, output_tokens: 1000, input_tokens_details: { text_tokens: 10, image_tokens: 0 } }
    expect((await run(find('openai'), 'gpt-image-2.6-flare', [answer({ data: [{ b64_json: base64 }], usage })])).outcome).toMatchObject({
      state: 'done',
      images: [{ width: 32 }],
      charge: { amountMicros: 30_050, source: 'computed' },
    })
    const address = { id: 't-1', polling_url: 'https://elsewhere.example.com/t-1' }
    expect((await run(find('black-forest-labs'), 'flux-2-pro', [answer(address)])).outcome).toMatchObject({
      failure: { kind: 'malformed' },
    })
  })
})
