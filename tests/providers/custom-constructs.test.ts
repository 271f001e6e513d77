// oxlint-disable unicorn/no-thenable -- `then` is a field in the template language
// Each construct of a definition by itself: its effect, and the message for an invalid one.
import { describe, expect, it } from 'vitest'
import { claimsOfProvider, customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import type { ProviderCall } from '../../src/providers/provider.ts'
import type { Json } from '../../src/shared/json.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { togetherFacts } from '../support/played/together.ts'
import { PlayedProvider } from '../support/played-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET } from './harness.ts'

const PATH = '/draw'
const text = '{{prompt}}'
const response = { images: '/pictures/*', kind: 'base64' }
const request = (body: object, more: object = {}) => ({ path: PATH, body: { text, ...body }, ...more })
const [model] = customDefinition(false)['models'] as Record<string, Json>[]
const plain = { ...model, size: { kind: 'input' }, default_size: null, max_images: 1, parameters: [] }

function parsed(changes: Record<string, unknown>) {
  return parseCustomProvider(customDefinition(false, { request: request({}), response, models: [plain], ...changes }))
}
function adapterOf(changes: Record<string, unknown>) {
  const read = parsed(changes)
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  expect(claimsOfProvider(read.definition)).toEqual([])
  return customAdapter(read.definition)
}
function faultsOf(changes: Record<string, unknown>) {
  const read = parsed(changes)
  return (read.ok ? claimsOfProvider(read.definition) : read.errors).map(({ path, message }) => [path, message])
}

const picture = fakePicture(8, 8).toBase64()
type Asked = { method: string; url: string; headers: Headers; body: unknown }
/** Makes a server that returns these answers in order, and then repeats the last one for ever. */
function server(...answers: (Response | ((asked: Asked) => Response))[]) {
  const asked: Asked[] = []
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const seen = new Request(url, init)
    const type = seen.headers.get('content-type') ?? ''
    const body = type.startsWith('multipart/') ? await seen.formData() : type.includes('json') ? await seen.json() : await seen.text()
    asked.push({ method: seen.method, url: seen.url, headers: seen.headers, body })
    const answer = answers[Math.min(asked.length, answers.length) - 1]!
    return typeof answer === 'function' ? answer(asked.at(-1)!) : answer.clone()
  }
  return { asked, ...contextFor({ fetch }) }
}
const drawn = (more: object = {}) => Response.json({ pictures: [picture], ...more })
const call = (adapter: ReturnType<typeof adapterOf>, changes: object = {}, more: Partial<ProviderCall> = {}) =>
  callFor(requestFor(adapter, 'studio-1', { width: null, height: null, ...changes }), more)

describe('options', () => {
  const options = {
    mood: { type: 'text', values: ['calm', 'wild'], default: 'calm' },
    grain: { type: 'integer', min: 0, max: 10 },
    safe: { type: 'boolean' },
  }
  const body = { mood: '{{option.mood}}', grain: '{{option.grain}}', safe: '{{option.safe}}' }

  it('are sent as declared, with their defaults', async () => {
    const adapter = adapterOf({ options, request: request(body) })
    const { asked, context } = server(drawn())
    await adapter.submit(call(adapter, { providerOptions: { grain: 3, safe: false } }), context)
    expect(asked[0]!.body).toEqual({ text: expect.any(String), mood: 'calm', grain: 3, safe: false })
  })

  it.each<[string, object, RegExp, string]>([
    ['unknown', { colour: 1 }, /no option colour for generate. Its options are mood, grain, safe/, '/body/provider_options/colour'],
    ['none of the values', { mood: 'grim' }, /must be one of calm, wild/, '/body/provider_options/mood'],
    ['beyond the bounds', { grain: 11 }, /a whole number from 0 to 10/, '/body/provider_options/grain'],
    ['of another type', { safe: 'yes' }, /must be true or false/, '/body/provider_options/safe'],
    ['a structure', { grain: { $if: 'x' } }, /a whole number/, '/body/provider_options/grain'],
  ])('are refused before anything is sent: %s', async (_, providerOptions, message, pointer) => {
    const adapter = adapterOf({ options, request: request(body) })
    const { asked, context } = server(drawn())
    const failure = await failureOf(adapter.submit(call(adapter, { providerOptions }), context))
    expect([failure.kind, failure.billed, failure.pointer]).toEqual(['bad_request', 'no', pointer])
    expect(failure.message).toMatch(message)
    expect(asked).toEqual([])
  })

  it('are requested if they are required, and tries contain them', () => {
    const adapter = adapterOf({
      options: { workflow: { type: 'text', required: true, example: 'portrait' } },
      request: request({ workflow: '{{option.workflow}}' }),
    })
    expect(adapter.models[0]!.neededOptions).toEqual({ workflow: 'portrait' })
    expect(() => adapter.check!(call(adapter, { providerOptions: {} }))).toThrow(/provider_options.workflow is needed/)
  })
})

