// PUT and PATCH accept the document that GET returns. The list of resources comes from the contract, so a new resource is tested, too.
import { beforeAll, describe, expect, it } from 'vitest'
import document from '../../generated/config/openapi.json'
import { operations } from '../../generated/config/routes.ts'
import { configApi, mintTenant, mustApi, type Tenant } from '../support/tenant.ts'

/**
 * The resources, by the operation that changes them. `pathOf` returns the path of a resource, and `changes` is a change that must be
 * accepted.
 */
const RESOURCES: Record<string, { pathOf: (tenant: Tenant) => Promise<string> | string; changes: Record<string, unknown> }> = {
  updateOrganization: { pathOf: ({ organizationId }) => `/organizations/${organizationId}`, changes: { name: 'Renamed' } },
  updateUser: { pathOf: ({ adminId }) => `/users/${adminId}`, changes: { name: 'Renamed' } },
  updateInstance: { pathOf: ({ instanceId }) => `/instances/${instanceId}`, changes: { retention_days: 12 } },
  updateProject: { pathOf: ({ projectId }) => `/projects/${projectId}`, changes: { name: 'Renamed' } },
  setLimits: {
    pathOf: ({ instanceId }) => `/instances/${instanceId}/limits`,
    changes: { limits: [{ scope: 'instance', target: null, metric: 'requests', window_seconds: 60, limit: 7 }] },
  },
  setModelSettings: {
    pathOf: ({ instanceId }) => `/instances/${instanceId}/models`,
    changes: { aliases: [{ alias: 'house-style', model: 'sketch' }] },
  },
  setAlertSettings: { pathOf: ({ instanceId }) => `/instances/${instanceId}/alert-settings`, changes: { budget_percents: [25, 90] } },
  updateKey: { pathOf: ({ projectKeyId }) => `/keys/${projectKeyId}`, changes: { name: 'Renamed' } },
  updateWebhook: {
    pathOf: async ({ instanceId, adminKey }) => {
      const body = { url: 'https://hooks.example.com/a', events: ['generation.succeeded'] }
      return `/webhooks/${(await mustApi('POST', `/instances/${instanceId}/webhooks`, body, adminKey)).body.id}`
    },
    changes: { description: 'Renamed' },
  },
}
/** Operations at paths for which the contract has no GET, so there is no document to send back. */
const WITHOUT_DOCUMENT = ['putCredential', 'setUserGrants']

const changing = Object.values(operations).filter(({ method }) => method === 'put' || method === 'patch')
let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

it('covers every PUT and PATCH of the contract', () => {
  expect(changing.map(({ operationId }) => operationId).toSorted()).toEqual([...Object.keys(RESOURCES), ...WITHOUT_DOCUMENT].toSorted())
  const paths = document.paths as Record<string, object>
  for (const { operationId, path } of changing) expect('get' in paths[path]!, path).toBe(!WITHOUT_DOCUMENT.includes(operationId))
})

describe('G16: the document of GET is accepted, with one change', () => {
  it.each(Object.entries(RESOURCES))('%s', async (operationId, { pathOf, changes }) => {
    const path = await pathOf(tenant)
    const method = changing.find((operation) => operation.operationId === operationId)!.method.toUpperCase()
    const before = await mustApi('GET', path, undefined, tenant.superadminKey)
    const headers = { 'if-match': before.headers.get('etag')! }
    const put = await configApi(method, path, { ...before.body, ...changes }, tenant.superadminKey, headers)
    expect([put.status, put.body.errors]).toEqual([200, undefined])
    const after = await mustApi('GET', path, undefined, tenant.superadminKey)
    expect(after.body).toMatchObject(changes)
    // Fields that only the server sets keep the server's values.
    const forged = { ...after.body, ...changes, id: 'inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', updated_at: '2000-01-01T00:00:00.000Z' }
    if (!('id' in after.body)) delete forged.id
    if (!('updated_at' in after.body)) delete forged.updated_at
    const headersAfter = { 'if-match': after.headers.get('etag')! }
    const again = await configApi(method, path, forged, tenant.superadminKey, headersAfter)
    expect(again.status).toBe(200)
    const last = await mustApi('GET', path, undefined, tenant.superadminKey)
    expect(last.body.id).toBe(after.body.id)
    expect(last.body.updated_at ?? '').not.toMatch(/^2000/)
    // The request above was accepted, although it set fields that only the server sets. But an unknown field is refused.
    const wrong = await configApi(method, path, { ...after.body, no_such_field: 1 }, tenant.superadminKey, headersAfter)
    expect([wrong.status, wrong.body.errors?.[0].pointer]).toEqual([400, '/body/no_such_field'])
  })
})
