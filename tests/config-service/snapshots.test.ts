// Nothing is admitted under an old configuration, even if snapshots or messages are outdated, late, lost or out of order (F8 in
// docs/development/fault-tests.md).
import { createExecutionContext, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { SNAPSHOTS_KEPT } from '../../src/config-service/db/snapshots.ts'
import { ConfigService } from '../../src/config-service/rpc.ts'
import type { AdmitRequest, ConfigRpc, ConfigRpcProps } from '../../src/shared/config-rpc.ts'
import { admitRequest } from '../support/admission.ts'
import { call } from '../support/call.ts'
import { configApi, mintInstance, mintProject, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'

const binding = (props: ConfigRpcProps) =>
  (exports as unknown as { ConfigService(options: { props: ConfigRpcProps }): ConfigRpc }).ConfigService({ props })
const rpc = binding({ instanceId: null })

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

function admitAt(epoch: number, of: Partial<AdmitRequest> = {}): Promise<{ kind: string; epoch?: number }> {
  const { organizationId, instanceId, projectId, projectKeyId: keyId } = tenant
  return rpc.admit(admitRequest({ organizationId, instanceId, projectId, keyId, epoch, ...of }))
}
const rename = async (name: string): Promise<number> =>
  (await mustApi('PATCH', `/instances/${tenant.instanceId}`, { name }, tenant.adminKey)).body.epoch
const keyOf = (epoch: number) => `snapshot:${tenant.instanceId}:${epoch}`

describe('an old configuration', () => {
  it('is refused once the change is confirmed; the refusal names the new epoch and consumes nothing', async () => {
    const old = await rename('Before')
    await replace(
      `/instances/${tenant.instanceId}/limits`,
      { limits: [{ scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 1 }] },
      tenant.adminKey,
    )
    for (let times = 0; times < 5; times++) expect(await admitAt(old)).toEqual({ kind: 'stale_epoch', epoch: old + 1 })
    expect(await admitAt(old + 1)).toMatchObject({ kind: 'admitted' })
    expect(await admitAt(old + 1)).toMatchObject({ kind: 'denied', code: 'rate_limited' })
    await replace(`/instances/${tenant.instanceId}/limits`, { limits: [] }, tenant.adminKey)
  })

  it('stays old if publications arrive late or twice', async () => {
    const old = await rename('Once')
    const now = await rename('Twice')
    const object = env.RATE_LIMITER.getByName(tenant.instanceId) as unknown as {
      poke(request: { instanceId: string; epoch: number }): Promise<unknown>
    }
    for (const epoch of [old, now, old, 1]) await object.poke({ instanceId: tenant.instanceId, epoch })
    expect(await admitAt(old)).toEqual({ kind: 'stale_epoch', epoch: now })
    expect(await admitAt(now)).toMatchObject({ kind: 'admitted' })
  })

  it('does not come back with an object that has lost its memory', async () => {
    const old = await rename('Warm')
    const now = await rename('Cold')
    await runInDurableObject(env.RATE_LIMITER.getByName(tenant.instanceId), (_object: unknown, state: DurableObjectState) =>
      state.abort('evicted by the test'),
    ).catch(() => undefined)
    expect(await admitAt(old)).toEqual({ kind: 'stale_epoch', epoch: now })
    expect(await admitAt(now)).toMatchObject({ kind: 'admitted' })
  })

  it('is not used for the next request', async () => {
    for (let round = 0; round < 10; round++) {
      await mustApi(
        'PATCH',
        `/instances/${tenant.instanceId}`,
        { content_policy: { blocked_terms: round % 2 ? [] : ['lighthouse'] } },
        tenant.adminKey,
      )
      const answer = await call('POST /v1/generate', { key: tenant.projectKey, body: { prompt: 'a lighthouse', size: '64x64' } })
      expect([round, answer.status, answer.body.code]).toEqual(round % 2 ? [round, 200, undefined] : [round, 400, 'content_policy'])
    }
  })
})

describe('the copy in KV', () => {
  it('is not required: on a miss the database answers, and the copy is restored', async () => {
    const epoch = await rename('Copied')
    const first = await rpc.snapshot({ instanceId: tenant.instanceId, epoch })
    await env.SNAPSHOTS.delete(keyOf(epoch))
    expect(await rpc.snapshot({ instanceId: tenant.instanceId, epoch })).toEqual(first)
    await expect.poll(() => env.SNAPSHOTS.get(keyOf(epoch), 'json')).toEqual(first)
  })

  it('never changes what is in force, however old it is', async () => {
    const old = await rename('Old copy')
    const now = await rename('New copy')
    // An old snapshot in KV has no effect: the database decides which epoch is in force, and the name of each entry in KV contains the
    // epoch of its snapshot.
    expect(await rpc.snapshot({ instanceId: tenant.instanceId, epoch: null })).toMatchObject({ epoch: now, instance: { name: 'New copy' } })
    expect(await rpc.snapshot({ instanceId: tenant.instanceId, epoch: old })).toMatchObject({ epoch: old, instance: { name: 'Old copy' } })
    const list = await env.SNAPSHOTS.list({ prefix: `snapshot:${tenant.instanceId}:` })
    for (const { name } of list.keys)
      expect(await env.SNAPSHOTS.get<{ epoch: number }>(name, 'json')).toMatchObject({ epoch: Number(name.split(':')[2]) })
  })

  it('contains no secret', async () => {
    await mustApi(
      'POST',
      `/instances/${tenant.instanceId}/webhooks`,
      { url: 'https://hooks.example.com/x', events: ['generation.failed'] },
      tenant.adminKey,
    )
    const snapshot = await rpc.snapshot({ instanceId: tenant.instanceId, epoch: null })
    expect(snapshot!.webhooks).toEqual([
      {
        webhookId: expect.any(String),
        url: 'https://hooks.example.com/x',
        events: ['generation.failed'],
        projectId: null,
        status: 'active',
      },
    ])
    expect(JSON.stringify(snapshot)).not.toMatch(/whsec_|wrapped|cma_live/)
  })
})

it('is kept for the last hundred epochs, and its copies for a while', async () => {
  const instanceId = await mintInstance(tenant)
  const kept = async (id: string) => {
    const { results } = await env.CONFIG_DB.prepare('SELECT epoch FROM snapshots WHERE instance_id = ? ORDER BY epoch')
      .bind(id)
      .all<{ epoch: number }>()
    return results.map(({ epoch }) => epoch)
  }
  const [first] = await kept(instanceId)
  // Simulates 150 changes: raises the epoch by 150 and stores a copy of one snapshot for each new epoch.
  await env.CONFIG_DB.batch([
    env.CONFIG_DB.prepare('UPDATE instances SET epoch = epoch + 150 WHERE id = ?').bind(instanceId),
    env.CONFIG_DB.prepare(
      `INSERT INTO snapshots SELECT instance_id, epoch + value, body, created_at FROM snapshots, json_each(?2) WHERE instance_id = ?1 AND epoch = ?3`,
    ).bind(instanceId, JSON.stringify(Array.from({ length: 150 }, (_, place) => place + 1)), first!),
  ])
  const neighbours = await kept(tenant.instanceId)
  const { body } = await mustApi('PATCH', `/instances/${instanceId}`, { name: 'Changed' }, tenant.adminKey)
  const now = body.epoch as number
  expect(now).toBe(first! + 151)
  expect(await kept(instanceId)).toEqual(Array.from({ length: SNAPSHOTS_KEPT }, (_, place) => now - SNAPSHOTS_KEPT + 1 + place))
  expect(await kept(tenant.instanceId)).toEqual(neighbours)
  for (const epoch of [null, now])
    expect(await rpc.snapshot({ instanceId, epoch })).toMatchObject({ epoch: now, instance: { name: 'Changed' } })

  const copy = async () => (await env.SNAPSHOTS.list({ prefix: `snapshot:${instanceId}:${now}` })).keys[0]?.expiration
  await expect.poll(copy).toBeGreaterThan(Date.now() / 1000 + 29 * 86_400)
})

it('is null for an unknown instance or epoch', async () => {
  expect(await rpc.snapshot({ instanceId: tenant.instanceId, epoch: 100_000 })).toBeNull()
  const gone = await mintInstance(tenant)
  await mustApi('DELETE', `/instances/${gone}`, undefined, tenant.adminKey)
  expect(await rpc.snapshot({ instanceId: gone, epoch: null })).toBeNull()
})

it('refuses a deleted or disabled instance at once', async () => {
  const instanceId = await mintInstance(tenant)
  const projectId = await mintProject({ ...tenant, instanceId })
  const { body: key } = await mustApi(
    'POST',
    '/keys',
    { kind: 'project', project_id: projectId, name: 'k', scopes: ['read', 'generate'] },
    tenant.adminKey,
  )
  const check = () => rpc.check({ instanceId, projectId, keyId: key.id, scope: 'generate' })
  expect(await check()).toMatchObject({ ok: true })
  await mustApi('PATCH', `/projects/${projectId}`, { status: 'disabled' }, tenant.adminKey)
  expect(await check()).toMatchObject({ ok: false })
  await mustApi('PATCH', `/projects/${projectId}`, { status: 'active' }, tenant.adminKey)
  expect(await check()).toMatchObject({ ok: true })
  await mustApi('PATCH', `/instances/${instanceId}`, { status: 'disabled' }, tenant.adminKey)
  expect(await check()).toMatchObject({ ok: false })
  await mustApi('PATCH', `/instances/${instanceId}`, { status: 'active' }, tenant.adminKey)
  expect(await check()).toMatchObject({ ok: true })
  await mustApi('DELETE', `/keys/${key.id}`, undefined, tenant.adminKey)
  expect(await check()).toEqual({ ok: false, code: 'revoked_key' })
  await mustApi('DELETE', `/projects/${projectId}`, undefined, tenant.adminKey)
  await mustApi('DELETE', `/instances/${instanceId}`, undefined, tenant.adminKey)
  expect(await check()).toMatchObject({ ok: false })
})

describe("a user's key", () => {
  const check = (keyId: string, scope: 'read' | 'generate' | 'manage') =>
    rpc.check({ instanceId: tenant.instanceId, projectId: tenant.projectId, keyId, scope })

  it('a viewer’s key only reads', async () => {
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    expect(await check(viewer.keyId, 'read')).toMatchObject({ ok: true })
    expect(await check(viewer.keyId, 'generate')).toMatchObject({ ok: false, code: 'insufficient_scope' })
    const refused = await call('POST /v1/generate', {
      key: viewer.key,
      body: { prompt: 'x', size: '64x64' },
      headers: { 'x-project-id': tenant.projectId },
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope'])
    expect(refused.body.detail).toBe(
      "The key has the scope generate, but its user is a viewer of this instance, and a viewer's key can only read. An admin can give the user the role developer.",
    )
  })

  it('follows its user at once: grant, role, and deletion', async () => {
    const user = await mintUser(tenant, 'developer')
    const grants = (list: unknown[]) => replace(`/users/${user.userId}/grants`, { grants: list }, tenant.adminKey, versions.shift())
    const versions = ['"1"', '"2"', '"3"']
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: false })
    await grants([{ instance_id: tenant.instanceId, role: 'developer' }])
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: true })
    await grants([{ instance_id: tenant.instanceId, role: 'viewer' }])
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: false })
    await grants([])
    expect(await check(user.keyId, 'read')).toMatchObject({ ok: false })
    await mustApi('PATCH', `/users/${user.userId}`, { role: 'admin' }, tenant.adminKey)
    // Keys that others had made for the user were revoked when the user got a higher role.
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: false, code: 'revoked_key' })
    const order = { kind: 'user', user_id: user.userId, name: 'After', scopes: ['read', 'generate'] }
    user.keyId = (await mustApi('POST', '/keys', order, tenant.adminKey)).body.id
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: true })
    await mustApi('PATCH', `/users/${user.userId}`, { role: 'viewer' }, tenant.adminKey)
    expect(await check(user.keyId, 'read')).toMatchObject({ ok: false })
    await mustApi('PATCH', `/users/${user.userId}`, { role: 'admin' }, tenant.adminKey)
    await mustApi('DELETE', `/users/${user.userId}`, undefined, tenant.adminKey)
    expect(await check(user.keyId, 'generate')).toMatchObject({ ok: false })
  })

  it('of an admin of another organization reaches nothing here', async () => {
    const other = await mintTenant()
    expect(await check(other.adminKeyId, 'read')).toMatchObject({ ok: false })
  })
})