describe('answers', () => {
  it('are errors by rules, even with a picture, and report their charge', async () => {
    const adapter = adapterOf({
      response: { ...response, cost: { at: ['/cents', '/more/*'], per_usd: 100 } },
      error: {
        message: '/why',
        rules: [
          { at: '/finish', is: ['FILTERED', 7], kind: 'refused' },
          { at: '/why', words: ['Out Of Paint'], kind: 'no_credit' },
          { status: [418], kind: 'unavailable' },
        ],
      },
    })
    const failure = async (body: object, status = 200) =>
      failureOf(adapter.submit(call(adapter), server(Response.json(body, { status })).context))
    expect(await failure({ pictures: [picture], finish: 'FILTERED', why: 'Not this.' })).toMatchObject({
      kind: 'refused',
      billed: 'no',
      message: 'Example Studio: Not this.',
    })
    expect(await failure({ pictures: [picture], finish: 7, cents: 2, more: ['1.5'] })).toMatchObject({
      kind: 'refused',
      billed: 'yes',
      costMicros: 35_000,
    })
    expect(await failure({ why: 'We are out of paint' })).toMatchObject({ kind: 'no_credit', billed: 'no' })
    expect(await failure({ why: 'A teapot' }, 418)).toMatchObject({ kind: 'unavailable', status: 418 })
    const done = await runToEnd(adapter, call(adapter), server(drawn({ cents: 2, more: ['1.5', 0.00001] })).context)
    expect(done.costMicros).toBe(35_001)
  })

  it('may be the picture, with its facts in headers', async () => {
    const adapter = adapterOf({
      response: { kind: 'bytes', seed: 'header:seed', cost: { at: 'header:x-credits', per_usd: 100 } },
      error: { rules: [{ at: 'header:finish-reason', is: ['CONTENT_FILTERED'], kind: 'refused' }], message: '/errors/0' },
    })
    const bytes = fakePicture(8, 8)
    const headers = { 'content-type': 'image/png', seed: '42', 'x-credits': '3' }
    const { asked, context, sunk } = server(new Response(bytes, { headers }))
    const done = await runToEnd(adapter, call(adapter), context)
    expect([done.images[0]!.seed, done.costMicros]).toEqual([42, 30_000])
    expect(await bytesOf(done.images[0]!.source, undefined as never, sunk)).toEqual(bytes)
    expect(asked[0]!.headers.get('accept')).toBe('image/*')
    const filtered = server(new Response(bytes, { headers: { ...headers, 'finish-reason': 'CONTENT_FILTERED' } }))
    expect((await failureOf(adapter.submit(call(adapter), filtered.context))).kind).toBe('refused')
    const error = server(Response.json({ errors: ['No such style'] }))
    expect(await failureOf(adapter.submit(call(adapter), error.context))).toMatchObject({ message: 'Example Studio: No such style' })
  })

  it('skip pictures by the members next to them', async () => {
    const adapter = adapterOf({
      response: {
        images: '/data/*',
        kind: 'base64',
        leave_out: [
          { at: '/draft', is: [true] },
          { at: '/nsfw', is: [true], kind: 'refused' },
        ],
      },
    })
    const data = [{ b64_json: picture, draft: true }, { b64_json: picture }, { b64_json: picture, nsfw: true }]
    const done = await runToEnd(adapter, call(adapter), server(Response.json({ data })).context)
    expect(done.images).toHaveLength(1)
    const refused = await failureOf(adapter.submit(call(adapter), server(Response.json({ data: [data[2]] })).context))
    expect([refused.kind, refused.billed]).toEqual(['refused', 'no'])
    const drafts = await failureOf(adapter.submit(call(adapter), server(Response.json({ data: [data[0]] })).context))
    expect([drafts.kind, drafts.billed]).toEqual(['malformed', 'unknown'])
  })

  it('may be texts, of describe', async () => {
    const adapter = adapterOf({
      by_operation: {
        describe: {
          request: { path: '/describe', body: { picture: '{{image_data_url}}', kind: '{{image_type}}' } },
          response: { texts: '/captions/*' },
        },
      },
      models: [{ ...plain, operations: ['generate', 'describe'], inputs: { max: 1 } }],
    })
    const { asked, context } = server(Response.json({ captions: ['a lake', 7, ''] }))
    const done = await runToEnd(
      adapter,
      call(adapter, { operation: 'describe' }, { inputs: [fileInput(fakePicture(8, 8), 8, 8)] }),
      context,
    )
    expect([done.images, done.texts]).toEqual([[], ['a lake']])
    expect(asked[0]!.body).toMatchObject({ picture: `data:image/png;base64,${picture}`, kind: 'image/png' })
  })

  it('count tokens by pointers of their own', async () => {
    const adapter = adapterOf({
      response: { ...response, usage: { image_out: '/tokens/picture', text_in: ['/tokens/words', '/tokens/system'] } },
    })
    const done = await runToEnd(adapter, call(adapter), server(drawn({ tokens: { picture: 900, words: 10, system: 5 } })).context)
    expect(done.usage).toEqual({ textInTokens: 15, imageInTokens: 0, textOutTokens: 0, imageOutTokens: 900 })
    expect((await runToEnd(adapter, call(adapter), server(drawn({ tokens: { picture: -1 } })).context)).usage).toBe(null)
  })
})

