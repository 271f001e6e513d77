// A change is made completely or not at all. It is published before the response is sent. If the request breaks off before the change is
// published, the outbox publishes it.
import { createExecutionContext, runDurableObjectAlarm, waitOnExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConfigApp } from '../../src/config-service/app.ts'
import type { ConfigRpc } from '../../src/shared/config-rpc.ts'
import { admitRequest } from '../support/admission.ts'
import { configApi, mintInstance, mintProject, mintTenant, mintUser, mustApi, type Tenant, uniqueSlug } from '../support/tenant.ts'
import { checkAnswer } from '../support/contract-recorder.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

// A test sets these fields to make calls of the app below fail. `limiter`: no limiter can be called. `batch`: the database fails before or
// after it has run the statements of a change. `mark`: the database fails when an outbox row is marked as done.
const faults = { limiter: false, batch: null as 'before' | 'after' | null, mark: false }
beforeEach(() => Object.assign(faults, { limiter: false, batch: null, mark: false }))

const database = new Proxy(env.CONFIG_DB, {
  get(real, name) {
    if (name === 'batch')
      return async (statements: D1PreparedStatement[]) => {
        // Queries call `batch`, too, but here only changes fail. A batch of more than four statements is a change, because a change writes
        // not only its own rows, but also the audit log and the outbox.
        const isChange = faults.batch !== null && statements.length > 4
        if (isChange && faults.batch === 'before') throw new Error('the connection was lost before')
        const results = await real.batch(statements)
        if (isChange) throw new Error('the connection was lost after')
        return results
      }
    if (name === 'prepare')
      return (text: string) => {
        if (faults.mark && text.startsWith('UPDATE "outbox"')) throw new Error('the database is away')
        return real.prepare(text)
      }
    const value = Reflect.get(real, name) as unknown
    return typeof value === 'function' ? (value as (...parameters: unknown[]) => unknown).bind(real) : value
  },
})
const limiter = {
  getByName(name: string) {
    if (faults.limiter) throw new Error('the limiter is away')
    return env.RATE_LIMITER.getByName(name)
  },
}
const app = createConfigApp()
const shaky = { ...env, CONFIG_DB: database, RATE_LIMITER: limiter }

async function ask(method: string, path: string, body: unknown, key: string, headers: Record<string, string> = {}) {
  const context = createExecutionContext()
  const sent: Record<string, string> = { authorization: `Bearer ${key}`, ...headers }
  if (body !== undefined) sent['content-type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const request = new Request(`http://platform.test/config/v1${path}`, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await checkAnswer(new Request(request.url, { method, headers: sent }), await app.fetch(request, shaky, context))
  await waitOnExecutionContext(context)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

const count = async (statement: string, ...values: unknown[]): Promise<number> =>
  (await env.CONFIG_DB.prepare(`SELECT COUNT(*) AS n FROM ${statement}`)
    .bind(...values)
    .first<{ n: number }>())!.n
async function stateOf(instanceId: string) {
  return {
    epoch: (await mustApi('GET', `/instances/${instanceId}`, undefined, tenant.adminKey)).body.epoch as number,
    snapshots: await count('snapshots WHERE instance_id = ?', instanceId),
    audits: await count('audit_log WHERE organization_id = ?', tenant.organizationId),
    open: await count('outbox WHERE subject_id = ? AND done_at IS NULL', instanceId),
  }
}
const admitAt = (instanceId: string, projectId: string, keyId: string, epoch: number) =>
  admitRequest({ organizationId: tenant.organizationId, instanceId, projectId, keyId, epoch })
/** Makes the changes that wait in the outbox one minute older, because the outbox skips very young changes. Then runs the outbox. */
async function runOutbox(): Promise<void> {
  await env.CONFIG_DB.prepare('UPDATE outbox SET created_at = created_at - 60000 WHERE done_at IS NULL').run()
  await runDurableObjectAlarm(env.OUTBOX.getByName('outbox'))
}

it('writes change, snapshot, audit entry and outbox row together, and is in force when it returns', async () => {
  const instanceId = await mintInstance(tenant)
  const before = await stateOf(instanceId)
  expect((await ask('PATCH', `/instances/${instanceId}`, { name: 'Other' }, tenant.adminKey)).status).toBe(200)
  expect(await stateOf(instanceId)).toEqual({
    epoch: before.epoch + 1,
    snapshots: before.snapshots + 1,
    audits: before.audits + 1,
    open: 0,
  })
  const snapshot = await rpc.snapshot({ instanceId, epoch: before.epoch + 1 })
  expect(snapshot).toMatchObject({
    format: 1,
    epoch: before.epoch + 1,
    instance: { name: 'Other', status: 'active', defaultModel: 'sketch' },
  })
  expect(await rpc.snapshot({ instanceId, epoch: before.epoch })).toMatchObject({
    epoch: before.epoch,
    instance: { name: expect.not.stringMatching('Other') },
  })
})

it('writes nothing if any guard fails', async () => {
  const instanceId = await mintInstance(tenant)
  const path = `/instances/${instanceId}`
  const etag = (await mustApi('GET', path, undefined, tenant.adminKey)).headers.get('etag')!
  const before = await stateOf(instanceId)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, number) => configApi('PATCH', path, { name: `Writer ${number}` }, tenant.adminKey, { 'if-match': etag })),
  )
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 412, 412, 412, 412, 412, 412, 412])
  expect(await stateOf(instanceId)).toEqual({
    epoch: before.epoch + 1,
    snapshots: before.snapshots + 1,
    audits: before.audits + 1,
    open: 0,
  })
})

