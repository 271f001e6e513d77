// Tests the special features of providers that the other test files do not test: charges, refusals with status 200, and features that
// only one provider has.
import { describe, expect, it } from 'vitest'
import { automatic1111 } from '../../src/providers/automatic1111/index.ts'
import { bytedance } from '../../src/providers/bytedance/index.ts'
import { comfyui } from '../../src/providers/comfyui/index.ts'
import { dashscope } from '../../src/providers/dashscope/index.ts'
import { huggingface } from '../../src/providers/huggingface/index.ts'
import { midjourney } from '../../src/providers/midjourney/index.ts'
import { openrouter } from '../../src/providers/openrouter/index.ts'
import { quoteOf } from '../../src/providers/pricing.ts'
import type { ProviderAdapter } from '../../src/providers/provider.ts'
import { builtInModels } from '../../src/providers/catalogue.ts'
import { OPERATIONS } from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { recommendedIds } from '../../src/providers/recommended.ts'
import { runware } from '../../src/providers/runware/index.ts'
import { Secret } from '../../src/shared/secret.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { PlayedProvider } from '../support/played-provider.ts'
import { automatic1111Facts } from '../support/played/automatic1111.ts'
import { comfyuiFacts } from '../support/played/comfyui.ts'
import { blend, change, midjourneyFacts } from '../support/played/midjourney.ts'
import { openrouterFacts } from '../support/played/openrouter.ts'
import { runwareFacts } from '../support/played/runware.ts'
import { callFor, contextFor, failureOf, fileInput, requestFor, runToEnd } from './harness.ts'

const picture = () => fileInput(fakePicture(401, 300), 401, 300)
const asked = (adapter: ProviderAdapter, model: string, changes = {}, call = {}) => callFor(requestFor(adapter, model, changes), call)
const credential = { fields: { api_key: new Secret('k') }, baseUrl: 'https://mj.example-studio.com' }
const answering = (body: unknown, status = 200) => contextFor({ fetch: async () => Response.json(body, { status }) }).context

it('there are two dozen providers, 150 existing models, and at least two providers for every operation', () => {
  const alive = builtInModels().filter(({ shutdownDate }) => shutdownDate === null)
  expect(adapters().length).toBeGreaterThanOrEqual(24)
  expect(alive.length).toBeGreaterThanOrEqual(150)
  for (const operation of OPERATIONS) {
    const serving = new Set(alive.filter(({ capabilities }) => capabilities.operations.includes(operation)).map(({ provider }) => provider))
    serving.delete('sketch')
    expect(serving.size, operation).toBeGreaterThanOrEqual(2)
  }
})

it('every recommended model is in the catalogue, exists, and supports the operation', () => {
  const byId = new Map(builtInModels().map((model) => [model.id, model]))
  for (const { operation, id } of recommendedIds()) {
    expect(byId.get(id)?.capabilities.operations, `${operation}: ${id}`).toContain(operation)
    expect(byId.get(id)?.shutdownDate).toBeNull()
  }
})

describe('charges', () => {
  it('OpenRouter reports it in dollars', async () => {
    const done = await runToEnd(
      openrouter,
      asked(openrouter, 'openrouter.seedream-4.5'),
      contextFor(new PlayedProvider(openrouterFacts)).context,
    )
    expect(done.costMicros).toBe(40_000)
    expect(done.usage).toEqual({ textInTokens: 0, imageInTokens: 12, textOutTokens: 0, imageOutTokens: 4175 })
    const cheap = answering({ data: [{ b64_json: fakePicture().toBase64() }], usage: { cost: '0.0000015' } })
    expect((await runToEnd(openrouter, asked(openrouter, 'openrouter.flux.2-pro'), cheap)).costMicros).toBe(2)
  })

  it('Runware reports it for each picture; without one of them there is no cost', async () => {
    const { context } = contextFor(new PlayedProvider(runwareFacts))
    expect((await runToEnd(runware, asked(runware, 'runware.flux-schnell', { n: 3 }), context)).costMicros).toBe(3900)
    const url = 'https://im.runware.ai/1.jpg'
    const partly = answering({ data: [{ imageURL: url, cost: 0.001 }, { imageURL: url }] })
    expect((await runToEnd(runware, asked(runware, 'runware.flux-schnell', { n: 2 }), partly)).costMicros).toBeNull()
  })

  it('an edit with Qwen-Image 3.0 is quoted with its inputs', () => {
    const micros = (operation: string, inputs: object[]) => {
      const { request } = asked(dashscope, 'qwen-image-3.0', { operation })
      return quoteOf(request.model, request, inputs as never).amountMicros
    }
    expect([micros('generate', []), micros('edit', [picture()])]).toEqual([30_000, 39_000])
  })
})

