// Tests the platform with OpenAI's own package, in which only the base URL is changed.
import { env } from 'cloudflare:workers'
import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError, toFile } from 'openai'
import { beforeAll, describe, expect, it } from 'vitest'
import { GenerationList, OpenAIImageEvent, OpenAIImagesResponse, Problem } from '../../../generated/generation/schemas.ts'
import { decodeBase64 } from '../../../src/shared/base64.ts'
import { inspectPicture } from '../../../src/pictures/inspect.ts'
import { call } from '../../support/call.ts'
import { fetchApi } from '../../support/http.ts'
import { png, sha256 } from '../../support/pictures.ts'
import { mintTenant, type Tenant } from '../../support/tenant.ts'

let tenant: Tenant
/**
 * The requests that the SDK has sent, and the responses to them. With the option `answer` of `client`, a test can replace a response of
 * the server.
 */
interface Wire {
  sent: Request[]
  answers: Response[]
}
function client(
  options: { key?: string; maxRetries?: number; answer?: (response: Response, count: number) => Response | Promise<Response> } = {},
): { openai: OpenAI; wire: Wire } {
  const wire: Wire = { sent: [], answers: [] }
  const openai = new OpenAI({
    baseURL: 'http://platform.test/v1',
    apiKey: options.key ?? tenant.projectKey,
    maxRetries: options.maxRetries ?? 0,
    fetch: async (url, init) => {
      const request = new Request(url, init)
      wire.sent.push(request.clone())
      const response = await fetchApi(request)
      wire.answers.push(response.clone())
      return options.answer === undefined ? response : options.answer(response, wire.sent.length)
    },
  })
  return { openai, wire }
}
const generationsOf = async (prompt: string) => {
  const list = GenerationList().parse((await call('GET /v1/generations?limit=100', { key: tenant.projectKey })).body)
  return list.data.filter((generation) => generation.prompt === prompt)
}
/** Adds fields of the platform, which OpenAI's types do not have. */
const ours = <T extends object>(fields: T, more: object): T => ({ ...fields, ...more })
const file = (bytes: Uint8Array<ArrayBuffer>, name = 'picture.png') => toFile(bytes, name, { type: 'image/png' })
const thrown = async (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error as APIError,
  )

beforeAll(async () => {
  tenant = await mintTenant({ settings: { default_model: 'sketch' } })
})

describe('images.generate', () => {
  it('returns links', async () => {
    const { openai, wire } = client()
    const answer = await openai.images.generate({ model: 'sketch', prompt: 'a lighthouse', size: '512x512', n: 2 })
    OpenAIImagesResponse().parse(await wire.answers[0]!.json())
    expect(answer.data).toHaveLength(2)
    const picture = await fetchApi(answer.data![0]!.url!)
    expect(inspectPicture(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ width: 512, height: 512 })
    expect([answer.created, answer.size]).toEqual([expect.any(Number), '512x512'])
    expect((await openai.images.generate({ model: 'sketch', prompt: 'a lighthouse', size: '1024x1024' })).size).toBe('1024x1024')
    expect(answer.usage?.total_tokens).toEqual(expect.any(Number))
  })
  it('returns base64, byte for byte as it is stored', async () => {
    const { openai, wire } = client()
    const answer = await openai.images.generate({
      model: 'sketch',
      prompt: 'a harbour',
      size: '256x256',
      n: 2,
      response_format: 'b64_json',
    })
    const body = OpenAIImagesResponse().parse(await wire.answers[0]!.json())
    const [generation] = await generationsOf('a harbour')
    expect(body.generation_id).toBe(generation!.id)
    expect([body.cost, body.timing_ms]).toEqual([generation!.cost, generation!.timing_ms])
    expect(wire.answers[0]!.headers.get('server-timing')).toBe(
      Object.entries(generation!.timing_ms)
        .map(([name, ms]) => `${name};dur=${ms}`)
        .join(', '),
    )
    for (const [place, image] of generation!.images.entries())
      expect(await sha256(decodeBase64(answer.data![place]!.b64_json!)!)).toBe(image.sha256)
  })
  it('works without a model and with parameters that the model does not know, with warnings', async () => {
    const { openai } = client()
    const answer = await openai.images.generate({ prompt: 'a mill', quality: 'hd', style: 'vivid', user: 'user-7', moderation: 'low' })
    expect(answer.data![0]!.url).toMatch(/^http/)
    const [generation] = await generationsOf('a mill')
    expect(generation!.metadata).toEqual({ user: 'user-7' })
    const strict = await thrown(openai.images.generate(ours({ prompt: 'a mill', style: 'vivid' }, { on_unsupported: 'reject' })))
    expect([strict?.status, strict?.code]).toEqual([400, 'unsupported_parameter'])
  })
  it('accepts fields of the platform as extra ones', async () => {
    const { openai } = client()
    await openai.images.generate(ours({ prompt: 'a bridge' }, { seed: 7, metadata: { order: '1' } }))
    expect((await generationsOf('a bridge'))[0]).toMatchObject({ metadata: { order: '1' } })
  })
})

