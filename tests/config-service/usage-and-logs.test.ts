import { env, exports } from 'cloudflare:workers'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { logStatement, type LogFilter } from '../../src/config-service/db/logs.ts'
import { usageStatement, writeUsage } from '../../src/config-service/db/usage.ts'
import type { NumberedUsage } from '../../src/rate-limiter/policy.ts'
import type { ConfigRpc, RequestLogEntry } from '../../src/shared/config-rpc.ts'
import { call, config } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { type Tenant, mintTenant } from '../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})
const HOUR = 3_600_000
const DAY = 24 * HOUR

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})

let events = 0
const event = (changes: Partial<NumberedUsage>): NumberedUsage => ({
  eventId: crypto.randomUUID(),
  number: ++events,
  organizationId: tenant.organizationId,
  instanceId: tenant.instanceId,
  projectId: tenant.projectId,
  keyId: 'key_A',
  generationId: 'gen_1',
  provider: 'sketch',
  model: 'sketch',
  operation: 'generate',
  outcome: 'settled',
  succeeded: true,
  errorCode: null,
  requests: 1,
  images: 1,
  tokens: 0,
  costMicros: 100,
  heldMicros: 0,
  at: Date.now(),
  ...changes,
})

describe('usage', () => {
  it('says that a key is one of a superadmin who belongs to another organization, without the name', async () => {
    const { body: superadmin } = await config('GET /me', { key: tenant.superadminKey })
    const { body: admin } = await config('GET /me', { key: other.adminKey })
    await writeUsage(
      services.db,
      [superadmin.key_id, admin.key_id].map((keyId) =>
        event({ keyId, instanceId: other.instanceId, organizationId: other.organizationId }),
      ),
    )
    const { body } = await config(`GET /instances/${other.instanceId}/usage?group_by=key`, { key: other.adminKey })
    expect(body.data).toHaveLength(2)
    // Some callers may read usage but not the list of users. So the response does not name the organization's own users.
    expect(body.names).toEqual({ [superadmin.key_id]: 'Superadmin of the platform' })
  })

  it('sums events once, by hour and day, in any groups', async () => {
    const noon = Math.floor(Date.now() / DAY) * DAY - DAY + 12 * HOUR
    const events = [
      event({ at: noon, costMicros: 10 }),
      event({ at: noon + HOUR, costMicros: 20, model: 'sketch-2', images: 3 }),
      event({ at: noon + HOUR + 1, costMicros: 0, succeeded: false, errorCode: 'provider_error', images: 0, keyId: 'key_B' }),
      event({ at: noon, instanceId: other.instanceId, costMicros: 999 }),
    ]
    await writeUsage(services.db, events.slice(0, 2))
    // `events` has the two events that are already written, and two new ones. It is written twice. An event that is already written
    // changes nothing.
    await writeUsage(services.db, events)
    await writeUsage(services.db, events)

    const usage = (query: string) =>
      config(
        `GET /instances/${tenant.instanceId}/usage?from=${new Date(noon - HOUR).toISOString()}&to=${new Date(noon + 3 * HOUR).toISOString()}&${query}`,
        { key: tenant.adminKey },
      )
    const byDay = await usage('bucket=day')
    expect(byDay.status).toBe(200)
    expect(byDay.body.data).toHaveLength(1)
    expect(byDay.body.totals).toEqual({ requests: 3, succeeded: 2, failed: 1, images: 4, tokens: 0, cost_micros: 30, held_micros: 0 })
    expect(byDay.body.data[0]).toMatchObject({
      bucket_start: new Date(Math.floor(noon / DAY) * DAY).toISOString(),
      key_id: null,
      model: null,
      cost_micros: 30,
    })
    const byHour = await usage('bucket=hour&group_by=key&group_by=model')
    expect(
      byHour.body.data.map((row: Record<string, unknown>) => [row['bucket_start'], row['key_id'], row['model'], row['requests']]),
    ).toEqual([
      [new Date(noon).toISOString(), 'key_A', 'sketch', 1],
      [new Date(noon + HOUR).toISOString(), 'key_A', 'sketch-2', 1],
      [new Date(noon + HOUR).toISOString(), 'key_B', 'sketch', 1],
    ])
    expect((await usage('bucket=hour&group_by=model')).body.data).toHaveLength(3)
    expect((await usage(`bucket=hour&project_id=proj_other`)).body.data).toEqual([])
    expect(
      await rpc.usage({
        instanceId: tenant.instanceId,
        projectId: tenant.projectId,
        from: noon,
        to: noon + 2 * HOUR,
        bucket: 'hour',
        groupBy: [],
      }),
    ).toMatchObject([
      { bucketStart: noon, requests: 1 },
      { bucketStart: noon + HOUR, requests: 2, failed: 1 },
    ])
  })

  it('returns the mean and the longest duration of what succeeded', async () => {
    const mine = await mintTenant()
    const at = Math.floor(Date.now() / HOUR) * HOUR
    const of = { instanceId: mine.instanceId, organizationId: mine.organizationId, projectId: mine.projectId, at }
    const events = [
      event({ ...of, tookMs: 1000 }),
      event({ ...of, tookMs: 4001 }),
      event({ ...of, tookMs: 10, model: 'sketch-2' }),
      event({ ...of, tookMs: null, succeeded: false, errorCode: 'provider_error' }),
      // This event has no duration, like the events that earlier versions wrote.
      event({ ...of, at: at - HOUR }),
    ]
    await writeUsage(services.db, events.slice(0, 1))
    await writeUsage(services.db, events)
    const usage = async (query: string) =>
      (await config(`GET /instances/${mine.instanceId}/usage?bucket=hour&${query}`, { key: mine.adminKey })).body
    const sums = await usage('')
    expect(sums.data.map((row: Record<string, unknown>) => row['latency'])).toEqual([
      null,
      { generations: 3, mean_ms: 1670, longest_ms: 4001 },
    ])
    expect(sums.latency).toEqual({ generations: 3, mean_ms: 1670, longest_ms: 4001 })
    const byModel = await usage('group_by=model')
    expect(byModel.data.slice(1).map((row: Record<string, unknown>) => [row['model'], row['latency']])).toEqual([
      ['sketch', { generations: 2, mean_ms: 2501, longest_ms: 4001 }],
      ['sketch-2', { generations: 1, mean_ms: 10, longest_ms: 10 }],
    ])
  })

  it('counts how long a generation took, from its admission to its end', async () => {
    const mine = await mintTenant()
    const { status } = await call('POST /v1/generate', { key: mine.projectKey, body: { prompt: 'A lake', size: '64x64' } })
    expect(status).toBe(200)
    await expect
      .poll(async () => (await config(`GET /instances/${mine.instanceId}/usage`, { key: mine.adminKey })).body.latency, { timeout: 60_000 })
      .toMatchObject({ generations: 1, longest_ms: expect.any(Number) })
  })

  it('sums by connection in the same rows, in groups and by filter', async () => {
    const mine = await mintTenant()
    const at = Math.floor(Date.now() / DAY) * DAY - DAY
    const place = { instanceId: mine.instanceId, organizationId: mine.organizationId, projectId: mine.projectId, at, provider: 'openai' }
    const own = event({ ...place, connection: 'openai', costMicros: 10 })
    const second = event({ ...place, connection: 'openai-eu', costMicros: 20 })
    const none = event({ ...place, costMicros: 5 })
    await writeUsage(services.db, [own, second])
    await writeUsage(services.db, [own, none, second, event({ ...place, connection: 'openai-eu', costMicros: 300, images: 2 })])
    await writeUsage(services.db, [event({ ...place, connection: 'openai "3"', costMicros: 0, images: 0, succeeded: false })])
    // The cost is first held for the connection `openai-eu` and settled later.
    const held = { ...place, connection: 'openai-eu', keyId: 'key_B' }
    await writeUsage(services.db, [
      event({ ...held, eventId: 'h1.1', outcome: 'held', succeeded: false, images: 0, costMicros: 0, heldMicros: 700 }),
      event({ ...held, eventId: 'h1.2', requests: 0, images: 1, costMicros: 600, heldMicros: -700 }),
    ])
    const usage = (query: string) => config(`GET /instances/${mine.instanceId}/usage?${query}`, { key: mine.adminKey })
    const rows = async (query: string) =>
      (await usage(query)).body.data.map((row: Record<string, unknown>) =>
        ['key_id', 'provider', 'connection', 'requests', 'failed', 'images', 'cost_micros', 'held_micros'].map((name) => row[name]),
      )
    expect(await rows('group_by=connection')).toEqual([
      [null, null, 'openai', 2, 0, 2, 15, 0],
      [null, null, 'openai "3"', 1, 1, 0, 0, 0],
      [null, null, 'openai-eu', 3, 0, 4, 920, 0],
    ])
    expect(await rows('group_by=connection&group_by=key&group_by=provider&connection=openai-eu')).toEqual([
      ['key_A', 'openai', 'openai-eu', 2, 0, 3, 320, 0],
      ['key_B', 'openai', 'openai-eu', 1, 0, 1, 600, 0],
    ])
    expect((await usage('connection=openai')).body.totals).toMatchObject({ requests: 2, cost_micros: 15 })
    expect((await usage('connection=openai-us')).body.data).toEqual([])
    // Without `group_by`, the totals cover all connections. In `usage_hourly`, a connection has no row of its own: the row of an API key
    // contains the sums of all connections. So the two keys, `key_A` and `key_B`, have only two rows.
    expect((await usage('')).body.totals).toMatchObject({ requests: 6, images: 6, cost_micros: 935, held_micros: 0 })
    const count = 'SELECT count(*) AS n FROM usage_hourly WHERE instance_id = ?'
    expect(await env.CONFIG_DB.prepare(count).bind(mine.instanceId).first('n')).toBe(2)
  })

  it('replaces a held amount by its outcome', async () => {
    const mine = await mintTenant()
    const at = Date.now()
    const place = { instanceId: mine.instanceId, organizationId: mine.organizationId, projectId: mine.projectId, at }
    await writeUsage(services.db, [
      event({ ...place, eventId: 'g9.1', outcome: 'held', succeeded: false, images: 0, costMicros: 0, heldMicros: 500 }),
    ])
    const totals = async () => (await config(`GET /instances/${mine.instanceId}/usage`, { key: mine.adminKey })).body.totals
    expect(await totals()).toMatchObject({ requests: 1, succeeded: 0, failed: 1, cost_micros: 0, held_micros: 500 })
    await writeUsage(services.db, [event({ ...place, eventId: 'g9.2', requests: 0, images: 1, costMicros: 400, heldMicros: -500 })])
    expect(await totals()).toEqual({ requests: 1, succeeded: 1, failed: 0, images: 1, tokens: 0, cost_micros: 400, held_micros: 0 })
  })

  it('is for users who may see the instance, and only for bounded spans', async () => {
    expect((await config(`GET /instances/${other.instanceId}/usage`, { key: tenant.adminKey })).status).toBe(404)
    const wrong = (query: string) => config(`GET /instances/${tenant.instanceId}/usage?${query}`, { key: tenant.adminKey })
    expect((await wrong('from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).status).toBe(400)
    expect((await wrong('bucket=hour&from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z')).status).toBe(400)
    expect((await wrong('group_by=key&group_by=key')).status).toBe(400)
  })
})

const entry = (changes: Partial<RequestLogEntry>): RequestLogEntry => ({
  requestId: 'req_1',
  organizationId: tenant.organizationId,
  instanceId: tenant.instanceId,
  projectId: tenant.projectId,
  keyId: 'key_A',
  operationId: 'generate',
  method: 'POST',
  path: '/generate',
  status: 200,
  errorCode: null,
  generationId: null,
  provider: 'sketch',
  model: 'sketch',
  durationMs: 12,
  providerMs: 3,
  costMicros: 5,
  at: Date.now(),
  ...changes,
})

describe('logs', () => {
  it('are listed newest first, filtered and paged without a gap', async () => {
    const mine = await mintTenant()
    const at = Date.now()
    const place = { instanceId: mine.instanceId, organizationId: mine.organizationId }
    await rpc.record([
      entry({ ...place, requestId: 'a', at }),
      entry({
        ...place,
        requestId: 'b',
        at,
        status: 429,
        errorCode: 'rate_limited',
        provider: null,
        model: null,
        providerMs: null,
        costMicros: null,
      }),
      entry({
        ...place,
        requestId: 'c',
        at: at + 1,
        keyId: 'key_B',
        generationId: 'gen_7',
        operationId: 'createImage',
        path: '/images/generations',
      }),
    ])
    const ids = async (query = '') => {
      const answer = await config(`GET /instances/${mine.instanceId}/logs?${query}`, { key: mine.adminKey })
      expect(answer.status).toBe(200)
      return answer.body.data.map((row: { request_id: string }) => row.request_id)
    }
    expect(await ids()).toEqual(['c', 'b', 'a'])
    // Version 0.2 wrote the log into the table `request_log`. An entry in that table is listed like the others.
    const columns = `request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, duration_ms, at`
    await env.CONFIG_DB.prepare(
      `INSERT INTO request_log (${columns}) SELECT ${columns} FROM log_entries WHERE instance_id = ? AND request_id = 'a'`,
    )
      .bind(mine.instanceId)
      .run()
    expect((await ids()).toSorted()).toEqual(['a', 'a', 'b', 'c'])
    expect(await ids('limit=1&to=' + new Date(at + 1).toISOString())).toHaveLength(1)
    await env.CONFIG_DB.prepare('DELETE FROM request_log WHERE instance_id = ?').bind(mine.instanceId).run()
    expect(await ids('outcome=failed')).toEqual(['b'])
    expect(await ids('outcome=succeeded')).toEqual(['c', 'a'])
    expect(await ids('error_code=rate_limited')).toEqual(['b'])
    expect(await ids('key_id=key_B')).toEqual(['c'])
    expect(await ids('operation_id=generate')).toEqual(['b', 'a'])
    expect(await ids('operation_id=generate&outcome=failed')).toEqual(['b'])
    expect(await ids('operation_id=createImage&key_id=key_A')).toEqual([])
    expect(await ids('model=sketch')).toEqual(['c', 'a'])
    expect(await ids('generation_id=gen_7')).toEqual(['c'])
    expect(await ids('request_id=a')).toEqual(['a'])
    expect(await ids(`from=${new Date(at + 1).toISOString()}`)).toEqual(['c'])
    expect(await ids(`to=${new Date(at + 1).toISOString()}`)).toEqual(['b', 'a'])
    const walked: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await config(`GET /instances/${mine.instanceId}/logs?limit=1${cursor}`, { key: mine.adminKey })
      walked.push(...body.data.map((row: { request_id: string }) => row.request_id))
      if (body.next_cursor === null) break
      cursor = `&cursor=${body.next_cursor}`
    }
    expect(walked).toEqual(['c', 'b', 'a'])
    expect((await config(`GET /instances/${mine.instanceId}/logs`, { key: tenant.adminKey })).status).toBe(404)
  })

  it('a request that only reads generations has no provider, no model, and no time of a provider', async () => {
    const mine = await mintTenant()
    const options = { key: mine.projectKey }
    const made = await call('POST /v1/generate', { ...options, body: { model: 'sketch', prompt: 'a boat', size: '64x64' } })
    expect(made.status).toBe(200)
    const { id } = made.body as { id: string }
    expect((await call(`GET /v1/generations/${id}`, options)).status).toBe(200)
    expect((await call('GET /v1/generations', options)).status).toBe(200)
    // The platform writes the log some time after the responses, so the test waits until the log has the three entries.
    type Entry = Record<'operation_id' | 'generation_id' | 'provider' | 'model' | 'provider_ms' | 'duration_ms', unknown>
    const entries = async () => (await config(`GET /instances/${mine.instanceId}/logs`, { key: mine.adminKey })).body.data as Entry[]
    await expect.poll(async () => (await entries()).length).toBe(3)
    const logged = await entries()
    const entryOf = (operation: string) => logged.find(({ operation_id: each }) => each === operation)!
    const none = { provider: null, model: null, provider_ms: null }
    expect(entryOf('listGenerations')).toMatchObject({ generation_id: null, ...none })
    expect(entryOf('getGeneration')).toMatchObject({ generation_id: id, ...none })
    const asked = entryOf('generate')
    expect(asked).toMatchObject({ generation_id: id, provider: 'sketch', model: 'sketch', provider_ms: expect.any(Number) })
    expect(asked.provider_ms).toBeLessThanOrEqual(asked.duration_ms as number)
  })
})

describe('many rows', () => {
  // To run with a million rows, set VITE_ROWS=1000000.
  const rows = Number((import.meta as unknown as { env: Record<string, string> }).env['VITE_ROWS'] ?? 200_000)
  const dialect = new SQLiteSyncDialect()
  const now = Date.now()

  beforeAll(async () => {
    const slice = 50_000
    for (let start = 0; start < rows; start += slice) {
      const numbers = `WITH RECURSIVE n(i) AS (SELECT ${start} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${Math.min(start + slice, rows)})`
      // Version 0.2 wrote the log into the table `request_log`. So one slice of 50,000 rows, the second, is inserted into that table. All
      // other slices are inserted into `log_entries`.
      const table = start === slice ? 'request_log' : 'log_entries'
      // Nine of ten requests belong to one busy instance, and one in fifty fails.
      await env.CONFIG_DB.prepare(
        `INSERT INTO ${table} (id, request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, error_code, generation_id, provider, model, duration_ms, at)
        ${numbers} SELECT i + 1, 'req_' || i, ?1, CASE WHEN i % 10 = 0 THEN 'inst_elsewhere' ELSE ?2 END, 'proj_' || (i % 7), 'key_' || (i % 31), 'generate', 'POST', '/generate',
        CASE WHEN i % 50 = 1 THEN 502 ELSE 200 END, CASE WHEN i % 50 = 1 THEN 'provider_error' END, 'gen_' || i, 'p' || (i % 3), 'm' || (i % 5), 10, ?3 - i * 1000 FROM n`,
      )
        .bind(tenant.organizationId, tenant.instanceId, now)
        .run()
      // Also inserts `rows` hourly sums. Each key has one sum for each of the 8,760 hours of a year, so the number of keys is `rows` /
      // 8,760.
      await env.CONFIG_DB.prepare(
        `INSERT INTO usage_hourly (instance_id, hour, project_id, key_id, provider, model, requests, succeeded, failed, images, tokens, cost_micros, held_micros)
        ${numbers} SELECT CASE WHEN i % 10 = 0 THEN 'inst_elsewhere' ELSE ?1 END, (?2 / ${HOUR} - i % 8760) * ${HOUR}, 'proj_' || (i % 7), 'key_' || (i / 8760), 'p' || (i % 3), 'm' || (i % 5), 1, 1, 0, 1, 0, 10, 0 FROM n WHERE true
        ON CONFLICT DO NOTHING`,
      )
        .bind(tenant.instanceId, now)
        .run()
    }
  }, 120_000)

  const nothing: LogFilter = {
    instanceId: '',
    from: null,
    to: null,
    projectId: null,
    keyId: null,
    operationId: null,
    model: null,
    provider: null,
    outcome: null,
    errorCode: null,
    generationId: null,
    requestId: null,
  }
  const planOf = async (sql: string, params: unknown[]) => {
    const { results } = await env.CONFIG_DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...params)
      .all<{ detail: string }>()
    return results.map((row) => row.detail)
  }

  it.each([
    ['no filter', {}, 'request_log_time', 'PRIMARY KEY'],
    ['a span of time', { from: now - DAY, to: now }, 'request_log_time', 'PRIMARY KEY'],
    ['a project', { projectId: 'proj_3' }, 'request_log_time', 'PRIMARY KEY'],
    ['a key', { keyId: 'key_5' }, 'request_log_time', 'PRIMARY KEY'],
    ['an operation', { operationId: 'quote' }, 'request_log_time', 'PRIMARY KEY'],
    ['a model', { model: 'm1' }, 'request_log_time', 'PRIMARY KEY'],
    ['a provider', { provider: 'p1' }, 'request_log_time', 'PRIMARY KEY'],
    ['a code', { errorCode: 'provider_error' }, 'request_log_failed', 'INDEX log_entries_failed'],
    ['failures', { outcome: 'failed' }, 'request_log_failed', 'INDEX log_entries_failed'],
    ['a generation', { generationId: 'gen_4711' }, 'request_log_time', 'PRIMARY KEY'],
    ['a request', { requestId: 'req_4711' }, 'request_log_time', 'PRIMARY KEY'],
  ] as const)(
    'E: a page of the log with %s reads each table in the order of the page and sorts nothing',
    async (_name, filter, index, newIndex) => {
      const statement = logStatement(services.db, { ...nothing, instanceId: tenant.instanceId, ...filter }, { at: now, id: rows * 2 }, 101)
      const { sql, params } = statement.toSQL()
      const plan = (await planOf(sql, params)).join('\n')
      expect(plan).toContain(`request_log USING INDEX ${index}`)
      expect(plan).toContain(`log_entries USING ${newIndex}`)
      expect(plan).not.toMatch(/SCAN (request_log|log_entries)/)
      expect(plan).not.toContain('TEMP B-TREE')
      await statement
    },
  )

  it.each([
    ['day', []],
    ['hour', []],
    ['day', ['connection']],
  ] as const)('a series by %s %s reads one range of the primary key', async (bucket, by) => {
    const statement = usageStatement({
      instanceId: tenant.instanceId,
      projectId: null,
      from: now - 31 * DAY,
      to: now,
      bucket,
      groupBy: ['model', 'key', ...by],
    })
    const { sql, params } = dialect.sqlToQuery(statement)
    const plan = (await planOf(sql, params)).join('\n')
    expect(plan).toMatch(/SEARCH usage_hourly USING (?:PRIMARY KEY|INDEX \w*usage_hourly\w*) \(instance_id=\? AND hour>\? AND hour<\?\)/)
    const answer = await config(`GET /instances/${tenant.instanceId}/usage?bucket=${bucket}&group_by=model&group_by=key`, {
      key: tenant.adminKey,
    })
    expect(answer.status).toBe(200)
    expect(answer.body.data.length).toBeGreaterThan(10)
  })
})
