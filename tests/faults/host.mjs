// Runs the platform in one runtime: `host.mjs BUNDLE STATE [MIGRATIONS]`. BUNDLE is the folder of the Worker's code. STATE is the folder in
// which the runtime stores everything. Both folders remain after the runtime has ended. Prints {"url"} and serves until the test kills the
// process. Tests connect directly, because a proxy would repeat requests.
import { readFileSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

const [bundle, state, migrationsText] = process.argv.slice(2)
const ahead = Number(process.env.FAULT_CLOCK_AHEAD_MS ?? 0)
const code = readFileSync(`${bundle}/platform.js`, 'utf8')
// Simulates a machine with a wrong clock: changes only the Worker's `Date.now`. The runtime fires alarms by its own clock, so the times of
// alarms are converted to real time when they are set, and back when they are read.
const contents = ahead === 0 ? code : `const ownNow = Date.now; Date.now = () => ownNow() + ${ahead};\n${withAlarmsInRealTime(code)}`

function withAlarmsInRealTime(worker) {
  return worker
    .replaceAll('.setAlarm(', `.setAlarm(${-ahead} + `)
    .replaceAll('.getAlarm()', `.getAlarm().then((at) => (at === null ? null : at + ${ahead}))`)
}
const worker = {
  name: 'platform',
  modules: [{ type: 'ESModule', path: 'platform.js', contents }],
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
      ['ALERT_SENDER', 'AlertSender'],
      ['JOB_HOST', 'JobHost'],
      ['GENERATION_JOB', 'GenerationJob'],
      ['SWEEPER', 'Sweeper'],
    ].map(([name, className]) => [name, { className, useSQLite: true }]),
  ),
}
// A Worker that prints every span in the form that Cloudflare's tracing receives: {"span":"open",…}, {"span":"attributes",…}.
const tail = {
  name: 'tail',
  modules: [
    {
      type: 'ESModule',
      path: 'tail.js',
      contents: `
        const print = (line) => console.log(JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? Number(value) : value)))
        export default { tailStream: () => ({ event }) => {
          if (event.type === 'spanOpen') print({ span: 'open', name: event.name, info: event.info })
          if (event.type === 'attributes') print({ span: 'attributes', attributes: event.info })
        } }`,
    },
  ],
  compatibilityDate: worker.compatibilityDate,
  compatibilityFlags: ['streaming_tail_worker', 'experimental'],
}
const workers = process.env.FAULT_TAIL === undefined ? [worker] : [{ ...worker, streamingTails: [tail.name] }, tail]
const runtime = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, resourcePersistencePath: state, workers }))
await runtime.ready
for (const [database, statements] of Object.entries(JSON.parse(migrationsText ?? '{}'))) {
  const db = await runtime.getD1Database(database, 'platform')
  for (const statement of statements) await db.prepare(statement).run()
}
console.log(JSON.stringify({ url: String(await runtime.unsafeGetDirectURL('platform')).replace(/\/$/, '') }))
