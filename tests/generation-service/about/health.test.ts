import { expect, test } from 'vitest'
import contract from '../../../generated/generation/openapi.json'
import { call } from '../../support/call.ts'

test('health checks each part, and needs no key', async () => {
  const answer = await call('GET /v1/health')
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ status: 'ok', checks: { database: { ok: true }, storage: { ok: true }, config: { ok: true } } })
})
test('the contract is served as it was written', async () => {
  expect((await call('GET /v1/openapi.json')).body).toEqual(contract)
})
test('an unknown path, and a wrong method', async () => {
  expect((await call('GET /v1/nothing')).body.code).toBe('route_not_found')
  const answer = await call('PUT /v1/generate')
  expect(answer.body.code).toBe('method_not_allowed')
  expect(answer.headers.get('allow')).toContain('POST')
})
