// A change reads rows before it writes them. These tests store another change between the read and the write. Then the change that has
// read the old rows writes nothing, not even an entry of the audit log.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { createConfigApp } from '../../src/config-service/app.ts'
import { configApi, mintInstance, mintProject, mintTenant, mustApi, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

const app = createConfigApp()

/** Sends a request as the tenant's admin, and runs `meanwhile` just before the request's change is written. */
async function raced(method: string, path: string, body: unknown, meanwhile: () => Promise<unknown>) {
  let left = 1
  const database = new Proxy(env.CONFIG_DB, {
    get(real, name) {
      if (name === 'batch')
        return async (statements: D1PreparedStatement[]) => {
          const isChange = statements.some((each) =>
            /^\s*INSERT INTO "?audit_log/i.test((each as unknown as { statement: string }).statement),
          )
          if (isChange && left-- > 0) await meanwhile()
          return real.batch(statements)
        }
      const value = Reflect.get(real, name) as unknown
      return typeof value === 'function' ? (value as (...parameters: unknown[]) => unknown).bind(real) : value
    },
  })
  const context = createExecutionContext()
  const request = new Request(`http://platform.test/config/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tenant.adminKey}`,
      ...(method === 'PATCH'
        ? { 'content-type': 'application/merge-patch+json', 'if-match': '"1"' }
        : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await app.fetch(request, { ...env, CONFIG_DB: database }, context)
  await waitOnExecutionContext(context)
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}
const patched = (path: string, body: unknown) => mustApi('PATCH', path, body, tenant.adminKey)
const entries = async (action: string) =>
  (await mustApi('GET', `/audit-log?action=${action}&limit=100`, undefined, tenant.adminKey)).body.data

describe('an import', () => {
  async function furnished() {
    const instanceId = await mintInstance(tenant)
    const projectId = await mintProject({ ...tenant, instanceId })
    const webhook = await mustApi(
      'POST',
      `/instances/${instanceId}/webhooks`,
      { url: 'https://hooks.example.com/a', events: ['generation.succeeded'] },
      tenant.adminKey,
    )
    const { body: file } = await mustApi('GET', `/instances/${instanceId}/export`, undefined, tenant.adminKey)
    return { instanceId, projectId, webhookId: webhook.body.id as string, file }
  }
  async function refused(instanceId: string, file: unknown, meanwhile: () => Promise<unknown>) {
    const before = (await entries('instance.import')).length
    const answer = await raced('POST', `/instances/${instanceId}/import?include=webhooks`, file, meanwhile)
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(answer.body.detail).toContain('Another request changed the resource')
    expect(await entries('instance.import')).toHaveLength(before)
  }

  it('is refused if a project gets another slug', async () => {
    const { instanceId, projectId, file } = await furnished()
    file.projects[0].name = 'From the file'
    await refused(instanceId, file, () => patched(`/projects/${projectId}`, { slug: 'elsewhere' }))
    expect((await configApi('GET', `/projects/${projectId}`, undefined, tenant.adminKey)).body).toMatchObject({ slug: 'elsewhere' })
  })

  it('is refused if a project is replaced by another with its slug', async () => {
    const { instanceId, projectId, file } = await furnished()
    const { slug } = file.projects[0]
    file.projects[0].name = 'From the file'
    await refused(instanceId, file, async () => {
      await mustApi('DELETE', `/projects/${projectId}`, undefined, tenant.adminKey)
      await mustApi('POST', `/instances/${instanceId}/projects`, { name: 'New', slug }, tenant.adminKey)
    })
  })

  it('is refused if an endpoint is changed', async () => {
    const { instanceId, webhookId, file } = await furnished()
    file.webhooks[0].status = 'disabled'
    await refused(instanceId, file, () => patched(`/webhooks/${webhookId}`, { description: 'changed' }))
    const webhook = await configApi('GET', `/webhooks/${webhookId}`, undefined, tenant.adminKey)
    expect(webhook.body).toMatchObject({ status: 'active', description: 'changed' })
  })
})

describe('a key that has made others', () => {
  const made = async (key: string) =>
    (await mustApi('POST', '/keys', { kind: 'project', project_id: tenant.projectId, name: 'p', scopes: ['read'] }, key)).body
  const maker = async () =>
    (
      await mustApi(
        'POST',
        '/keys',
        { kind: 'user', user_id: tenant.adminId, name: 'maker', scopes: ['read', 'generate', 'manage'] },
        tenant.adminKey,
      )
    ).body
  const expiresAt = async (id: string) => (await configApi('GET', `/keys/${id}`, undefined, tenant.adminKey)).body.expires_at

  it('is not changed if it makes another key while one of them is revoked', async () => {
    const key = await maker()
    const first = await made(key.secret)
    let second = { id: '' }
    const end = new Date(Date.now() + 3_600_000).toISOString()
    const answer = await raced('PATCH', `/keys/${key.id}`, { expires_at: end }, async () => {
      await mustApi('DELETE', `/keys/${first.id}`, undefined, tenant.adminKey)
      second = await made(key.secret)
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect([await expiresAt(key.id), await expiresAt(second.id)]).toEqual([null, null])
  })

  it('is not changed if a key that it made is changed', async () => {
    const key = await maker()
    const child = await made(key.secret)
    const end = new Date(Date.now() + 3_600_000).toISOString()
    const answer = await raced('PATCH', `/keys/${key.id}`, { expires_at: end }, () => patched(`/keys/${child.id}`, { name: 'renamed' }))
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect([await expiresAt(key.id), await expiresAt(child.id)]).toEqual([null, null])
  })
})
