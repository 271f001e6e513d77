// Tests that the adapters of the two frameworks, chanfana and @hono/zod-openapi, behave alike.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { MAX_JSON_BYTES } from '../../src/contract/body.ts'
import type { Problem } from '../../src/contract/problem.ts'
import { mounts } from './support/things.ts'

const key = { authorization: 'Bearer x' }
const json = { ...key, 'content-type': 'application/json' }

describe.each(mounts)('%s', (_, serve) => {
  const send = (method: string, path: string, init: RequestInit = {}, validate = true) =>
    serve(new Request(`http://things.test/v1${path}`, { method, duplex: 'half', ...init } as RequestInit), validate)
  const create = (body: unknown, headers: Record<string, string> = json) =>
    send('POST', '/things', { headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const body = await response.json<Problem>()
    expect(body).toMatchObject({
      status: response.status,
      request_id: response.headers.get('x-request-id'),
      type: `/problems/${body.code}`,
    })
    return body
  }

  describe('bodies', () => {
    it('JSON', async () => {
      const response = await create({ name: 'a', size: 2 })
      expect(response.status).toBe(201)
      expect(await response.json()).toEqual({ name: 'a', size: 2 })
      expect(response.headers.get('location')).toBe('/things/a')
    })

    it('a form: text is read with the schema’s type, repeated names are lists, objects are JSON', async () => {
      const form = new FormData()
      form.append('name', '7')
      form.append('size', '7')
      form.append('loud', 'true')
      form.append('tags', 'one')
      form.append('parts[]', new Blob(['abc']))
      form.append('parts[]', new Blob(['de']))
      form.append('labels', '{"order":"1"}')
      form.append('file', new Blob(['abcdef']), 'file.png')
      const response = await send('POST', '/things', { headers: key, body: form })
      expect(await response.json()).toEqual({
        name: '7',
        size: 7,
        loud: true,
        tags: ['one'],
        'parts[]': ['3 bytes', '2 bytes'],
        labels: { order: '1' },
        file: '6 bytes',
      })
    })

    it('a form that lacks its file', async () => {
      const form = new FormData()
      form.append('name', 'a')
      expect((await problem(await send('POST', '/things', { headers: key, body: form }))).errors).toEqual([
        { pointer: '/body/file', message: expect.any(String) },
      ])
    })

    it('a form without its boundary', async () => {
      const response = await create('--x', { ...key, 'content-type': 'multipart/form-data' })
      expect(await problem(response)).toMatchObject({ status: 400, code: 'invalid_request' })
    })

    it('bytes, as a stream', async () => {
      const response = await send('PUT', '/things/a/bytes', {
        headers: { ...key, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(5000),
      })
      expect(await response.json()).toEqual({ bytes: 5000 })
    })

    it('a patch, and a patch without a body where none is required', async () => {
      const patch = { ...key, 'content-type': 'application/merge-patch+json' }
      expect(await (await send('PATCH', '/things/a', { headers: patch, body: '{"name":"b"}' })).json()).toEqual({ name: 'b' })
      expect(await (await send('PATCH', '/things/a', { headers: key })).json()).toEqual({ name: 'unchanged' })
    })

    it.each([
      ['another type', { ...key, 'content-type': 'text/plain' }],
      ['a type that merely begins alike', { ...key, 'content-type': 'application/jsonx' }],
      ['another JSON', { ...key, 'content-type': 'application/merge-patch+json' }],
    ])('415: %s', async (_name, headers) => {
      expect(await problem(await create('{"name":"a"}', headers))).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    })

    it('415: a body without a content type', async () => {
      const bytes = new TextEncoder().encode('{"name":"a"}')
      expect(await problem(await send('POST', '/things', { headers: key, body: bytes }))).toMatchObject({ status: 415 })
    })

    it('the content type is read without its parameters and in any case', async () => {
      expect((await create({ name: 'a' }, { ...key, 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(201)
    })

    it.each([
      ['none', undefined],
      ['empty', ''],
    ])('400: a required body that is %s', async (_name, body) => {
      expect(await problem(await send('POST', '/things', { headers: json, body }))).toMatchObject({
        status: 400,
        errors: [{ pointer: '/body', message: 'is required' }],
      })
    })

    it.each([
      ['{"name":}', 'The JSON breaks at character 9.'],
      ['{"name": "a",, }', 'The JSON breaks at character 14.'],
      ['[1, 2 3]', 'The JSON breaks at character 7.'],
      ['nul1', 'The JSON breaks at character 4.'],
      ['{"a": "\u0001"}', 'The JSON breaks at character 8.'],
      ['{} x', 'The JSON breaks at character 4.'],
      ['{"name": "a', 'The JSON ends too early.'],
      ['[', 'The JSON ends too early.'],
    ])('400: broken JSON %s', async (text, detail) => {
      expect(await problem(await create(text))).toMatchObject({ status: 400, code: 'malformed_json', detail })
    })

    it('400: invalid UTF-8', async () => {
      const response = await send('POST', '/things', { headers: json, body: new Uint8Array([0x22, 0xff, 0x22]) })
      expect(await problem(response)).toMatchObject({ status: 400, code: 'malformed_json', detail: 'The body is not UTF-8.' })
    })

    it('413: by Content-Length, before a byte is read', async () => {
      const stalled = new ReadableStream({ start: () => {} })
      const response = await send('POST', '/things', { headers: { ...json, 'content-length': String(MAX_JSON_BYTES + 1) }, body: stalled })
      expect(await problem(response)).toMatchObject({ status: 413, code: 'body_too_large' })
    })

    it('413: by the bytes actually read, whatever Content-Length says', async () => {
      let sent = 0
      const endless = new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(65_536).fill(0x20))
          sent += 65_536
        },
      })
      const response = await send('POST', '/things', { headers: { ...json, 'content-length': '10' }, body: endless })
      expect(await problem(response)).toMatchObject({ status: 413, code: 'body_too_large' })
      expect(sent).toBeLessThan(MAX_JSON_BYTES + 1_000_000)
    })

    it('413: an operation’s own maximum for one type', async () => {
      const response = await send('PUT', '/things/a/bytes', {
        headers: { ...key, 'content-type': 'image/png' },
        body: new Uint8Array(1001),
      })
      expect(await problem(response)).toMatchObject({ status: 413 })
    })

    it('every fault at once, with a pointer each', async () => {
      const { errors } = await problem(await create({ name: '', size: 0, 'a/b': 1 }))
      expect(errors!.map(({ pointer }) => pointer).toSorted()).toEqual(['/body/a~1b', '/body/name', '/body/size'])
    })
  })

  describe('parameters', () => {
    it('are read by style', async () => {
      const response = await send('GET', '/things/a?ids=1,2&tag=x&fields=a|b', { headers: { 'x-only': '3, 4' } })
      expect(await response.json()).toEqual({ query: { ids: [1, 2], tag: ['x'], fields: ['a', 'b'], limit: 20 }, only: [3, 4] })
    })

    it.each([
      ['?limit=0', '/query/limit'],
      ['?limit=1e', '/query/limit'],
      ['?ids=1,b', '/query/ids/1'],
      ['?deep=yes', '/query/deep'],
    ])('400: %s', async (query, pointer) => {
      expect((await problem(await send('GET', `/things/a${query}`))).errors).toMatchObject([{ pointer }])
    })

    it('400: the path', async () => {
      expect((await problem(await send('GET', '/things/A1'))).errors).toMatchObject([{ pointer: '/path/id' }])
    })
  })

  describe('answers', () => {
    afterEach(() => vi.restoreAllMocks())

    it('events, if the content type says so', async () => {
      const response = await send('GET', '/things/a?deep=true')
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      expect(await response.text()).toBe('data: {"name":"a"}\n\n')
    })

    it.each(['undeclared status', 'no location'])('an undeclared answer is a 500: %s', async (name) => {
      const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
      expect(await problem(await create({ name }))).toMatchObject({ status: 500, code: 'internal_error' })
      expect(JSON.stringify(logged.mock.calls)).toContain('ContractViolation')
      expect((await send('POST', '/things', { headers: json, body: JSON.stringify({ name }) }, false)).status).not.toBe(500)
    })

    it('a 500 shows a request id, and not the cause', async () => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      const response = await create({ name: 'crash' })
      expect(response.status).toBe(500)
      const text = await response.text()
      expect(text).not.toMatch(/hunter2|Error:|\.ts/)
      expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(['code', 'detail', 'error', 'request_id', 'status', 'title', 'type'])
    })

    it('an expected error keeps its message and sets Retry-After', async () => {
      const response = await create({ name: 'conflict' })
      expect(response.headers.get('retry-after')).toBe('2')
      expect(await problem(response)).toMatchObject({
        code: 'conflict',
        detail: 'There is one.',
        retry_after_ms: 1500,
        error: { type: 'invalid_request_error', param: null, code: 'conflict' },
      })
    })

    it('carries the given request id, or a new one', async () => {
      expect((await send('GET', '/things/a', { headers: { 'x-request-id': 'mine-1' } })).headers.get('x-request-id')).toBe('mine-1')
      expect((await send('GET', '/things/a', { headers: { 'x-request-id': 'not fit' } })).headers.get('x-request-id')).toMatch(/^req_/)
    })
  })

  describe('authorization', () => {
    it('comes before the request is validated', async () => {
      const response = await send('POST', '/things', { headers: { 'content-type': 'application/json' }, body: '{broken' })
      expect(await problem(response)).toMatchObject({ status: 401, code: 'missing_key', error: { type: 'authentication_error' } })
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    })

    it('also runs for open operations, which need no key', async () => {
      expect((await send('GET', '/things/a')).status).toBe(200)
    })
  })

  describe('requests that no operation handles', () => {
    it.each([
      ['DELETE', '/things', 'OPTIONS, POST'],
      ['POST', '/things/a', 'GET, HEAD, OPTIONS, PATCH'],
    ])('405: %s %s', async (method, path, allow) => {
      const response = await send(method, path)
      expect(response.headers.get('allow')).toBe(allow)
      expect(await problem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
    })

    it('404: a path that is not in the contract', async () => {
      expect(await problem(await send('GET', '/nothing'))).toMatchObject({ status: 404, code: 'route_not_found' })
    })

    it('HEAD answers as GET, without a body', async () => {
      const response = await send('HEAD', '/things/a')
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('')
    })
  })
})
