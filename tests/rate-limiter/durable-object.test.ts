// Tests the durable objects of the limiter and of the organization's budget as they run in the config service: with calls over RPC, the
// config service's database, and real evictions and alarms.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { createLimiterClient } from '../../src/rate-limiter/client.ts'
import type { AdmitRequest } from '../../src/shared/config-rpc.ts'
import { admitRequest } from '../support/admission.ts'
import { mintProjectKey, mintTenant, mustApi } from '../support/tenant.ts'
import type { Tenant } from '../support/tenant.ts'
import { settlement } from './support/world.ts'

const namespaces = { rateLimiter: env.RATE_LIMITER, organizationBudget: env.ORGANIZATION_BUDGET } as unknown as Parameters<
  typeof createLimiterClient
>[0]
const client = createLimiterClient(namespaces)

let tenant: Tenant
let epoch: number

async function inForce(): Promise<number> {
  const result = await client.check({
    instanceId: tenant.instanceId,
    projectId: tenant.projectId,
    keyId: tenant.projectKeyId,
    scope: 'read',
  })
  if (!result.ok) throw new Error(result.code)
  return result.epoch
}
function request(changes: Partial<AdmitRequest> = {}): AdmitRequest {
  const { organizationId, instanceId, projectId, projectKeyId: keyId } = tenant
  return admitRequest({ organizationId, instanceId, projectId, keyId, epoch, ...changes })
}
const limiter = () => env.RATE_LIMITER.getByName(tenant.instanceId)
const organization = () => env.ORGANIZATION_BUDGET.getByName(tenant.organizationId)

describe('the objects in the Worker', () => {
  beforeAll(async () => {
    tenant = await mintTenant({
      limits: [
        { scope: 'instance', target: null, metric: 'requests', limit: 40, window_seconds: 3600 },
        { scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 10_000 },
      ],
      budget: { monthly_micros: 8000 },
    })
    epoch = await inForce()
  }, 30_000)

  test('an admission, its limits and its settlement survive evictions, and the usage reaches the database', async () => {
    const admitted = request({ reserveMicros: 5000 })
    expect(await client.admit(admitted)).toMatchObject({ kind: 'admitted' })
    await evictDurableObject(limiter())
    await evictDurableObject(organization())
    const states = () => client.limits({ instanceId: tenant.instanceId, projectId: tenant.projectId, keyId: tenant.projectKeyId })
    expect(await states()).toMatchObject([
      { scope: 'organization', metric: 'cost_micros', limit: 8000, reserved: 5000, remaining: 3000 },
      { scope: 'instance', metric: 'requests', used: 1, remaining: 39 },
      { scope: 'project', metric: 'cost_micros', limit: 10_000, reserved: 5000, remaining: 5000 },
    ])
    expect(await client.admit(request({ reserveMicros: 3001 }))).toMatchObject({
      kind: 'denied',
      code: 'budget_exceeded',
      limit: { scope: 'organization' },
    })
    expect(await client.begin({ instanceId: tenant.instanceId, generationId: admitted.generationId })).toMatchObject({ kind: 'begun' })
    await evictDurableObject(limiter())
    const settled = { ...settlement(admitted.generationId, 'settled', 1234), instanceId: tenant.instanceId }
    expect(await client.settle(settled)).toEqual({ kind: 'settled' })
    await evictDurableObject(limiter())
    expect(await client.settle(settled)).toEqual({ kind: 'repeated' })
    await runDurableObjectAlarm(limiter())
    const event = await env.CONFIG_DB.prepare('SELECT cost_micros, images, succeeded FROM usage_hourly WHERE instance_id = ?')
      .bind(tenant.instanceId)
      .first()
    expect(event).toEqual({ cost_micros: 1234, images: 1, succeeded: 1 })
    expect(await states()).toMatchObject([{ scope: 'organization', used: 1234, reserved: 0 }, {}, { used: 1234, reserved: 0 }])
  })

  test('F3 over RPC: of 200 at once exactly the rest of the burst is admitted', async () => {
    const before = await client.limits({ instanceId: tenant.instanceId, projectId: tenant.projectId, keyId: tenant.projectKeyId })
    const left = before.find(({ metric }) => metric === 'requests')!.remaining
    const results = await Promise.all(Array.from({ length: 200 }, () => client.admit(request())))
    expect(results.filter(({ kind }) => kind === 'admitted')).toHaveLength(left)
    expect(results.filter(({ kind }) => kind === 'denied')).toHaveLength(200 - left)
  })

  test('F7: once a revocation is confirmed, nothing of the key is admitted', async () => {
    const { id } = await mintProjectKey(tenant)
    epoch = await inForce()
    let revoked = false
    let late = 0
    const load = Array.from({ length: 8 }, async () => {
      for (let count = 0; count < 15; count++) {
        const sentAfter = revoked
        const { kind } = await client.admit(request({ keyId: id, requests: 0 }))
        if (sentAfter && kind === 'admitted') late += 1
      }
    })
    await mustApi('DELETE', `/keys/${id}`, undefined, tenant.adminKey)
    revoked = true
    await Promise.all(load)
    for (let count = 0; count < 20; count++)
      expect(await client.admit(request({ keyId: id, requests: 0 }))).toEqual({ kind: 'key_refused', code: 'revoked_key' })
    expect(late).toBe(0)
  })
})
