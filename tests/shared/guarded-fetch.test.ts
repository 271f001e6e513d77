import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/shared/errors.ts'
import { checkUrl } from '../../src/shared/guarded-fetch/address.ts'
import { createGuardedFetch } from '../../src/shared/guarded-fetch/fetch.ts'
import { hostsOf } from '../../src/shared/guarded-fetch/hosts.ts'
import { FetchLimit, type GuardedFetchOptions } from '../../src/shared/guarded-fetch/limits.ts'

const PUBLIC = { allowPrivateAddresses: false, ownHosts: ['pictures.example.org'] }
/** Time limits so long that no test reaches them, even on a busy machine. */
const OPTIONS: GuardedFetchOptions = { maxRedirects: 3, maxBytes: 1000, headersTimeoutMs: 60_000, idleTimeoutMs: 60_000 }
/** Short time limits, which are exceeded by bodies that arrive slowly. */
const IMPATIENT: GuardedFetchOptions = { ...OPTIONS, headersTimeoutMs: 300, idleTimeoutMs: 100 }

type Sent = { url: string; init: RequestInit }
function fakeFetch(answers: (Response | ((sent: Sent) => Response | Promise<Response>))[], policy = PUBLIC) {
  const sent: Sent[] = []
  const fetch = createGuardedFetch({
    ...policy,
    fetch: async (url, init) => {
      const request = { url, init }
      sent.push(request)
      const answer = answers[sent.length - 1]
      if (answer === undefined) throw new Error('no answer left')
      return typeof answer === 'function' ? answer(request) : answer
    },
  })
  return { fetch, sent }
}
const redirect = (location: string, status = 302) => new Response(null, { status, headers: { location } })
const code = (error: unknown) => (error instanceof AppError ? error.code : error instanceof FetchLimit ? error.kind : String(error))

describe('addresses', () => {
  const refused = [
    'http://pictures.test.com/a.png',
    'ftp://files.test.com/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'https://cdn.test.com:8443/a.png',
    'https://user:password@cdn.test.com/a.png',
    'https://user@cdn.test.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://１２７.0.0.1/',
    'https://127.0.0.1./',
    'https://8.8.8.8/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://app.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/computeMetadata/v1/',
    'https://metadata/',
    'https://intranet/',
    'https://router.lan/',
    'https://host.home.arpa/',
    'https://pictures.example.org/x',
    'https://cdn.pictures.example.org/x',
    'https://PICTURES.example.org./x',
    '//cdn.test.com/a.png',
    'a.png',
    '',
    'https://',
    'https://cdn..com/',
  ]
  it.each(refused)('%s is refused', (url) => {
    expect(() => checkUrl(url, PUBLIC)).toThrowError(expect.objectContaining({ code: 'url_not_allowed' }))
  })
  it.each([
    'https://cdn.test.com/a.png',
    'https://cdn.test.com:443/a',
    'https://xn--bcher-kva.ch/',
    'https://notpictures.example.com/',
    'https://1.cdn.io/',
  ])('%s is allowed', (url) => {
    expect(checkUrl(url, PUBLIC).protocol).toBe('https:')
  })
  it('allows loopback in development, but no user name, other scheme or own host', () => {
    const development = { allowPrivateAddresses: true, ownHosts: ['localhost:8787'] }
    expect(checkUrl('http://127.0.0.1:9000/x', development).port).toBe('9000')
    expect(checkUrl('http://localhost:9000/x', development).port).toBe('9000')
    for (const url of ['http://u:p@127.0.0.1/', 'file:///x', 'http://localhost:8787/v1/generate'])
      expect(() => checkUrl(url, development)).toThrow(AppError)
  })
})

