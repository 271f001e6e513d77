// Tests the errors for requests that the contract does not allow.
import { beforeAll, describe, expect, it } from 'vitest'
import { call, config } from '../support/call.ts'
import { fetchApi } from '../support/http.ts'
import { mintTenant, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})
const post = (path: string, body: unknown) => call(`POST ${path}`, { key: tenant.projectKey, body })
const errorsOf = async (path: string, body: unknown) => {
  const answer = await post(path, body)
  expect(answer.status).toBe(400)
  return (answer.body as { errors: { pointer: string; message: string }[] }).errors
}

describe('a union of several forms', () => {
  it('the fault is reported for the form that was intended', async () => {
    expect(await errorsOf('/v1/assets', { url: 'no address' })).toEqual([
      { pointer: '/body/url', message: expect.any(String) as string },
      { pointer: '/body/url', message: 'must be a URI' },
      { pointer: '/body/url', message: 'must begin with https:// or http://' as string },
    ])
    expect(await errorsOf('/v1/assets', { base64: 'AAAA', name: 'x' })).toEqual([
      { pointer: '/body/name', message: 'There is no such field.' },
    ])
    expect(await errorsOf('/v1/images/edits', { prompt: 'x', images: [{ file_id: 'file-abc' }] })).toEqual([
      { pointer: '/body/images/0/file_id', message: expect.stringContaining('asset_') as string },
    ])
  })
  it('if the intended form is unclear, each one names what it needs', async () => {
    expect(await errorsOf('/v1/assets', {})).toEqual([
      { pointer: '/body', message: 'does not match any of the allowed forms: base64 is required; or url is required' },
    ])
    expect(await errorsOf('/v1/assets', { base64: 'AAAA', url: 'https://images.example.com/a.png' })).toEqual([
      {
        pointer: '/body',
        message: 'does not match any of the allowed forms: url There is no such field.; or base64 There is no such field.',
      },
    ])
    expect(await errorsOf('/v1/images/edits', { prompt: 'x', images: ['asset_1'] })).toEqual([
      { pointer: '/body/images/0/image_url', message: expect.any(String) as string },
    ])
  })
})

describe('an unknown field', () => {
  it.each([
    [
      'of an object in an object',
      `/instances/%/models/dry-run`,
      { model: 'sketch', request: { negative_prompt: 'fog' } },
      '/body/request/negative_prompt',
      'There is no such field. There are: operation, prompt, n, size, quality, inputs, provider_options.',
    ],
    [
      'of an object in a list',
      `/instances/%/models/dry-run`,
      { model: 'sketch', answers: [{ body: {}, code: 200 }] },
      '/body/answers/0/code',
      'There is no such field. There are: status, headers, body, body_base64.',
    ],
    [
      'of the body',
      '/instances/%/projects',
      { name: 'A', slug: 'a', colour: 'red' },
      '/body/colour',
      /^There is no such field\. There are: name, slug, /,
    ],
  ])('%s: lists the fields that there are', async (_, path, body, at, message) => {
    const { status, body: answer } = await config(`POST ${path.replace('%', tenant.instanceId)}`, { key: tenant.adminKey, body })
    expect(status).toBe(400)
    expect(answer.errors).toEqual([{ pointer: at, message: typeof message === 'string' ? message : expect.stringMatching(message) }])
  })
  it('of an object with many fields: no list, because the reference has it', async () => {
    expect(await errorsOf('/v1/generate', { prompt: 'a lake', colour: 'red' })).toEqual([
      { pointer: '/body/colour', message: 'There is no such field.' },
    ])
  })
})

describe('a form whose file is only named', () => {
  it.each([
    ['/v1/assets', 'file', { file: '@day.png' }],
    ['/v1/images/variations', 'image', { image: '@day.png' }],
    ['/v1/images/edits', 'image', { prompt: 'x', image: '@day.png' }],
    ['/v1/images/edits', 'image[0]', { prompt: 'x', 'image[0]': '@day.png' }],
    ['/v1/images/edits', 'mask', { prompt: 'x', image: new File([new Uint8Array(9)], 'day.png'), mask: '@day.png' }],
  ])('%s says so for %s', async (path, name, fields) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.set(key, value as string)
    const response = await fetchApi(path, { method: 'POST', headers: { authorization: `Bearer ${tenant.projectKey}` }, body: form })
    expect([response.status, ((await response.json()) as { errors: unknown }).errors]).toEqual([
      400,
      [{ pointer: `/body/${name}`, message: 'is the name of a file as a text; attach the file itself' }],
    ])
  })
})

