// `npm run test:callbacks` runs a whole platform with fakes of the providers on this machine. The run takes about 40 seconds. It tests the
// callbacks that arrive while a job waits: signed as the providers sign them, in every order, and repeated. It also tests the comment lines
// that the platform sends to keep an event stream open.
import '../../scripts/local/node-version.mjs'
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { bundle, Runtime, setUp } from '../faults/runtime.mjs'
import { serveFakes } from '../support/serve-fakes.ts'

const PUBLIC_URL = 'https://images.example.com'
const KEY = 'sk-callbacks-0123456789abcdef'
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const nowSeconds = () => Math.floor(Date.now() / 1000)
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value))

/** For each provider: how to find the callback URL in the platform's request, and how to write and sign a callback. */
const PROVIDERS = {
  replicate: {
    model: 'replicate.flux-schnell',
    address: ({ json }) => json.webhook,
    idOf: (place) => `prediction${place}`,
    body: (id, status = 'succeeded') => bytes({ id, status, output: ['https://attacker.example/picture.png'] }),
    sign: (fake, _submit, _id, body) => fake.signed(body, nowSeconds()),
  },
  fal: {
    model: 'fal.flux-dev',
    address: ({ url }) => url.searchParams.get('fal_webhook'),
    idOf: (place) => `fal-${place}`,
    body: (id, status = 'OK') => bytes({ request_id: id, status, payload: { images: [] } }),
    sign: (fake, _submit, id, body) => fake.signed(id, body, nowSeconds()),
  },
  'black-forest-labs': {
    model: 'flux-2-pro',
    address: ({ json }) => json.webhook_url,
    idOf: (place) => `task-${place}`,
    body: (id, status = 'SUCCESS') => bytes({ id, status }),
    sign: (_fake, { json }, _id, body) =>
      new Headers({ 'x-bfl-signature': createHmac('sha256', json.webhook_secret).update(body).digest('hex') }),
  },
}

let hold = null
const { fakes, stop } = await serveFakes(0, async () => hold)
const fakeOf = (name) => fakes.find((fake) => fake.name === name).fake
const runtime = new Runtime(bundle(), { secrets: { PUBLIC_URL } })
let failures = 0
async function check(title, work) {
  try {
    await work()
    console.log(`ok    ${title}`)
  } catch (error) {
    failures++
    console.log(`FAIL  ${title}\n      ${error.stack}`)
  }
}

