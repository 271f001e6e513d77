// The models of the provider `sketch`. Two models are for tests and trials; an instance can use these two only if it enables them.
import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

/**
 * The maximum number of pixels of an input. Decoded, such an input takes 17 MB of an isolate's 128 MB, and an operation holds three such
 * pictures.
 */
export const MAX_INPUT_PIXELS = 4_194_304
export const MAX_UPSCALED_PIXELS = 8_388_608
/**
 * The maximum number of pixels of all pictures of one call together: 8 pictures of 1024 × 1024, or 2 of 2048 × 2048. They take about 3 s
 * of CPU.
 */
export const MAX_CALL_PIXELS = 8_388_608

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe'],
  size: { kind: 'free', multipleOf: 8, minEdge: 64, maxEdge: 2048, maxPixels: 4_194_304, maxRatio: 8 },
  defaultSize: '1024x1024',
  keepsInputSize: true,
  maxImages: 8,
  formats: ['png', 'jpeg', 'webp'],
  qualities: ['low', 'medium', 'high'],
  styles: ['painted', 'poster', 'ink'],
  backgrounds: ['auto', 'opaque', 'transparent'],
  parameters: ['negative_prompt', 'seed', 'strength', 'compression'],
  maxPromptLength: 32_000,
  inputs: {
    max: 4,
    roles: ['image', 'reference', 'style'],
    weights: ['reference', 'style'],
    maxBytes: 20 * 1024 * 1024,
    maxPixels: MAX_INPUT_PIXELS,
    formats: ['png', 'jpeg'],
  },
  mask: true,
  partialImages: true,
}

/**
 * Returns the inputs that an operation can take. One picture, with the role `image`, is edited; the others only contribute their colours.
 */
const given = (roles: Carried['inputs']['roles']): Carried['inputs'] => ({
  max: 16,
  roles,
  maxByRole: { image: 1 },
  weights: ['reference', 'style'],
})
const changed: Carried = {
  ...NOTHING,
  parameters: ['compression'],
  size: ['pixels'],
  many: true,
  format: true,
  backgrounds: ['auto', 'opaque'],
  inputs: given(['image', 'reference', 'style']),
  partialImages: true,
}
const CARRIED: Record<Operation, Carried> = {
  generate: {
    ...changed,
    prompt: true,
    parameters: ['negative_prompt', 'seed', 'compression'],
    quality: true,
    style: true,
    backgrounds: ['auto', 'opaque', 'transparent'],
    inputs: given(['reference', 'style']),
  },
  edit: { ...changed, prompt: true, parameters: ['negative_prompt', 'seed', 'strength', 'compression'], mask: true },
  inpaint: { ...changed, prompt: true, parameters: ['negative_prompt', 'seed', 'strength', 'compression'], quality: true, mask: true },
  remix: { ...changed, prompt: true, parameters: ['negative_prompt', 'seed', 'strength', 'compression'], quality: true },
  reframe: changed,
  upscale: changed,
  remove_background: { ...changed, backgrounds: ['auto', 'opaque', 'transparent'], inputs: given(['image']) },
  replace_background: { ...changed, prompt: true, parameters: ['negative_prompt', 'seed', 'compression'], quality: true },
  describe: { ...NOTHING, inputs: { max: 1, roles: ['image'] } },
}
export function carries(_: string, operation: Operation): Carried | NotCarried {
  return CARRIED[operation]
}

const common = {
  provider: 'sketch',
  capabilities,
  // The prices are invented.
  source: { url: 'urn:sketch', date: '2026-11-24' },
  shutdownDate: null,
  successor: null,
}

const catalogue: CatalogueModel[] = [
  {
    ...common,
    id: 'sketch',
    providerModel: 'sketch',
    name: 'Sketch (procedural sketch, no AI)',
    description:
      'Draws from the words of the prompt and the seed by arithmetic alone: no AI, no key, no cost. The same request gives the same picture.',
    price: { kind: 'free' },
  },
  {
    ...common,
    id: 'sketch-queued',
    providerModel: 'sketch-queued',
    name: 'Sketch, queued (procedural sketch, no AI)',
    description:
      'As sketch, but accepts the work and is polled for it, as queueing providers are. For tests and trials; an instance must enable it.',
    price: { kind: 'free' },
    optIn: true,
  },
  {
    ...common,
    id: 'sketch-priced',
    providerModel: 'sketch-priced',
    // Medium is the quality that is drawn by default. It is declared here, so that the price is known in advance.
    capabilities: { ...capabilities, defaultQuality: 'medium' },
    name: 'Sketch with play prices (procedural sketch, no AI)',
    description: 'As sketch, with invented prices that count against budgets, for tests and trials of limits; an instance must enable it.',
    price: {
      kind: 'per_image',
      rules: [
        { operation: 'describe', micros: 1_500 },
        { operation: 'upscale', micros: 25_000 },
        // These operations have no choice of quality.
        { operation: 'edit', micros: 40_000 },
        { operation: 'reframe', micros: 40_000 },
        { operation: 'remove_background', micros: 40_000 },
        { quality: 'low', micros: 10_000 },
        { quality: 'high', size: '2048x2048', micros: 160_000 },
        { quality: 'high', micros: 80_000 },
        { micros: 40_000 },
      ],
    },
    optIn: true,
  },
]

export const models = narrowed(catalogue, carries)

/**
 * If `test_options` is false, the instance refuses requests that simulate faults or prices. In production they are refused in any case.
 */
export const safety: SafetySettings = { test_options: { kind: 'boolean' } }