describe('polls', () => {
  const status = { status: '/state', done: ['done'], failed: ['bad'] }

  it('may be POST requests, with an id of the platform’s, progress in percent, and words for a cancel', async () => {
    const adapter = adapterOf({
      request: request({ task: '{{uuid}}' }),
      poll: {
        method: 'POST',
        path: '/ask',
        body: [{ task: '{{uuid}}', of: '{{model}}' }],
        ...status,
        canceled: ['stopped'],
        progress: '/at',
        progress_max: 100,
      },
    })
    const { asked, context } = server(Response.json({}), Response.json({ state: 'busy', at: '35%' }), Response.json({ state: 'stopped' }))
    const accepted = await adapter.submit(call(adapter), context)
    if (accepted.kind !== 'accepted') throw new Error('not accepted')
    expect(await adapter.poll!(accepted.handle, call(adapter), context)).toMatchObject({ kind: 'pending', progress: 0.35 })
    const { task } = asked[0]!.body as { task: string }
    expect(task).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect([asked[1]!.method, asked[1]!.body]).toEqual(['POST', [{ task, of: 'one' }]])
    expect(await failureOf(adapter.poll!(accepted.handle, call(adapter), context))).toMatchObject({ kind: 'canceled', billed: 'no' })
  })

  it('may read the state from the status, and the cost from the first answer', async () => {
    const adapter = adapterOf({
      response: { ...response, cost: { at: '/price/amount', from: 'submission' } },
      poll: { id: '/id', path: '/results/{{id}}', pending_status: [202, 404] },
    })
    const { context } = server(
      Response.json({ id: 'x', price: { amount: '0.0147' } }),
      new Response('', { status: 202 }),
      Response.json({ error: 'not there yet' }, { status: 404 }),
      drawn(),
    )
    const done = await runToEnd(adapter, call(adapter), context)
    expect([done.images.length, done.costMicros]).toEqual([1, 14_700])
  })

  it('use an address of an answer only if it is the provider’s own', async () => {
    const adapter = adapterOf({ poll: { address: '/poll_at', ...status, id: '/id' } })
    const own = server(Response.json({ id: 'x', poll_at: 'https://pictures.example-studio.com/other/x?y=1' }), drawn({ state: 'done' }))
    expect((await runToEnd(adapter, call(adapter), own.context)).images).toHaveLength(1)
    expect(own.asked[1]!.url).toBe('https://pictures.example-studio.com/other/x?y=1')
    for (const poll_at of [
      'https://evil.example.net/x',
      'https://pictures.example-studio.com@evil.example.net/x',
      'http://169.254.169.254/x',
      7,
      null,
    ]) {
      const { asked, context } = server(Response.json({ id: 'x', poll_at }))
      const failure = await failureOf(adapter.submit(call(adapter), context))
      expect([failure.kind, failure.billed]).toEqual(['malformed', 'unknown'])
      expect(asked).toHaveLength(1)
      expect(failure.message).not.toContain(SECRET)
    }
  })

  it('differ between operations', async () => {
    const adapter = adapterOf({
      poll: { id: '/id', path: '/jobs/{{id}}', ...status },
      by_operation: { edit: { request: { path: '/edits', body: { text, picture: '{{image_base64}}' } }, poll: null } },
      models: [{ ...plain, operations: ['generate', 'edit'], inputs: { max: 1 } }],
    })
    const inputs = [fileInput(fakePicture(8, 8), 8, 8)]
    const { asked, context } = server(drawn())
    expect((await adapter.submit(call(adapter, { operation: 'edit' }, { inputs }), context)).kind).toBe('done')
    expect(asked[0]!.url).toBe('https://pictures.example-studio.com/api/edits')
    expect((await adapter.submit(call(adapter), server(Response.json({ id: 1 })).context)).kind).toBe('accepted')
  })
})

