// Tests keys that make, change and rotate other keys, and the audit entries of these actions.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { configApi, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

const HOUR_MS = 3_600_000
const at = (ms: number) => new Date(Date.now() + ms).toISOString()
const SCOPES = ['read', 'generate', 'manage']
const REQUESTS = { metric: 'requests', window_seconds: 3600, limit: 3, burst: 3 }

/** Makes a key for the tenant's admin user. */
async function adminKey(more: Record<string, unknown> = {}) {
  const made = await mustApi(
    'POST',
    '/keys',
    { kind: 'user', user_id: tenant.adminId, name: 'k', scopes: SCOPES, ...more },
    tenant.adminKey,
  )
  return { id: made.body.id as string, key: made.body.secret as string, body: made.body }
}
const projectOrder = (more: Record<string, unknown> = {}) => ({
  kind: 'project',
  project_id: tenant.projectId,
  name: 'p',
  scopes: ['read', 'generate'],
  ...more,
})
const status = async (id: string) => (await configApi('GET', `/keys/${id}`, undefined, tenant.adminKey)).body.status as string
const patch = (id: string, body: unknown, key: string) => configApi('PATCH', `/keys/${id}`, body, key)
const generate = (key: string, headers: Record<string, string> = {}) =>
  call('POST /v1/generate', { key, headers, body: { model: 'sketch', prompt: 'x', size: '64x64' } })

async function grant(userId: string, grants: unknown[], { adminKey: key }: Tenant): Promise<void> {
  const user = await mustApi('GET', `/users/${userId}`, undefined, key)
  await mustApi('PUT', `/users/${userId}/grants`, { grants }, key, { 'if-match': user.headers.get('etag')! })
}

describe('F1: no key can extend its own rights', () => {
  it('neither its expiry nor its limits; the keys that it creates expire no later', async () => {
    const end = at(HOUR_MS)
    const maker = await adminKey({ expires_at: end })
    expect(await patch(maker.id, { expires_at: null }, maker.key)).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } })
    expect((await patch(maker.id, { expires_at: at(2 * HOUR_MS) }, maker.key)).status).toBe(403)
    expect((await patch(tenant.adminKeyId, { name: 'still', expires_at: null }, maker.key)).status).toBe(200)

    const silent = await mustApi('POST', '/keys', projectOrder(), maker.key)
    expect(silent.body.expires_at).toBe(end)
    const asked = await configApi('POST', '/keys', projectOrder({ expires_at: at(2 * HOUR_MS) }), maker.key)
    expect(asked).toMatchObject({ status: 403 })
    expect(asked.body.detail).toContain(end)
    // A caller who rotates a key gets its new secret. The project's key is valid for longer than the caller's own key `maker`. With the new
    // secret, the caller would have access after `maker` has expired. So the rotation is refused.
    expect((await configApi('POST', `/keys/${tenant.projectKeyId}/rotate`, { grace_period_seconds: 60 }, maker.key)).status).toBe(403)
    expect((await patch(maker.id, { expires_at: at(HOUR_MS / 2) }, maker.key)).status).toBe(200)
    const child = await configApi('GET', `/keys/${silent.body.id}`, undefined, tenant.adminKey)
    expect(Date.parse(child.body.expires_at)).toBeLessThan(Date.parse(end))
    // An admin whose own key has no expiry may remove the expiry of the key `maker`.
    expect((await patch(maker.id, { expires_at: null }, tenant.adminKey)).body.expires_at).toBe(null)
  })

  it('a key with limits shares them with the keys that it creates, and cannot evade them by rotation', async () => {
    const maker = await adminKey({ limits: [REQUESTS] })
    expect((await patch(maker.id, { limits: [] }, maker.key)).status).toBe(403)
    expect((await patch(maker.id, { limits: [{ ...REQUESTS, limit: 4, burst: 4 }] }, maker.key)).status).toBe(403)
    expect((await configApi('POST', `/keys/${tenant.projectKeyId}/rotate`, { grace_period_seconds: 60 }, maker.key)).status).toBe(403)
    const children = await Promise.all([1, 2].map(() => mustApi('POST', '/keys', projectOrder(), maker.key)))
    expect(children[0]!.body.limits).toMatchObject([REQUESTS])
    const used = [children[0]!, children[1]!, children[0]!].map(({ body }) => body.secret as string)
    for (const key of used) expect((await generate(key)).status).toBe(200)
    // The key `maker` and the keys that it made share one limit of three requests.
    expect((await generate(children[1]!.body.secret)).status).toBe(429)
    expect((await generate(maker.key, { 'x-project-id': tenant.projectId })).status).toBe(429)
    const rotated = await mustApi('POST', `/keys/${maker.id}/rotate`, { grace_period_seconds: 0 }, maker.key)
    expect((await generate(rotated.body.secret, { 'x-project-id': tenant.projectId })).status).toBe(429)
  })

  it('a key gets the lower amount and the lower burst of its own limit and its maker’s', async () => {
    const maker = await adminKey({ limits: [{ ...REQUESTS, limit: 100, burst: 2 }] })
    const order = { ...projectOrder(), limits: [{ ...REQUESTS, limit: 10, burst: 10 }] }
    const { body } = await mustApi('POST', '/keys', order, maker.key)
    expect(body.limits).toEqual([{ ...REQUESTS, limit: 10, burst: 2 }])
    for (let call = 0; call < 2; call++) expect((await generate(body.secret)).status).toBe(200)
    expect((await generate(body.secret)).status).toBe(429)
  })

  it('revoking a key revokes the keys that it created, and those that these created', async () => {
    const maker = await adminKey()
    const child = (await mustApi('POST', '/keys', { kind: 'user', user_id: tenant.adminId, name: 'c', scopes: SCOPES }, maker.key)).body
    const grandchild = (await mustApi('POST', '/keys', projectOrder(), child.secret)).body
    expect((await generate(grandchild.secret)).status).toBe(200)
    // Rotating a key revokes none of the keys that were made with it. They stay active until the successor of the rotated key is revoked.
    const successor = (await mustApi('POST', `/keys/${maker.id}/rotate`, { grace_period_seconds: 60 }, maker.key)).body
    await mustApi('DELETE', `/keys/${maker.id}`, undefined, tenant.adminKey)
    expect(await status(grandchild.id)).toBe('active')
    await mustApi('DELETE', `/keys/${successor.id}`, undefined, tenant.adminKey)
    expect([await status(child.id), await status(grandchild.id)]).toEqual(['revoked', 'revoked'])
    expect(await generate(grandchild.secret)).toMatchObject({ status: 401, body: { code: 'revoked_key' } })
    const entries = await mustApi('GET', '/audit-log?action=key.revoke&limit=3', undefined, tenant.adminKey)
    expect(entries.body.data.map((entry: { target: { id: string } }) => entry.target.id)).toEqual(
      expect.arrayContaining([successor.id, child.id, grandchild.id]),
    )
  })
})

