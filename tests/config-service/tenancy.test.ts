import { beforeAll, describe, expect, it } from 'vitest'
import {
  configApi,
  mintInstance,
  mintProject,
  mintProjectKey,
  mintTenant,
  mintUser,
  mustApi,
  type Tenant,
  uniqueSlug,
} from '../support/tenant.ts'

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})

const NOWHERE = '01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const withoutRequest = (problem: Record<string, unknown>) => ({ ...problem, request_id: '' })

describe('organizations', () => {
  it('are created by superadmins, visible to their own users, and updated with the version that was read', async () => {
    const path = `/organizations/${tenant.organizationId}`
    const read = await configApi('GET', path, undefined, tenant.adminKey)
    expect(read.status).toBe(200)
    const first = await configApi('PATCH', path, { budget: { daily_micros: 9_000_000 } }, tenant.adminKey, {
      'if-match': read.headers.get('etag')!,
    })
    expect(first.body.budget).toEqual({ daily_micros: 9_000_000, monthly_micros: null })
    const second = await configApi('PATCH', path, { name: 'Late' }, tenant.adminKey, { 'if-match': read.headers.get('etag')! })
    expect([second.status, second.body.code]).toEqual([412, 'precondition_failed'])
    const cleared = await configApi('PATCH', path, { budget: { daily_micros: null } }, tenant.adminKey)
    expect(cleared.body).toMatchObject({ name: read.body.name, budget: { daily_micros: null, monthly_micros: null } })

    expect((await configApi('POST', '/organizations', { name: 'x', slug: uniqueSlug('x') }, tenant.adminKey)).body.code).toBe(
      'insufficient_role',
    )
    expect((await configApi('GET', '/organizations', undefined, tenant.adminKey)).body.data).toHaveLength(1)
    const all = await configApi('GET', '/organizations?limit=2', undefined, tenant.superadminKey)
    expect(all.body.data).toHaveLength(2)
    const rest = await configApi('GET', `/organizations?limit=2&cursor=${all.body.next_cursor}`, undefined, tenant.superadminKey)
    expect(rest.body.next_cursor).toBeNull()
    expect(new Set([...all.body.data, ...rest.body.data].map((each: { id: string }) => each.id)).size).toBe(3)
    const found = await configApi('GET', `/organizations?slug=${read.body.slug}`, undefined, tenant.superadminKey)
    expect(found.body.data.map((each: { id: string }) => each.id)).toEqual([tenant.organizationId])
  })

  it('have a slug of their own', async () => {
    const { body: mine } = await configApi('GET', `/organizations/${tenant.organizationId}`, undefined, tenant.adminKey)
    const taken = await configApi('POST', '/organizations', { name: 'x', slug: mine.slug }, tenant.superadminKey)
    expect([taken.status, taken.body.code, taken.body.errors[0].pointer]).toEqual([409, 'conflict', '/body/slug'])
    const renamed = await configApi('PATCH', `/organizations/${other.organizationId}`, { slug: mine.slug }, tenant.superadminKey)
    expect(renamed.status).toBe(409)
  })

  it('are deleted only when they are empty', async () => {
    const full = await configApi('DELETE', `/organizations/${tenant.organizationId}`, undefined, tenant.superadminKey)
    expect([full.status, full.body.code]).toEqual([409, 'in_use'])
    expect(full.body.detail).toMatch(/1 instance and 1 user\./)
    const empty = await mustApi('POST', '/organizations', { name: 'Empty', slug: uniqueSlug('empty') }, tenant.superadminKey)
    expect((await configApi('DELETE', `/organizations/${empty.body.id}`, undefined, tenant.superadminKey)).status).toBe(204)
    expect((await configApi('GET', `/organizations/${empty.body.id}`, undefined, tenant.superadminKey)).status).toBe(404)
    const log = await configApi('GET', `/audit-log?organization_id=${empty.body.id}`, undefined, tenant.superadminKey)
    expect(log.body.data.map((entry: { action: string }) => entry.action)).toEqual(['organization.delete', 'organization.create'])
  })
})