describe('images.edit and createVariation', () => {
  const picture = png(256, 256, (x, y) => [x, y, 90, 255])
  it('edits, with a mask as OpenAI defines it', async () => {
    const { openai } = client()
    const mask = png(256, 256, (x) => [0, 0, 0, x < 128 ? 0 : 255])
    const answer = await openai.images.edit({
      model: 'sketch',
      image: await file(picture),
      mask: await file(mask, 'mask.png'),
      prompt: 'a red roof',
    })
    expect(answer.data).toHaveLength(1)
    const [generation] = await generationsOf('a red roof')
    expect(generation!.operation).toBe('inpaint')
  })
  it('edits several pictures, without a mask', async () => {
    const { openai } = client()
    const answer = await openai.images.edit({
      model: 'sketch',
      image: [await file(picture), await file(png(64, 64))],
      prompt: 'both together',
      response_format: 'b64_json',
    })
    expect(inspectPicture(decodeBase64(answer.data![0]!.b64_json!)!).format).toBe('png')
    expect((await generationsOf('both together'))[0]!.operation).toBe('edit')
  })
  it('edits pictures that are named in JSON', async () => {
    const upload = await call('POST /v1/assets', { key: tenant.projectKey, body: { base64: picture.toBase64() } })
    for (const reference of [{ file_id: upload.body.id as string }, { image_url: `data:image/png;base64,${picture.toBase64()}` }]) {
      const answer = await call('POST /v1/images/edits', {
        key: tenant.projectKey,
        body: { prompt: 'by name', images: [reference], model: 'sketch' },
      })
      expect([answer.status, answer.body.data?.length]).toEqual([200, 1])
    }
    const neither = await call('POST /v1/images/edits', { key: tenant.projectKey, body: { prompt: 'by name', images: [{}] } })
    expect(Problem().parse(neither.body)).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/body/images/0' }] })
  })
  it('makes a variation', async () => {
    const { openai } = client()
    const answer = await openai.images.createVariation({ model: 'sketch', image: await file(picture), n: 2 })
    expect(answer.data).toHaveLength(2)
  })
  it('keeps uploaded pictures for a day, not for ever', async () => {
    const rows = await env.DATA_DB.prepare(
      'SELECT expires_at FROM assets WHERE instance_id = ? AND generation_id IS NULL AND expires_at IS NOT NULL',
    )
      .bind(tenant.instanceId)
      .all()
    expect(rows.results.length).toBeGreaterThanOrEqual(4)
  })
  it('refuses invalid pictures, and a mask without any area to edit', async () => {
    const { openai } = client()
    const text = await thrown(
      openai.images.edit({ image: await file(new TextEncoder().encode('<svg/>') as Uint8Array<ArrayBuffer>), prompt: 'x' }),
    )
    expect([text?.status, text?.code, text?.param]).toEqual([400, 'input_invalid', 'image'])
    const opaque = await thrown(
      openai.images.edit({ image: await file(picture), mask: await file(new Uint8Array(png(4, 4).slice(0, 30))), prompt: 'x' }),
    )
    expect([opaque?.status, opaque?.code, opaque?.param]).toEqual([400, 'input_invalid', 'mask'])
  })
})

describe('models', () => {
  it('lists and retrieves', async () => {
    const { openai } = client()
    const list = await openai.models.list()
    expect(list.data.map((model) => model.id)).toContain('sketch')
    expect((await openai.models.retrieve('sketch')).owned_by).toBe('sketch')
  })
})

describe('stream', () => {
  it('sends previews, then the picture', async () => {
    const { openai } = client()
    const types: string[] = []
    let last: string | undefined
    const bills: unknown[] = []
    const stream = await openai.images.generate({ model: 'sketch', prompt: 'a storm', stream: true, partial_images: 2 })
    for await (const each of stream) {
      const event = OpenAIImageEvent().parse(each)
      types.push(each.type)
      if (event.type === 'image_generation.completed') bills.push([event.cost, event.timing_ms])
      if (each.type === 'image_generation.completed') last = each.b64_json
    }
    expect(types.at(-1)).toBe('image_generation.completed')
    const [generation] = await generationsOf('a storm')
    expect(await sha256(decodeBase64(last!)!)).toBe(generation!.images[0]!.sha256)
    expect(bills).toEqual([[generation!.cost, generation!.timing_ms]])
  })
  it('streams edits under their own names', async () => {
    const { openai } = client()
    const stream = await openai.images.edit({ model: 'sketch', image: await file(png(64, 64)), prompt: 'calm', stream: true })
    const types: string[] = []
    for await (const each of stream) types.push(each.type)
    expect(types.at(-1)).toBe('image_edit.completed')
  })
})