it('losers of a race for the next audit sequence retry, and the chain stays valid', async () => {
  const instanceId = await mintInstance(tenant)
  const before = await stateOf(instanceId)
  const slugs = Array.from({ length: 8 }, () => uniqueSlug('racer'))
  const answers = await Promise.all(
    slugs.map((slug) => configApi('POST', `/instances/${instanceId}/projects`, { name: slug, slug }, tenant.adminKey)),
  )
  expect(answers.map((answer) => answer.status)).toEqual(slugs.map(() => 201))
  expect(await stateOf(instanceId)).toEqual({
    epoch: before.epoch + 8,
    snapshots: before.snapshots + 8,
    audits: before.audits + 8,
    open: 0,
  })
  const newest = await rpc.snapshot({ instanceId, epoch: null })
  expect(Object.values(newest!.projects).map((project) => project.name)).toEqual(expect.arrayContaining(slugs))
  expect((await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)).body).toMatchObject({ intact: true })
})

it('changes nothing if the slug is taken, whichever request was first', async () => {
  const instanceId = await mintInstance(tenant)
  const slug = uniqueSlug('same')
  const answers = await Promise.all(
    [1, 2, 3].map((number) => configApi('POST', `/instances/${instanceId}/projects`, { name: `n${number}`, slug }, tenant.adminKey)),
  )
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409])
  expect((await stateOf(instanceId)).epoch).toBe(2)
})

