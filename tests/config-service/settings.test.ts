// Tests for limits, model settings, export and import.
import { beforeAll, describe, expect, it } from 'vitest'
import { configApi, mintInstance, mintProject, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'

const OWN_MODEL = {
  id: 'own-model',
  name: 'Own',
  provider_model: 'own-1',
  operations: ['generate'],
  size: { kind: 'list', sizes: ['512x512'] },
  price: { kind: 'free' },
}
const OWN_PROVIDER = {
  id: 'own',
  name: 'Our server',
  base_url: 'https://images.example.com',
  request: { path: '/generate', body: { prompt: '{{prompt}}' } },
  response: { images: '/images/0/url', kind: 'url' },
  models: [OWN_MODEL],
}

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})

describe('limits', () => {
  const perMinute = { scope: 'instance', target: null, metric: 'requests', window_seconds: 60, limit: 500, burst: 50 }

  it('are replaced as a whole, given the version that was read', async () => {
    const path = `/instances/${await mintInstance(tenant)}/limits`
    const before = await configApi('GET', path, undefined, tenant.adminKey)
    expect([before.body.limits, before.headers.get('etag')]).toEqual([[], '"1"'])
    const limits = [
      perMinute,
      { scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 0 },
      { scope: 'key', target: null, metric: 'concurrency', limit: 4 },
    ]
    const set = await configApi('PUT', path, { limits }, tenant.adminKey, { 'if-match': '"1"' })
    expect([set.status, set.body.limits, set.headers.get('etag')]).toEqual([200, limits, '"2"'])
    expect((await configApi('PUT', path, { limits: [] }, tenant.adminKey, { 'if-match': '"1"' })).status).toBe(412)
    expect((await configApi('PUT', path, { limits: [] }, tenant.adminKey)).body.errors[0].pointer).toBe('/header/if-match')
    expect((await configApi('GET', path, undefined, tenant.adminKey)).body.limits).toEqual(limits)
  })

  it('must be consistent', async () => {
    const path = `/instances/${tenant.instanceId}/limits`
    const bad = async (...limits: unknown[]) =>
      (await configApi('PUT', path, { limits }, tenant.adminKey, { 'if-match': '"1"' })).body.errors?.[0].pointer
    expect(await bad({ scope: 'instance', target: 'x', metric: 'concurrency', limit: 1 })).toBe('/body/limits/0')
    expect(await bad(perMinute, perMinute)).toBe('/body/limits/1')
    const twice = await configApi('PUT', path, { limits: [perMinute, perMinute] }, tenant.adminKey, { 'if-match': '"1"' })
    expect(twice.body.errors[0].message).toBe('has the scope, target, metric and window of /body/limits/0; keep one of the two')
    expect(await bad({ scope: 'instance', target: null, metric: 'requests', limit: 1 })).toBe('/body/limits/0')
    expect(await bad({ scope: 'instance', target: null, metric: 'requests', limit: 0, window_seconds: 1 })).toBe('/body/limits/0')
    expect(await bad({ scope: 'instance', target: null, metric: 'cost_micros', limit: 1, window_seconds: 60 })).toBe('/body/limits/0')
    expect(await bad({ scope: 'model', target: null, metric: 'cost_micros', limit: 1, window: 'day' })).toBe('/body/limits/0')
    expect(await bad({ scope: 'instance', target: null, metric: 'concurrency', limit: 1, burst: 2 })).toBe('/body/limits/0')
    expect(await bad({ scope: 'project', target: other.projectId, metric: 'concurrency', limit: 1 })).toBe('/body/limits/0/target')
    expect(await bad({ scope: 'key', target: other.projectKeyId, metric: 'concurrency', limit: 1 })).toBe('/body/limits/0/target')
    expect(await bad({ scope: 'model', target: 'nowhere', metric: 'concurrency', limit: 1 })).toBe('/body/limits/0/target')
    expect(await bad({ scope: 'provider', target: 'nowhere', metric: 'concurrency', limit: 1 })).toBe('/body/limits/0/target')
    const good = [
      { scope: 'project', target: tenant.projectId, metric: 'concurrency', limit: 3 },
      { scope: 'key', target: tenant.projectKeyId, metric: 'concurrency', limit: 2 },
      { scope: 'key', target: tenant.adminKeyId, metric: 'concurrency', limit: 2 },
      { scope: 'model', target: 'sketch', metric: 'images', window_seconds: 60, limit: 9 },
      { scope: 'provider', target: 'sketch', metric: 'tokens', window_seconds: 60, limit: 9 },
    ]
    expect((await configApi('PUT', path, { limits: good }, tenant.adminKey, { 'if-match': '"1"' })).body.limits).toEqual(good)
    await replace(path, { limits: [] }, tenant.adminKey)
  })

  it('are changed by developers and read by viewers of the instance', async () => {
    const path = `/instances/${tenant.instanceId}/limits`
    const developer = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    expect((await replace(path, { limits: [] }, developer.key)).status).toBe(200)
    const { headers } = await mustApi('GET', path, undefined, viewer.key)
    expect((await configApi('PUT', path, { limits: [] }, viewer.key, { 'if-match': headers.get('etag')! })).body.code).toBe(
      'insufficient_role',
    )
  })
})

