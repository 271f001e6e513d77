// Every documented status of every operation of the config service is caused through HTTP. The helpers that send the requests check each
// response against the contract; these tests check that each documented status occurs.
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import contract from '../../generated/config/openapi.json'
import { operations } from '../../generated/config/routes.ts'
import { makeKey } from '../../src/auth/key-format.ts'
import { noteStorage } from '../../src/config-service/alerts/note-storage.ts'
import { createConfigApp } from '../../src/config-service/app.ts'
import { newRefreshToken } from '../../src/config-service/connected-apps/tokens.ts'
import { services } from '../support/config-services.ts'
import { fetchApi } from '../support/http.ts'
import {
  mintInstance,
  mintProject,
  mintProjectKey,
  mintTenant,
  mintUser,
  mustApi,
  superadmin,
  type Tenant,
  uniqueSlug,
} from '../support/tenant.ts'
import {
  among,
  documented,
  longBody,
  lostDatabase,
  overloadedDatabase,
  pathOf,
  requestOf,
  type Sent,
  unknownId,
} from './support/statuses.ts'

type Id = keyof typeof operations
const all = documented(contract, operations)
const having = (status: string, besides: string[] = []) =>
  all
    .filter(({ statuses, operationId }) => statuses.includes(status) && !besides.includes(operationId))
    .map((operation) => [operation.operationId, operation] as const)
const JSON_CAP = 4 * 1024 * 1024

let tenant: Tenant
let root: string
/** A key that has only the scope `read`, and a key that has only the scope `generate`. */
let only: Record<'read' | 'generate', string>
beforeAll(async () => {
  tenant = await mintTenant()
  const platform = await superadmin()
  const scopes = ['read', 'generate', 'manage', 'metrics:read']
  root = (await mustApi('POST', '/keys', { kind: 'user', user_id: platform.userId, name: 'Every scope', scopes }, platform.key)).body.secret
  const [read, generate] = [
    await mintUser(tenant, 'admin', { scopes: ['read'] }),
    await mintUser(tenant, 'admin', { scopes: ['generate'] }),
  ]
  only = { read: read.key, generate: generate.key }
})
afterEach(() => void vi.restoreAllMocks())

async function send(sent: Sent): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetchApi(requestOf(sent))
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const json = (method: string) => ({ 'content-type': method === 'patch' ? 'application/merge-patch+json' : 'application/json' })
const sentTo = (id: string, values: Record<string, string> = {}, query = ''): Sent => {
  const { method, path } = operations[id as Id]
  return { method, path: `/config/v1${pathOf(path, values)}${query}`, key: root }
}
const withBody = (sent: Sent, body: unknown, headers: Record<string, string> = {}): Sent => ({
  ...sent,
  body: JSON.stringify(body),
  headers: { ...json(sent.method), ...headers },
})

