// Tests limits in three cases of docs/development/fault-tests.md:
// F3: 500 requests at once. With `--broken`, the limiter admits a few requests too many.
// F10: the clock jumps. With `--broken`, the limiter's time goes back with the clock.
// F11: 2,000 requests in flight. With `--broken`, the calls above the maximum end with an unexpected error.
// `npx node tests/faults/limits.mjs --only F3|F10|F11 [--broken]`. With `--broken` the test must fail.
import { GUARDS } from './guards.mjs'
import { Points } from './points.mjs'
import { check, clients, finish, openPlace, sleep, until, word } from './runtime.mjs'

const ONLY = word('only', 'F3')
const HOUR_MS = 3_600_000
const GUARD = { F3: GUARDS.burst, F10: GUARDS.timeForward, F11: GUARDS.overload }[ONLY]

const points = ONLY === 'F11' ? await Points.open() : null
const { runtime, place } = await openPlace(GUARD, points)
const hourly = { scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 100, burst: 100 }

let calls = 0
/** Makes one call. The isolate stores no refusals, so every call reaches the limiter. Returns the status; 0 if there was no response. */
async function call(body = { model: 'sketch', size: '64x64' }) {
  const headers = { 'idempotency-key': `call-${++calls}`, prefer: 'respond-async' }
  const answer = await runtime.call('POST /v1/generate', { key: place.key, body: { prompt: 'x', ...body }, headers })
  return { status: answer?.status ?? 0, retryAfter: Number(answer?.headers.get('retry-after') ?? Number.NaN) }
}
const count = (answers, status) => answers.filter((answer) => answer.status === status).length
const summary = (answers) =>
  JSON.stringify(
    Object.fromEntries(
      Map.groupBy(answers, ({ status }) => status)
        .entries()
        .map(([status, of]) => [status, of.length]),
    ),
  )

async function f3() {
  console.log('F3: 500 at once against a burst of 100')
  await place.setLimits([hourly])
  const answers = await clients(500, () => call())
  check(count(answers, 202) === 100 && count(answers, 429) === 400, `exactly 100 were admitted: ${summary(answers)}`)
  await runtime.restart()
  const { status, retryAfter } = await call()
  check(status === 429 && retryAfter > 0 && retryAfter <= 36, `and none after a kill: ${status}, Retry-After ${retryAfter}`)
  await sleep(retryAfter * 1000)
  const again = await clients(20, () => call())
  check(count(again, 202) === 1, `one after Retry-After: ${summary(again)}`)
  check((await place.ended(101)).length === 101, 'there are as many records as admissions')
}

async function f11() {
  console.log('F11: 2,000 in flight')
  await place.setLimits([hourly])
  // Restarts the runtime, so that the limiter's object must load its policy. The kill point `policy` delays the loading. All calls that
  // arrive in the meantime wait for the policy.
  await runtime.restart()
  const policy = points.arm('policy')
  const asked = clients(2000, () => call())
  const { release } = await policy
  await sleep(3000)
  release()
  const answers = await asked
  check(
    answers.every(({ status }) => (status >= 200 && status < 300) || status === 429 || status === 503),
    `only 2xx, 429 and 503: ${summary(answers)}`,
  )
  check(count(answers, 202) <= 100, `${count(answers, 202)} were admitted`)
  check(count(answers, 503) > 0, `${count(answers, 503)} were too many, and told so`)
  const rest = await clients(110, () => call())
  check(count(answers, 202) + count(rest, 202) === 100, `and of those who came back, what was left: ${summary(rest)}`)
  const all = await place.ended(100)
  check(all.length === 100, `${all.length} records`)
}

async function f10() {
  console.log('F10: the clock an hour forth and back, and over the end of a month')
  await place.setLimits([hourly])
  const at = async (aheadMs) => {
    runtime.clockAheadMs = aheadMs
    await runtime.restart()
  }
  const burst = () => clients(110, () => call())
  check(count(await burst(), 202) === 100, '100 of an hour')
  await at(HOUR_MS)
  check(count(await burst(), 202) === 100, 'an hour later by the clock, 100 more')
  for (const aheadMs of [0, -HOUR_MS]) {
    await at(aheadMs)
    const answers = await burst()
    const longest = Math.max(...answers.map(({ retryAfter }) => retryAfter))
    // The limit is 100 an hour, so the next request after the burst has to wait up to 36 s. This must hold although the clock went back.
    // The check allows 4 s more. It still finds a limiter whose time went back, because that limiter would make requests wait for an hour
    // or more.
    check(count(answers, 202) === 0 && longest <= 40, `clock ${aheadMs / HOUR_MS} h: none is free, none waits for longer (${longest} s)`)
  }

  const PRICE = 10_000
  await place.setLimits([{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 10 * PRICE }])
  const { monthEnd, leftMs } = await shortlyBeforeMonthEnd(at)
  // The jobs take longer than the rest of the month, so that they end in the next month.
  const sketch = { queued: true, polls: Math.ceil(leftMs / 1000) + 2, poll_after_ms: 1000 }
  const spend = () => clients(15, () => call({ model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } }))
  const before = await spend()
  check(count(before, 202) === 10, `before the month ends the budget takes 10: ${summary(before)}`)
  await until(
    () => Date.now() + runtime.clockAheadMs,
    (time) => time > monthEnd + 200,
  )
  const fresh = await place.budget()
  check(fresh.used === 0 && fresh.reserved === 0 && fresh.remaining === 10 * PRICE, `the new month is whole: ${JSON.stringify(fresh)}`)
  const after = await spend()
  check(count(after, 202) === 10, `and takes 10: ${summary(after)}`)
  await runtime.restart()
  await until(place.budget, ({ reserved }) => reserved === 0, 60_000)
  const ended = await place.budget()
  check(
    ended.used + ended.held === 10 * PRICE && ended.reserved === 0 && ended.remaining === 0,
    `each is booked in the month of its admission: ${JSON.stringify(ended)}`,
  )
  await at(monthEnd - HOUR_MS - Date.now())
  const back = await spend()
  check(count(back, 202) === 0, `an hour back, in the old month: none is free: ${summary(back)}`)
  const { remaining } = await place.budget()
  check(remaining === 0, `nothing is owed (${remaining} left)`)
}

/**
 * Restarts the runtime with a clock that shows a time some seconds before the end of a month. Returns the end of the month, and the
 * milliseconds until then. On a busy machine, the restart may take so long that the month is almost or already over. The same month cannot
 * be tried again, because the limiter's time never goes back. So the function tries the next month, and leaves more seconds before its end.
 */
async function shortlyBeforeMonthEnd(at) {
  const now = new Date()
  for (let months = 1; months <= 4; months++) {
    const monthEnd = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)
    await at(monthEnd - 4000 - 2000 * 2 ** months - Date.now())
    const leftMs = monthEnd - Date.now() - runtime.clockAheadMs
    if (leftMs > 4000) return { monthEnd, leftMs }
  }
  throw new Error('the runtime takes longer than half a minute to start')
}

await { F3: f3, F10: f10, F11: f11 }[ONLY]()
await finish(runtime, ...(points === null ? [] : [points]))
