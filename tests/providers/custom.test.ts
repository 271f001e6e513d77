import { describe, expect, it } from 'vitest'
import { claimsOfModel, claimsOfProvider, customAdapter, parseCustomModel, parseCustomProvider } from '../../src/providers/custom/index.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { findAdapter } from '../../src/providers/registry.ts'
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

describe('a custom provider', () => {
  it('fills its template with the request', async () => {
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

  it('polls, reads the cost, cancels, and keeps ids inside their segment', async () => {
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

  it('sends inputs and masks only if the template asks for them', async () => {
    const fake = new FakeCustom()
    const adapter = customAdapter(
      sound(false, { request: { path: '/draw', body: { text: '{{prompt}}', picture: '{{image_base64}}', mask: '{{mask_base64}}' } } }),
    )
    const { context } = contextFor(fake)
    const bytes = fakePicture(8, 8)
    await adapter.submit(
      callFor(requestFor(adapter, 'studio-1'), { inputs: [fileInput(bytes, 8, 8)], mask: fileInput(bytes, 8, 8) }),
      context,
    )
    expect(fake.requests[0]!.json).toMatchObject({ picture: bytes.toBase64(), mask: bytes.toBase64() })
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
    ['too many values', { request: { path: '/draw', body: Array.from({ length: 1600 }, () => 1) } }, ''],
  ])('%s', (_, changes, path) => {
    const errors = errorsOf(changes)
    expect(errors.map((error) => error.path)).toContain(path)
    for (const error of errors) expect(error.message).not.toBe('')
  })

  it('a poll without an id in its path', () => {
    const poll = { ...(customDefinition(true)['poll'] as JsonObject), path: '/jobs' }
    expect(errorsOf({ poll }, true).map((error) => error.path)).toContain('/poll/path')
  })

  it('a model of a known provider, and of an unknown one', () => {
    const known = (provider: string) => (provider === 'openai' ? findAdapter(provider) : null)
    const parsed = parseCustomModel({ ...model, provider: 'openai', id: 'gpt-image-3' }, known)
    expect(parsed).toMatchObject({ ok: true, model: { id: 'gpt-image-3', provider: 'openai', providerModel: 'one' } })
    expect(parseCustomModel({ ...model, provider: 'nobody' }, known)).toMatchObject({ ok: false, errors: [{ path: '/provider' }] })
  })
})

describe('a definition that claims too much', () => {
  const findOwn = (definition: JsonObject) => {
    const parsed = parseCustomProvider(definition)
    return parsed.ok ? customAdapter(parsed.definition) : null
  }
  const claims = (models: object[], body: object = { text: '{{prompt}}' }) => {
    const parsed = parseCustomProvider(customDefinition(false, { request: { path: '/draw', body }, models }))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
    return claimsOfProvider(parsed.definition).map(({ path, message }) => [path, message])
  }
  const plain = { ...model, size: { kind: 'list', sizes: ['512x512'] }, default_size: '512x512', max_images: 1, parameters: [] }

  it('a template carries the prompt and one size, with nothing else in it', () => {
    expect(claims([plain])).toEqual([])
    expect(claims([model!], (customDefinition(false)['request'] as { body: object }).body)).toEqual([])
  })

  it.each<[string, object, string, RegExp]>([
    ['a seed', { parameters: ['seed'] }, '/models/0/parameters/0', /no \{\{seed\}\}: put it there, or leave seed out/],
    ['what to avoid', { parameters: ['negative_prompt'] }, '/models/0/parameters/0', /\{\{negative_prompt\}\}/],
    ['several pictures', { max_images: 4 }, '/models/0/max_images', /\{\{n\}\}.*set max_images to 1/],
    ['sizes', { size: { kind: 'list', sizes: ['512x512', '1024x512'] } }, '/models/0/size', /\{\{width\}\} and \{\{height\}\}/],
    ['ratios', { size: { kind: 'ratio', ratios: ['1:1'] }, default_size: '1:1' }, '/models/0/size', /\{\{aspect_ratio\}\}/],
    ['formats', { formats: ['png', 'webp'] }, '/models/0/formats', /\{\{format\}\}/],
    ['qualities', { qualities: ['high'] }, '/models/0/qualities', /\{\{quality\}\}/],
    ['styles', { styles: ['ink'] }, '/models/0/styles', /\{\{style\}\}/],
    ['backgrounds', { backgrounds: ['transparent'] }, '/models/0/backgrounds/0', /\{\{background\}\}/],
    ['pictures', { inputs: { max: 3, roles: ['reference'] } }, '/models/0/inputs/max', /set max to 1/],
    ['a mask', { mask: true }, '/models/0/mask', /\{\{mask_base64\}\} for edit or inpaint/],
    ['texts', { operations: ['generate', 'describe'], inputs: { max: 1 } }, '/models/0/operations/1', /only pictures are read/],
    [
      'changes',
      { operations: ['generate', 'edit'], inputs: { max: 1 } },
      '/models/0/operations/1',
      /\{\{image_address\}\} or \{\{image_base64\}\}/,
    ],
  ])('%s', (_, changes, path, message) => {
    const found = claims([{ ...plain, ...changes }])
    expect(found).toContainEqual([path, expect.stringMatching(message)])
  })

  it('a prompt that is not sent; a mask that inpaint lacks; a picture that an edit lacks', () => {
    const picture = { picture: '{{image_base64}}' }
    expect(claims([{ ...plain, operations: ['upscale'], inputs: { max: 1 } }], picture)).toEqual([
      ['/models/0/max_prompt_length', expect.stringContaining('set max_prompt_length to 0')],
    ])
    expect(claims([{ ...plain, operations: ['upscale'], inputs: { max: 1 }, max_prompt_length: 0 }], picture)).toEqual([])
    const both = { ...picture, text: '{{prompt}}', mask: '{{mask_base64}}' }
    expect(claims([{ ...plain, operations: ['inpaint'], inputs: { max: 1 } }], both)).toEqual([
      ['/models/0/mask', 'must be true for inpaint'],
    ])
    expect(claims([{ ...plain, operations: ['edit'] }], both)).toEqual([
      ['/models/0/inputs', 'edit needs a picture: allow inputs, with the role image'],
    ])
  })

  it('several operations with a picture that the template does not tell apart', () => {
    const two = { ...plain, operations: ['edit', 'remix', 'upscale'], inputs: { max: 1 } }
    const body = { text: '{{prompt}}', picture: '{{image_base64}}' }
    expect(claims([two], body)).toEqual([['/models/0/operations/2', expect.stringContaining('put {{operation}} into')]])
    expect(claims([two], { ...body, task: '{{operation}}' })).toEqual([])
  })

  it('of a known provider: parameters that its adapter does not send', () => {
    const claimed = (changes: object) =>
      claimsOfModel({ ...plain, ...changes } as JsonObject, findAdapter).map(({ path, message }) => [path, message])
    expect(claimed({ provider: 'fal' })).toEqual([])
    expect(claimed({ provider: 'fal', operations: ['inpaint'], inputs: { max: 1 }, mask: true })).toEqual([
      ['/operations/0', 'no mask is sent to this model of fal; leave this out'],
    ])
    expect(claimed({ provider: 'fal', parameters: ['seed', 'negative_prompt'] })).toEqual([
      ['/parameters/1', 'fal is sent no negative_prompt for these operations: leave it out'],
    ])
    expect(claimed({ provider: 'openai', parameters: ['seed'], inputs: { max: 1, roles: ['character'] } }).map(([path]) => path)).toEqual([
      '/parameters/0',
      '/inputs/roles/0',
    ])
    expect(claimed({ provider: 'black-forest-labs', max_images: 2, qualities: ['high'] }).map(([path]) => path)).toEqual([
      '/max_images',
      '/qualities',
    ])
    const studio = findOwn(
      customDefinition(false, { request: { path: '/draw', body: { text: '{{prompt}}', picture: '{{image_base64}}' } } }),
    )
    const ofStudio = { ...plain, provider: 'studio', operations: ['edit', 'upscale'], inputs: { max: 1 }, parameters: ['seed'] }
    expect(claimsOfModel(ofStudio as JsonObject, () => studio).map(({ path }) => path)).toEqual(['/parameters/0', '/operations/1'])
    expect(claimed({ provider: 'replicate', operations: ['edit'], inputs: { max: 2 } }).map(([path]) => path)).toEqual(['/inputs/max'])
  })

  it('is removed from one that was saved before', () => {
    const parsed = parseCustomProvider(
      customDefinition(false, {
        request: { path: '/draw', body: { text: '{{prompt}}' } },
        models: [
          { ...model, operations: ['generate', 'describe'] },
          { ...model, id: 'studio-2', operations: ['describe'] },
        ],
      }),
    )
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
    const { models } = customAdapter(parsed.definition)
    expect(models.map(({ id, capabilities }) => [id, capabilities.operations])).toEqual([['studio-1', ['generate']]])
    expect(models[0]!.capabilities.byOperation?.generate).toMatchObject({ parameters: [], maxImages: 1, size: { kind: 'input' } })
  })
})