describe('refusals and errors with status 200', () => {
  it('Seedream returns the error instead of a picture', async () => {
    const item = (code: string) => ({ data: [{ error: { code, message: 'no' } }] })
    const failed = (code: string) => failureOf(bytedance.submit(asked(bytedance, 'seedream-4-5-251128'), answering(item(code))))
    expect(await failed('InputImageSensitiveContentDetected.PrivacyInformation')).toMatchObject({ kind: 'refused', billed: 'no' })
    expect(await failed('InternalServiceError')).toMatchObject({ kind: 'malformed', billed: 'unknown' })
  })

  it('DashScope returns a code instead of the output', async () => {
    const failed = (code: string) =>
      failureOf(dashscope.submit(asked(dashscope, 'qwen-image-plus'), answering({ code, message: 'no', request_id: 'r' })))
    expect(await failed('DataInspectionFailed')).toMatchObject({ kind: 'refused', billed: 'no' })
    expect(await failed('Throttling.RateQuota')).toMatchObject({ kind: 'rate_limited', billed: 'no' })
    expect(await failed('Arrearage')).toMatchObject({ kind: 'no_credit', billed: 'no' })
  })

  it('Runware lists the errors of a task, which has failed for good', async () => {
    const failed = (error: object) =>
      failureOf(runware.poll!({ id: 't' }, asked(runware, 'runware.flux-schnell'), answering({ errors: [error] })))
    expect(await failed({ code: 'timeoutProvider', message: 'The external provider did not respond.' })).toMatchObject({
      kind: 'lost',
      billed: 'no',
    })
    expect(await failed({ code: 'x', message: 'The image violates the content policy' })).toMatchObject({ kind: 'refused', billed: 'no' })
  })

  it('if the queue of the Midjourney proxy is full, it is called again later', async () => {
    const failed = (code: number) =>
      failureOf(midjourney.submit(asked(midjourney, 'midjourney'), { ...answering({ code, description: 'no', result: null }), credential }))
    expect(await failed(23)).toMatchObject({ kind: 'rate_limited', billed: 'no' })
    expect(await failed(4)).toMatchObject({ kind: 'bad_request', billed: 'no' })
  })

  it('OpenRouter: a 403 without reasons is a rejected key', async () => {
    const failed = (body: object) => failureOf(openrouter.submit(asked(openrouter, 'openrouter.flux.2-pro'), answering(body, 403)))
    expect(await failed({ error: { code: 403, message: 'Key limit exceeded' } })).toMatchObject({ kind: 'bad_credential' })
  })
})

describe('Runware', () => {
  it('the same attempt is the same task, another attempt another one', async () => {
    const fake = new PlayedProvider(runwareFacts)
    const { context } = contextFor(fake)
    for (const attempt of [1, 1, 2]) await runware.submit(asked(runware, 'runware.flux-schnell', {}, { attempt }), context)
    const ids = fake.requests.map(({ json }) => (json as { taskUUID: string }[])[0]!.taskUUID)
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
  })

  it('waits until all pictures are there', async () => {
    const context = answering({ data: [{ status: 'success', imageURL: 'https://im.runware.ai/1.jpg' }, { status: 'processing' }] })
    expect(await runware.poll!({ id: 't' }, asked(runware, 'runware.flux-schnell', { n: 2 }), context)).toMatchObject({
      kind: 'pending',
      progress: 0.5,
    })
  })
})

