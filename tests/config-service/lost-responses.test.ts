// Tests every change that takes an Idempotency-Key: it is made, its stored response is lost, and the same request is sent again. The repeat
// must return what the first response returned. If that response had what no GET returns, such as a secret, the repeat must say so.
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import contract from '../../generated/config/openapi.json'
import { noteStorage } from '../../src/config-service/alerts/note-storage.ts'
import { services } from '../support/config-services.ts'
import { configApi, mintInstance, mintTenant, mintUser, mustApi, type Tenant, uniqueSlug } from '../support/tenant.ts'

interface Lost {
  method: string
  path: string
  body?: unknown
  /** Reads the ETag of the resource at this path, and sends it as If-Match. */
  matching?: string
  isSuperadmin?: true
  /** True if no GET returns the result. */
  hasNoGet?: true
}

let tenant: Tenant
let id: Record<'user' | 'organization' | 'instance' | 'alert' | 'connection', string>
beforeAll(async () => {
  tenant = await mintTenant()
  const { userId } = await mintUser(tenant, 'developer')
  const slug = uniqueSlug('empty')
  const organization = (await mustApi('POST', '/organizations', { name: slug, slug }, tenant.superadminKey)).body.id
  const instance = await mintInstance(tenant)
  await noteStorage(services, { instanceId: tenant.instanceId, bytes: 95, limitBytes: 100, rows: null })
  const alert = (await mustApi('GET', `/instances/${tenant.instanceId}/alerts`, undefined, tenant.adminKey)).body.data[0].id
  const fields = { fields: { api_key: 'sk-0123456789abcdef' } }
  const connection = (await mustApi('PUT', `/instances/${tenant.instanceId}/credentials/ideogram`, fields, tenant.adminKey)).body.id
  id = { user: userId, organization, instance, alert, connection }
})

const named = () => {
  const slug = uniqueSlug('made')
  return { name: slug, slug }
}
const newKey = async () => {
  const body = { kind: 'project', project_id: tenant.projectId, name: 'App', scopes: ['read'] }
  return (await mustApi('POST', '/keys', body, tenant.adminKey)).body.id as string
}
const newWebhook = async () => {
  const body = { url: 'https://hooks.example.com/a', events: ['generation.succeeded'] }
  return (await mustApi('POST', `/instances/${tenant.instanceId}/webhooks`, body, tenant.adminKey)).body.id as string
}
const newProject = async () =>
  (await mustApi('POST', `/instances/${tenant.instanceId}/projects`, named(), tenant.adminKey)).body.id as string