describe('errors', () => {
  it('are OpenAI’s own classes', async () => {
    const wrongKey = client({ key: tenant.projectKey.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')) })
    expect(await thrown(wrongKey.openai.images.generate({ prompt: 'x' }))).toBeInstanceOf(AuthenticationError)
    const { openai } = client()
    const unknown = await thrown(openai.images.generate({ prompt: 'x', model: 'no-such-model' }))
    expect(unknown).toBeInstanceOf(NotFoundError)
    expect([unknown?.code, unknown?.param]).toEqual(['model_not_found', 'model'])
    const wrongSize = await thrown(openai.images.generate(ours({ prompt: 'x', size: 'huge' } as const, { on_unsupported: 'reject' })))
    expect(wrongSize).toBeInstanceOf(BadRequestError)
    expect([wrongSize?.code, wrongSize?.param]).toEqual(['unsupported_parameter', 'size'])
    expect(await thrown(openai.models.retrieve('none'))).toBeInstanceOf(NotFoundError)
  })
})

describe('the SDK’s own repeats', () => {
  it.each([
    [{ refuse: true }, 400, 'safety_refused'],
    [{ fail: 'bad_credential' }, 424, 'provider_credential_rejected'],
  ])('do not happen once a job has failed: %j', async (play, status, code) => {
    const { openai, wire } = client({ maxRetries: 2 })
    const error = await thrown(
      openai.images.generate(ours({ model: 'sketch', prompt: 'it fails' }, { provider_options: { sketch: play } })),
    )
    expect([error?.status, error?.code, wire.sent.length]).toEqual([status, code, 1])
    expect(wire.answers[0]!.headers.get('x-should-retry')).toBe('false')
    expect(Problem().parse(await wire.answers[0]!.json()).generation_id).toMatch(/^gen_/)
  })
  it('do not happen for a stream whose job has failed', async () => {
    const { openai, wire } = client({ maxRetries: 2 })
    const stream = await openai.images.generate(
      ours({ model: 'sketch', prompt: 'it fails', stream: true } as const, { provider_options: { sketch: { refuse: true } } }),
    )
    const read = async () => {
      for await (const each of stream) expect(each.type).toBe('never')
    }
    const error = await thrown(read())
    expect([error?.code, wire.sent.length]).toEqual(['safety_refused', 1])
  })
  it('join the job that the first request began', async () => {
    const { openai, wire } = client({
      maxRetries: 2,
      answer: (response, count) => {
        if (count === 1) throw new TypeError('connection reset')
        return response
      },
    })
    const answer = await openai.images.generate({ model: 'sketch', prompt: 'sent twice' })
    expect(answer.data).toHaveLength(1)
    expect(wire.sent.map((request) => request.headers.get('x-stainless-retry-count'))).toEqual(['0', '1'])
    expect(await generationsOf('sent twice')).toHaveLength(1)
  })
  it('join for edits, whose forms never have the same bytes', async () => {
    const { openai } = client({
      maxRetries: 2,
      answer: (response, count) => {
        if (count === 1) throw new TypeError('connection reset')
        return response
      },
    })
    await openai.images.edit({ model: 'sketch', image: await file(png(64, 64)), prompt: 'edited twice' })
    expect(await generationsOf('edited twice')).toHaveLength(1)
  })
  it('two requests of the caller are two jobs', async () => {
    const { openai } = client()
    await openai.images.generate({ model: 'sketch', prompt: 'twice on purpose' })
    await openai.images.generate({ model: 'sketch', prompt: 'twice on purpose' })
    expect(await generationsOf('twice on purpose')).toHaveLength(2)
  })
  it('are joined through an Idempotency-Key of the caller', async () => {
    const { openai } = client()
    const options = { headers: { 'Idempotency-Key': 'order-1' } }
    const first = await openai.images.generate({ model: 'sketch', prompt: 'by key' }, options)
    const second = await openai.images.generate({ model: 'sketch', prompt: 'by key' }, options)
    expect((first as unknown as { generation_id: string }).generation_id).toBe(
      (second as unknown as { generation_id: string }).generation_id,
    )
    expect(await generationsOf('by key')).toHaveLength(1)
    const other = await thrown(openai.images.generate({ model: 'sketch', prompt: 'another' }, options))
    expect([other?.status, other?.code]).toEqual([422, 'idempotency_key_reused'])
  })
  // If this test fails, the SDK now sends its option `idempotencyKey` as a header. Then the pages that warn against this option are wrong,
  // for example docs/api/guides/openai-routes.md.
  it('are bought again with the option idempotencyKey of the SDK, which sends no header', async () => {
    const { openai, wire } = client()
    for (let call = 0; call < 2; call++)
      await openai.images.generate({ model: 'sketch', prompt: 'by an option' }, { idempotencyKey: 'order-2' })
    expect(wire.sent.map((request) => request.headers.get('idempotency-key'))).toEqual([null, null])
    expect(await generationsOf('by an option')).toHaveLength(2)
  })
})