describe('Hugging Face', () => {
  const call = () => asked(huggingface, 'huggingface.sdxl')
  it.each([
    ['a list', [{ image: fakePicture().toBase64() }]],
    ['data', { data: [{ b64_json: fakePicture().toBase64() }] }],
    ['an address', { output: ['https://cdn.example.com/1.png'] }],
  ])('reads %s in JSON, too', async (_, body) => {
    expect((await runToEnd(huggingface, call(), answering(body))).images).toHaveLength(1)
  })

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a page', '<!doctype html><title>Expired</title>'],
  ])('%s that is called a picture goes to storage, which refuses it: it was made and paid for', async (_, text) => {
    const answer = new Response(text, { headers: { 'content-type': 'image/png' } })
    const { context, sunk } = contextFor({ fetch: async () => answer })
    expect((await runToEnd(huggingface, call(), context)).images).toHaveLength(1)
    expect(new TextDecoder().decode(sunk.get('sunk-0'))).toBe(text)
  })

  it.each([
    ['image/jpeg', { error: 'NSFW content detected' }, 'refused'],
    ['text/html', '<html>busy</html>', 'malformed'],
  ])('%s with %o is %s', async (type, body, kind) => {
    const text = typeof body === 'string' ? body : ` ${JSON.stringify(body)}`
    const { context } = contextFor({ fetch: async () => new Response(text, { headers: { 'content-type': type } }) })
    expect(await failureOf(huggingface.submit(call(), context))).toMatchObject({ kind })
  })

  it('a model that is not loaded is unavailable', async () => {
    const body = { error: 'Model stabilityai/stable-diffusion-xl-base-1.0 is currently loading', estimated_time: 20 }
    expect(await failureOf(huggingface.submit(call(), answering(body, 503)))).toMatchObject({ kind: 'unavailable' })
  })
})

describe('AUTOMATIC1111', () => {
  it('keeps the size of the input in steps of eight, and reports the seeds', async () => {
    const fake = new PlayedProvider(automatic1111Facts)
    const call = asked(automatic1111, 'automatic1111', { operation: 'remix', width: null, height: null, n: 2 }, { inputs: [picture()] })
    const done = await runToEnd(automatic1111, call, contextFor(fake).context)
    expect(fake.requests[0]!.json).toMatchObject({ width: 400, height: 304, denoising_strength: 0.75 })
    expect(done.images.map(({ seed }) => seed)).toEqual([7, 8])
  })
})

describe('ComfyUI', () => {
  const withFields = (fields: Record<string, string>) => {
    const fake = new PlayedProvider(comfyuiFacts)
    const secrets = Object.fromEntries(Object.entries({ api_key: 'k', ...fields }).map(([name, text]) => [name, new Secret(text)]))
    return { fake, context: contextFor(fake, { credential: { fields: secrets, baseUrl: fake.origin } }).context }
  }
  const own = (text: string) =>
    JSON.stringify({
      model: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: '{{checkpoint}}' } },
      text: { class_type: 'CLIPTextEncode', inputs: { text, clip: ['model', 1] } },
      save: { class_type: 'SaveImage', inputs: { images: ['text', 0], filename_prefix: 'own' } },
    })

  it('fills the owner’s workflow', async () => {
    const { fake, context } = withFields({ workflow: own('oil painting of {{prompt}}, {{width}} wide'), checkpoint: 'own.safetensors' })
    await runToEnd(comfyui, asked(comfyui, 'comfyui', { prompt: 'a "lake"' }), context)
    expect(fake.requests[0]!.json).toMatchObject({
      prompt: { model: { inputs: { ckpt_name: 'own.safetensors' } }, text: { inputs: { text: 'oil painting of a "lake", 1024 wide' } } },
    })
    expect(fake.violations).toEqual([])
  })

  it.each([
    ['has no place for the prompt', own('a lake')],
    ['is no workflow', '{"nodes": []}'],
    ['is no JSON', 'workflow.json'],
  ])('a workflow that %s is refused before anything is sent', async (_, workflow) => {
    const { fake, context } = withFields({ workflow })
    expect(await failureOf(comfyui.submit(asked(comfyui, 'comfyui'), context))).toMatchObject({ kind: 'bad_request', billed: 'no' })
    expect(fake.requests).toEqual([])
  })

  it.each([
    ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['image/png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['image/bmp', 'BM…'],
  ])('a saved file that is %s but no usable picture ends the work instead of being asked for again', async (type, text) => {
    const { fake, context } = withFields({})
    const fetch = async (url: string, init: RequestInit) =>
      new URL(url).pathname === '/view' ? new Response(text, { headers: { 'content-type': type } }) : fake.fetch(url, init)
    const { context: own, sunk } = contextFor({ fetch: fetch as never }, { credential: context.credential })
    expect((await runToEnd(comfyui, asked(comfyui, 'comfyui'), own)).images).toHaveLength(1)
    expect(new TextDecoder().decode(sunk.get('sunk-0'))).toBe(text)
  })

  it('a server without a key gets no authorization', async () => {
    const { fake, context } = withFields({})
    const keyless = { ...context, credential: { fields: {}, baseUrl: fake.origin } }
    await comfyui.submit(asked(comfyui, 'comfyui'), keyless).catch(() => {})
    expect(fake.requests[0]!.headers.get('authorization')).toBeNull()
  })

  it('callers cannot change the nodes', () => {
    const call = asked(comfyui, 'comfyui', { providerOptions: { workflow: {} } })
    expect(() => comfyui.check!(call)).toThrow('belongs to the owner')
  })

  it('a seed that the request does not name is the same for the same generation, and is reported', async () => {
    const { context } = withFields({})
    const call = asked(comfyui, 'comfyui', { seed: null })
    const seeds = [await runToEnd(comfyui, call, context), await runToEnd(comfyui, call, context)].map(({ images }) => images[0]!.seed)
    expect(seeds[0]).toBe(seeds[1])
    expect(seeds[0]).toBeGreaterThan(0)
  })
})

