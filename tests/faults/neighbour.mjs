// Measures how much a noisy instance slows another instance down: `npm run test:neighbour -- [--seconds 60]`. The test starts the platform
// on this machine. docs/development/field-tests.md lists the requirements D1 to D9. Each of them protects against one kind of harmful
// request. The noisy instance sends all nine kinds at full rate. Meanwhile the other instance sends ordinary requests, and the test
// measures how long the platform takes to admit each of them.
//
// The test passes if no ordinary request fails, if no process of the runtime ends, and if the median time is at most three times the median
// on a quiet platform. `--only D2,D7` sends only the harmful requests of D2 and D7. `--each` first sends each kind alone, also for
// `--seconds`, to show how much it slows the other instance down.
import '../../scripts/local/node-version.mjs'
import { createServer } from 'node:http'
import { hostilePngs, jpegOfScans } from '../support/hostile-pictures.ts'
import { png } from '../support/pictures.ts'
import { measureAdmissions } from './admissions.mjs'
import { check, finish, openPlace, option, sleep, word } from './runtime.mjs'

const SECONDS = option('seconds', 60)
/** The number of calls of each kind that the noisy instance has open at once. */
const AT_ONCE = option('at-once', 4)
/** The number of calls per second that the measured instance makes. */
const RATE = 10

const { runtime, place: noisy } = await openPlace(null)
const processesBefore = String(runtime.processIds)

/** Makes a second organization with an instance, so that this instance shares as little as possible with the noisy one. */
async function neighbourOf() {
  const { adminKey } = noisy
  const organization = await runtime.must('POST /config/v1/organizations', { key: adminKey, body: { name: 'Quiet', slug: 'quiet' } })
  const instance = await runtime.must('POST /config/v1/instances', {
    key: adminKey,
    body: { organization_id: organization.body.id, name: 'Quiet', slug: 'quiet', default_model: 'sketch' },
  })
  const project = await runtime.must(`POST /config/v1/instances/${instance.body.id}/projects`, {
    key: adminKey,
    body: { name: 'App', slug: 'app' },
  })
  const key = await runtime.must('POST /config/v1/keys', {
    key: adminKey,
    body: { kind: 'project', project_id: project.body.id, name: 'App', scopes: ['read', 'generate'] },
  })
  return key.body.secret
}
const quietKey = await neighbourOf()

// --- the nine kinds of requests that the noisy instance sends ----------------------------------------------------------------------------

/** Sends a picture of unknown length, one byte every half second, so that it occupies memory for as long as the platform allows. */
const dripping = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'image/png' })
  const bytes = Buffer.from(png(64, 64, undefined, 100_000))
  let at = 0
  const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), 500)
  response.on('close', () => clearInterval(timer))
})
await new Promise((resolve) => dripping.listen(0, '127.0.0.1', resolve))
const drip = `http://127.0.0.1:${dripping.address().port}`

async function form(path, parts) {
  const body = new FormData()
  for (const [name, part] of Object.entries(parts))
    body.append(name, typeof part === 'string' ? part : new File([part], `${name}.png`, { type: 'image/png' }))
  const response = await fetch(`${runtime.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${noisy.key}` },
    body,
    signal: AbortSignal.timeout(60_000),
  })
  await response.arrayBuffer()
}
const edit = (body) =>
  runtime.call('POST /v1/images/edits', { key: noisy.key, body: { model: 'sketch', size: '64x64', prompt: 'x', ...body } })
