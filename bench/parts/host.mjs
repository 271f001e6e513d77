// Runs one system in one workerd without a proxy: `host.mjs '{"system","upstream",…}'`. Prints the system's address and the ids of its
// processes, and serves until the standard input of this script ends. With `sink`, the system's bucket is the Sink in workers/sink.mjs.
// With `meter`, bill/meter.mjs counts what would be billed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { descendants } from '../../tests/support/processes.mjs'

const { system, sink, meter, upstream, bundle, classes, bindings, migrations, inspect } = JSON.parse(process.argv[2])
const state = mkdtempSync(join(tmpdir(), 'bench-state-'))
const text = (name) => readFileSync(join(import.meta.dirname, '../workers', `${name}.mjs`), 'utf8')
const objects = (names) => Object.fromEntries(Object.entries(names).map(([name, className]) => [name, { className, useSQLite: true }]))

const TABLE = 'CREATE TABLE generations (id TEXT PRIMARY KEY, tenant TEXT, at INTEGER, bytes INTEGER, tokens INTEGER)'
const INDEX = 'CREATE INDEX generations_by_tenant ON generations (tenant, at)'
const RECORDS = 'CREATE TABLE records (id TEXT PRIMARY KEY, body TEXT)'
const systems = {
  bare: {},
  read: { d1Databases: { DB: 'db' }, r2Buckets: { IMAGES: 'images' } },
  store: { d1Databases: { DB: 'db' }, r2Buckets: { IMAGES: 'images' }, durableObjects: objects({ QUOTA: 'Quota' }) },
  durable: { d1Databases: { DB: 'db' }, r2Buckets: { IMAGES: 'images' }, durableObjects: objects({ LIMITER: 'Limiter', JOB: 'Job' }) },
}
const platform = () => ({
  d1Databases: { CONFIG_DB: 'config', DATA_DB: 'data' },
  kvNamespaces: { SNAPSHOTS: 'snapshots' },
  r2Buckets: { IMAGES: 'images' },
  durableObjects: objects(classes),
})
const main = { type: 'ESModule', path: 'system.mjs', contents: bundle === undefined ? text(system) : readFileSync(bundle, 'utf8') }
const part = (folder, name) => ({
  type: 'ESModule',
  path: `${name}.mjs`,
  contents: readFileSync(join(import.meta.dirname, '..', folder, `${name}.mjs`), 'utf8'),
})
const wrappers = sink ? [part('workers', 'sink')] : meter ? [part('bill', 'meter'), part('bill', 'clock')] : []
const worker = {
  name: system,
  modules: [...wrappers, main],
  compatibilityDate: '2026-10-01',
  ...(meter ? { compatibilityFlags: ['nodejs_als'] } : {}),
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  bindings: { UPSTREAM: upstream, ...bindings },
  ...(bundle === undefined ? systems[system] : platform()),
  ...(sink ? { r2Buckets: {}, serviceBindings: { IMAGES: { name: system, entrypoint: 'Sink' } } } : {}),
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
const own = { bare: {}, read: { DB: [RECORDS] }, store: { DB: [TABLE, INDEX] }, durable: { DB: [TABLE, INDEX] } }
for (const [name, list] of Object.entries(migrations ?? own[system])) {
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
