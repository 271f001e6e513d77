// Tests how adapters read provider answers that users reported. The name of each test begins with its row in
// docs/development/field-tests.md, for example `A1`.
import { describe, expect, it } from 'vitest'
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts'
import { claimsOfModel, claimsOfProvider, customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { kindOfError } from '../../src/providers/error-words.ts'
import { comfyui } from '../../src/providers/comfyui/index.ts'
import { dashscope } from '../../src/providers/dashscope/index.ts'
import { fal } from '../../src/providers/fal/index.ts'
import { gemini } from '../../src/providers/gemini/index.ts'
import { ideogram } from '../../src/providers/ideogram/index.ts'
import { leonardo } from '../../src/providers/leonardo/index.ts'
import { luma } from '../../src/providers/luma/index.ts'
import { midjourney } from '../../src/providers/midjourney/index.ts'
import { readMicros, readNumber, readSeed } from '../../src/providers/numbers.ts'
import { openai } from '../../src/providers/openai/index.ts'
import { priceOf } from '../../src/providers/pricing.ts'
import type { Done, ProviderAdapter, ProviderContext } from '../../src/providers/provider.ts'
import { bedrock } from '../../src/providers/bedrock/index.ts'
import { recraft } from '../../src/providers/recraft/index.ts'
import { replicate } from '../../src/providers/replicate/index.ts'
import { runware } from '../../src/providers/runware/index.ts'
import { soundAnswer } from '../../src/providers/sound-answer.ts'
import { readUsage } from '../../src/providers/usage.ts'
import { workersAi } from '../../src/providers/workers-ai/index.ts'
import { Secret } from '../../src/shared/secret.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, requestFor } from './harness.ts'

const PICTURE = fakePicture(24, 24)
const BASE64 = PICTURE.toBase64()
const URL_SAFE = PICTURE.toBase64({ alphabet: 'base64url', omitPadding: true })
const DATA = `data:image/png;base64,${BASE64}`
const ADDRESS = 'https://cdn.example-pictures.com/a.png'

/** Makes a provider that returns these answers in order, and repeats the last one for ever. */
function answering(...answers: unknown[]) {
  const urls: string[] = []
  const fetch = async (url: string | URL | Request) => {
    const answer = answers[Math.min(urls.push(url instanceof Request ? url.url : String(url)), answers.length) - 1]
    if (answer instanceof Response) return answer.clone()
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
  }
  return { fetch, urls }
}

const MODELS = new Map<ProviderAdapter, string>([
  [openai, 'gpt-image-1.5'],
  [fal, 'fal.flux-dev'],
  [replicate, 'replicate.flux-schnell'],
  [blackForestLabs, 'flux-2-pro'],
  [ideogram, 'ideogram-v3'],
  [gemini, 'gemini-2.5-flash-image'],
  [comfyui, 'comfyui'],
  [midjourney, 'midjourney'],
])

const firstModelOf = ({ models }: ProviderAdapter) => models.find(({ capabilities }) => capabilities.operations.includes('generate'))!.id

async function run(adapter: ProviderAdapter, answers: unknown[], changes: Partial<ProviderContext> = {}, n = 1) {
  const fake = answering(...answers)
  const watched = contextFor(fake, changes)
  const call = callFor(requestFor(adapter, MODELS.get(adapter) ?? firstModelOf(adapter), { n }))
  let state = await adapter.submit(call, watched.context)
  for (let handle = state.kind === 'accepted' ? state.handle : null; state.kind !== 'done';) {
    const next = await adapter.poll!(handle, call, watched.context)
    if (next.kind === 'pending') handle = next.handle ?? handle
    else state = next
  }
  return { done: state, urls: fake.urls, ...watched, call }
}

async function pictureOf({ done, sunk }: { done: Done; sunk: Map<string, Uint8Array> }) {
  const { source } = soundAnswer(done, { n: 10 }).answer.images[0]!
  return source.kind === 'url' ? source.url : bytesOf(source, { fetch: async () => new Response() } as never, sunk as never)
}

function studio(changes: Record<string, unknown>, queued = false) {
  const parsed = parseCustomProvider(customDefinition(queued, changes))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return { adapter: customAdapter(parsed.definition), claims: claimsOfProvider(parsed.definition) }
}

describe('usage', () => {
  const request = requestFor(openai, 'gpt-image-1.5')
  const cost = (usage: unknown) => priceOf(request, { images: 1, usage: readUsage(usage), inputs: [] }).amountMicros
  const whole = { input_tokens: 20, output_tokens: 1056, total_tokens: 1076 }

  it.each([{}, { text_tokens: 56 }, { reasoning_tokens: 0 }, { image_tokens: 3 }, { image_tokens: null }, [], 'none'])(
    'A1: details %j never make pictures free',
    (details) => {
      expect(cost({ ...whole, output_tokens_details: details })).toBe(33_952)
    },
  )
  it('A1: details that add up count, and the remainder counts as pictures', () => {
    expect(readUsage({ ...whole, output_tokens_details: { text_tokens: 56, image_tokens: 1000 } })).toMatchObject({
      textOutTokens: 56,
      imageOutTokens: 1000,
    })
    expect(readUsage({ ...whole, output_tokens_details: { text_tokens: 10, image_tokens: 40 } })).toMatchObject({ imageOutTokens: 1046 })
    expect(readUsage({ ...whole, input_tokens_details: { text_tokens: 12 } })).toMatchObject({ textInTokens: 12, imageInTokens: 8 })
  })
  it.each([
    {},
    { total_tokens: 1556 },
    { input_tokens: 20, output_tokens: 0 },
    null,
    'much',
    [],
    { output_tokens: -5 },
    { output_tokens: 1e30 },
  ])('A2: the usage %j is unknown, so the estimate is charged', (usage) => {
    expect(readUsage(usage)).toBeNull()
    expect(cost(usage)).toBe(cost(null))
    expect(cost(usage)).toBeGreaterThan(10_000)
  })
  it('A2: chat-style names, and Gemini’s, are understood', () => {
    expect(readUsage({ prompt_tokens: 20, completion_tokens: 4160 })).toMatchObject({ imageInTokens: 20, imageOutTokens: 4160 })
    const modal = { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }], promptTokenCount: 7, candidatesTokenCount: 1290 }
    expect(readUsage(modal)).toMatchObject({ imageOutTokens: 1290 })
  })
  it('A3: fractions are rounded up, and only numbers are accepted', async () => {
    expect(readUsage({ input_tokens: 12.5, output_tokens: '1056.25' })).toMatchObject({ imageInTokens: 13, imageOutTokens: 1057 })
    const { done } = await run(openai, [{ data: [{ b64_json: BASE64 }], usage: { input_tokens: -4, output_tokens: 1056.25 } }])
    expect(done.usage).toEqual({ textInTokens: 0, imageInTokens: 0, textOutTokens: 0, imageOutTokens: 1057 })
    for (const value of [Number.NaN, Infinity, -1, true, '', 'abc', null, {}, '0x10', '1e999']) expect(readNumber(value)).toBeNull()
    const wild = { textInTokens: Number.NaN, imageInTokens: -1, textOutTokens: 1.5, imageOutTokens: 2 }
    const sound = soundAnswer({ ...done, usage: wild, costMicros: Number.NaN }, { n: 1 }).answer
    expect([sound.usage, sound.costMicros]).toEqual([null, null])
  })
  it.each([{ text_tokens: 12, image_tokens: null }, { text_tokens: 'twelve' }, null, 'x'])(
    'A4: details %j beside a picture do not lose it, in an answer or a stream',
    async (details) => {
      const usage = { input_tokens: 50, output_tokens: 1000, input_tokens_details: details, output_tokens_details: details }
      expect(await pictureOf(await run(openai, [{ data: [{ b64_json: BASE64, revised_prompt: 7 }], usage }]))).toEqual(PICTURE)
      const event = `data: ${JSON.stringify({ type: 'image_generation.completed', b64_json: BASE64, usage })}\n\n`
      const streamed = await run(openai, [new Response(event, { headers: { 'content-type': 'text/event-stream' } })])
      expect(await pictureOf(streamed)).toEqual(PICTURE)
      expect(streamed.done.usage?.imageOutTokens).toBe(1000)
    },
  )
  it('A4: NaN, which JSON does not allow, beside a picture does not lose it', async () => {
    expect(await pictureOf(await run(openai, [`{"data":[{"b64_json":"${BASE64}"}],"usage":{"output_tokens":NaN}}`]))).toEqual(PICTURE)
  })
  it('A5: at most the requested number of pictures is kept', async () => {
    const { done } = await run(openai, [{ data: Array.from({ length: 4 }, () => ({ b64_json: BASE64 })) }])
    const { answer, surplus } = soundAnswer(done, { n: 1 })
    expect([answer.images.length, surplus.length]).toEqual([1, 3])
  })
})

