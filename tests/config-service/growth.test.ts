// Table E of docs/development/field-tests.md: the data in CONFIG_DB that grows with traffic is bounded, and each request writes only a few
// rows.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { DELETED_AT_ONCE, EVENTS_KEPT_MS, logCutoff, trimGrowth } from '../../src/config-service/db/growth.ts'
import { writeLogs } from '../../src/config-service/db/logs.ts'
import { writeUsage } from '../../src/config-service/db/usage.ts'
import type { NumberedUsage } from '../../src/rate-limiter/policy.ts'
import type { RequestLogEntry } from '../../src/shared/config-rpc.ts'
import { services } from '../support/config-services.ts'
import { call } from '../support/call.ts'
import { fetchApi } from '../support/http.ts'
import { configApi, mintTenant, type Tenant } from '../support/tenant.ts'

const PATIENCE = 120_000
const DAY = 86_400_000
const NOW = Date.parse('2026-11-28T12:00:00Z')

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
}, PATIENCE)

const entry = (instanceId: string, place: number, at: number): RequestLogEntry => ({
  requestId: `req_${place}`,
  organizationId: tenant.organizationId,
  instanceId,
  projectId: tenant.projectId,
  keyId: tenant.projectKeyId,
  operationId: 'generate',
  method: 'POST',
  path: '/generate',
  status: 200,
  errorCode: null,
  generationId: `gen_${place}`,
  provider: 'sketch',
  model: 'sketch',
  durationMs: 5,
  providerMs: 3,
  costMicros: 10,
  at,
})
const event = (instanceId: string, place: number, at: number): NumberedUsage => ({
  eventId: `${instanceId}-${place}.1`,
  number: place + 1,
  organizationId: tenant.organizationId,
  instanceId,
  projectId: tenant.projectId,
  keyId: tenant.projectKeyId,
  generationId: `gen_${place}`,
  provider: 'sketch',
  model: 'sketch',
  operation: 'generate',
  outcome: 'settled',
  succeeded: true,
  errorCode: null,
  requests: 1,
  images: 1,
  tokens: 0,
  costMicros: 10,
  heldMicros: 0,
  at,
})
const count = async (table: string, instanceId: string) =>
  (await env.CONFIG_DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE instance_id = ?`).bind(instanceId).first<{ n: number }>())!.n

async function fill(instanceId: string, rows: number, from: number, to: number): Promise<void> {
  for (let at = 0; at < rows; at += 500) {
    const some = Array.from({ length: Math.min(500, rows - at) }, (_, place) => from + Math.floor(((to - from) * (at + place)) / rows))
    await writeLogs(
      services.db,
      some.map((time, place) => entry(instanceId, at + place, time)),
    )
  }
}
async function trim(instanceId: string, now: number): Promise<number> {
  const cutoff = await logCutoff(services.db, instanceId, now)
  for (let steps = 1; ; steps++) if (!(await trimGrowth(services.db, instanceId, cutoff, now)).more) return steps
}

describe('E: the request log is bounded', () => {
  it(
    'E: by days, in steps, and only for this instance',
    async () => {
      const other = 'inst_other'
      await fill(tenant.instanceId, DELETED_AT_ONCE + 500, NOW - 60 * DAY, NOW - 31 * DAY)
      await fill(tenant.instanceId, 100, NOW - 29 * DAY, NOW)
      await fill(other, 10, NOW - 60 * DAY, NOW - 50 * DAY)
      expect(await trim(tenant.instanceId, NOW)).toBe(2)
      expect([await count('log_entries', tenant.instanceId), await count('log_entries', other)]).toEqual([100, 10])
    },
    PATIENCE,
  )

  it(
    'E: entries of version 0.2 count for the bound, and are deleted like the others',
    async () => {
      const instanceId = 'inst_of_both'
      await fill(instanceId, 100, NOW - 60 * DAY, NOW - 50 * DAY)
      await fill(instanceId, 50, NOW - 20 * DAY, NOW - 10 * DAY)
      const columns = `request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, duration_ms, at`
      await env.CONFIG_DB.batch([
        env.CONFIG_DB.prepare(`INSERT INTO request_log (${columns}) SELECT ${columns} FROM log_entries WHERE instance_id = ?`).bind(
          instanceId,
        ),
        env.CONFIG_DB.prepare(`DELETE FROM log_entries WHERE instance_id = ?`).bind(instanceId),
      ])
      await fill(instanceId, 20, NOW - 5 * DAY, NOW)
      const cutoff = await logCutoff(services.db, instanceId, NOW)
      const counts = async () => [await count('request_log', instanceId), await count('log_entries', instanceId)]
      expect(await trimGrowth(services.db, instanceId, { ...cutoff, at: NOW - 30 * DAY }, NOW)).toEqual({ more: false, left: true })
      expect(await counts()).toEqual([50, 20])
      expect(await trimGrowth(services.db, instanceId, { ...cutoff, at: NOW }, NOW)).toEqual({ more: false, left: false })
      expect(await counts()).toEqual([0, 0])
    },
    PATIENCE,
  )

  it(
    'E: by rows, as the owner has set',
    async () => {
      const path = `/instances/${tenant.instanceId}`
      const before = await configApi('GET', path, undefined, tenant.adminKey)
      expect(before.body.retention).toEqual({ log_days: 30, log_rows: 100_000, record_rows: 0, usage_days: 731 })
      const changed = await configApi('PATCH', path, { retention: { log_rows: 1000 } }, tenant.adminKey)
      expect(changed.body.retention).toEqual({ log_days: 30, log_rows: 1000, record_rows: 0, usage_days: 731 })
      expect((await configApi('PATCH', path, { retention: { log_rows: 10 } }, tenant.adminKey)).status).toBe(400)
      const few = await configApi('PATCH', path, { retention: { record_rows: 999 } }, tenant.adminKey)
      expect([few.status, few.body.errors[0].pointer]).toEqual([400, '/body/retention/record_rows'])
      expect(few.body.errors[0].message).toContain('0, for no bound, and 1000 or more')
      await fill(tenant.instanceId, 1500, NOW - DAY, NOW)
      await trim(tenant.instanceId, NOW)
      expect(await count('log_entries', tenant.instanceId)).toBe(1000)
      const { at } = (await env.CONFIG_DB.prepare('SELECT min(at) AS at FROM log_entries WHERE instance_id = ?')
        .bind(tenant.instanceId)
        .first<{ at: number }>())!
      expect(at).toBeGreaterThan(NOW - DAY)
    },
    PATIENCE,
  )
})

it(
  'E: sums outlive their events, and a repeated event is harmless as long as it can arrive',
  async () => {
    const instanceId = 'inst_usage'
    const written = NOW - EVENTS_KEPT_MS - DAY
    // Simulates an event that version 0.2.0 has stored and has added to the hourly sums. Such an event may arrive again.
    const old = event(instanceId, 0, written - 1000)
    await writeUsage(services.db, [old])
    await env.CONFIG_DB.prepare('UPDATE usage_hourly SET last_event = 0 WHERE instance_id = ?').bind(instanceId).run()
    await env.CONFIG_DB.prepare(
      `INSERT INTO usage_events (event_id, organization_id, instance_id, project_id, key_id, generation_id, provider, model, operation, outcome,
         succeeded, requests, images, tokens, cost_micros, held_micros, at, rolled_up, written_at)
       VALUES (?, 'org', ?, 'proj', 'key', 'gen', 'p', 'm', 'generate', 'settled', 1, 1, 1, 0, 1, 0, 1, 1, ?)`,
    )
      .bind(old.eventId, instanceId, written)
      .run()
    const events = Array.from({ length: 50 }, (_, place) => event(instanceId, place, written - 1000))
    await writeUsage(services.db, events)
    await writeUsage(services.db, [...events, events[0]!, event(instanceId, 50, written - 1000), event(instanceId, 50, written - 1000)])
    // A held amount from long ago is settled: the event has an old time but arrives now.
    await writeUsage(services.db, [event(instanceId, 99, NOW - 40 * DAY)])
    await trim(instanceId, NOW)
    expect(await count('usage_events', instanceId)).toBe(0)
    const sums = async () =>
      (await env.CONFIG_DB.prepare('SELECT sum(requests) AS requests, sum(cost_micros) AS micros FROM usage_hourly WHERE instance_id = ?')
        .bind(instanceId)
        .first())!
    expect(await sums()).toEqual({ requests: 52, micros: 520 })
    await trim(instanceId, NOW + 731 * DAY)
    expect(await sums()).toEqual({ requests: null, micros: null })
  },
  PATIENCE,
)

it('E: of a deleted instance, the log is kept for a day, and the sums for the default number of days', async () => {
  const instanceId = 'inst_deleted'
  await fill(instanceId, 10, NOW - 20 * DAY, NOW - 2 * DAY)
  await fill(instanceId, 5, NOW - DAY / 2, NOW)
  await writeUsage(services.db, [event(instanceId, 1, NOW - 700 * DAY), event(instanceId, 2, NOW - 732 * DAY)])
  await trim(instanceId, NOW)
  expect([await count('log_entries', instanceId), await count('usage_hourly', instanceId)]).toEqual([5, 1])
})

it(
  'D4: requests with invalid keys write nothing to CONFIG_DB',
  async () => {
    const place = await mintTenant()
    const asked = () => call('GET /v1/models', { key: place.projectKey })
    expect((await asked()).status).toBe(200)
    await configApi('DELETE', `/keys/${place.projectKeyId}`, undefined, place.adminKey)
    const statuses = new Set<number>()
    for (let times = 0; times < 5; times++) statuses.add((await asked()).status)
    statuses.add((await call('POST /v1/generate', { key: place.projectKey, body: { prompt: 'x', size: '64x64' } })).status)
    expect([...statuses]).toEqual([401])
    // These operations check the key only on admission. A wrong body is refused before that, so the response is 400 and not 401.
    for (const path of ['/v1/generate', '/v1/images/generations'])
      expect((await call(`POST ${path}`, { key: place.projectKey, body: { prompt: 7 } })).status).toBe(400)
    // The entries of the request log are written one second after their requests. So the test waits for the entry of the first request, and
    // then long enough for further entries. There must be none.
    await expect.poll(() => count('log_entries', place.instanceId), { timeout: 60_000 }).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(await count('log_entries', place.instanceId)).toBe(1)
  },
  PATIENCE,
)

it(
  'D4: a request with a valid key is logged if it fails before its key is checked',
  async () => {
    const valid = await mintTenant()
    for (const body of [{ prompt: 7 }, { prompt: 'x', model: 'no-such' }])
      expect((await call('POST /v1/generate', { key: valid.projectKey, body })).status).toBeGreaterThanOrEqual(400)
    await expect.poll(() => count('log_entries', valid.instanceId), { timeout: 60_000 }).toBe(2)
  },
  PATIENCE,
)

it(
  'the log has a cost for the request that asks for a generation, and none for one that reads it',
  async () => {
    const place = await mintTenant()
    const made = await call('POST /v1/generate', { key: place.projectKey, body: { prompt: 'x', size: '64x64' } })
    expect(made.status).toBe(200)
    expect((await call(`GET /v1/generations/${made.body.id}`, { key: place.projectKey })).status).toBe(200)
    const size = '64x64'
    const drawn = await call('POST /v1/images/generations', { key: place.projectKey, body: { model: 'sketch', prompt: 'x', size } })
    expect(drawn.status).toBe(200)
    const images = [{ file_id: made.body.images[0].asset_id }]
    const edited = await call('POST /v1/images/edits', { key: place.projectKey, body: { model: 'sketch', prompt: 'x', size, images } })
    expect(edited.status).toBe(200)
    const form = new FormData()
    form.set('image', new Blob([Uint8Array.fromBase64(drawn.body.data[0].b64_json)], { type: 'image/png' }), 'picture.png')
    form.set('model', 'sketch')
    form.set('size', size)
    const varied = await fetchApi('/v1/images/variations', {
      method: 'POST',
      headers: { authorization: `Bearer ${place.projectKey}` },
      body: form,
    })
    expect(varied.status).toBe(200)
    await varied.arrayBuffer()
    await expect.poll(() => count('log_entries', place.instanceId), { timeout: 60_000 }).toBe(5)
    const { results } = await env.CONFIG_DB.prepare(
      'SELECT operation_id, cost_micros FROM log_entries WHERE instance_id = ? ORDER BY operation_id',
    )
      .bind(place.instanceId)
      .all()
    expect(results).toEqual([
      { operation_id: 'createImage', cost_micros: 0 },
      { operation_id: 'createImageEdit', cost_micros: 0 },
      { operation_id: 'createImageVariation', cost_micros: 0 },
      { operation_id: 'generate', cost_micros: 0 },
      { operation_id: 'getGeneration', cost_micros: null },
    ])
  },
  PATIENCE,
)

it(
  'E: a generation costs at most 8 rows of D1, including index entries',
  async () => {
    const generated = await mintTenant()
    const written = (meta: D1Meta) => meta.rows_written
    const instanceId = 'inst_rows'
    const logged = await env.CONFIG_DB.prepare(
      `INSERT INTO log_entries (id, request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, duration_ms, at)
     SELECT value, 'req_' || value, 'org', ?, 'proj', 'key', 'generate', 'POST', '/generate', 200, 5, value FROM json_each(?)`,
    )
      .bind(instanceId, JSON.stringify(Array.from({ length: 100 }, (_, place) => place)))
      .run()
    const summed = env.CONFIG_DB.prepare(
      `INSERT INTO usage_hourly (instance_id, hour, project_id, key_id, provider, model, requests, succeeded, failed, images, tokens, cost_micros,
         held_micros, timed, took_ms, longest_ms, last_event, connections)
       VALUES (?, 0, 'proj', 'key', 'p', 'm', 1, 1, 0, 1, 0, 1, 0, 1, 900, 900, 1, '{"p-eu":[1,1,0,1,0,1,0]}')
      ON CONFLICT DO UPDATE SET requests = requests + 1, connections = '{"p-eu":[2,1,0,1,0,1,0]}'`,
    ).bind(instanceId)
    await summed.run()
    const sum = written((await summed.run()).meta)
    // Counts the rows that DATA_DB writes for one generation. The test gets this number only for statements that it runs itself. So it
    // makes a picture through the API, and then inserts copies of the rows of the generation and its picture under new ids.
    const made = await call('POST /v1/generate', { key: generated.projectKey, body: { prompt: 'x', size: '64x64' } })
    expect(made.status).toBe(200)
    const copy = async (table: string) => {
      const { results } = await env.DATA_DB.prepare(`SELECT * FROM ${table} WHERE instance_id = ?`).bind(generated.instanceId).all()
      expect(results).toHaveLength(1)
      const row = { ...results[0]!, id: `${String(results[0]!['id'])}-again` }
      const names = Object.keys(row)
      const again = env.DATA_DB.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      return written((await again.bind(...Object.values(row)).run()).meta)
    }
    const rows = {
      log_entries: written(logged.meta) / 100,
      usage_hourly: sum,
      generations: await copy('generations'),
      assets: await copy('assets'),
    }
    const total = Object.values(rows).reduce((all, each) => all + each, 0)
    expect({ ...rows, total: total <= 8.1 }).toEqual({ ...rows, total: true })
    // docs/admin/retention.md states these numbers.
    expect([Math.round(rows.log_entries), rows.usage_hourly, rows.generations, rows.assets]).toEqual([1, 1, 3, 3])
  },
  PATIENCE,
)