describe('pictures', () => {
  const inputs = [fileInput(fakePicture(8, 8), 8, 8), fileInput(fakePicture(9, 9), 9, 9, { role: 'reference', weight: 0.5 })]
  const edits = [{ ...plain, operations: ['edit'], inputs: { max: 3, roles: ['image', 'reference'] } }]

  it('are sent as a form', async () => {
    const adapter = adapterOf({
      request: request(
        { 'picture[]': { $each: 'inputs', item: '{{image_file}}' }, mask: '{{mask_file}}', more: { a: 1 }, deep: ['x', 'y'] },
        { encoding: 'multipart' },
      ),
      models: [{ ...edits[0], mask: true }],
    })
    const { asked, context } = server(drawn())
    await adapter.submit(call(adapter, { operation: 'edit' }, { inputs, mask: inputs[0]! }), context)
    const form = asked[0]!.body as FormData
    expect(form.getAll('picture[]').map((each) => [(each as File).name, (each as File).size])).toEqual([
      ['image-0.png', fakePicture(8, 8).byteLength],
      ['image-1.png', fakePicture(9, 9).byteLength],
    ])
    expect([(form.get('mask') as File).name, form.get('more'), form.getAll('deep')]).toEqual(['mask.png', '{"a":1}', ['x', 'y']])
  })

  it('have the mask next to them in each item', async () => {
    const item = { picture: '{{image_base64}}', mask: '{{mask_base64}}' }
    const adapter = adapterOf({ request: request({ all: { $each: 'inputs', item } }), models: [{ ...edits[0], mask: true }] })
    const { asked, context } = server(drawn())
    await adapter.submit(call(adapter, { operation: 'edit' }, { inputs: inputs.slice(0, 1), mask: inputs[1]! }), context)
    expect(asked[0]!.body).toMatchObject({ all: [{ picture: fakePicture(8, 8).toBase64(), mask: fakePicture(9, 9).toBase64() }] })
  })

  it('are uploaded first, and their bytes are sent without the key', async () => {
    const adapter = adapterOf({
      upload: {
        path: '/uploads',
        body: { type: '{{image_type}}' },
        result: '/id',
        send_to: { address: '/put_here' },
      },
      request: request({
        first: { $input: 0, item: '{{image_uploaded}}' },
        rest: { $each: 'inputs', skip: 1, item: { id: '{{image_uploaded}}', weight: '{{image_weight}}' } },
      }),
      models: edits,
    })
    let uploads = 0
    const { asked, context } = server(({ url }) => {
      if (url.endsWith('/uploads')) return Response.json({ id: `u-${uploads++}`, put_here: 'https://storage.example-cloud.com/x' })
      return url.includes('storage') ? new Response(null, { status: 204 }) : drawn()
    })
    await adapter.submit(call(adapter, { operation: 'edit' }, { inputs }), context)
    expect(asked.map(({ method, url }) => `${method} ${new URL(url).host}`)).toEqual([
      'POST pictures.example-studio.com',
      'PUT storage.example-cloud.com',
      'POST pictures.example-studio.com',
      'PUT storage.example-cloud.com',
      'POST pictures.example-studio.com',
    ])
    expect(asked.filter(({ headers }) => JSON.stringify([...headers]).includes(SECRET)).map(({ method }) => method)).toEqual([
      'POST',
      'POST',
      'POST',
    ])
    expect(asked.at(-1)!.body).toMatchObject({ first: 'u-0', rest: [{ id: 'u-1', weight: 0.5 }] })
  })

  it('are sent to no private address that an answer names', async () => {
    const adapter = adapterOf({
      upload: { path: '/uploads', body: {}, result: '/id', send_to: { address: '/put_here' } },
      request: request({ first: '{{image_uploaded}}' }),
      models: [{ ...edits[0], inputs: { max: 1 } }],
    })
    for (const put_here of ['https://10.0.0.1/x', 'https://localhost/x', 'http://storage.example-cloud.com/x', 'file:///etc/passwd', 7]) {
      const { asked, context } = server(Response.json({ id: 'u', put_here }))
      const failure = await failureOf(adapter.submit(call(adapter, { operation: 'edit' }, { inputs: inputs.slice(0, 1) }), context))
      expect(failure.billed).toBe('no')
      expect(asked).toHaveLength(1)
    }
  })

  it('if several are too large together, are refused before anything is sent', () => {
    const adapter = adapterOf({ request: request({ all: { $each: 'inputs', item: '{{image_base64}}' } }), models: edits })
    const large = inputs.map((input) => ({ ...input, sizeBytes: 16_000_000 }))
    expect(() => adapter.check!(call(adapter, { operation: 'edit' }, { inputs: large }))).toThrow(
      /32000000 bytes together; 30000000 can be sent/,
    )
    adapter.check!(call(adapter, { operation: 'edit' }, { inputs: large.slice(0, 1) }))
  })

  it('count only if they are sent as base64, and are read only in the form in which they are sent', async () => {
    const item = '{{image_base64}}'
    const rest = { $each: 'inputs', skip: 1, item: '{{image_address}}' }
    const addressed = inputs.map((input) => ({
      ...input,
      sizeBytes: 16_000_000,
      url: async () => `https://pictures.example.com/${input.width}`,
    }))
    const adapter = adapterOf({ request: request({ first: { $input: 0, item }, rest }), models: edits })
    // The template needs the bytes of the first input and the URLs of the others. If the adapter reads anything else, the test fails.
    const read = (index: number, what: string) => () => Promise.reject(new Error(`${what} of input ${index} is not needed`))
    const large = addressed.map((input, index) =>
      index === 0 ? { ...input, url: read(0, 'the address') } : { ...input, open: read(index, 'the bytes') },
    )
    const { asked, context } = server(drawn())
    await adapter.submit(call(adapter, { operation: 'edit' }, { inputs: large }), context)
    expect(asked[0]!.body).toMatchObject({ first: fakePicture(8, 8).toBase64(), rest: ['https://pictures.example.com/9'] })

    const roles = adapterOf({
      request: request({ all: { $each: 'inputs', roles: ['reference'], item }, address: '{{image_address}}' }),
      models: edits,
    })
    const check = (many: typeof addressed) => () => roles.check!(call(roles, { operation: 'edit' }, { inputs: many }))
    expect(check(addressed)).not.toThrow()
    expect(check([...addressed, addressed[1]!])).toThrow(/32000000 bytes together/)
    const both = adapterOf({ request: request({ one: item, more: { $each: 'inputs', skip: 1, item } }), models: edits })
    expect(() => both.check!(call(both, { operation: 'edit' }, { inputs: addressed }))).toThrow(/32000000 bytes together/)
  })

  it('have an address built of parts of the answer, with the key only at the provider', async () => {
    const shape = { images: '/files/*', picture_path: '/view?name={{/name}}&in={{/dir}}' }
    const files = [{ name: 'a b&c=../d.png', dir: '' }, { name: '..', dir: 'x' }, { name: 7 }]
    const open = adapterOf({ response: shape })
    const done = await runToEnd(open, call(open), server(Response.json({ files })).context)
    expect(done.images.map(({ source }) => source)).toEqual([
      { kind: 'url', url: 'https://pictures.example-studio.com/api/view?name=a%20b%26c%3D..%2Fd.png&in=' },
    ])
    const closed = adapterOf({ response: { ...shape, picture_auth: true } })
    const { asked, context, sunk } = server(
      Response.json({ files }),
      new Response(fakePicture(8, 8), { headers: { 'content-type': 'image/png' } }),
    )
    const [image] = (await runToEnd(closed, call(closed), context)).images
    expect(await bytesOf(image!.source, undefined as never, sunk)).toEqual(fakePicture(8, 8))
    expect(asked[1]!.headers.get('authorization')).toContain(SECRET)
  })
})

