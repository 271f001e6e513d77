// `npm run test:memory` measures how much the memory of the Worker's isolate grows. The isolate transfers pictures of 20 MB, and receives
// bodies so large that they would fill its memory. The test builds the Worker as it is deployed, and runs it on this machine in a workerd
// process of its own. A server in this script plays the provider. The test observes the isolate through workerd's inspector. The last part
// is the negative control: it measures a build that holds whole bodies in memory, and this build must exceed the maximum.
// docs/development/memory.md explains the numbers. The test takes about four minutes.
import '../../scripts/local/node-version.mjs'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGzip } from 'node:zlib'
import { platformBindings, platformClasses } from '../../bench/parts/tenant.mjs'
import { migrations } from '../support/migrations.mjs'
import { hugePng, png } from '../support/pictures.ts'
import { bundle } from './runtime.mjs'

const root = new URL('../../', import.meta.url).pathname
const MB = 1024 * 1024
/** The amount by which the isolate's memory may grow while a picture of 20 MB passes through it. The specification sets this maximum. */
const MOST_GROWTH_MB = 16
/**
 * The maximum growth of the isolate's memory for bodies of any size. It allows for one part of a multipart upload (5 MiB), R2's copy of
 * the part, and copies of earlier parts that the garbage collection has not removed yet.
 */
const MOST_HOSTILE_MB = 24
const LOOK_EVERY_MS = 100
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

// --- the provider -------------------------------------------------------------------------------------------------------------------------

const PICTURE = Buffer.from(png(64, 64, undefined, 20 * MB - png(64, 64, undefined, 1).byteLength + 1))
assert.equal(PICTURE.byteLength, 20 * MB)
const PICTURE_SHA256 = sha256(PICTURE)
const GIANT = Buffer.from(hugePng(30_000, 30_000))
const SPACES = Buffer.alloc(256 * 1024, 0x20)
/** The first bytes of a picture, and the header of a private chunk that is 500 MB long. */
const ENDLESS_HEAD = Buffer.concat([PICTURE.subarray(0, 33), Buffer.from([0x1f, 0x40, 0, 0, 0x63, 0x61, 0x42, 0x58])])

/** Compresses `head` and a gigabyte of spaces after it to about one megabyte. */
async function gzipOf(head) {
  const gzip = createGzip({ level: 9 })
  const pieces = []
  gzip.on('data', (piece) => pieces.push(piece))
  const ended = new Promise((resolve) => gzip.once('end', resolve))
  gzip.write(head)
  const zeros = Buffer.alloc(MB, 0x20)
  for (let left = 1024; left > 0; left--) if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve))
  gzip.end()
  await ended
  return Buffer.concat(pieces)
}
const BOMB = await gzipOf('{')
const PICTURE_BOMB = await gzipOf(ENDLESS_HEAD)

async function write(response, piece) {
  if (response.destroyed) return false
  if (!response.write(piece)) {
    await new Promise((resolve) => {
      const done = () => (response.off('drain', done), response.off('close', done), resolve())
      response.on('drain', done).on('close', done)
    })
  }
  return !response.destroyed
}
/** Sends `head`, and then `bytes` bytes in copies of `piece`. Pauses after each copy, so that the memory can be measured. */
async function pour(response, head, piece, bytes, pauseMs) {
  let left = bytes
  for (let going = await write(response, head); going && left > 0; left -= piece.byteLength) {
    going = await write(response, piece.subarray(0, Math.min(piece.byteLength, left)))
    if (pauseMs > 0) await sleep(pauseMs)
  }
  response.end()
}
async function pourWhole(response, bytes, pauseMs) {
  for (let at = 0; at < bytes.byteLength && !response.destroyed; at += 256 * 1024) {
    await write(response, bytes.subarray(at, at + 256 * 1024))
    if (pauseMs > 0) await sleep(pauseMs)
  }
  response.end()
}
/**
 * Sends one byte a second for twenty seconds, then breaks the network connection. By then, the request's deadline of 15 seconds has
 * passed.
 */
