// The platform itself limits three things: configuration changes, the number of keys, and failed sign-ins. No limit that a tenant sets
// covers them (row D9 in docs/development/field-tests.md).
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { configApi, mintTenant, mintUser } from '../support/tenant.ts'

const PATIENCE = 60_000

it(
  'D9: changes by a viewer have a rate over all of their keys; other users and reads go on',
  async () => {
    const tenant = await mintTenant()
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    const makeKey = (key: string) => configApi('POST', '/keys', { kind: 'user', name: 'More', scopes: ['read', 'manage'] }, key)
    // Leaves room for one change: sets the counters of this minute and of the next minute to the rate minus one. The next minute is
    // included, because this minute may end before the first request.
    const now = Date.now()
    await env.CONFIG_DB.batch(
      [0, 60_000].map((more) =>
        env.CONFIG_DB.prepare(
          'INSERT INTO attempts (subject, window_start, count) VALUES (?, ?, 29) ON CONFLICT DO UPDATE SET count = 29',
        ).bind(`write|${viewer.userId}`, Math.floor((now + more) / 60_000) * 60_000),
      ),
    )
    const first = await makeKey(viewer.key)
    expect(first.status).toBe(201)
    const answers = [await makeKey(viewer.key), await makeKey(first.body.secret)]
    for (const { status, body, headers } of answers) {
      expect([status, body.code]).toEqual([429, 'rate_limited'])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect((await configApi('GET', '/me', undefined, viewer.key)).status).toBe(200)
    expect((await makeKey(tenant.adminKey)).status).toBe(201)
  },
  PATIENCE,
)

it(
  'D9: a user has at most 50 active keys, and a revoked one makes room',
  async () => {
    const tenant = await mintTenant()
    const developer = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const rows = Array.from({ length: 49 }, (_, place) =>
      env.CONFIG_DB.prepare(
        `INSERT INTO keys (id, kind, name, organization_id, user_id, hash, pepper_version, prefix, last_four, scopes, limits, version, created_at, updated_at)
       VALUES (?, 'user', 'x', ?, ?, ?, 1, 'x', 'x', '[]', '[]', 1, 0, 0)`,
      ).bind(`key_many_${place}`, tenant.organizationId, developer.userId, `hash-${developer.userId}-${place}`),
    )
    await env.CONFIG_DB.batch(rows)
    const make = () =>
      configApi('POST', '/keys', { kind: 'user', user_id: developer.userId, name: 'One more', scopes: ['read'] }, tenant.adminKey)
    const refused = await make()
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
    expect(refused.body.detail).toBe('The user has 50 valid keys; the maximum is 50. Revoke keys that nobody uses.')
    await env.CONFIG_DB.prepare(`UPDATE keys SET revoked_at = 1 WHERE id = 'key_many_0'`).run()
    expect((await make()).status).toBe(201)
  },
  PATIENCE,
)

it(
  'D9: failed sign-ins from an address do not lock out a valid key',
  async () => {
    const tenant = await mintTenant()
    const signIn = (key: string) => configApi('POST', '/sessions', { key }, undefined, { 'cf-connecting-ip': '192.0.2.77' })
    const statuses: number[] = []
    for (let count = 0; count < 14; count++) statuses.push((await signIn(`cma_live_${'x'.repeat(49)}`)).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect((await signIn(tenant.adminKey)).status).toBe(201)
  },
  PATIENCE,
)