describe('a binding for one instance', () => {
  it('reaches that instance and no other', async () => {
    const otherId = await mintInstance(tenant)
    // Calls the methods of `ConfigService` without RPC. If an entrypoint throws an error over RPC, the test runner reports the error as
    // unhandled.
    const context = Object.assign(createExecutionContext(), { props: { instanceId: otherId } })
    const bound: ConfigRpc = new ConfigService(context, env)
    expect(await bound.snapshot({ instanceId: otherId, epoch: null })).toMatchObject({ instanceId: otherId })
    const { instanceId, projectId, projectKeyId: keyId } = tenant
    const generationId = 'gen_x'
    const usage = { provider: 'sketch', model: 'sketch', operation: 'generate', succeeded: true, errorCode: null }
    const calls: Record<string, () => Promise<unknown>> = {
      snapshot: () => bound.snapshot({ instanceId, epoch: null }),
      check: () => bound.check({ instanceId, projectId, keyId, scope: 'read' }),
      admit: () => bound.admit({ ...emptyAdmit(), instanceId, projectId, keyId }),
      recall: () =>
        bound.recall({
          instanceId,
          projectId,
          keyId,
          generationId,
          operation: 'generate',
          idempotency: { key: 'a', bodyHash: 'x', ttlSeconds: 60 },
        }),
      begin: () => bound.begin({ instanceId, generationId, provider: null }),
      settle: () => bound.settle({ instanceId, generationId, outcome: 'released', amountMicros: 0, images: 0, tokens: 0, usage }),
      limits: () => bound.limits({ instanceId, projectId, keyId }),
      openCredential: () => bound.openCredential({ instanceId, subject: { kind: 'provider', provider: 'openai' } }),
      webhookGone: () => bound.webhookGone({ instanceId, webhookId: 'hook_x', url: 'https://hooks.example.com/x', requestId: null }),
      usage: () => bound.usage({ instanceId, projectId: null, from: 0, to: 1, bucket: 'day', groupBy: [] }),
    }
    const outcomes = Object.entries(calls).map(async ([name, use]) => {
      const message = await Promise.resolve()
        .then(use)
        .catch((error: Error) => error.message)
      return [name, message]
    })
    const refused = 'The binding to the config service does not reach this instance'
    expect(Object.fromEntries(await Promise.all(outcomes))).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, refused])))
    expect(await bound.authenticate({ token: tenant.projectKey, projectId: null, instanceId: null })).toEqual({
      ok: false,
      code: 'invalid_key',
    })
    expect(await rpc.authenticate({ token: tenant.projectKey, projectId: null, instanceId: null })).toMatchObject({ ok: true })
  })
})

