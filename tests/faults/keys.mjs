// Tests idempotency keys while the runtime is killed (F4 in docs/development/fault-tests.md): `npx node tests/faults/keys.mjs [--keys 10]
// [--calls 30] [--seed N] [--broken]`. Many simultaneous calls use each idempotency key. The runtime is killed with -9 while they run, and
// calls without a response are repeated. With `--broken`, the platform forgets idempotency keys, so the test must fail.
import { GUARDS } from './guards.mjs'
import { check, checkMoney, clients, finish, openPlace, option, random, SEED, sleep } from './runtime.mjs'

const KEYS = option('keys', 10)
const CALLS = option('calls', 30)

console.log(`F4, seed ${SEED}: ${KEYS} keys × ${CALLS} calls`)
const { runtime, place } = await openPlace(GUARDS.idempotency)

const sketch = { queued: true, polls: 2, poll_after_ms: 300 }
const bodyOf = (name) => ({ prompt: name, model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } })
const ask = (name, body) => runtime.call('POST /v1/generate', { key: place.key, body, headers: { 'idempotency-key': name } })
const idOf = (answer) => answer?.body?.id ?? answer?.body?.generation_id
const answers = new Map()
let unanswered = 0
const calls = clients(KEYS * CALLS, async (number) => {
  const name = `key-${number % KEYS}`
  await sleep(random() * 1500)
  for (;;) {
    const id = idOf(await ask(name, bodyOf(name)))
    if (id) {
      answers.set(name, (answers.get(name) ?? new Set()).add(id))
      return
    }
    unanswered++
    await sleep(200)
  }
})
await sleep(800)
await runtime.restart()
await calls
check(unanswered > 0, `the kill took answers away (${unanswered})`)
check(answers.size === KEYS && [...answers.values()].every((ids) => ids.size === 1), `${KEYS} generations`)
const replays = await clients(KEYS, async (number) => idOf(await ask(`key-${number}`, bodyOf(`key-${number}`))))
check(
  replays.every((id, number) => answers.get(`key-${number}`).has(id)),
  'a replay afterwards is answered with the same one',
)
const others = await clients(KEYS, (number) => ask(`key-${number}`, { prompt: 'another' }))
check(
  others.every((answer) => answer?.status === 422),
  'another body under the key is 422',
)
const all = await place.ended(KEYS)
check(all.length === KEYS, `${all.length} records in all`)
checkMoney(await place.budget(), all)
await finish(runtime)
