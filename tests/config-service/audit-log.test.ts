import { env } from 'cloudflare:workers'
import { sql as condition } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { appendOnce } from '../../src/config-service/db/audit.ts'
import { databaseOf } from '../../src/config-service/db/database.ts'
import { config } from '../support/call.ts'
import { type Tenant, mintProjectKey, mintTenant, mintUser } from '../support/tenant.ts'

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
  for (let made = 0; made < 6; made++) await mintProjectKey(tenant, { name: `Key ${made}` })
})

const verify = async () => (await config('GET /audit-log/verify', { key: tenant.adminKey })).body
const sql = (text: string, ...values: unknown[]) => env.CONFIG_DB.prepare(text).bind(...values)

describe('append', () => {
  it('F9: sixty writers at once all append, each once', async () => {
    const db = databaseOf(env.CONFIG_DB)
    const entry = (targetId: string) => ({
      action: 'generation.resolve',
      targetKind: 'generation',
      targetId,
      instanceId: other.instanceId,
      before: null,
      after: null,
    })
    const actor = { kind: 'user' as const, id: other.adminId, requestId: null }
    const append = (targetId: string) =>
      appendOnce(db, other.organizationId, entry(targetId), actor, Date.now(), condition`action = 'generation.resolve'`)
    const targets = Array.from({ length: 60 }, (_, place) => `gen_${place}`)
    await Promise.all(targets.flatMap((target) => [append(target), append(target)]))
    const { results } = await sql(
      'SELECT target_id FROM audit_log WHERE organization_id = ? AND target_id LIKE ?',
      other.organizationId,
      'gen_%',
    ).all()
    expect(results.map((row) => row['target_id']).toSorted()).toEqual(targets.toSorted())
    expect((await config('GET /audit-log/verify', { key: other.adminKey })).body).toMatchObject({ intact: true })
  }, 120_000)
})

describe('list', () => {
  it('shows who did what to which resource, before and after, in which request', async () => {
    const key = await mintProjectKey(tenant, { name: 'Old name' })
    const changed = await config(`PATCH /keys/${key.id}`, {
      key: tenant.adminKey,
      headers: { 'x-request-id': 'my-request-1' },
      body: { name: 'New name' },
    })
    expect(changed.status).toBe(200)
    const { body } = await config(`GET /audit-log?target=${key.id}`, { key: tenant.adminKey })
    expect(body.data.map((entry: { action: string }) => entry.action)).toEqual(['key.update', 'key.create'])
    expect(body.data[0]).toMatchObject({
      actor: { kind: 'user', id: tenant.adminId },
      target: { kind: 'key', id: key.id },
      instance_id: tenant.instanceId,
      before: { name: 'Old name', version: 1 },
      after: { name: 'New name', version: 2 },
      request_id: 'my-request-1',
    })
    expect(body.data[1].before).toBe(null)
  })

  it('names the users and keys that made a change or were changed', async () => {
    const { userId } = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    await config(`DELETE /users/${userId}/sessions`, { key: tenant.adminKey })
    const { body } = await config(`GET /audit-log?target=${userId}`, { key: tenant.adminKey })
    expect(body.data.map((entry: { action: string }) => entry.action)).toContain('user.set_grants')
    expect(body.names).toMatchObject({ [userId]: 'developer', [tenant.adminId]: expect.any(String) })
  })

  it('says that a superadmin of another organization made a change, without the name', async () => {
    const { body: before } = await config(`GET /organizations/${tenant.organizationId}`, { key: tenant.adminKey })
    await config(`PATCH /organizations/${tenant.organizationId}`, { key: tenant.superadminKey, body: { name: before.name } })
    const { body: me } = await config('GET /me', { key: tenant.superadminKey })
    const { body } = await config(`GET /audit-log?actor=${me.user.id}`, { key: tenant.adminKey })
    expect(body.data.length).toBeGreaterThan(0)
    expect(body.names[me.user.id]).toBe('Superadmin of the platform')
  })

  it('filters and pages', async () => {
    const list = async (query: string) => (await config(`GET /audit-log?${query}`, { key: tenant.adminKey })).body
    const actions = async (query: string) => [...new Set((await list(query)).data.map((entry: { action: string }) => entry.action))]
    expect(await actions('action=key.create')).toEqual(['key.create'])
    expect((await actions('action=key.&limit=100')).toSorted()).toEqual(['key.create', 'key.update'])
    expect((await list('actor=user_nobody')).data).toEqual([])
    expect((await list(`to=${new Date(0).toISOString()}`)).data).toEqual([])
    const walked: number[] = []
    for (let cursor = ''; ;) {
      const page = await list(`limit=3${cursor}`)
      walked.push(...page.data.map((entry: { sequence: number }) => entry.sequence))
      if (page.next_cursor === null) break
      cursor = `&cursor=${page.next_cursor}`
    }
    expect(walked).toEqual(Array.from({ length: walked.length }, (_, index) => walked.length - index))
  })

  it('is for admins of the organization', async () => {
    const developer = await mintUser(tenant, 'developer')
    expect((await config('GET /audit-log', { key: developer.key })).body.code).toBe('insufficient_role')
    for (const path of ['/audit-log', '/audit-log/verify', '/audit-log/export']) {
      expect((await config(`GET ${path}?organization_id=${other.organizationId}`, { key: tenant.adminKey })).status).toBe(404)
    }
    const root = await mintUser(other, 'superadmin')
    expect((await config(`GET /audit-log/verify?organization_id=${tenant.organizationId}`, { key: root.key })).body.intact).toBe(true)
  })
})

