// Prints the cost of 1,000 generations on Cloudflare: `npm run bench:bill -- [--quick] [--growth] [--generations N] [--per-second N]
// [--records N] [--out FILE] [--docs] [--statements]`. The real bundle runs in the local runtime. Its rows, requests, active time and
// operations are counted and multiplied by Cloudflare's prices. A run takes many minutes, depending on the machine; `--quick` makes it
// shorter. With `--growth` it measures only how the cost grows with instances and records. With `--statements` it prints only the rows that
// each statement writes. See docs/deployment/costs.md.
import '../../scripts/local/node-version.mjs'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runPart, CLIENT } from '../parts/run.mjs'
import { root } from '../parts/commit.mjs'
import { stopUpstream } from '../parts/systems.mjs'
import { table } from '../parts/tables.mjs'
import { ask, spread, startMetered } from './metered.mjs'
import { growthOf } from './growth.mjs'
import { billOf, d1Rows, dollars, OBJECT_GIGABYTES, PRICES, READ_ON, total } from './prices.mjs'

const option = (name, standard) => {
  const index = process.argv.indexOf(`--${name}`)
  return index === -1 ? standard : process.argv[index + 1]
}
const QUICK = process.argv.includes('--quick')
const ONLY_GROWTH = process.argv.includes('--growth')
const GENERATIONS = Number(option('generations', QUICK ? 20 : 100))
const PER_SECOND = Number(option('per-second', 2))
const MOST_RECORDS = Number(option('records', QUICK ? 10_000 : 1_000_000))
const OUT = option('out', join(root, '.wrangler/bench/bill.md'))
const DOCS = join(root, 'docs/deployment/costs.md')
const BILL_MARKS = ['<!-- what npm run bench:bill wrote -->', '<!-- until here -->']
const GROWTH_MARKS = ['<!-- what npm run bench:bill wrote about growth -->', '<!-- until here, about growth -->']
const WORK_MS = 30_000
const GOAL_DOLLARS = 0.06
const GOAL_ROWS = 12
const PICTURE = 'large'

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
await stopUpstream()
const startedAt = Date.now()
const say = (text) => console.error(`${((Date.now() - startedAt) / 1000).toFixed(0)} s: ${text}`)
const amount = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 3))

const provider = runPart('../bill/provider.mjs', { workMs: WORK_MS, picture: PICTURE }, CLIENT)
const { url: providerUrl, bytes: pictureBytes } = await provider.first
const providers = { openai: `${providerUrl}/v1`, fal: providerUrl }

const kinds = [
  { name: 'synchronous, 30 s', model: 'gpt-image-2.6-flare', later: false },
  { name: 'polled, 30 s, the caller waits', model: 'fal.flux-dev', later: false },
  { name: 'polled, 30 s, `respond-async`', model: 'fal.flux-dev', later: true },
]
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
let serial = 0
const generate = (system, key, { model, prompt = 'a fox in the snow', headers = {} }) =>
  ask(system, 'POST', '/v1/generate', {
    key,
    body: { model, prompt },
    headers: { 'idempotency-key': `bill-${++serial}`, ...headers },
  })
async function whole(system, key, { model, later }) {
  if (!later) return generate(system, key, { model })
  const { id } = await generate(system, key, { model, headers: { prefer: 'respond-async' } })
  // Like a caller, the bench asks for the result again and again: five seconds after the provider has finished, then every ten seconds.
  await sleep(WORK_MS + 5000)
  for (let looks = 0; looks < 12; looks++) {
    const made = await ask(system, 'GET', `/v1/generations/${id}`, { key })
    if (made.status === 'succeeded') return made
    if (made.status !== 'running') throw new Error(`${id} is ${made.status}`)
    await sleep(10_000)
  }
  throw new Error(`${id} does not end`)
}

/**
 * Moves the clock forward, and runs the alarms that delete what has expired by then: ended jobs, which are kept for a day, and lines of the
 * log, which are kept for 30 days.
 */
async function deletions(system) {
  await system.meter('/later?hours=25', {})
  await system.meter(`/later?hours=${40 * 24}`, {})
  // Each round deletes only a bounded number of rows, so several rounds are needed.
  for (let round = 0; round < 3; round++) await system.meter('/later?hours=2', {})
}

/**
 * Returns a table of the statements that write rows, for one kind of provider. The columns are averages per generation: how often the
 * statement runs, how many rows it writes, and how many rows it writes later, when expired data is deleted.
 */
