import { describe, expect, it } from 'vitest'
import { Problem } from '../../generated/generation/schemas.ts'
import { callAlone, loneInstance } from '../support/lone-generation-service.ts'

describe('calls from web pages', () => {
  it('a page of an allowed origin may read answers', async () => {
    const caller = loneInstance({ corsOrigins: ['https://app.example.com'] }).project()
    const response = await caller.call('/models', { headers: { origin: 'https://app.example.com' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example.com')
    expect(response.headers.get('access-control-expose-headers')).toContain('RateLimit')
    expect(response.headers.get('vary')).toContain('Origin')
  })
  it('vary by origin, so that a cached answer is not shown to another page', async () => {
    const response = await loneInstance().project().call('/models')
    expect(response.headers.get('vary')).toContain('Origin')
  })
  it('from other pages are refused before anything is done', async () => {
    for (const corsOrigins of [[], ['https://app.example.com']]) {
      const caller = loneInstance({ corsOrigins }).project()
      for (const origin of ['https://evil.example', 'https://app.example.com.evil.example', 'null', 'http://app.example.com']) {
        const response = await caller.call('/assets', { method: 'POST', headers: { origin } })
        expect(Problem().parse(await response.json()).code).toBe('origin_not_allowed')
        // This header lets the page read why its request is refused.
        expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      }
    }
  })
  it('are allowed for every page if the instance says so, always for its own pages, and for none without a key', async () => {
    const anyone = loneInstance({ corsOrigins: ['*'] }).project()
    expect(
      (await anyone.call('/models', { headers: { origin: 'https://anywhere.example' } })).headers.get('access-control-allow-origin'),
    ).toBe('https://anywhere.example')
    const own = loneInstance().project()
    expect((await own.call('/models', { headers: { origin: 'http://localhost' } })).status).toBe(200)
    const stranger = await callAlone('/models', { headers: { origin: 'https://anywhere.example' } })
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([401, 'https://anywhere.example'])
  })
  it('follow a change at once', async () => {
    const instance = loneInstance()
    const caller = instance.project()
    const headers = { origin: 'https://app.example.com' }
    expect((await caller.call('/models', { headers })).status).toBe(403)
    instance.snapshot = {
      ...instance.snapshot,
      epoch: 2,
      instance: { ...instance.snapshot.instance, corsOrigins: ['https://app.example.com'] },
    }
    expect((await caller.call('/models', { headers })).status).toBe(200)
  })
  it('preflights are answered', async () => {
    const response = await callAlone('/generate', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-stainless-lang',
      },
    })
    expect([
      response.status,
      response.headers.get('access-control-allow-origin'),
      response.headers.get('access-control-allow-headers'),
    ]).toEqual([204, 'https://app.example.com', 'authorization,x-stainless-lang'])
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
  })
})

describe('a page whose name leads to the server (DNS rebinding)', () => {
  const message = { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) }
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-11-25',
  }
  /**
   * Requests the list of models and sends a message to the MCP endpoint, both like a browser page that was loaded from `origin`. Returns
   * the statuses of the two responses.
   */
  const statusesOf = async (ENVIRONMENT: string, origin: string) => {
    const instance = loneInstance()
    instance.bindings = { ENVIRONMENT, ALLOW_PRIVATE_ADDRESSES: 'false' }
    const caller = instance.project()
    const list = await caller.call(`${origin}/v1/models`, { headers: { origin } })
    const agent = await caller.call(`${origin}/mcp`, { ...message, headers: { ...headers, origin } })
    await agent.arrayBuffer()
    return [list.status, agent.status]
  }
  it.each(['http://evil.example', 'http://evil.example:8787', 'http://localhost.evil.example:8787', 'http://127.0.0.1.evil.example'])(
    '%s is refused on an own machine',
    async (origin) => expect(await statusesOf('development', origin)).toEqual([403, 403]),
  )
  it.each(['http://localhost:8787', 'http://studio.localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])(
    '%s is the own page of an own machine',
    async (origin) => expect(await statusesOf('development', origin)).toEqual([200, 200]),
  )
  it('is the own page of a deployed Worker, which is reached by its own names only', async () => {
    expect(await statusesOf('production', 'https://pictures.example.com')).toEqual([200, 200])
  })
})
