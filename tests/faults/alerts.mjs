// Alerts of budgets are raised exactly once for each threshold, with 50 admissions at once and while the runtime is killed (F14 in
// docs/development/fault-tests.md). `npx node tests/faults/alerts.mjs [--kills 8] [--seed N] [--broken]`. With `--broken`, the limiter
// forgets which alerts it has raised, and the test must fail.
import { GUARDS } from './guards.mjs'
import { check, clients, finish, openPlace, option, random, SEED, sleep, until, webhookEndpoint } from './runtime.mjs'

const JOBS = 50
const PRICE = 10_000
const KILLS = option('kills', 8)
console.log(`F14, seed ${SEED}: ${JOBS} at once against a budget of ${JOBS} prices, ${KILLS} kills`)

const { runtime, place } = await openPlace(GUARDS.raisedOnce)
await place.setLimits([{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: JOBS * PRICE }])
const hook = await webhookEndpoint(runtime, place, 0.3, ['alert.budget', 'alert.budget_exhausted'])

/** Repeats the request with the same idempotency key until a response has a status below 500. */
function generate(number) {
  const sketch = { delay_ms: Math.round(random() * 2000) }
  const body = { prompt: `job ${number}`, model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } }
  const headers = { 'idempotency-key': `job-${number}`, prefer: 'respond-async' }
  return until(
    () => runtime.call('POST /v1/generate', { key: place.key, body, headers }),
    (answer) => answer !== null && answer.status < 500,
    120_000,
  )
}
const kills = (async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(300 + random() * 1500)
    await runtime.restart()
  }
})()
const answers = await clients(JOBS, generate)
await kills
const records = await place.ended(JOBS, 180_000)
// A job that was admitted may be interrupted by a kill, so that its outcome is unknown. Its client repeats the request and then gets status
// 424. So this status, too, shows that the request was admitted.
const isAdmitted = ({ status, body }) => status < 300 || (status === 424 && body.code === 'outcome_indeterminate')
check(answers.every(isAdmitted), `all ${JOBS} were admitted`)
// The limiter compares the budgets with the thresholds again when it starts. This must not raise a further alert.
await runtime.restart()
// Two further requests are refused, because the budget is used up.
for (const number of ['late', 'later']) await generate(number)

const list = async () =>
  (await runtime.must(`GET /config/v1/instances/${place.instanceId}/alerts?limit=100`, { key: place.adminKey })).body.data
const ofBudgets = (alerts) => alerts.filter(({ kind }) => kind.startsWith('budget'))
const isTold = (alerts) => ofBudgets(alerts).length >= 4 && ofBudgets(alerts).every(({ deliveries }) => deliveries.delivered === 1)
const alerts = await until(list, isTold, 120_000)
await sleep(3000)
const seen = ofBudgets(alerts)
  .map(({ kind, values }) => (kind === 'budget' ? `${values.percent} %` : kind))
  .toSorted()
// If a job is killed while it calls its provider, its outcome is unknown. The job's amount is held and counts toward the budget.
const unknown = records.filter(({ status }) => status === 'indeterminate').length
check(
  records.length === JOBS && records.every(({ status }) => status === 'succeeded' || status === 'indeterminate'),
  `${records.length} records, ${unknown} of them of unknown outcome`,
)
const aboutUnknown = alerts.filter(({ kind }) => kind === 'generations_indeterminate').length
check(aboutUnknown === Math.min(1, unknown), `one alert for all generations of unknown outcome (${aboutUnknown})`)
check((await list()).length === alerts.length, 'no further alert follows')
check(JSON.stringify(seen) === '["100 %","50 %","80 %","budget_exhausted"]', `each alert was raised once: ${seen.join(', ')}`)
check(hook.received.size === 4, `the endpoint has accepted each of them (${hook.received.size})`)
check(
  [...hook.ids.values()].every((ids) => ids.size === 1),
  'each event kept its id',
)
check(hook.unsigned === 0, `each was signed as the standard's own library checks it (${hook.unsigned} were not)`)
await finish(runtime, hook)