describe('a provider as data', () => {
  const answer = (costs: unknown[]) => ({ pictures: costs.map((cost) => ({ data: BASE64, cost })), seed: 9 })
  const priced = { response: { images: '/pictures/*/data', kind: 'base64', cost_usd: '/pictures/*/cost' } }

  it('A6: several costs are added up, exactly', async () => {
    const { done } = await run(studio(priced).adapter, [answer([0.0013, 0.0013, '0.0013'])], {}, 3)
    expect(done.costMicros).toBe(3900)
    expect(readMicros([4.7], 10_000)).toBe(47_000)
    expect(readMicros(['1e-7', 0.000_000_3], 1_000_000)).toBe(1)
  })
  it.each([true, '', 'abc', null, -1, {}, 1e9, '-0.5'])('A7: a cost of %j is none, so the price counts', async (cost) => {
    expect((await run(studio(priced).adapter, [answer([cost])])).done.costMicros).toBeNull()
  })
  it('A8: a price by the token needs a number of tokens, which is read', async () => {
    const price = {
      kind: 'per_token',
      text_in_micros: 1e6,
      image_in_micros: 1e6,
      image_out_micros: 3e7,
      text_out_micros: 0,
      estimate: [],
      max_output_tokens: 5000,
    }
    const [model] = customDefinition(false)['models'] as [object]
    const models = [{ ...model, price }]
    expect(studio({ models }).claims).toMatchObject([{ path: '/models/0/price/kind', message: expect.stringContaining('response.usage') }])
    const counting = studio({ models, response: { images: '/pictures/*/data', kind: 'base64', usage: '/usage' } })
    expect(counting.claims).toEqual([])
    const { done } = await run(counting.adapter, [{ ...answer([0]), usage: { input_tokens: 7, output_tokens: 900 } }])
    expect(done.usage).toMatchObject({ imageInTokens: 7, imageOutTokens: 900 })
    expect(claimsOfModel({ ...(models[0] as object), provider: 'fal' }, () => fal)).toContainEqual(
      expect.objectContaining({ path: '/price/kind' }),
    )
  })
  it('A11: a refusal in a 200 is recognized by the code to which the definition points', async () => {
    const { adapter } = studio({ error: { code: '/promptFeedback/blockReason' } })
    const failure = await failureOf(run(adapter, [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }]))
    expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
  })
  it('A11: codes that are numbers; a full queue and a bad key are their own kinds', async () => {
    const codes = { error: { code: '/code', message: '/description', refused: [24], rate_limited: [23], bad_credential: ['401'] } }
    for (const [code, kind] of [
      [24, 'refused'],
      [23, 'rate_limited'],
      [401, 'bad_credential'],
    ] as const) {
      for (const queued of [false, true]) {
        const failure = await failureOf(run(studio(codes, queued).adapter, [{ code, description: 'no' }]))
        expect([failure.kind, failure.billed]).toEqual([kind, 'no'])
      }
    }
  })
  it('B8: {{model}} in the paths of polls is filled; {{id}} before there is one is refused when saved', async () => {
    const poll = {
      ...(customDefinition(true)['poll'] as object),
      path: '/{{model}}/jobs/{{id}}',
      cancel: { method: 'DELETE', path: '/{{model}}/jobs/{{id}}', means: 'canceled' },
    }
    const { adapter, claims } = studio({ poll }, true)
    expect(claims).toEqual([])
    const answers = [{ job: { id: 7 } }, { state: 'finished', pictures: [{ url: ADDRESS }] }]
    expect((await run(adapter, answers)).urls[1]).toBe('https://pictures.example-studio.com/api/one/jobs/7')
    const fake = answering(new Response(null, { status: 204 }))
    expect(await adapter.cancel!({ id: '7', model: 'one' }, contextFor(fake).context)).toBe('canceled')
    expect(fake.urls).toEqual(['https://pictures.example-studio.com/api/one/jobs/7'])
    const early = {
      request: {
        path: '/draw/{{id}}',
        body: { text: '{{prompt}}', model: '{{model}}', count: '{{n}}', width: '{{width}}', height: '{{height}}', seed: '{{seed}}' },
      },
    }
    expect(studio(early).claims).toMatchObject([{ path: '/request/path', message: expect.stringContaining('{{id}}') }])
    expect(studio({ by_operation: { generate: early } }).claims).toMatchObject([
      { path: '/by_operation/generate/request/path', message: expect.stringContaining('{{id}}') },
    ])
  })
  it('B9: a definition says what a 2xx to a cancel means; by default the provider was only asked', async () => {
    const fake = answering(new Response(null, { status: 204 }))
    expect(await studio({}, true).adapter.cancel!({ id: '7' }, contextFor(fake).context)).toBe('asked')
  })
  it('B6: a fragment in the address is refused when saved', () => {
    expect(studio({ base_url: 'https://pictures.example-studio.com/api#x' }).claims).toMatchObject([{ path: '/base_url' }])
  })
  it.each([
    ['a data address', 'url', DATA],
    ['a bare list', 'base64', BASE64],
    ['url-safe letters', 'data_url', URL_SAFE],
  ])('B7: %s of 15 MB goes to storage as it comes', async (_, kind, head) => {
    // The real first bytes of a picture, followed by filler.
    const long = `${head.slice(0, 4 * Math.floor((head.length - 24) / 4) + (head.startsWith('data:') ? 2 : 0))}${'QUJD'.repeat(4_000_000)}`
    const text = JSON.stringify({ pictures: [long] })
    const body = new Response(text).body
    const { adapter } = studio({ response: { images: '/pictures/*', kind } })
    const { done, sunk } = await run(adapter, [new Response(body)])
    expect(done.images.map(({ source }) => source.kind)).toEqual(['sunk'])
    expect([...sunk.values()][0]!.byteLength).toBeGreaterThan(11_900_000)
  })
})

