// F1: jobs under fire. The runtime is killed with -9 at random points while jobs are submitted and run. Holds when nothing is lost, nothing is
// charged twice, no provider is called twice for what it may have billed, and the ledger says what the records say.
// `node tests/faults/jobs.mjs [--jobs 200] [--kills 20] [--seed N] [--broken]`; broken takes the write-ahead note away: it must fail.
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { bundle, Runtime, setUp } from './runtime.mjs'

const option = (name, standard) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? standard : Number(process.argv[place + 1])
}
const JOBS = option('jobs', 200)
const KILLS = option('kills', 20)
const SEED = option('seed', Date.now() % 1_000_000)
const QUIET_WITHIN_MS = 90_000
const BUDGET = 1_000_000_000

// Mulberry32: the same seed plays the same test.
let stateOfChance = SEED
function random() {
  stateOfChance = (stateOfChance + 0x6d2b79f5) | 0
  let value = Math.imul(stateOfChance ^ (stateOfChance >>> 15), 1 | stateOfChance)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
}
const pick = (list) => list[Math.floor(random() * list.length)]
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** An endpoint that counts what it is told; it fails now and then, so that webhooks have to be repeated. */
async function webhookEndpoint() {
  const received = new Map()
  const hook = { secret: null, unsigned: 0 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { data } = JSON.parse(body)
      try {
        new Webhook(hook.secret).verify(body, request.headers)
      } catch {
        hook.unsigned++
      }
      const ids = received.get(data.id) ?? new Set()
      ids.add(request.headers['webhook-id'])
      received.set(data.id, ids)
      response.writeHead(Math.random() < 0.2 ? 500 : 204).end()
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(hook, { url: `http://127.0.0.1:${server.address().port}/hook`, received, close: () => server.close() })
}

// A real picture, 1×1.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** A provider that answers only when it is done, and counts what it has billed, by prompt. */
async function provider() {
  const billed = new Map()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { prompt } = JSON.parse(body)
      billed.set(prompt, (billed.get(prompt) ?? 0) + 1)
      const usage = { input_tokens: 10, output_tokens: 100, total_tokens: 110, input_tokens_details: { text_tokens: 10, image_tokens: 0 } }
      setTimeout(
        () =>
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ created: 1, data: [{ b64_json: PNG }], usage })),
        300 + Math.random() * 500,
      )
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/v1`, billed, close: () => server.close() }
}

const plays = [
  ...Array.from({ length: 4 }, () => ({ model: 'gpt-image-2.6-flare' })),
  { model: 'sketch', sketch: { delay_ms: 300 } },
  { model: 'sketch', sketch: {} },
  { model: 'sketch-queued', sketch: { polls: 3, poll_after_ms: 300 } },
  { model: 'sketch-priced', sketch: { delay_ms: 200 } },
  { model: 'sketch-priced', sketch: { queued: true, polls: 3, poll_after_ms: 300 } },
  { model: 'sketch-priced', sketch: { queued: true, polls: 2, poll_after_ms: 500, cost_micros: 777 } },
  { model: 'sketch-priced', sketch: { fail: 'unavailable', fail_times: 1 } },
  { model: 'sketch-priced', sketch: { refuse: true } },
]

const faults = []
const check = (holds, what) => {
  if (!holds) faults.push(what)
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
}

console.log(`seed ${SEED}: ${JOBS} jobs, ${KILLS} kills`)
const runtime = new Runtime(bundle({ broken: process.argv.includes('--broken') }))
await runtime.start()
const place = await setUp(runtime)
const hook = await webhookEndpoint()
const upstream = await provider()
await runtime.must(`PUT /config/v1/instances/${place.instanceId}/credentials/openai`, {
  key: place.adminKey,
  body: { fields: { api_key: 'sk-fault-test-0123456789' }, base_url: upstream.url },
})
const endpoint = await runtime.must(`POST /config/v1/instances/${place.instanceId}/webhooks`, {
  key: place.adminKey,
  body: { url: hook.url, events: ['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate'] },
})
hook.secret = endpoint.body.secret
await place.replace(`/config/v1/instances/${place.instanceId}/limits`, {
  limits: [{ scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: BUDGET }],
})

const idOf = new Map()
let next = 0
/** A client that repeats a request under its idempotency key until it is answered. */
async function client() {
  for (let number = next++; number < JOBS; number = next++) {
    const { model, sketch } = pick(plays)
    const body = sketch
      ? { prompt: `job ${number}`, model, n: 1 + Math.floor(random() * 2), quality: 'low', size: '64x64', provider_options: { sketch } }
      : { prompt: `job ${number}`, model, quality: 'low' }
    for (;;) {
      const answer = await runtime.call('POST /v1/generate', {
        key: place.key,
        body,
        headers: { 'idempotency-key': `job-${number}`, prefer: 'respond-async' },
      })
      const id = answer?.body?.id ?? answer?.body?.generation_id
      if (id) {
        const earlier = idOf.get(number)
        if (earlier !== undefined && earlier !== id) faults.push(`job ${number} has two generations, ${earlier} and ${id}`)
        idOf.set(number, id)
        break
      }
      await sleep(100)
    }
    await sleep(random() * 100)
  }
}
async function killer() {
  for (let count = 0; count < KILLS; count++) {
    await sleep(200 + random() * 1800)
    await runtime.kill()
    await sleep(random() * 300)
    await runtime.start()
    process.stdout.write('x')
  }
}
await Promise.all([killer(), ...Array.from({ length: 8 }, client)])
console.log(`\n${idOf.size} admitted, ${runtime.starts} starts`)

const ledger = async () =>
  (await runtime.must('GET /v1/limits', { key: place.key })).body.data.find((each) => each.metric === 'cost_micros')
const records = async () => {
  const all = []
  for (let cursor = ''; cursor !== null;) {
    const page = await runtime.must(`GET /v1/generations?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, { key: place.key })
    all.push(...page.body.data)
    cursor = page.body.next_cursor
  }
  return all
}
const quietSince = Date.now()
const FINISHED = new Set(['succeeded', 'failed', 'canceled', 'indeterminate'])
let all = []
for (;;) {
  all = await records()
  const budget = await ledger()
  const told = all.every((record) => hook.received.has(record.id))
  if (all.length >= JOBS && all.every((record) => FINISHED.has(record.status)) && budget.reserved === 0 && told) break
  if (Date.now() - quietSince > QUIET_WITHIN_MS) break
  await sleep(500)
}
console.log(`quiet after ${((Date.now() - quietSince) / 1000).toFixed(1)} s`)

