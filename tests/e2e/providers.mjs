// Every provider's fake on loopback, and a whole platform that calls them: from POST /v1/generate to the bytes of the picture, and through
// a few ways to break. `node tests/e2e/providers.mjs`; some 20 seconds; exits 1 where anything is not as it should be.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bundle, Runtime, setUp } from '../faults/runtime.mjs'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { serveFakes } from '../support/serve-fakes.ts'

const KEY = 'sk-proj-Zq8/T+1v=canary.9b3f7c2e5d'
const MODELS = {
  openai: 'gpt-image-2.6-flare',
  ideogram: 'ideogram-4.5',
  fal: 'fal.flux-dev',
  replicate: 'replicate.flux-schnell',
  'black-forest-labs': 'flux-2-pro',
  studio: 'studio-1',
}

/** The runtime that this process has started: it leads a group of its own. */
function runtimeProcess() {
  const processes = execFileSync('ps', ['-eo', 'pid,ppid,pgid,comm'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const groups = new Set(processes.filter(([, parent]) => Number(parent) === process.pid).map(([id]) => id))
  return processes.find(([, , group, name]) => groups.has(group) && name === 'workerd')?.[0]
}
/** Until it is called: by how many MB the runtime's resident memory grows at most. */
function watchMemory() {
  const id = runtimeProcess()
  const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const before = residentMb()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, residentMb())), 20)
  return () => {
    clearInterval(timer)
    return Math.round(Math.max(most, residentMb()) - before)
  }
}

const { fakes, stop } = await serveFakes(0)
const fakeOf = (name) => fakes.find((fake) => fake.name === name).fake
const runtime = new Runtime(bundle())
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

