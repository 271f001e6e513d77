// Compares the platform with the smallest Workers that can do the same work, on the same runtime, in one run: `npm run bench -- [--quick]
// [--rounds N] [--only GROUP,…] [--against COMMIT] [--portkey] [--litellm] [--variants] [--out FILE] [--docs]`. In each round, the systems
// are measured one after the other. R2, D1 and Durable Objects are local simulators, so only the ratios between systems in the same round
// are meaningful, not the figures themselves. See docs/development/benchmarks.md.
import '../scripts/local/node-version.mjs'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { against } from './groups/against.mjs'
import { generations } from './groups/generations.mjs'
import { limiter } from './groups/limiter.mjs'
import { memory } from './groups/memory.mjs'
import { reads } from './groups/reads.mjs'
import { sinks } from './groups/sinks.mjs'
import { variants } from './groups/variants.mjs'
import { GATEWAYS, startGateway } from './parts/gateways.mjs'
import { load, measure, untilQuiet } from './parts/measure.mjs'
import { cpuMs, descendants, machineBusyMs } from '../tests/support/processes.mjs'
import { profile } from './parts/profile.mjs'
import { PINNED } from './parts/run.mjs'
import { root } from './parts/commit.mjs'
import { startSystem, stopUpstream } from './parts/systems.mjs'
import { Results, show, table } from './parts/tables.mjs'

const option = (name, standard) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? standard : process.argv[place + 1]
}
const flag = (name) => process.argv.includes(`--${name}`)
const QUICK = flag('quick')
const ROUNDS = Number(option('rounds', QUICK ? 2 : 5))
/** Once this time has passed, no further round begins. So on a busy machine the bench runs fewer rounds instead of taking longer. */
const LAST_ROUND_MS = QUICK ? 30_000 : 150_000
const SHORTER = QUICK ? 0.5 : 1
const ALONE = { connections: 1, seconds: QUICK ? 0.4 : 0.6, count: 40 }
const MOST_REQUESTS = 20_000
const OUT = option('out', join(root, '.wrangler/bench/latest.md'))
const PROFILE = option('profile', null)
const ONLY = option('only', null)?.split(',')
const AGAINST = option('against', null)
const DOCS = join(root, 'docs/development/benchmarks.md')
const MARKS = ['<!-- what npm run bench wrote -->', '<!-- until here -->']
/**
 * Returns whether a group of measurements runs. The group `against` runs if `--against` is given. `--only` names which of the other groups
 * run. Without `--only`, all of them run, but `variants` only if `--variants` is given.
 */
const wants = (name) => {
  if (name === 'against') return AGAINST !== null
  return ONLY === undefined ? name !== 'variants' || flag('variants') : ONLY.includes(name)
}

// It is enough to end this process: the standard input of each child process then closes, and the child process stops its runtime and ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

const gateways = GATEWAYS.filter(flag)
const all = [generations(gateways.filter((name) => name === 'litellm')), reads, sinks(gateways), variants, against(AGAINST)]
const groups = all.filter(({ name }) => wants(name))
const startedAt = Date.now()
const loadBefore = loadavg()
const systems = {}
for (const name of new Set(groups.flatMap((group) => group.systems))) {
  systems[name] = GATEWAYS.includes(name)
    ? await startGateway(name)
    : await startSystem(name, { inspect: PROFILE !== null, commit: AGAINST })
}
const spending = new Map(Object.values(systems).map((system) => [system.name, { inside: 0, requests: 0, first: 0 }]))

