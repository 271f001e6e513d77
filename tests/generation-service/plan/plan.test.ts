import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { readEnvironment } from '../../../src/generation-service/env.ts'
import { sameNames } from '../../../src/generation-service/plan/messages.ts'
import { describe, expect, test } from 'vitest'
import type { GenerateRequest, PlannedInput } from '../../../src/generation-service/model/generation.ts'
import type { PlanContext } from '../../../src/generation-service/plan/context.ts'
import { makePlan } from '../../../src/generation-service/plan/plan.ts'
import { catalogueOf } from '../../../src/generation-service/plan/catalogue.ts'
import { builtInModels } from '../../../src/providers/catalogue.ts'
import { quoteOf } from '../../../src/providers/pricing.ts'
import type { CatalogueModel } from '../../../src/providers/provider.ts'
import type { Snapshot } from '../../../src/shared/config-rpc.ts'
import { AppError } from '../../../src/shared/errors.ts'

const plain: CatalogueModel = {
  id: 'plain',
  provider: 'first',
  providerModel: 'plain-1',
  name: 'Plain',
  description: 'Takes little.',
  capabilities: {
    operations: ['generate', 'edit', 'inpaint'],
    size: { kind: 'list', sizes: ['1024x1024', '1536x1024'] },
    defaultSize: '1024x1024',
    maxImages: 2,
    formats: ['png', 'jpeg'],
    qualities: ['low', 'high'],
    styles: [],
    backgrounds: [],
    parameters: ['seed'],
    maxPromptLength: 100,
    inputs: { max: 1, roles: ['image'], maxBytes: 1000, formats: ['png'] },
    mask: true,
    partialImages: false,
  },
  price: { kind: 'free' },
  source: { url: 'https://example.com', date: '2026-11-01' },
  shutdownDate: null,
  successor: null,
}
const rich: CatalogueModel = {
  ...plain,
  id: 'rich',
  provider: 'second',
  capabilities: {
    ...plain.capabilities,
    maxImages: 10,
    parameters: ['seed', 'negative_prompt', 'steps'],
    styles: ['ink'],
    partialImages: true,
  },
}
const old: CatalogueModel = { ...plain, id: 'old', shutdownDate: '2026-11-01', successor: 'plain' }
const dead: CatalogueModel = { ...plain, id: 'dead', shutdownDate: '2026-11-01' }
const leaving: CatalogueModel = { ...plain, id: 'leaving', shutdownDate: '2026-12-01' }
const models = [plain, rich, old, dead, leaving]

const snapshot: Snapshot = {
  format: 1,
  organizationId: 'org',
  instanceId: 'inst',
  epoch: 1,
  publishedAt: '2026-11-24T00:00:00.000Z',
  instance: {
    name: 'i',
    slug: 'i',
    status: 'active',
    defaultModel: 'plain',
    fallbackChain: [],
    deliveryBaseUrl: null,
    retentionDays: null,
    corsOrigins: [],
    contentPolicy: { blockedTerms: ['forbidden'], providerSafety: { second: { level: 'low' } }, fallbackOnRefusal: false },
    workerUrl: null,
  },
  projects: {},
  models: {},
  aliases: { 'dall-e-3': 'plain' },
  customProviders: {},
  customModels: {},
  credentials: {},
  webhooks: [],
}
const input: PlannedInput = {
  assetId: 'asset_1',
  key: 'k',
  role: 'image',
  weight: null,
  contentType: 'image/png',
  width: 10,
  height: 10,
  sizeBytes: 100,
}

function plan(request: GenerateRequest, more: Partial<PlanContext> & { chain?: string[] } = {}) {
  const { chain, ...rest } = more
  return makePlan({
    generationId: 'gen_1',
    request,
    snapshot: { ...snapshot, instance: { ...snapshot.instance, fallbackChain: chain ?? [] } },
    findModel: (id) => models.find((model) => model.id === id) ?? null,
    connectionsFor: () => [],
    customProvider: () => null,
    missingFor: ({ provider }) => (provider === 'unreachable' ? 'credential' : null),
    price: (model, planned) => ({
      amountMicros: model.id === 'rich' ? 5000 * planned.n : 1000 * planned.n,
      maxMicros: model.id === 'rich' ? 6000 * planned.n : 1000 * planned.n,
      exact: true,
      breakdown: [],
    }),
    check: () => {},
    inputs: [],
    mask: null,
    earlierWarnings: [],
    names: sameNames,
    today: '2026-11-24',
    ...rest,
  })
}
function refusal(request: GenerateRequest, more: Parameters<typeof plan>[1] = {}): { code: string; pointers: string[] } {
  try {
    plan(request, more)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, pointers: (error.details.errors ?? []).map((fault) => fault.pointer) }
    throw error
  }
  throw new Error('it was planned')
}