function statementsOf({ kind, made, deleted }) {
  const per = (counts, name, index) => ((counts.statements[name]?.[index] ?? 0) / GENERATIONS).toFixed(2)
  const names = Object.keys({ ...made.counts.statements, ...deleted.counts.statements })
  const written = names.filter((name) => [made, deleted].some(({ counts }) => counts.statements[name]?.[1] > 0))
  return table(
    [`${kind.name}: statement`, 'runs', 'rows', 'rows in deletion'],
    written
      .toSorted()
      .map((name) => [
        name.slice(0, 140).replaceAll('|', '\\|'),
        per(made.counts, name, 0),
        per(made.counts, name, 1),
        per(deleted.counts, name, 1),
      ]),
  )
}

async function billFor(kind) {
  const system = await startMetered(providerUrl)
  try {
    const { key } = await system.tenant('bill', { providers })
    await generate(system, key, { model: kind.model, prompt: 'quick' })
    const sizes = async () => {
      const [config, data] = [await system.sql('CONFIG_DB', 'SELECT 1'), await system.sql('DATA_DB', 'SELECT 1')]
      return config.meta.size_after + data.meta.size_after
    }
    const before = await sizes()
    const made = await system.counted(() => spread(GENERATIONS, PER_SECOND, () => whole(system, key, kind)))
    const bytes = (await sizes()) - before
    const links = made.result.flatMap(({ images }) => images.map(({ url }) => url))
    if (links.length !== GENERATIONS) throw new Error(`${links.length} pictures, not ${GENERATIONS}`)
    const read = await system.counted(async () => {
      for (const link of links) {
        const response = await fetch(link)
        const { byteLength } = await response.arrayBuffer()
        if (!response.ok || byteLength !== pictureBytes) throw new Error(`${link}: ${response.status}, ${byteLength} bytes`)
      }
    })
    const deleted = await system.counted(() => deletions(system))
    return { kind, made, read, deleted, bytes }
  } finally {
    await system.stop()
  }
}

/**
 * Returns a text with the bills for three kinds of provider. With `--statements`, instead prints for each kind the table of the statements
 * that write rows, and exits.
 */