describe('a request that dies', () => {
  it('before the batch has changed nothing', async () => {
    const instanceId = await mintInstance(tenant)
    const before = await stateOf(instanceId)
    faults.batch = 'before'
    expect((await ask('PATCH', `/instances/${instanceId}`, { name: 'Lost' }, tenant.adminKey)).status).toBe(500)
    expect(await stateOf(instanceId)).toEqual(before)
  })

  it('after the batch is finished by the outbox', async () => {
    const instanceId = await mintInstance(tenant)
    const projectId = await mintProject({ ...tenant, instanceId })
    const { body: key } = await mustApi(
      'POST',
      '/keys',
      { kind: 'project', project_id: projectId, name: 'k', scopes: ['generate'] },
      tenant.adminKey,
    )
    const before = await stateOf(instanceId)
    expect(await rpc.admit(admitAt(instanceId, projectId, key.id, before.epoch))).toMatchObject({ kind: 'admitted' })
    faults.batch = 'after'
    const lost = await ask('PATCH', `/instances/${instanceId}`, { content_policy: { blocked_terms: ['war'] } }, tenant.adminKey)
    faults.batch = null
    expect(lost.status).toBe(500)
    expect(await stateOf(instanceId)).toEqual({
      epoch: before.epoch + 1,
      snapshots: before.snapshots + 1,
      audits: before.audits + 1,
      open: 1,
    })
    // The request broke off before the change was published. The limiter has not loaded the change, so the old configuration is still in
    // force.
    expect(await rpc.admit(admitAt(instanceId, projectId, key.id, before.epoch))).toMatchObject({ kind: 'admitted' })
    await runOutbox()
    expect((await stateOf(instanceId)).open).toBe(0)
    expect(await rpc.admit(admitAt(instanceId, projectId, key.id, before.epoch))).toEqual({ kind: 'stale_epoch', epoch: before.epoch + 1 })
    expect(await rpc.admit(admitAt(instanceId, projectId, key.id, before.epoch + 1))).toMatchObject({ kind: 'admitted' })
  })

  it('after publishing and before the change is marked: it is published again, without harm', async () => {
    const instanceId = await mintInstance(tenant)
    const { epoch } = await stateOf(instanceId)
    faults.mark = true
    expect((await ask('PATCH', `/instances/${instanceId}`, { name: 'Told' }, tenant.adminKey)).body.code).toBe('change_pending')
    faults.mark = false
    expect(await stateOf(instanceId)).toMatchObject({ epoch: epoch + 1, open: 1 })
    await runOutbox()
    expect(await stateOf(instanceId)).toMatchObject({ epoch: epoch + 1, open: 0 })
  })

  it('after the batch, so that its response is lost: a repeat with the same Idempotency-Key returns it', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const slug = uniqueSlug('lost')
    faults.batch = 'after'
    const body = { name: slug, slug }
    expect((await ask('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, headers)).status).toBe(500)
    faults.batch = null
    const again = await ask('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, headers)
    expect([again.status, again.body.slug, again.headers.get('location')]).toEqual([201, slug, `/config/v1/projects/${again.body.id}`])
    expect(await count('projects WHERE slug = ?', slug)).toBe(1)
    expect((await stateOf(tenant.instanceId)).open).toBe(0)
  })
})

describe('an unreachable limiter', () => {
  it('makes the change pending: it is stored, not in force, and confirmed once it is in force', async () => {
    const instanceId = await mintInstance(tenant)
    const { epoch } = await stateOf(instanceId)
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const patch = { name: 'Pending' }
    faults.limiter = true
    const first = await ask('PATCH', `/instances/${instanceId}`, patch, tenant.adminKey, headers)
    expect([first.status, first.body.code, first.headers.get('retry-after')]).toEqual([503, 'change_pending', '1'])
    const second = await ask('PATCH', `/instances/${instanceId}`, patch, tenant.adminKey, headers)
    expect(second.body.code).toBe('change_pending')
    expect(await stateOf(instanceId)).toMatchObject({ epoch: epoch + 1, open: 1 })
    faults.limiter = false
    const third = await ask('PATCH', `/instances/${instanceId}`, patch, tenant.adminKey, headers)
    expect([third.status, third.body.name, third.body.epoch]).toEqual([200, 'Pending', epoch + 1])
    expect(await stateOf(instanceId)).toMatchObject({ epoch: epoch + 1, open: 0 })
    const other = await ask('PATCH', `/instances/${instanceId}`, { name: 'Different' }, tenant.adminKey, headers)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    const asJson = { ...headers, 'content-type': 'application/json' }
    expect((await configApi('PATCH', `/instances/${instanceId}`, patch, tenant.adminKey, asJson)).body.code).toBe('idempotency_key_reused')
  })

  it('does not lose the secret of a new key', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const body = { kind: 'project', project_id: tenant.projectId, name: 'Pending', scopes: ['read'] }
    faults.limiter = true
    expect((await ask('POST', '/keys', body, tenant.adminKey, headers)).body.code).toBe('change_pending')
    faults.limiter = false
    const made = await ask('POST', '/keys', body, tenant.adminKey, headers)
    expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^cma_live_/)])
    expect((await configApi('GET', '/me', undefined, made.body.secret)).body.key_id).toBe(made.body.id)
    const stored = await env.CONFIG_DB.prepare('SELECT * FROM idempotency').all()
    expect(JSON.stringify(stored.results)).not.toContain(made.body.secret)
  })

  it('never acknowledges a revocation before it is in force', async () => {
    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const check = () => rpc.check({ instanceId: tenant.instanceId, projectId: tenant.projectId, keyId: user.keyId, scope: 'generate' })
    expect(await check()).toMatchObject({ ok: true })
    faults.limiter = true
    expect((await ask('DELETE', `/users/${user.userId}`, undefined, tenant.adminKey)).body.code).toBe('change_pending')
    faults.limiter = false
    await runOutbox()
    expect(await check()).toMatchObject({ ok: false })
  })
})

it('returns the first response for the same Idempotency-Key, and changes nothing again', async () => {
  const headers = { 'idempotency-key': 'order-4711' }
  const slug = uniqueSlug('once')
  const body = { name: slug, slug }
  const first = await configApi('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, headers)
  const { epoch } = await stateOf(tenant.instanceId)
  const again = await configApi('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, headers)
  expect([again.status, again.body, again.headers.get('etag'), again.headers.get('location')]).toEqual([
    201,
    first.body,
    first.headers.get('etag'),
    first.headers.get('location'),
  ])
  expect((await stateOf(tenant.instanceId)).epoch).toBe(epoch)
  // A repeat is validated against the contract, too.
  const unfit = { ...headers, 'x-request-id': 'no id' }
  expect((await configApi('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, unfit)).status).toBe(400)
  // The same Idempotency-Key from another caller counts as a different key.
  const other = await mintTenant()
  expect((await configApi('POST', `/instances/${other.instanceId}/projects`, body, other.adminKey, headers)).status).toBe(201)
  // A refused request does not use up its idempotency key.
  const mended = { 'idempotency-key': 'order-4712' }
  expect((await configApi('POST', `/instances/${tenant.instanceId}/projects`, body, tenant.adminKey, mended)).status).toBe(409)
  const free = uniqueSlug('mended')
  expect(
    (await configApi('POST', `/instances/${tenant.instanceId}/projects`, { name: free, slug: free }, tenant.adminKey, mended)).status,
  ).toBe(201)
})