describe('Midjourney', () => {
  const submitted = async (changes: object, inputs = [] as ReturnType<typeof picture>[]) => {
    let sent: unknown
    const fetch = async (_: unknown, init?: RequestInit) => {
      sent = JSON.parse(String(init?.body))
      return Response.json({ code: 1, description: 'ok', result: '1' })
    }
    await midjourney.submit(
      asked(midjourney, 'midjourney', { seed: null, ...changes }, { inputs }),
      contextFor({ fetch: fetch as never }, { credential }).context,
    )
    return sent
  }

  it('ratio, seed and negative prompt are appended to the prompt', async () => {
    expect(await submitted({ prompt: 'a lake', aspectRatio: '16:9', seed: 7, negativePrompt: 'fog' })).toEqual({
      prompt: 'a lake --ar 16:9 --seed 7 --no fog',
    })
  })

  it('upscale and variation of an earlier task', async () => {
    const sent = await submitted({ providerOptions: { task_id: '17', action: 'UPSCALE', index: 2 } })
    expect(change.parse(sent)).toMatchObject({ taskId: '17', action: 'UPSCALE', index: 2 })
    expect(change.parse(await submitted({ providerOptions: { task_id: '17', action: 'REROLL' } }))).toMatchObject({ action: 'REROLL' })
  })

  it('blends two pictures and more', async () => {
    const request = { operation: 'remix', aspectRatio: '3:2', providerOptions: { blend: true } }
    expect(blend.parse(await submitted(request, [picture(), picture()]))).toMatchObject({ dimensions: 'LANDSCAPE' })
    const alone = asked(midjourney, 'midjourney', request, { inputs: [picture()] })
    expect(() => midjourney.check!(alone)).toThrow('two to five pictures')
  })

  it.each([
    ['task_id', { action: 'UPSCALE', index: 1 }],
    ['action', { task_id: '1', action: 'ZOOM' }],
    ['index', { task_id: '1', action: 'UPSCALE', index: 5 }],
    ['index', { index: 1 }],
    ['blend', { blend: true }],
  ])('%s that makes no sense is refused with a pointer', async (name, providerOptions) => {
    const work = async () => midjourney.check!(asked(midjourney, 'midjourney', { providerOptions }))
    expect(await failureOf(work())).toMatchObject({ kind: 'bad_request', pointer: `/body/provider_options/${name}` })
  })

  it('reads the descriptions one by one', async () => {
    const call = asked(midjourney, 'midjourney', { operation: 'describe' }, { inputs: [picture()] })
    const { texts } = await runToEnd(midjourney, call, contextFor(new PlayedProvider(midjourneyFacts)).context)
    expect(texts).toEqual(['a lake in the mountains --ar 3:2', 'a mirror of water --ar 3:2'])
  })

  it('is absent until an instance enables it, and is never called official', () => {
    expect(midjourney.models.every(({ optIn }) => optIn === true)).toBe(true)
    expect(midjourney.models[0]!.description).toContain('no official API')
  })
})
