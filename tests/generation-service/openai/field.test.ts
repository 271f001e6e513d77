// Tests that requests of real clients to the OpenAI routes get the right responses. The numbers in the tests' names are rows of
// docs/development/field-tests.md.
import { beforeAll, describe, expect, it, vi, afterEach } from 'vitest'
import { inspectPicture } from '../../../src/pictures/inspect.ts'
import { decodeBase64 } from '../../../src/shared/base64.ts'
import photoUrl from '../../pictures/files/exif6.jpg?inline'
import webpUrl from '../../pictures/files/exif6.webp?inline'
import maskUrl from '../../pictures/files/mask-upright.png?inline'
import { call } from '../../support/call.ts'
import { fetchApi } from '../../support/http.ts'
import { png } from '../../support/pictures.ts'
import { mustApi } from '../../support/tenant.ts'
import { mintPlace, type Place, play } from '../place.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace()
  await mustApi('PUT', `/instances/${place.instanceId}/credentials/openai`, { fields: { api_key: 'sk-1234567890' } }, place.adminKey)
})
afterEach(() => void vi.restoreAllMocks())

const picture = png(96, 64, (x, y) => [x * 2, y * 3, 90, 255])
const mask = png(96, 64, (x) => [0, 0, 0, x < 48 ? 0 : 255])
const base64 = Buffer64(picture)
function Buffer64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

interface Answer {
  status: number
  headers: Headers
  body: any
}
async function post(path: string, init: { body: BodyInit; headers?: Record<string, string> }): Promise<Answer> {
  const response = await fetchApi(`http://platform.test/v1${path}`, {
    method: 'POST',
    body: init.body,
    headers: { authorization: `Bearer ${place.key}`, ...init.headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  post(path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })

/** Builds a form from the exact text of its parts. Each client library writes parts in its own way, and the tests imitate these ways. */
function form(parts: { head: string; body: string | Uint8Array }[]): { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  const pieces = parts.flatMap(({ head, body }) => [`--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n`, body, '\r\n'])
  const bytes = [...pieces, '--cut--\r\n'].map((piece) => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece))
  const whole = new Uint8Array(bytes.reduce((sum, each) => sum + each.byteLength, 0))
  let at = 0
  for (const each of bytes) {
    whole.set(each, at)
    at += each.byteLength
  }
  return { body: whole, headers: { 'content-type': 'multipart/form-data; boundary=cut' } }
}
const PROMPT = { head: 'name="prompt"', body: 'make it night' }
const IMAGE = { head: 'name="image"; filename="a.png"\r\nContent-Type: image/png', body: picture }
const recordOf = async (answer: Answer) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (await place.ask(`GET /generations/${answer.body.generation_id}`)).body
}

/** Replaces `fetch` by a fake OpenAI, which records the requests and gives all of them the same answer. */
function fakeOpenAi() {
  const sent: { headers: Headers; json: unknown; form: FormData | null }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as Request, init)
    if (!request.url.startsWith('https://api.openai.com/')) throw new TypeError('nobody is there')
    const isForm = request.headers.get('content-type')?.startsWith('multipart/') === true
    sent.push({ headers: request.headers, json: isForm ? null : await request.json(), form: isForm ? await request.formData() : null })
    return Response.json({ data: [{ b64_json: base64 }] })
  })
  return sent
}

describe('C1: the size of an edit', () => {
  it.each([undefined, 'auto'])('size %s: auto, if the model has it', async (size) => {
    const sent = fakeOpenAi()
    const answer = await json('/images/edits', { model: 'gpt-image-1', prompt: 'x', image: base64, ...(size ? { size } : {}) })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(sent[0]!.form!.get('size')).toBe('auto')
  })
})