describe('pictures in answers', () => {
  const ways: [string, unknown, string | Uint8Array][] = [
    ['an empty text beside an address', { b64_json: '', url: ADDRESS }, ADDRESS],
    ['null beside an address', { b64_json: null, url: ADDRESS }, ADDRESS],
    ['a data address as b64_json', { b64_json: DATA }, PICTURE],
    ['a data address as url', { url: DATA }, PICTURE],
    ['an address as b64_json', { b64_json: ADDRESS }, ADDRESS],
    ['url-safe base64', { b64_json: URL_SAFE }, PICTURE],
    ['base64 in lines', { b64_json: BASE64.replaceAll(/(.{60})/g, '$1\n') }, PICTURE],
    ['base64 as url', { url: BASE64 }, PICTURE],
    ['a relative address', { url: '/files/a.png' }, 'https://api.openai.com/files/a.png'],
    ['an address in an object', { image_url: { url: ADDRESS } }, ADDRESS],
    ['a text alone', DATA, PICTURE],
  ]
  it.each(ways)('B1: OpenAI’s form, %s', async (_, item, expected) => {
    for (const answer of [{ data: [item] }, new Response(new Response(JSON.stringify({ data: [null, item] })).body)])
      expect(await pictureOf(await run(openai, [answer]))).toEqual(expected)
  })
  it.each([DATA, `data:;base64,${BASE64}`, DATA.replace('image/png', 'application/octet-stream')])(
    'B2: a data address counts, its media type does not: %#',
    async (data) => {
      const queue = {
        request_id: 'r',
        status_url: 'https://queue.fal.run/s',
        response_url: 'https://queue.fal.run/r',
        cancel_url: 'https://queue.fal.run/c',
      }
      expect(await pictureOf(await run(fal, [queue, { status: 'COMPLETED' }, { images: [{ url: data }], seed: '5' }]))).toEqual(PICTURE)
      for (const output of [data, [data]])
        expect(await pictureOf(await run(replicate, [{ id: 'p', status: 'succeeded', output }]))).toEqual(PICTURE)
      const ready = { id: 't', status: 'Ready', result: { sample: data, seed: 'x' }, progress: 'half' }
      expect(await pictureOf(await run(blackForestLabs, [{ id: 't', cost: 'free' }, ready]))).toEqual(PICTURE)
      expect(await pictureOf(await run(ideogram, [{ data: [{ url: data, seed: 1.5, is_image_safe: 'yes' }] }]))).toEqual(PICTURE)
    },
  )
  /**
   * For each adapter, a function that returns answers of the usual form with this picture. The other fields of the answers have odd
   * values.
   */
  const around: [ProviderAdapter, (picture: unknown) => unknown[]][] = [
    [
      leonardo,
      (url) => [
        { sdGenerationJob: { generationId: 'g', cost: 'much' } },
        { generations_by_pk: { status: 'COMPLETE', seed: 'x', generated_images: [null, { url: null }, { url, nsfw: 'no' }] } },
      ],
    ],
    [
      luma,
      (image) => [
        { id: 'g', state: 'queued' },
        { id: 'g', state: 'completed', failure_reason: 7, assets: { image, video: null } },
      ],
    ],
    [
      runware,
      (imageURL) => [
        { data: [{ taskType: 'imageInference' }] },
        { data: [{ status: 'success', imageURL, seed: 1.5, cost: 'free', text: 7 }], errors: 'none' },
      ],
    ],
    [recraft, (url) => [{ data: [null, { url, revised_prompt: 7 }], credits: 'some' }]],
    [recraft, (url) => [{ image: { url }, credits: null }]],
    [dashscope, (image) => [{ output: { choices: [null, { message: { content: [{ text: 'here' }, { image }] } }] }, code: 0 }]],
    [
      midjourney,
      (imageUrl) => [
        { code: '1', result: 't' },
        { status: 'SUCCESS', imageUrl, progress: 100 },
      ],
    ],
    [
      gemini,
      (data) => [
        {
          candidates: [
            null,
            { finishReason: 7, content: { parts: [null, { text: 7, thought: 'no' }, { inlineData: { mimeType: 7, data } }] } },
          ],
          promptFeedback: 'none',
        },
      ],
    ],
    [bedrock, (picture) => [{ images: [picture], seeds: 'x' }]],
    [bedrock, (picture) => [{ images: [null, picture], finish_reasons: [7, null] }]],
  ]
  it.each(around.map(([adapter, answers]) => [adapter.id, adapter, answers] as const))(
    'A4, B1, B2: %s: odd facts and null beside a picture do not lose it, in whatever form it is',
    async (_, adapter, answers) => {
      const fields = Object.fromEntries(adapter.credentialFields.map(({ name }) => [name, new Secret('sk-abcdef-0123456789')]))
      delete fields['region']
      const baseUrl = adapter.defaultBaseUrl === null ? 'https://own.example-owner.com' : null
      const pictured = async (picture: unknown) => pictureOf(await run(adapter, answers(picture), { credential: { fields, baseUrl } }))
      for (const form of [DATA, BASE64, { url: DATA }]) expect(await pictured(form)).toEqual(PICTURE)
      expect(await pictured(ADDRESS)).toBe(ADDRESS)
    },
  )
  it('B1, B2: Workers AI', async () => {
    const pictured = async (answer: unknown) => pictureOf(await run(workersAi, [], { ai: { run: async () => answer } as never }))
    for (const answer of [{ image: BASE64 }, { image: DATA }, { image: URL_SAFE }, { image: { url: DATA } }, DATA])
      expect(await pictured(answer)).toEqual(PICTURE)
    expect(await pictured({ image: ADDRESS })).toBe(ADDRESS)
  })
  it('A4: ComfyUI: an odd output beside the pictures does not lose them', async () => {
    const file = { filename: 'a.png', subfolder: 7, type: 'output' }
    const outputs = { 9: { images: [null, { filename: '' }, file] }, 10: 'text', 11: { images: 'none' } }
    const picture = new Response(PICTURE, { headers: { 'content-type': 'image/png' } })
    const credential = { fields: {}, baseUrl: 'https://own.example-owner.com' }
    const answered = await run(comfyui, [{ prompt_id: 'p' }, { p: { outputs, status: 'done' } }, picture], { credential })
    expect([answered.done.images.length, await pictureOf(answered)]).toEqual([1, PICTURE])
  })
  it('B4: a status that was added later is waited for', async () => {
    const pending = (status: unknown) => ({ status, data: [] })
    const done = { status: 'completed', data: [{ url: ADDRESS }] }
    const call = callFor(requestFor(ideogram, 'ideogram-4.5'))
    const { context } = contextFor(answering(pending('queued'), pending('rendering'), done))
    const states = []
    for (let polls = 0; polls < 3; polls++) states.push((await ideogram.poll!({ generationId: 'g' }, call, context)).kind)
    expect(states).toEqual(['pending', 'pending', 'done'])
  })
  it('B2: a data address that is written with percent signs', async () => {
    const svg = `data:image/svg+xml,${encodeURIComponent('<svg/>')}`
    expect(await pictureOf(await run(openai, [{ data: [{ url: svg }] }]))).toEqual(new TextEncoder().encode('<svg/>'))
  })
  it.each([
    ['18446744073709551615', null],
    ['1.5', null],
    ['-1', null],
    ['true', null],
    ['"12345"', 12_345],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('B5: the seed %s', async (text, seed) => {
    const data = `{"data":[{"url":"${ADDRESS}","seed":${text}}]}`
    const { done } = await run(ideogram, [data])
    expect(soundAnswer(done, { n: 1 }).answer.images[0]!.seed).toBe(seed)
    expect(readSeed(JSON.parse(text))).toBe(seed)
    const custom = await run(studio({}).adapter, [`{"pictures":[{"data":"${BASE64}"}],"seed":${text}}`])
    expect(custom.done.images[0]!.seed).toBe(seed)
  })
})

describe('event streams', () => {
  const completed = (body: object) => `event: image_generation.completed\ndata: ${JSON.stringify(body)}\n\n`
  const stream = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } })
  it.each<[string, string]>([
    ['empty data', `data:\n\n${completed({ b64_json: BASE64 })}`],
    ['a ping', `data: ping\n\n: comment\n\nevent: ping\ndata: {}\n\n${completed({ b64_json: BASE64 })}data: [DONE]\n\n`],
    [
      'events of other kinds',
      `event: usage\ndata: {"cost":1}\n\ndata: [1]\n\ndata: "text"\n\n${completed({ b64_json: BASE64 })}event: bye\n\n`,
    ],
    ['a broken event', `data: {"b64_json":\n\n${completed({ b64_json: BASE64 })}`],
    ['carriage returns', completed({ b64_json: BASE64 }).replaceAll('\n', '\r')],
    ['both ends of lines and a byte order mark', `\u{feff}${completed({ b64_json: BASE64 }).replaceAll('\n', '\r\n')}`],
    ['a data address', completed({ url: DATA })],
    ['no event line', `data: ${JSON.stringify({ type: 'image_generation.completed', b64_json: BASE64 })}\n\n`],
    ['neither name nor type', `data: ${JSON.stringify({ b64_json: BASE64 })}`],
    ['all results in one event', `data: ${JSON.stringify({ data: [{ b64_json: BASE64 }] })}\n\n`],
    ['an error after the result', `${completed({ b64_json: BASE64 })}event: error\ndata: {"error":{"message":"late"}}\n\n`],
  ])('B4: %s', async (_, text) => {
    expect(await pictureOf(await run(openai, [stream(text)]))).toEqual(PICTURE)
  })
  it('B4: the address of a result counts', async () => {
    expect(await pictureOf(await run(openai, [stream(completed({ url: ADDRESS }))]))).toBe(ADDRESS)
  })
  it('B4: previews stay previews, in whatever form they are sent', async () => {
    const partial = `data: ${JSON.stringify({ b64_json: BASE64, partial_image_index: 'x', type: 'image_generation.partial_image' })}\n\n`
    const { done, partials } = await run(openai, [stream(`${partial}${completed({ b64_json: BASE64 })}`)])
    expect([done.images.length, partials.length, partials[0]?.index]).toEqual([1, 1, 0])
  })
  it('A11: a refusal inside a stream is recognized', async () => {
    const failure = await failureOf(run(openai, [stream('event: error\ndata: {"type":"error","error":{"code":"moderation_blocked"}}\n\n')]))
    expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
  })
})