const turns = []
for (const group of groups) turns.push(...(await group.turns(systems)))
for (const turn of turns) {
  if (turn.warmUp.length > 0) await turn.check(turn)
  // The first requests run while the code is still being compiled, so they are not measured.
  for (const { request = turn.request, seconds, count } of turn.warmUp) {
    await load({ ...turn, request }, { connections: turn.connections, seconds: seconds * SHORTER, count })
    await untilQuiet(turn.system.processes)
  }
}
if (PROFILE !== null) {
  for (const turn of turns) {
    if (!`${turn.cell}: ${turn.name}`.includes(PROFILE)) continue
    const crowd = { connections: turn.connections, seconds: 3, count: MOST_REQUESTS }
    console.log(`${turn.cell}: ${turn.name}\n${await profile(turn.system, () => load(turn, crowd))}\n`)
  }
  for (const system of Object.values(systems)) await system.stop()
  process.exit(0)
}
for (const { name, processes } of Object.values(systems)) spending.get(name).first = cpuMs(processes)
console.error(`warmed up after ${seconds()} s`)

function seconds() {
  return ((Date.now() - startedAt) / 1000).toFixed(0)
}

const ours = () => cpuMs([process.pid], { ended: true }) + cpuMs(descendants(process.pid))
const results = new Results()
const foreign = []
const begunAt = Date.now()
for (let round = 0; turns.length > 0 && round < ROUNDS && (round === 0 || Date.now() - begunAt < LAST_ROUND_MS); round++) {
  const [busy, own, at] = [machineBusyMs(), ours(), performance.now()]
  for (const turn of round % 2 ? turns.toReversed() : turns) {
    const crowd = { connections: turn.connections, seconds: turn.seconds * SHORTER, count: MOST_REQUESTS }
    const measured = await measure(turn, crowd, turn.alone ? ALONE : null)
    results.add({ cell: turn.cell, name: turn.name, ...measured })
    const spent = spending.get(turn.system.name)
    if (spent === undefined) continue
    spent.inside += measured.spentMs
    spent.requests += measured.requests
  }
  foreign.push((machineBusyMs() - busy - (ours() - own)) / (performance.now() - at))
  console.error(`round ${round + 1} of ${ROUNDS} after ${seconds()} s, others kept ${foreign.at(-1).toFixed(2)} processors busy`)
}
const outside = Object.values(systems).map(({ name, processes }) => {
  const { first, inside, requests } = spending.get(name)
  return `${name} ${show((cpuMs(processes) - first - inside) / requests, 2)}`
})
for (const system of Object.values(systems)) await system.stop()

const extras = []
if (wants('memory')) extras.push(await memory(QUICK, Number(option('pictures', QUICK ? 10 : 50))))
await stopUpstream()
if (wants('limiter')) extras.push(await limiter(QUICK))

const goals = [...groups.flatMap((group) => group.goals?.(results) ?? []), ...extras.flatMap((extra) => extra.goals)]
const busy = foreign.map((each) => show(each, 2)).join(', ')
const sections = [
  [
    `${new Date(startedAt).toISOString().slice(0, 10)}, ${foreign.length} rounds, Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0].model})`,
    `, ${PINNED ? 'server and clients on one processor each' : 'not pinned'}. Load average ${loadBefore[0].toFixed(1)} before, `,
    `${loadavg()[0].toFixed(1)} after${busy === '' ? '' : `; other programs kept ${busy} processors busy in the rounds`}. Median (lowest–highest).`,
  ].join(''),
  ...(goals.length === 0 ? [] : ['### Goals', table(['what', 'goal', 'in this run', ''], goals)]),
  ...groups.flatMap((group) => group.report(results)),
  ...(groups.length === 0 ? [] : [`CPU ms per request that was spent outside of a system's own turns: ${outside.join(', ')}.`]),
  ...extras.flatMap((extra) => extra.sections),
]
const text = `${sections.join('\n\n')}\n`
mkdirSync(dirname(OUT), { recursive: true })
writeFileSync(OUT, text)
if (flag('docs')) {
  const page = readFileSync(DOCS, 'utf8')
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark))
  if (begin === -1 || end < begin) throw new Error(`${DOCS} has no place for the tables`)
  writeFileSync(DOCS, `${page.slice(0, begin + MARKS[0].length)}\n${text}${page.slice(end)}`)
}
console.log(text)
console.error(`${seconds()} s; written to ${OUT}`)
process.exit(0)