describe('C2: photos that are stored rotated', () => {
  const photo = decodeBase64(photoUrl.slice(photoUrl.indexOf(',') + 1))!
  const uprightMask = decodeBase64(maskUrl.slice(maskUrl.indexOf(',') + 1))!
  const parts = (model: string) => [
    PROMPT,
    { head: 'name="model"', body: model },
    { head: 'name="image"; filename="photo.jpg"', body: photo },
    { head: 'name="mask"; filename="mask.png"', body: uprightMask },
  ]
  it('have the size that people see, and stay as they are', async () => {
    const stored = await post('/assets', form([{ head: 'name="file"; filename="photo.jpg"', body: photo }]))
    expect([stored.body.width, stored.body.height]).toEqual([64, 96])
    const content = await fetchApi(`http://platform.test/v1/assets/${stored.body.id}/content`, {
      headers: { authorization: `Bearer ${place.key}` },
    })
    expect(new Uint8Array(await content.arrayBuffer())).toEqual(new Uint8Array(photo))
  })
  it('take a mask with the orientation that people see; sketch draws upright', async () => {
    const record = await recordOf(await post('/images/edits', form(parts('sketch'))))
    expect([record.operation, record.images[0].width, record.images[0].height]).toEqual(['inpaint', 64, 96])
  })
  it('are sent to a provider as an upright copy', async () => {
    const sent = fakeOpenAi()
    const answer = await post('/images/edits', form(parts('gpt-image-1')))
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const image = new Uint8Array(await (sent[0]!.form!.get('image[]') as File).arrayBuffer())
    expect(inspectPicture(image)).toMatchObject({ format: 'jpeg', width: 64, height: 96, orientation: 1 })
    const sentMask = new Uint8Array(await (sent[0]!.form!.get('mask') as File).arrayBuffer())
    expect(inspectPicture(sentMask)).toMatchObject({ width: 64, height: 96 })
  })
  it('are refused, with the remedy, if they cannot be rotated', async () => {
    const webp = decodeBase64(webpUrl.slice(webpUrl.indexOf(',') + 1))!
    const answer = await post(
      '/images/edits',
      form([PROMPT, { head: 'name="model"', body: 'gpt-image-1' }, { head: 'name="image"; filename="a.webp"', body: webp }]),
    )
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([400, 'input_invalid', '/body/image'])
    expect(answer.body.detail).toContain('turn it first')
  })
})

describe('C3: code points', () => {
  it('20,000 emoji are 20,000 characters', async () => {
    const answer = await json('/images/generations', { model: 'sketch', prompt: '😀'.repeat(20_000), size: '64x64' })
    expect(answer.body.errors ?? []).toEqual([])
    const tooLong = await json('/images/generations', { model: 'sketch', prompt: '😀'.repeat(32_001), size: '64x64' })
    expect([tooLong.status, tooLong.body.errors]).toEqual([
      400,
      [{ pointer: '/body/prompt', message: 'must have at most 32000 characters' }],
    ])
  })
})

describe('C4: names of models', () => {
  it('with a slash and capitals, as aliases, and percent-encoded in paths', async () => {
    const own = await mintPlace()
    const models = {
      models: [],
      aliases: [
        { alias: 'openai/gpt-image-1', model: 'sketch' },
        { alias: 'FLUX.1-schnell', model: 'sketch' },
      ],
    }
    const { headers } = await call(`GET /config/v1/instances/${own.instanceId}/models`, { key: own.adminKey })
    await mustApi('PUT', `/instances/${own.instanceId}/models`, models, own.adminKey, { 'if-match': headers.get('etag')! })
    for (const model of ['openai/gpt-image-1', 'FLUX.1-schnell']) {
      const answer = await call('POST /v1/images/generations', { key: own.key, body: { model, prompt: 'x', size: '64x64' } })
      expect(answer.status, answer.text).toBe(200)
      const found = await call(`GET /v1/models/${encodeURIComponent(model)}`, { key: own.key })
      expect([found.status, found.body.aliases]).toEqual([200, expect.arrayContaining([model])])
    }
    expect((await call('POST /v1/images/generations', { key: own.key, body: { model: 'flux.1-SCHNELL', prompt: 'x' } })).status).toBe(404)
  })
})

