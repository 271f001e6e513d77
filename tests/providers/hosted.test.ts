// Tests the special features of xAI, Recraft, Azure, Luma and Leonardo: charges, refusals, and parameters with another meaning than the
// platform's. For example, Luma's parameter says how much of a picture stays, and the platform's `strength` says how much changes.
import { describe, expect, it } from 'vitest'
import { azure } from '../../src/providers/azure/index.ts'
import { leonardo } from '../../src/providers/leonardo/index.ts'
import { luma } from '../../src/providers/luma/index.ts'
import type { ProviderAdapter } from '../../src/providers/provider.ts'
import { quoteOf } from '../../src/providers/pricing.ts'
import { recraft } from '../../src/providers/recraft/index.ts'
import { xai } from '../../src/providers/xai/index.ts'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { png } from '../support/pictures.ts'
import { type Facts, PlayedProvider } from '../support/played-provider.ts'
import { azureFacts } from '../support/played/azure.ts'
import { leonardoFacts } from '../support/played/leonardo.ts'
import { lumaFacts } from '../support/played/luma.ts'
import { recraftFacts } from '../support/played/recraft.ts'
import { xaiFacts } from '../support/played/xai.ts'
import { callFor, contextFor, failureOf, fileInput, requestFor, runToEnd } from './harness.ts'

const picture = () => fileInput(fakePicture(400, 300), 400, 300)
const asked = (adapter: ProviderAdapter, model: string, changes = {}, call = {}) => callFor(requestFor(adapter, model, changes), call)
async function bodyOf(adapter: ProviderAdapter, facts: Facts, call: ReturnType<typeof asked>) {
  const fake = new PlayedProvider(facts)
  await adapter.submit(call, contextFor(fake).context)
  return fake.requests[0]!.json as Record<string, unknown>
}
const answering = (body: unknown, status = 200) => contextFor({ fetch: async () => Response.json(body, { status }) }).context

describe('xAI', () => {
  it('charges the amount in the answer, in ticks of a ten-billionth of a dollar', async () => {
    const { context } = contextFor(new PlayedProvider(xaiFacts))
    expect((await runToEnd(xai, asked(xai, 'grok-imagine-image-2.0'), context)).costMicros).toBe(60_000)
    expect(
      (await runToEnd(xai, asked(xai, 'grok-imagine-image'), answering({ data: [{ url: 'https://x.ai/1.jpg' }], usage: 7 }))).costMicros,
    ).toBeNull()
  })

  it('a picture that was withheld is a refusal, charged only if xAI says so; the others are kept', async () => {
    const call = asked(xai, 'grok-imagine-image', { n: 2 })
    const kept = { respect_moderation: false, url: 'https://x.ai/blocked.jpg' }
    const refused = (ticks: number) => failureOf(xai.submit(call, answering({ data: [kept, kept], usage: { cost_in_usd_ticks: ticks } })))
    expect(await refused(0)).toMatchObject({ kind: 'refused', billed: 'no' })
    expect(await refused(200_000_000)).toMatchObject({ kind: 'refused', billed: 'yes', costMicros: 20_000 })
    const done = await xai.submit(call, answering({ data: [kept, { url: 'https://x.ai/2.jpg' }] }))
    expect(done).toMatchObject({ images: [{ source: { url: 'https://x.ai/2.jpg' } }] })
  })

  it('quotes by quality and resolution', () => {
    const micros = (quality: string, resolution: string) => {
      const { request } = asked(xai, 'grok-imagine-image-2.0', { quality, resolution })
      return quoteOf(request.model, request, []).amountMicros
    }
    expect([micros('low', '1k'), micros('low', '2k'), micros('medium', '1k'), micros('medium', '2k')]).toEqual([
      40_000, 60_000, 60_000, 80_000,
    ])
  })

  it('an empty account is not reported as a bad credential', async () => {
    const body = { code: 'forbidden', error: 'Your team has used all available credits or reached its monthly spending limit.' }
    expect((await failureOf(xai.submit(asked(xai, 'grok-imagine-image'), answering(body, 403)))).kind).toBe('no_credit')
  })
})

describe('Recraft', () => {
  it('charges credits of a tenth of a cent', async () => {
    const { context } = contextFor(new PlayedProvider(recraftFacts))
    expect((await runToEnd(recraft, asked(recraft, 'recraft-v4.1', { n: 3 }), context)).costMicros).toBe(105_000)
    const upscale = asked(recraft, 'recraft-crisp-upscale', { operation: 'upscale' }, { inputs: [picture()] })
    expect((await runToEnd(recraft, upscale, context)).costMicros).toBe(4000)
  })

  it('sends a mask without grey, white where it changes', async () => {
    const soft = png(400, 300, (x) =>
      x < 100 ? [255, 255, 255, 255] : x < 200 ? [160, 160, 160, 255] : x < 300 ? [90, 90, 90, 255] : [255, 255, 255, 0],
    )
    const call = asked(recraft, 'recraft-v3', { operation: 'inpaint' }, { inputs: [picture()], mask: fileInput(soft, 400, 300) })
    const sent = (await bodyOf(recraft, recraftFacts, call))['mask_url'] as string
    const { data } = decodePicture(Uint8Array.fromBase64(sent.replace('data:image/png;base64,', '')))
    expect([50, 150, 250, 350].map((x) => data[x * 4])).toEqual([255, 255, 0, 0])
    expect(new Set(data)).toEqual(new Set([0, 255]))
  })

  it('outpaints by the missing pixels, and sends a prompt if the caller gave none', async () => {
    const call = asked(recraft, 'recraft-outpaint', { operation: 'reframe', aspectRatio: '1:1', prompt: '' }, { inputs: [picture()] })
    const body = await bodyOf(recraft, recraftFacts, call)
    expect(body).toMatchObject({ expand_top: 50, expand_bottom: 50, prompt: expect.stringMatching(/./) })
    expect(body).not.toHaveProperty('expand_left')
  })

  it('cannot express parameters that only older models support', () => {
    const { capabilities } = recraft.models.find(({ id }) => id === 'recraft-v4.1')!
    expect([capabilities.styles, capabilities.byOperation?.generate?.parameters]).toEqual([[], ['seed']])
  })
})

