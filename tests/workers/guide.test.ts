import { expect, it } from 'vitest'
import { call } from '../support/call.ts'

// The pages are files in public/guide, which `npm test` builds first.

it('serves the pages under a policy that allows nothing inline and no other host', async () => {
  const { status, headers, text } = await call('GET /guide/')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toMatch(/unsafe|https:|\*/)
  expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer'])
  expect(text).toContain('<h1')
})

it('completes the addresses of pages, and serves files with a hash in their name for ever', async () => {
  expect((await call('GET /guide')).text).toContain('<h1')
  expect((await call('GET /guide/api/errors')).text).toContain('<h1 id="errors">')
  const { text } = await call('GET /guide/api/errors/')
  const style = /href="([^"]+\.css)"/.exec(text)![1]!
  const file = await call(`GET ${new URL(style, 'http://x/guide/api/errors/').pathname}`)
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
})

it('does not send a page again that the browser has', async () => {
  const etag = (await call('GET /guide/')).headers.get('etag')!
  const again = await call('GET /guide/', { headers: { 'if-none-match': etag } })
  expect([again.status, again.text]).toEqual([304, ''])
})

it('has a page of its own for what does not exist', async () => {
  const { status, headers, text } = await call('GET /guide/api/none')
  expect([status, headers.get('content-security-policy') !== null]).toEqual([404, true])
  expect(text).toContain('There is no such page')
  expect(text).toContain('href="/guide/assets/')
})