describe('models', () => {
  test('the default', () => expect(plan({ prompt: 'x' }).targets.map((target) => target.request.model.id)).toEqual(['plain']))
  test('an unknown model', () =>
    expect(refusal({ prompt: 'x', model: 'nope' })).toEqual({ code: 'model_not_found', pointers: ['/body/model'] }))
  test('names of Object.prototype are not aliases', () =>
    expect(refusal({ prompt: 'x', model: 'constructor' }).code).toBe('model_not_found'))
  test('an alias works, with a warning', () => {
    const planned = plan({ prompt: 'x', model: 'dall-e-3' })
    expect(planned.requestedModel).toBe('dall-e-3')
    expect(planned.targets[0]!.request.model.id).toBe('plain')
    expect(planned.warnings).toMatchObject([{ code: 'model_aliased', pointer: '/body/model' }])
  })
  test('a shut-down model is replaced by its successor', () => {
    expect(plan({ prompt: 'x', model: 'old' })).toMatchObject({
      warnings: [{ code: 'model_aliased' }],
      targets: [{ request: { model: { id: 'plain' } } }],
    })
    expect(refusal({ prompt: 'x', model: 'dead' }).code).toBe('model_not_found')
  })
  test('a model that is shut down soon gives a warning', () =>
    expect(plan({ prompt: 'x', model: 'leaving' }).warnings).toMatchObject([{ code: 'model_retiring' }]))
  test('no credential', () => expect(refusal({ prompt: 'x' }, { missingFor: () => 'credential' }).code).toBe('credential_missing'))
})

describe('the fields that an operation needs', () => {
  test.each<[GenerateRequest, string[]]>([
    [{}, ['/body/prompt']],
    [{ operation: 'edit', prompt: 'x' }, ['/body/inputs']],
    [{ operation: 'inpaint', prompt: 'x' }, ['/body/inputs', '/body/mask']],
    [{ prompt: 'x', inputs: [{ asset_id: 'asset_1' }] }, ['/body/inputs']],
    [{ prompt: 'x', mask: { asset_id: 'asset_1' } }, ['/body/mask']],
    [{ prompt: 'x', size: '1024x1024', aspect_ratio: '1:1', resolution: '1K' }, ['/body/aspect_ratio', '/body/resolution']],
    [{ prompt: 'x', output: { format: 'jpeg', background: 'transparent' } }, ['/body/output/background']],
    [{ prompt: 'x', provider_options: { much: 'x'.repeat(70_000) } }, ['/body/provider_options']],
  ])('%j', (request, pointers) => {
    expect(refusal(request)).toEqual({ code: 'invalid_request', pointers })
  })
})

describe('a quality that was not requested', () => {
  const model = (defaultQuality?: string): CatalogueModel => ({
    ...plain,
    capabilities: { ...plain.capabilities, ...(defaultQuality === undefined ? {} : { defaultQuality }) },
    price: {
      kind: 'per_image',
      rules: [
        { quality: 'low', micros: 30_000 },
        { quality: 'high', micros: 90_000 },
      ],
    },
  })
  const quoted = (request: GenerateRequest, each: CatalogueModel) => {
    const { targets, quote } = plan(request, { findModel: () => each, price: quoteOf })
    return [targets[0]!.request.quality, quote.amountMicros, quote.exact]
  }
  test('is the default of the model: sent to the provider, and priced', () => {
    expect(quoted({ prompt: 'x' }, model('low'))).toEqual(['low', 30_000, true])
    expect(quoted({ prompt: 'x', quality: 'high' }, model('low'))).toEqual(['high', 90_000, true])
  })
  test('is left to the provider if there is no default: the most expensive one is reserved', () =>
    expect(quoted({ prompt: 'x' }, model())).toEqual([null, 90_000, false]))
})

