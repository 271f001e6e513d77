// Kills the runtime with -9 at each transition of a job's state (F2 in docs/development/fault-tests.md). A job also does work outside of
// its own storage: it calls a provider, stores pictures, writes the record and sends webhooks. After each of these steps, the test kills
// the runtime before the job has stored that the step is done. The job waits at the kill point until the runtime is killed. Run the test
// with `npx node tests/faults/stages.mjs [--only POINT] [--broken]`. With `--broken`, the job does not store that it is about to call a
// provider, so the test must fail.
import { serveFakes } from '../support/serve-fakes.ts'
import { GUARDS } from './guards.mjs'
import { Points } from './points.mjs'
import { check, checkMoney, finish, hasEnded, openPlace, until, webhookEndpoint, word } from './runtime.mjs'

const ONLY = word('only', null)
const { fakes, stop } = await serveFakes(0)
const points = await Points.open()
const { runtime, place } = await openPlace(GUARDS.intent, points)
const hook = await webhookEndpoint(runtime, place, 0)
const submits = {}
for (const { name, baseUrl, fake } of fakes.filter((each) => each.name === 'openai' || each.name === 'fal')) {
  await place.setCredential(name, baseUrl)
  submits[name] = (prompt) => fake.requests.filter(({ call, json }) => call === 'submit' && json.prompt === prompt).length
}

const PRICED = (sketch) => ({ model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } })
const FREE = (sketch) => ({ model: 'sketch', size: '64x64', provider_options: { sketch } })
const OPENAI = { model: 'gpt-image-2.6-flare' }
const FAL = { model: 'fal.flux-dev' }
const ended = { status: 'succeeded', calls: 1, charged: true, held: false }
const unknown = { status: 'indeterminate', calls: 1, charged: false, held: true }
const nothing = { calls: 1, charged: false, held: false }

/**
 * Each case: the provider, the fields of the request, the kill point, the expected outcome, and how often the provider really received the
 * work.
 */
const CASES = [
  ...['admitted', 'begun'].map((point) => ['openai', OPENAI, point, ended, 1]),
  ['openai', OPENAI, 'submitting', unknown, 0],
  // OpenAI's answer is the picture itself. The kill loses it, and the job cannot get it again, so the generation becomes indeterminate.
  ...['answered', 'fetching', 'kept'].map((point) => ['openai', OPENAI, point, unknown, 1]),
  ...['stored', 'settled', 'written', 'notifying', 'told', 'notified'].map((point) => ['openai', OPENAI, point, ended, 1]),

  ...['admitted', 'begun'].map((point) => ['fal', FAL, point, ended, 1]),
  ['fal', FAL, 'submitting', unknown, 0],
  ['fal', FAL, 'answered', unknown, 1],
  ...['submitted', 'polling', 'fetching', 'kept', 'stored', 'settled', 'written', 'notifying', 'told', 'notified'].map((point) => [
    'fal',
    FAL,
    point,
    ended,
    1,
  ]),

  // A call of a free model is repeated after the kill, because it costs nothing.
  ...['submitting', 'answered'].map((point) => ['sketch', FREE({}), point, { ...nothing, status: 'succeeded', calls: 2 }]),
  // The kill comes before the first try. The provider then refuses the first try because of a rate limit, and the second try succeeds.
  ['sketch', PRICED({ fail: 'rate_limited', retry_after_ms: 200, fail_times: 1 }), 'begun', { ...ended, calls: 2 }],
  // These jobs end as `failed` or `indeterminate`. The kill comes after this outcome is decided, and must not change it.
  ...['stored', 'settled', 'notifying'].flatMap((point) => [
    ['sketch', PRICED({ refuse: true }), point, { ...nothing, status: 'failed' }],
    ['sketch', PRICED({ fail: 'unavailable', billed: 'unknown' }), point, unknown],
  ]),
].filter(([, , point]) => ONLY === null || point === ONLY)

console.log(`F2: ${CASES.length} kills, each at a place of its own`)
for (const [number, [provider, work, point, expected, sent]] of CASES.entries()) {
  const prompt = `case ${number}`
  const held = points.arm(point)
  const { id } = (
    await runtime.must('POST /v1/generate', { key: place.key, body: { prompt, ...work }, headers: { prefer: 'respond-async' } })
  ).body
  const met = await Promise.race([held, until(() => place.read(id), hasEnded).then(() => null)])
  // Some kill points come after the end of the generation, when the job still writes the record and sends webhooks. So the test waits a
  // little longer for the kill point.
  const isMet = met !== null || (await Promise.race([held, new Promise((resolve) => setTimeout(resolve, 5000, null))])) !== null
  await runtime.restart()
  points.disarm()
  // Waits until the job has run to its end. Otherwise this job could stop at the kill point that the next case sets for its own job.
  const record = await until(
    () => place.read(id),
    (found) => hasEnded(found) && found.stage === 'notified',
  )
  const asked = sent === undefined ? '' : `, asked ${submits[provider](prompt)} times`
  const { status, attempts, cost } = record
  check(
    isMet &&
      status === expected.status &&
      attempts.length === expected.calls &&
      cost.amount_micros > 0 === expected.charged &&
      cost.held_micros > 0 === expected.held &&
      (sent === undefined || submits[provider](prompt) === sent),
    `${provider} ${isMet ? 'killed at' : 'DID NOT MEET'} ${point}: ${status}, ${attempts.length} calls${asked}, ${cost.amount_micros} charged, ${cost.held_micros} held`,
  )
}
const all = await place.records()
check(all.length === CASES.length, `there are as many records as jobs (${all.length})`)
checkMoney(await place.budget(), all)
const charges = new Set(
  all.filter(({ cost, model }) => model === FAL.model && cost.amount_micros > 0).map(({ cost }) => cost.amount_micros),
)
check(charges.size <= 1, `one price whatever happened (${[...charges]})`)
await until(() => all.every((record) => hook.received.has(record.id)), Boolean)
hook.check(all)
await finish(runtime, hook, points, { close: stop })
