// Tests jobs while the runtime is killed (F1 in docs/development/fault-tests.md). The runtime is killed with -9 at random moments while
// jobs are submitted and run. The following must hold:
// - Nothing is lost.
// - Nothing is charged twice.
// - No provider is called twice for work that it may have billed.
// - The ledger equals the records.
//
// `npx node tests/faults/jobs.mjs [--provider sketch|openai|fal] [--jobs 200] [--kills 20] [--refused 20] [--seed N] [--broken]`
//
// `--refused`: the percentage of the webhook deliveries that the endpoint refuses. openai answers only when it is done; fal accepts the
// work and is polled. Both are fakes on this machine that record all requests.
//
// `--broken` removes a safeguard from the platform's code, so the test must fail. With openai and fal, a job then calls the provider
// without first storing that it is about to call. The test notices this because the fakes record a second call. Sketch records no requests,
// so with sketch `--broken` removes another safeguard: the limiter then does not store admissions.
import { serveFakes } from '../support/serve-fakes.ts'
import { GUARDS } from './guards.mjs'
import { check, checkMoney, finish, hasEnded, openPlace, option, random, SEED, sleep, webhookEndpoint, word } from './runtime.mjs'

const JOBS = option('jobs', 200)
const KILLS = option('kills', 20)
const PROVIDER = word('provider', 'sketch')
const QUIET_WITHIN_MS = 90_000

const PLAYS = {
  sketch: [
    { model: 'sketch', sketch: { delay_ms: 300 } },
    { model: 'sketch', sketch: {} },
    { model: 'sketch-queued', sketch: { polls: 3, poll_after_ms: 300 } },
    { model: 'sketch-priced', sketch: { delay_ms: 200 } },
    { model: 'sketch-priced', sketch: { queued: true, polls: 3, poll_after_ms: 300 } },
    { model: 'sketch-priced', sketch: { queued: true, polls: 2, poll_after_ms: 500, cost_micros: 777 } },
    { model: 'sketch-priced', sketch: { fail: 'unavailable', fail_times: 1 } },
    { model: 'sketch-priced', sketch: { refuse: true } },
  ],
  openai: [{ model: 'gpt-image-2.6-flare' }],
  fal: [{ model: 'fal.flux-dev' }],
}
const pick = (list) => list[Math.floor(random() * list.length)]

console.log(`F1, ${PROVIDER}, seed ${SEED}: ${JOBS} jobs, ${KILLS} kills`)
const { fakes, stop } = await serveFakes(0, () => sleep(100 + Math.random() * 500))
const { runtime, place } = await openPlace(PROVIDER === 'sketch' ? GUARDS.admissionWritten : GUARDS.intent)
const hook = await webhookEndpoint(runtime, place, option('refused', 20) / 100)
const upstream = fakes.find(({ name }) => name === PROVIDER)
if (upstream !== undefined) await place.setCredential(PROVIDER, upstream.baseUrl)

const idOf = new Map()
const twice = []
let next = 0
/** Acts as one client: sends one job after another, and repeats each request with the same idempotency key until there is a response. */
async function client() {
  for (let number = next++; number < JOBS; number = next++) {
    const { model, sketch } = pick(PLAYS[PROVIDER])
    const body = sketch
      ? { prompt: `job ${number}`, model, n: 1 + Math.floor(random() * 2), quality: 'low', size: '64x64', provider_options: { sketch } }
      : { prompt: `job ${number}`, model }
    for (;;) {
      const answer = await runtime.call('POST /v1/generate', {
        key: place.key,
        body,
        headers: { 'idempotency-key': `job-${number}`, prefer: 'respond-async' },
      })
      const id = answer?.body?.id ?? answer?.body?.generation_id
      if (id) {
        const earlier = idOf.get(number)
        if (earlier !== undefined && earlier !== id) twice.push(number)
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

const quietSince = Date.now()
let all = []
for (;;) {
  all = await place.records()
  const { reserved } = await place.budget()
  const told = all.every((record) => hook.received.has(record.id))
  if (all.length >= JOBS && all.every(hasEnded) && reserved === 0 && told) break
  if (Date.now() - quietSince > QUIET_WITHIN_MS) break
  await sleep(500)
}
console.log(`quiet after ${((Date.now() - quietSince) / 1000).toFixed(1)} s`)
const count = (status) => all.filter((record) => record.status === status).length
console.log(`succeeded ${count('succeeded')}, failed ${count('failed')}, indeterminate ${count('indeterminate')}`)

check(
  [...idOf.values()].every((id) => all.some((record) => record.id === id)),
  'no job is lost',
)
check(twice.length === 0 && new Set(idOf.values()).size === JOBS, 'each key made one generation')
check(all.length === JOBS, `there are as many records as jobs (${all.length})`)
check(all.every(hasEnded), `every job has ended within ${QUIET_WITHIN_MS / 1000} s`)
checkMoney(await place.budget(), all)
check(
  all.every((record) => record.attempts.filter((attempt) => attempt.billed !== 'no').length <= 1),
  'no generation was, or may have been, billed twice',
)
check(
  all.every((record) => record.status !== 'succeeded' || record.images.length > 0),
  'every success has its pictures',
)
hook.check(all)
if (upstream !== undefined) {
  // The prompts of all work that the provider received, and so has billed.
  const sent = upstream.fake.requests.filter(({ call }) => call === 'submit').map(({ json }) => json.prompt)
  const billed = new Set(sent)
  check(sent.length === billed.size, `the provider was sent ${sent.length} jobs, ${sent.length - billed.size} of them again`)
  check(
    all.every((record) => !billed.has(record.prompt) || record.cost.amount_micros > 0 || record.cost.held_micros > 0),
    'what the provider billed is charged or held',
  )
  check(
    all.every((record) => billed.has(record.prompt) || record.cost.amount_micros === 0),
    'nothing is charged that the provider was not sent',
  )
  check(
    all.every((record) => record.status === 'succeeded' || record.status === 'indeterminate'),
    'every job succeeded, or says that nobody knows',
  )
}
let incomplete = 0
for (const record of all.filter((each) => each.status === 'succeeded').slice(0, 20)) {
  const { pathname, search } = new URL(record.images[0].url)
  const bytes = await (await fetch(`${runtime.url}${pathname}${search}`)).arrayBuffer()
  if (bytes.byteLength !== record.images[0].size_bytes) incomplete++
}
check(incomplete === 0, `pictures are whole (${incomplete} are not)`)
await finish(runtime, hook, { close: stop })