describe('C5: null, empty and unknown', () => {
  it('null is treated as absent', async () => {
    const nothing = { seed: null, metadata: null, mask: null, negative_prompt: null, on_unsupported: null, provider_options: null, n: null }
    const answer = await json('/images/edits', {
      model: 'sketch',
      prompt: 'x',
      images: [{ image_url: `data:image/png;base64,${base64}` }],
      ...nothing,
    })
    expect((await recordOf(answer)).operation).toBe('edit')
  })
  it('S5: an empty field of a form is treated as absent', async () => {
    const empty = ['size', 'n', 'response_format', 'user', 'quality', 'mask', 'style'].map((name) => ({ head: `name="${name}"`, body: '' }))
    const zero = { head: 'name="n"', body: '0' }
    for (const parts of [empty, [zero]])
      expect((await recordOf(await post('/images/edits', form([PROMPT, IMAGE, ...parts])))).operation).toBe('edit')
  })
  it('S3: fields of a newer SDK are dropped with a warning, or refused on demand', async () => {
    const newer = {
      safety_identifier: 'u',
      complexity: 3,
      frame_count: 2,
      svg: {},
      markup: 'x',
      output_format: 'svg',
      quality: 'xhigh',
      brand_new: [1],
    }
    const asked = { model: 'sketch', prompt: 'x', size: '64x64', ...newer }
    const answer = await json('/images/generations', asked)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const dropped = answer.body.warnings.map(({ pointer }: { pointer: string }) => pointer)
    expect(dropped.toSorted()).toEqual(
      Object.keys(newer)
        .map((name) => `/body/${name}`)
        .toSorted(),
    )
    const refused = await json('/images/generations', { ...asked, on_unsupported: 'reject' })
    expect([refused.status, refused.body.code, refused.body.error.param]).toEqual([400, 'unsupported_parameter', 'safety_identifier'])
  })
  it('S3: OpenAI’s own models get them', async () => {
    const sent = fakeOpenAi()
    const answer = await json('/images/generations', {
      model: 'gpt-image-1',
      prompt: 'x',
      safety_identifier: 'u',
      complexity: 3,
      moderation: 'low',
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(sent[0]!.json).toMatchObject({ safety_identifier: 'u', complexity: 3, moderation: 'low' })
  })
})

describe('C6: spellings', () => {
  it.each([
    [
      'image[0], mask[] and metadata[a]',
      [
        { ...IMAGE, head: IMAGE.head.replace('"image"', '"image[0]"') },
        { ...IMAGE, head: IMAGE.head.replace('"image"', '"image[1]"') },
        { head: 'name="mask[]"; filename="m.png"\r\nContent-Type: image/png', body: mask },
        { head: 'name="metadata[order]"', body: '4711' },
      ],
    ],
    [
      'image[] twice',
      [
        { ...IMAGE, head: IMAGE.head.replace('"image"', '"image[]"') },
        { ...IMAGE, head: IMAGE.head.replace('"image"', '"image[]"') },
        { head: 'name="mask"; filename="m.png"', body: mask },
        { head: 'name="metadata"', body: '{"order":"4711"}' },
      ],
    ],
  ])('forms: %s', async (_, parts) => {
    const answer = await post('/images/edits', form([PROMPT, ...parts, { head: 'name="model"', body: 'sketch' }]))
    expect(await recordOf(answer)).toMatchObject({ operation: 'inpaint', metadata: { order: '4711' } })
  })
  const url = `data:image/png;base64,${base64}`
  it.each([
    ['image', { image: url }],
    ['image, base64 alone', { image: base64 }],
    ['image, a list', { image: [url] }],
    ['image_url', { image_url: url }],
    ['image_url: {url}', { image_url: { url } }],
    ['images of texts', { images: [url] }],
    ['images of {image_url: {url}}', { images: [{ type: 'image_url', image_url: { url } }] }],
    ['images of {image_url}', { images: [{ image_url: url, detail: 'high' }] }],
  ])('JSON: %s', async (_, images) => {
    const answer = await json('/images/edits', { model: 'sketch', prompt: 'x', ...images })
    expect((await recordOf(answer)).operation).toBe('edit')
  })
  it('JSON: an address in a form is refused with the remedy', async () => {
    const answer = await post('/images/edits', form([PROMPT, { head: 'name="image"', body: 'https://example.com/a.png' }]))
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('or JSON with the address')])
  })
})

describe('C7, S4: a file part without a file name', () => {
  it.each([
    ['with a type', 'name="image"\r\nContent-Type: application/octet-stream'],
    ['without a type', 'name="image"'],
  ])('%s is a file', async (_, head) => {
    const answer = await post('/images/edits', form([PROMPT, { head, body: picture }]))
    expect((await recordOf(answer)).operation).toBe('edit')
    expect((await post('/assets', form([{ head: head.replace('"image"', '"file"'), body: picture }]))).status).toBe(201)
  })
})

