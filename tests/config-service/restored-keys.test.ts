// Tests that the platform notices that CONFIG_DB was restored to an earlier time. A key that ended after that time is valid again in the
// restored database. The platform must end such keys a second time, before it accepts the first request.
import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { endedIn } from '../../src/config-service/change/journal.ts'
import { followChanges } from '../../src/config-service/change/after-restore.ts'
import { call } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { configApi, mintProjectKey, mintTenant, mustApi, replace, type Tenant } from '../support/tenant.ts'

/** Copies the organization's rows from CONFIG_DB. Returns a function that restores exactly these rows, as a point-in-time restore does. */
async function pointInTime({ organizationId, instanceId }: Tenant) {
  const db = env.CONFIG_DB
  const tables = ['organizations', 'users', 'instances', 'grants', 'keys', 'sessions', 'snapshots', 'audit_log'] as const
  const which: Record<(typeof tables)[number], string> = {
    organizations: 'id = ?1',
    users: 'organization_id = ?1',
    instances: 'organization_id = ?1',
    grants: 'user_id IN (SELECT id FROM users WHERE organization_id = ?1)',
    keys: 'organization_id = ?1',
    sessions: 'organization_id = ?1',
    snapshots: 'instance_id IN (SELECT id FROM instances WHERE organization_id = ?1)',
    audit_log: 'organization_id = ?1',
  }
  const saved: [string, Record<string, unknown>[]][] = []
  for (const table of tables)
    saved.push([table, (await db.prepare(`SELECT * FROM ${table} WHERE ${which[table]}`).bind(organizationId).all()).results])
  return async () => {
    await db.batch([
      db.prepare('PRAGMA defer_foreign_keys = TRUE'),
      ...tables
        .toReversed()
        .map((table) =>
          db
            .prepare(
              `DELETE FROM ${table} WHERE ${which[table].replaceAll('instance_id IN (SELECT id FROM instances WHERE organization_id = ?1)', `instance_id = '${instanceId}' AND ?1 = ?1`)}`,
            )
            .bind(organizationId),
        ),
      ...saved.flatMap(([table, rows]) =>
        rows.map((row) => {
          const names = Object.keys(row)
          return db
            .prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
            .bind(...names.map((name) => row[name]))
        }),
      ),
    ])
  }
}
const evict = (tenant: Tenant) =>
  runInDurableObject(env.RATE_LIMITER.getByName(tenant.instanceId), (_, state) => state.abort('evicted by the test')).catch(() => undefined)
const generate = (key: string) => call('POST /v1/generate', { key, body: { model: 'sketch', prompt: 'x', size: '64x64' } })
const restorations = async (tenant: Tenant) =>
  (await mustApi('GET', '/audit-log?action=organization.database_restored&limit=10', undefined, tenant.adminKey)).body.data

describe('keys that have ended since the restored time', () => {
  it('a revoked key generates nothing, also if the limiter was evicted, and nobody else asked before', async () => {
    const tenant = await mintTenant()
    const [revoked, rotated, kept] = await Promise.all(
      [1, 2, 3].map(() => mintProjectKey({ projectId: tenant.projectId, adminKey: tenant.adminKey })),
    )
    const putBack = await pointInTime(tenant)
    await configApi('DELETE', `/keys/${revoked!.id}`, undefined, tenant.adminKey)
    const successor = await mustApi('POST', `/keys/${rotated!.id}/rotate`, { grace_period_seconds: 0 }, tenant.adminKey)
    await putBack()
    await evict(tenant)
    // The first requests after the restore use the revoked key.
    const answers = await Promise.all(Array.from({ length: 8 }, () => generate(revoked!.key)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 401))
    expect((await generate(rotated!.key)).status).toBe(401)
    expect((await generate(successor.body.secret)).body.code).toBe('invalid_key')
    expect((await generate(kept!.key)).status).toBe(200)

    const [entry, ...more] = await restorations(tenant)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ actor: { kind: 'system' }, target: { id: tenant.organizationId }, after: { undone_changes: 3 } })
    expect(entry.after.keys_ended_again.toSorted()).toEqual([revoked!.id, rotated!.id].toSorted())
    expect(entry.after.undone.map(({ action }: { action: string }) => action)).toEqual(['key.revoke', 'key.rotate', 'key.create'])
    expect((await mustApi('GET', `/keys/${revoked!.id}`, undefined, tenant.adminKey)).body.status).toBe('revoked')
    expect((await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)).body).toMatchObject({ intact: true })
  })

  it('an admin key that was revoked configures nothing, and cannot sign in', async () => {
    const tenant = await mintTenant()
    const second = await mustApi('POST', '/keys', { kind: 'user', name: 'Second', scopes: ['read', 'manage'] }, tenant.adminKey)
    const third = await mustApi('POST', '/keys', { kind: 'user', name: 'Third', scopes: ['read', 'manage'] }, tenant.adminKey)
    const putBack = await pointInTime(tenant)
    await configApi('DELETE', `/keys/${second.body.id}`, undefined, tenant.adminKey)
    await configApi('DELETE', `/keys/${third.body.id}`, undefined, tenant.adminKey)
    await putBack()
    expect((await configApi('POST', '/sessions', { key: third.body.secret })).status).toBe(401)
    expect((await configApi('GET', '/me', undefined, second.body.secret)).body.code).toBe('revoked_key')
    expect(await restorations(tenant)).toHaveLength(1)
  })

  it('restored twice, to an even earlier time: they end again', async () => {
    const tenant = await mintTenant()
    const victim = await mintProjectKey({ projectId: tenant.projectId, adminKey: tenant.adminKey })
    const putBack = await pointInTime(tenant)
    await configApi('DELETE', `/keys/${victim.id}`, undefined, tenant.adminKey)
    for (let round = 1; round <= 2; round++) {
      await putBack()
      await evict(tenant)
      expect((await generate(victim.key)).status).toBe(401)
      expect((await generate(tenant.projectKey)).status).toBe(200)
    }
    expect(await restorations(tenant)).toHaveLength(1)
  })

  it('a backup that is older than an earlier restore: the entry about that restore is no change to repeat', async () => {
    const tenant = await mintTenant()
    const putBack = await pointInTime(tenant)
    const verify = () => mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)
    const rename = (name: string) => mustApi('PATCH', `/organizations/${tenant.organizationId}`, { name }, tenant.adminKey)
    await rename('One')
    await putBack()
    await verify()
    await rename('Two')
    await putBack()
    await verify()
    const [entry] = await restorations(tenant)
    expect(entry.after).toMatchObject({ undone_changes: 1, undone: [{ action: 'organization.update' }] })
    expect(entry.after.undone).toHaveLength(1)
  })

  it('the keys of a deleted user do not come back', async () => {
    const tenant = await mintTenant()
    const user = await mustApi(
      'POST',
      '/users',
      { name: 'Gone', email: `gone-${crypto.randomUUID()}@example.com`, role: 'admin' },
      tenant.adminKey,
    )
    const key = await mustApi(
      'POST',
      '/keys',
      { kind: 'user', user_id: user.body.id, name: 'Of gone', scopes: ['read', 'manage'] },
      tenant.adminKey,
    )
    const putBack = await pointInTime(tenant)
    expect((await configApi('DELETE', `/users/${user.body.id}`, undefined, tenant.adminKey)).status).toBe(204)
    await putBack()
    expect((await configApi('GET', '/me', undefined, key.body.secret)).body.code).toBe('revoked_key')
  })
})