const inline = (bytes) => ({ image_url: `data:image/png;base64,${Buffer.from(bytes).toString('base64')}` })
const picture = png(64, 64)
const scans = jpegOfScans(
  2048,
  2048,
  Array.from({ length: 60 }, () => [1]),
  { progressive: true, spectral: [1, 63], approximation: 0x10, data: [0, 0] },
)
const tall = hostilePngs.tall()
let calls = 0
const kinds = {
  D1: () => form('/v1/images/edits', { image: picture, mask: tall, prompt: 'x', model: 'sketch', size: '64x64' }),
  D2: () => runtime.call('POST /v1/generate', { key: noisy.key, body: { prompt: `${'- '.repeat(15_900)}${++calls}`, size: '64x64' } }),
  D3: () => edit({ images: [inline(scans)] }),
  D4: () => runtime.call('GET /v1/models', { key: 'cma_live_000000000000000000000000000000000000000000000000' }),
  D5: () => edit({ images: [{ image_url: `${drip}/${++calls}.png` }] }),
  D6: () => edit({ images: Array.from({ length: 16 }, () => ({ image_url: `${drip}/${++calls}.png` })) }),
  D7: () => runtime.call('POST /v1/generate', { key: noisy.key, body: { prompt: `a lake ${++calls}`, n: 2, size: '2048x2048' } }),
  D8: async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 3000)
    const response = await fetch(`${runtime.url}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${noisy.key}`, 'content-type': 'application/json', 'idempotency-key': 'one' },
      body: JSON.stringify({ prompt: 'x', model: 'sketch', size: '64x64', stream: true }),
      signal: controller.signal,
    })
    await response.arrayBuffer()
  },
  D9: () =>
    runtime.call('POST /config/v1/keys', {
      key: noisy.key,
      body: { kind: 'project', project_id: noisy.projectId, name: `Key ${++calls}`, scopes: ['read'] },
    }),
}

// --- the measurement ------------------------------------------------------------------------------------------------------------------------

let failed = 0
async function measure(seconds) {
  const measured = await measureAdmissions({ url: runtime.url, key: quietKey, seconds, rate: RATE })
  failed += measured.failed
  return measured.times
}
const at = (times, part) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] * 10) / 10
const figures = (times) => `median ${at(times, 0.5)} ms, 95 % ${at(times, 0.95)} ms, most ${at(times, 1)} ms of ${times.length}`

await runtime.must(`PATCH /config/v1/instances/${noisy.instanceId}`, {
  key: noisy.adminKey,
  body: {
    content_policy: {
      blocked_terms: ['- - - - - Z', 'f * * k', ...Array.from({ length: 120 }, (_, place) => `${'- '.repeat(40)}${place}`)],
    },
  },
  headers: { 'content-type': 'application/merge-patch+json' },
})
await measure(3)
const quiet = await measure(Math.max(5, SECONDS / 3))
console.log(`quiet: ${figures(quiet)}`)

/** Measures the admissions of ordinary requests while the noisy instance sends requests of the kinds `names` at full rate. */
async function beside(names) {
  let going = true
  const sent = Object.fromEntries(names.map((kind) => [kind, 0]))
  const noise = names.flatMap((kind) =>
    Array.from({ length: AT_ONCE }, async () => {
      while (going) {
        await kinds[kind]().catch(() => {})
        sent[kind]++
        // Many requests of the noisy instance are refused immediately. Without this pause, sending them would keep the test's own process
        // busy.
        await sleep(20)
      }
    }),
  )
  const cpuBefore = runtime.cpuSeconds
  const times = await measure(SECONDS)
  const cpu = cpuBefore === null ? '' : `; CPU ${Math.round((runtime.cpuSeconds - cpuBefore) * 10) / 10} s`
  going = false
  console.log(`beside ${names.join(', ')}: ${figures(times)}; sent: ${JSON.stringify(sent)}${cpu}`)
  return { times, ended: Promise.race([Promise.all(noise), sleep(10_000)]) }
}

const chosen = word('only', Object.keys(kinds).join(',')).split(',')
for (const kind of process.argv.includes('--each') ? chosen : []) await (await beside([kind])).ended
const { times: loud, ended } = await beside(chosen)
check(failed === 0, `none of the neighbour's calls failed (${failed})`)
check(String(runtime.processIds) === processesBefore, 'no process of the runtime ended')
check(at(loud, 0.5) <= 3 * at(quiet, 0.5), `the median is within three times of the quiet one: ${at(loud, 0.5)} and ${at(quiet, 0.5)} ms`)
dripping.closeAllConnections()
await ended
await finish(runtime, dripping)