describe('Azure', () => {
  const urlOf = async (baseUrl: string, fields: Record<string, string> = {}) => {
    const fake = new PlayedProvider({ ...azureFacts, fields: (secret) => ({ api_key: secret, ...fields }) })
    const { context } = contextFor(fake)
    await azure.submit(asked(azure, 'azure.gpt-image-2'), { ...context, credential: { ...context.credential, baseUrl } }).catch(() => null)
    return fake.requests[0]!.url.href
  }
  it('names the deployment in the address, or as the model where the address is of the newer form', async () => {
    expect(await urlOf('https://studio.openai.azure.com')).toBe(
      'https://studio.openai.azure.com/openai/deployments/gpt-image-2/images/generations?api-version=2025-04-01-preview',
    )
    expect(await urlOf('https://studio.openai.azure.com/', { api_version: '2026-01-01' })).toMatch(/api-version=2026-01-01$/)
    expect(await urlOf('https://studio.openai.azure.com/openai/v1')).toBe('https://studio.openai.azure.com/openai/v1/images/generations')
  })

  it('a filter that Azure adds is a refusal', async () => {
    const fake = new PlayedProvider(azureFacts)
    fake.refuses = true
    expect(await failureOf(azure.submit(asked(azure, 'azure.gpt-image-2'), contextFor(fake).context))).toMatchObject({
      kind: 'refused',
      billed: 'no',
    })
  })
})

describe('Luma', () => {
  it('sends how much of a picture stays; our strength says how much changes', async () => {
    const call = (strength: number) => asked(luma, 'photon-1', { operation: 'edit', strength }, { inputs: [picture()] })
    for (const [strength, weight] of [
      [0, 1],
      [0.3, 0.7],
      [1, 0],
    ] as const)
      expect(await bodyOf(luma, lumaFacts, call(strength))).toMatchObject({ modify_image_ref: { weight } })
  })

  it('distinguishes references, styles and characters', async () => {
    const inputs = [
      fileInput(fakePicture(8, 8), 8, 8, { role: 'reference', weight: 0.4 }),
      fileInput(fakePicture(9, 9), 9, 9, { role: 'style' }),
      fileInput(fakePicture(9, 8), 9, 8, { role: 'character' }),
    ]
    expect(await bodyOf(luma, lumaFacts, asked(luma, 'photon-1', {}, { inputs }))).toMatchObject({
      image_ref: [{ weight: 0.4 }],
      style_ref: [{ url: expect.stringMatching(/^data:/) }],
      character_ref: { identity0: { images: [expect.stringMatching(/^data:/)] } },
    })
  })

  it('work that failed for another reason than its content is lost, not refused', async () => {
    const state = { id: 'g-1', state: 'failed', failure_reason: 'Internal error' }
    expect(await failureOf(luma.poll!({ id: 'g-1' }, asked(luma, 'photon-1'), answering(state)))).toMatchObject({
      kind: 'lost',
      billed: 'no',
    })
  })
})

describe('Leonardo', () => {
  it('charges the amount in the answer to the submission, if it is in dollars', async () => {
    const { context } = contextFor(new PlayedProvider(leonardoFacts))
    expect((await runToEnd(leonardo, asked(leonardo, 'leonardo.lucid-origin'), context)).costMicros).toBe(14_700)
    const job = (cost: unknown) => answering({ sdGenerationJob: { generationId: 'g-1', cost } })
    for (const cost of [null, { amount: '24', unit: 'CREDITS' }, { amount: '-1', unit: 'DOLLARS' }, 'much'])
      expect(await leonardo.submit(asked(leonardo, 'leonardo.lucid-origin'), job(cost))).toMatchObject({ handle: { costMicros: null } })
  })

  it('publishes no pictures unless it is requested, and refuses options that are billed separately', async () => {
    const options = (providerOptions: object) => asked(leonardo, 'leonardo.phoenix-1.0', { quality: 'high', providerOptions })
    expect(await bodyOf(leonardo, leonardoFacts, options({}))).toMatchObject({ public: false, contrast: 3.5, alchemy: true })
    expect(await bodyOf(leonardo, leonardoFacts, options({ public: true, contrast: 4 }))).toMatchObject({ public: true, contrast: 4 })
    expect(() => leonardo.check!(options({ ultra: true }))).toThrow(expect.objectContaining({ pointer: '/body/provider_options/ultra' }))
  })
})