describe('parameters that the model does not support', () => {
  test.each<[GenerateRequest, string, string]>([
    [{ prompt: 'x', operation: 'upscale', inputs: [{ asset_id: 'asset_1' }] }, 'unsupported_operation', '/body/operation'],
    [{ prompt: 'x', n: 3 }, 'unsupported_parameter', '/body/n'],
    [{ prompt: 'x', steps: 5 }, 'unsupported_parameter', '/body/steps'],
    [{ prompt: 'x', negative_prompt: 'y' }, 'unsupported_parameter', '/body/negative_prompt'],
    [{ prompt: 'x', quality: 'best' }, 'unsupported_parameter', '/body/quality'],
    [{ prompt: 'x', style: 'ink' }, 'unsupported_parameter', '/body/style'],
    [{ prompt: 'x', output: { format: 'webp' } }, 'unsupported_parameter', '/body/output/format'],
    [{ prompt: 'x', output: { background: 'opaque' } }, 'unsupported_parameter', '/body/output/background'],
    [{ prompt: 'x', partial_images: 2 }, 'unsupported_parameter', '/body/partial_images'],
    [{ prompt: 'x', size: '1000x1000' }, 'unsupported_size', '/body/size'],
    [{ prompt: 'x', aspect_ratio: '16:9' }, 'unsupported_size', '/body/aspect_ratio'],
    [{ prompt: 'x'.repeat(101) }, 'unsupported_parameter', '/body/prompt'],
  ])('%j', (request, code, pointer) => {
    expect(refusal(request, { inputs: request.inputs === undefined ? [] : [input] })).toEqual({ code, pointers: [pointer] })
  })
  test('unsuitable inputs', () => {
    const edit: GenerateRequest = { operation: 'edit', prompt: 'x', inputs: [{ asset_id: 'asset_1' }] }
    expect(refusal(edit, { inputs: [{ ...input, contentType: 'image/webp' }] })).toEqual({
      code: 'input_invalid',
      pointers: ['/body/inputs/0'],
    })
    expect(refusal(edit, { inputs: [{ ...input, sizeBytes: 2000 }] })).toEqual({ code: 'input_invalid', pointers: ['/body/inputs/0'] })
    expect(refusal(edit, { inputs: [input, input] })).toEqual({ code: 'unsupported_parameter', pointers: ['/body/inputs'] })
    expect(
      refusal({ ...edit, operation: 'inpaint', mask: { asset_id: 'asset_2' } }, { inputs: [input], mask: { ...input, width: 11 } }),
    ).toEqual({ code: 'input_invalid', pointers: ['/body/mask'] })
  })
})