describe('times at the ends of the calendar', () => {
  const late = '9999-12-31T23:59:59-14:00'
  const early = '0000-01-01T00:00:00%2B14:00'
  it.each([`to=${late}`, `from=${late}`, `from=${early}&to=0000-01-02T00:00:00Z`])(
    'usage?%s: refused, because UTC has another year',
    async (query) => {
      for (const [path, key] of usages())
        expect((await call(`GET ${path}?${query}`, { key })).body.errors).toEqual([
          { pointer: `/query/${query.split('=')[0]}`, message: 'must be in the years 0 to 9999 in UTC' },
        ])
    },
  )
  it.each(['to=0000-01-15T00:00:00Z', 'to=9999-12-31T23:59:59Z'])('usage?%s: shown', async (query) => {
    for (const [path, key] of usages()) expect((await call(`GET ${path}?${query}`, { key })).status).toBe(200)
  })
  it('a key cannot end then', async () => {
    const body = { kind: 'project', project_id: tenant.projectId, name: 'Late', scopes: ['read'], expires_at: late }
    expect((await config('POST /keys', { key: tenant.adminKey, body })).body.errors).toEqual([
      { pointer: '/body/expires_at', message: 'must be in the years 0 to 9999 in UTC' },
    ])
  })
  const usages = () => [
    ['/v1/usage', tenant.projectKey],
    [`/config/v1/instances/${tenant.instanceId}/usage`, tenant.adminKey],
  ]
})

describe('the detail', () => {
  it('names the field that is wrong or unknown, so that a program which prints only the detail shows it', async () => {
    const { body } = await post('/v1/generate', { prompt: 'a lake', n: 99 })
    expect(body).toMatchObject({
      code: 'invalid_request',
      detail: '`n` must be at most 10.',
      error: { message: '`n` must be at most 10.' },
    })
    expect((await post('/v1/generate', { prompt: 'a lake', colour: 'red' })).body).toMatchObject({
      detail: '`colour`: There is no such field.',
    })
    expect((await post('/v1/generate', { n: 99, colour: 'red', strength: 2 })).body).toMatchObject({
      detail: expect.stringMatching(/^`\w+`.* 2 more faults are in `errors`\.$/) as string,
      errors: { length: 3 },
    })
  })
  it('names the header that a key of a user lacks', async () => {
    const { status, body } = await call('GET /v1/generations', { key: tenant.adminKey })
    expect([status, body]).toMatchObject([
      400,
      {
        code: 'invalid_request',
        detail: "The header `X-Project-ID` is required with a user's key: it names the project to act in.",
        errors: [{ pointer: '/header/X-Project-ID' }],
      },
    ])
  })
  it('says why an Idempotency-Key was refused, and why something was not found', async () => {
    const send = (prompt: string) =>
      call('POST /v1/generate', { key: tenant.projectKey, body: { prompt, model: 'sketch' }, headers: { 'Idempotency-Key': 'detail-1' } })
    await send('a lake')
    expect((await send('a hill')).body).toMatchObject({
      code: 'idempotency_key_reused',
      detail: 'The header `Idempotency-Key` was used with another body. Use a new key for a new request.',
    })
    const missing = await call('GET /v1/generations/gen_00000000000000000000000000', { key: tenant.projectKey })
    expect(missing.body).toMatchObject({ code: 'not_found', detail: expect.stringMatching(/^It does not exist, it was deleted/) as string })
  })
})

describe('missing values', () => {
  it('are reported as missing', async () => {
    expect(await errorsOf('/v1/images/generations', {})).toEqual([{ pointer: '/body/prompt', message: 'is required' }])
  })
  it('the error for If-Match says where its value comes from; a weak tag is accepted', async () => {
    const limits = `/instances/${tenant.instanceId}/limits`
    const set = (headers: Record<string, string>) => config(`PUT ${limits}`, { key: tenant.adminKey, body: { limits: [] }, headers })
    expect((await set({})).body).toMatchObject({
      errors: [{ pointer: '/header/if-match', message: 'is required: the ETag of what you have read' }],
    })
    const { headers } = await config(`GET ${limits}`, { key: tenant.adminKey })
    const current = headers.get('etag')!
    expect((await set({ 'if-match': `W/${current}` })).status).toBe(200)
    expect((await set({ 'if-match': `W/${current}` })).status).toBe(412)
  })
  it('an optional body may be absent or empty', async () => {
    const rotated = await fetchApi(`/config/v1/keys/${tenant.projectKeyId}/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.adminKey}` },
    })
    expect(rotated.status).toBe(201)
  })
  it('an object with too few fields is reported with the count', async () => {
    const answer = await config(`PATCH /instances/${tenant.instanceId}`, { key: tenant.adminKey, body: {} })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/body', message: 'needs at least 1 of its fields' }] })
  })
})

describe('the protocol', () => {
  it('OPTIONS lists the methods of a path', async () => {
    for (const [path, allow] of [
      ['/v1/generate', 'OPTIONS, POST'],
      ['/config/v1/instances', 'GET, HEAD, OPTIONS, POST'],
    ] as const) {
      const answer = await fetchApi(path, { method: 'OPTIONS' })
      expect([answer.status, answer.headers.get('allow')]).toEqual([204, allow])
    }
    expect((await fetchApi('/v1/nowhere', { method: 'OPTIONS' })).status).toBe(404)
  })
  it('a compressed body is refused as such, not read as broken text', async () => {
    const answer = await fetchApi('/v1/generate', {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.projectKey}`, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array([0x1f, 0x8b, 8, 0]),
    })
    expect(answer.status).toBe(415)
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/header/content-encoding' }] })
  })
  it('a response from outside the services carries the request id, too', async () => {
    const answer = await fetchApi('/favicon.ico', { headers: { 'x-request-id': 'my-own-1' } })
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([404, 'my-own-1'])
  })
})