const byId = new Map(all.map((record) => [record.id, record]))
const count = (status) => all.filter((record) => record.status === status).length
console.log(`succeeded ${count('succeeded')}, failed ${count('failed')}, indeterminate ${count('indeterminate')}`)
check(
  [...idOf.values()].every((id) => byId.has(id)),
  'no job is lost',
)
check(new Set(idOf.values()).size === JOBS, 'each key made one generation')
check(all.length === JOBS, `there are as many records as jobs (${all.length})`)
check(
  all.every((record) => FINISHED.has(record.status)),
  'every job has ended',
)
const budget = await ledger()
const cost = all.reduce((sum, record) => sum + record.cost.amount_micros, 0)
const held = all.reduce((sum, record) => sum + record.cost.held_micros, 0)
check(budget.used === cost, `the ledger's spent is what the records cost: ${budget.used} = ${cost}`)
check(budget.held === held, `the ledger's held is what the records hold: ${budget.held} = ${held}`)
check(budget.reserved === 0, `nothing stays reserved (${budget.reserved})`)
check(
  all.every((record) => record.attempts.filter((attempt) => attempt.billed !== 'no').length <= 1),
  'no generation was, or may have been, billed twice',
)
check(
  [...upstream.billed.values()].every((times) => times === 1),
  `the provider was never asked twice for what it may have billed (${[...upstream.billed.values()].filter((times) => times > 1).length} were)`,
)
check(
  all.every((record) => !upstream.billed.has(record.prompt) || record.cost.amount_micros > 0 || record.cost.held_micros > 0),
  'what the provider billed is charged or held',
)
check(
  all.every((record) => record.status !== 'succeeded' || record.images.length > 0),
  'every success has its pictures',
)
check(
  all.every((record) => hook.received.has(record.id)),
  `every end was told (${all.filter((record) => !hook.received.has(record.id)).length} were not)`,
)
check(
  [...hook.received.values()].every((ids) => ids.size === 1),
  'each event kept its id',
)
check(hook.unsigned === 0, `each was signed as the standard's own library checks it (${hook.unsigned} were not)`)
for (const record of all.filter((each) => each.status === 'succeeded').slice(0, 20)) {
  const { pathname, search } = new URL(record.images[0].url)
  const bytes = await (await fetch(`${runtime.url}${pathname}${search}`)).arrayBuffer()
  if (bytes.byteLength !== record.images[0].size_bytes) faults.push(`the picture of ${record.id} has ${bytes.byteLength} bytes`)
}
const failed = all.filter((record) => record.status === 'failed' && record.error.code !== 'safety_refused')
for (const record of failed.slice(0, 5)) console.log(`failed: ${record.id} ${record.error.code} ${record.error.message}`)

hook.close()
upstream.close()
await runtime.remove()
if (faults.length > 0) {
  console.log(`\n${faults.length} faults (seed ${SEED}):\n${faults.join('\n')}\n${runtime.log.slice(-40).join('\n')}`)
  process.exit(1)
}
console.log('\nall hold')
