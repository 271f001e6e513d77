// Tests the spans of a generation, as Cloudflare's tracing receives them and as an OpenTelemetry export would send them. A streaming tail
// Worker next to the platform reads the spans. `npx node tests/faults/spans.mjs` runs this test; `npm test` runs it, too.
import { bundle, check, finish, hasEnded, Runtime, setUp, sleep, until } from './runtime.mjs'

const lines = []
const runtime = new Runtime(bundle(), {
  showsSpans: true,
  onLine: (line) => line.startsWith('{"span":') && lines.push({ ...JSON.parse(line), text: line }),
})
await runtime.start()
const place = await setUp(runtime)
lines.length = 0

const PROMPT = 'a lighthouse that nobody must read of'
const sketch = { queued: true, polls: 1, poll_after_ms: 100 }
const body = { prompt: PROMPT, model: 'sketch-priced', quality: 'low', size: '64x64', provider_options: { sketch } }
const { id } = (await runtime.must('POST /v1/generate', { key: place.key, body, headers: { prefer: 'respond-async' } })).body
await until(() => place.read(id), hasEnded)
await sleep(1000)

const ofJob = lines.filter(
  ({ span, attributes }) => span === 'attributes' && attributes.some(({ name, value }) => name === 'generation_id' && value === id),
)
const own = ['limiter.admit', 'provider.submit', 'provider.poll', 'pictures.store', 'limiter.settle', 'record.write']
const opened = lines.filter(({ span, name }) => span === 'open' && own.includes(name))
check(
  own.every((name) => opened.some((span) => span.name === name)),
  `each step has its span: ${[...new Set(opened.map(({ name }) => name))].join(', ')}`,
)
check(ofJob.length === opened.length, `each says whose it is: ${ofJob.length} of ${opened.length}`)
const named = new Set(ofJob.flatMap(({ attributes }) => attributes.map(({ name }) => name)))
check(
  [...named].every((name) => ['generation_id', 'provider', 'connection', 'model', 'attempt'].includes(name)),
  `ids and names, nothing else: ${[...named].join(', ')}`,
)
check(
  lines.every(({ text }) => !text.includes(PROMPT) && !text.includes(place.key)),
  `neither prompt nor key is in any of ${lines.length} lines`,
)
await finish(runtime)