/** Reads a stream to its end; returns its lines and the time of each. */
async function readLines(path, key, init = {}) {
  const startedAt = Date.now()
  const response = await fetch(`${runtime.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } })
  assert.equal(response.status, 200)
  const lines = []
  let rest = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = `${rest}${piece}`.split('\n')
    rest = parts.pop()
    for (const line of parts) lines.push({ line: line.slice(0, 80), atMs: Date.now() - startedAt })
  }
  return lines
}

/** Checks that no pause between two lines is too long, because proxies close a network connection that is silent for long. */
function assertNeverSilent(lines, mostMs) {
  for (const [place, { atMs }] of lines.entries()) {
    const silenceMs = atMs - (lines[place - 1]?.atMs ?? 0)
    assert.ok(silenceMs <= mostMs + 1500, `${silenceMs} ms of silence in ${JSON.stringify(lines)}`)
  }
  assert.ok(lines.some(({ line }) => line === ': still here'))
}

try {
  await runtime.start()
  const { adminKey, instanceId, key } = await setUp(runtime)
  for (const { name, baseUrl } of fakes.filter(({ name }) => name in PROVIDERS)) {
    await runtime.must(`PUT /config/v1/instances/${instanceId}/credentials/${name}`, {
      key: adminKey,
      body: { fields: { api_key: KEY }, base_url: baseUrl },
    })
  }
  const begin = (model) =>
    runtime.must('POST /v1/generate', { key, body: { prompt: 'A lake', model }, headers: { prefer: 'respond-async' } })
  const view = async (id) => (await runtime.must(`GET /v1/generations/${id}`, { key })).body
  async function until(what, withinMs = 10_000) {
    for (const end = Date.now() + withinMs; Date.now() < end; await sleep(10)) {
      const found = await what()
      if (found) return found
    }
    throw new Error(`not within ${withinMs} ms: ${what}`)
  }
  const post = async (address, body, headers) => {
    const { pathname } = new URL(address)
    const response = await fetch(`${runtime.url}${pathname}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...Object.fromEntries(new Headers(headers)) },
    })
    await response.arrayBuffer()
    return response.status
  }
  const slow = [
    check('a stream of events says that it is still there every fifteen seconds', async () => {
      const { body } = await runtime.must('POST /v1/generate', {
        key,
        body: {
          prompt: 'slow',
          model: 'sketch-queued',
          provider_options: { sketch: { queued: true, delay_ms: 18_000, polls: 0, poll_after_ms: 18_000 } },
        },
        headers: { prefer: 'respond-async' },
      })
      const lines = await readLines(`/v1/generations/${body.id}/events`, key)
      assertNeverSilent(lines, 15_000)
      assert.equal(lines.findLast(({ line }) => line.startsWith('event:')).line, 'event: finished')
    }),
    check('OpenAI’s stream of images says so every ten', async () => {
      const lines = await readLines('/v1/images/generations', key, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          prompt: 'slow',
          model: 'sketch',
          size: '64x64',
          stream: true,
          provider_options: { sketch: { delay_ms: 22_000 } },
        }),
      })
      assertNeverSilent(lines, 10_000)
      assert.equal(lines.findLast(({ line }) => line.startsWith('event:')).line, 'event: image_generation.completed')
    }),
  ]

  for (const [name, provider] of Object.entries(PROVIDERS)) {
    const fake = fakeOf(name)
    const submits = () => fake.requests.filter(({ call }) => call === 'submit')
    const polls = () => fake.requests.filter(({ call }) => call === 'poll').length
    let ended = null

    await check(`${name}: a signed callback wakes the job, which asks the provider itself`, async () => {
      fake.pollsUntilDone = 1e9
      const { body } = await begin(provider.model)
      const submit = await until(() => submits()[0])
      const address = provider.address(submit)
      assert.ok(address.startsWith(`${PUBLIC_URL}/v1/callbacks/${name}/${body.id}.`), address)
      await until(async () => (await view(body.id)).stage === 'polling')
      const id = provider.idOf(0)
      const message = provider.body(id)
      const call = async () => assert.equal(await post(address, message, await provider.sign(fake, submit, id, message)), 204)
      const nextPoll = async () => {
        const before = polls()
        await until(() => polls() > before)
        return Date.now()
      }
      // Without a callback, a job waits a second between two polls, and longer on a busy machine. So a gap of less than 800 ms shows that
      // the callback has woken the job.
      const gaps = []
      while (gaps.length < 5 && !gaps.some((gap) => gap < 800)) {
        const polledAt = await nextPoll()
        const [nextAt] = await Promise.all([nextPoll(), call()])
        gaps.push(nextAt - polledAt)
      }
      assert.ok(
        gaps.some((gap) => gap < 800),
        `${gaps} ms between polls`,
      )
      fake.pollsUntilDone = 0
      await call()
      const record = await until(async () => {
        const now = await view(body.id)
        return now.status === 'succeeded' && now
      })
      // A callback may contain the URL of a picture. The job must not use this picture, but the one from its own poll.
      assert.deepEqual([record.images.length, record.attempts.length, submits().length], [1, 1, 1])
      ended = { id: body.id, submit, address, cost: record.cost }
    })

    await check(`${name}: one that is forged, about other work, or to another's address wakes nothing`, async () => {
      fake.pollsUntilDone = 1e9
      const { body } = await begin(provider.model)
      const submit = await until(() => submits()[1])
      const address = provider.address(submit)
      await until(async () => (await view(body.id)).stage === 'polling')
      const id = provider.idOf(1)
      const message = provider.body(id)
      const signed = await provider.sign(fake, submit, id, message)
      assert.equal(await post(address, message, {}), 400)
      assert.equal(await post(address, bytes({ id, status: 'changed' }), signed), 400)
      const forgedSecret = { json: { webhook_secret: 'guessed' } }
      const other = provider.idOf(0)
      const elsewhere = provider.body(other)
      const aboutOther = await (name === 'black-forest-labs'
        ? provider.sign(fake, forgedSecret, other, elsewhere)
        : provider.sign(fake, submit, other, elsewhere))
      assert.equal(await post(address, elsewhere, aboutOther), 400)
      assert.equal(
        await post(
          address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
          message,
          signed,
        ),
        404,
      )
      const wrongProvider = Object.keys(PROVIDERS).find((each) => each !== name)
      assert.equal(await post(address.replace(`/${name}/`, `/${wrongProvider}/`), message, signed), 404)
      assert.equal((await view(body.id)).status, 'running')
      fake.pollsUntilDone = 0
      await until(async () => (await view(body.id)).status === 'succeeded')
    })

    await check(`${name}: before the acceptance, twice, in the wrong order and long after, it is one job and one charge`, async () => {
      const release = Promise.withResolvers()
      fake.pollsUntilDone = 1e9
      hold = release.promise
      const { body } = await begin(provider.model)
      const submit = await until(() => submits()[2])
      const address = provider.address(submit)
      const id = provider.idOf(2)
      const send = async (status) => {
        const message = provider.body(id, status)
        return post(address, message, await provider.sign(fake, submit, id, message))
      }
      // The provider sends the callback before it has answered the submit. The job does not have the handle of the work yet, so it refuses
      // the callback.
      hold = null
      assert.equal(await send(), 400)
      release.resolve()
      await until(async () => (await view(body.id)).stage === 'polling')
      const wokenBy = await Promise.all([send(), send('processing'), send(), send('processing')])
      assert.deepEqual(wokenBy, [204, 204, 204, 204])
      assert.equal((await view(body.id)).status, 'running')
      fake.pollsUntilDone = 0
      assert.deepEqual(await Promise.all([send('processing'), send(), send()]), [204, 204, 204])
      const record = await until(async () => {
        const now = await view(body.id)
        return now.status === 'succeeded' && now
      })
      const again = [await send(), await send('processing')]
      for (const status of again) assert.ok(status === 204 || status === 400, String(status))
      await sleep(300)
      assert.deepEqual(await view(body.id), { ...(await view(body.id)), status: 'succeeded', cost: record.cost, attempts: record.attempts })
      assert.deepEqual([record.images.length, record.attempts.length, submits().length], [1, 1, 3])
    })

    await check(`${name}: what comes after the end changes nothing`, async () => {
      const message = provider.body(provider.idOf(0))
      const status = await post(ended.address, message, await provider.sign(fake, ended.submit, provider.idOf(0), message))
      assert.ok(status === 204 || status === 400, String(status))
      assert.deepEqual((await view(ended.id)).cost, ended.cost)
    })
  }

  await check('the ledger agrees: nothing is reserved or held, and each generation is charged once', async () => {
    const list = await runtime.must('GET /v1/generations?limit=100', { key })
    const sum = list.body.data.reduce((total, { cost }) => total + cost.amount_micros, 0)
    assert.ok(sum > 0)
    await until(async () => {
      const day = new Date(Date.now() - 86_400_000).toISOString()
      const usage = await runtime.must(`GET /v1/usage?from=${encodeURIComponent(day)}&bucket=day`, { key })
      const used = usage.body.data.reduce((total, row) => total + row.cost_micros, 0)
      return used === sum
    })
  })
  await Promise.all(slow)
} finally {
  hold = null
  stop()
  await runtime.remove()
}
console.log(failures === 0 ? '\nall hold' : `\n${failures} do not hold`)
process.exit(failures === 0 ? 0 : 1)