async function drip(response, bytes) {
  for (let at = 0; at < 20 && !response.destroyed; at++) {
    await write(response, bytes.subarray(at, at + 1))
    await sleep(1000)
  }
  response.destroy()
}

let paceMs = 0
const json = { 'content-type': 'application/json' }
const image = { 'content-type': 'image/png' }
/** For each picture URL, a function that sends the response. */
const pictures = {
  known: (response) => pourWhole(response.writeHead(200, { ...image, 'content-length': PICTURE.byteLength }), PICTURE, paceMs),
  unknown: (response) => pourWhole(response.writeHead(200, image), PICTURE, paceMs),
  endless: (response) => pour(response.writeHead(200, image), ENDLESS_HEAD, SPACES, 500 * MB, 0),
  'endless-known': (response) =>
    pour(response.writeHead(200, { ...image, 'content-length': 500 * MB + ENDLESS_HEAD.byteLength }), ENDLESS_HEAD, SPACES, 500 * MB, 0),
  bomb: (response) => pourWhole(response.writeHead(200, { ...image, 'content-encoding': 'gzip' }), PICTURE_BOMB, 0),
  giant: (response) => response.writeHead(200, { ...image, 'content-length': GIANT.byteLength }).end(GIANT),
  drip: (response) => drip(response.writeHead(200, { ...image, 'content-length': PICTURE.byteLength }), PICTURE),
}
/** For each kind of answer in OpenAI's format, a function that sends it. */
const answers = {
  async base64(response) {
    response.writeHead(200, json)
    await write(response, '{"created":1760000000,"output_format":"png","data":[{"b64_json":"')
    for (let at = 0; at < PICTURE.byteLength; at += 192 * 1024) {
      await write(response, PICTURE.subarray(at, at + 192 * 1024).toString('base64'))
      if (paceMs > 0) await sleep(paceMs)
    }
    const usage = { input_tokens: 12, output_tokens: 1056, total_tokens: 1068, input_tokens_details: { text_tokens: 12, image_tokens: 0 } }
    response.end(`"}],"usage":${JSON.stringify(usage)}}`)
  },
  'json-endless': (response) => pour(response.writeHead(200, json), Buffer.from('{"data":['), SPACES, 500 * MB, 0),
  'base64-endless': (response) =>
    pour(response.writeHead(200, json), Buffer.from('{"data":[{"b64_json":"'), Buffer.alloc(256 * 1024, 'iVBO'), 500 * MB, 0),
  'json-bomb': (response) => pourWhole(response.writeHead(200, { ...json, 'content-encoding': 'gzip' }), BOMB, 0),
  'json-drip': (response) => drip(response.writeHead(200, json), Buffer.from(`{"data":[${' '.repeat(1000)}`)),
}

const provider = createServer((request, response) => {
  let text = ''
  request.on('data', (piece) => (text += piece))
  request.on('end', () => {
    response.on('error', () => {})
    const picture = /^\/pictures\/([a-z-]+)$/.exec(request.url)?.[1]
    if (picture !== undefined) return void pictures[picture](response)
    const { prompt, input } = JSON.parse(text)
    if (prompt !== undefined) return void answers[prompt](response)
    const output = [`http://${request.headers.host}/pictures/${input.prompt}`]
    response.writeHead(201, json).end(JSON.stringify({ id: 'p1', status: 'succeeded', output }))
  })
})
await new Promise((resolve) => provider.listen(0, '127.0.0.1', resolve))
const providerUrl = `http://127.0.0.1:${provider.address().port}`

// --- the platform -------------------------------------------------------------------------------------------------------------------------

/**
 * Returns the bundle of the negative control. Its Worker holds whole bodies in memory: it reads each stream to the end before it passes on
 * the first piece.
 */