const inForm = (sent: Sent, fields: Record<string, string>): Sent => ({
  ...sent,
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
const CODE_FIELDS = {
  grant_type: 'authorization_code',
  client_id: 'x',
  code: 'x',
  redirect_uri: 'https://assistant.test/',
  code_verifier: 'x',
}
/**
 * A refresh token with a valid signature. The test of the status 503 needs a request for which the service asks the database. For a token
 * without a valid signature, the service does not ask it.
 */
let signedRefreshToken: string
beforeAll(async () => {
  signedRefreshToken = (await newRefreshToken(services, 'grant_x', 1)).token
})

// --- one valid request for each operation that changes something, on resources of its own ------------------------------------------------

const freshCredential = async (instanceId: string) =>
  (await mustApi('PUT', `/instances/${instanceId}/credentials/openai`, { fields: { api_key: 'sk-1234567890' } }, tenant.adminKey)).body
    .id as string
const freshWebhook = async () =>
  (
    await mustApi(
      'POST',
      `/instances/${await mintInstance(tenant)}/webhooks`,
      { url: 'https://hooks.acme.com/images', events: ['generation.succeeded'] },
      tenant.adminKey,
    )
  ).body.id as string
const freshAlert = async () => {
  const instanceId = await mintInstance(tenant)
  await noteStorage(services, { instanceId, bytes: 95, limitBytes: 100, rows: null })
  return (await mustApi('GET', `/instances/${instanceId}/alerts`, undefined, tenant.adminKey)).body.data[0].id as string
}
const freshUser = async () => (await mintUser(tenant, 'developer')).userId
const freshProject = () => mintProject(tenant)
const freshOrganization = async () => {
  const slug = uniqueSlug('organization')
  return (await mustApi('POST', '/organizations', { name: slug, slug }, root)).body.id as string
}
const named = (word: string) => {
  const slug = uniqueSlug(word)
  return { name: slug, slug }
}

/** For each operation, a function that makes new resources and returns a request on them that succeeds. */
const valid: Partial<Record<Id, () => Promise<Sent>>> = {
  createOrganization: async () => withBody(sentTo('createOrganization'), named('organization')),
  updateOrganization: async () =>
    withBody(sentTo('updateOrganization', { organization_id: await freshOrganization() }), { budget: { monthly_micros: 5_000_000 } }),
  deleteOrganization: async () => sentTo('deleteOrganization', { organization_id: await freshOrganization() }),
  createUser: async () =>
    withBody(sentTo('createUser'), {
      organization_id: tenant.organizationId,
      name: 'Grace',
      email: `${uniqueSlug('grace')}@example.com`,
      role: 'developer',
    }),
  updateUser: async () => withBody(sentTo('updateUser', { user_id: await freshUser() }), { name: 'Other' }),
  deleteUser: async () => sentTo('deleteUser', { user_id: await freshUser() }),
  setUserGrants: async () =>
    withBody(
      sentTo('setUserGrants', { user_id: await freshUser() }),
      { grants: [{ instance_id: tenant.instanceId, role: 'developer' }] },
      { 'if-match': '"1"' },
    ),
  createInstance: async () =>
    withBody(sentTo('createInstance'), { organization_id: tenant.organizationId, ...named('instance'), default_model: 'sketch' }),
  updateInstance: async () => withBody(sentTo('updateInstance', { instance_id: await mintInstance(tenant) }), { retention_days: 30 }),
  deleteInstance: async () => sentTo('deleteInstance', { instance_id: await mintInstance(tenant) }),
  createProject: async () => withBody(sentTo('createProject', { instance_id: await mintInstance(tenant) }), named('project')),
  updateProject: async () => withBody(sentTo('updateProject', { project_id: await freshProject() }), { name: 'Shop' }),
  deleteProject: async () => sentTo('deleteProject', { project_id: await freshProject() }),
  setLimits: async () =>
    withBody(
      sentTo('setLimits', { instance_id: await mintInstance(tenant) }),
      { limits: [{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 100_000_000 }] },
      { 'if-match': '"1"' },
    ),
  setAlertSettings: async () =>
    withBody(
      sentTo('setAlertSettings', { instance_id: await mintInstance(tenant) }),
      { budget_percents: [25, 90], off: ['prices_stale'] },
      { 'if-match': '"1"' },
    ),
  acknowledgeAlert: async () => sentTo('acknowledgeAlert', { alert_id: await freshAlert() }),
  setModelSettings: async () =>
    withBody(
      sentTo('setModelSettings', { instance_id: await mintInstance(tenant) }),
      { models: [{ model: 'sketch', enabled: true }], aliases: [{ alias: 'house-style', model: 'sketch' }] },
      { 'if-match': '"1"' },
    ),
  dryRunModel: async () => withBody(sentTo('dryRunModel', { instance_id: tenant.instanceId }), { model: 'flux-2-pro' }),
  importInstance: async () => {
    const instanceId = await mintInstance(tenant)
    const { body } = await mustApi('GET', `/instances/${instanceId}/export`, undefined, tenant.adminKey)
    return withBody(sentTo('importInstance', { instance_id: instanceId }), { ...body, settings: { ...body.settings, retention_days: 9 } })
  },
  createKey: async () =>
    withBody(sentTo('createKey'), { kind: 'project', project_id: tenant.projectId, name: 'Web shop', scopes: ['read', 'generate'] }),
  updateKey: async () => withBody(sentTo('updateKey', { key_id: (await mintProjectKey(tenant)).id }), { name: 'reads', scopes: ['read'] }),
  revokeKey: async () => sentTo('revokeKey', { key_id: (await mintProjectKey(tenant)).id }),
  rotateKey: async () => withBody(sentTo('rotateKey', { key_id: (await mintProjectKey(tenant)).id }), { grace_period_seconds: 60 }),
  putCredential: async () =>
    withBody(sentTo('putCredential', { instance_id: await mintInstance(tenant), provider: 'openai' }), {
      fields: { api_key: 'sk-example-0123' },
    }),
  deleteCredential: async () => sentTo('deleteCredential', { credential_id: await freshCredential(await mintInstance(tenant)) }),
  rotateCredential: async () =>
    withBody(sentTo('rotateCredential', { credential_id: await freshCredential(await mintInstance(tenant)) }), {
      fields: { api_key: 'sk-example-9876' },
    }),
  createWebhook: async () =>
    withBody(sentTo('createWebhook', { instance_id: await mintInstance(tenant) }), {
      url: 'https://hooks.acme.com/images',
      events: ['generation.succeeded'],
    }),
  updateWebhook: async () => withBody(sentTo('updateWebhook', { webhook_id: await freshWebhook() }), { status: 'disabled' }),
  deleteWebhook: async () => sentTo('deleteWebhook', { webhook_id: await freshWebhook() }),
  rotateWebhookSecret: async () =>
    withBody(sentTo('rotateWebhookSecret', { webhook_id: await freshWebhook() }), { grace_period_seconds: 60 }),
}
const keyed = (sent: Sent, key: string): Sent => ({ ...sent, headers: { ...sent.headers, 'idempotency-key': key } })

describe('400', () => {
  it.each(having('400'))('%s, for a header that the contract does not allow', async (id) => {
    expect((await send({ ...sentTo(id), headers: { 'x-request-id': 'no spaces, please' } })).status).toBe(400)
  })
})

describe('401', () => {
  it.each(having('401', ['createSession']))('%s, without a key', async (id) => {
    const { key: _, ...sent } = sentTo(id)
    expect((await send(sent)).status).toBe(401)
  })
  it('createSession, with an unknown key', async () => {
    expect((await send(withBody(sentTo('createSession'), { key: makeKey() }))).status).toBe(401)
  })
})

describe('403', () => {
  it.each(having('403', ['createSession']))('%s, with a key of another scope', async (id, { requiredScope }) => {
    expect((await send({ ...sentTo(id), key: requiredScope === 'read' ? only.generate : only.read })).status).toBe(403)
  })
  it('createSession, with a key without manage', async () => {
    expect((await send(withBody(sentTo('createSession'), { key: only.read }))).status).toBe(403)
  })
})

describe('404', () => {
  const organization = `?organization_id=${unknownId('organization_id')}`
  /**
   * Requests that get 404 for another reason than an unknown id in the path. The request of `setUp` gets 404 because the platform is set up
   * already. The other requests name an unknown resource in the query or in the body, or no resource at all.
   */
  const elsewhere: Partial<Record<Id, () => Sent>> = {
    setUp: () =>
      withBody(sentTo('setUp'), {
        setup_token: env.SETUP_TOKEN,
        organization: { name: 'Late', slug: 'late' },
        admin: { name: 'Late', email: 'late@example.com' },
      }),
    listUsers: () => sentTo('listUsers', {}, organization),
    listInstances: () => sentTo('listInstances', {}, organization),
    listKeys: () => ({ ...sentTo('listKeys', {}, organization), key: tenant.adminKey }),
    listAuditLog: () => sentTo('listAuditLog', {}, organization),
    verifyAuditLog: () => sentTo('verifyAuditLog', {}, organization),
    exportAuditLog: () => sentTo('exportAuditLog', {}, organization),
    createUser: () =>
      withBody(sentTo('createUser'), {
        organization_id: unknownId('organization_id'),
        name: 'Grace',
        email: 'nowhere@example.com',
        role: 'viewer',
      }),
    createInstance: () =>
      withBody(sentTo('createInstance'), {
        organization_id: unknownId('organization_id'),
        name: 'No',
        slug: 'no',
        default_model: 'sketch',
      }),
    reviewAuthorization: () => withBody(sentTo('reviewAuthorization'), {}),
    decideAuthorization: () => withBody(sentTo('decideAuthorization'), { decision: 'deny', request: {} }),
    createDataKey: () => withBody(sentTo('createDataKey'), { project_id: unknownId('project_id') }),
    createKey: () => withBody(sentTo('createKey'), { kind: 'project', project_id: unknownId('project_id'), name: 'No', scopes: ['read'] }),
  }
  it.each(having('404'))('%s, for an unknown id', async (id, { path }) => {
    const asked = elsewhere[id as Id]?.() ?? (await valid[id as Id]?.()) ?? sentTo(id)
    const sent = id in elsewhere ? asked : { ...asked, path: `/config/v1${pathOf(path)}` }
    const answer = await send(sent)
    expect(answer.status, answer.text).toBe(404)
  })
})

describe('413', () => {
  it.each(having('413'))('%s, for a body above the cap', async (id, { media }) => {
    const answer = await send({ ...sentTo(id), body: longBody(JSON_CAP + 1), headers: { 'content-type': media[0]! } })
    expect(answer.status, answer.text).toBe(413)
  })
})

describe('415', () => {
  it.each(having('415'))('%s, for text', async (id) => {
    expect((await send({ ...sentTo(id), body: 'text', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  })
})

describe('success', () => {
  it.each(all.filter(({ operationId }) => operationId in valid).map(({ operationId }) => [operationId]))('%s', async (id) => {
    const answer = await send(await valid[id as Id]!())
    expect(answer.status, answer.text).toBeLessThan(300)
  })
  const reads = all.filter(({ method, path }) => method === 'get' && !/current|\{(credential|webhook)_id\}/.test(path))
  it.each(reads.map(({ operationId }) => [operationId]))('%s', async (id) => {
    const { organizationId: organization_id, instanceId: instance_id, projectId: project_id, adminId: user_id, adminKeyId: key_id } = tenant
    const answer = await send(sentTo(id, { organization_id, instance_id, project_id, user_id, key_id }))
    expect(answer.status, answer.text).toBe(200)
  })
})

describe('422', () => {
  it.each(having('422'))('%s, for an Idempotency-Key that came with another body', async (id) => {
    const sent = keyed(await valid[id as Id]!(), uniqueSlug('reused'))
    const first = await send(sent)
    expect(first.status, first.text).toBeLessThan(300)
    const headers = { ...json(sent.method), ...sent.headers }
    expect((await send({ ...sent, headers, body: `${typeof sent.body === 'string' ? sent.body : '{}'}\n` })).status).toBe(422)
  })
})

describe('409', () => {
  /** Requests of operations that take no Idempotency-Key. They get a 409 because a secret in the database cannot be decrypted. */
  const broken: Partial<Record<Id, () => Promise<Sent>>> = {
    verifyCredential: async () => {
      const id = await freshCredential(await mintInstance(tenant))
      await env.CONFIG_DB.prepare('UPDATE credentials SET version = version + 1 WHERE id = ?').bind(id).run()
      return sentTo('verifyCredential', { credential_id: id })
    },
    testWebhook: async () => {
      const id = await freshWebhook()
      await env.CONFIG_DB.prepare('UPDATE webhooks SET secret_version = secret_version + 1 WHERE id = ?').bind(id).run()
      return sentTo('testWebhook', { webhook_id: id })
    },
  }
  /**
   * Sends the same request twice in parallel. The first write waits until the second one is ready, so both requests have read the old row
   * before either of them writes.
   */
  async function atOnce(sent: Sent) {
    let waiting = 0
    let release = () => {}
    const both = new Promise<void>((resolve) => {
      release = resolve
    })
    const database = new Proxy(env.CONFIG_DB, {
      get(real, name) {
        if (name === 'batch')
          return async (statements: D1PreparedStatement[]) => {
            // Queries call `batch`, too, but only changes wait here. A batch that writes the audit log is a change.
            if (statements.some((each) => /^\s*INSERT INTO "?audit_log/i.test((each as unknown as { statement: string }).statement))) {
              if (++waiting === 2) release()
              await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 20_000))])
            }
            return real.batch(statements)
          }
        const value = Reflect.get(real, name) as unknown
        return typeof value === 'function' ? (value as (...parameters: unknown[]) => unknown).bind(real) : value
      },
    })
    const app = createConfigApp()
    const held = { ...env, CONFIG_DB: database }
    const answers = await Promise.all([among(app, held, sent), among(app, held, sent)])
    const [better, worse] = answers.map(({ status }) => status).toSorted() as [number, number]
    expect(better, JSON.stringify(answers)).toBeLessThan(300)
    expect(worse, JSON.stringify(answers)).toBe(409)
  }
  it.each(having('409', Object.keys(broken)))('%s, for one Idempotency-Key twice at once', async (id) => {
    await atOnce(keyed(await valid[id as Id]!(), uniqueSlug('twice')))
  })
  const unconditional: Id[] = [
    'deleteUser',
    'importInstance',
    'revokeKey',
    'rotateKey',
    'putCredential',
    'deleteCredential',
    'rotateCredential',
    'deleteWebhook',
    'rotateWebhookSecret',
  ]
  it.each(unconditional)('%s, for two concurrent changes of the same resource', async (id) => {
    await atOnce(await valid[id]!())
  })
  it.each(Object.keys(broken))('%s, for a secret that was modified in the database', async (id) => {
    const answer = await send(await broken[id as Id]!())
    expect(answer.status, answer.text).toBe(409)
  })
})

describe('412', () => {
  it.each(having('412'))('%s, for the ETag of another version', async (id) => {
    const sent = await valid[id as Id]!()
    expect((await send({ ...sent, headers: { ...sent.headers, 'if-match': '"999"' } })).status).toBe(412)
  })
})

describe('429', () => {
  it('createSession, for too many tries from one address', async () => {
    const sent = withBody(sentTo('createSession'), { key: makeKey() }, { 'cf-connecting-ip': '203.0.113.77' })
    const statuses = []
    for (let tries = 0; tries < 11; tries++) statuses.push((await send(sent)).status)
    expect(statuses.at(-1)).toBe(429)
  })
})

it('424, if the provider does not take the new secrets', async () => {
  const sent = await valid.rotateCredential!()
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ error: { message: 'no' } }, { status: 401 }))
  expect((await send({ ...sent, body: JSON.stringify({ fields: { api_key: 'sk-other-1234' }, verify_first: true }) })).status).toBe(424)
})