describe('like', () => {
  const like = (changes: object = {}) => {
    const read = parseCustomProvider(
      JSON.parse(
        JSON.stringify({
          id: 'local',
          name: 'My LocalAI',
          like: 'openai',
          base_url: 'https://ai.example-studio.com/v1?team=art',
          models: [{ ...plain, id: 'local-flux', provider_model: 'flux', operations: ['generate', 'edit'], inputs: { max: 4 } }],
          ...changes,
        }),
      ) as Json,
    )
    return read
  }

  it('speaks the adapter’s protocol at another address, with another key, under its own name', async () => {
    const read = like({ auth: { kind: 'header', name: 'x-key' }, headers: { 'X-Team': 'art' } })
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    expect(claimsOfProvider(read.definition)).toEqual([])
    const adapter = customAdapter(read.definition)
    expect(adapter.models.map(({ id, provider }) => [id, provider])).toEqual([['local-flux', 'local']])
    const { asked, context } = server(
      Response.json({ data: [{ b64_json: picture }] }),
      Response.json({ error: { message: 'No.', code: 'moderation_blocked' } }, { status: 400 }),
    )
    const inputs = [fileInput(fakePicture(8, 8), 8, 8), fileInput(fakePicture(9, 9), 9, 9)]
    const edit = callFor(requestFor(adapter, 'local-flux', { operation: 'edit', width: null, height: null }), { inputs })
    expect((await runToEnd(adapter, edit, context)).images).toHaveLength(1)
    expect(asked[0]!.url).toBe('https://ai.example-studio.com/v1/images/edits?team=art')
    expect([asked[0]!.headers.get('x-key'), asked[0]!.headers.get('authorization'), asked[0]!.headers.get('x-team')]).toEqual([
      SECRET,
      null,
      'art',
    ])
    expect((asked[0]!.body as FormData).getAll('image[]')).toHaveLength(2)
    const failure = await failureOf(adapter.submit(edit, context))
    expect([failure.kind, failure.message]).toEqual(['refused', 'My LocalAI: No.'])
  })

  it('takes every adapter with an address: Together in eleven lines', async () => {
    const read = like({
      like: 'together',
      base_url: 'https://api.together.xyz/v1',
      models: [
        { ...plain, id: 'my-flux', provider_model: 'black-forest-labs/FLUX.2-pro', operations: ['generate', 'edit'], inputs: { max: 2 } },
      ],
    })
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    const adapter = customAdapter(read.definition)
    const fake = new PlayedProvider(togetherFacts)
    const inputs = [fileInput(fakePicture(8, 8), 8, 8), fileInput(fakePicture(9, 9), 9, 9)]
    const edit = callFor(requestFor(adapter, 'my-flux', { operation: 'edit', width: null, height: null }), { inputs })
    expect((await runToEnd(adapter, edit, contextFor(fake).context)).images).toHaveLength(1)
    expect(fake.violations).toEqual([])
  })

  it.each<[string, object, string]>([
    ['nobody', { like: 'nobody' }, '/like'],
    ['a provider inside the platform', { like: 'sketch' }, '/like'],
    ['a template beside it', { request: { path: '/x', body: {} } }, ''],
    ['a model twice', { models: [plain, plain] }, '/models/1/id'],
  ])('is refused: %s', (_, changes, path) => {
    const read = like(changes)
    expect(read.ok ? [] : read.errors.map((error) => error.path)).toContain(path)
  })

  it('offers what the adapter can send', () => {
    const read = like({ models: [{ ...plain, parameters: ['seed'] }] })
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    expect(claimsOfProvider(read.definition).map(({ path }) => path)).toEqual(['/models/0/parameters/0'])
  })
})

