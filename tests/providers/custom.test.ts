import { describe, expect, it } from 'vitest'
import { customAdapter, parseCustomModel, parseCustomProvider } from '../../src/providers/custom/index.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { customDefinition, FakeCustom } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET } from './harness.ts'

function sound(queued: boolean, changes: Record<string, unknown> = {}) {
  const parsed = parseCustomProvider(customDefinition(queued, changes))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.definition
}
function errorsOf(changes: Record<string, unknown>, queued = false) {
  const parsed = parseCustomProvider(customDefinition(queued, changes))
  return parsed.ok ? [] : parsed.errors
}
const [model] = customDefinition(false)['models'] as JsonObject[]

describe('a provider as data', () => {
  it('makes of a template what was asked for', async () => {
    const fake = new FakeCustom()
    const adapter = customAdapter(sound(false))
    const { context } = contextFor(fake)
    const done = await runToEnd(
      adapter,
      callFor(requestFor(adapter, 'studio-1', { n: 2, seed: null, prompt: 'a "{{seed}}" lake' })),
      context,
    )
    expect(fake.requests[0]!.url.href).toBe('https://pictures.example-studio.com/api/draw')
    expect(fake.requests[0]!.json).toEqual({
      text: 'a "{{seed}}" lake',
      model: 'one',
      count: 2,
      width: 1024,
      height: 1024,
      note: 'for gen_0000000000000000000000TEST',
    })
    expect(await bytesOf(done.images[1]!.source, fake, new Map())).toEqual(fakePicture(64, 64, 1))
    expect(done.images[0]!.seed).toBe(9)
  })

  it('polls, reads the cost, cancels, and keeps ids inside of their segment', async () => {
    const fake = new FakeCustom({ queued: true })
    const adapter = customAdapter(sound(true))
    const { context } = contextFor(fake)
    const call = callFor(requestFor(adapter, 'studio-1'))
    const done = await runToEnd(adapter, call, context)
    expect(done.costMicros).toBe(12_300)
    expect(fake.requests.filter((request) => request.call === 'poll')[0]!.url.pathname).toBe('/api/jobs/job%2F0')
    const accepted = await adapter.submit(call, context)
    if (accepted.kind !== 'accepted') throw new Error('not accepted')
    await adapter.cancel!(accepted.handle, context)
    expect(fake.requests.at(-1)!.method).toBe('DELETE')
  })

  it('gives inputs and masks only where the template asks for them', async () => {
    const fake = new FakeCustom()
    const adapter = customAdapter(
      sound(false, { request: { path: '/draw', body: { picture: '{{image_base64}}', mask: '{{mask_base64}}' } } }),
    )
    const { context } = contextFor(fake)
    const bytes = fakePicture(8, 8)
    await adapter.submit(
      callFor(requestFor(adapter, 'studio-1'), { inputs: [fileInput(bytes, 8, 8)], mask: fileInput(bytes, 8, 8) }),
      context,
    )
    expect(fake.requests[0]!.json).toEqual({ picture: bytes.toBase64(), mask: bytes.toBase64() })
  })

  it('streams large pictures, takes data addresses and bare lists', async () => {
    const bytes = fakePicture(64, 64)
    for (const [response, body] of [
      [{ images: '/out/*', kind: 'base64' }, { out: [bytes.toBase64()] }],
      [{ images: '/out/*', kind: 'data_url' }, { out: [`data:image/png;base64,${bytes.toBase64()}`] }],
    ] as const) {
      const adapter = customAdapter(sound(false, { response }))
      const { context, sunk } = contextFor({ fetch: async () => Response.json(body) })
      const done = await runToEnd(adapter, callFor(requestFor(adapter, 'studio-1')), context)
      expect(await bytesOf(done.images[0]!.source, undefined as never, sunk)).toEqual(bytes)
    }
    const large = new Uint8Array(900_000).fill(7)
    const adapter = customAdapter(sound(false))
    const text = JSON.stringify({ pictures: [{ data: large.toBase64() }], seed: 1 })
    const { context, sunk } = contextFor({ fetch: async () => new Response(new Blob([text]).stream()) })
    const done = await runToEnd(adapter, callFor(requestFor(adapter, 'studio-1')), context)
    expect(done.images[0]!.source).toMatchObject({ kind: 'sunk' })
    expect([...sunk.values()]).toEqual([large])
  })

  it('is guarded like any other: no private address, no key elsewhere', async () => {
    const fake = new FakeCustom()
    const adapter = customAdapter(sound(false, { base_url: 'https://10.0.0.1/api' }))
    const failure = await failureOf(adapter.submit(callFor(requestFor(adapter, 'studio-1')), contextFor(fake).context))
    expect([failure.kind, failure.billed]).toEqual(['bad_request', 'no'])
    expect(fake.requests).toEqual([])
    expect(JSON.stringify(failure.message)).not.toContain(SECRET)
  })

  it('refuses work whose id would step up in the path', async () => {
    const adapter = customAdapter(sound(true))
    for (const id of ['..', '.', '']) {
      const { context } = contextFor({ fetch: async () => Response.json({ job: { id } }) })
      expect((await failureOf(adapter.submit(callFor(requestFor(adapter, 'studio-1')), context))).kind).toBe('malformed')
    }
  })
})