describe('users', () => {
  it('are created, changed, granted instances and deleted, and their keys follow', async () => {
    const email = 'grace@example.com'
    const made = await configApi('POST', '/users', { name: 'Grace', email, role: 'viewer' }, tenant.adminKey)
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([201, `/config/v1/users/${made.body.id}`, '"1"'])
    expect((await configApi('POST', '/users', { name: 'Again', email, role: 'viewer' }, tenant.adminKey)).body.code).toBe('conflict')
    // The part of an email address before the @ has at most 64 characters.
    for (const [length, status] of [
      [64, 201],
      [65, 400],
    ] as const) {
      const long = await configApi(
        'POST',
        '/users',
        { name: 'Long', email: `${'a'.repeat(length)}@example.com`, role: 'viewer' },
        tenant.adminKey,
      )
      expect([length, long.status]).toEqual([length, status])
    }
    let { body: key } = await mustApi(
      'POST',
      '/keys',
      { kind: 'user', user_id: made.body.id, name: 'k', scopes: ['read', 'manage'] },
      tenant.adminKey,
    )
    const instance = `/instances/${tenant.instanceId}`
    expect((await configApi('GET', instance, undefined, key.secret)).status).toBe(404)

    const grants = `/users/${made.body.id}/grants`
    const grant = (role: string, version: string) =>
      configApi('PUT', grants, { grants: [{ instance_id: tenant.instanceId, role }] }, tenant.adminKey, { 'if-match': version })
    expect((await configApi('PUT', grants, { grants: [] }, tenant.adminKey)).body.errors[0].pointer).toBe('/header/if-match')
    const viewing = await grant('viewer', '"1"')
    expect(viewing.body.grants).toEqual([{ instance_id: tenant.instanceId, role: 'viewer' }])
    expect((await configApi('GET', instance, undefined, key.secret)).status).toBe(200)
    expect((await configApi('PATCH', instance, { name: 'New' }, key.secret)).body.code).toBe('insufficient_role')
    expect((await grant('developer', '"1"')).status).toBe(412)
    expect((await grant('developer', viewing.headers.get('etag')!)).status).toBe(200)
    expect((await configApi('PATCH', instance, { name: 'New' }, key.secret)).status).toBe(200)

    const promoted = await configApi('PATCH', `/users/${made.body.id}`, { role: 'admin' }, tenant.adminKey)
    expect(promoted.body).toMatchObject({ role: 'admin', grants: [] })
    // The role of the key's user was raised. Somebody else made the key and knows its secret, so the key was revoked: that person would
    // have become an admin with it.
    expect((await configApi('GET', '/me', undefined, key.secret)).body.code).toBe('revoked_key')
    const order = { kind: 'user', user_id: made.body.id, name: 'After', scopes: ['read', 'generate', 'manage'] }
    key = (await mustApi('POST', '/keys', order, tenant.adminKey)).body
    expect((await configApi('PUT', grants, { grants: [] }, tenant.adminKey, { 'if-match': promoted.headers.get('etag')! })).body.code).toBe(
      'conflict',
    )
    expect((await configApi('GET', '/users?role=admin', undefined, key.secret)).body.data).toHaveLength(2)
    expect(
      (await configApi('GET', `/users?email=${email}`, undefined, key.secret)).body.data.map((each: { id: string }) => each.id),
    ).toEqual([made.body.id])

    expect((await configApi('DELETE', `/users/${made.body.id}`, undefined, tenant.adminKey)).status).toBe(204)
    expect((await configApi('GET', '/me', undefined, key.secret)).status).toBe(401)
    expect((await configApi('GET', `/users/${made.body.id}`, undefined, tenant.adminKey)).status).toBe(404)
  })

  it('get no higher role than their creator has, and no instance of another organization', async () => {
    const above = await configApi('POST', '/users', { name: 'x', email: 'x@example.com', role: 'superadmin' }, tenant.adminKey)
    expect(above.body.code).toBe('insufficient_role')
    const viewer = await mintUser(tenant, 'viewer')
    const raised = await configApi('PATCH', `/users/${viewer.userId}`, { role: 'superadmin' }, tenant.adminKey)
    expect(raised.body.code).toBe('insufficient_role')
    const foreign = await configApi(
      'PUT',
      `/users/${viewer.userId}/grants`,
      { grants: [{ instance_id: other.instanceId, role: 'viewer' }] },
      tenant.adminKey,
      { 'if-match': '"1"' },
    )
    const nowhere = await configApi(
      'PUT',
      `/users/${viewer.userId}/grants`,
      { grants: [{ instance_id: `inst_${NOWHERE}`, role: 'viewer' }] },
      tenant.adminKey,
      { 'if-match': '"1"' },
    )
    expect(foreign.status).toBe(400)
    expect(withoutRequest(foreign.body)).toEqual(withoutRequest(nowhere.body))
    expect(
      (
        await configApi(
          'POST',
          '/users',
          { organization_id: other.organizationId, name: 'x', email: 'y@example.com', role: 'viewer' },
          tenant.adminKey,
        )
      ).status,
    ).toBe(404)
  })

  it('always include a superadmin', async () => {
    const { body: me } = await configApi('GET', '/me', undefined, tenant.superadminKey)
    expect((await configApi('PATCH', `/users/${me.user.id}`, { role: 'admin' }, tenant.superadminKey)).body.code).toBe('conflict')
    expect((await configApi('DELETE', `/users/${me.user.id}`, undefined, tenant.superadminKey)).body.code).toBe('conflict')
  })
})

