// Tests that the `type` of every error leads to a page about it (row G14 in docs/development/field-tests.md).
import { describe, expect, it } from 'vitest'
import { ERRORS } from '../../src/shared/errors.ts'
import { call } from '../support/call.ts'

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('G14: pages about errors', () => {
  it.each(Object.entries(ERRORS))('%s has one, as HTML and as JSON', async (code, [status, title]) => {
    const html = await call(`GET /problems/${code}`, { headers: { accept: BROWSER } })
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(html.headers.get('x-request-id')).toMatch(/^req_/)
    expect(html.text).toContain(`<code>${code}</code>, status ${status}`)
    expect(html.text).not.toMatch(/undefined|<script|<style|style=/)
    const json = await call(`GET /problems/${code}`, { headers: { accept: 'application/json' } })
    expect(json.status).toBe(200)
    expect(json.body).toMatchObject({ type: `/problems/${code}`, code, status, title })
    for (const part of ['why', 'action']) expect(json.body[part].length, `${code} ${part}`).toBeGreaterThan(15)
  })

  it('the address in an error leads to one of them', async () => {
    const refused = await call('GET /v1/models', {})
    expect(refused.body.type).toBe('/problems/missing_key')
    expect((await call(`GET ${refused.body.type}`)).text).toContain('<h1>An API key is needed</h1>')
  })

  it('there is none for a code that does not exist', async () => {
    for (const code of ['no_such_code', 'constructor', 'toString'])
      expect((await call(`GET /problems/${code}`, { headers: { accept: BROWSER } })).body).toMatchObject({ code: 'route_not_found' })
  })
})