describe('faults in a definition', () => {
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['an undeclared option', { request: request({ a: '{{option.mood}}' }) }, '/request/body', /declare it in options/],
    ['an option that goes nowhere', { options: { mood: { type: 'text' } } }, '/options/mood', /put \{\{option.mood\}\} into a request/],
    [
      'a default that is none of the values',
      { options: { m: { type: 'text', values: ['a'], default: 'b' } } },
      '/options/m/default',
      /one of a/,
    ],
    ['bounds the wrong way round', { options: { m: { type: 'number', min: 2, max: 1 } } }, '/options/m/max', /min at least/],
    ['a required option without an example', { options: { m: { type: 'number', required: true } } }, '/options/m/example', /dry runs/],
    ['$each of something else', { request: request({ a: { $each: 'prompts', item: 1 } }) }, '/request/body/a/$each', /must be "inputs"/],
    ['$each without an item', { request: request({ a: { $each: 'inputs' } }) }, '/request/body/a/item', /is needed/],
    [
      'a stranger in $each',
      { request: request({ a: { $each: 'inputs', item: 1, map: 1 } }) },
      '/request/body/a/map',
      /which has \$each, roles/,
    ],
    [
      'a wrong role',
      { request: request({ a: { $each: 'inputs', roles: ['hero'], item: 1 } }) },
      '/request/body/a/roles',
      /image, reference/,
    ],
    ['the seventeenth input', { request: request({ a: { $input: 16, item: 1 } }) }, '/request/body/a/$input', /0 to 15/],
    ['a condition on nothing', { request: request({ a: { $if: 'colour', then: 1 } }) }, '/request/body/a/$if', /name of a placeholder/],
    [
      'a condition on a picture',
      { request: request({ a: { $if: 'image_base64', then: 1 } }) },
      '/request/body/a/$if',
      /use inputs or mask/,
    ],
    ['a condition on a list in a list', { request: request({ a: { $if: [[]], is: ['x'], then: 1 } }) }, '/request/body/a/$if', /name of a/],
    [
      'a condition on an object',
      { request: request({ a: { $if: 'seed', is: [{ toString: 1 }], then: 1 } }) },
      '/request/body/a/is',
      /a list of up to 50 texts/,
    ],
    ['a condition without a branch', { request: request({ a: { $if: 'seed' } }) }, '/request/body/a/then', /or else/],
    ['a map without values', { request: request({ a: { $map: '{{format}}' } }) }, '/request/body/a/values', /an object/],
    ['a header with a slash', { headers: { 'x/~y': 'z' } }, '/headers/x~1~0y', /Invalid key/],
    ['a file outside of a form', { request: request({ a: '{{image_file}}' }) }, '/request/body', /set encoding to multipart/],
    ['a form that is a list', { request: { path: PATH, encoding: 'multipart', body: [text] } }, '/request/body', /must be an object/],
    ['an upload that is not there', { request: request({ a: '{{image_uploaded}}' }) }, '/request/body', /needs upload/],
    ['a prompt in an upload', { upload: { path: '/u', body: { a: text }, result: '/id' } }, '/upload/body', /an upload knows/],
    ['neither pictures nor texts', { response: { kind: 'url' } }, '/response/images', /a pointer to the pictures/],
    ['pictures in bytes', { response: { images: '/a', kind: 'bytes' } }, '/response/images', /the answer itself is the picture/],
    ['two costs', { response: { ...response, cost_usd: '/a', cost: { at: '/b' } } }, '/response/cost', /leave one out/],
    ['a unit that is nothing', { response: { ...response, cost: { at: '/b', per_usd: 0 } } }, '/response/cost/per_usd', /./],
    ['a rule without a place', { error: { rules: [{ kind: 'refused', is: ['a'] }] } }, '/error/rules/0/at', /is needed/],
    ['a rule of an unknown kind', { error: { rules: [{ kind: 'sad', at: '/a' }] } }, '/error/rules/0/kind', /refused/],
    ['a poll without a place', { poll: { id: '/id', status: '/s', done: ['a'] } }, '/poll/path', /or address/],
    ['a poll with both', { poll: { id: '/id', path: '/{{id}}', address: '/a' } }, '/poll/address', /leave one out/],
    ['a poll that gets with a body', { poll: { id: '/id', path: '/{{id}}', body: {} } }, '/poll/body', /set method to POST/],
    [
      'a poll that knows the prompt',
      { poll: { id: '/id', method: 'POST', path: '/{{id}}', body: { a: text } } },
      '/poll/body',
      /a poll knows/,
    ],
    ['a poll without an id', { poll: { path: '/{{id}}' } }, '/poll/id', /is asked for/],
    ['states without a pointer', { poll: { id: '/id', path: '/{{id}}', done: ['a'] } }, '/poll/status', /is needed/],
    ['a path without a part', { response: { ...response, picture_path: '/view' } }, '/response/picture_path', /\{\{\/file\}\}/],
    ['an unknown operation', { by_operation: { paint: {} } }, '/by_operation', /generate, edit/],
    ['an unknown member', { response: { ...response, colour: '/a' } }, '/response', /colour.*allowed are images, kind/],
    [
      'too many copies of pictures',
      { request: request({ a: [1, 2, 3].map(() => ({ $each: 'inputs', item: '{{image_base64}}' })) }) },
      '/request/body',
      /more than 32 pictures/,
    ],
    [
      'an operation without its pictures',
      { by_operation: { generate: { response: { texts: '/a' } } } },
      '/models/0/operations/0',
      /response.images/,
    ],
  ])('%s', (_, changes, path, message) => {
    expect(faultsOf(changes)).toContainEqual([path, expect.stringMatching(message)])
  })
})