describe('C8: the header of Azure’s clients', () => {
  it('works like Bearer', async () => {
    const ask = (headers: Record<string, string>) => fetchApi('http://platform.test/v1/models', { headers })
    expect((await ask({ 'api-key': place.key })).status).toBe(200)
    expect((await ask({ 'api-key': 'cma_live_nonsense' })).status).toBe(401)
    expect((await ask({ 'api-key': 'cma_live_nonsense', authorization: `Bearer ${place.key}` })).status).toBe(200)
  })
})

describe('C9: browsers', () => {
  const origin = 'https://app.example.com'
  const ask = (method: string, path: string, headers: Record<string, string>) =>
    fetchApi(`http://platform.test/v1${path}`, { method, headers: { origin, ...headers } })
  it.each([
    ['401', 'GET', '/models', {}],
    ['404', 'GET', '/nowhere', {}],
    ['405', 'DELETE', '/models', {}],
  ])('a %s can be read', async (status, method, path, headers) => {
    const answer = await ask(method, path, headers)
    expect([String(answer.status), answer.headers.get('access-control-allow-origin')]).toEqual([status, origin])
  })
  it.each([
    [['https://*.example.com'], 200],
    [['https://APP.example.com:443/'], 200],
    [['https://*.example.org', 'https://app.example.com:8443'], 403],
  ])('%j: %s', async (entries, status) => {
    const own = await mintPlace({ cors_origins: entries })
    const answer = await ask('GET', '/models', { authorization: `Bearer ${own.key}` })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, origin])
  })
  it('an origin that can never match is refused when it is saved', async () => {
    const refused = await call(`PATCH /config/v1/instances/${place.instanceId}`, {
      key: place.adminKey,
      body: { cors_origins: ['https://*'] },
      headers: { 'if-match': '*' },
    })
    expect(refused.status).toBe(400)
  })
})

describe('C10: pasted keys', () => {
  it.each(['  sk-abc-1234567890 \n', '"sk-abc-1234567890"', 'Bearer sk-abc-1234567890', "Authorization: Bearer 'sk-abc-1234567890'"])(
    '%j',
    async (pasted) => {
      const own = await mintPlace()
      await mustApi('PUT', `/instances/${own.instanceId}/credentials/openai`, { fields: { api_key: pasted } }, own.adminKey)
      const sent = fakeOpenAi()
      const answer = await call('POST /v1/images/generations', { key: own.key, body: { model: 'gpt-image-1', prompt: 'x' } })
      expect(answer.status, answer.text).toBe(200)
      expect(sent[0]!.headers.get('authorization')).toBe('Bearer sk-abc-1234567890')
    },
  )
  it('that consist of quotes alone are refused', async () => {
    const refused = await call(`PUT /config/v1/instances/${place.instanceId}/credentials/openai`, {
      key: place.adminKey,
      body: { fields: { api_key: '  ' } },
    })
    expect([refused.status, refused.body.errors]).toEqual([400, [{ pointer: '/body/fields/api_key', message: 'is empty' }]])
  })
})

describe('S1: the member that a client reads', () => {
  it.each([
    ['sketch', ['b64_json', 'url']],
    ['house-style', ['b64_json', 'url']],
  ])('%s, nothing asked', async (model, members) => {
    const answer = await json('/images/generations', { model, prompt: 'x', size: '64x64', n: 2 })
    expect(answer.body.data.map((each: object) => Object.keys(each).toSorted())).toEqual([members, members])
    const linked = await fetchApi(answer.body.data[0].url)
    expect(Buffer64(new Uint8Array(await linked.arrayBuffer()))).toBe(answer.body.data[0].b64_json)
  })
  it('if one is requested, only this one', async () => {
    for (const format of ['url', 'b64_json']) {
      const answer = await json('/images/generations', { model: 'sketch', prompt: 'x', size: '64x64', response_format: format })
      expect(Object.keys(answer.body.data[0])).toEqual([format])
    }
  })
})