describe('errors', () => {
  const refusals = [
    'Your request was rejected as a result of our safety system.',
    'This prompt violates our usage policies.',
    'The image was flagged by content moderation',
    'NSFW content detected in the output',
    'Prompt contains sensitive words',
    'The picture did not pass the safety check.',
  ]
  it.each(refusals)('A11: “%s” is a refusal, in a 400 and in a 200', async (message) => {
    for (const status of [200, 400]) {
      const failure = await failureOf(run(openai, [Response.json({ error: { message } }, { status })]))
      expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
    }
  })
  it.each([
    'safety_tolerance must be between 0 and 6',
    'moderation: must be one of auto, low',
    'Unknown field content_policy',
    'n must be below 5',
  ])('A11: “%s” is none', (message) => expect(kindOfError({ error: { message } }, message)).toBeNull())
  it('A11: a full queue is recognized, and can be tried again', async () => {
    const failure = await failureOf(run(openai, [{ error: { message: 'The queue is full, try later' } }]))
    expect([failure.kind, failure.billed]).toEqual(['rate_limited', 'no'])
  })
  it.each([
    [{ error: { code: 'contentFilter', message: 'x' } }, 'refused'],
    [{ error: { code: 'content_filter', message: 'x', innererror: {} } }, 'refused'],
    [{ error: { code: '400', innererror: { code: 'ResponsibleAIPolicyViolation' }, message: 'x' } }, 'refused'],
    [
      { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: xa***. Get one at the console.' },
      'bad_credential',
    ],
    [{ error: { message: 'You exceeded your quota', code: 'insufficient_quota' } }, 'no_credit'],
  ])('B13: %j', async (body, kind) => {
    expect((await failureOf(run(openai, [Response.json(body, { status: 400 })]))).kind).toBe(kind)
  })
})

describe('addresses', () => {
  const credential = (baseUrl: string) => ({ credential: { fields: { api_key: new Secret('sk-abcdef-0123456789') }, baseUrl } })

  it('B6: the query of a base URL is sent with each call', async () => {
    const { urls } = await run(
      openai,
      [{ data: [{ b64_json: BASE64 }] }],
      credential('https://x.example-azure.com/openai/v1/?api-version=2025-04-01'),
    )
    expect(urls).toEqual(['https://x.example-azure.com/openai/v1/images/generations?api-version=2025-04-01'])
  })
  it('B11: addresses of the provider behind a proxy go through the proxy, those of others nowhere', async () => {
    const queue = (host: string) => ({
      request_id: 'r',
      status_url: `https://${host}/flux/requests/r/status`,
      response_url: `https://${host}/flux/requests/r?x=1`,
      cancel_url: `https://${host}/flux/requests/r/cancel`,
    })
    const result = [{ status: 'COMPLETED' }, { images: [{ url: ADDRESS }] }]
    const { urls } = await run(fal, [queue('queue.fal.run'), ...result], credential('https://proxy.example-owner.com/fal'))
    expect(urls.slice(1)).toEqual([
      'https://proxy.example-owner.com/fal/flux/requests/r/status',
      'https://proxy.example-owner.com/fal/flux/requests/r?x=1',
    ])
    const failure = await failureOf(
      run(fal, [queue('evil.example-other.com'), ...result], credential('https://proxy.example-owner.com/fal')),
    )
    expect(failure.message).toContain('not its own')
    const task = { id: 't', polling_url: 'https://api.eu.bfl.ai/v1/get_result?id=t' }
    const ready = { id: 't', status: 'Ready', result: { sample: ADDRESS } }
    const flux = await run(blackForestLabs, [task, ready], credential('https://proxy.example-owner.com'))
    expect(flux.urls[1]).toBe('https://proxy.example-owner.com/v1/get_result?id=t')
  })
})