function emptyAdmit(): AdmitRequest {
  return {
    organizationId: tenant.organizationId,
    instanceId: '',
    projectId: '',
    keyId: '',
    generationId: 'gen_x',
    operation: 'generate',
    epoch: 1,
    idempotency: null,
    requests: 1,
    images: 1,
    tokens: 0,
    reserveMicros: 0,
    targets: [],
    deadlineAt: 0,
  }
}

it("loads a limiter's policy without reading through every key of the platform", async () => {
  const { results } = await env.CONFIG_DB.prepare(
    `EXPLAIN QUERY PLAN SELECT k.id FROM keys k JOIN users u ON u.id = k.user_id WHERE k.user_id IN (
      SELECT id FROM users WHERE role = 'superadmin'
      UNION SELECT u.id FROM users u JOIN instances i ON i.organization_id = u.organization_id WHERE i.id = ? AND u.role = 'admin'
      UNION SELECT user_id FROM grants WHERE instance_id = ?)`,
  )
    .bind('a', 'b')
    .all<{ detail: string }>()
  expect(results.map((row) => row.detail).filter((detail) => /^SCAN (k|keys|u|users|i|instances|grants)\b/.test(detail))).toEqual([])
  expect((await configApi('GET', '/health')).status).toBe(200)
})

it('enforces an organization’s budget once the change is confirmed, and drops it again', async () => {
  const place = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }] } })
  const path = `/organizations/${place.organizationId}`
  const generate = async () => {
    const answer = await call('POST /v1/generate', { key: place.projectKey, body: { prompt: 'x', model: 'sketch-priced', size: '64x64' } })
    return [answer.status, answer.body.code]
  }
  expect(await generate()).toEqual([200, undefined])
  await mustApi('PATCH', path, { budget: { daily_micros: 1 } }, place.adminKey)
  expect(await generate()).toEqual([400, 'request_exceeds_limit'])
  await mustApi('PATCH', path, { budget: { daily_micros: 1_000_000_000 } }, place.adminKey)
  expect(await generate()).toEqual([200, undefined])
  await mustApi('PATCH', path, { budget: { daily_micros: null } }, place.adminKey)
  expect(await generate()).toEqual([200, undefined])
})
