import { expect, test } from 'vitest'
import configPlain from '../../../generated/config/openapi-plain.json'
import plain from '../../../generated/generation/openapi-plain.json'
import contract from '../../../generated/generation/openapi.json'
import { call } from '../../support/call.ts'

test('health checks each part, and needs no key', async () => {
  const answer = await call('GET /v1/health')
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ status: 'ok', checks: { database: { ok: true }, storage: { ok: true }, config: { ok: true } } })
  // Only a dedicated Worker returns the id of its instance. The Worker of this test serves every instance.
  expect(answer.body).not.toHaveProperty('instance_id')
})
test('the contract is served as it was written', async () => {
  expect((await call('GET /v1/openapi.json')).body).toEqual(contract)
})
test('the plain profile is served, for pages of every origin', async () => {
  const headers = { origin: 'https://tool.example' }
  for (const [path, document] of [
    ['/v1/openapi.json', plain],
    ['/config/v1/openapi.json', configPlain],
  ] as const) {
    const answer = await call(`GET ${path}?profile=plain`, { headers })
    expect(answer.body).toEqual(document)
    expect(['*', headers.origin]).toContain(answer.headers.get('access-control-allow-origin'))
    const full = await call(`GET ${path}`, { headers })
    expect(['*', headers.origin]).toContain(full.headers.get('access-control-allow-origin'))
    expect((await call(`GET ${path}?profile=weak`)).body.code).toBe('invalid_request')
  }
})
test('an unknown path, and a wrong method', async () => {
  expect((await call('GET /v1/nothing')).body.code).toBe('route_not_found')
  const answer = await call('PUT /v1/generate')
  expect(answer.body.code).toBe('method_not_allowed')
  expect(answer.headers.get('allow')).toContain('POST')
})