const CHANGES: Record<string, () => Lost | Promise<Lost>> = {
  createOrganization: () => ({ method: 'POST', path: '/organizations', body: named(), isSuperadmin: true }),
  updateOrganization: () => {
    const path = `/organizations/${tenant.organizationId}`
    return { method: 'PATCH', path, body: { name: 'Other' }, matching: path }
  },
  deleteOrganization: () => {
    const path = `/organizations/${id.organization}`
    return { method: 'DELETE', path, matching: path, isSuperadmin: true }
  },
  createUser: () => ({
    method: 'POST',
    path: '/users',
    body: { organization_id: tenant.organizationId, name: 'New', email: 'new@example.com', role: 'viewer' },
  }),
  updateUser: () => ({ method: 'PATCH', path: `/users/${id.user}`, body: { name: 'Other' }, matching: `/users/${id.user}` }),
  setUserGrants: () => ({
    method: 'PUT',
    path: `/users/${id.user}/grants`,
    body: { grants: [{ instance_id: tenant.instanceId, role: 'viewer' }] },
    matching: `/users/${id.user}`,
  }),
  deleteUser: () => ({ method: 'DELETE', path: `/users/${id.user}`, matching: `/users/${id.user}` }),
  createInstance: () => ({ method: 'POST', path: '/instances', body: { ...named(), default_model: 'sketch' } }),
  updateInstance: () => {
    const path = `/instances/${tenant.instanceId}`
    return { method: 'PATCH', path, body: { name: 'Other' }, matching: path }
  },
  deleteInstance: () => ({ method: 'DELETE', path: `/instances/${id.instance}`, matching: `/instances/${id.instance}` }),
  createProject: () => ({ method: 'POST', path: `/instances/${tenant.instanceId}/projects`, body: named() }),
  updateProject: () => {
    const path = `/projects/${tenant.projectId}`
    return { method: 'PATCH', path, body: { name: 'Other' }, matching: path }
  },
  deleteProject: async () => {
    const path = `/projects/${await newProject()}`
    return { method: 'DELETE', path, matching: path }
  },
  setLimits: () => {
    const path = `/instances/${tenant.instanceId}/limits`
    const limit = { scope: 'instance', target: null, metric: 'requests', limit: 100, window_seconds: 60 }
    return { method: 'PUT', path, body: { limits: [limit] }, matching: path }
  },
  setModelSettings: () => {
    const path = `/instances/${tenant.instanceId}/models`
    return { method: 'PUT', path, body: { models: [{ model: 'sketch', enabled: true }], aliases: [] }, matching: path }
  },
  importInstance: async () => {
    const exported = await mustApi('GET', `/instances/${tenant.instanceId}/export`, undefined, tenant.adminKey)
    const path = `/instances/${tenant.instanceId}/import`
    const body = { ...exported.body, limits: [] }
    return { method: 'POST', path, body, matching: `/instances/${tenant.instanceId}`, hasNoGet: true }
  },
  createKey: () => ({
    method: 'POST',
    path: '/keys',
    body: { kind: 'project', project_id: tenant.projectId, name: 'App', scopes: ['read'] },
    hasNoGet: true,
  }),
  updateKey: async () => {
    const path = `/keys/${await newKey()}`
    return { method: 'PATCH', path, body: { name: 'Other' }, matching: path }
  },
  rotateKey: async () => ({ method: 'POST', path: `/keys/${await newKey()}/rotate`, body: { grace_period_seconds: 60 }, hasNoGet: true }),
  revokeKey: async () => {
    const path = `/keys/${await newKey()}`
    return { method: 'DELETE', path, matching: path }
  },
  putCredential: () => ({
    method: 'PUT',
    path: `/instances/${tenant.instanceId}/credentials/openai`,
    body: { fields: { api_key: 'sk-0123456789abcdef' } },
  }),
  rotateCredential: () => ({
    method: 'POST',
    path: `/credentials/${id.connection}/rotate`,
    body: { fields: { api_key: 'sk-fedcba9876543210' } },
    matching: `/credentials/${id.connection}`,
  }),
  deleteCredential: () => {
    const path = `/credentials/${id.connection}`
    return { method: 'DELETE', path, matching: path }
  },
  createWebhook: () => ({
    method: 'POST',
    path: `/instances/${tenant.instanceId}/webhooks`,
    body: { url: 'https://hooks.example.com/b', events: ['generation.failed'] },
    hasNoGet: true,
  }),
  updateWebhook: async () => {
    const path = `/webhooks/${await newWebhook()}`
    return { method: 'PATCH', path, body: { events: ['generation.failed'] }, matching: path }
  },
  rotateWebhookSecret: async () => ({ method: 'POST', path: `/webhooks/${await newWebhook()}/rotate-secret`, body: {}, hasNoGet: true }),
  deleteWebhook: async () => {
    const path = `/webhooks/${await newWebhook()}`
    return { method: 'DELETE', path, matching: path }
  },
  setAlertSettings: () => {
    const path = `/instances/${tenant.instanceId}/alert-settings`
    return { method: 'PUT', path, body: { budget_percents: [50, 90] }, matching: path }
  },
  acknowledgeAlert: () => ({ method: 'POST', path: `/alerts/${id.alert}/acknowledge`, hasNoGet: true }),
}

it('covers every operation that takes an Idempotency-Key', () => {
  const keyed = Object.values(
    contract.paths as Record<string, Record<string, { operationId?: string; parameters?: unknown[]; security?: unknown[] }>>,
  )
    .flatMap((path) => Object.values(path))
    // `setUp` needs no API key, so its Idempotency-Key is kept elsewhere; setup-repeated.test.ts tests it.
    .filter(({ parameters, operationId }) => operationId !== 'setUp' && JSON.stringify(parameters ?? []).includes('IdempotencyKey'))
    .map(({ operationId }) => operationId)
  expect(Object.keys(CHANGES).toSorted()).toEqual(keyed.toSorted())
})

it.each(Object.entries(CHANGES))('%s', async (operation, change) => {
  const { method, path, body, matching, isSuperadmin, hasNoGet } = await change()
  const key = isSuperadmin ? tenant.superadminKey : tenant.adminKey
  const match = matching === undefined ? null : (await mustApi('GET', matching, undefined, key)).headers.get('etag')
  const headers = { 'idempotency-key': `lost-${operation}`, ...(match === null ? {} : { 'if-match': match }) }

  const first = await mustApi(method, path, body, key, headers)
  await env.CONFIG_DB.prepare('UPDATE idempotency SET sealed_answer = NULL').run()
  const repeated = await configApi(method, path, body, key, headers)

  if (hasNoGet) {
    expect([repeated.status, repeated.body.code]).toEqual([409, 'conflict'])
    return
  }
  const seen = ({ status, headers: given }: typeof first) => [status, given.get('etag'), given.get('location')]
  expect(seen(repeated)).toEqual(seen(first))
  // GET may return more, such as the health of a connection.
  if (first.body !== null) expect(repeated.body).toMatchObject(first.body)
})