try {
  await runtime.start()
  const { adminKey, instanceId, key, replace } = await setUp(runtime)
  const studio = fakes.find((fake) => fake.name === 'studio')
  await replace(`/config/v1/instances/${instanceId}/models`, {
    models: [],
    aliases: [],
    custom_providers: [customDefinition(true, { base_url: studio.baseUrl })],
  })
  studio.fake.queued = true
  for (const { name, baseUrl } of fakes) {
    await runtime.must(`PUT /config/v1/instances/${instanceId}/credentials/${name}`, {
      key: adminKey,
      body: { fields: { api_key: KEY }, base_url: baseUrl },
    })
  }

  const generate = (body, headers = {}) =>
    runtime.call('POST /v1/generate', { key, body: { prompt: 'A lake', ...body }, headers: { prefer: 'wait=30', ...headers } })
  const bytesOf = async (url) =>
    Buffer.from(await (await fetch(new URL(new URL(url).pathname + new URL(url).search, runtime.url))).arrayBuffer())

  for (const [name, model] of Object.entries(MODELS)) {
    await check(`${name}: a picture, from the request to its bytes`, async () => {
      const answer = await generate({ model })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.equal(answer.body.provider, name)
      assert.deepEqual([answer.body.images[0].width, answer.body.images[0].format], [64, 'png'])
      assert.deepEqual([...(await bytesOf(answer.body.images[0].url)).subarray(0, 8)], [...fakePicture().subarray(0, 8)])
      assert.ok(answer.body.cost.amount_micros > 0)
      assert.equal(fakeOf(name).submits, 1)
    })
    await check(`${name}: 500 once is tried again`, async () => {
      const before = fakeOf(name).submits
      fakeOf(name).fault = { name: 'server_error', once: true, at: 'submit' }
      const answer = await generate({ model })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.deepEqual(
        answer.body.attempts.map((attempt) => attempt.status),
        ['failed', 'succeeded'],
      )
      assert.equal(fakeOf(name).submits - before, 2)
    })
    await check(`${name}: 429 is waited for as long as it says`, async () => {
      fakeOf(name).fault = { name: 'rate_limited', retryAfter: '1', once: true, at: 'submit' }
      const startedAt = Date.now()
      const answer = await generate({ model })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.ok(Date.now() - startedAt >= 1000)
    })
    await check(`${name}: a refusal is typed and not sent again`, async () => {
      const before = fakeOf(name).submits
      fakeOf(name).refuses = true
      const answer = await generate({ model })
      fakeOf(name).refuses = false
      assert.equal(answer.body.code, 'safety_refused', JSON.stringify(answer.body))
      assert.equal(fakeOf(name).submits - before, 1)
    })
    await check(`${name}: an answer that may have been billed is never asked for twice`, async () => {
      const before = fakeOf(name).submits
      fakeOf(name).fault = { name: 'html', at: 'submit', once: true }
      const answer = await generate({ model })
      assert.equal(answer.body.code, 'outcome_indeterminate', JSON.stringify(answer.body))
      assert.equal(fakeOf(name).submits - before, 1)
    })
    await check(`${name}: a bad key, and no word of it`, async () => {
      fakeOf(name).fault = { name: 'unauthorized', once: true, at: 'submit' }
      const rejected = await generate({ model })
      assert.equal(rejected.body.code, 'provider_credential_rejected', JSON.stringify(rejected.body))
      fakeOf(name).fault = { name: 'secret_echo', once: true, at: 'submit' }
      const echoed = await generate({ model })
      assert.equal(echoed.body.code, 'provider_bad_request')
      const record = await runtime.must(`GET /v1/generations/${echoed.body.generation_id}`, { key })
      for (const text of [JSON.stringify(echoed.body), JSON.stringify(record.body), runtime.log.join('\n')]) {
        for (const spelling of [KEY, btoa(KEY), encodeURIComponent(KEY)]) assert.ok(!text.includes(spelling), 'the key is in it')
      }
    })
    await check(`${name}: its credential can be tried`, async () => {
      const listed = await runtime.must(`GET /config/v1/instances/${instanceId}/credentials`, { key: adminKey })
      const credential = listed.body.data.find((each) => each.provider === name)
      const verified = await runtime.must(`POST /config/v1/credentials/${credential.id}/verify`, { key: adminKey })
      assert.equal(verified.body.status, 'accepted', JSON.stringify(verified.body))
    })
  }

  // Where the pictures are fetched from their addresses; what was made was paid for, and is not made again.
  for (const [fault, code] of Object.entries({
    svg: 'provider_bad_answer',
    html: 'provider_bad_answer',
    truncated: 'provider_bad_answer',
    huge: 'provider_bad_answer',
    endless: 'provider_bad_answer',
    redirect: 'provider_bad_answer',
    gone: 'provider_bad_answer',
  })) {
    await check(`fal: the picture's address answers ${fault}`, async () => {
      const fake = fakeOf('fal')
      const before = fake.submits
      fake.pictureFault = fault
      const watch = watchMemory()
      const answer = await generate({ model: MODELS.fal })
      const grown = watch()
      fake.pictureFault = null
      assert.equal(answer.body.code, code, JSON.stringify(answer.body))
      assert.equal(fake.submits - before, 1)
      // Up to the cap of 64 MB goes to the bucket, whose local stand-in lives in the same process.
      assert.ok(grown < (fault === 'endless' ? 200 : 64), `the runtime grew by ${grown} MB`)
      if (fault === 'endless') console.log(`      500 MB: the runtime grew by ${grown} MB`)
    })
  }

  for (const name of ['openai', 'fal']) {
    for (const fault of ['gzip_bomb', 'endless']) {
      await check(`${name}: ${fault} for an answer`, async () => {
        fakeOf(name).fault = { name: fault, at: 'submit', once: true }
        const watch = watchMemory()
        const answer = await generate({ model: MODELS[name] })
        const grown = watch()
        assert.equal(answer.body.code, 'outcome_indeterminate', JSON.stringify(answer.body))
        assert.ok(grown < 64, `the runtime grew by ${grown} MB`)
        console.log(`      ${fault}: the runtime grew by ${grown} MB`)
      })
    }
  }

  await check('openai: an edit with a mask, from uploads', async () => {
    const upload = async (bytes) => {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type: 'image/png' }), 'a.png')
      const response = await fetch(`${runtime.url}/v1/assets`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form })
      assert.equal(response.status, 201, await response.clone().text())
      return (await response.json()).id
    }
    const [image, mask] = [await upload(fakePicture(32, 32, 1)), await upload(fakePicture(32, 32, 2))]
    const answer = await generate({ model: MODELS.openai, operation: 'inpaint', inputs: [{ asset_id: image }], mask: { asset_id: mask } })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const { form, url } = fakeOf('openai').requests.at(-1)
    assert.equal(url.pathname, '/v1/images/edits')
    assert.deepEqual(Buffer.from(await form.get('image[]').arrayBuffer()), Buffer.from(fakePicture(32, 32, 1)))
  })

  await check('dall-e-3 works on under its name, with a warning', async () => {
    const answer = await generate({ model: 'dall-e-3' })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.equal(answer.body.model, 'gpt-image-2.6-flare')
    assert.ok(answer.body.warnings.some((warning) => warning.code === 'model_aliased'))
  })

  await check('openai: 20 MB pass from the answer to the bucket and out again', async () => {
    fakeOf('openai').largePictureBytes = 20 * 1024 * 1024
    const watch = watchMemory()
    const answer = await generate({ model: MODELS.openai })
    console.log(`      20 MB: the runtime grew by ${watch()} MB (the bucket is part of it here)`)
    fakeOf('openai').largePictureBytes = 0
    // The fake pads a small picture; what is behind its end is not looked at.
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.equal((await bytesOf(answer.body.images[0].url)).byteLength, 20 * 1024 * 1024)
  })
} finally {
  await runtime.remove()
  stop()
}
console.log(failures === 0 ? 'all good' : `${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