function holdingWhole(text) {
  const found = text.match(/function byteChunks\d*\(stream\) \{\n/g)
  assert.equal(found?.length, 1, 'byteChunks is not in the bundle once')
  return text.replace(
    found[0],
    `${found[0]}  const whole = new Response(stream).arrayBuffer();
  let at = 0;
  return {
    async next() { const bytes = new Uint8Array(await whole); const piece = bytes.subarray(at, at + 65536); at += 65536; return piece.byteLength === 0 ? null : piece; },
    async cancel() {}
  };
`,
  )
}

async function startPlatform(file) {
  const options = {
    system: 'platform',
    upstream: providerUrl,
    bundle: file,
    classes: platformClasses(root),
    bindings: platformBindings,
    migrations: migrations(),
    inspect: true,
  }
  const child = spawn(process.execPath, [join(root, 'bench/parts/host.mjs'), JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'pipe'] })
  const words = []
  createInterface({ input: child.stderr }).on('line', (line) => words.push(line) > 50 && words.shift())
  const { url, inspector } = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the runtime ended with ${code}\n${words.join('\n')}`)))
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"url"') && resolve(JSON.parse(line)))
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  return { url, inspector, stop: () => (child.stdin.end(), gone) }
}

/**
 * Returns functions that measure the memory that the isolate itself reports: JavaScript's heap and the buffers outside it. The simulators
 * of R2 and D1 run in other isolates and are not included. `look` measures at once, `rest` only after a garbage collection. A garbage
 * collection that the inspector requests happens only when the isolate runs again, so `rest` also sends requests to the isolate.
 */
async function watchIsolate({ inspector, url }) {
  const targets = await (await fetch(`http://${new URL(inspector).host}/json`)).json()
  const target = targets.find(({ id }) => id === 'core:user:platform')
  assert.ok(target, 'the inspector does not know the platform')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const waiting = new Map()
  let asked = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data)
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  const ask = (method) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve)
      socket.send(JSON.stringify({ id: asked, method }))
    })
  const look = async (collected) => {
    if (collected) void ask('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = await ask('Runtime.getHeapUsage')
    return (usedSize + backingStorageSize) / MB
  }
  /** Returns the memory that is in use after a garbage collection, while no work runs. */
  const rest = async () => {
    for (let round = 0; round < 3; round++) {
      void ask('HeapProfiler.collectGarbage')
      await (await fetch(`${url}/v1/health`)).arrayBuffer()
      await sleep(100)
    }
    return look(false)
  }
  return { look, rest, close: () => socket.close() }
}

const FEWEST_LOOKS = 5
const MOST_REPEATS = 500

/**
 * Measures the isolate's memory while `work` runs. If the platform refuses the work, one run is too short to be measured. So `work` is
 * repeated until there are enough measurements. Returns the maximum growth in MB, and the number of measurements (`looks`). If `collected`
 * is true, only memory in use counts. Otherwise garbage counts, too.
 */
async function growthDuring(isolate, collected, work) {
  const before = await isolate.rest()
  let most = before
  let looks = 0
  let running = true
  const watching = (async () => {
    while (running) {
      most = Math.max(most, await isolate.look(collected))
      looks++
      await sleep(collected ? LOOK_EVERY_MS : 10)
    }
  })()
  try {
    for (let repeats = 0; repeats === 0 || (looks < FEWEST_LOOKS && repeats < MOST_REPEATS); repeats++) await work()
  } finally {
    running = false
    await watching
  }
  return { growth: most - before, looks }
}

// --- the measurements, one row of the result for each ------------------------------------------------------------------------------------

