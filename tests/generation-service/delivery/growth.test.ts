// Records and pictures above the instance's maximum are deleted, the oldest first (table E in docs/development/field-tests.md).
import { env, exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { sweep, type SweepMemory } from '../../../src/generation-service/delivery/sweep.ts'
import { createServices, throughBinding } from '../../../src/generation-service/services.ts'
import { assetIdOf } from '../../../src/generation-service/assets/keys.ts'
import { deleteAssetsOfGeneration, insertAssets } from '../../../src/generation-service/db/assets.ts'
import { writeFinished, writeRunning } from '../../../src/generation-service/db/generations.ts'
import { beginUses } from '../../../src/generation-service/db/input-uses.ts'
import { newId } from '../../../src/shared/ids.ts'
import { mustApi } from '../../support/tenant.ts'
import { mintPlace, type Place, SMALL } from '../place.ts'

const PATIENCE = 120_000
const HOUR_MS = 3_600_000
const everyInstance = exports.ConfigService({ props: { instanceId: null } })
const services = createServices({ ...env, CONFIG: everyInstance }, { waitUntil: () => {} }, throughBinding)
const memory = (): SweepMemory => ({ cursor: null, goneSince: () => undefined, noteGone: () => {} })

/** Inserts generations that ended about three hours ago, each with a picture. Returns their ids, the oldest first. */
async function fill(
  { instanceId }: Place,
  projectId: string,
  count: number,
  statusOf = (_place: number) => 'succeeded',
): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, place) => {
    const at = Date.now() - 3 * HOUR_MS + place
    const id = newId('gen', () => at)
    return { id, asset: assetIdOf({ generationId: id, attempt: 1, index: 0 }), at, status: statusOf(place) }
  })
  const text = JSON.stringify(rows)
  await env.DATA_DB.batch([
    env.DATA_DB.prepare(
      `INSERT INTO generations (id, organization_id, instance_id, project_id, key_id, status, operation, provider, model, cost_micros, held_micros,
         created_at, finished_at, record)
       SELECT value->>'id', 'org', ?1, ?2, 'key', value->>'status', 'generate', 'p', 'm', 0, 0, value->>'at', value->>'at', '{}' FROM json_each(?3)`,
    ).bind(instanceId, projectId, text),
    env.DATA_DB.prepare(
      `INSERT INTO assets (id, instance_id, project_id, generation_id, key, format, width, height, size_bytes, sha256, created_at)
       SELECT value->>'asset', ?1, ?2, value->>'id', ?1 || '/' || (value->>'id'), 'png', 4, 4, 3, 'x', value->>'at' FROM json_each(?3)`,
    ).bind(instanceId, projectId, text),
    env.DATA_DB.prepare(
      `INSERT INTO webhook_deliveries (id, instance_id, project_id, generation_id, webhook_id, event_id, event_type, url, payload, status, attempts, created_at)
       SELECT 'dlv_' || (value->>'id'), ?1, ?2, value->>'id', 'hook', 'evt', 't', 'u', '{}', 'delivered', 1, 0 FROM json_each(?3)`,
    ).bind(instanceId, projectId, text),
  ])
  return rows.map(({ id }) => id)
}
async function left(table: string, instanceId: string, projectId: string): Promise<number> {
  const row = await env.DATA_DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE instance_id = ? AND project_id = ?`)
    .bind(instanceId, projectId)
    .first<{ n: number }>()
  return row!.n
}

it(
  'E: records with their pictures and deliveries above the bound are deleted, the oldest first, from each project in proportion',
  async () => {
    const place = await mintPlace({ retention: { record_rows: 1000 } })
    const other = await place.project()
    const ids = await fill(place, place.projectId, 900, (at) => (at === 0 ? 'indeterminate' : 'succeeded'))
    await fill(place, other.projectId, 300)
    const fresh = (await place.generate({ prompt: 'x', ...SMALL })).body.id as string
    const { pictures, records, over } = await sweep(services, place.instanceId, memory())
    // The maximum is 1,000 records, so 201 of the 1,201 must go. The larger project has three quarters of all records and loses three
    // quarters of the 201; the other project loses a quarter. Both numbers are rounded up.
    expect([records, over]).toEqual([151 + 51, false])
    expect(pictures).toBeGreaterThanOrEqual(records)
    expect(await left('generations', place.instanceId, place.projectId)).toBe(901 - 151)
    expect(await left('generations', place.instanceId, other.projectId)).toBe(249)
    expect(await left('webhook_deliveries', place.instanceId, other.projectId)).toBe(249)
    // Unsettled and new records are kept. Of all other records, the oldest are deleted.
    const kept = await env.DATA_DB.prepare('SELECT id FROM generations WHERE instance_id = ? AND project_id = ? ORDER BY id')
      .bind(place.instanceId, place.projectId)
      .all<{ id: string }>()
    expect([kept.results[0]!.id, kept.results.at(-1)!.id]).toEqual([ids[0], fresh])
    expect(kept.results[1]!.id).toBe(ids[152])
    expect(await sweep(services, place.instanceId, memory())).toMatchObject({ records: 0, more: false })
    // `record_rows` is the maximum number of records, and also the maximum number of pictures.
    expect(await left('assets', place.instanceId, place.projectId)).toBeLessThanOrEqual(1000)
  },
  PATIENCE,
)

it(
  'E: a picture that a running generation uses as an input is kept with its record, although others above the bound are deleted',
  async () => {
    const place = await mintPlace({ retention: { record_rows: 1000 } })
    const [used, next] = await fill(place, place.projectId, 1200)
    const { id: assetId } = (await env.DATA_DB.prepare('SELECT id FROM assets WHERE instance_id = ? AND generation_id = ?')
      .bind(place.instanceId, used)
      .first<{ id: string }>())!
    await beginUses(
      services.db,
      {
        instanceId: place.instanceId,
        projectId: place.projectId,
        generationId: newId('gen', Date.now),
        assetIds: [assetId],
        until: Date.now() + HOUR_MS,
      },
      Date.now(),
    )
    expect(await sweep(services, place.instanceId, memory())).toMatchObject({ records: 200, pictures: 200 })
    const kept = async (table: string, column: string, value: string) =>
      (await env.DATA_DB.prepare(`SELECT 1 FROM ${table} WHERE instance_id = ? AND ${column} = ?`)
        .bind(place.instanceId, value)
        .first()) !== null
    expect([await kept('assets', 'id', assetId), await kept('generations', 'id', used!)]).toEqual([true, true])
    expect([await kept('assets', 'generation_id', next!), await kept('generations', 'id', next!)]).toEqual([false, false])
  },
  PATIENCE,
)

it(
  'E: the bound is the owner’s, and is in the snapshot that the sweeper reads',
  async () => {
    const place = await mintPlace()
    const snapshot = async () => (await services.rpc.snapshot({ instanceId: place.instanceId, epoch: null }))!.instance.recordRows
    expect(await snapshot()).toBeNull()
    await mustApi('PATCH', `/instances/${place.instanceId}`, { retention: { record_rows: 5000 } }, place.adminKey)
    expect(await snapshot()).toBe(5000)
    await mustApi('PATCH', `/instances/${place.instanceId}`, { retention: { record_rows: 0 } }, place.adminKey)
    expect(await snapshot()).toBe(0)
  },
  PATIENCE,
)

it(
  'E: without a bound that the owner has set, no picture is deleted, however many there are',
  async () => {
    const place = await mintPlace()
    // Makes 1,200 generations. The maximum of 1,000 records is set only at the end of this test.
    await fill(place, place.projectId, 1200)
    expect(await sweep(services, place.instanceId, memory())).toMatchObject({ records: 0, pictures: 0, more: false })
    await mustApi('PATCH', `/instances/${place.instanceId}`, { retention: { log_rows: 1000 } }, place.adminKey)
    expect(await sweep(services, place.instanceId, memory())).toMatchObject({ records: 0, pictures: 0, more: false })
    expect(await left('generations', place.instanceId, place.projectId)).toBe(1200)
    await mustApi('PATCH', `/instances/${place.instanceId}`, { retention: { record_rows: 1000 } }, place.adminKey)
    expect(await sweep(services, place.instanceId, memory())).toMatchObject({ records: 200, pictures: 200 })
  },
  PATIENCE,
)

it(
  'E: a generation that is listed while it runs writes 8 rows, and its pictures are found by the primary key',
  async () => {
    const place = await mintPlace()
    const { body } = await place.generate({ prompt: 'x', ...SMALL })
    const row = await env.DATA_DB.prepare('SELECT record FROM generations WHERE id = ?').bind(body.id).first<{ record: string }>()
    const id = newId('gen', services.clock)
    const record = { ...JSON.parse(row!.record), id }
    const picture = { ...record.images[0], assetId: assetIdOf({ generationId: id, attempt: 1, index: 0 }) }
    let written = 0
    const counting = (statement: D1PreparedStatement) => statement.run().then(({ meta }) => (written += meta.rows_written))
    await writeRunning(services.db, { ...record, status: 'running', finishedAt: null })
    // `writeRunning` uses drizzle, which does not return how many rows it has written. So the test deletes the row of the generation and
    // inserts the same row again without drizzle: this writes the same number of rows, and D1 returns the number.
    const columns = (await env.DATA_DB.prepare('SELECT * FROM generations WHERE id = ?').bind(id).first())!
    await env.DATA_DB.prepare('DELETE FROM generations WHERE id = ?').bind(id).run()
    const names = Object.keys(columns)
    await counting(
      env.DATA_DB.prepare(`INSERT INTO generations (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).bind(
        ...Object.values(columns),
      ),
    )
    await counting(writeFinished(services.db, record))
    for (const statement of insertAssets(services.db, place, id, [picture], record.finishedAt)) await counting(statement)
    expect(written).toBe(8)

    const { sql, params } = deleteAssetsOfGeneration(services.db, place.instanceId, id).toSQL()
    const { results } = await env.DATA_DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...params)
      .all<{ detail: string }>()
    const searches = results.map(({ detail }) => detail).filter((detail) => /made|assets/.test(detail))
    expect(searches).toEqual([
      expect.stringMatching(/SEARCH assets .*\(id=\?\)/),
      expect.stringMatching(/SEARCH made .*\(id>\? AND id<\?\)/),
    ])
    await deleteAssetsOfGeneration(services.db, place.instanceId, id)
    expect(await env.DATA_DB.prepare('SELECT 1 FROM assets WHERE generation_id = ?').bind(id).first()).toBeNull()
  },
  PATIENCE,
)