async function billText() {
  say(`three kinds of provider, ${GENERATIONS} generations each`)
  const bills = await Promise.all(kinds.map(billFor))
  if (process.argv.includes('--statements')) {
    for (const bill of bills) console.log(statementsOf(bill))
    process.exit(0)
  }
  const per = 1000 / GENERATIONS
  const linesOf = ({ made, deleted }) => {
    const [own, after] = [billOf(made.counts, made.cpuMs, per), billOf(deleted.counts, deleted.cpuMs, per)]
    return own.map((line, index) => ({ ...line, amount: line.amount + after[index].amount, dollars: line.dollars + after[index].dollars }))
  }
  const allLines = bills.map(linesOf)
  const billTable = table(
    ['per 1,000 generations', ...kinds.map(({ name }) => name)],
    [
      ...allLines[0].map(({ what }, row) => [
        what,
        ...allLines.map((lines) => `${amount(lines[row].amount)} = ${dollars(lines[row].dollars)}`),
      ]),
      ['**all**', ...allLines.map((lines) => `**${dollars(total(lines), 4)}**`)],
      ['of it for deleting what has expired', ...bills.map(({ deleted }) => dollars(total(billOf(deleted.counts, deleted.cpuMs, per)), 4))],
    ],
  )
  const aside = table(
    ['beside this', ...kinds.map(({ name }) => name)],
    [
      ['each picture read once by its link', ...bills.map(({ read }) => dollars(total(billOf(read.counts, read.cpuMs, per)), 4))],
      [
        `pictures of ${(pictureBytes / 1e6).toFixed(1)} MB in R2, a month`,
        ...bills.map(({ made }) => dollars((made.counts.r2.bytesWritten / 1e9) * per * PRICES.r2GigabyteMonth.dollars, 4)),
      ],
      [
        'rows in D1, a month',
        ...bills.map(
          ({ bytes }) =>
            `${(bytes / GENERATIONS / 1000).toFixed(1)} kB each = ${dollars((bytes / 1e9) * per * PRICES.d1GigabyteMonth.dollars, 4)}`,
        ),
      ],
      [
        'lines of log, if kept',
        ...bills.map(({ made: { counts } }) => {
          const events = (counts.logLines + counts.workerRequests + counts.objectInvocations) * per
          return `${amount(events)} = ${dollars(events * PRICES.logEvent.dollars, 4)}`
        }),
      ],
    ],
  )
  const objects = [...new Set(bills.flatMap(({ made, deleted }) => Object.keys({ ...made.counts.objects, ...deleted.counts.objects })))]
  const whereTable = table(
    ['per generation', ...kinds.map(({ name }) => name)],
    [
      ...['CONFIG_DB', 'DATA_DB'].flatMap((name) => [
        [`rows written to ${name}`, ...bills.map(({ made }) => ((made.counts.d1[name]?.rowsWritten ?? 0) / GENERATIONS).toFixed(2))],
        [`rows read from ${name}`, ...bills.map(({ made }) => ((made.counts.d1[name]?.rowsRead ?? 0) / GENERATIONS).toFixed(2))],
      ]),
      ['rows written to D1 later, by deletion', ...bills.map(({ deleted }) => (d1Rows(deleted.counts) / GENERATIONS).toFixed(2))],
      ...objects.flatMap((name) => {
        const each = (of, field) => ((of.counts.objects[name]?.[field] ?? 0) / GENERATIONS).toFixed(2)
        const of = (part, ...fields) => bills.map((bill) => fields.map((field) => each(bill[part], field)).join(' + '))
        return [
          [`${name}: calls + alarms`, ...of('made', 'requests', 'alarms')],
          [`${name}: rows written`, ...of('made', 'rowsWritten')],
          [`${name}: rows written later, by deletion`, ...of('deleted', 'rowsWritten')],
          [`${name}: rows read`, ...of('made', 'rowsRead')],
          [`${name}: seconds active`, ...of('made', 'seconds')],
        ].filter(([, ...values]) => values.some((value) => /[1-9]/.test(value)))
      }),
    ],
  )
  const goals = bills.flatMap(({ kind, made }, index) => {
    const [cost, rows] = [total(allLines[index]), d1Rows(made.counts) / GENERATIONS]
    return [
      [kind.name, `≤ ${dollars(GOAL_DOLLARS, 2)} per 1,000`, dollars(cost, 4), cost <= GOAL_DOLLARS ? 'met' : 'missed'],
      [kind.name, `≤ ${GOAL_ROWS} rows to D1 per generation`, rows.toFixed(2), rows <= GOAL_ROWS ? 'met' : 'missed'],
    ]
  })
  return [
    '### Goals',
    table(['provider', 'goal', 'in this run', ''], goals),
    '### The bill',
    billTable,
    aside,
    '### Where it comes from',
    whereTable,
    `An object is billed for ${OBJECT_GIGABYTES * 1000} MB while it is active.`,
  ].join('\n\n')
}

const commit = execFileSync('git', ['log', '-1', '--format=%h'], { cwd: root, encoding: 'utf8' }).trim()
const measuredOn = `Commit \`${commit}\`, ${new Date(startedAt).toISOString().slice(0, 10)}${QUICK ? ', with `--quick`' : ''}.`
const sources = [...new Set(Object.values(PRICES).map(({ source }) => source))].map((source) => `<${source}>`)
const parts = []
if (!ONLY_GROWTH) {
  const about = `${measuredOn} ${GENERATIONS} generations of each kind, ${PER_SECOND} started per second, one picture of ${(pictureBytes / 1e6).toFixed(1)} MB each, with an \`Idempotency-Key\`, without webhooks. Prices at second hand, as of ${READ_ON}, to be compared with ${sources.join(', ')} before you rely on a sum; nothing is counted as included in a plan.`
  parts.push({ marks: BILL_MARKS, text: `${about}\n\n${await billText()}` })
}
say('instances and records')
const fleets = QUICK ? [1, 10] : [1, 10, 100]
const growth = await growthOf({ providerUrl, providers, generate, generations: GENERATIONS, fleets, mostRecords: MOST_RECORDS, say })
parts.push({ marks: GROWTH_MARKS, text: `${measuredOn}\n\n${growth}` })
await provider.stop()

const text = parts.map((part) => part.text).join('\n\n')
mkdirSync(dirname(OUT), { recursive: true })
writeFileSync(OUT, `${text}\n`)
if (process.argv.includes('--docs')) {
  let page = readFileSync(DOCS, 'utf8')
  for (const { marks, text: written } of parts) {
    const [begin, end] = marks.map((mark) => page.indexOf(mark))
    if (begin === -1 || end < begin) throw new Error(`${DOCS} has no place for the tables`)
    page = `${page.slice(0, begin + marks[0].length)}\n${written}\n${page.slice(end)}`
  }
  writeFileSync(DOCS, page)
}
console.log(text)
say(`written to ${OUT}`)
process.exit(0)
