import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { isWellFormedKey } from '../../src/auth/key-format.ts'
import type { CheckRequest, ConfigRpc, Scope } from '../../src/shared/config-rpc.ts'
import { config } from '../support/call.ts'
import { type Tenant, mintProjectKey, mintTenant, mintUser } from '../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})

const checkOf = (keyId: string, scope: Scope = 'generate'): CheckRequest => ({
  instanceId: tenant.instanceId,
  projectId: tenant.projectId,
  keyId,
  scope,
})

describe('create', () => {
  it('returns the key once, in the right form, and stores only its hash', async () => {
    const made = await config('POST /keys', {
      key: tenant.adminKey,
      body: {
        kind: 'project',
        project_id: tenant.projectId,
        name: 'Web shop',
        scopes: ['read', 'generate'],
        limits: [{ metric: 'requests', window_seconds: 60, limit: 5 }],
      },
    })
    expect(made.status).toBe(201)
    const { secret, ...key } = made.body
    expect(isWellFormedKey(secret)).toBe(true)
    expect(key).toMatchObject({
      kind: 'project',
      instance_id: tenant.instanceId,
      project_id: tenant.projectId,
      status: 'active',
      prefix: secret.slice(0, 13),
      last_four: secret.slice(-4),
    })
    expect(made.headers.get('location')).toBe(`/config/v1/keys/${key.id}`)
    expect(made.headers.get('etag')).toBe('"1"')

    const read = await config(`GET /keys/${key.id}`, { key: tenant.adminKey })
    expect(read.body).toEqual(key)
    expect(read.text).not.toContain(secret)
    const row = await env.CONFIG_DB.prepare('SELECT * FROM keys WHERE id = ?').bind(key.id).first()
    expect(JSON.stringify(row)).not.toContain(secret.slice(13, -4))
    expect(row).toMatchObject({ pepper_version: 2 })
    expect(await rpc.check(checkOf(key.id))).toMatchObject({ ok: true })
  })

  it('gives no scope that the creator’s key lacks', async () => {
    const reader = await mintUser(tenant, 'admin', { scopes: ['read', 'manage'] })
    const made = await config('POST /keys', {
      key: reader.key,
      body: { kind: 'project', project_id: tenant.projectId, name: 'x', scopes: ['generate'] },
    })
    expect([made.status, made.body.code]).toEqual([403, 'insufficient_scope'])
  })

  it('creates a key for oneself and, as an admin, for lower roles, but never for higher ones', async () => {
    const viewer = await mintUser(tenant, 'viewer')
    const superadmin = await mintUser(tenant, 'superadmin')
    const make = (key: string, userId?: string) =>
      config('POST /keys', { key, body: { kind: 'user', ...(userId ? { user_id: userId } : {}), name: 'x', scopes: ['read'] } })
    expect((await make(viewer.key)).body).toMatchObject({ kind: 'user', user_id: viewer.userId })
    expect((await make(tenant.adminKey, viewer.userId)).status).toBe(201)
    expect((await make(viewer.key, tenant.adminId)).status).toBe(404)
    expect((await make(tenant.adminKey, superadmin.userId)).body.code).toBe('insufficient_role')
    expect((await make(tenant.adminKey, other.adminId)).status).toBe(404)
    expect((await make(superadmin.key, other.adminId)).status).toBe(201)
    const madeByProjectKey = await make((await mintProjectKey(tenant, { scopes: ['read', 'generate', 'manage'] })).key)
    expect(madeByProjectKey.body.code).toBe('insufficient_role')
  })

  it.each([
    [{ kind: 'project', name: 'x', scopes: ['read'] }, '/body/project_id'],
    [{ kind: 'user', project_id: 'proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', name: 'x', scopes: ['read'] }, '/body/project_id'],
    [{ kind: 'user', name: 'x', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' }, '/body/expires_at'],
    [{ kind: 'user', name: 'x', scopes: ['read'], limits: [{ metric: 'requests', limit: 1 }] }, '/body/limits/0'],
    [{ kind: 'user', name: 'x', scopes: ['read'], limits: [{ metric: 'cost_micros', window_seconds: 60, limit: 1 }] }, '/body/limits/0'],
    [{ kind: 'user', name: 'x', scopes: ['read'], limits: [{ metric: 'concurrency', limit: 1, burst: 2 }] }, '/body/limits/0'],
    [
      {
        kind: 'user',
        name: 'x',
        scopes: ['read'],
        limits: [
          { metric: 'images', window_seconds: 1, limit: 1 },
          { metric: 'images', window_seconds: 1, limit: 2 },
        ],
      },
      '/body/limits/1',
    ],
    [{ kind: 'user', name: 'x', scopes: [] }, '/body/scopes'],
  ])('refuses %j', async (body, pointer) => {
    const made = await config('POST /keys', { key: tenant.adminKey, body })
    expect(made.status).toBe(400)
    expect(made.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  it('treats foreign and missing projects alike', async () => {
    const make = (projectId: string) =>
      config('POST /keys', { key: tenant.adminKey, body: { kind: 'project', project_id: projectId, name: 'x', scopes: ['read'] } })
    const { request_id: one, ...foreign } = (await make(other.projectId)).body
    const { request_id: two, ...missing } = (await make('proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ')).body
    expect(foreign).toEqual(missing)
    expect(foreign.status).toBe(404)
    expect(one).not.toBe(two)
  })

  it('returns the same secret for a repeat with the same Idempotency-Key; it is encrypted meanwhile', async () => {
    const ask = () =>
      config('POST /keys', {
        key: tenant.adminKey,
        headers: { 'idempotency-key': 'one-key' },
        body: { kind: 'project', project_id: tenant.projectId, name: 'Once', scopes: ['read'] },
      })
    const first = await ask()
    const second = await ask()
    expect(first.status).toBe(201)
    expect(second.text).toBe(first.text)
    const rows = await env.CONFIG_DB.prepare('SELECT * FROM idempotency').all()
    expect(JSON.stringify(rows.results)).not.toContain(first.body.secret)
  })
})

describe('list', () => {
  it('pages, filters, and shows each actor only what it may see', async () => {
    const mine = await mintTenant()
    const developer = await mintUser(mine, 'developer')
    await config(`PUT /users/${developer.userId}/grants`, {
      key: mine.adminKey,
      headers: { 'if-match': '"1"' },
      body: { grants: [{ instance_id: mine.instanceId, role: 'viewer' }] },
    })
    const keys = [{ id: mine.projectKeyId }, await mintProjectKey(mine), await mintProjectKey(mine)]
    const ids = async (query: string, key = mine.adminKey) =>
      (await config(`GET /keys${query}`, { key })).body.data.map((each: { id: string }) => each.id)
    expect(await ids('?kind=project')).toEqual(keys.map((key) => key.id).toReversed())

    const first = await config('GET /keys?kind=project&limit=2', { key: mine.adminKey })
    expect(first.body.data).toHaveLength(2)
    const second = await config(`GET /keys?kind=project&limit=2&cursor=${first.body.next_cursor}`, { key: mine.adminKey })
    expect(second.body).toMatchObject({ next_cursor: null, data: [{ id: keys[0]!.id }] })

    await config(`DELETE /keys/${keys[1]!.id}`, { key: mine.adminKey })
    expect(await ids('?status=revoked')).toEqual([keys[1]!.id])
    expect(await ids('?status=active&kind=project')).toEqual([keys[2]!.id, keys[0]!.id])
    expect(await ids('?status=expired')).toEqual([])
    expect((await ids('', developer.key)).toSorted()).toEqual([developer.keyId, ...keys.map((key) => key.id)].toSorted())
    expect((await config(`GET /keys?organization_id=${other.organizationId}`, { key: mine.adminKey })).status).toBe(404)
    expect((await config('GET /keys?cursor=nonsense', { key: mine.adminKey })).body.code).toBe('invalid_request')
    // In this instance the developer has only the role of a viewer, who sees the project's keys but may not change them.
    expect((await config(`GET /keys/${keys[0]!.id}`, { key: developer.key })).status).toBe(200)
    const refused = await config(`DELETE /keys/${keys[0]!.id}`, { key: developer.key })
    expect(refused.body).toMatchObject({
      code: 'insufficient_role',
      detail: "You may see this key, but not change it. That needs the role developer in the instance of the key's project.",
    })
    expect((await config(`GET /keys/${keys[0]!.id}`, { key: other.adminKey })).status).toBe(404)
  })

  it('says to an admin who may change the key of a user with a higher role', async () => {
    const superadmin = await mintUser(tenant, 'superadmin')
    const refused = await config(`POST /keys/${superadmin.keyId}/rotate`, { key: tenant.adminKey })
    expect(refused.body).toMatchObject({
      code: 'insufficient_role',
      detail: "You may see this key, but not change it. Its user may, and admins whose role is not below the user's.",
    })
  })
})

describe('update', () => {
  it('changes the given fields, under If-Match, and at once', async () => {
    const key = await mintProjectKey(tenant)
    const changed = await config(`PATCH /keys/${key.id}`, {
      key: tenant.adminKey,
      headers: { 'if-match': '"1"' },
      body: { name: 'Renamed', scopes: ['read'] },
    })
    expect(changed.body).toMatchObject({ name: 'Renamed', scopes: ['read'], version: 2 })
    expect(changed.headers.get('etag')).toBe('"2"')
    expect(await rpc.check(checkOf(key.id))).toMatchObject({
      ok: false,
      code: 'insufficient_scope',
      detail: 'The key needs the scope generate; it has read.',
    })
    expect(await rpc.check(checkOf(key.id, 'read'))).toMatchObject({ ok: true })
    expect(
      (await config(`PATCH /keys/${key.id}`, { key: tenant.adminKey, headers: { 'if-match': '"1"' }, body: { name: 'x' } })).status,
    ).toBe(412)
    expect((await config(`PATCH /keys/${key.id}`, { key: tenant.adminKey, body: {} })).status).toBe(400)
    expect((await config(`PATCH /keys/${key.id}`, { key: other.adminKey, body: { name: 'x' } })).status).toBe(404)
  })

  it('does not revive an ended key', async () => {
    const key = await mintProjectKey(tenant)
    await config(`DELETE /keys/${key.id}`, { key: tenant.adminKey })
    expect((await config(`PATCH /keys/${key.id}`, { key: tenant.adminKey, body: { expires_at: null } })).body.code).toBe('conflict')
    expect((await config(`POST /keys/${key.id}/rotate`, { key: tenant.adminKey, body: {} })).body.code).toBe('conflict')
  })
})

describe('rotate', () => {
  it('lets both keys work until the grace period ends', async () => {
    const old = await mintProjectKey(tenant, {
      scopes: ['read', 'generate'],
      limits: [{ metric: 'requests', window_seconds: 60, limit: 9 }],
    })
    const rotated = await config(`POST /keys/${old.id}/rotate`, { key: tenant.adminKey, body: { grace_period_seconds: 60 } })
    expect(rotated.status).toBe(201)
    expect(rotated.body).toMatchObject({
      name: 'App',
      scopes: ['read', 'generate'],
      limits: [{ metric: 'requests', limit: 9 }],
      expires_at: null,
    })
    const me = async (key: string) => (await config('GET /me', { key })).status
    expect([await me(old.key), await me(rotated.body.secret)]).toEqual([200, 200])
    expect(await rpc.check(checkOf(old.id))).toMatchObject({ ok: true })
    expect(await rpc.check(checkOf(rotated.body.id))).toMatchObject({ ok: true })
    const shown = (await config(`GET /keys/${old.id}`, { key: tenant.adminKey })).body
    expect(shown).toMatchObject({ status: 'active', replaced_by: rotated.body.id })
    expect(Date.parse(shown.expires_at) - Date.now()).toBeGreaterThan(50_000)
    expect((await config(`POST /keys/${old.id}/rotate`, { key: tenant.adminKey, body: {} })).body.code).toBe('conflict')

    // Sets the expiry of the old key to the present time, which ends the grace period.
    await env.CONFIG_DB.prepare('UPDATE keys SET expires_at = ? WHERE id = ?').bind(Date.now(), old.id).run()
    expect((await config('GET /me', { key: old.key })).body.code).toBe('expired_key')
    expect(await me(rotated.body.secret)).toBe(200)
  })

  it('ends the old key at once without a grace period', async () => {
    const old = await mintProjectKey(tenant)
    await config(`POST /keys/${old.id}/rotate`, { key: tenant.adminKey, body: { grace_period_seconds: 0 } })
    expect((await config('GET /me', { key: old.key })).body.code).toBe('expired_key')
    expect((await rpc.check(checkOf(old.id))).ok).toBe(false)
  })
})

describe('revoke', () => {
  it('is in force everywhere once the 204 is sent, and may be repeated', async () => {
    const key = await mintProjectKey(tenant)
    expect(await rpc.check(checkOf(key.id))).toMatchObject({ ok: true })
    expect((await config(`DELETE /keys/${key.id}`, { key: tenant.adminKey })).status).toBe(204)
    expect((await config('GET /me', { key: key.key })).body.code).toBe('revoked_key')
    expect(await rpc.check(checkOf(key.id))).toMatchObject({ ok: false, code: 'revoked_key' })
    expect(await rpc.authenticate({ token: key.key, projectId: null, instanceId: null })).toMatchObject({
      ok: false,
      code: 'revoked_key',
    })
    expect((await config(`DELETE /keys/${key.id}`, { key: tenant.adminKey })).status).toBe(204)
    expect((await config(`DELETE /keys/${key.id}`, { key: other.adminKey })).status).toBe(404)
  })

  it("reaches a user's key in every instance", async () => {
    const developer = await mintUser(tenant, 'admin')
    const made = await config('POST /keys', { key: developer.key, body: { kind: 'user', name: 'Second', scopes: ['read', 'generate'] } })
    expect(await rpc.check(checkOf(made.body.id))).toMatchObject({ ok: true })
    await config(`DELETE /keys/${made.body.id}`, { key: developer.key })
    expect((await rpc.check(checkOf(made.body.id))).ok).toBe(false)
  })
})

it('records when a key was last used', async () => {
  const user = await mintUser(tenant, 'admin')
  const before = Date.now()
  const lastUsed = async () => (await config(`GET /keys/${user.keyId}`, { key: tenant.adminKey })).body.last_used_at
  expect(await lastUsed()).toBe(null)
  await config('GET /me', { key: user.key })
  await expect.poll(async () => Date.parse(await lastUsed())).toBeGreaterThanOrEqual(before)
  expect((await config(`GET /keys/${user.keyId}`, { key: tenant.adminKey })).headers.get('etag')).toBe('"1"')
})

it('records when a key was last used, also if it only reads', async () => {
  const key = await mintProjectKey(tenant)
  const lastUsed = async () => (await config(`GET /keys/${key.id}`, { key: tenant.adminKey })).body.last_used_at
  const before = Date.now()
  expect(await rpc.check(checkOf(key.id))).toMatchObject({ ok: true })
  await expect.poll(async () => Date.parse(await lastUsed()), { timeout: 60_000, interval: 500 }).toBeGreaterThanOrEqual(before)
})

describe('pepper versions', () => {
  it('old peppers still verify, new keys use the newest', async () => {
    const { services } = await import('../support/config-services.ts')
    const { hashKey } = await import('../../src/auth/key-format.ts')
    const key = await mintProjectKey(tenant)
    const old = await hashKey(key.key, { current: 1, keys: services.environment.KEY_PEPPERS.keys })
    await env.CONFIG_DB.prepare('UPDATE keys SET hash = ?, pepper_version = 1 WHERE id = ?').bind(old.hash, key.id).run()
    expect((await config('GET /me', { key: key.key })).status).toBe(200)
  })
})

describe('authentication', () => {
  it.each([
    [undefined, 'missing_key'],
    ['nonsense', 'invalid_key'],
    [`cma_live_${'0'.repeat(49)}`, 'invalid_key'],
  ])('reports %s with its code', async (key, code) => {
    const answer = await config('GET /keys', key === undefined ? {} : { key })
    expect([answer.status, answer.body.code, answer.headers.get('www-authenticate')]).toEqual([401, code, 'Bearer'])
  })

  it("follows the user's role and existence at each request", async () => {
    const user = await mintUser(tenant, 'admin')
    expect((await config('GET /audit-log', { key: user.key })).status).toBe(200)
    await env.CONFIG_DB.prepare("UPDATE users SET role = 'viewer' WHERE id = ?").bind(user.userId).run()
    expect((await config('GET /audit-log', { key: user.key })).body.code).toBe('insufficient_role')
    await env.CONFIG_DB.prepare('DELETE FROM users WHERE id = ?').bind(user.userId).run()
    expect((await config('GET /audit-log', { key: user.key })).body.code).toBe('invalid_key')
  })
})