describe('models', () => {
  it('of the catalogue are listed with price and source', async () => {
    const { body } = await configApi('GET', '/models', undefined, tenant.projectKey)
    const sketch = body.data.find((model: { id: string }) => model.id === 'sketch')
    expect(sketch).toMatchObject({ provider: 'sketch', price: { kind: 'free' } })
    expect(sketch.capabilities).toHaveProperty('max_images')
    expect(JSON.stringify(body)).not.toMatch(/"[a-z]+[A-Z]\w*":/)
  })

  it('are enabled, named and priced for one instance', async () => {
    const path = `/instances/${await mintInstance(tenant)}/models`
    const price = { kind: 'per_image', rules: [{ micros: 40_000 }] }
    const set = await replace(
      path,
      { models: [{ model: 'sketch', price }], aliases: [{ alias: 'house-style', model: 'sketch' }] },
      tenant.adminKey,
    )
    expect(set.body).toMatchObject({
      models: [{ model: 'sketch', enabled: null, price }],
      aliases: [{ alias: 'house-style', model: 'sketch' }],
      custom_models: [],
    })
    const bad = async (body: unknown) =>
      (await configApi('PUT', path, body, tenant.adminKey, { 'if-match': set.headers.get('etag')! })).body.errors?.[0].pointer
    expect(await bad({ models: [{ model: 'nowhere' }] })).toBe('/body/models/0/model')
    expect(await bad({ models: [{ model: 'sketch' }, { model: 'sketch' }] })).toBe('/body/models/1/model')
    expect(await bad({ models: [{ model: 'sketch', price: { kind: 'per_image', rules: [] } }] })).toBe('/body/models/0/price/rules')
    expect(await bad({ models: [{ model: 'sketch', price: { kind: 'barter' } }] })).toBe('/body/models/0/price/kind')
    expect(await bad({ aliases: [{ alias: 'a', model: 'nowhere' }] })).toBe('/body/aliases/0/model')
    expect(await bad({ custom_providers: [{ id: 'x' }] })).toMatch(/^\/body\/custom_providers\/0\//)
    expect(await bad({ custom_providers: [{ ...OWN_PROVIDER, id: 'openai' }] })).toBe('/body/custom_providers/0/id')
    expect(await bad({ custom_providers: [{ ...OWN_PROVIDER, base_url: 'ftp://example.com' }] })).toBe('/body/custom_providers/0/base_url')
    expect(await bad({ custom_models: [{ ...OWN_MODEL, provider: 'nowhere' }] })).toBe('/body/custom_models/0/provider')
    expect(await bad({ custom_models: [{ ...OWN_MODEL, provider: 'openai', id: 'sketch' }] })).toBe('/body/custom_models/0/id')
    // Parameters that would not reach the provider are refused.
    const wide = { ...OWN_MODEL, parameters: ['seed'] }
    expect(await bad({ custom_providers: [{ ...OWN_PROVIDER, models: [wide] }] })).toBe('/body/custom_providers/0/models/0/parameters/0')
    const masked = { ...OWN_MODEL, operations: ['inpaint'], mask: true, inputs: { max: 1 } }
    expect(await bad({ custom_models: [{ ...masked, provider: 'fal', id: 'fill' }] })).toBe('/body/custom_models/0/operations/0')
    const added = {
      custom_providers: [OWN_PROVIDER],
      custom_models: [{ ...OWN_MODEL, provider: 'openai', id: 'newest' }],
      aliases: [
        { alias: 'mine', model: 'own-model' },
        { alias: 'next', model: 'newest' },
      ],
    }
    const saved = await configApi('PUT', path, added, tenant.adminKey, { 'if-match': set.headers.get('etag')! })
    expect([saved.status, saved.body.errors]).toEqual([200, undefined])
    expect((await configApi('PUT', path, { models: [] }, tenant.adminKey, { 'if-match': '"1"' })).status).toBe(412)
  })

  it('that are the instance’s default cannot be disabled', async () => {
    const instanceId = await mintInstance(tenant)
    const path = `/instances/${instanceId}/models`
    await replace(path, { aliases: [{ alias: 'house-style', model: 'sketch' }] }, tenant.adminKey)
    await mustApi('PATCH', `/instances/${instanceId}`, { default_model: 'house-style' }, tenant.adminKey)
    const { headers } = await mustApi('GET', path, undefined, tenant.adminKey)
    const refused = await configApi('PUT', path, { aliases: [] }, tenant.adminKey, { 'if-match': headers.get('etag')! })
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'in_use',
      'The instance names house-style as its default_model. Change that first.',
    ])
  })
})