describe('errors in a definition', () => {
  it.each([
    ['an unknown member', { colour: 'red' }, ''],
    ['a bad id', { id: 'Studio!' }, '/id'],
    ['no address', { base_url: 'studio' }, '/base_url'],
    ['a user in the address', { base_url: 'https://a:b@studio.com' }, '/base_url'],
    ['another scheme', { base_url: 'file:///etc/passwd' }, '/base_url'],
    ['a picture sent twice', { request: { path: '/draw', body: '{{image_base64}}{{image_base64}}' } }, '/request/body'],
    ['a prompt sent a hundred times', { request: { path: '/draw', body: { text: '{{prompt}}'.repeat(100) } } }, '/request/body'],
    ['an unknown placeholder', { request: { path: '/draw', body: { text: '{{promt}}' } } }, '/request/body'],
    ['a placeholder in a path', { request: { path: '/draw/{{prompt}}', body: {} } }, '/request/path'],
    ['a path that is none', { request: { path: 'draw', body: {} } }, '/request/path'],
    ['a header that is not theirs', { headers: { Host: 'evil.example.net' } }, '/headers/Host'],
    ['a line break in a header', { headers: { 'X-A': 'b\r\nX-C: d' } }, '/headers/X-A'],
    ['a pointer that is none', { response: { images: 'data[0].url', kind: 'url' } }, '/response/images'],
    ['an unknown kind', { response: { images: '/data', kind: 'code' } }, '/response/kind'],
    ['no models', { models: [] }, '/models'],
    ['a model twice', { models: [model, model] }, '/models/1/id'],
    [
      'a price that is none',
      { models: [{ ...model, price: { kind: 'per_image', rules: [{ micros: -1 }] } }] },
      '/models/0/price/rules/0/micros',
    ],
    ['a default that is no quality', { models: [{ ...model, default_quality: 'best' }] }, '/models/0/default_quality'],
    ['a model that steps up', { models: [{ ...model, provider_model: '../admin' }] }, '/models/0/provider_model'],
    ['too much of it', { name: 'x'.repeat(101) }, '/name'],
    ['far too much of it', { request: { path: '/draw', body: { text: 'x'.repeat(40_000) } } }, ''],
    ['too deep', { request: { path: '/draw', body: JSON.parse(`${'['.repeat(20)}1${']'.repeat(20)}`) } }, ''],
    ['too many values', { request: { path: '/draw', body: Array.from({ length: 600 }, () => 1) } }, ''],
  ])('%s', (_, changes, path) => {
    const errors = errorsOf(changes)
    expect(errors.map((error) => error.path)).toContain(path)
    for (const error of errors) expect(error.message).not.toBe('')
  })

  it('a poll without an id in its path', () => {
    const poll = { ...(customDefinition(true)['poll'] as JsonObject), path: '/jobs' }
    expect(errorsOf({ poll }, true).map((error) => error.path)).toContain('/poll/path')
  })

  it('a model of a known provider, and of none', () => {
    const known = (provider: string) => provider === 'openai'
    const parsed = parseCustomModel({ ...model, provider: 'openai', id: 'gpt-image-3' }, known)
    expect(parsed).toMatchObject({ ok: true, model: { id: 'gpt-image-3', provider: 'openai', providerModel: 'one' } })
    expect(parseCustomModel({ ...model, provider: 'nobody' }, known)).toMatchObject({ ok: false, errors: [{ path: '/provider' }] })
  })
})
