// oxlint-disable unicorn/no-thenable -- `then` is a field in the template language
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type HttpCall, providerHttp } from '../../src/providers/http.ts'
import { retryAfterMs } from '../../src/shared/retry-after.ts'
import { filePart, multipart } from '../../src/providers/multipart.ts'
import { withOptions } from '../../src/providers/options.ts'
import { valuesAt } from '../../src/providers/custom/pointer.ts'
import { fill, fillPath } from '../../src/providers/custom/template.ts'
import { scrub } from '../../src/providers/scrub.ts'
import { createGuardedFetch } from '../../src/shared/guarded-fetch/fetch.ts'
import type { Json, JsonObject } from '../../src/shared/json.ts'
import { Secret } from '../../src/shared/secret.ts'
import { failureOf } from './harness.ts'

const NOW = Date.UTC(2026, 10, 24, 9, 30)
const SECRET = 'sk-Zq8/T+1v=canary.9b3f7c2e5d'

function client(answer: (url: string, init: RequestInit) => Response, baseUrl: string | null = null) {
  const seen: { url: string; headers: Headers }[] = []
  const http = providerHttp({
    provider: 'Example',
    defaultBaseUrl: 'https://api.example-provider.com/v1',
    isOwnHost: (host) => host.endsWith('.example-provider.com'),
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']!.reveal()}` }),
    context: {
      clock: () => NOW,
      signal: new AbortController().signal,
      credential: { fields: { api_key: new Secret(SECRET) }, baseUrl },
      fetch: async (url, init) => {
        seen.push({ url, headers: new Headers(init.headers) })
        return answer(url, init)
      },
    },
  })
  return { http, seen }
}
const get = (target: string): HttpCall => ({ method: 'GET', target, mayBill: false })

describe('addresses and credentials', () => {
  it('joins paths to the base URL, whatever its end', async () => {
    const { http, seen } = client(() => Response.json({}), 'https://proxy.example-owner.com/openai/')
    await http.json({ ...get('/models'), query: { limit: '1' } }, z.object({}))
    expect(seen[0]!.url).toBe('https://proxy.example-owner.com/openai/models?limit=1')
    expect(seen[0]!.headers.get('authorization')).toBe(`Bearer ${SECRET}`)
  })

  it('calls addresses of the provider itself, and no others', async () => {
    const own = ['https://api.example-provider.com/x', 'https://eu.example-provider.com/x']
    const foreign = [
      'https://evil.example.net/x',
      'https://example-provider.com.evil.net/x',
      'http://eu.example-provider.com/x',
      'https://eu.example-provider.com:8443/x',
      'https://user:pw@api.example-provider.com/x',
      'https://evilexample-provider.com/x',
      'nonsense',
    ]
    const { http, seen } = client(() => Response.json({}))
    for (const url of own) expect(http.isOwn(url)).toBe(true)
    for (const url of foreign) {
      expect(http.isOwn(url)).toBe(false)
      await failureOf(http.send(get(url)))
    }
    expect(seen).toEqual([])
    // The key of a self-hosted server must never be sent to the provider's own hosts, even if an answer of the self-hosted server contains
    // a URL at these hosts.
    expect(client(() => Response.json({}), 'https://mine.example-owner.com').http.isOwn('https://eu.example-provider.com/x')).toBe(false)
  })

  it('reports a refused connection; the local runtime does not tell it from a broken one', async () => {
    // Uses the real `fetch` instead of a fake, because providerHttp reads the error messages of the runtime.
    const guarded = createGuardedFetch({ fetch: (url, init) => fetch(url, init), allowPrivateAddresses: true, ownHosts: [] })
    const { context } = {
      context: {
        clock: () => NOW,
        signal: AbortSignal.timeout(5000),
        credential: { fields: { api_key: new Secret(SECRET) }, baseUrl: 'http://127.0.0.1:9' },
        fetch: guarded,
      },
    }
    const http = providerHttp({ provider: 'Example', defaultBaseUrl: 'https://api.example.com', authorize: () => ({}), context })
    const failure = await failureOf(http.send({ method: 'POST', target: '/x', json: {}, mayBill: true }))
    expect([failure.kind, failure.billed]).toEqual(['unavailable', 'unknown'])
  })
})

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['0', 0],
    ['2', 2000],
    ['1.5', 1500],
    [' 30 ', 30_000],
    ['86400', 3_600_000],
    ['1e99', null],
    ['-1', null],
    ['', null],
    ['tomorrow', null],
    ['Tue, 24 Nov 2026 09:31:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
    ['2026-11-24T09:31:00Z', null],
  ])('%s → %s', (header, expected) => expect(retryAfterMs(header, NOW)).toBe(expected))
})

