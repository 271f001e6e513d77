// Prices determine what counts against the organization's budget. Only admins decide about this budget, so only admins may set prices.
import { expect, it } from 'vitest'
import { config } from '../support/call.ts'
import { mintTenant, mintUser } from '../support/tenant.ts'

it('only an admin may change a price; a developer may change the rest', async () => {
  const tenant = await mintTenant()
  const developer = await mintUser(tenant, 'developer')
  const grants = [{ instance_id: tenant.instanceId, role: 'developer' }]
  expect(
    (await config(`PUT /users/${developer.userId}/grants`, { key: tenant.adminKey, headers: { 'if-match': '"1"' }, body: { grants } }))
      .status,
  ).toBe(200)
  const path = `/instances/${tenant.instanceId}/models`
  const set = async (key: string, body: object) => {
    const etag = (await config(`GET ${path}`, { key })).headers.get('etag')!
    return config(`PUT ${path}`, { key, headers: { 'if-match': etag }, body })
  }
  const free = { models: [{ model: 'sketch-priced', enabled: true, price: { kind: 'free' } }] }
  expect((await set(developer.key, { models: [{ model: 'sketch-priced', enabled: true }] })).status).toBe(200)
  expect((await set(developer.key, free)).body.code).toBe('insufficient_role')
  expect((await set(tenant.adminKey, free)).status).toBe(200)
  // A developer may keep a price that an admin has set, but not remove it.
  expect((await set(developer.key, free)).status).toBe(200)
  expect((await set(developer.key, { models: [{ model: 'sketch-priced', enabled: true }] })).body.code).toBe('insufficient_role')
})