describe('500 and 503', () => {
  const app = createConfigApp()
  it.each(having('500'))('%s: 500, if the deployment lacks a secret, which is not mentioned', async (id) => {
    const { KEY_PEPPERS: _, ...lacking } = env
    const { status, body } = await among(app, lacking, sentTo(id))
    expect([status, body['code'], JSON.stringify(body).includes('PEPPER')]).toEqual([500, 'internal_error', false])
  })
  const overloaded = { ...env, CONFIG_DB: overloadedDatabase(env.CONFIG_DB) }
  const bodies: Partial<Record<Id, () => Sent>> = {
    setUp: () =>
      withBody(sentTo('setUp'), {
        setup_token: env.SETUP_TOKEN,
        organization: { name: 'Late', slug: 'late' },
        admin: { name: 'Late', email: 'late@example.com' },
      }),
    createSession: () => withBody(sentTo('createSession'), { key: makeKey() }),
    registerClient: () => withBody(sentTo('registerClient'), { redirect_uris: ['https://assistant.test/callback'] }),
    issueToken: () => inForm(sentTo('issueToken'), CODE_FIELDS),
    revokeToken: () => inForm(sentTo('revokeToken'), { token: signedRefreshToken }),
  }
  it.each(having('503'))('%s: 503, if the database refuses queries', async (id) => {
    // The result of the health check is cached for a few seconds, so the clock is moved.
    if (id === 'getHealth') vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    const { status, body } = await among(app, overloaded, bodies[id as Id]?.() ?? sentTo(id))
    expect([status, body['code']]).toEqual([503, id === 'getHealth' ? undefined : 'overloaded'])
  })
  const lost = { ...env, CONFIG_DB: lostDatabase(env.CONFIG_DB) }
  it.each(having('503', ['getHealth']))('%s: 503, if the connection to the database breaks', async (id) => {
    const { status, body } = await among(app, lost, bodies[id as Id]?.() ?? sentTo(id))
    expect([status, body['code'], body['retry_after_ms']]).toEqual([503, 'unavailable', 1000])
  })
  it('a broken change says that it may be done, and how to repeat it', async () => {
    const { body } = await among(app, lost, withBody(sentTo('createSession'), { key: makeKey() }))
    expect(body['detail']).toMatch(/may have been done.*Idempotency-Key/)
  })
})
