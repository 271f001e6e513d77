import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://openrouter.ai/models?output_modalities=image',
  date: '2026-11-28',
  note: 'not verified: what the model costs at its maker, as this catalogue has it; the answer says what was charged',
}

const RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '5:4', '4:5', '21:9']

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix'],
  size: { kind: 'ratio', ratios: RATIOS, resolutions: [], pixels: {} },
  defaultSize: '1:1',
  keepsInputSize: true,
  maxImages: 1,
  formats: ['png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 10_000,
  inputs: { max: 4, roles: ['image', 'reference'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed', 'compression'],
  size: ['ratio', 'resolution', 'pixels'],
  many: true,
  format: true,
  quality: true,
  backgrounds: ['auto', 'opaque', 'transparent'],
  inputs: { max: 16, roles: ['reference'] },
}

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 16, roles: ['image', 'reference'] } }
    default:
      return { why: 'OpenRouter does generate, edit and remix; leave this out' }
  }
}

const tiers = (resolutions: string[]): Capabilities['size'] => ({ kind: 'ratio', ratios: RATIOS, resolutions, pixels: {} })
const each = (micros: number): Price => ({ kind: 'per_image', rules: [{ micros }] })
const byResolution = (micros: Record<string, number>, rest: number): Price => ({
  kind: 'per_image',
  rules: [...Object.entries(micros).map(([resolution, amount]) => ({ resolution, micros: amount })), { micros: rest }],
})

function model(providerModel: string, name: string, price: Price, changes: Partial<Capabilities> = {}): CatalogueModel {
  return {
    id: `openrouter.${providerModel.slice(providerModel.indexOf('/') + 1)}`,
    provider: 'openrouter',
    providerModel,
    name: `${name} on OpenRouter`,
    description: `${name}, called and billed through OpenRouter.`,
    capabilities: { ...capabilities, ...changes },
    price,
    reportsCost: true,
    source: SOURCE,
    shutdownDate: null,
    successor: null,
  }
}

const gpt: Partial<Capabilities> = {
  size: tiers(['1K', '2K', '4K']),
  formats: ['png', 'jpeg', 'webp'],
  qualities: ['low', 'medium', 'high'],
  defaultQuality: 'medium',
  backgrounds: ['auto', 'opaque'],
  parameters: ['compression'],
  maxImages: 10,
  inputs: { ...capabilities.inputs, max: 16 },
}
const flux: Partial<Capabilities> = { size: tiers(['1K', '2K']), formats: ['png', 'jpeg'], parameters: ['seed'] }

export const models = narrowed(
  [
    model('google/gemini-3-pro-image', 'Gemini 3 Pro Image', byResolution({ '1K': 134_000, '2K': 134_000 }, 240_000), {
      size: tiers(['1K', '2K', '4K']),
      inputs: { ...capabilities.inputs, max: 14 },
    }),
    model('google/gemini-3.1-flash-image', 'Gemini 3.1 Flash Image', byResolution({ '1K': 67_000, '2K': 101_000 }, 151_000), {
      size: tiers(['1K', '2K', '4K']),
      inputs: { ...capabilities.inputs, max: 14 },
    }),
    model('google/gemini-2.5-flash-image', 'Gemini 2.5 Flash Image', each(39_000)),
    model('openai/gpt-image-2', 'GPT Image 2', each(420_000), gpt),
    model('openai/gpt-image-2.5-flare', 'GPT Image 2.5 Flare', each(100_000), gpt),
    model('black-forest-labs/flux.2-max', 'FLUX.2 max', each(160_000), flux),
    model('black-forest-labs/flux.2-pro', 'FLUX.2 pro', each(75_000), flux),
    model('black-forest-labs/flux.2-flex', 'FLUX.2 flex', each(240_000), flux),
    model('black-forest-labs/flux.2-klein-4b', 'FLUX.2 klein 4B', each(17_000), flux),
    model('bytedance-seed/seedream-4.5', 'Seedream 4.5', each(40_000), {
      size: tiers(['1K', '2K', '4K']),
      parameters: ['seed'],
      maxImages: 10,
      inputs: { ...capabilities.inputs, max: 14 },
    }),
    model('x-ai/grok-imagine-image', 'Grok Imagine Image', each(20_000), { size: tiers(['1K', '2K']), formats: ['jpeg'] }),
    model('recraft/recraft-v4', 'Recraft V4', each(40_000), {
      operations: ['generate'],
      inputs: { ...capabilities.inputs, max: 0, roles: [] },
    }),
  ],
  carries,
)