describe('verify', () => {
  it('finds an intact chain valid and returns its head', async () => {
    const finding = await verify()
    const head = await sql(
      'SELECT seq, hash FROM audit_log WHERE organization_id = ? ORDER BY seq DESC LIMIT 1',
      tenant.organizationId,
    ).first<{ seq: number; hash: string }>()
    expect(finding).toEqual({ intact: true, entries: head!.seq, head_hash: head!.hash, broken_at: null, reason: null })
  })

  it.each([
    ['changed', "UPDATE audit_log SET after = '{}' WHERE organization_id = ?1 AND seq = ?2", 'changed', 4],
    ['another actor', "UPDATE audit_log SET actor_id = 'user_innocent' WHERE organization_id = ?1 AND seq = ?2", 'changed', 4],
    ['another time', 'UPDATE audit_log SET at = at + 1 WHERE organization_id = ?1 AND seq = ?2', 'changed', 4],
    ['removed', 'DELETE FROM audit_log WHERE organization_id = ?1 AND seq = ?2', 'missing', 4],
    ['relinked', "UPDATE audit_log SET previous_hash = '00' WHERE organization_id = ?1 AND seq = ?2", 'relinked', 4],
  ])('detects a modified entry: %s', async (_name, statement, reason, sequence) => {
    const { results: backup } = await sql(
      'SELECT * FROM audit_log WHERE organization_id = ? AND seq = ?',
      tenant.organizationId,
      sequence,
    ).all()
    await sql(statement, tenant.organizationId, sequence).run()
    expect(await verify()).toMatchObject({ intact: false, broken_at: sequence, reason, entries: sequence })
    const row = backup[0]!
    const names = Object.keys(row)
    await sql(
      `INSERT OR REPLACE INTO audit_log (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, index) => `?${index + 1}`).join(', ')})`,
      ...Object.values(row),
    ).run()
    expect((await verify()).intact).toBe(true)
  })

  it('detects swapped entries', async () => {
    const swap = async () => {
      const place = tenant.organizationId
      await env.CONFIG_DB.batch([
        sql('UPDATE audit_log SET seq = -1 WHERE organization_id = ? AND seq = 3', place),
        sql('UPDATE audit_log SET seq = 3 WHERE organization_id = ? AND seq = 4', place),
        sql('UPDATE audit_log SET seq = 4 WHERE organization_id = ? AND seq = -1', place),
      ])
    }
    await swap()
    expect(await verify()).toMatchObject({ intact: false, broken_at: 3 })
    await swap()
    expect((await verify()).intact).toBe(true)
  })
})

it('exports one entry per line, oldest first', async () => {
  const exported = await config('GET /audit-log/export', { key: tenant.adminKey })
  expect(exported.headers.get('content-type')).toBe('application/jsonl')
  const entries = exported.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { sequence: number; hash: string; previous_hash: string })
  expect(entries.map((entry) => entry.sequence)).toEqual(entries.map((_, index) => index + 1))
  for (const [index, entry] of entries.entries()) expect(entry.previous_hash).toBe(index === 0 ? '0'.repeat(64) : entries[index - 1]!.hash)
  expect(entries.length).toBe((await verify()).entries)
})