describe('the keys that depend on a key', () => {
  const dependOn = (id: string, key: string, more = '') => configApi('GET', `/keys?depends_on=${id}${more}`, undefined, key)
  const idsIn = ({ body }: { body: { data?: { id: string }[] } }) => body.data!.map(({ id }) => id)

  it('are listed page by page, and are those that end when it is revoked', async () => {
    const maker = await adminKey()
    const child = (await mustApi('POST', '/keys', { kind: 'user', user_id: tenant.adminId, name: 'c', scopes: SCOPES }, maker.key)).body
    const gone = (await mustApi('POST', '/keys', projectOrder(), maker.key)).body
    const grandchild = (await mustApi('POST', '/keys', projectOrder(), child.secret)).body
    // The holder of the key `maker` rotates the key `other`, and so learns the secret of the new key. Therefore the new key ends when
    // `maker` is revoked.
    const other = await adminKey()
    const rotated = (await mustApi('POST', `/keys/${other.id}/rotate`, { grace_period_seconds: 60 }, maker.key)).body
    await mustApi('DELETE', `/keys/${gone.id}`, undefined, tenant.adminKey)

    const all = await dependOn(maker.id, tenant.adminKey)
    expect(idsIn(all)).toEqual([rotated.id, grandchild.id, child.id])
    expect(all.body).toMatchObject({ next_cursor: null, dependent_keys: 3 })
    const first = await dependOn(maker.id, maker.key, '&limit=2')
    expect([idsIn(first), first.body.dependent_keys]).toEqual([[rotated.id, grandchild.id], 3])
    const second = await dependOn(maker.id, maker.key, `&limit=2&cursor=${first.body.next_cursor}`)
    expect([idsIn(second), second.body]).toMatchObject([[child.id], { next_cursor: null, dependent_keys: 3 }])
    const ofProject = await dependOn(maker.id, maker.key, '&kind=project')
    expect([idsIn(ofProject), ofProject.body.dependent_keys]).toEqual([[grandchild.id], 3])
    expect((await dependOn(grandchild.id, maker.key)).body).toMatchObject({ data: [], dependent_keys: 0 })
    expect((await configApi('GET', '/keys', undefined, maker.key)).body).not.toHaveProperty('dependent_keys')

    await mustApi('DELETE', `/keys/${maker.id}`, undefined, tenant.adminKey)
    expect(await Promise.all(idsIn(all).map(status))).toEqual(['revoked', 'revoked', 'revoked'])
    expect((await dependOn(maker.id, tenant.adminKey)).body).toMatchObject({ data: [], dependent_keys: 0 })
  })

  it('depend on its successor once it is rotated, also if one of them has rotated it', async () => {
    const maker = await adminKey()
    const child = (await mustApi('POST', '/keys', { kind: 'user', user_id: tenant.adminId, name: 'c', scopes: SCOPES }, maker.key)).body
    const successor = (await mustApi('POST', `/keys/${maker.id}/rotate`, { grace_period_seconds: 60 }, child.secret)).body
    expect((await dependOn(maker.id, tenant.adminKey)).body).toMatchObject({ data: [], dependent_keys: 0 })
    const kept = await dependOn(successor.id, tenant.adminKey)
    expect([idsIn(kept), kept.body.dependent_keys]).toEqual([[child.id], 1])
  })

  it('are shown to those who may revoke it; keys that they may not see are only counted', async () => {
    const own = await mintTenant()
    expect((await dependOn(own.adminKeyId, tenant.adminKey)).status).toBe(404)
    expect((await dependOn(own.adminKeyId, own.projectKey)).status).toBe(403)
    const viewer = await mintUser(own, 'viewer', { instanceIds: [own.instanceId] })
    expect((await dependOn(own.projectKeyId, viewer.key)).status).toBe(403)
    expect((await dependOn(own.adminKeyId, viewer.key)).status).toBe(404)

    const developer = await mintUser(own, 'developer', { instanceIds: [own.instanceId] })
    const made = (await mustApi('POST', '/keys', projectOrder({ project_id: own.projectId }), developer.key)).body
    const seen = await dependOn(developer.keyId, developer.key)
    expect([idsIn(seen), seen.body.dependent_keys]).toEqual([[made.id], 1])
    await grant(developer.userId, [], own)
    expect((await dependOn(developer.keyId, developer.key)).body).toMatchObject({ data: [], dependent_keys: 1 })
  })

  it('may be in several organizations if it is a superadmin’s', async () => {
    const [one, two] = [await mintTenant(), await mintTenant()]
    const { user } = (await mustApi('GET', '/me', undefined, one.superadminKey)).body
    const order = { kind: 'user', user_id: user.id, name: 's', scopes: SCOPES }
    const maker = (await mustApi('POST', '/keys', order, one.superadminKey)).body
    const made = []
    for (const { projectId } of [one, two])
      made.unshift((await mustApi('POST', '/keys', projectOrder({ project_id: projectId }), maker.secret)).body.id)
    const everywhere = await dependOn(maker.id, one.superadminKey)
    expect([idsIn(everywhere), everywhere.body.dependent_keys]).toEqual([made, 2])
    const there = await dependOn(maker.id, one.superadminKey, `&organization_id=${two.organizationId}`)
    expect([idsIn(there), there.body.dependent_keys]).toEqual([[made[0]], 2])
    expect((await dependOn(maker.id, two.adminKey)).status).toBe(404)
  })
})

