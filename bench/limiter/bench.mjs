// Measures how many admissions per second one RateLimiter object makes if six limits apply to each admission: `node bench/limiter/bench.mjs
// [rounds] [admissions per round] [--json]`. Uses one workerd without a proxy, on the first processor if taskset is installed; the time is
// taken outside of workerd. Storage is the local simulator's SQLite on the local disk, so compare figures only with others from the same
// machine.
import '../../scripts/local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

const json = process.argv.includes('--json')
const [rounds = 5, admissions = 2000] = process.argv
  .slice(2)
  .filter((each) => each !== '--json')
  .map(Number)
const directory = import.meta.dirname
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-limiter-'))

const bundle = await build({
  entryPoints: [path.join(directory, 'worker.ts')],
  bundle: true,
  format: 'esm',
  write: false,
  external: ['cloudflare:workers'],
  target: 'es2024',
})
const worker = {
  name: 'limiter',
  modules: [{ type: 'ESModule', path: 'worker.mjs', contents: bundle.outputFiles[0].text }],
  compatibilityDate: '2026-10-01',
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  durableObjects: {
    RATE_LIMITER: { className: 'RateLimiter', useSQLite: true },
    ORGANIZATION_BUDGET: { className: 'OrganizationBudget', useSQLite: true },
    FLOOR: { className: 'Floor', useSQLite: true },
  },
}
spawnSync('taskset', ['-a', '-cp', '0', String(process.pid)])
const miniflare = new Miniflare(
  convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, resourcePersistencePath: temporary, workers: [worker] }),
)
await miniflare.ready
const url = await miniflare.unsafeGetDirectURL('limiter')

/** Returns the CPU time of this process's children, in nanoseconds. */
function childrenCpu() {
  let total = 0
  const visit = (pid) => {
    for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
      if (pid !== process.pid) total += Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])
      for (const child of fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean)) visit(Number(child))
    }
  }
  try {
    visit(process.pid)
  } catch {
    return Number.NaN
  }
  return total
}
async function run(op, count, instance, atOnce) {
  const [cpu, start] = [childrenCpu(), performance.now()]
  const response = await fetch(`${url}?op=${op}&n=${count}&at-once=${atOnce}&instance=${instance}`)
  const text = await response.text()
  if (text !== 'ok') throw new Error(`${op}: ${text}`)
  const seconds = (performance.now() - start) / 1000
  return { perSecond: count / seconds, cpuMicros: (childrenCpu() - cpu) / 1000 / count }
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const range = (values, digits) =>
  `${Math.min(...values).toFixed(digits)} / ${median(values).toFixed(digits)} / ${Math.max(...values).toFixed(digits)}`

const cells = [
  ['floor', 16],
  ['check', 16],
  ['admit', 1],
  ['admit', 16],
  ['admit-key', 16],
  ['cycle', 16],
]
const results = new Map(cells.map(([op, atOnce]) => [`${op} ×${atOnce}`, { perSecond: [], cpuMicros: [] }]))
for (const [op] of cells) await run(op, 200, 'warm', 16)
for (let round = 0; round < rounds; round++) {
  for (const [op, atOnce] of round % 2 ? cells.toReversed() : cells) {
    // Each round uses a new object. Its first call is not measured, because a limiter loads its policy in this call.
    const instance = `${op}-${atOnce}-${round}`
    await run(op, 1, instance, 1)
    const { perSecond, cpuMicros } = await run(op, admissions, instance, atOnce)
    const cell = results.get(`${op} ×${atOnce}`)
    cell.perSecond.push(perSecond)
    cell.cpuMicros.push(cpuMicros)
  }
}
if (json) console.log(JSON.stringify(Object.fromEntries(results)))
else {
  console.log(
    `${rounds} rounds of ${admissions}, one object, six limits; min / median / max. floor = an object that\nwrites one row per call; cycle = admit + begin + settle.\n`,
  )
  console.log('| operation ×at once | per second | CPU µs each |\n|---|---|---|')
  for (const [name, { perSecond, cpuMicros }] of results) console.log(`| ${name} | ${range(perSecond, 0)} | ${range(cpuMicros, 0)} |`)
}
await miniflare.dispose()
fs.rmSync(temporary, { recursive: true, force: true })
