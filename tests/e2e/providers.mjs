// Runs the fake of every provider on this machine, and a whole platform that calls the fakes. Tests each adapter with each row of the fault
// table that applies to it, checks the cost, and transfers a large picture. At the end, prints a table of row × adapter; exits with 1 if
// anything is wrong. `--only fal` runs one provider. With `--broken`, the platform may pay twice after an answer that cannot be understood,
// so the run must fail.
import '../../scripts/local/node-version.mjs'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { bundle, hasEnded, isBroken, Runtime, setUp, until, WIDE_BUDGET, word } from '../faults/runtime.mjs'
import { findAdapter } from '../../src/providers/registry.ts'
import { customDefinition, FakeCustom } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { serve, serveFakes } from '../support/serve-fakes.ts'
import { applies, LARGE_ROWS, rowFor, ROWS } from './provider-rows.mjs'

const KEY = 'sk-proj-Zq8/T+1v=canary.9b3f7c2e5d'
/**
 * The models that are tested. `most`: the maximum number of pictures in one call. `addresses`: the provider's answers contain URLs instead
 * of pictures. `queued`: the platform polls the provider until the work is done.
 */
const SUBJECTS = [
  { name: 'openai', model: 'gpt-image-2.6-flare', most: 4 },
  { name: 'ideogram v1', provider: 'ideogram', model: 'ideogram-v3', most: 4, addresses: true },
  { name: 'ideogram v2', provider: 'ideogram', model: 'ideogram-4.5', most: 4, addresses: true, queued: true },
  { name: 'fal', model: 'fal.flux-dev', most: 4, addresses: true, queued: true },
  { name: 'replicate', model: 'replicate.flux-schnell', most: 4, addresses: true, queued: true },
  { name: 'black-forest-labs', model: 'flux-2-pro', most: 1, addresses: true, queued: true },
  { name: 'studio', model: 'studio-1', most: 4, addresses: true, queued: true },
  { name: 'atelier', model: 'atelier-1', most: 4 },
  { name: 'gemini', model: 'gemini-3-pro-image', most: 1 },
  { name: 'stability', model: 'stable-image-core', most: 1 },
  { name: 'xai', model: 'grok-imagine-image', most: 4 },
  { name: 'recraft', model: 'recraft-v4.1', most: 4, addresses: true },
  { name: 'azure', model: 'azure.gpt-image-2', most: 4 },
  { name: 'luma', model: 'photon-1', most: 1, addresses: true, queued: true },
  { name: 'leonardo', model: 'leonardo.lucid-origin', most: 4, addresses: true, queued: true },
  { name: 'bytedance', model: 'seedream-4-5-251128', most: 1 },
  { name: 'dashscope', model: 'qwen-image-2.0', most: 4, addresses: true },
  { name: 'openrouter', model: 'openrouter.seedream-4.5', most: 4 },
  { name: 'together', model: 'together.flux-1-schnell', most: 4 },
  { name: 'runware', model: 'runware.flux-schnell', most: 4, addresses: true, queued: true },
  { name: 'huggingface', model: 'huggingface.sdxl', most: 1 },
  { name: 'fireworks', model: 'fireworks.flux-kontext-pro', most: 1, addresses: true, queued: true },
  { name: 'bedrock', model: 'bedrock.sd3.5-large', most: 1 },
  { name: 'midjourney', model: 'midjourney', most: 1, addresses: true, queued: true },
  { name: 'comfyui', model: 'comfyui', most: 4, queued: true },
  { name: 'automatic1111', model: 'automatic1111', most: 4 },
  { name: 'ideogram 3', provider: 'ideogram', model: 'ideogram-3', most: 4, addresses: true, queued: true },
  { name: 'flux 3', provider: 'black-forest-labs', model: 'flux-3-image', most: 1, addresses: true, queued: true },
].map((subject) => ({ provider: subject.name, ...subject }))
const only = word('only', null)
const chosen = SUBJECTS.filter(({ name, provider }) => only === null || name === only || provider === only)