describe('G4: a rotated key', () => {
  it('has the limits that name its predecessor, and shares its counters while both work', async () => {
    const own = await mintTenant()
    const limits = [
      { scope: 'key', target: own.projectKeyId, metric: 'requests', window_seconds: 3600, limit: 2, burst: 2 },
      { scope: 'key', target: null, metric: 'cost_micros', window: 'month', limit: 5_000_000 },
    ]
    await replace(`/instances/${own.instanceId}/limits`, { limits }, own.adminKey)
    expect((await generate(own.projectKey)).status).toBe(200)
    const successor = await mustApi('POST', `/keys/${own.projectKeyId}/rotate`, { grace_period_seconds: 600 }, own.adminKey)
    expect((await generate(successor.body.secret)).status).toBe(200)
    expect((await generate(successor.body.secret)).status).toBe(429)
    expect((await generate(own.projectKey)).status).toBe(429)
    const again = await mustApi('POST', `/keys/${successor.body.id}/rotate`, { grace_period_seconds: 0 }, own.adminKey)
    expect(await generate(again.body.secret)).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    const left = await call('GET /v1/limits', { key: again.body.secret })
    expect(left.body.data.filter((each: { scope: string }) => each.scope === 'key')).toMatchObject([
      { metric: 'requests', used: 2, remaining: 0 },
      { metric: 'cost_micros' },
    ])
  })
})

