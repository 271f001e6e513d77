import { beforeAll, expect, it } from 'vitest'
import { writeLogs } from '../../src/config-service/db/logs.ts'
import { writeUsage } from '../../src/config-service/db/usage.ts'
import type { NumberedUsage } from '../../src/rate-limiter/policy.ts'
import type { RequestLogEntry } from '../../src/shared/config-rpc.ts'
import { call, config } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { mintInstance, mintProject, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
let second: string
let secondProject: string
beforeAll(async () => {
  tenant = await mintTenant()
  second = await mintInstance(tenant)
  secondProject = await mintProject({ instanceId: second, adminKey: tenant.adminKey })
})

let events = 0
const event = (changes: Partial<NumberedUsage>): NumberedUsage => ({
  eventId: crypto.randomUUID(),
  number: ++events,
  organizationId: tenant.organizationId,
  instanceId: tenant.instanceId,
  projectId: tenant.projectId,
  keyId: tenant.projectKeyId,
  generationId: 'gen_1',
  provider: 'sketch',
  model: 'sketch',
  operation: 'generate',
  outcome: 'settled',
  succeeded: true,
  errorCode: null,
  requests: 1,
  images: 1,
  tokens: 0,
  costMicros: 100,
  heldMicros: 0,
  at: Date.now(),
  ...changes,
})

it('sums an organization’s usage by instance, for the instances that the caller may see', async () => {
  await writeUsage(services.db, [
    event({}),
    event({ instanceId: second, projectId: secondProject, keyId: 'key_X', costMicros: 40 }),
    // An event of an earlier month, which must not be counted for this month.
    event({ at: Date.now() - 40 * 86_400_000, costMicros: 7_000 }),
  ])
  const overview = async (key: string) => {
    const { status, body } = await config(`GET /organizations/${tenant.organizationId}/overview`, { key })
    expect(status).toBe(200)
    return body
  }
  const all = await overview(tenant.adminKey)
  expect(all.usage.this_month).toMatchObject({ requests: 2, cost_micros: 140 })
  expect(all.usage.today).toMatchObject({ requests: 2, images: 2 })
  expect(all.budgets).toEqual([])
  const viewer = await mintUser(tenant, 'viewer', { instanceIds: [second] })
  const seen = await overview(viewer.key)
  expect(seen.instances.map(({ id }: { id: string }) => id)).toEqual([second])
  expect(seen.usage.this_month).toMatchObject({ requests: 1, cost_micros: 40 })
})

it("shows the state of the organization's budget", async () => {
  await mustApi('PATCH', `/organizations/${tenant.organizationId}`, { budget: { daily_micros: 5_000 } }, tenant.adminKey)
  const { body } = await config(`GET /organizations/${tenant.organizationId}/overview`, { key: tenant.adminKey })
  expect(body.budgets).toMatchObject([{ scope: 'organization', metric: 'cost_micros', limit: 5_000, used: 0, remaining: 5_000 }])
  expect(Date.parse(body.budgets[0].resets_at)).toBeGreaterThan(Date.now())
})

it('shows errors by code and what is set up', async () => {
  const mine = await mintTenant()
  const entry: RequestLogEntry = {
    requestId: 'req_1',
    organizationId: mine.organizationId,
    instanceId: mine.instanceId,
    projectId: mine.projectId,
    keyId: mine.projectKeyId,
    operationId: 'generate',
    method: 'POST',
    path: '/v1/generate',
    status: 429,
    errorCode: 'rate_limited',
    generationId: null,
    provider: null,
    model: null,
    durationMs: 1,
    providerMs: null,
    costMicros: null,
    at: Date.now(),
  }
  await writeLogs(services.db, [
    entry,
    entry,
    { ...entry, status: 404, errorCode: 'not_found' },
    { ...entry, status: 200, errorCode: null },
    { ...entry, at: Date.now() - 2 * 86_400_000 },
    { ...entry, instanceId: tenant.instanceId, organizationId: tenant.organizationId },
  ])
  const { body } = await config(`GET /instances/${mine.instanceId}/overview`, { key: mine.adminKey })
  expect(body.errors.map((row: { error_code: string; requests: number }) => [row.error_code, row.requests])).toEqual([
    ['rate_limited', 2],
    ['not_found', 1],
  ])
  expect(body.usage.this_month.requests).toBe(0)
  expect(body.set_up).toEqual({ projects: 1, project_keys: 1, credentials: 0, limits: 0, webhooks: 0, grants: 0 })
})

it('shows the state of every limit with names, the one that will run out first at the top', async () => {
  const mine = await mintTenant()
  await replace(`/instances/${mine.instanceId}/models`, { custom_providers: [customDefinition(false)] }, mine.adminKey)
  await replace(
    `/instances/${mine.instanceId}/limits`,
    {
      limits: [
        { scope: 'instance', target: null, metric: 'requests', window_seconds: 60, limit: 100 },
        { scope: 'project', target: null, metric: 'requests', window_seconds: 3600, limit: 2 },
        { scope: 'key', target: null, metric: 'cost_micros', window: 'month', limit: 1_000_000 },
        { scope: 'model', target: 'sketch', metric: 'concurrency', limit: 3 },
        { scope: 'model', target: 'studio-1', metric: 'concurrency', limit: 4 },
        { scope: 'provider', target: 'sketch', metric: 'concurrency', limit: 5 },
        { scope: 'provider', target: 'studio', metric: 'concurrency', limit: 6 },
      ],
    },
    mine.adminKey,
  )
  const states = async () => {
    const { status, body } = await config(`GET /instances/${mine.instanceId}/limits/states`, { key: mine.adminKey })
    expect([status, body.truncated]).toEqual([200, false])
    return body.data as { scope: string; target: string | null; target_name: string | null; used: number; remaining: number }[]
  }
  expect((await states()).map(({ target, used }) => [target, used])).toEqual([
    [null, 0],
    [null, 0],
    [null, 0],
    ['sketch', 0],
    ['studio-1', 0],
    ['sketch', 0],
    ['studio', 0],
  ])
  expect((await call('POST /v1/generate', { key: mine.projectKey, body: { prompt: 'A lake', size: '256x256' } })).status).toBe(200)
  const [nearest, ...rest] = await states()
  expect(nearest).toMatchObject({ scope: 'project', target: mine.projectId, used: 1, remaining: 1 })
  expect(nearest!.target_name).toEqual(expect.any(String))
  expect(rest[0]).toMatchObject({ scope: 'instance', target: null })
  // Before the generation, the limit of scope `project` had one entry, whose `target` was null. Now it has one entry for the project
  // instead. This entry is `nearest`. So the other entries (`rest`) contain none of scope `project`.
  expect(rest.filter(({ scope }) => scope === 'project')).toEqual([])
  const named = rest.flatMap(({ scope, target, target_name: name }) =>
    scope === 'model' || scope === 'provider' ? [[scope, target, name]] : [],
  )
  expect(named).toEqual([
    ['model', 'sketch', 'Sketch (procedural sketch, no AI)'],
    ['model', 'studio-1', 'Studio 1'],
    ['provider', 'sketch', 'Sketch (procedural, no AI)'],
    ['provider', 'studio', 'Example Studio'],
  ])
})

it('names the projects and keys in a usage report', async () => {
  const { body } = await config(`GET /instances/${tenant.instanceId}/usage?group_by=project&group_by=key`, { key: tenant.adminKey })
  expect(Object.keys(body.names).sort()).toEqual([tenant.projectId, tenant.projectKeyId].sort())
})