describe('instances', () => {
  it('are created, read, patched and listed', async () => {
    const slug = uniqueSlug('client')
    const made = await configApi(
      'POST',
      '/instances',
      { name: 'Client', slug, default_model: 'sketch', retention_days: 30, cors_origins: ['https://a.example'] },
      tenant.adminKey,
    )
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      slug,
      status: 'active',
      epoch: 1,
      retention_days: 30,
      content_policy: { blocked_terms: [], provider_safety: {}, fallback_on_refusal: false },
    })
    const path = `/instances/${made.body.id}`
    const patch = { retention_days: null, content_policy: { blocked_terms: ['war'] }, status: 'disabled' }
    const patched = await configApi('PATCH', path, patch, tenant.adminKey, { 'if-match': made.headers.get('etag')! })
    expect(patched.body).toMatchObject({
      epoch: 2,
      retention_days: null,
      cors_origins: ['https://a.example'],
      status: 'disabled',
      content_policy: { blocked_terms: ['war'], fallback_on_refusal: false },
    })
    expect((await configApi('PATCH', path, { name: 'x' }, tenant.adminKey, { 'if-match': made.headers.get('etag')! })).status).toBe(412)
    expect((await configApi('POST', '/instances', { name: 'x', slug }, tenant.adminKey)).body.errors[0].pointer).toBe('/body/slug')
    expect(
      (await configApi('GET', `/instances?slug=${slug}`, undefined, tenant.adminKey)).body.data.map((each: { id: string }) => each.id),
    ).toEqual([made.body.id])
    expect(
      (await configApi('GET', '/instances?status=disabled', undefined, tenant.adminKey)).body.data.map((each: { id: string }) => each.id),
    ).toEqual([made.body.id])
  })

  it('refuse settings that cannot work', async () => {
    const path = `/instances/${tenant.instanceId}`
    for (const [patch, pointer] of [
      [{ default_model: 'no-such-model' }, '/body/default_model'],
      [{ fallback_chain: ['sketch', 'no-such-model'] }, '/body/fallback_chain/1'],
      [{ worker_url: 'ftp://example.com/' }, '/body/worker_url'],
      [{ delivery_base_url: 'https://user:word@example.com/' }, '/body/delivery_base_url'],
      [{ retention_days: 0 }, '/body/retention_days'],
    ] as const) {
      const refused = await configApi('PATCH', path, patch, tenant.adminKey)
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer])
    }
  })

  it('accept the safety settings of providers, and refuse any that no provider would get', async () => {
    const path = `/instances/${tenant.instanceId}`
    const sound = {
      openai: { moderation: 'auto' },
      fal: { enable_safety_checker: true, safety_tolerance: '2' },
      replicate: { safety_tolerance: 2, disable_safety_checker: false },
      'black-forest-labs': { safety_tolerance: 0 },
    }
    const saved = await mustApi('PATCH', path, { content_policy: { provider_safety: sound } }, tenant.adminKey)
    expect(saved.body.content_policy.provider_safety).toEqual(sound)

    const wrong = {
      'no/sense': { x: 1 },
      'workers-ai': { safety: 'on' },
      replicate: { safety_tolerance: '2', typo: true, disable_safety_checker: 'yes' },
      'black-forest-labs': { safety_tolerance: 6 },
      openai: { moderation: 'off' },
    }
    const faults = [
      [
        'no~1sense',
        'is not a provider with safety settings; these have some: sketch, openai, fal, replicate, black-forest-labs, gemini, vertex',
      ],
      [
        'workers-ai',
        'is not a provider with safety settings; these have some: sketch, openai, fal, replicate, black-forest-labs, gemini, vertex',
      ],
      ['replicate/safety_tolerance', 'must be an integer, 1 to 6'],
      ['replicate/typo', 'is not a safety setting of replicate; it has disable_safety_checker, safety_tolerance'],
      ['replicate/disable_safety_checker', 'must be true or false'],
      ['black-forest-labs/safety_tolerance', 'must be an integer, 0 to 5'],
      ['openai/moderation', 'must be one of the texts auto, low'],
    ]
    const expected = (place: string) =>
      faults.map(([name, message]) => ({ pointer: `/body${place}/content_policy/provider_safety/${name}`, message }))
    const policy = { content_policy: { provider_safety: wrong } }
    const patched = await configApi('PATCH', path, policy, tenant.adminKey)
    expect([patched.status, patched.body.errors]).toEqual([400, expected('')])
    const made = await configApi('POST', '/instances', { name: 'x', slug: 'unsound', ...policy }, tenant.adminKey)
    expect([made.status, made.body.errors]).toEqual([400, expected('')])
    const { body: file } = await mustApi('GET', `${path}/export`, undefined, tenant.adminKey)
    const settings = { ...file.settings, content_policy: { ...file.settings.content_policy, provider_safety: wrong } }
    const imported = await configApi('POST', `${path}/import`, { ...file, settings }, tenant.adminKey)
    expect([imported.status, imported.body.errors]).toEqual([400, expected('/settings')])
    expect((await mustApi('GET', path, undefined, tenant.adminKey)).body.content_policy.provider_safety).toEqual(sound)
  })

  it('are visible to users with a grant', async () => {
    const second = await mintInstance(tenant)
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [second] })
    expect((await configApi('GET', '/instances', undefined, viewer.key)).body.data.map((each: { id: string }) => each.id)).toEqual([second])
    expect((await configApi('GET', `/instances/${tenant.instanceId}`, undefined, viewer.key)).status).toBe(404)
  })

  it('are deleted with their contents once they have no projects', async () => {
    const instanceId = await mintInstance(tenant)
    const projectId = await mintProject({ ...tenant, instanceId })
    const full = await configApi('DELETE', `/instances/${instanceId}`, undefined, tenant.adminKey)
    expect([full.status, full.body.code, full.body.detail]).toEqual([409, 'in_use', 'It still has 1 project. Delete it first.'])
    await mustApi('DELETE', `/projects/${projectId}`, undefined, tenant.adminKey)
    expect((await configApi('DELETE', `/instances/${instanceId}`, undefined, tenant.adminKey)).status).toBe(204)
    expect((await configApi('GET', `/instances/${instanceId}`, undefined, tenant.adminKey)).status).toBe(404)
  })
})

