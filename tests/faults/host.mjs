// One runtime with the platform in it, over folders that outlive it: `host.mjs BUNDLE STATE`. Prints {"url","processes"} and serves until it
// is killed, which is what it is for. Direct socket, so that nothing in between repeats requests by itself.
import { readFileSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

const [bundle, state, migrationsText] = process.argv.slice(2)
const worker = {
  name: 'platform',
  modules: [{ type: 'ESModule', path: 'platform.js', contents: readFileSync(`${bundle}/platform.js`, 'utf8') }],
  compatibilityDate: '2026-10-01',
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  bindings: JSON.parse(process.env.FAULT_BINDINGS),
  d1Databases: { CONFIG_DB: 'config', DATA_DB: 'data' },
  kvNamespaces: { SNAPSHOTS: 'snapshots' },
  r2Buckets: { IMAGES: 'images' },
  durableObjects: Object.fromEntries(
    [
      ['RATE_LIMITER', 'RateLimiter'],
      ['ORGANIZATION_BUDGET', 'OrganizationBudget'],
      ['OUTBOX', 'Outbox'],
      ['GENERATION_JOB', 'GenerationJob'],
      ['SWEEPER', 'Sweeper'],
    ].map(([name, className]) => [name, { className, useSQLite: true }]),
  ),
}
const runtime = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, resourcePersistencePath: state, workers: [worker] }))
await runtime.ready
for (const [database, statements] of Object.entries(JSON.parse(migrationsText ?? '{}'))) {
  const db = await runtime.getD1Database(database, 'platform')
  for (const statement of statements) await db.prepare(statement).run()
}
console.log(JSON.stringify({ url: String(await runtime.unsafeGetDirectURL('platform')).replace(/\/$/, '') }))
