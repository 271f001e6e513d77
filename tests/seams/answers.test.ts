// Fuzzes usage objects, answers with pictures, and event streams, as providers or the proxies in front of them may send them.
import { expect } from 'vitest'
import { customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { ideogram } from '../../src/providers/ideogram/index.ts'
import { openai } from '../../src/providers/openai/index.ts'
import { priceOf } from '../../src/providers/pricing.ts'
import { type ProviderAdapter, ProviderFailure, type SinkReference } from '../../src/providers/provider.ts'
import { replicate } from '../../src/providers/replicate/index.ts'
import { soundAnswer } from '../../src/providers/sound-answer.ts'
import { readUsage } from '../../src/providers/usage.ts'
import { decodeBase64 } from '../../src/shared/base64.ts'
import { joinBytes } from '../../src/shared/bytes.ts'
import { callFor, contextFor, requestFor } from '../providers/harness.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { type Random, seam, type Work } from './seam.ts'

const priced = requestFor(openai, 'gpt-image-1.5')

function oddValue(random: Random, depth = 0): unknown {
  const plain = [
    0,
    -1,
    0.5,
    12.5,
    1056,
    4160,
    1e9,
    1e30,
    -0,
    '7',
    '12.5',
    ' 3 ',
    '-4',
    '0x10',
    '1e400',
    '',
    'much',
    null,
    true,
    false,
    '18446744073709551615',
    '\u{1f600}',
    Number.MAX_SAFE_INTEGER,
    Number.MIN_VALUE,
  ]
  if (depth > 2 || !random.oneIn(6)) return random.pick(plain)
  if (random.oneIn(2)) return Array.from({ length: random.int(5) }, () => oddValue(random, depth + 1))
  return Object.fromEntries(Array.from({ length: random.int(5) }, () => [random.pick(USAGE_NAMES), oddValue(random, depth + 1)]))
}
const USAGE_NAMES = [
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'prompt_tokens',
  'completion_tokens',
  'text_tokens',
  'image_tokens',
  'cached_tokens',
  'input_tokens_details',
  'output_tokens_details',
  'prompt_tokens_details',
  'completion_tokens_details',
  'promptTokenCount',
  'candidatesTokenCount',
  'totalTokenCount',
  'candidatesTokensDetails',
  'modality',
  'tokenCount',
  '__proto__',
  'constructor',
]

/** Wraps the value in a JavaScript Proxy, which counts how often a field of the value is read. */
function watched(value: unknown, work: Work): unknown {
  if (value === null || typeof value !== 'object') return value
  return new Proxy(value, {
    get(target, name, receiver) {
      work.count()
      return watched(Reflect.get(target, name, receiver), work)
    },
  })
}

seam('usage objects', 2000, async (random, work) => {
  const usage = random.oneIn(20)
    ? oddValue(random)
    : Object.fromEntries(Array.from({ length: 1 + random.int(8) }, () => [random.pick(USAGE_NAMES), oddValue(random)]))
  work.count()
  const read = readUsage(watched(usage, work))
  const images = 1 + random.int(4)
  const { amountMicros } = priceOf(priced, { images, usage: read, inputs: [] })
  expect(Number.isSafeInteger(amountMicros) && amountMicros > 0, JSON.stringify(usage)).toBe(true)
  if (read === null) return
  for (const tokens of Object.values(read)) expect(Number.isSafeInteger(tokens) && tokens >= 0, JSON.stringify(usage)).toBe(true)
  expect(read.textOutTokens + read.imageOutTokens, JSON.stringify(usage)).toBeGreaterThan(0)
})

const SMALL = fakePicture(8, 8)
const ADDRESS = 'https://cdn.example-pictures.com/a.png?x=%20&y=1'

type Wanted = { bytes: Uint8Array } | { url: string }

/** Returns a picture as a text in an answer: a URL, base64 or a data URL. `wanted` is what an adapter must read from this text. */
function pictureText(random: Random): { text: string; wanted: Wanted } {
  if (random.oneIn(4)) return { text: ADDRESS, wanted: { url: ADDRESS } }
  const bytes = random.oneIn(40) ? joinBytes([SMALL, new Uint8Array(random.int(150_000)).fill(random.int(256))]) : SMALL
  const letters = random.oneIn(3) ? bytes.toBase64({ alphabet: 'base64url', omitPadding: random.oneIn(2) }) : bytes.toBase64()
  const lined = random.oneIn(5) ? letters.replaceAll(/(.{76})/g, '$1\r\n') : letters
  const head = random.pick(['', '', 'data:image/png;base64,', 'data:;base64,', 'data:application/octet-stream;charset=x;base64,'])
  return { text: head + lined, wanted: { bytes } }
}

function pictureItem(random: Random): { item: unknown; wanted: Wanted } {
  const { text, wanted } = pictureText(random)
  const empty = () => random.pick(['', null, '  '])
  const shapes: (() => unknown)[] = [
    () => ({ b64_json: text }),
    () => ({ url: text, b64_json: empty() }),
    () => ({ b64_json: empty(), url: text, seed: oddValue(random), revised_prompt: oddValue(random) }),
    () => ({ image_url: { url: text } }),
    () => ({ extra: oddValue(random), url: text }),
    () => text,
  ]
  return { item: random.pick(shapes)(), wanted }
}

/** Writes JSON as other programs do: with various escapes, with white space, with NaN for unknown numbers. */
function written(random: Random, value: unknown): string {
  let text = JSON.stringify(value, null, random.oneIn(3) ? 1 + random.int(4) : undefined)
  if (random.oneIn(4)) text = text.replaceAll('/', '\\/')
  if (random.oneIn(8)) text = text.replaceAll(/(?<!\de)\+/g, '\\u002b')
  return random.oneIn(10) ? text.replace(/^\{/, '{"nothing":NaN,') : text
}

/**
 * Makes a response with this text. The body is a stream of pieces, except for about half of the JSON responses, chosen at random: these
 * have a whole body and a Content-Length.
 */
function response(random: Random, text: string, type: string, work: Work): Response {
  const bytes = new TextEncoder().encode(text)
  if (type === 'application/json' && random.oneIn(2)) {
    work.count(bytes.byteLength)
    return new Response(bytes, { headers: { 'content-type': type, 'content-length': String(bytes.byteLength) } })
  }
  const size = random.pick([1, 3, 7, 40, 1000, 70_000])
  const step = Math.max(size, Math.ceil(bytes.byteLength / 400))
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(sink) {
      if (at >= bytes.byteLength) return sink.close()
      const piece = bytes.slice(at, at + step)
      work.count(piece.byteLength)
      at += step
      sink.enqueue(piece)
    },
  })
  return new Response(body, { headers: { 'content-type': type } })
}

