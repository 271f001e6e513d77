// F2 and F4: a kill at each stage that can be met, and idempotency keys under a kill. `node tests/faults/stages.mjs`
import { createServer } from 'node:http'
import { bundle, Runtime, setUp } from './runtime.mjs'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const faults = []
const check = (holds, what) => {
  if (!holds) faults.push(what)
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
}

let webhooksWork = false
const told = new Map()
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    if (webhooksWork) told.set(JSON.parse(body).data.id, request.headers['webhook-id'])
    response.writeHead(webhooksWork ? 204 : 500).end()
  })
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

const runtime = new Runtime(bundle())
await runtime.start()
const place = await setUp(runtime)
const events = ['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate']
await runtime.must(`POST /config/v1/instances/${place.instanceId}/webhooks`, {
  key: place.adminKey,
  body: { url: `http://127.0.0.1:${server.address().port}/`, events },
})

const read = async (id) => (await runtime.call(`GET /v1/generations/${id}`, { key: place.key }))?.body ?? null
async function until(id, holds, withinMs = 30_000) {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(30)) {
    const record = await read(id)
    if (record !== null && holds(record)) return record
  }
  return read(id)
}
const ended = (record) => ['succeeded', 'failed', 'canceled', 'indeterminate'].includes(record.status)
const restart = async () => {
  await runtime.kill()
  await runtime.start()
}
const begin = async (model, sketch) => {
  const body = { prompt: 'x', model, quality: 'low', size: '64x64', provider_options: { sketch } }
  return (await runtime.must('POST /v1/generate', { key: place.key, body, headers: { prefer: 'respond-async' } })).body.id
}

const cases = [
  ['submitting', 'sketch', { delay_ms: 1500 }, 'succeeded', 2, 0, 0],
  ['submitting', 'sketch-priced', { delay_ms: 1500 }, 'indeterminate', 1, 0, 10_000],
  ['begun', 'sketch-priced', { fail: 'rate_limited', retry_after_ms: 2000, fail_times: 1 }, 'succeeded', 2, 10_000, 0],
  ['submitted', 'sketch-priced', { queued: true, polls: 2, poll_after_ms: 2000 }, 'succeeded', 1, 10_000, 0],
  ['polling', 'sketch-priced', { queued: true, polls: 4, poll_after_ms: 600 }, 'succeeded', 1, 10_000, 0],
  ['settled', 'sketch-priced', {}, 'succeeded', 1, 10_000, 0],
]
for (const [stage, model, sketch, status, attempts, cost, held] of cases) {
  const id = await begin(model, sketch)
  const met = await until(id, (record) => record.stage === stage)
  await restart()
  const record = await until(id, ended)
  const found = `${record.status}, ${record.attempts.length} calls, ${record.cost.amount_micros} charged, ${record.cost.held_micros} held`
  check(met?.stage === stage, `met ${stage}`)
  check(
    record.status === status &&
      record.attempts.length === attempts &&
      record.cost.amount_micros === cost &&
      record.cost.held_micros === held,
    `killed while ${stage} (${model}): ${found}`,
  )
}
webhooksWork = true
const all = (await runtime.must('GET /v1/generations?limit=100', { key: place.key })).body.data
for (const end = Date.now() + 60_000; Date.now() < end && !all.every((record) => told.has(record.id));) await sleep(200)
check(
  all.every((record) => told.has(record.id)),
  'after the kills every webhook came',
)

console.log('10 keys × 30 calls, killed midway')
const answers = new Map()
const calls = Array.from({ length: 300 }, async (_, number) => {
  const name = `key-${number % 10}`
  await sleep(Math.random() * 1500)
  for (;;) {
    const body = {
      prompt: name,
      model: 'sketch-priced',
      quality: 'low',
      size: '64x64',
      provider_options: { sketch: { queued: true, polls: 2, poll_after_ms: 300 } },
    }
    const answer = await runtime.call('POST /v1/generate', { key: place.key, body, headers: { 'idempotency-key': name } })
    const id = answer?.body?.id ?? answer?.body?.generation_id
    if (id) {
      answers.set(name, (answers.get(name) ?? new Set()).add(id))
      return
    }
    await sleep(200)
  }
})
await sleep(800)
await restart()
await Promise.all(calls)
check(answers.size === 10 && [...answers.values()].every((ids) => ids.size === 1), '10 generations')
const other = await runtime.call('POST /v1/generate', {
  key: place.key,
  body: { prompt: 'another' },
  headers: { 'idempotency-key': 'key-0' },
})
check(other?.status === 422, 'another body under the key is 422')
const count = (await runtime.must('GET /v1/generations?limit=100', { key: place.key })).body.data.length
check(count === cases.length + 10, `${count} records in all`)

server.close()
await runtime.remove()
if (faults.length > 0) {
  console.log(`\n${faults.length} faults:\n${faults.join('\n')}\n${runtime.log.slice(-40).join('\n')}`)
  process.exit(1)
}
console.log('\nall hold')