it(
  'E: a sweep that finds nothing to delete reads a few rows, however many records and pictures there are',
  async () => {
    const place = await mintPlace({ retention_days: 30 })
    await fill(place, place.projectId, 2000)
    const selects: D1PreparedStatement[] = []
    const watched = new Proxy(env.DATA_DB, {
      get(database, name) {
        if (name !== 'prepare') return (...parts: unknown[]) => Reflect.apply(Reflect.get(database, name), database, parts)
        return (query: string) => {
          const statement = database.prepare(query)
          const bind = statement.bind.bind(statement)
          return Object.assign(statement, {
            bind(...values: unknown[]) {
              if (/^\s*(select|with)/i.test(query)) selects.push(bind(...values))
              return bind(...values)
            },
          })
        }
      },
    })
    const watching = createServices({ ...env, DATA_DB: watched, CONFIG: everyInstance }, { waitUntil: () => {} }, throughBinding)
    expect(await sweep(watching, place.instanceId, memory())).toMatchObject({ pictures: 0, records: 0 })
    expect(selects.length).toBeGreaterThan(3)
    let rowsRead = 0
    for (const statement of selects) rowsRead += (await statement.all()).meta.rows_read
    expect(rowsRead).toBeLessThan(100)
  },
  PATIENCE,
)