describe('projects', () => {
  it('are created, read, patched, listed and deleted', async () => {
    const list = `/instances/${tenant.instanceId}/projects`
    const slug = uniqueSlug('shop')
    const made = await configApi('POST', list, { name: 'Shop', slug, retention_days: 7 }, tenant.adminKey)
    expect(made.body).toMatchObject({ slug, instance_id: tenant.instanceId, status: 'active', retention_days: 7 })
    expect((await configApi('POST', list, { name: 'x', slug }, tenant.adminKey)).status).toBe(409)
    const path = `/projects/${made.body.id}`
    const patched = await configApi('PATCH', path, { status: 'disabled', retention_days: null }, tenant.adminKey, { 'if-match': '"1"' })
    expect([patched.body.status, patched.body.retention_days, patched.headers.get('etag')]).toEqual(['disabled', null, '"2"'])
    expect(
      (await configApi('GET', `${list}?status=disabled`, undefined, tenant.adminKey)).body.data.map((each: { id: string }) => each.id),
    ).toEqual([made.body.id])
    expect((await configApi('GET', `${list}?slug=${slug}`, undefined, tenant.adminKey)).body.data).toHaveLength(1)

    const key = await mintProjectKey({ projectId: made.body.id, adminKey: tenant.adminKey })
    const used = await configApi('DELETE', path, undefined, tenant.adminKey)
    expect([used.status, used.body.code, used.body.detail]).toEqual([409, 'in_use', 'It still has 1 active key. Revoke it first.'])
    const limits = `/instances/${tenant.instanceId}/limits`
    const { headers } = await configApi('GET', limits, undefined, tenant.adminKey)
    const set = [
      { scope: 'project', target: made.body.id, metric: 'requests', window_seconds: 60, limit: 5 },
      { scope: 'project', target: null, metric: 'requests', window_seconds: 60, limit: 50 },
    ]
    await mustApi('PUT', limits, { limits: set }, tenant.adminKey, { 'if-match': headers.get('etag')! })
    await mustApi('DELETE', `/keys/${key.id}`, undefined, tenant.adminKey)
    expect((await configApi('DELETE', path, undefined, tenant.adminKey)).status).toBe(204)
    expect((await configApi('GET', limits, undefined, tenant.adminKey)).body.limits).toEqual([set[1]])
  })

  it('come in pages of a stable order', async () => {
    const instanceId = await mintInstance(tenant)
    const made: string[] = []
    for (let count = 0; count < 5; count++) made.unshift(await mintProject({ ...tenant, instanceId }))
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { body: { data: { id: string }[]; next_cursor: string | null } } = await mustApi(
        'GET',
        `/instances/${instanceId}/projects?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        undefined,
        tenant.adminKey,
      )
      seen.push(...page.body.data.map((each) => each.id))
      cursor = page.body.next_cursor
    }
    expect(seen.toSorted()).toEqual(made.toSorted())
    for (const broken of ['x', 'bm9wZQ', 'WzFd', 'W251bGwsMV0']) {
      const refused = await configApi('GET', `/instances/${instanceId}/projects?cursor=${broken}`, undefined, tenant.adminKey)
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/query/cursor'])
    }
  })
})

it('treats foreign and missing resources alike', async () => {
  const paths: [string, string, string, unknown?][] = [
    ['GET', '/organizations/org_ID', other.organizationId],
    ['PATCH', '/organizations/org_ID', other.organizationId, { name: 'x' }],
    ['GET', '/users/user_ID', other.adminId],
    ['DELETE', '/users/user_ID', other.adminId],
    ['GET', '/instances/inst_ID', other.instanceId],
    ['PATCH', '/instances/inst_ID', other.instanceId, { name: 'x' }],
    ['DELETE', '/instances/inst_ID', other.instanceId],
    ['GET', '/instances/inst_ID/projects', other.instanceId],
    ['POST', '/instances/inst_ID/projects', other.instanceId, { name: 'x', slug: 'x' }],
    ['GET', '/instances/inst_ID/limits', other.instanceId],
    ['GET', '/instances/inst_ID/models', other.instanceId],
    ['GET', '/instances/inst_ID/export', other.instanceId],
    ['GET', '/projects/proj_ID', other.projectId],
    ['PATCH', '/projects/proj_ID', other.projectId, { name: 'x' }],
    ['DELETE', '/projects/proj_ID', other.projectId],
  ]
  for (const [method, template, id, body] of paths) {
    const foreign = await configApi(method, template.replace(/\w+_ID/, id), body, tenant.adminKey)
    const nowhere = await configApi(method, template.replace('ID', NOWHERE), body, tenant.adminKey)
    expect([method, template, foreign.status, withoutRequest(foreign.body)]).toEqual([method, template, 404, withoutRequest(nowhere.body)])
  }
})

it('a project’s key configures nothing', async () => {
  for (const path of ['/organizations', '/users', '/instances', `/instances/${tenant.instanceId}`, `/projects/${tenant.projectId}`]) {
    expect((await configApi('GET', path, undefined, tenant.projectKey)).body.code).toBe('insufficient_role')
  }
  expect((await configApi('GET', '/me', undefined, tenant.projectKey)).body).toMatchObject({
    kind: 'project',
    role: null,
    project_id: tenant.projectId,
    instance_id: tenant.instanceId,
    user: null,
  })
})