describe('S2: failures after which a repeat would be charged again', () => {
  it.each([
    ['the provider breaks off its answer', { fail: 'timeout', billed: 'unknown' }, 'outcome_indeterminate'],
    ['a failure that was billed', { fail: 'malformed', billed: 'yes', cost_micros: 123 }, 'provider_bad_answer'],
    ['a failure of the repeatable kind that was billed', { fail: 'unavailable', billed: 'yes', cost_micros: 123 }, 'provider_error'],
    ['the same, a timeout', { fail: 'timeout', billed: 'yes', cost_micros: 123 }, 'provider_error'],
    ['the same, a rate limit', { fail: 'rate_limited', billed: 'yes', cost_micros: 123 }, 'provider_error'],
  ])('%s', async (_, played, code) => {
    const body = { model: 'sketch-priced', prompt: 'x', size: '64x64', ...play(played) }
    for (const path of ['/images/generations', '/generate']) {
      const answer = await json(path, body)
      expect([path, answer.status, answer.body.code]).toEqual([path, 424, code])
      expect(answer.headers.get('x-generation-id')).toBe(answer.body.generation_id)
      expect(answer.headers.get('x-should-retry')).toBe('false')
      expect(answer.body.error.type).toBe('server_error')
    }
  })
  it('a failure that was not billed may be repeated', async () => {
    const answer = await json('/images/generations', {
      model: 'sketch-priced',
      prompt: 'x',
      size: '64x64',
      ...play({ fail: 'unavailable' }),
    })
    expect([answer.status, answer.body.code]).toEqual([503, 'provider_unavailable'])
  })
})

describe('S6: names of the route', () => {
  it('in errors', async () => {
    const refused = await json('/images/generations', { model: 'dall-e-3x', prompt: 'x' })
    expect(refused.body.errors[0].pointer).toBe('/body/model')
    const reject = { model: 'sketch', prompt: 'x', on_unsupported: 'reject' }
    const background = await json('/images/edits', { ...reject, image: base64, background: 'transparent', output_format: 'jpeg' })
    expect([background.body.error.param, background.body.detail]).toEqual(['background', expect.stringMatching(/^`background` cannot be/)])
    const count = await json('/images/edits', { model: 'gpt-image-1', prompt: 'x', image: Array.from({ length: 17 }, () => base64) })
    expect(count.status).toBe(400)
    const nobodys = { model: 'sketch', prompt: 'x', images: [{ file_id: 'asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' }] }
    const unknown = await json('/images/edits', nobodys)
    expect([unknown.status, unknown.body.detail]).toEqual([400, expect.stringMatching(/^`images\[0\]` is not an asset/)])
    const inputs = await json('/images/edits', {
      ...reject,
      images: [base64, base64, base64, base64, base64, base64, base64, base64, base64],
    })
    expect(inputs.body.errors?.[0].pointer ?? '/body/images').toMatch(/^\/body\/images/)
  })
  it('in warnings', async () => {
    const answer = await json('/images/generations', {
      model: 'sketch',
      prompt: 'x',
      size: '64x64',
      output_format: 'png',
      output_compression: 50,
      style: 'vivid',
    })
    for (const warning of answer.body.warnings) {
      expect(warning.pointer).toMatch(/^\/body\/(output_compression|style|output_format)$/)
      expect(warning.message).toMatch(/^`(output_compression|style|output_format)` was /)
    }
    expect(answer.body.warnings.length).toBeGreaterThan(0)
  })
})

describe('S8: headers', () => {
  it('name the generation, the cost and the changes', async () => {
    const answer = await json('/images/generations', { model: 'sketch-priced', quality: 'low', prompt: 'x', size: '64x64', style: 'zoë' })
    expect(answer.headers.get('x-generation-id')).toBe(answer.body.generation_id)
    expect(answer.headers.get('x-cost-micros')).toBe(String(answer.body.cost.amount_micros))
    expect(JSON.parse(answer.headers.get('x-warnings')!)).toEqual(answer.body.warnings)
    const plain = await json('/images/generations', { model: 'sketch', prompt: 'x', size: '64x64' })
    expect(plain.headers.get('x-warnings')).toBeNull()
  })
})

describe('S9: the size of the answer', () => {
  it.each(['64x64', '1024x1024', '512x256'])('%s', async (size) => {
    expect((await json('/images/generations', { model: 'sketch', prompt: 'x', size })).body.size).toBe(size)
  })
})
