// Measures lists in large databases: `npm run test:growth -- [rows]`. A million rows need several minutes and 5 GB of disk.
//
// The test fills local D1 databases in steps, up to a million log entries and a million records with their pictures. After each step it
// measures pages of the lists: how many rows a page reads, and how long the page takes. For comparison it also measures the pages of a
// second instance, which always has a thousand rows in the same databases. At the end it computes, from the sizes of the rows, how large
// the databases become in 30 days with 100 requests a second.
//
// Exits with 1 in four cases:
// - A page is empty.
// - After the last step, a page reads more than ten times as many rows as after the first step.
// - A page takes more than ten times as long as the same page of the second instance, and more than 250 ms.
// - A database would become larger than half of its limit.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { drizzle } from 'drizzle-orm/d1'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { logCutoff, trimGrowth } from '../../src/config-service/db/growth.ts'
import { logStatement } from '../../src/config-service/db/logs.ts'
import * as configSchema from '../../src/config-service/db/schema.ts'
import { listAssetsIn } from '../../src/generation-service/db/assets.ts'
import { listGenerationsIn } from '../../src/generation-service/db/generations.ts'
import * as dataSchema from '../../src/generation-service/db/schema.ts'
import { DEFAULT_RETENTION } from '../../src/shared/retention.ts'
import { root } from '../../scripts/local/paths.mjs'
import { migrationsOf } from '../support/migrations.mjs'
import { playGrowth, type RowBytes } from './model.ts'

const ROWS = Number(process.argv[2] ?? 1_000_000)
const SIZES = [1000, 10_000, 100_000, 1_000_000].filter((size) => size < ROWS).concat(ROWS)
const NOW = Date.parse('2026-11-28T12:00:00Z')
const DAY = 86_400_000
/** The size limit of one D1 database on Cloudflare. */
const D1_BYTES = 10_000_000_000
/**
 * How many rows each table of `INSTANCE` has when the pages are measured for the first time. The tables of `SMALL` have this number of rows
 * from the beginning to the end.
 */
const FIRST_SIZE = SIZES[0]!
/** The instance that gets more rows in each step. */
const INSTANCE = `inst_${'0'.repeat(26)}`
/** The instance with which `INSTANCE` is compared. It keeps `FIRST_SIZE` rows in each table. */
const SMALL = `inst_${'0'.repeat(25)}1`

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
/** The statement that was sent last. It is sent once more to learn how many rows it reads, because drizzle does not return this number. */
let sent: { sql: string; values: unknown[] } = { sql: '', values: [] }
const logger = { logQuery: (sql: string, values: unknown[]) => void (sent = { sql, values }) }
const configDb = Object.assign(drizzle(config, { schema: configSchema, logger }), { $client: config })
const dataDb = Object.assign(drizzle(data, { schema: dataSchema, logger }), { $client: data })