let failures = 0
const table = []
async function row(name, isolate, work, { most = MOST_GROWTH_MB, mustFail = false, once = false } = {}) {
  try {
    paceMs = 15
    const held = await growthDuring(isolate, true, work)
    paceMs = 0
    const withGarbage = once ? null : await growthDuring(isolate, false, work)
    assert.ok(held.looks >= FEWEST_LOOKS, 'it was over before anybody could look')
    const holds = held.growth < most
    if (holds === mustFail) failures++
    table.push({ row: name, heldMB: held.growth, withGarbageMB: withGarbage?.growth ?? Number.NaN, mostMB: most, looks: held.looks })
    const verdict = mustFail ? (holds ? 'FAIL  (the control did not grow) ' : 'ok    (as a control has to) ') : holds ? 'ok    ' : 'FAIL  '
    console.log(
      `${verdict}${name}: held ${held.growth.toFixed(1)} MB${withGarbage === null ? '' : `, with garbage ${withGarbage.growth.toFixed(1)} MB`} (${held.looks} looks)`,
    )
  } catch (error) {
    failures++
    console.log(`FAIL  ${name}\n      ${error.stack}`)
  }
}

async function setUp(url) {
  const call = async (target, { key, body, headers = {} } = {}) => {
    const [method, path] = target.split(' ')
    const sent = { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...headers }
    const response = await fetch(`${url}${path}`, { method, headers: sent, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  const must = async (target, options) => {
    const answer = await call(target, options)
    if (answer.status >= 300) throw new Error(`${target}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const setup = await must('POST /config/v1/setup', {
    body: {
      setup_token: platformBindings.SETUP_TOKEN,
      organization: { name: 'Memory', slug: 'memory' },
      admin: { name: 'Ada', email: 'ada@example.com' },
    },
  })
  const admin = { key: setup.secret }
  const instance = await must('POST /config/v1/instances', {
    ...admin,
    body: { organization_id: setup.organization.id, name: 'One', slug: 'one', default_model: 'gpt-image-2.6-flare' },
  })
  for (const [name, path] of Object.entries({ openai: '/openai/v1', replicate: '/replicate/v1' }))
    await must(`PUT /config/v1/instances/${instance.id}/credentials/${name}`, {
      ...admin,
      body: { fields: { api_key: 'sk-memory-0123456789abcdef' }, base_url: `${providerUrl}${path}` },
    })
  const project = await must(`POST /config/v1/instances/${instance.id}/projects`, { ...admin, body: { name: 'App', slug: 'app' } })
  const made = await must('POST /config/v1/keys', {
    ...admin,
    body: { kind: 'project', project_id: project.id, name: 'App', scopes: ['read', 'generate', 'manage'] },
  })
  const key = made.secret
  const generate = (model, prompt, more = {}) =>
    call('POST /v1/generate', { key, body: { model, prompt, ...more }, headers: { prefer: 'wait=120' } })
  return {
    key,
    byUrl: (prompt, more) => generate('replicate.flux-schnell', prompt, more),
    byBase64: (prompt, more) => generate('gpt-image-2.6-flare', prompt, more),
  }
}

/** Reads a body piece by piece and returns its hash. If `paceMs` is set, it pauses after each piece, so that the memory can be measured. */
async function readHash(url, init) {
  const response = await fetch(url, init)
  assert.equal(response.status, 200)
  const hash = createHash('sha256')
  for await (const piece of response.body) {
    hash.update(piece)
    if (paceMs > 0) await sleep(1)
  }
  return hash.digest('hex')
}

function succeeded(answer) {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const [picture] = answer.body.images
  assert.deepEqual([picture.sha256, picture.size_bytes], [PICTURE_SHA256, PICTURE.byteLength])
  return picture
}
const failed = (answer, ...codes) => assert.ok(codes.includes(answer.body.code), JSON.stringify(answer.body))

async function wanted(isolate, { url, key, byUrl, byBase64 }, options = {}) {
  let picture
  await row('20 MB by address, length known', isolate, async () => (picture = succeeded(await byUrl('known'))), options)
  await row('20 MB by address, length unknown', isolate, async () => succeeded(await byUrl('unknown')), options)
  await row('20 MB as base64 in JSON', isolate, async () => succeeded(await byBase64('base64')), options)
  return { picture, url, key }
}

const folder = bundle()
const file = join(folder, 'platform.js')
try {
  const platform = await startPlatform(file)
  const isolate = await watchIsolate(platform)
  try {
    const system = { url: platform.url, ...(await setUp(platform.url)) }
    const { byUrl, byBase64, key } = system
    // With its first pictures, the isolate allocates memory that it then keeps. So two pictures are made before anything is measured.
    for (const make of [() => byUrl('known'), () => byBase64('base64')]) succeeded(await make())
    const { picture } = await wanted(isolate, system)
    const link = new URL(picture.url)
    const bearer = { headers: { authorization: `Bearer ${key}` } }
    await row('20 MB out by signed link', isolate, async () =>
      assert.equal(await readHash(`${platform.url}${link.pathname}${link.search}`), PICTURE_SHA256),
    )
    await row('20 MB out by key', isolate, async () =>
      assert.equal(await readHash(`${platform.url}/v1/assets/${picture.asset_id}/content`, bearer), PICTURE_SHA256),
    )
    await row('20 MB in and out as base64, through OpenAI’s API', isolate, async () => {
      const body = JSON.stringify({ model: 'gpt-image-2.6-flare', prompt: 'base64', response_format: 'b64_json' })
      const headers = { ...bearer.headers, 'content-type': 'application/json' }
      const response = await fetch(`${platform.url}/v1/images/generations`, { method: 'POST', headers, body })
      const answer = await response.json()
      assert.equal(response.status, 200, JSON.stringify(answer).slice(0, 500))
      assert.equal(sha256(Buffer.from(answer.data[0].b64_json, 'base64')), PICTURE_SHA256)
    })
    const deadline = { deadline_ms: 15_000 }
    const hostile = { most: MOST_HOSTILE_MB }
    await row(
      '500 MB behind an address, length unknown',
      isolate,
      async () => failed(await byUrl('endless'), 'provider_bad_answer'),
      hostile,
    )
    await row(
      '500 MB behind an address, length known',
      isolate,
      async () => failed(await byUrl('endless-known'), 'provider_bad_answer'),
      hostile,
    )
    await row('500 MB of JSON', isolate, async () => failed(await byBase64('json-endless'), 'outcome_indeterminate'), hostile)
    await row(
      '500 MB of base64 in JSON',
      isolate,
      async () => failed(await byBase64('base64-endless'), 'outcome_indeterminate', 'provider_bad_answer'),
      hostile,
    )
    await row('1 GB as 1 MB of gzip, JSON', isolate, async () => failed(await byBase64('json-bomb'), 'outcome_indeterminate'), hostile)
    await row('1 GB as 1 MB of gzip, behind an address', isolate, async () => failed(await byUrl('bomb'), 'provider_bad_answer'), hostile)
    await row('30,000 × 30,000 PNG', isolate, async () => failed(await byUrl('giant'), 'provider_bad_answer'), hostile)
    await row(
      'JSON at 1 byte/s',
      isolate,
      async () => failed(await byBase64('json-drip', deadline), 'outcome_indeterminate', 'deadline_exceeded'),
      { ...hostile, once: true },
    )
    await row(
      'a picture at 1 byte/s',
      isolate,
      async () => failed(await byUrl('drip', deadline), 'provider_bad_answer', 'deadline_exceeded'),
      { ...hostile, once: true },
    )
  } finally {
    isolate.close()
    await platform.stop()
  }

  console.log('\nThe control holds every body whole before it looks at it:')
  writeFileSync(file, holdingWhole(readFileSync(file, 'utf8')))
  const broken = await startPlatform(file)
  const watched = await watchIsolate(broken)
  try {
    await wanted(watched, { url: broken.url, ...(await setUp(broken.url)) }, { mustFail: true, once: true })
  } finally {
    watched.close()
    await broken.stop()
  }
} finally {
  provider.closeAllConnections()
  provider.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures === 0 ? '\nall hold' : `\n${failures} do not hold`)
process.exit(failures === 0 ? 0 : 1)
