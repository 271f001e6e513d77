// What the platform costs beside the least that a Worker can do, on one runtime, in one run: `npm run bench -- [--quick] [--rounds N] [--out FILE]`.
// Four systems take turns: bare forwards, store forwards and stores, durable does so as a job that survives, platform is ours. Figures of local
// simulators: the ratios between the systems of a round mean something, the figures themselves little. docs/development/benchmarks.md.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { cpuMs, descendants, machineBusyMs, peakMiB, resetPeak } from './parts/processes.mjs'
import { measureMemory } from './parts/memory.mjs'
import { setUpTenant, platformBindings } from './parts/tenant.mjs'

const root = join(import.meta.dirname, '..')
const option = (name, standard) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? standard : process.argv[place + 1]
}
const QUICK = process.argv.includes('--quick')
const ROUNDS = Number(option('rounds', QUICK ? 2 : 5))
const SECONDS = Number(option('seconds', QUICK ? 0.7 : 2))
/** No round begins later, so that a busy machine gets fewer rounds rather than a longer run. */
const LAST_ROUND_MS = QUICK ? 20_000 : 90_000
/** The first requests are compiled while they run. */
const WARM_UP = { small: { count: QUICK ? 100 : 300, seconds: QUICK ? 2 : 8 }, large: { count: 32, seconds: 2 } }
const ALONE = { connections: 1, seconds: QUICK ? 0.4 : 1, count: 40 }
const AT_ONCE = 16
const MOST_REQUESTS = 20_000
const PICTURES_AT_ONCE = Number(option('pictures', QUICK ? 10 : 50))
const OUT = option('out', join(root, '.wrangler/bench/latest.md'))
const SYSTEMS = ['bare', 'store', 'durable', 'platform']
const SIZES = ['small', 'large']
const PATH = '/v1/images/generations'

// --- processes ----------------------------------------------------------------------------------------------------------------------

const PINNED = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0
const SERVER_CPU = 0
const CLIENT_CPU = 1
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function run(script, argument, cpu) {
  const command = [process.execPath, join(import.meta.dirname, 'parts', script), ...(argument === null ? [] : [JSON.stringify(argument)])]
  const [file, ...args] = PINNED ? ['taskset', '-c', String(cpu), ...command] : command
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = []
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line) > 50 && lines.shift())
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const first = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"') && resolve(JSON.parse(line)))
    void ended.then(() => reject(new Error(`${script} ended\n${lines.join('\n')}`)))
  })
  return { first, ended, stop: () => (child.stdin.end(), ended) }
}
// Each child ends with its standard input, so none outlives this process, and each takes its runtime down itself.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

