// One system in one workerd behind a direct socket: `host.mjs '{"system","upstream",…}'`. Prints where it listens and which processes do its
// work, serves until its standard input ends.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { descendants } from './processes.mjs'

const { system, upstream, bundle, bindings, migrations, inspect } = JSON.parse(process.argv[2])
const state = mkdtempSync(join(tmpdir(), 'bench-state-'))
const file = bundle ?? join(import.meta.dirname, '../workers', `${system}.mjs`)
const objects = (names) => Object.fromEntries(Object.entries(names).map(([name, className]) => [name, { className, useSQLite: true }]))

const TABLE = 'CREATE TABLE generations (id TEXT PRIMARY KEY, tenant TEXT, at INTEGER, bytes INTEGER, tokens INTEGER)'
const INDEX = 'CREATE INDEX generations_by_tenant ON generations (tenant, at)'
const systems = {
  bare: {},
  store: { d1Databases: { DB: 'db' }, r2Buckets: { IMAGES: 'images' }, durableObjects: objects({ QUOTA: 'Quota' }) },
  durable: { d1Databases: { DB: 'db' }, r2Buckets: { IMAGES: 'images' }, durableObjects: objects({ LIMITER: 'Limiter', JOB: 'Job' }) },
  platform: {
    d1Databases: { CONFIG_DB: 'config', DATA_DB: 'data' },
    kvNamespaces: { SNAPSHOTS: 'snapshots' },
    r2Buckets: { IMAGES: 'images' },
    durableObjects: objects({
      RATE_LIMITER: 'RateLimiter',
      ORGANIZATION_BUDGET: 'OrganizationBudget',
      OUTBOX: 'Outbox',
      GENERATION_JOB: 'GenerationJob',
      SWEEPER: 'Sweeper',
    }),
  },
}
const worker = {
  name: system,
  modules: [{ type: 'ESModule', path: `${system}.mjs`, contents: readFileSync(file, 'utf8') }],
  compatibilityDate: '2026-10-01',
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  bindings: { UPSTREAM: upstream, ...bindings },
  ...systems[system],
}
const runtime = new Miniflare(
  convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    resourcePersistencePath: state,
    workers: [worker],
    ...(inspect ? { inspectorPort: 0 } : {}),
  }),
)
await runtime.ready
const statements = migrations ?? (system === 'bare' ? {} : { DB: [TABLE, INDEX] })
for (const [name, list] of Object.entries(statements)) {
  const database = await runtime.getD1Database(name, system)
  for (const statement of list) await database.prepare(statement).run()
}
console.log(
  JSON.stringify({
    url: String(await runtime.unsafeGetDirectURL(system)).replace(/\/$/, ''),
    processes: descendants(process.pid),
    inspector: inspect ? String(await runtime.getInspectorURL()) : null,
  }),
)
process.stdin.resume().once('end', async () => {
  await runtime.dispose()
  rmSync(state, { recursive: true, force: true })
  process.exit(0)
})