/**
 * Damages the text of an answer: cuts off its end, inserts or removes characters, or swaps its beginning and its end. An adapter that
 * reads the damaged answer must return pictures or a typed failure.
 */
function damaged(random: Random, text: string): string {
  const at = random.int(text.length)
  switch (random.int(4)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + random.pick(['"', '\\', '}', ']', '\u0000', ',', 'x', '\n\n', '\\u12', '"data:']) + text.slice(at)
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + random.int(40))
    default:
      return text.slice(at) + text.slice(0, at)
  }
}

const studio = (() => {
  const parsed = parseCustomProvider(
    customDefinition(false, { response: { images: '/pictures/*', kind: 'base64', seed: '/seed', cost_usd: '/cost' } }),
  )
  if (!parsed.ok) throw new Error('the definition is not sound')
  return customAdapter(parsed.definition)
})()

interface Subject {
  adapter: ProviderAdapter
  model: string
  body(items: unknown[], random: Random): unknown
}
const SUBJECTS: Subject[] = [
  { adapter: openai, model: 'gpt-image-1.5', body: (data, random) => ({ created: oddValue(random), usage: oddValue(random), data }) },
  { adapter: studio, model: 'studio-1', body: (pictures, random) => ({ pictures, seed: oddValue(random), cost: oddValue(random) }) },
  {
    adapter: replicate,
    model: 'replicate.flux-schnell',
    body: (output, random) => ({ id: 'p', status: 'succeeded', output, metrics: oddValue(random) }),
  },
  { adapter: ideogram, model: 'ideogram-v3', body: (data, random) => ({ data, generation_id: oddValue(random) }) },
]