describe('hosts of an instance', () => {
  it('are refused themselves, also as redirects, but not their subdomains', async () => {
    const hosts = hostsOf({ deliveryBaseUrl: 'https://cdn.acme.com/x', workerUrl: null }, 'http://localhost:8787/v1/assets')
    expect(hosts).toEqual(['cdn.acme.com', 'localhost:8787'])
    expect(hostsOf(null, null)).toEqual([])
    expect(() => checkUrl('https://cdn.acme.com/a', PUBLIC, hosts)).toThrow(AppError)
    expect(checkUrl('https://hooks.cdn.acme.com/a', PUBLIC, hosts).hostname).toBe('hooks.cdn.acme.com')
    const { fetch, sent } = fakeFetch([redirect('https://cdn.acme.com/a')])
    const options = { ...OPTIONS, ownHosts: hosts }
    expect(code(await fetch('https://elsewhere.io/a', {}, options).catch((error: unknown) => error))).toBe('url_not_allowed')
    expect(sent).toHaveLength(1)
  })
})

describe('redirects', () => {
  it('checks each hop', async () => {
    for (const target of [
      'http://127.0.0.1/',
      'https://169.254.169.254/',
      '//localhost/',
      'https://u@cdn.test.com/',
      'http://cdn.test.com/',
    ]) {
      const { fetch, sent } = fakeFetch([redirect(target)])
      expect(code(await fetch('https://cdn.test.com/a', {}, OPTIONS).catch((error: unknown) => error))).toBe('url_not_allowed')
      expect(sent).toHaveLength(1)
    }
  })
  it('follows relative ones and stops after the maximum', async () => {
    const { fetch, sent } = fakeFetch([redirect('/b'), redirect('c'), new Response('here')])
    expect(await (await fetch('https://cdn.test.com/a', {}, OPTIONS)).text()).toBe('here')
    expect(sent.map(({ url }) => url)).toEqual(['https://cdn.test.com/a', 'https://cdn.test.com/b', 'https://cdn.test.com/c'])
    const endless = fakeFetch(Array.from({ length: 9 }, () => redirect('/again')))
    expect(code(await endless.fetch('https://cdn.test.com/a', {}, OPTIONS).catch((error: unknown) => error))).toBe('url_not_allowed')
    expect(endless.sent).toHaveLength(4)
  })
  it('returns the redirect itself if none may be followed', async () => {
    const { fetch } = fakeFetch([redirect('https://elsewhere.test.com/')])
    expect((await fetch('https://cdn.test.com/a', {}, { ...OPTIONS, maxRedirects: 0 })).status).toBe(302)
  })
  it('keeps credentials on the origin and drops them elsewhere, whatever their name', async () => {
    const headers = { authorization: 'Bearer s', 'x-key': 's', 'api-key': 's', cookie: 's', 'x-made-up-token': 's', accept: 'image/png' }
    const { fetch, sent } = fakeFetch([redirect('/b'), redirect('https://other.test.com/c'), new Response('x')])
    await fetch('https://cdn.test.com/a', { headers }, OPTIONS)
    expect(new Headers(sent[1]!.init.headers).get('x-key')).toBe('s')
    expect([...new Headers(sent[2]!.init.headers).keys()]).toEqual(['accept'])
  })
  it('does not carry a body to another origin', async () => {
    const { fetch, sent } = fakeFetch([redirect('https://other.test.com/', 307)])
    expect(code(await fetch('https://cdn.test.com/a', { method: 'POST', body: 'prompt' }, OPTIONS).catch((error: unknown) => error))).toBe(
      'url_not_allowed',
    )
    expect(sent).toHaveLength(1)
    const seeOther = fakeFetch([redirect('https://other.test.com/', 303), new Response('x')])
    await seeOther.fetch('https://cdn.test.com/a', { method: 'POST', body: 'prompt' }, OPTIONS)
    expect(seeOther.sent[1]!.init.method).toBe('GET')
    expect(seeOther.sent[1]!.init.body).toBeUndefined()
  })
})