const sizeOf = async (database: D1Database) => (await database.prepare('SELECT 1').run()).meta.size_after
/** Inserts the rows from one number to another in several statements, because each may take at most 30 seconds. */
async function fill(database: D1Database, from: number, to: number, insert: (numbers: string) => string): Promise<number> {
  const before = await sizeOf(database)
  for (let at = from; at < to; at += 5000) {
    const numbers = `WITH RECURSIVE c(n) AS (SELECT ${at} UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ${Math.min(at + 5000, to)})`
    await database.prepare(insert(numbers)).run()
  }
  return (await sizeOf(database)) - before
}
/** Returns, as SQL, the time of row `n`: the first row is 29 days old, the last of `ROWS` rows is new, and the others are between them. */
const madeAt = (n: string) => `${NOW - 29 * DAY} + CAST(${n} * ${(29 * DAY) / ROWS} AS INTEGER)`
/** Returns the number that is added to the ids of an instance's rows, so that rows of the two instances never have the same id. */
const idsFrom = (instanceId: string) => (instanceId === SMALL ? 100_000_000 : 0)
const project = `printf('proj_%026d', n % 10)`
const model = `CASE n % 3 WHEN 0 THEN 'gpt-image-2.6-flare' ELSE 'gpt-image-1' END`
const fillers: Record<keyof RowBytes, (from: number, to: number, instanceId?: string) => Promise<number>> = {
  requestLog: (from, to, instanceId = INSTANCE) =>
    fill(
      config,
      from,
      to,
      (
        numbers,
      ) => `INSERT INTO log_entries (id, request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status,
          error_code, generation_id, provider, model, duration_ms, provider_ms, cost_micros, at)
        ${numbers} SELECT n + 1 + ${idsFrom(instanceId)}, printf('req_%026d', n), 'org_${'0'.repeat(26)}', '${instanceId}', ${project}, printf('key_%026d', n % 40), 'generate', 'POST',
          '/generate', CASE n % 50 WHEN 0 THEN 502 ELSE 200 END, CASE n % 50 WHEN 0 THEN 'provider_error' END, printf('gen_%026d', n), 'openai',
          ${model}, 12000, 11900, 40000, ${madeAt('n')} FROM c`,
    ),
  usageHourly: (from, to, instanceId = INSTANCE) =>
    fill(
      config,
      from,
      to,
      (
        numbers,
      ) => `INSERT INTO usage_hourly (instance_id, hour, project_id, key_id, provider, model, requests, succeeded, failed, images, tokens,
          cost_micros, held_micros, timed, took_ms, longest_ms, last_event)
        ${numbers} SELECT '${instanceId}', ${NOW} - n / 20 * 3600000, ${project}, printf('key_%026d', n % 20), 'openai', 'gpt-image-2.6-flare',
          1800, 1790, 10, 1790, 7488000, 72000000, 0, 1790, 21480000, 30000, n FROM c`,
    ),
  generation: (from, to, instanceId = INSTANCE) =>
    fill(
      data,
      from,
      to,
      (
        numbers,
      ) => `INSERT INTO generations (id, organization_id, instance_id, project_id, key_id, status, operation, provider, model, error_code,
          cost_micros, held_micros, created_at, finished_at, record)
        ${numbers} SELECT printf('gen_%026d', n + ${idsFrom(instanceId)}), 'org_${'0'.repeat(26)}', '${instanceId}', ${project}, printf('key_%026d', n % 40),
          CASE n % 100 WHEN 0 THEN 'failed' ELSE 'succeeded' END, 'generate', 'openai', ${model}, NULL, 40000, 0, ${madeAt('n')}, ${madeAt('n')},
          json_object('id', n, 'prompt', printf('%.*c', 1400, 'x')) FROM c`,
    ),
  asset: (from, to, instanceId = INSTANCE) =>
    fill(
      data,
      from,
      to,
      (
        numbers,
      ) => `INSERT INTO assets (id, instance_id, project_id, generation_id, key, format, width, height, size_bytes, sha256, created_at)
        ${numbers} SELECT printf('asset_%021d00000', n + ${idsFrom(instanceId)}), '${instanceId}', ${project}, printf('gen_%026d', n + ${idsFrom(instanceId)}),
          printf('${instanceId}/gen_%026d/1-0', n), 'png', 1024, 1024, 1700000, printf('%064d', n), ${madeAt('n')} FROM c`,
    ),
}
const TABLES = Object.keys(fillers) as (keyof RowBytes)[]

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
/** The project has a tenth of the instance's rows. Two thirds of the project's log entries and generations are of model `gpt-image-1`. */
const tenantOf = (instanceId: string, project = '4') => ({ instanceId, projectId: `proj_${project.padStart(26, '0')}` })
const allPictures = { unused: false } as Parameters<typeof listAssetsIn>[2]
const logOf = (instanceId: string, filter: Partial<Parameters<typeof logStatement>[1]>, after: Parameters<typeof logStatement>[2] = null) =>
  logStatement(configDb, { ...nothing, instanceId, ...filter }, after, 101)
const generationsOf = (
  instanceId: string,
  filters: Parameters<typeof listGenerationsIn>[2] = {},
  before: string | null = null,
  project?: string,
) => listGenerationsIn(dataDb, tenantOf(instanceId, project), filters, before, 101)
/** @param size how many rows the instance has in each table. */
type Page = (instanceId: string, size: number) => Promise<unknown[]>
const pages: [string, Page][] = [
  ['log, newest', (instanceId) => logOf(instanceId, {})],
  [
    'log, in the middle',
    (instanceId, size) => logOf(instanceId, {}, { at: Math.floor(NOW - 29 * DAY + (size / 2) * ((29 * DAY) / ROWS)), id: 0 }),
  ],
  ['log, a project', (instanceId) => logOf(instanceId, { projectId: tenantOf(instanceId).projectId })],
  ['log, a model', (instanceId) => logOf(instanceId, { model: 'gpt-image-1' })],
  ['log, failures', (instanceId) => logOf(instanceId, { outcome: 'failed' })],
  ['log, an error code', (instanceId) => logOf(instanceId, { errorCode: 'provider_error' })],
  ['generations, newest', (instanceId) => generationsOf(instanceId)],
  [
    'generations, in the middle',
    (instanceId, size) => generationsOf(instanceId, {}, `gen_${String(idsFrom(instanceId) + Math.floor(size / 2)).padStart(26, '0')}`),
  ],
  ['generations, failed', (instanceId) => generationsOf(instanceId, { status: 'failed' }, null, '0')],
  ['generations, a model', (instanceId) => generationsOf(instanceId, { model: 'gpt-image-1' })],
  ['pictures, newest', (instanceId) => listAssetsIn(dataDb, tenantOf(instanceId), allPictures, null, 101)],
]

