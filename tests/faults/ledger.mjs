// Tests the ledger in three cases of docs/development/fault-tests.md:
// F5: the runtime is killed between admission and settlement. With `--broken`, the limiter does not store admissions.
// F6: both databases fail while jobs are settled. With `--broken`, the limiter forgets its events before it has delivered them.
// F9: a held amount is settled several times, with different amounts. With `--broken`, the last settlement wins instead of the first.
// `npx node tests/faults/ledger.mjs --only F5|F6|F9 [--rounds 100] [--jobs 500] [--seed N] [--broken]`. With `--broken` the test must fail.
import { GUARDS } from './guards.mjs'
import { Points } from './points.mjs'
import { check, checkMoney, clients, finish, hasEnded, isBroken, openPlace, option, random, SEED, sleep, until, word } from './runtime.mjs'

const ONLY = word('only', 'F5')
const GUARD = { F5: GUARDS.admissionWritten, F6: GUARDS.outbox, F9: GUARDS.oneOutcome }[ONLY]
const PRICE = 10_000
/**
 * F9 sends 720 calls within three seconds. Each of them settles a held amount. On a busy machine, the platform may need more than a minute
 * until it has answered all of them, but each call is aborted after a minute. So F9 repeats a call until it gets a response. F9 gives up
 * after RESOLVED_WITHIN_MS.
 */
const RESOLVED_WITHIN_MS = 5 * 60_000

const points = ONLY === 'F6' ? await Points.open() : null
const { runtime, place } = await openPlace(GUARD, points)

let number = 0
/**
 * Starts one job and returns its id. Repeats the request with the same idempotency key until a response with a status below 500 arrives.
 */
async function generate(sketch) {
  const body = { prompt: `job ${++number}`, model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } }
  const headers = { 'idempotency-key': `job-${number}`, prefer: 'respond-async' }
  const { body: found } = await until(
    () => runtime.call('POST /v1/generate', { key: place.key, body, headers }),
    (answer) => answer !== null && answer.status < 500,
    60_000,
  )
  return found.id
}

async function f5() {
  const rounds = option('rounds', isBroken ? 10 : 100)
  console.log(`F5, seed ${SEED}: killed between admit and settle ${rounds} times`)
  let wrong = 0
  for (let round = 1; round <= rounds; round++) {
    await Promise.all([generate({ queued: true, polls: 1, poll_after_ms: 400 }), generate({ delay_ms: 400 })])
    await sleep(random() * 400)
    await runtime.restart()
    const { used, reserved, held } = await place.budget()
    // Each round runs two jobs, each with the price `PRICE`. The amount of a job is either reserved, used or held, so the job counts once
    // in this sum.
    if (used + reserved + held !== 2 * round * PRICE) {
      wrong++
      console.log(`round ${round}: ${used} + ${reserved} + ${held} instead of ${2 * round * PRICE}`)
    }
  }
  check(wrong === 0, `the balance was exact after each of ${rounds} kills (${wrong} were not)`)
  const all = await place.ended(2 * rounds)
  check(all.length === 2 * rounds && all.every(hasEnded), `${all.length} records, all ended`)
  checkMoney(await place.budget(), all)
}

async function f6() {
  const jobs = option('jobs', isBroken ? 100 : 500)
  console.log(`F6, seed ${SEED}: both databases fail during ${jobs} settles`)
  const usage = async () => {
    const { body } = await runtime.must(`GET /config/v1/instances/${place.instanceId}/usage`, { key: place.adminKey })
    return body.data.reduce(
      (sum, row) => ({
        requests: sum.requests + row.requests,
        images: sum.images + row.images,
        cost: sum.cost + row.cost_micros,
        held: sum.held + row.held_micros,
      }),
      { requests: 0, images: 0, cost: 0, held: 0 },
    )
  }
  points.answer('usage', 'fail')
  points.answer('record', 'fail')
  const plays = [{}, {}, { cost_micros: 1234 }, { refuse: true }, { fail: 'unavailable', billed: 'unknown' }]
  const ids = []
  const isSettled = async () => (await place.budget()).reserved === 0
  const work = clients(10, async () => {
    while (ids.length < jobs) {
      const place_ = ids.push(null) - 1
      ids[place_] = await generate(plays[Math.floor(random() * plays.length)])
    }
  })
  await until(
    () => ids.length,
    (length) => length > jobs / 2,
    120_000,
  )
  await runtime.restart()
  await work
  check(await until(isSettled, Boolean, 300_000), 'all are settled while the databases are away')
  const before = await usage()
  check(before.requests === 0, `and nothing of it is in the database (${before.requests})`)
  points.answer('usage', 'go on')
  points.answer('record', 'go on')
  const all = await place.ended(jobs, 120_000)
  check(all.length === jobs, `${all.length} records`)
  const budget = await place.budget()
  checkMoney(budget, all)
  const isWhole = ({ requests, cost, held }) => requests === jobs && cost === budget.used && held === budget.held
  const found = await until(usage, isWhole, 120_000)
  check(isWhole(found), `the database has what the object has: ${JSON.stringify(found)} and ${budget.used} spent, ${budget.held} held`)
  const pictures = all.reduce((sum, record) => sum + record.images.length, 0)
  check(found.images === pictures, `and as many pictures as the records (${pictures})`)
  await runtime.restart()
  await sleep(3000)
  check(isWhole(await usage()), 'nothing is there twice after one more kill')
}

async function f9() {
  const rounds = option('rounds', 60)
  console.log(`F9, seed ${SEED}: ${rounds} held amounts, each settled 12 times in contradictory ways`)
  const ids = await clients(rounds, () => generate({ fail: 'unavailable', billed: 'unknown' }))
  await place.ended(rounds)
  check((await place.budget()).held === rounds * PRICE, 'all of it is held')
  const accepted = new Map(ids.map((id) => [id, new Set()]))
  const others = new Map()
  const settles = ids
    .flatMap((id) =>
      Array.from({ length: 12 }, () => ({ id, amount: [0, 300, 301, 12_000][Math.floor(random() * 4)], at: random() * 3000 })),
    )
    .map(async ({ id, amount, at }) => {
      await sleep(at)
      const answer = await until(
        () =>
          runtime.call(`POST /v1/generations/${id}/resolve`, {
            key: place.adminKey,
            headers: { 'x-project-id': place.projectId },
            body: { amount_micros: amount },
          }),
        (found) => found !== null && found.status < 500,
        RESOLVED_WITHIN_MS,
      )
      if (answer === null) throw new Error(`POST /v1/generations/${id}/resolve has no answer within ${RESOLVED_WITHIN_MS / 60_000} minutes`)
      if (answer.status === 200) accepted.get(id).add(amount)
      else others.set(answer.status, (others.get(answer.status) ?? 0) + 1)
    })
  await sleep(1500)
  await runtime.restart()
  await Promise.all(settles)
  check(
    [...accepted.values()].every((amounts) => amounts.size === 1),
    'one outcome each',
  )
  check(
    [...others.keys()].every((status) => status === 409),
    `the others are told so: ${JSON.stringify([...others])}`,
  )
  const all = await place.records()
  check(
    all.every((record) => accepted.get(record.id).has(record.cost.amount_micros)),
    'the records say what was answered',
  )
  checkMoney(await place.budget(), all)
}

await { F5: f5, F6: f6, F9: f9 }[ONLY]()
await finish(runtime, ...(points === null ? [] : [points]))