/** Submits a call for which the provider gives this answer. Returns the result, or the typed failure. Any other error is thrown. */
async function submitted({ adapter, model }: Pick<Subject, 'adapter' | 'model'>, answer: Response, work: Work, partialImages = 0) {
  const sunk = new Map<string, Uint8Array>()
  const { context } = contextFor(
    { fetch: async () => answer },
    {
      async sink(stream): Promise<SinkReference> {
        // If the stream of a picture breaks, this sink does not throw, so the adapter reads the rest of the answer. The platform's own
        // sink does not throw either: it reports the failure later, when the job stores the pictures of the answer.
        const bytes = await new Response(stream).bytes().catch(() => new Uint8Array(0))
        work.count(bytes.byteLength)
        const id = `sunk-${sunk.size}`
        sunk.set(id, bytes)
        return { kind: 'sunk', id }
      },
    },
  )
  const call = callFor(requestFor(adapter, model, { n: 3, partialImages }))
  try {
    const done = await adapter.submit(call, context)
    if (done.kind !== 'done') throw new Error('it was accepted')
    const { answer: sound } = soundAnswer(done, call.request)
    return {
      ...sound,
      came: sound.images.map(({ source }): Wanted => {
        if (source.kind === 'url') return { url: source.url }
        if (source.kind === 'bytes') return { bytes: source.bytes }
        if (source.kind === 'sunk') return { bytes: sunk.get(source.id)! }
        if (source.kind === 'base64') return { bytes: decodeBase64(source.data) ?? new Uint8Array(0) }
        throw new Error('a stream')
      }),
    }
  } catch (error) {
    if (error instanceof ProviderFailure) return error
    throw error
  }
}

function same(came: Wanted[], wanted: Wanted[]): boolean {
  return (
    came.length === wanted.length &&
    came.every((one, place) => {
      const other = wanted[place]!
      if ('url' in one || 'url' in other) return 'url' in one && 'url' in other && one.url === other.url
      return one.bytes.toHex() === other.bytes.toHex()
    })
  )
}

function checkSound(result: Exclude<Awaited<ReturnType<typeof submitted>>, ProviderFailure>): void {
  for (const { seed } of result.images) expect(seed === null || Number.isSafeInteger(seed)).toBe(true)
  expect(result.costMicros === null || Number.isSafeInteger(result.costMicros)).toBe(true)
}

// The maximum work of one answer: the number of bytes that are read from the answer, plus the number of bytes that the sink stores. No
// answer is longer than 2,000,000 bytes. The stored pictures are part of the answer, so the work is at most twice the length of the answer.
const MOST_BYTES = 4_000_000

seam('answers with pictures', MOST_BYTES, async (random, work) => {
  const subject = random.pick(SUBJECTS)
  const items = Array.from({ length: 1 + random.int(3) }, () => pictureItem(random))
  const text = written(
    random,
    subject.body(
      items.map(({ item }) => item),
      random,
    ),
  )
  const isDamaged = random.oneIn(4)
  const result = await submitted(subject, response(random, isDamaged ? damaged(random, text) : text, 'application/json', work), work)
  if (!(result instanceof ProviderFailure)) checkSound(result)
  if (isDamaged) return
  if (result instanceof ProviderFailure) throw result
  expect(
    same(
      result.came,
      items.map(({ wanted }) => wanted),
    ),
    text.slice(0, 500),
  ).toBe(true)
})

seam('event streams', MOST_BYTES, async (random, work) => {
  const end = random.pick(['\n', '\r\n', '\r'])
  const event = (name: string | null, data: string[]) =>
    [...(name === null ? [] : [`event: ${name}`]), ...data.map((line) => `data:${random.oneIn(2) ? ' ' : ''}${line}`), '', ''].join(end)
  const noise = () =>
    random.pick([
      () => `: comment${end}${end}`,
      () => event('ping', ['']),
      () => event(null, ['ping']),
      () => event(null, ['[DONE]']),
      () => event('usage', [JSON.stringify({ usage: oddValue(random) })]),
      () => event(null, [JSON.stringify(oddValue(random))]),
      () => event('x', ['{"broken":']),
      () => `id: 7${end}retry: 100${end}unknown${end}${end}`,
      () =>
        event('image_generation.partial_image', [JSON.stringify({ type: 'image_generation.partial_image', b64_json: SMALL.toBase64() })]),
    ])()
  const { text, wanted } = pictureText(random)
  const body = { type: 'image_generation.completed', usage: oddValue(random), [random.pick(['b64_json', 'url'])]: text }
  const result = event(random.pick([null, 'image_generation.completed', 'done']), [written(random, body).replaceAll('\n', ' ')])
  const around = () => Array.from({ length: random.int(4) }, noise).join('')
  const whole = `${random.oneIn(8) ? '\u{feff}' : ''}${around()}${result}${around()}`
  const isDamaged = random.oneIn(4)
  const answer = response(random, isDamaged ? damaged(random, whole) : whole, 'text/event-stream', work)
  const came = await submitted({ adapter: openai, model: 'gpt-image-1.5' }, answer, work, 1)
  if (isDamaged) return
  if (came instanceof ProviderFailure) throw came
  checkSound(came)
  expect(same(came.came, [wanted]), whole.slice(0, 600)).toBe(true)
})