describe('F2: a higher role', () => {
  it('revokes the keys that others made for the user, and the keys made with those; a lower role revokes none', async () => {
    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const own = (await mustApi('POST', '/keys', { kind: 'user', name: 'own', scopes: SCOPES }, user.key)).body
    const byAdmin = (await mustApi('POST', '/keys', { kind: 'user', user_id: user.userId, name: 'a', scopes: SCOPES }, tenant.adminKey))
      .body
    const withIt = (await mustApi('POST', '/keys', { kind: 'user', name: 'b', scopes: SCOPES }, byAdmin.secret)).body
    // When a user gets a higher role, the keys that others made for the user are revoked, because those people know the secrets. The user's
    // first key is one of these keys: it was made with the superadmin's key.
    await mustApi('PATCH', `/users/${user.userId}`, { role: 'admin' }, tenant.superadminKey)
    const states = await Promise.all([user.keyId, own.id, byAdmin.id, withIt.id].map(status))
    expect(states).toEqual(['revoked', 'revoked', 'revoked', 'revoked'])
    expect((await configApi('GET', '/me', undefined, byAdmin.secret)).body).toMatchObject({ code: 'revoked_key' })
    // Lowering a role revokes nothing.
    const next = (await mustApi('POST', '/keys', { kind: 'user', user_id: user.userId, name: 'n', scopes: SCOPES }, tenant.superadminKey))
      .body
    await mustApi('PATCH', `/users/${user.userId}`, { role: 'viewer' }, tenant.superadminKey)
    expect(await status(next.id)).toBe('active')
  })
})

describe('F3: the audit log', () => {
  it('names the key of each change, and has an entry for a verification', async () => {
    await mustApi(
      'PUT',
      `/instances/${tenant.instanceId}/credentials/openai`,
      { fields: { api_key: 'sk-test-000011112222' }, base_url: 'http://127.0.0.1:9' },
      tenant.adminKey,
    )
    const credentials = await mustApi('GET', `/instances/${tenant.instanceId}/credentials`, undefined, tenant.adminKey)
    const { id } = credentials.body.data[0]
    await mustApi('POST', `/credentials/${id}/verify`, undefined, tenant.adminKey)
    const { body } = await mustApi('GET', '/audit-log?limit=1', undefined, tenant.adminKey)
    expect(body.data[0]).toMatchObject({
      action: 'credential.verify',
      target: { kind: 'credential', id },
      actor: { kind: 'user', id: tenant.adminId, key_id: tenant.adminKeyId },
      after: { provider: 'openai', status: 'unreachable' },
    })
    const byKey = await mustApi('GET', `/audit-log?actor=${tenant.adminKeyId}&limit=100`, undefined, tenant.adminKey)
    expect(byKey.body.data.length).toBeGreaterThan(5)
    expect(byKey.body.data.every((entry: { actor: { key_id: string } }) => entry.actor.key_id === tenant.adminKeyId)).toBe(true)
    expect((await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)).body).toMatchObject({ intact: true })
    // The hash of an audit entry also covers the actor's key. So `GET /audit-log/verify` must notice that `actor_key_id` was changed.
    const row = 'SET actor_key_id = ?1 WHERE organization_id = ?2 AND seq = ?3'
    const sequence = body.data[0].sequence
    await env.CONFIG_DB.prepare(`UPDATE audit_log ${row}`).bind('key_another', tenant.organizationId, sequence).run()
    expect((await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)).body).toMatchObject({
      intact: false,
      broken_at: sequence,
    })
    await env.CONFIG_DB.prepare(`UPDATE audit_log ${row}`).bind(tenant.adminKeyId, tenant.organizationId, sequence).run()
  })
})