describe('limits of an answer', () => {
  const drip = (pieces: number, bytes: number, delayMs: number) =>
    new ReadableStream<Uint8Array>({
      async pull(sink) {
        await new Promise((resolve) => setTimeout(resolve, delayMs))
        if (pieces-- === 0) sink.close()
        else sink.enqueue(new Uint8Array(bytes))
      },
    })
  it('counts bytes as they arrive', async () => {
    const exactly = fakeFetch([new Response(drip(10, 100, 0))])
    expect((await (await exactly.fetch('https://a.test.com/', {}, OPTIONS)).arrayBuffer()).byteLength).toBe(1000)
    const more = fakeFetch([new Response(drip(1_000_000, 101, 0))])
    const response = await more.fetch('https://a.test.com/', {}, OPTIONS)
    expect(code(await response.arrayBuffer().catch((error: unknown) => error))).toBe('too_large')
  })
  it('trusts a Content-Length that is too large', async () => {
    const { fetch } = fakeFetch([new Response(drip(1, 1, 0), { headers: { 'content-length': '500000000' } })])
    expect(code(await fetch('https://a.test.com/', {}, OPTIONS).catch((error: unknown) => error))).toBe('too_large')
  })
  it('gives up on slow headers and on silence', async () => {
    const silent = fakeFetch([
      ({ init }) => new Promise<Response>((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    ])
    expect(code(await silent.fetch('https://a.test.com/', {}, IMPATIENT).catch((error: unknown) => error))).toBe('headers_timeout')
    const stuck = fakeFetch([new Response(drip(3, 10, 250))])
    const response = await stuck.fetch('https://a.test.com/', {}, IMPATIENT)
    expect(code(await response.text().catch((error: unknown) => error))).toBe('idle_timeout')
  })
  it('reads a short body whole, within the time of one silence', async () => {
    const short = (parts: number, everyMs: number, says: number) =>
      fakeFetch([new Response(drip(parts, 10, everyMs), { headers: { 'content-length': String(says) } })])
    const whole = await short(3, 5, 30).fetch('https://a.test.com/', {}, OPTIONS)
    expect((await whole.arrayBuffer()).byteLength).toBe(30)
    const dripping = short(30, 20, 300).fetch('https://a.test.com/', {}, IMPATIENT)
    expect(code(await dripping.catch((error: unknown) => error))).toBe('idle_timeout')
    // A body that is longer than `holdUpTo` is streamed. Then `idleTimeoutMs` limits only the pause between two chunks. Here the limit is 2
    // seconds. Each of the 50 chunks comes after a pause of 50 ms. So the whole body takes 2.5 seconds, and is accepted all the same.
    const streamed = await short(50, 50, 500).fetch('https://a.test.com/', {}, { ...OPTIONS, idleTimeoutMs: 2000, holdUpTo: 499 })
    expect((await streamed.arrayBuffer()).byteLength).toBe(500)
    const lying = short(30, 0, 5).fetch('https://a.test.com/', {}, { ...OPTIONS, maxBytes: 299 })
    expect(code(await lying.catch((error: unknown) => error))).toBe('too_large')
  })
  it('trusts no length if there is a transfer coding', async () => {
    const headers = { 'content-length': '5', 'transfer-encoding': 'chunked' }
    // If the guarded `fetch` trusted this `content-length`, it would read the whole body before it returns. Instead, it returns a stream.
    const { fetch } = fakeFetch([new Response(drip(30, 10, 20), { headers }), new Response(drip(1000, 1000, 0), { headers })])
    const streamed = await fetch('https://a.test.com/', {}, OPTIONS)
    expect(streamed.headers.has('content-length')).toBe(false)
    expect((await streamed.arrayBuffer()).byteLength).toBe(300)
    const endless = await fetch('https://a.test.com/', {}, OPTIONS)
    expect(code(await endless.text().catch((error: unknown) => error))).toBe('too_large')
  })
  it('obeys the signal before, during and after the headers', async () => {
    const reason = new Error('canceled')
    const before = fakeFetch([new Response('x')])
    await expect(before.fetch('https://a.test.com/', {}, { ...OPTIONS, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(before.sent).toHaveLength(0)
    const controller = new AbortController()
    const after = fakeFetch([new Response(drip(1000, 1, 20))])
    const response = await after.fetch('https://a.test.com/', {}, { ...OPTIONS, signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await expect(response.text()).rejects.toBe(reason)
  })
  it('passes on status and headers, and bodies that must be empty', async () => {
    const { fetch } = fakeFetch([new Response(null, { status: 204, headers: { 'x-request-id': 'r' } })])
    const response = await fetch('https://a.test.com/', {}, OPTIONS)
    expect([response.status, response.headers.get('x-request-id')]).toEqual([204, 'r'])
  })
})