test('adapt never throws for a parameter, and each change has a warning', () => {
  const requests = fc.record(
    {
      n: fc.integer({ min: 1, max: 10 }),
      negative_prompt: fc.constant('y'),
      seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      steps: fc.integer({ min: 1, max: 200 }),
      guidance: fc.double({ min: 0, max: 30, noNaN: true }),
      strength: fc.double({ min: 0, max: 1, noNaN: true }),
      quality: fc.constantFrom('low', 'high', 'best'),
      style: fc.constantFrom('ink', 'oil'),
      enhance_prompt: fc.boolean(),
      partial_images: fc.integer({ min: 0, max: 3 }),
      aspect_ratio: fc.constantFrom('1:1', '3:2', '16:9', '9:21'),
      output: fc.record(
        { format: fc.constantFrom('png', 'jpeg', 'webp'), compression: fc.integer({ min: 0, max: 100 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(requests, fc.constantFrom('plain', 'rich'), (request, model) => {
      const planned = plan({ ...request, prompt: 'x', model, on_unsupported: 'adapt' })
      const { request: sent } = planned.targets[0]!
      const { capabilities } = sent.model
      const changed = new Set(planned.warnings.map((warning) => warning.pointer))
      const kept = (value: unknown, asked: unknown, pointer: string) =>
        expect(asked === undefined || value === asked || changed.has(pointer)).toBe(true)
      kept(sent.n, request.n, '/body/n')
      kept(sent.negativePrompt, request.negative_prompt, '/body/negative_prompt')
      kept(sent.seed, request.seed, '/body/seed')
      kept(sent.steps, request.steps, '/body/steps')
      kept(sent.guidance, request.guidance, '/body/guidance')
      kept(sent.strength, request.strength, '/body/strength')
      kept(sent.quality, request.quality, '/body/quality')
      kept(sent.style, request.style, '/body/style')
      kept(sent.enhancePrompt, request.enhance_prompt, '/body/enhance_prompt')
      kept(sent.partialImages, request.partial_images, '/body/partial_images')
      kept(sent.format, request.output?.format, '/body/output/format')
      kept(sent.compression, request.output?.compression, '/body/output/compression')
      expect(sent.n).toBeLessThanOrEqual(capabilities.maxImages)
      expect(capabilities.formats).toContain(sent.format)
      for (const [value, name] of [
        [sent.seed, 'seed'],
        [sent.steps, 'steps'],
        [sent.negativePrompt, 'negative_prompt'],
      ] as const) {
        if (value !== null) expect(capabilities.parameters).toContain(name)
      }
      // Above, the request was planned with `on_unsupported: adapt`. With `reject`, it must be refused if `adapt` has changed anything;
      // otherwise both plans must be equal.
      try {
        const strict = plan({ ...request, prompt: 'x', model })
        expect(strict.targets[0]!.request).toEqual(sent)
        expect(changed.size).toBe(0)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect(changed.size).toBeGreaterThan(0)
      }
    }),
    { numRuns: 1000 },
  )
})

describe('the chain', () => {
  test('of the instance skips models that cannot do it, with a warning', () => {
    const planned = plan({ prompt: 'x', model: 'rich', style: 'ink' }, { chain: ['plain', 'nope', 'rich'] })
    expect(planned.targets.map((target) => target.request.model.id)).toEqual(['rich'])
    expect(planned.warnings.map((warning) => warning.code)).toEqual(['fallback_skipped', 'fallback_skipped'])
  })
  test('of the request must be able to do it', () => {
    expect(refusal({ prompt: 'x', model: 'rich', style: 'ink', fallbacks: ['plain'] }).code).toBe('unsupported_parameter')
    expect(refusal({ prompt: 'x', fallbacks: ['nope'] })).toEqual({ code: 'model_not_found', pointers: ['/body/fallbacks/0'] })
  })
  test('an empty chain means no fallbacks', () => expect(plan({ prompt: 'x', fallbacks: [] }, { chain: ['rich'] }).targets).toHaveLength(1))
  test('options go to their provider only', () => {
    const planned = plan({ prompt: 'x', provider_options: { a: 1 } }, { chain: ['rich'] })
    expect(planned.targets.map((target) => target.request.providerOptions)).toEqual([{ a: 1 }, {}])
    expect(planned.targets[1]!.request.safety).toEqual({ level: 'low' })
  })
  test('the reservation is the most expensive of them', () => {
    expect(plan({ prompt: 'x', n: 2 }, { chain: ['rich'] })).toMatchObject({ reserveMicros: 12_000, quote: { amountMicros: 2000 } })
    expect(refusal({ prompt: 'x', n: 2, max_cost_micros: 11_999 }, { chain: ['rich'] })).toEqual({
      code: 'max_cost_exceeded',
      pointers: ['/body/max_cost_micros'],
    })
    expect(plan({ prompt: 'x', n: 2, max_cost_micros: 12_000 }, { chain: ['rich'] }).targets).toHaveLength(2)
  })
})

test('the content policy comes before the price', () => {
  expect(refusal({ prompt: 'a Forbidden thing', max_cost_micros: 0 })).toEqual({ code: 'content_policy', pointers: ['/body/prompt'] })
})

describe('an operation may support less than the others', () => {
  const narrow: CatalogueModel = {
    ...rich,
    id: 'narrow',
    capabilities: {
      ...rich.capabilities,
      inputs: {
        max: 3,
        roles: ['image', 'style'],
        maxByRole: { image: 1 },
        weights: ['style'],
        maxBytes: 1000,
        maxEdge: 20,
        maxPixels: 300,
        formats: ['png'],
      },
      byOperation: {
        edit: { parameters: ['seed'], styles: [], size: { kind: 'input' }, defaultSize: null, maxPromptLength: 0, partialImages: false },
      },
    },
  }
  const findModel = () => narrow
  const reference = { asset_id: 'asset_1' }
  const edit: GenerateRequest = { operation: 'edit', prompt: 'x', inputs: [reference] }
  const more: Partial<PlanContext> = { findModel, inputs: [input] }

  test('a missing parameter is refused, with the operation in the message', () => {
    for (const [changes, code, pointer] of [
      [{}, 'unsupported_parameter', '/body/prompt'],
      [{ steps: 3 }, 'unsupported_parameter', '/body/steps'],
      [{ style: 'ink' }, 'unsupported_parameter', '/body/style'],
      [{ size: '1024x1024' }, 'unsupported_size', '/body/size'],
      [{ partial_images: 1 }, 'unsupported_parameter', '/body/partial_images'],
    ] as const) {
      const { prompt: _, ...promptless } = edit
      const request = pointer === '/body/prompt' ? edit : { ...promptless, operation: 'reframe' as const, ...changes }
      const narrowReframe = {
        ...narrow,
        capabilities: {
          ...narrow.capabilities,
          operations: [...narrow.capabilities.operations, 'reframe' as const],
          byOperation: { ...narrow.capabilities.byOperation, reframe: narrow.capabilities.byOperation!.edit! },
        },
      }
      expect(refusal(request, { ...more, findModel: () => narrowReframe })).toEqual({ code, pointers: [pointer] })
    }
    expect(() => plan(edit, more)).toThrow('`prompt` is not supported by narrow for edit. Remove it, or send `on_unsupported: adapt`.')
  })
  test('or left out, with a warning for each', () => {
    const planned = plan({ ...edit, steps: 3, style: 'ink', size: '1024x1024', partial_images: 1, on_unsupported: 'adapt' }, more)
    expect(planned.warnings.map((warning) => warning.pointer).toSorted()).toEqual([
      '/body/partial_images',
      '/body/prompt',
      '/body/size',
      '/body/steps',
      '/body/style',
    ])
    expect(planned.targets[0]!.request).toMatchObject({ prompt: '', steps: null, style: null, width: null, partialImages: 0 })
  })
  test('other operations keep their parameters', () => {
    expect(plan({ prompt: 'x', steps: 3, style: 'ink', size: '1024x1024' }, { findModel }).warnings).toEqual([])
  })
  test('inputs: how many of a role, how large, and whether weights count', () => {
    const remix: GenerateRequest = { ...edit, operation: 'inpaint', mask: { asset_id: 'asset_2' } }
    const of = (...inputs: PlannedInput[]) => ({ findModel, inputs, mask: input })
    const style = { ...input, role: 'style' as const }
    expect(refusal(remix, of(input, input))).toEqual({ code: 'unsupported_parameter', pointers: ['/body/inputs/1/role'] })
    expect(refusal(remix, of({ ...input, width: 21 }))).toEqual({ code: 'input_invalid', pointers: ['/body/inputs/0'] })
    expect(refusal(remix, of(input, { ...style, width: 20, height: 16 }))).toEqual({ code: 'input_invalid', pointers: ['/body/inputs/1'] })
    const weighed = {
      ...remix,
      inputs: [
        { ...reference, weight: 0.5 },
        { ...reference, role: 'style' as const, weight: 0.5 },
      ],
    }
    expect(refusal(weighed, of(input, style))).toEqual({ code: 'unsupported_parameter', pointers: ['/body/inputs/0/weight'] })
    const adapted = plan({ ...weighed, on_unsupported: 'adapt' }, of(input, style))
    expect(adapted.warnings.map((warning) => warning.pointer)).toEqual(['/body/inputs/0/weight'])
  })
})

describe('settings that a format lacks', () => {
  const vivid: CatalogueModel = {
    ...rich,
    id: 'vivid',
    capabilities: { ...rich.capabilities, parameters: ['compression'], backgrounds: ['auto', 'transparent'], formats: ['jpeg', 'png'] },
  }
  const findModel = () => vivid
  test('a png has no quality', () => {
    expect(refusal({ prompt: 'x', output: { format: 'png', compression: 50 } }, { findModel })).toEqual({
      code: 'unsupported_parameter',
      pointers: ['/body/output/compression'],
    })
    expect(plan({ prompt: 'x', output: { compression: 50 } }, { findModel }).targets[0]!.request).toMatchObject({
      format: 'jpeg',
      compression: 50,
    })
  })
  test('a jpeg has no transparency', () => {
    const jpegOnly = { ...vivid, capabilities: { ...vivid.capabilities, formats: ['jpeg' as const] } }
    const request: GenerateRequest = { prompt: 'x', output: { background: 'transparent' } }
    expect(refusal(request, { findModel: () => jpegOnly })).toEqual({
      code: 'unsupported_parameter',
      pointers: ['/body/output/background'],
    })
    const adapted = plan({ ...request, on_unsupported: 'adapt' }, { findModel: () => jpegOnly })
    expect(adapted.warnings).toMatchObject([{ code: 'parameter_dropped', pointer: '/body/output/background' }])
  })
})

describe('a request that an adapter would refuse is refused before anything is reserved', () => {
  const model = (id: string) => builtInModels().find((each) => each.id === id)!
  const known = (id: string): Partial<PlanContext> => ({
    findModel: () => model(id),
    check: catalogueOf(snapshot, { ai: null, environment: readEnvironment(env) }).check,
  })
  test.each<[string, GenerateRequest, string, string]>([
    ['flux-2-pro', { prompt: 'x', provider_options: { width: 512 } }, 'unsupported_parameter', '/body/provider_options/width'],
    ['gpt-image-2.6-flare', { prompt: 'x', provider_options: { n: 9 } }, 'unsupported_parameter', '/body/provider_options/n'],
    [
      'ideogram-v3',
      { prompt: 'x', provider_options: { rendering_speed: 'TURBO' } },
      'unsupported_parameter',
      '/body/provider_options/rendering_speed',
    ],
    ['ideogram-4.5', { prompt: 'x', provider_options: { dry_run: true } }, 'unsupported_parameter', '/body/provider_options/dry_run'],
    ['workers-ai.sdxl', { prompt: 'x', provider_options: { num_steps: 50 } }, 'unsupported_parameter', '/body/provider_options/num_steps'],
    [
      'fal.flux-dev',
      { prompt: 'x', provider_options: { image_size: 'square' } },
      'unsupported_parameter',
      '/body/provider_options/image_size',
    ],
    [
      'replicate.flux-dev',
      { prompt: 'x', provider_options: { num_outputs: 4 } },
      'unsupported_parameter',
      '/body/provider_options/num_outputs',
    ],
    ['sketch', { prompt: 'x', provider_options: { sketch: { fial: true } } }, 'unsupported_parameter', '/body/provider_options/sketch'],
    ['sketch', { prompt: 'x', provider_options: { other: 1 } }, 'unsupported_parameter', '/body/provider_options'],
  ])('%s: %j', (id, request, code, pointer) => {
    expect(refusal(request, known(id))).toEqual({ code, pointers: [pointer] })
  })
  test('its own options pass', () => {
    expect(plan({ prompt: 'x', provider_options: { raw: true } }, known('flux-2-pro')).targets[0]!.request.providerOptions).toEqual({
      raw: true,
    })
  })
  test('unusable inputs and masks', () => {
    const edit: GenerateRequest = { operation: 'edit', prompt: 'x', inputs: [{ asset_id: 'asset_1' }] }
    expect(refusal(edit, { ...known('workers-ai.flux-2-dev'), inputs: [{ ...input, width: 513 }] })).toEqual({
      code: 'input_invalid',
      pointers: ['/body/inputs/0'],
    })
    expect(
      refusal({ operation: 'upscale', inputs: edit.inputs! }, { ...known('sketch'), inputs: [{ ...input, width: 2048, height: 2048 }] }),
    ).toEqual({
      code: 'input_invalid',
      pointers: ['/body/inputs/0'],
    })
    const masked: GenerateRequest = { ...edit, operation: 'inpaint', mask: { asset_id: 'asset_2' } }
    for (const id of ['gpt-image-2.6-flare', 'ideogram-v3', 'sketch'])
      expect(refusal(masked, { ...known(id), inputs: [input], mask: { ...input, contentType: 'image/webp' } })).toEqual({
        code: 'input_invalid',
        pointers: ['/body/mask'],
      })
    const large = { ...input, width: 4000, height: 3000 }
    expect(refusal(masked, { ...known('gpt-image-2.6-flare'), inputs: [large], mask: large })).toEqual({
      code: 'input_invalid',
      pointers: ['/body/mask'],
    })
  })
})

test('a quote is not exact if the provider reports the cost', () => {
  const quoted = (id: string) =>
    plan({ prompt: 'x' }, { findModel: () => builtInModels().find((each) => each.id === id)!, price: quoteOf }).quote.exact
  expect(['ideogram-v3', 'replicate.flux-dev'].map(quoted)).toEqual([true, true])
  expect(['ideogram-4.5', 'flux-2-pro', 'flux-2-flex'].map(quoted)).toEqual([false, false, false])
})