describe('scrub', () => {
  const secrets = [new Secret(SECRET)]
  const bytes = new TextEncoder().encode(SECRET)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  it.each([
    ['plain', SECRET],
    ['url-encoded', encodeURIComponent(SECRET)],
    ['url-encoded in small letters', encodeURIComponent(SECRET).replaceAll(/%../g, (code) => code.toLowerCase())],
    ['url-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['base64', btoa(SECRET)],
    ['base64url', btoa(SECRET).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
    ['inside of base64', btoa(`user:${SECRET}`)],
    ['hex', hex],
    ['a beginning', SECRET.slice(0, 15)],
    ['an end', SECRET.slice(-15)],
    ['in JSON', JSON.stringify({ key: SECRET })],
  ])('%s', (_, spelled) => {
    const clean = scrub(`before ${spelled} after`, secrets)
    expect(clean).toContain('[redacted]')
    for (let at = 0; at + 12 <= spelled.length; at++) {
      const piece = spelled.slice(at, at + 12)
      if (!piece.includes('"')) expect(clean).not.toContain(piece)
    }
    expect(clean).toMatch(/^before .*after$/)
  })

  it('leaves harmless text unchanged, on one line, and cuts it', () => {
    expect(scrub('The prompt\n was\t refused.\u0000', secrets)).toBe('The prompt was refused.')
    expect(scrub('x'.repeat(5000), secrets)).toHaveLength(500)
  })
})

describe('multipart', () => {
  it('equals what FormData reads, with the declared length', async () => {
    const file = Uint8Array.from({ length: 200_000 }, (_, at) => at & 255)
    const body = multipart([{ name: 'prompt', value: 'Ä "lake"' }, filePart('image[]', 'a "b".png', 'image/png', file)])
    const bytes = new Uint8Array(await new Response(body.open()).arrayBuffer())
    expect(bytes.byteLength).toBe(body.sizeBytes)
    const form = await new Response(body.open(), { headers: { 'content-type': body.contentType } }).formData()
    expect(form.get('prompt')).toBe('Ä "lake"')
    const read = form.get('image[]') as File
    expect(read.type).toBe('image/png')
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(file)
  })
})

describe('provider_options', () => {
  it('are passed on, but do not override what was planned', () => {
    expect(withOptions({ prompt: 'a', seed: null }, { user: 'me' }, ['n'])).toEqual({ prompt: 'a', user: 'me' })
    const over: JsonObject[] = [{ n: 10 }, { prompt: 'b' }, { seed: 1 }]
    for (const options of over) expect(() => withOptions({ prompt: 'a', seed: null }, options, ['n'])).toThrow('provider_options')
  })
})

describe('templates', () => {
  it('insert values unchanged, and leave out missing ones', () => {
    const template = {
      text: 'a {{prompt}}!',
      n: '{{n}}',
      seed: '{{seed}}',
      list: ['{{n}}', '{{seed}}'],
      deep: { keep: true, size: '{{width}}x{{height}}' },
    }
    expect(fill(template, { values: { prompt: '{{n}} "x"', n: 2, seed: null, width: 3, height: 4 }, inputs: [] })).toEqual({
      text: 'a {{n}} "x"!',
      n: 2,
      list: [2],
      deep: { keep: true, size: '3x4' },
    })
    expect(JSON.parse(JSON.stringify(fill(JSON.parse('{"__proto__": {"a": "{{n}}"}}'), { values: { n: 1 }, inputs: [] })))).toEqual(
      JSON.parse('{"__proto__": {"a": 1}}'),
    )
  })

  it('choose by present values, convert values, and repeat for the inputs', () => {
    const input = (address: string, role: 'image' | 'reference' = 'image') => ({
      role,
      values: { image_address: address, image_role: role },
    })
    const filled = (template: Json, values: Record<string, Json> = {}, inputs: ReturnType<typeof input>[] = []) =>
      fill({ t: template }, { values, inputs })
    const each = { $each: 'inputs', item: { url: '{{image_address}}', n: '{{n}}' } }
    expect(filled(each)).toEqual({})
    expect(filled(each, { n: 2 }, [input('a'), input('b')])).toEqual({
      t: [
        { url: 'a', n: 2 },
        { url: 'b', n: 2 },
      ],
    })
    expect(
      filled(['x', { ...each, skip: 1, take: 1, item: '{{image_address}}' }, [1, ['{{n}}']]], { n: 3 }, [
        input('a'),
        input('b'),
        input('c'),
      ]),
    ).toEqual({
      t: ['x', 'b', [1, [3]]],
    })
    expect(filled({ $each: 'inputs', roles: ['reference'], item: '{{image_address}}' }, {}, [input('a'), input('b', 'reference')])).toEqual(
      { t: ['b'] },
    )
    const shape = { $if: ['aspect_ratio', 'resolution'], then: { ratio: '{{aspect_ratio}}', size: '{{resolution}}' } }
    expect(filled(shape)).toEqual({})
    expect(filled(shape, { resolution: '2K' })).toEqual({ t: { size: '2K' } })
    expect(filled({ $if: 'operation', is: ['edit'], then: 1, else: 2 }, { operation: 'edit' })).toEqual({ t: 1 })
    expect(filled({ $if: 'operation', is: ['edit'], then: 1, else: 2 }, { operation: 'generate' })).toEqual({ t: 2 })
    expect(filled(['a', { $if: 'seed', then: each }], { seed: 0 }, [input('a')])).toEqual({ t: ['a', { url: 'a' }] })
    const map = { $map: '{{format}}', values: { jpeg: 'jpg' } }
    expect([filled(map, { format: 'jpeg' }), filled(map, { format: 'png' }), filled(map)]).toEqual([{ t: 'jpg' }, { t: 'png' }, {}])
    expect(filled({ ...map, else: 'other' }, { format: 'constructor' })).toEqual({ t: 'other' })
  })

  it('keep a value inside its segment of a path', () => {
    expect(new URL(fillPath('/jobs/{{id}}', { id: '../../admin?x=1#y' }), 'https://a.example.com').pathname).toBe(
      '/jobs/..%2F..%2Fadmin%3Fx%3D1%23y',
    )
    expect(fillPath('/models/{{model}}/run', { model: 'owner/one two' })).toBe('/models/owner/one%20two/run')
    for (const id of ['.', '..']) expect(() => fillPath('/jobs/{{id}}', { id })).toThrow(RangeError)
  })

  it('find what a pointer with stars points at', () => {
    const body: Json = { data: [{ url: 'a' }, { url: 'b' }, { other: 1 }], 'x/y': { '~': 3 } }
    expect(valuesAt(body, '/data/*/url')).toEqual(['a', 'b'])
    expect(valuesAt(body, '/data/1/url')).toEqual(['b'])
    expect(valuesAt(body, '/x~1y/~0')).toEqual([3])
    expect(valuesAt(body, '/constructor/name')).toEqual([])
  })
})
