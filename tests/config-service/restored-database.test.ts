// Tests a restore of CONFIG_DB to an earlier time while the platform runs, as Cloudflare's point-in-time restore does it.
import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { configApi, mintProjectKey, mintTenant, mustApi, replace, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }] } })
})

const generate = (key: string, model = 'sketch') => call('POST /v1/generate', { key, body: { model, prompt: 'x', size: '64x64' } })
const epochOf = async () => (await mustApi('GET', `/instances/${tenant.instanceId}`, undefined, tenant.adminKey)).body.epoch as number

/** Saves the rows of the organization and of its instance in CONFIG_DB. `putBack` restores them, and deletes the rows made since. */
async function backup({ instanceId, organizationId }: Tenant = tenant) {
  const db = env.CONFIG_DB
  const organization = (await db.prepare('SELECT * FROM organizations WHERE id = ?').bind(organizationId).first())!
  const instance = (await db.prepare('SELECT * FROM instances WHERE id = ?').bind(instanceId).first())!
  const keys = (await db.prepare('SELECT * FROM keys WHERE organization_id = ?').bind(organizationId).all()).results
  const end = (await db
    .prepare('SELECT max(seq) AS seq FROM audit_log WHERE organization_id = ?')
    .bind(organizationId)
    .first<{ seq: number }>())!.seq
  return {
    epoch: instance['epoch'] as number,
    async putBack() {
      const putRowBack = (table: string, row: Record<string, unknown>) => {
        const columns = Object.keys(row).filter((name) => name !== 'id')
        return db
          .prepare(`UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`)
          .bind(...columns.map((name) => row[name]), row['id'])
      }
      await db.batch([
        putRowBack('organizations', organization),
        putRowBack('instances', instance),
        db.prepare('DELETE FROM snapshots WHERE instance_id = ? AND epoch > ?').bind(instanceId, instance['epoch']),
        db.prepare('DELETE FROM keys WHERE organization_id = ?').bind(organizationId),
        ...keys.map((key) => {
          const names = Object.keys(key)
          return db
            .prepare(`INSERT INTO keys (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
            .bind(...names.map((name) => key[name]))
        }),
        db.prepare('DELETE FROM audit_log WHERE organization_id = ? AND seq > ?').bind(organizationId, end),
      ])
    },
  }
}
const limits = (limit: number, seconds: number) => ({
  limits: [{ scope: 'instance', target: null, metric: 'requests', window_seconds: seconds, limit, burst: limit }],
})

describe('G1: a restore is recognized', () => {
  it.each([1, 4])('after %i lost changes: revocations and limits are in force, and every key works on', async (lost) => {
    const victim = await mintProjectKey({ projectId: tenant.projectId, adminKey: tenant.adminKey })
    expect((await generate(victim.key)).status).toBe(200)
    const saved = await backup()
    for (let change = 1; change <= lost; change++)
      await mustApi('PATCH', `/instances/${tenant.instanceId}`, { name: `Lost ${change}` }, tenant.adminKey)
    expect((await generate(victim.key)).status).toBe(200)
    await saved.putBack()
    const restored = await env.CONFIG_DB.prepare('SELECT epoch FROM instances WHERE id = ?').bind(tenant.instanceId).first<number>('epoch')
    expect(restored).toBe(saved.epoch)

    expect((await configApi('DELETE', `/keys/${victim.id}`, undefined, tenant.adminKey)).status).toBe(204)
    expect(await generate(victim.key)).toMatchObject({ status: 401, body: { code: 'revoked_key' } })
    // An epoch that was used before the restore is never used again for another configuration.
    expect(await epochOf()).toBeGreaterThan(saved.epoch + lost)
    expect((await generate(tenant.projectKey)).status).toBe(200)
    await replace(`/instances/${tenant.instanceId}/limits`, limits(1, 3600 + lost), tenant.adminKey)
    expect((await generate(tenant.projectKey)).status).toBe(200)
    expect((await generate(tenant.projectKey)).status).toBe(429)
    await replace(`/instances/${tenant.instanceId}/limits`, { limits: [] }, tenant.adminKey)
    expect((await generate(tenant.projectKey)).status).toBe(200)

    const { body } = await mustApi('GET', '/audit-log?action=limiter.database_restored&limit=1', undefined, tenant.adminKey)
    expect(body.data[0]).toMatchObject({
      actor: { kind: 'system' },
      target: { id: tenant.instanceId },
      before: { epoch: saved.epoch + lost },
    })
    expect((await mustApi('GET', '/audit-log/verify', undefined, tenant.adminKey)).body).toMatchObject({ intact: true })
  })

  it('also by a limiter that has just been evicted; spent money stays spent', async () => {
    const budget = { limits: [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'month', limit: 100_000_000 }] }
    await replace(`/instances/${tenant.instanceId}/limits`, budget, tenant.adminKey)
    const spent = async () => {
      const { body } = await call('GET /v1/limits', { key: tenant.projectKey })
      return (body.data as { metric: string; used: number }[]).find((each) => each.metric === 'cost_micros')!.used
    }
    const saved = await backup()
    await mustApi('PATCH', `/instances/${tenant.instanceId}`, { name: 'Lost' }, tenant.adminKey)
    expect((await generate(tenant.projectKey, 'sketch-priced')).status).toBe(200)
    const before = await spent()
    expect(before).toBeGreaterThan(0)
    await saved.putBack()
    await runInDurableObject(env.RATE_LIMITER.getByName(tenant.instanceId), (_, state) => state.abort('evicted by the test')).catch(
      () => undefined,
    )
    expect((await generate(tenant.projectKey)).status).toBe(200)
    expect(await epochOf()).toBeGreaterThan(saved.epoch + 1)
    expect(await spent()).toBe(before)
  })

  it('the budget of an organization is the restored one, and money spent under a lost budget stays spent', async () => {
    const own = await mintTenant({
      budget: { monthly_micros: 1_000_000 },
      models: { models: [{ model: 'sketch-priced', enabled: true }] },
    })
    const path = `/organizations/${own.organizationId}`
    const state = async () => {
      const { body } = await call('GET /v1/limits', { key: own.projectKey })
      return (body.data as { scope: string; used: number; limit: number }[]).find(({ scope }) => scope === 'organization')!
    }
    expect((await generate(own.projectKey, 'sketch-priced')).status).toBe(200)
    const price = 40_000
    // The instance's limiter reports the cost to the OrganizationBudget object only after the response, so the tests wait for the amount.
    const spent = (micros: number) => expect.poll(async () => (await state()).used).toBe(micros)
    await spent(price)
    const saved = await backup(own)
    await mustApi('PATCH', path, { budget: { monthly_micros: 2 * price } }, own.adminKey)
    expect((await generate(own.projectKey, 'sketch-priced')).status).toBe(200)
    await spent(2 * price)
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
    await saved.putBack()
    await runInDurableObject(env.ORGANIZATION_BUDGET.getByName(own.organizationId), (_, state) => state.abort('evicted by the test')).catch(
      () => undefined,
    )

    expect((await generate(own.projectKey, 'sketch-priced')).status).toBe(200)
    await spent(3 * price)
    expect(await state()).toMatchObject({ limit: 1_000_000 })
    // A new budget is in force immediately. It counts everything that was spent in this month: before the backup, between the backup and
    // the restore, and after the restore.
    await mustApi('PATCH', path, { budget: { monthly_micros: 3 * price } }, own.adminKey)
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
  })

  it('alerts that were closed since the backup do not stay open, and are raised again when their cause is seen again', async () => {
    const own = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }] } })
    const daily = (limit: number) => ({ limits: [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'day', limit }] })
    const open = async () => {
      const { body } = await mustApi('GET', `/instances/${own.instanceId}/alerts?status=open`, undefined, own.adminKey)
      return (body.data as { kind: string; values: { limit_micros: number; percent?: number } }[])
        .map(({ kind, values: { limit_micros, percent } }) => `${kind} ${limit_micros} ${percent ?? ''}`.trim())
        .toSorted()
    }
    const price = 40_000
    const exhausted = [`budget ${price} 100`, `budget_exhausted ${price}`]
    await replace(`/instances/${own.instanceId}/limits`, daily(price), own.adminKey)
    expect((await generate(own.projectKey, 'sketch-priced')).status).toBe(200)
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
    await expect.poll(open).toEqual(exhausted)
    const saved = await backup(own)
    const { results: rows } = await env.CONFIG_DB.prepare('SELECT id FROM alerts WHERE instance_id = ? AND closed_at IS NULL')
      .bind(own.instanceId)
      .all<{ id: string }>()
    await replace(`/instances/${own.instanceId}/limits`, { limits: [] }, own.adminKey)
    await expect.poll(open).toEqual([])

    await saved.putBack()
    for (const { id } of rows) await env.CONFIG_DB.prepare('UPDATE alerts SET closed_at = NULL WHERE id = ?').bind(id).run()
    expect(await open()).toEqual(exhausted)
    // The limiter restarts and closes the two alerts that the restore has opened again. The restored budget is used up, so the limiter
    // raises a new alert `budget` for 100 %. When it first refuses a request, it raises a new alert `budget_exhausted`.
    await runInDurableObject(env.RATE_LIMITER.getByName(own.instanceId), (_, state) => state.abort('evicted by the test')).catch(
      () => undefined,
    )
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
    const raisedAgain = async () => {
      const { body } = await mustApi('GET', `/instances/${own.instanceId}/alerts?kind=budget_exhausted`, undefined, own.adminKey)
      return (body.data as { status: string }[]).map(({ status }) => status)
    }
    await expect.poll(raisedAgain).toEqual(['open', 'closed'])
    await expect.poll(open).toEqual(exhausted)
    await replace(`/instances/${own.instanceId}/limits`, daily(10 * price), own.adminKey)
    await expect.poll(open).toEqual([])
  })

  // Nothing that a limiter loads has changed since the backup. So the limiters do not notice the restore by themselves. The platform
  // notices it by the journal and tells them.
  it.each(['instance', 'organization'] as const)('alerts of the %s come right although its own settings are unchanged', async (scope) => {
    const price = 40_000
    const own = await mintTenant({
      ...(scope === 'organization' ? { budget: { daily_micros: price } } : {}),
      models: { models: [{ model: 'sketch-priced', enabled: true }] },
    })
    const daily = { limits: [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'day', limit: price }] }
    if (scope === 'instance') await replace(`/instances/${own.instanceId}/limits`, daily, own.adminKey)
    const path = scope === 'instance' ? `/instances/${own.instanceId}/alerts` : `/organizations/${own.organizationId}/alerts`
    const open = async () => {
      const { body } = await mustApi('GET', `${path}?status=open`, undefined, own.adminKey)
      return (body.data as { id: string; kind: string }[]).toSorted((one, other) => one.kind.localeCompare(other.kind))
    }
    const kinds = async () => (await open()).map(({ kind }) => kind)
    expect((await generate(own.projectKey, 'sketch-priced')).status).toBe(200)
    await expect.poll(kinds).toEqual(['budget'])
    const [first] = await open()
    const saved = await backup(own)
    const before = (await env.CONFIG_DB.prepare('SELECT id FROM alerts').all<{ id: string }>()).results.map(({ id }) => id)
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
    await expect.poll(kinds).toEqual(['budget', 'budget_exhausted'])
    await mustApi('PATCH', `/organizations/${own.organizationId}`, { name: 'Lost' }, own.adminKey)

    await saved.putBack()
    await env.CONFIG_DB.prepare('DELETE FROM alerts WHERE id NOT IN (SELECT value FROM json_each(?))').bind(JSON.stringify(before)).run()
    // The first request with a key notices the restore. Because of the restore, the limiter closes its alert. The budget is still used up,
    // so the limiter raises a new alert.
    await expect.poll(async () => (await open()).map(({ kind, id }) => [kind, id === first!.id])).toEqual([['budget', false]])
    expect((await generate(own.projectKey, 'sketch-priced')).body.code).toBe('budget_exceeded')
    await expect.poll(kinds).toEqual(['budget', 'budget_exhausted'])
  })
})