interface Measured {
  /** The time in which the page was listed: the shortest of all rounds, because a busy machine makes some rounds longer. */
  ms: number
  /** The shortest time in which the same page was listed for the instance `SMALL`, which has few rows. */
  smallMs: number
  rowsRead: number
  listed: number
}
async function timed(work: () => Promise<unknown[]>): Promise<{ ms: number; listed: number }> {
  const startedAt = performance.now()
  const { length } = await work()
  return { ms: performance.now() - startedAt, listed: length }
}
async function measured(page: Page, size: number): Promise<Measured> {
  const found: Measured = { ms: Infinity, smallMs: Infinity, rowsRead: 0, listed: 0 }
  for (let round = 0; round < 15; round++) {
    found.smallMs = Math.min(found.smallMs, (await timed(() => page(SMALL, FIRST_SIZE))).ms)
    const { ms, listed } = await timed(() => page(INSTANCE, size))
    found.ms = Math.min(found.ms, ms)
    found.listed = listed
  }
  const database = sent.sql.includes('request_log') ? config : data
  const { meta } = await database
    .prepare(sent.sql)
    .bind(...sent.values)
    .all()
  return { ...found, rowsRead: meta.rows_read }
}
const many = (count: number) => count.toLocaleString('en')
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const megabytes = (bytes: number) => `${many(Math.round(bytes / 1e6))} MB`

let failed = false
const say = (text: string) => console.error(`${Math.round(performance.now() / 1000)} s: ${text}`)
try {
  const found: Measured[][] = pages.map(() => [])
  const grown: RowBytes = { requestLog: 0, usageHourly: 0, generation: 0, asset: 0 }
  for (const name of TABLES) await fillers[name](0, FIRST_SIZE, SMALL)
  let there = 0
  for (const size of SIZES) {
    for (const name of TABLES) grown[name] += await fillers[name](there, size)
    there = size
    for (const [index, [, page]] of pages.entries()) found[index]!.push(await measured(page, size))
    say(`${many(size)} rows of each table: CONFIG_DB ${megabytes(await sizeOf(config))}, DATA_DB ${megabytes(await sizeOf(data))}`)
  }
  const commit = execFileSync('git', ['log', '-1', '--format=%h'], { cwd: root, encoding: 'utf8' }).trim()
  console.log(`Commit \`${commit}\`, ${new Date().toISOString().slice(0, 10)}.\n`)
  console.log(
    table(
      ['page of 100: rows read, ms (with a thousand rows)', ...SIZES.map(many)],
      pages.map(([name], index) => [
        name,
        ...found[index]!.map(({ ms, smallMs, rowsRead }) => `${many(rowsRead)}, ${ms.toFixed(1)} (${smallMs.toFixed(1)})`),
      ]),
    ),
  )
  for (const [index, [name]] of pages.entries()) {
    const [first, last] = [found[index]![0]!, found[index]!.at(-1)!]
    const isSlow = last.ms > 250 && last.ms > 10 * last.smallMs
    // A query may read at most ten times as many rows in the largest table as in the smallest. In the smallest table, the query may find
    // less than a full page and so read very few rows. A full page takes at least 101 rows, so a smaller number counts as 101.
    const readsMuch = last.rowsRead > 10 * Math.max(first.rowsRead, 101)
    if (last.listed > 0 && !isSlow && !readsMuch) continue
    failed = true
    console.log(`\n${name}: ${last.listed} rows, ${last.rowsRead} read, ${last.ms.toFixed(0)} ms`)
  }

  const bytes = Object.fromEntries(TABLES.map((name) => [name, grown[name] / ROWS])) as unknown as RowBytes
  console.log(`\nBytes of a row with its part of the indexes: ${TABLES.map((name) => `${name} ${Math.round(bytes[name])}`).join(', ')}.\n`)
  const traffic = { instances: 10, requestsPerSecond: 100, days: 30, sumsPerHour: 20 }
  const plans: [string, ReturnType<typeof playGrowth>][] = [
    ['`record_rows: 100000`', playGrowth(bytes, { ...traffic, retention: { ...DEFAULT_RETENTION, recordRows: 100_000 } })],
    ['no bound for records', playGrowth(bytes, { ...traffic, retention: DEFAULT_RETENTION })],
  ]
  const part = (size: number) => `${megabytes(size)}, ${Math.round((size / D1_BYTES) * 100)} %`
  console.log(
    table(
      ['10 instances, 100 requests/s together, 30 days', 'CONFIG_DB', 'DATA_DB'],
      plans.map(([name, { configBytes, dataBytes }]) => [name, part(configBytes), part(dataBytes)]),
    ),
  )
  const [, { configBytes, dataBytes }] = plans[0]!
  if (configBytes >= D1_BYTES / 2 || dataBytes >= D1_BYTES / 2) failed = true

  const trimmedAt = performance.now()
  const cutoff = await logCutoff(configDb, INSTANCE, NOW)
  const counted = performance.now() - trimmedAt
  const { more } = await trimGrowth(configDb, INSTANCE, cutoff, NOW)
  console.log(
    `\nFinding what is over the bound of the log: ${Math.round(counted)} ms; one step of deletion: ${Math.round(performance.now() - trimmedAt - counted)} ms; more: ${more}.`,
  )
} finally {
  await runtime.dispose()
  rmSync(state, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