describe('F5: a change applies from the next request on', () => {
  it('a raised limit and a revoked key', async () => {
    const own = await mintTenant()
    const limits = (limit: number) => ({
      limits: [{ scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit, burst: limit }],
    })
    await replace(`/instances/${own.instanceId}/limits`, limits(1), own.adminKey)
    expect((await generate(own.projectKey)).status).toBe(200)
    expect((await generate(own.projectKey)).status).toBe(429)
    await replace(`/instances/${own.instanceId}/limits`, limits(3), own.adminKey)
    expect((await generate(own.projectKey)).status).toBe(200)
    await replace(`/instances/${own.instanceId}/limits`, limits(1), own.adminKey)
    expect((await generate(own.projectKey)).status).toBe(429)
    await mustApi('DELETE', `/keys/${own.projectKeyId}`, undefined, own.adminKey)
    expect(await generate(own.projectKey)).toMatchObject({ status: 401, body: { code: 'revoked_key' } })
  })

  it('a rotated key keeps the code expired_key, and a withdrawn grant is a 404', async () => {
    const own = await mintTenant()
    const read = (key: string) => call('GET /v1/models?limit=1', { key })
    expect((await read(own.projectKey)).status).toBe(200)
    await mustApi('POST', `/keys/${own.projectKeyId}/rotate`, { grace_period_seconds: 0 }, own.adminKey)
    expect(await read(own.projectKey)).toMatchObject({ status: 401, body: { code: 'expired_key' } })
    // This change makes the limiter load its policy again. The new policy contains only active keys, and not the rotated key.
    // Nevertheless the response must still say that the rotated key has expired.
    await mustApi('PATCH', `/instances/${own.instanceId}`, { name: 'Two' }, own.adminKey)
    expect(await read(own.projectKey)).toMatchObject({ status: 401, body: { code: 'expired_key' } })
    expect(await generate(own.projectKey)).toMatchObject({ status: 401, body: { code: 'expired_key' } })

    const user = await mintUser(own, 'developer', { instanceIds: [own.instanceId] })
    const asUser = () => call('GET /v1/models?limit=1', { key: user.key, headers: { 'x-project-id': own.projectId } })
    expect((await asUser()).status).toBe(200)
    await grant(user.userId, [], own)
    expect(await asUser()).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('F6: an idempotent repeat', () => {
  it('shows no secret to somebody who has lost the right to it since', async () => {
    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const ask = () => configApi('POST', '/keys', projectOrder(), user.key, { 'idempotency-key': 'once-1' })
    const first = await ask()
    expect(first.status).toBe(201)
    expect((await ask()).body.secret).toBe(first.body.secret)
    await grant(user.userId, [{ instance_id: tenant.instanceId, role: 'viewer' }], tenant)
    const later = await ask()
    expect(later.status).toBe(403)
    expect(later.text).not.toContain(first.body.secret)
    await grant(user.userId, [], tenant)
    expect((await ask()).status).toBeGreaterThanOrEqual(403)
    // The caller has more rights now than at the first call. The response is the same, and nothing is made a second time.
    await grant(user.userId, [{ instance_id: tenant.instanceId, role: 'developer' }], tenant)
    expect((await ask()).body.secret).toBe(first.body.secret)
    await mustApi('PATCH', `/users/${user.userId}`, { name: 'Renamed' }, tenant.adminKey)
    const keys = await mustApi('GET', `/keys?project_id=${tenant.projectId}&limit=100`, undefined, tenant.adminKey)
    expect(keys.body.data.filter((key: { id: string }) => key.id === first.body.id)).toHaveLength(1)
  })
})

describe('G11: users of the instance learn', () => {
  it('that the project or the instance is disabled, or that a header names another project', async () => {
    const own = await mintTenant()
    const read = (headers: Record<string, string> = {}) => call('GET /v1/models?limit=1', { key: own.projectKey, headers })
    expect((await read({ 'x-project-id': tenant.projectId })).body).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('X-Project-ID'),
    })
    expect((await read({ 'x-instance-id': tenant.instanceId })).body).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('X-Instance-ID'),
    })
    expect((await read()).status).toBe(200)
    await mustApi('PATCH', `/projects/${own.projectId}`, { status: 'disabled' }, own.adminKey)
    expect(await read()).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(`The project ${own.projectId} is disabled`) },
    })
    expect((await generate(own.projectKey)).body.detail).toContain('is disabled')
    await mustApi('PATCH', `/projects/${own.projectId}`, { status: 'active' }, own.adminKey)
    await mustApi('PATCH', `/instances/${own.instanceId}`, { status: 'disabled' }, own.adminKey)
    expect(await read()).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(`The instance ${own.instanceId} is disabled`) },
    })
    // For a user without access to the project, a disabled project must look like a project that does not exist.
    const stranger = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const strange = (project: string) => call('GET /v1/models?limit=1', { key: stranger.key, headers: { 'x-project-id': project } })
    const [theirs, nobodys] = [await strange(own.projectId), await strange('proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ')]
    expect({ ...theirs.body, request_id: '' }).toEqual({ ...nobodys.body, request_id: '' })
  })
})
