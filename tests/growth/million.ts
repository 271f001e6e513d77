// Fills local D1 databases with a million lines of the request log and 200,000 records. Prints how long pages of lists take, compared with
// a thousand lines: `npm run test:growth`. Needs two to five minutes and 1 GB of disk. Exits with 1 if a page takes more than ten times as
// long and more than 250 ms.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { drizzle } from 'drizzle-orm/d1'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { logCutoff, trimGrowth } from '../../src/config-service/db/growth.ts'
import { logStatement } from '../../src/config-service/db/logs.ts'
import * as configSchema from '../../src/config-service/db/schema.ts'
import { listGenerationsIn } from '../../src/generation-service/db/generations.ts'
import { migrationsOf } from '../support/migrations.mjs'
import * as dataSchema from '../../src/generation-service/db/schema.ts'

const ROWS = Number(process.argv[2] ?? 1_000_000)
const RECORDS = Math.ceil(ROWS / 5)
const NOW = Date.parse('2026-11-28T12:00:00Z')
const DAY = 86_400_000

const state = mkdtempSync(join(tmpdir(), 'growth-'))
const runtime = new Miniflare(
  convertV4MiniflareOptions({
    resourcePersistencePath: state,
    workers: [
      {
        name: 'growth',
        modules: [{ type: 'ESModule', path: 'empty.js', contents: 'export default { fetch: () => new Response() }' }],
        compatibilityDate: '2026-10-01',
        d1Databases: { CONFIG_DB: 'config', DATA_DB: 'data' },
      },
    ],
  }),
)
const migrated = async (binding: string, name: 'config' | 'data'): Promise<D1Database> => {
  const database = (await runtime.getD1Database(binding, 'growth')) as unknown as D1Database
  for (const statement of migrationsOf(name)) await database.prepare(statement).run()
  return database
}
const [config, data] = [await migrated('CONFIG_DB', 'config'), await migrated('DATA_DB', 'data')]
const configDb = Object.assign(drizzle(config, { schema: configSchema }), { $client: config })
const dataDb = Object.assign(drizzle(data, { schema: dataSchema }), { $client: data })

const counter = (rows: number) => `WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ${rows})`
/** Inserts rows in several statements, because each may take at most 30 seconds. */
async function fill(rows: number, insert: (from: number, count: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows; from += 20_000) await insert(from, Math.min(20_000, rows - from))
}
const fillLog = (instanceId: string, rows: number) =>
  fill(rows, (from, count) =>
    config
      .prepare(
        `INSERT INTO log_entries (id, request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, error_code,
           generation_id, provider, model, duration_ms, provider_ms, cost_micros, at)
         ${counter(count)} SELECT n + ${from}, printf('req_%026d', n + ${from}), 'org_${'0'.repeat(26)}', ?, printf('proj_%026d', n % 10), printf('key_%026d', n % 40),
           'generate', 'POST', '/generate', CASE n % 50 WHEN 0 THEN 502 ELSE 200 END, CASE n % 50 WHEN 0 THEN 'provider_error' END,
           printf('gen_%026d', n + ${from}), 'openai', CASE n % 3 WHEN 0 THEN 'gpt-image-2.6-flare' ELSE 'gpt-image-1' END, 12000, 11900, 40000,
           ? - CAST((${rows} - n - ${from}) * ${(29 * DAY) / rows} AS INTEGER) FROM c`,
      )
      .bind(instanceId, NOW)
      .run(),
  )
const fillRecords = (instanceId: string, rows: number) =>
  fill(rows, (from, count) =>
    data
      .prepare(
        `INSERT INTO generations (id, organization_id, instance_id, project_id, key_id, status, operation, provider, model, error_code, cost_micros,
           held_micros, created_at, finished_at, record)
         ${counter(count)} SELECT printf('gen_%s_%020d', ?, n + ${from}), 'org', ?, 'proj', 'key', CASE n % 100 WHEN 0 THEN 'failed' ELSE 'succeeded' END, 'generate',
           'openai', CASE n % 3 WHEN 0 THEN 'gpt-image-2.6-flare' ELSE 'gpt-image-1' END, NULL, 40000, 0, n + ${from}, n + ${from},
           json_object('id', n, 'prompt', printf('%.*c', 1500, 'x')) FROM c`,
      )
      .bind(instanceId, instanceId)
      .run(),
  )

const nothing = {
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
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((one, other) => one - other)[3]!
}
const pages: [string, (instanceId: string) => Promise<unknown>][] = [
  ['log, newest', (instanceId) => logStatement(configDb, { ...nothing, instanceId }, null, 101)],
  ['log, in the middle', (instanceId) => logStatement(configDb, { ...nothing, instanceId }, { at: NOW - 14 * DAY, id: ROWS }, 101)],
  ['log, a project', (instanceId) => logStatement(configDb, { ...nothing, instanceId, projectId: `proj_${'0'.repeat(25)}3` }, null, 101)],
  ['log, a model', (instanceId) => logStatement(configDb, { ...nothing, instanceId, model: 'gpt-image-1' }, null, 101)],
  ['log, failures', (instanceId) => logStatement(configDb, { ...nothing, instanceId, outcome: 'failed' }, null, 101)],
  ['log, an error code', (instanceId) => logStatement(configDb, { ...nothing, instanceId, errorCode: 'provider_error' }, null, 101)],
  ['generations, newest', (instanceId) => listGenerationsIn(dataDb, { instanceId, projectId: 'proj' }, {}, null, 101)],
  ['generations, failed', (instanceId) => listGenerationsIn(dataDb, { instanceId, projectId: 'proj' }, { status: 'failed' }, null, 101)],
  [
    'generations, a model',
    (instanceId) => listGenerationsIn(dataDb, { instanceId, projectId: 'proj' }, { model: 'gpt-image-1' }, null, 101),
  ],
]

let worst = 0
try {
  await fillLog('inst_small', 1000)
  await fillRecords('inst_small', 1000)
  const startedAt = performance.now()
  await fillLog('inst_large', ROWS)
  await fillRecords('inst_large', RECORDS)
  console.log(`${ROWS} lines and ${RECORDS} records written in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  const bytes = async (database: D1Database) => (await database.prepare('SELECT 1').run()).meta.size_after
  console.log(`CONFIG_DB ${Math.round((await bytes(config)) / 1e6)} MB, DATA_DB ${Math.round((await bytes(data)) / 1e6)} MB`)
  console.log('\n| page of 100 | of a thousand, ms | of all, ms |\n|---|---|---|')
  for (const [name, page] of pages) {
    const [small, large] = [await timed(() => page('inst_small')), await timed(() => page('inst_large'))]
    console.log(`| ${name} | ${small.toFixed(1)} | ${large.toFixed(1)} |`)
    if (large > 250) worst = Math.max(worst, large / small)
  }
  const trimmedAt = performance.now()
  const cutoff = await logCutoff(configDb, 'inst_large', NOW)
  const counted = performance.now() - trimmedAt
  const { more } = await trimGrowth(configDb, 'inst_large', cutoff, NOW)
  console.log(
    `\nfinding what is over the bound: ${Math.round(counted)} ms; one step of deletion: ${Math.round(performance.now() - trimmedAt - counted)} ms; more: ${more}`,
  )
} finally {
  await runtime.dispose()
  rmSync(state, { recursive: true, force: true })
}
process.exit(worst > 10 ? 1 : 0)