/** Returns the process id of workerd. Finds workerd by its process group: the leader of this group is a child of the test's process. */
function runtimeProcess() {
  const processes = execFileSync('ps', ['-eo', 'pid,ppid,pgid,comm'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const groups = new Set(processes.filter(([, parent]) => Number(parent) === process.pid).map(([id]) => id))
  return processes.find(([, , group, name]) => groups.has(group) && name === 'workerd')?.[0]
}
/**
 * Starts to measure. Returns a function that ends the measurement and returns how far the runtime's resident memory grew at most, in MB.
 */
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
/** Returns a port of this machine at which nothing listens. */
async function deafPort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

const served = await serveFakes(0)
/** A provider like `studio`, but its answer contains the pictures instead of their URLs. */
const atelier = await serve('atelier', '/api', (options) => new FakeCustom(options))
const fakes = [...served.fakes, atelier]
const stop = () => [served, atelier].forEach((each) => each.stop())
const running = (name) => fakes.find((each) => each.name === name)
const fakeOf = (name) => running(name).fake
// The safeguard that `--broken` removes: after an answer that the platform cannot understand, it makes no second call, because the provider
// may have billed the first one. GUARD has a pattern that finds the safeguard's code in the bundle, and the text that replaces this code.
const GUARD = [/billed: mayBill \? "unknown" : "no"/, 'billed: "no"']
const runtime = new Runtime(bundle({ changes: isBroken ? [GUARD] : [] }))
const startedAt = Date.now()
let failures = 0
async function check(title, work) {
  try {
    await work()
    console.log(`ok    ${title}`)
    return true
  } catch (error) {
    failures++
    console.log(`FAIL  ${title}\n      ${error.stack}`)
    return false
  }
}

try {
  await runtime.start()
  const place = await setUp(runtime)
  const { adminKey, instanceId, key, replace } = place
  await place.setLimits([WIDE_BUDGET])
  const [studio] = customDefinition(true).models
  await replace(`/config/v1/instances/${instanceId}/models`, {
    // Users run these providers on their own servers, so their models are free by default, and no cost would be charged or held. Here the
    // models get a price, so that they can be tested like the models of other providers.
    models: ['midjourney', 'comfyui', 'automatic1111'].map((model) => ({
      model,
      enabled: true,
      price: { kind: 'per_image', rules: [{ micros: 5000 }] },
    })),
    aliases: [],
    custom_providers: [
      customDefinition(true, { base_url: running('studio').baseUrl }),
      customDefinition(false, { id: 'atelier', base_url: running('atelier').baseUrl, models: [{ ...studio, id: 'atelier-1' }] }),
    ],
  })
  const setCredential = (name, baseUrl) =>
    runtime.must(`PUT /config/v1/instances/${instanceId}/credentials/${name}`, {
      key: adminKey,
      body: { fields: fakeOf(name).fields?.(KEY) ?? { api_key: KEY }, base_url: baseUrl },
    })
  for (const { name, baseUrl } of fakes) await setCredential(name, baseUrl)
  fakeOf('studio').queued = true

  const generate = (body) => runtime.call('POST /v1/generate', { key, body: { prompt: 'A lake', ...body }, headers: { prefer: 'wait=30' } })
  const bytesOf = async (url) =>
    Buffer.from(await (await fetch(new URL(new URL(url).pathname + new URL(url).search, runtime.url))).arrayBuffer())

  /** Runs one row of the fault table, and checks the response, the record, the cost and the requests that the provider received. */
  async function play(row, { provider, model }) {
    const fake = fakeOf(provider)
    const before = fake.submits
    const body = { model, ...row.body }
    const quote = await runtime.must('POST /v1/quote', {
      key,
      body: { prompt: 'A lake', model, ...(row.body?.n ? { n: row.body.n } : {}) },
    })
    if (row.fault) fake.fault = row.fault()
    if (row.refusesConnections) await setCredential(provider, `http://127.0.0.1:${await deafPort()}`)
    Object.assign(fake, { pictureFault: row.pictureFault ?? null, refuses: row.refuses ?? false, gives: row.gives ?? null })
    const since = Date.now()
    const answer = await generate(body)
    const tookMs = Date.now() - since
    const id = answer.body.id ?? answer.body.generation_id
    // Waits until the job has ended. This may be after the request's deadline: for a while, the platform continues to poll a provider with
    // a queue, because such a provider bills the work even if nobody fetches the result.
    const record = await until(() => place.read(id), hasEnded, 60_000)
    Object.assign(fake, { fault: null, pictureFault: null, refuses: false, gives: null })
    if (row.refusesConnections) await setCredential(provider, running(provider).baseUrl)

    const { end, submits, charge, images = row.body?.n ?? 1 } = row.expected
    const said = `${JSON.stringify(answer.body)}\n${JSON.stringify(record)}`
    assert.equal(record.error?.code ?? null, end, said)
    if (answer.status >= 300) assert.equal(answer.body.code, end, said)
    assert.equal(fake.submits - before, submits, `${fake.submits - before} paid calls: ${said}`)
    if (row.atLeastMs) assert.ok(tookMs >= row.atLeastMs, `it took ${tookMs} ms alone`)
    assert.equal(record.status, end === null ? 'succeeded' : charge === 'held' ? 'indeterminate' : 'failed')
    const { amount_micros: amount, held_micros: kept } = record.cost
    assert.equal(kept, charge === 'held' ? quote.body.max_micros : 0, `held ${kept} of ${quote.body.max_micros}`)
    assert.equal(amount > 0, charge === 'all' || charge === 'came', `charged ${amount}`)
    // Compares the amount only if the platform has computed it. If the provider reports its charge, that charge is the amount.
    if (charge === 'came' && quote.body.exact && record.cost.source === 'computed')
      assert.equal(amount, (quote.body.amount_micros / row.body.n) * images)
    for (const spelling of [KEY, btoa(KEY), encodeURIComponent(KEY)]) assert.ok(!said.includes(spelling), 'the key is in it')
    if (end !== null) return
    assert.equal(answer.body.images.length, images)
    assert.deepEqual([answer.body.provider, answer.body.images[0].width, answer.body.images[0].format], [provider, 64, 'png'])
    assert.deepEqual([...(await bytesOf(answer.body.images[0].url)).subarray(0, 8)], [...fakePicture().subarray(0, 8)])
  }

  /** The results by row, then by provider. */
  const results = new Map([...ROWS, ...LARGE_ROWS].map(({ title }) => [title, new Map()]))
  const playAll = async (rows, subject, around = (work) => work()) => {
    for (const row of rows.filter((each) => applies(each, subject))) {
      const held = await check(`${subject.name}: ${row.title}`, () => around(() => play(rowFor(row, subject), subject), row))
      results.get(row.title).set(subject.name, held ? 'ok' : 'FAIL')
    }
  }
  // A fake has only one fault at a time, so the rows of one provider run one after another. Different providers run at the same time.
  const providers = [...new Set(chosen.map(({ provider }) => provider))]
  await Promise.all(
    providers.map(async (provider) => {
      for (const subject of chosen.filter((each) => each.provider === provider)) await playAll(ROWS, subject)
    }),
  )
  for (const subject of chosen) {
    await playAll(LARGE_ROWS, subject, async (work, row) => {
      const watch = watchMemory()
      await work()
      const grown = watch()
      // The platform writes up to 64 MB of an endless picture to the bucket before it refuses the picture. The bucket is simulated in the
      // process whose memory is measured. So for this fault the process may grow more than for others.
      assert.ok(grown < (row.pictureFault === 'endless' ? 200 : 64), `the runtime grew by ${grown} MB`)
      console.log(`      the runtime grew by ${grown} MB`)
    })
  }

  for (const provider of providers) {
    await check(`${provider}: its credential can be tried`, async () => {
      const listed = await runtime.must(`GET /config/v1/instances/${instanceId}/credentials`, { key: adminKey })
      const credential = listed.body.data.find((each) => each.provider === provider)
      const verified = await runtime.must(`POST /config/v1/credentials/${credential.id}/verify`, { key: adminKey })
      // An adapter may leave `verifyCredential` out, if its provider has no call that checks a key. The custom providers are not in the
      // registry; their definitions name such a call.
      const adapter = findAdapter(provider)
      const expected = adapter !== null && adapter.verifyCredential === undefined ? 'unsupported' : 'accepted'
      assert.equal(verified.body.status, expected, JSON.stringify(verified.body))
    })
  }

  const upload = async (bytes) => {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'image/png' }), 'a.png')
    const response = await fetch(`${runtime.url}/v1/assets`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form })
    assert.equal(response.status, 201, await response.clone().text())
    return (await response.json()).id
  }

  if (providers.includes('ideogram')) {
    await check('ideogram: upscale, describe and background removal of an upload', async () => {
      const inputs = [{ asset_id: await upload(fakePicture(32, 32, 1)) }]
      for (const [operation, model] of [
        ['upscale', 'ideogram-upscale'],
        ['describe', 'ideogram-describe'],
        ['remove_background', 'ideogram-remove-background'],
      ]) {
        const answer = await runtime.call('POST /v1/generate', { key, body: { model, operation, inputs }, headers: { prefer: 'wait=30' } })
        assert.equal(answer.status, 200, JSON.stringify(answer.body))
        assert.equal(operation === 'describe' ? answer.body.texts.length : answer.body.images.length, 1)
        assert.ok(answer.body.cost.amount_micros > 0)
      }
    })
  }

  if (providers.includes('openai')) {
    await check('openai: an edit with a mask, from uploads', async () => {
      const [image, mask] = [await upload(fakePicture(32, 32, 1)), await upload(fakePicture(32, 32, 2))]
      const model = 'gpt-image-2.6-flare'
      const answer = await generate({ model, operation: 'inpaint', inputs: [{ asset_id: image }], mask: { asset_id: mask } })
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
      const answer = await generate({ model: 'gpt-image-2.6-flare' })
      console.log(`      20 MB: the runtime grew by ${watch()} MB (the bucket is part of it here)`)
      fakeOf('openai').largePictureBytes = 0
      // The fake makes the large picture by adding bytes to a small one. Bytes after the end of a picture are ignored.
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.equal((await bytesOf(answer.body.images[0].url)).byteLength, 20 * 1024 * 1024)
    })
  }

  await check('the ledger is what the records say, and nothing stays reserved', async () => {
    const [budget, records] = [await place.budget(), await place.records()]
    const sum = (name) => records.reduce((total, record) => total + record.cost[name], 0)
    assert.deepEqual([budget.used, budget.held, budget.reserved], [sum('amount_micros'), sum('held_micros'), 0])
  })
  await check('no line of the log has the key', () => {
    const log = runtime.log.join('\n')
    for (const spelling of [KEY, btoa(KEY), encodeURIComponent(KEY)]) assert.ok(!log.includes(spelling))
  })

  const names = chosen.map(({ name }) => name)
  console.log(`\n| row | ${names.join(' | ')} |\n|---|${names.map(() => '---|').join('')}`)
  for (const [title, bySubject] of results) console.log(`| ${title} | ${names.map((name) => bySubject.get(name) ?? '–').join(' | ')} |`)
} finally {
  await runtime.remove()
  stop()
}
console.log(`\n${failures === 0 ? 'all good' : `${failures} failed`}, in ${Math.round((Date.now() - startedAt) / 1000)} s`)
process.exit(failures === 0 ? 0 : 1)