describe('export and import', () => {
  async function furnished(): Promise<string> {
    const instanceId = await mintInstance(tenant, {
      retention_days: 30,
      cors_origins: ['https://a.example'],
      content_policy: { blocked_terms: ['war'] },
    })
    const projectId = await mintProject({ ...tenant, instanceId })
    await replace(
      `/instances/${instanceId}/models`,
      { models: [{ model: 'sketch', enabled: true }], aliases: [{ alias: 'house-style', model: 'sketch' }] },
      tenant.adminKey,
    )
    await mustApi('PATCH', `/instances/${instanceId}`, { default_model: 'house-style', fallback_chain: ['sketch'] }, tenant.adminKey)
    const { body: key } = await mustApi(
      'POST',
      '/keys',
      { kind: 'project', project_id: projectId, name: 'k', scopes: ['read'] },
      tenant.adminKey,
    )
    const limits = [
      { scope: 'project', target: projectId, metric: 'requests', window_seconds: 60, limit: 5 },
      { scope: 'key', target: key.id, metric: 'requests', window_seconds: 60, limit: 5 },
      { scope: 'instance', target: null, metric: 'cost_micros', window: 'day', limit: 1_000_000 },
    ]
    await replace(`/instances/${instanceId}/limits`, { limits }, tenant.adminKey)
    await mustApi(
      'PUT',
      `/instances/${instanceId}/credentials/openai`,
      { fields: { api_key: 'sk-canary-0123456789' } },
      tenant.adminKey,
    ).catch(() => undefined)
    await mustApi(
      'POST',
      `/instances/${instanceId}/webhooks`,
      { url: 'https://hooks.example.com/a', events: ['generation.succeeded', 'generation.failed'], project_id: projectId },
      tenant.adminKey,
    )
    await replace(
      `/instances/${instanceId}/alert-settings`,
      { off: ['prices_stale'], budget_percents: [90], failures_in_a_row: 3 },
      tenant.adminKey,
    )
    return instanceId
  }
  const exported = async (instanceId: string) => (await mustApi('GET', `/instances/${instanceId}/export`, undefined, tenant.adminKey)).body
  const epochOf = async (instanceId: string) => (await mustApi('GET', `/instances/${instanceId}`, undefined, tenant.adminKey)).body.epoch

  it('carry the whole configuration to another instance, without secrets and ids', async () => {
    const from = await furnished()
    const file = await exported(from)
    expect(JSON.stringify(file)).not.toMatch(/canary|whsec_|cma_live|(proj|inst|key|hook|cred|org)_0/)
    expect(file.limits).toHaveLength(2)
    expect(file.limits[0].target).toBe(file.projects[0].slug)

    const to = await mintInstance(tenant)
    const epoch = await epochOf(to)
    const include = 'include=name,addresses,webhooks'
    const dry = await mustApi('POST', `/instances/${to}/import?dry_run=true&${include}`, file, tenant.adminKey)
    expect(dry.body.dry_run).toBe(true)
    expect(dry.body.changes.map((change: { path: string }) => change.path)).toEqual(
      expect.arrayContaining([
        '/settings/default_model',
        `/projects/${file.projects[0].slug}`,
        '/limits',
        '/models',
        '/aliases',
        '/alerts/off',
        '/alerts/budget_percents',
        '/alerts/failures_in_a_row',
        '/webhooks/https:~1~1hooks.example.com~1a',
      ]),
    )
    expect(await epochOf(to)).toBe(epoch)

    const done = await mustApi('POST', `/instances/${to}/import?${include}`, file, tenant.adminKey)
    expect(done.body).toEqual({ dry_run: false, changes: dry.body.changes, missing_connections: file.credentials, warnings: [] })
    expect(await epochOf(to)).toBe(epoch + 1)
    expect({ ...(await exported(to)), credentials: file.credentials, connections: file.connections }).toEqual(file)
    const project = (await mustApi('GET', `/instances/${to}/projects`, undefined, tenant.adminKey)).body.data[0]
    expect((await mustApi('GET', `/instances/${to}/limits`, undefined, tenant.adminKey)).body.limits[0].target).toBe(project.id)

    const again = await mustApi('POST', `/instances/${to}/import`, file, tenant.adminKey)
    expect(again.body).toEqual({ dry_run: false, changes: [], missing_connections: file.credentials, warnings: [] })
    expect(await epochOf(to)).toBe(epoch + 1)
  })

  it('G15: leave out everything that would make two instances act as one, with a warning, unless it is requested', async () => {
    const from = await furnished()
    const addresses = { delivery_base_url: 'https://pictures.production.example.com', worker_url: 'https://production.workers.dev' }
    await mustApi('PATCH', `/instances/${from}`, { name: 'Production', ...addresses }, tenant.adminKey)
    const file = await exported(from)
    file.webhooks.push({ ...file.webhooks[0], url: 'https://hooks.example.com/off', status: 'disabled' })
    const to = await mintInstance(tenant, { name: 'Staging' })

    const done = await mustApi('POST', `/instances/${to}/import`, file, tenant.adminKey)
    expect(done.body.warnings.map(({ path, include }: Record<string, string>) => [path, include])).toEqual([
      ['/settings/name', 'name'],
      ['/settings/delivery_base_url', 'addresses'],
      ['/settings/worker_url', 'addresses'],
      ['/webhooks/https:~1~1hooks.example.com~1a', 'webhooks'],
    ])
    expect(done.body.warnings[0].message).toBe('The name "Production" was not imported. Send include=name to import it.')
    const after = await exported(to)
    expect(after.settings).toMatchObject({ name: 'Staging', delivery_base_url: null, worker_url: null })
    expect(after.settings.default_model).toBe(file.settings.default_model)
    expect(after.webhooks.map(({ url, status }: Record<string, string>) => [url, status])).toEqual([
      ['https://hooks.example.com/off', 'disabled'],
    ])

    const asked = await mustApi('POST', `/instances/${to}/import?include=name,webhooks`, file, tenant.adminKey)
    expect(asked.body.warnings.map(({ path }: Record<string, string>) => path)).toEqual([
      '/settings/delivery_base_url',
      '/settings/worker_url',
    ])
    expect(await exported(to)).toMatchObject({ settings: { name: 'Production', worker_url: null }, webhooks: [{ status: 'active' }, {}] })
    // If a webhook endpoint of the file already exists in the instance, the import changes it to the values of the file.
    const renamed = { ...file, webhooks: [{ ...file.webhooks[0], description: 'Renamed' }] }
    await mustApi('POST', `/instances/${to}/import`, renamed, tenant.adminKey)
    expect((await exported(to)).webhooks[0].description).toBe('Renamed')
  })

  it('keep everything that the file does not name: keys with their limits, projects and webhooks', async () => {
    const instanceId = await furnished()
    const file = await exported(instanceId)
    const changed = { ...file, projects: [], limits: [], webhooks: [] }
    const done = await mustApi('POST', `/instances/${instanceId}/import`, changed, tenant.adminKey)
    expect(done.body.changes.map((change: { path: string }) => change.path)).toEqual(['/limits'])
    const after = await exported(instanceId)
    expect([after.projects, after.webhooks, after.limits]).toEqual([file.projects, file.webhooks, []])
    // A configuration file that an earlier version exported has no field `alerts`. Its import must leave the alert settings unchanged.
    const { alerts, ...earlier } = changed
    const without = await mustApi('POST', `/instances/${instanceId}/import`, earlier, tenant.adminKey)
    expect(without.body.changes).toEqual([])
    expect((await exported(instanceId)).alerts).toEqual(alerts)
    const { body } = await mustApi('GET', `/instances/${instanceId}/limits`, undefined, tenant.adminKey)
    expect(body.limits.map((limit: { scope: string }) => limit.scope)).toEqual(['key'])
  })

  it('refuse a faulty file as a whole', async () => {
    const instanceId = await furnished()
    const file = await exported(instanceId)
    const epoch = await epochOf(instanceId)
    for (const [fault, pointer] of [
      [{ limits: [{ scope: 'project', target: 'nowhere', metric: 'concurrency', limit: 1 }] }, '/body/limits/0/target'],
      [{ limits: [{ scope: 'key', target: tenant.projectKeyId, metric: 'concurrency', limit: 1 }] }, '/body/limits/0/target'],
      [{ aliases: [] }, '/body/settings/default_model'],
      [{ projects: [file.projects[0], file.projects[0]] }, '/body/projects/1'],
      [{ webhooks: [{ ...file.webhooks[0], project: 'nowhere' }] }, '/body/webhooks/0/project'],
      [{ format: 2 }, '/body/format'],
    ] as const) {
      const refused = await configApi('POST', `/instances/${instanceId}/import`, { ...file, ...fault }, tenant.adminKey)
      expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, pointer])
    }
    expect(await epochOf(instanceId)).toBe(epoch)
    expect(await exported(instanceId)).toEqual(file)
  })
})

it('health reports each part', async () => {
  const { status, body } = await configApi('GET', '/health')
  const checks = { database: 'ok', snapshots: 'ok', limiter: 'ok' }
  expect([status, body]).toEqual([200, { status: 'ok', version: 'development', checks }])
  const contract = await configApi('GET', '/openapi.json')
  expect([contract.status, contract.body.openapi]).toEqual([200, '3.1.0'])
})