function bundle() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
  execFileSync(process.execPath, [wrangler, 'deploy', '--env', '', '--dry-run', '--outdir', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(folder, 'platform.js')
}

function migrations() {
  const read = (folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.sql'))
      .toSorted()
      .flatMap((name) => readFileSync(join(root, folder, name), 'utf8').split('--> statement-breakpoint'))
  return { CONFIG_DB: read('migrations/config'), DATA_DB: read('migrations/data') }
}

const upstream = run('upstream.mjs', null, CLIENT_CPU)
const { url: upstreamUrl, sizes } = await upstream.first
const platform = { bundle: bundle(), migrations: migrations(), bindings: platformBindings }

async function startSystem(name, options = {}) {
  const host = run('host.mjs', { system: name, upstream: upstreamUrl, ...(name === 'platform' ? platform : {}), ...options }, SERVER_CPU)
  const { url, processes, inspector } = await host.first
  const headers = { 'content-type': 'application/json', authorization: 'Bearer none' }
  if (name === 'platform') headers.authorization = `Bearer ${await setUpTenant(url, `${upstreamUrl}/v1`)}`
  return { name, url: `${url}${PATH}`, headers, processes, inspector, stop: host.stop, insideMs: 0, requests: 0, firstMs: 0 }
}

const bodyOf = (size) =>
  JSON.stringify({ model: 'gpt-image-2.6-flare', prompt: `a ${size} fox in the snow`, size: '1024x1024', response_format: 'url' })

/** A right answer comes before any speed. */
async function check(system, size) {
  const response = await fetch(system.url, { method: 'POST', headers: system.headers, body: bodyOf(size) })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${system.name}, ${size}: ${response.status} ${text.slice(0, 500)}`)
  const [{ b64_json, url }] = JSON.parse(text).data
  const bytes = url === undefined ? Buffer.from(b64_json, 'base64') : Buffer.from(await (await fetch(url)).arrayBuffer())
  const hash = (data) => createHash('sha256').update(data).digest('hex')
  const wanted = Buffer.from(await (await fetch(`${upstreamUrl}/picture/${size}`)).arrayBuffer())
  if (hash(bytes) !== hash(wanted)) throw new Error(`${system.name}, ${size}: the picture is not the one that the provider gave`)
}

async function load(system, size, { connections, seconds, count }) {
  const argument = { url: system.url, headers: system.headers, body: bodyOf(size), connections, seconds, count }
  const child = run('load.mjs', argument, CLIENT_CPU)
  const result = await child.first
  await child.ended
  if (result.failed > 0) throw new Error(`${system.name}, ${size}: ${result.failed} of ${result.requests} failed: ${result.failure}`)
  return result
}

/** Until what the answers left behind is done as well: it belongs to the requests that caused it. */
async function untilQuiet(processes) {
  for (let before = cpuMs(processes), left = 30; left > 0; left--) {
    await sleep(100)
    const now = cpuMs(processes)
    if (!(now - before > 10)) return
    before = now
  }
}

// --- the run ------------------------------------------------------------------------------------------------------------------------

const startedAt = Date.now()
const loadBefore = loadavg()
const systems = []
for (const name of SYSTEMS) systems.push(await startSystem(name))
const direct = { name: 'direct', url: `${upstreamUrl}${PATH}`, headers: {}, processes: [], insideMs: 0, requests: 0 }
for (const system of systems) {
  for (const size of SIZES) {
    await check(system, size)
    await load(system, size, { connections: AT_ONCE, ...WARM_UP[size] })
  }
  await untilQuiet(system.processes)
  system.firstMs = cpuMs(system.processes)
}

const ours = () => cpuMs([process.pid], { ended: true }) + cpuMs(descendants(process.pid))
const cells = []
const foreign = []
for (let round = 0; round < ROUNDS && (round === 0 || Date.now() - startedAt < LAST_ROUND_MS); round++) {
  const [busy, own, at] = [machineBusyMs(), ours(), performance.now()]
  for (const size of SIZES) {
    for (const system of round % 2 ? systems.toReversed() : systems) {
      resetPeak(system.processes)
      const before = cpuMs(system.processes)
      const crowd = await load(system, size, { connections: AT_ONCE, seconds: SECONDS, count: MOST_REQUESTS })
      await untilQuiet(system.processes)
      const spent = cpuMs(system.processes) - before
      const peak = peakMiB(system.processes)
      const alone = await load(system, size, ALONE)
      await untilQuiet(system.processes)
      system.insideMs += cpuMs(system.processes) - before
      system.requests += crowd.requests + alone.requests
      cells.push({
        round,
        size,
        name: system.name,
        perSecond: crowd.requests / crowd.wallSeconds,
        cpu: spent / crowd.requests,
        crowd,
        alone,
        peak,
      })
    }
    cells.push({ round, size, name: direct.name, alone: await load(direct, size, ALONE) })
  }
  foreign.push((machineBusyMs() - busy - (ours() - own)) / (performance.now() - at))
  console.error(`round ${round + 1} of ${ROUNDS}, others kept ${foreign.at(-1).toFixed(2)} processors busy`)
}
const outside = systems.map((system) => [system.name, (cpuMs(system.processes) - system.firstMs - system.insideMs) / system.requests])
for (const system of systems) await system.stop()

const memory = []
for (const name of QUICK ? ['platform'] : SYSTEMS) {
  const system = await startSystem(name, { inspect: true })
  memory.push({
    name,
    ...(await measureMemory(system, () => load(system, 'huge', { connections: PICTURES_AT_ONCE, seconds: 60, count: PICTURES_AT_ONCE }))),
  })
  await system.stop()
  console.error(`memory of ${name} measured`)
}
await upstream.stop()

// --- the tables ---------------------------------------------------------------------------------------------------------------------

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
const show = (value, digits) => (Number.isNaN(value) ? '–' : value.toFixed(digits))
const middle = (values, digits) =>
  `${show(median(values), digits)} (${show(Math.min(...values), digits)}–${show(Math.max(...values), digits)})`
const of = (name, size, read) => cells.filter((cell) => cell.name === name && cell.size === size).map(read)
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const sections = [
  `${new Date(startedAt).toISOString().slice(0, 10)}, ${foreign.length} rounds, Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0].model}), ${
    PINNED ? 'server and clients on one processor each' : 'not pinned'
  }. Load average ${loadBefore[0].toFixed(1)} before, ${loadavg()[0].toFixed(1)} after; other programs kept ${foreign
    .map((each) => show(each, 2))
    .join(', ')} processors busy in the rounds. Median (lowest–highest).`,
]
for (const size of SIZES) {
  const kilobytes = (sizes[size] / 1000).toFixed(0)
  const added = (name, quantile) =>
    of(
      name,
      size,
      ({ round, alone }) =>
        alone[quantile] - cells.find((cell) => cell.name === 'direct' && cell.size === size && cell.round === round).alone[quantile],
    )
  sections.push(
    `### Pictures of ${kilobytes} kB`,
    table(
      [
        'system',
        `requests/s, ${AT_ONCE} at once`,
        'CPU ms per request',
        `p50 / p95 ms, ${AT_ONCE} at once`,
        'added p50 ms, one at a time',
        'added p95 ms',
        'peak RSS MiB',
      ],
      SYSTEMS.map((name) => [
        name,
        middle(
          of(name, size, (cell) => cell.perSecond),
          0,
        ),
        middle(
          of(name, size, (cell) => cell.cpu),
          2,
        ),
        `${show(median(of(name, size, (cell) => cell.crowd.p50)), 1)} / ${show(median(of(name, size, (cell) => cell.crowd.p95)), 1)}`,
        middle(added(name, 'p50'), 1),
        middle(added(name, 'p95'), 1),
        show(Math.max(...of(name, size, (cell) => cell.peak)), 0),
      ]),
    ),
    table(
      ['platform against', 'CPU per request', 'each round', 'requests/s', 'each round', 'peak RSS'],
      SYSTEMS.slice(0, -1).map((name) => {
        const ratios = (read) => of('platform', size, read).map((value, round) => value / of(name, size, read)[round])
        const [cpu, rate] = [ratios((cell) => cell.cpu), ratios((cell) => cell.perSecond)]
        const each = (values) => values.map((value) => show(value, 2)).join(' ')
        const peak = Math.max(...of('platform', size, (cell) => cell.peak)) / Math.max(...of(name, size, (cell) => cell.peak))
        return [name, `**${show(median(cpu), 2)}×**`, each(cpu), `${show(median(rate), 2)}×`, each(rate), `${show(peak, 2)}×`]
      }),
    ),
  )
}
sections.push(
  `CPU ms per request that was spent outside of a system's own turns: ${outside.map(([name, ms]) => `${name} ${show(ms, 2)}`).join(', ')}.`,
  `### ${PICTURES_AT_ONCE} pictures of ${(sizes.huge / 1e6).toFixed(1)} MB at once`,
  table(
    [
      'system',
      'isolate, peak MiB',
      'of it buffers',
      'isolate, held MiB',
      'process before, RSS MiB',
      'process, peak RSS MiB',
      'all answered within s',
    ],
    memory.map((each) => [
      each.name,
      show(each.isolate, 0),
      show(each.buffers, 0),
      show(each.before, 0),
      show(each.peak, 0),
      show(each.seconds, 1),
    ]),
  ),
)
const text = `${sections.join('\n\n')}\n`
mkdirSync(dirname(OUT), { recursive: true })
writeFileSync(OUT, text)
console.log(text)
console.error(`${((Date.now() - startedAt) / 1000).toFixed(0)} s; written to ${OUT}`)
process.exit(0)
