// Tests that a cancel in each state of a job is answered, and that the job ends and is charged as docs/specs/generation-jobs.md says (F12
// in docs/development/fault-tests.md): `npx node tests/faults/cancel.mjs [--broken]`. While the test cancels a job, the job is stopped at
// one of the kill points of points.mjs. With `--broken`, a cancel also aborts calls that cost money. The provider bills such a call, but
// its pictures are lost, so the test must fail.
import { serveFakes } from '../support/serve-fakes.ts'
import { GUARDS } from './guards.mjs'
import { Points } from './points.mjs'
import { check, checkMoney, finish, hasEnded, openPlace, sleep, until, webhookEndpoint } from './runtime.mjs'

const { fakes, stop } = await serveFakes(0)
const points = await Points.open()
const { runtime, place } = await openPlace(GUARDS.calledToTheEnd, points)
const hook = await webhookEndpoint(runtime, place, 0)
/** The providers of the models below. */
const PROVIDERS = ['openai', 'fal', 'replicate', 'black-forest-labs']
for (const { name, baseUrl } of fakes.filter((each) => PROVIDERS.includes(each.name))) await place.setCredential(name, baseUrl)

const PRICED = (sketch) => ({ model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } })
const FREE = { model: 'sketch', size: '64x64', provider_options: { sketch: { delay_ms: 2000 } } }
const QUEUED = { queued: true, polls: 50, poll_after_ms: 200 }
const OPENAI = { model: 'gpt-image-2.6-flare' }
const canceled = { answers: [200, 202], status: 'canceled', cost: 0, held: 0 }
const goesOn = { answers: [202, 409], status: 'succeeded', cost: 'its price', held: 0 }
const tooLate = { ...goesOn, answers: [409] }

const CASES = [
  ['before it begins', PRICED({}), 'admitted', canceled],
  ['before the call', PRICED({}), 'begun', canceled],
  ['a free model is called', FREE, null, canceled],
  ['a priced model is at work', PRICED({ delay_ms: 2000 }), null, goesOn],
  ['a priced model is called, and gives a result', OPENAI, 'submitting', goesOn],
  ['a priced model is called, and fails unbilled', PRICED({ fail: 'unavailable' }), 'submitting', canceled],
  [
    'a priced model is called, and fails billed',
    PRICED({ fail: 'malformed', billed: 'yes', cost_micros: 300 }),
    'submitting',
    { ...canceled, cost: 300 },
  ],
  [
    'a priced model is called, and nobody knows',
    PRICED({ fail: 'unavailable', billed: 'unknown' }),
    'submitting',
    { answers: [202, 409], status: 'indeterminate', cost: 0, held: 10_000 },
  ],
  ['accepted, the provider stops unbilled', PRICED({ ...QUEUED, fail: 'canceled', fail_at: 'poll' }), 'submitted', canceled],
  ['accepted, the provider finishes all the same', { model: 'fal.flux-dev' }, 'polling', goesOn],
  [
    'accepted, the provider stops and does not say what it bills',
    { model: 'replicate.flux-schnell' },
    'polling',
    { answers: [202, 409], status: 'indeterminate', cost: 0, held: 'its price' },
  ],
  ['accepted, the provider cannot stop', { model: 'flux-2-pro' }, 'submitted', tooLate],
  ['accepted, the provider cannot stop', { model: 'flux-2-pro' }, 'polling', tooLate],
  ...['fetching', 'kept', 'stored', 'settled', 'written', 'notifying', 'notified'].map((point) => [point, PRICED({}), point, tooLate]),
]

async function cancel(id) {
  return (await runtime.call(`POST /v1/generations/${id}/cancel`, { key: place.key }))?.status
}
const start = async (body) =>
  (await runtime.must('POST /v1/generate', { key: place.key, body: { prompt: 'x', ...body }, headers: { prefer: 'respond-async' } })).body
const isTold = (found) => hasEnded(found) && found.stage === 'notified'

async function verify(what, id, answer, expected, price) {
  const record = await until(() => place.read(id), isTold)
  const { status, cost } = record
  const wanted = (amount) => (amount === 'its price' ? price : amount)
  check(
    expected.answers.includes(answer) &&
      status === expected.status &&
      (cost.amount_micros === wanted(expected.cost) ||
        (expected.cost === 'its price' && cost.source === 'computed' && cost.amount_micros > 0)) &&
      cost.held_micros === wanted(expected.held),
    `${what}: ${answer}, ${status}, ${cost.amount_micros} charged, ${cost.held_micros} held`,
  )
}

console.log(`F12: canceled at ${CASES.length + 1} places`)
for (const [what, body, point, expected] of CASES) {
  const held = point === null ? null : points.arm(point)
  const { id, cost } = await start(body)
  let answer
  if (held === null) {
    await until(
      () => place.read(id),
      (record) => record?.stage === 'submitting',
    )
    answer = await cancel(id)
  } else {
    const met = await Promise.race([held, sleep(15_000).then(() => null)])
    check(met?.id === id, `${what}: held at ${point}`)
    const asked = cancel(id)
    await sleep(200)
    met?.release()
    answer = await asked
  }
  await verify(what, id, answer, expected, cost.amount_micros)
}
const { id } = await start(PRICED({ fail: 'rate_limited', retry_after_ms: 20_000, fail_times: 1 }))
await until(
  () => place.read(id),
  (record) => record?.stage === 'begun' && record.attempts.length === 1,
)
await verify('between two tries', id, await cancel(id), canceled)

const all = await place.records()
checkMoney(await place.budget(), all)
await until(() => all.every((record) => hook.received.has(record.id)), Boolean)
hook.check(all)
await finish(runtime, hook, points, { close: stop })