describe('the last change before the restore', () => {
  const address = () => `${crypto.randomUUID()}@example.com`
  const newUser = (tenant: Tenant) =>
    mustApi('POST', '/users', { name: 'New', email: address(), role: 'developer' }, tenant.adminKey).then(({ body }) => body.id as string)
  const newHook = { url: 'https://127.0.0.1:9/hook', events: ['generation.succeeded'] }
  // Changes of different kinds: some of them must be loaded by a limiter, the others concern no limiter. Each function makes the
  // resources that its change needs, and returns a function that makes the change.
  const changes: Record<string, (tenant: Tenant) => Promise<() => Promise<unknown>>> = {
    'user.create': async (tenant) => () => newUser(tenant),
    'user.update': async (tenant) => {
      const id = await newUser(tenant)
      return () => mustApi('PATCH', `/users/${id}`, { role: 'viewer' }, tenant.adminKey)
    },
    'user.set_grants': async (tenant) => {
      const id = await newUser(tenant)
      const grants = [{ instance_id: tenant.instanceId, role: 'developer' }]
      const etag = (await mustApi('GET', `/users/${id}`, undefined, tenant.adminKey)).headers.get('etag')!
      return () => replace(`/users/${id}/grants`, { grants }, tenant.adminKey, etag)
    },
    'user.delete': async (tenant) => {
      const id = await newUser(tenant)
      return () => mustApi('DELETE', `/users/${id}`, undefined, tenant.adminKey)
    },
    'key.create': async (tenant) => () => mustApi('POST', '/keys', { kind: 'user', name: 'Late', scopes: ['read'] }, tenant.adminKey),
    'project.create': async (tenant) => () =>
      mustApi('POST', `/instances/${tenant.instanceId}/projects`, { name: 'Late', slug: 'late' }, tenant.adminKey),
    'webhook.create': async (tenant) => () => mustApi('POST', `/instances/${tenant.instanceId}/webhooks`, newHook, tenant.adminKey),
    'organization.update': async (tenant) => () =>
      mustApi('PATCH', `/organizations/${tenant.organizationId}`, { name: 'Late' }, tenant.adminKey),
    'limits.set': async (tenant) => () => replace(`/instances/${tenant.instanceId}/limits`, { limits: [] }, tenant.adminKey),
    'session.delete_all': async (tenant) => () => mustApi('DELETE', `/users/${tenant.adminId}/sessions`, undefined, tenant.adminKey),
  }
  it.each(Object.keys(changes))('%s is noticed', async (action) => {
    const tenant = await mintTenant()
    const lose = await changes[action]!(tenant)
    const putBack = await pointInTime(tenant)
    await lose()
    await putBack()
    await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)
    const [entry] = await restorations(tenant)
    expect(entry.after).toMatchObject({ undone_changes: 1, undone: [{ action }] })
  })
})

it('without the journal no key is accepted, and the caller may try again', async () => {
  const OUTBOX = { getByName: () => ({ follow: () => Promise.reject(new Error('the object is overloaded')) }) }
  const environment = { ...services.environment, OUTBOX: OUTBOX as unknown as typeof services.environment.OUTBOX }
  await expect(followChanges({ ...services, environment }, 'org_00000000000000000000000000')).rejects.toMatchObject({
    code: 'unavailable',
    status: 503,
    details: { retryAfterMs: 1000 },
  })
})

it('the last expiry of a key counts, and a revocation more than an expiry', () => {
  const entry = (action: string, target: string, ends_at: number | null = null) => ({ action, target, ends_at })
  expect(
    endedIn([
      entry('key.update', 'a', 5),
      entry('key.update', 'a', null),
      entry('key.rotate', 'b', 7),
      entry('key.update', 'c', 9),
      entry('key.revoke', 'c'),
      entry('user.delete', 'u'),
      entry('limits.set', 'i'),
    ]),
  ).toEqual({ revoked: ['c'], expiring: [['b', 7]], usersDeleted: ['u'] })
})
