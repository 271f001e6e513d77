import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

const SOURCE = {
  url: 'https://docs.bfl.ai/quick_start/pricing.md',
  date: '2026-11-24',
  note: 'further megapixels and inputs from Black Forest Labs’ skill for agents, bfl-api',
}

const QUOTED: CatalogueModel['source'] = {
  url: 'https://bfl.ai/pricing',
  date: '2026-11-28',
  note: 'through a published price list that quotes it (litellm 1.110.2)',
}

const flux2: Capabilities = {
  operations: ['generate', 'edit'],
  size: { kind: 'free', multipleOf: 16, minEdge: 64, maxEdge: 4096, maxPixels: 2048 * 2048, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 1,
  formats: ['jpeg', 'png', 'webp'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed'],
  maxPromptLength: 10_000,
  inputs: { max: 8, roles: ['image', 'reference'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed', 'guidance', 'steps', 'enhance_prompt'],
  size: ['pixels'],
  format: true,
  inputs: { max: 16, roles: ['reference'] },
}

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 16, roles: ['image', 'reference'] } }
    case 'inpaint':
      return { ...generation, size: [], inputs: { max: 1, roles: ['image'] }, mask: true }
    default:
      return { why: 'Black Forest Labs does generate, edit, remix and inpaint; leave this out' }
  }
}

function model(
  id: string,
  name: string,
  description: string,
  price: Price,
  capabilities: Partial<Capabilities> = {},
  providerModel = id,
  source: CatalogueModel['source'] = SOURCE,
): CatalogueModel {
  return {
    id,
    provider: 'black-forest-labs',
    providerModel,
    name,
    description,
    capabilities: { ...flux2, ...capabilities },
    price,
    reportsCost: true,
    source,
    shutdownDate: null,
    successor: null,
  }
}

const perMegapixel = (firstMicros: number, nextMicros: number, inputMicros: number): Price => ({
  kind: 'per_megapixel',
  firstMicros,
  nextMicros,
  inputMicros,
})
const four: Partial<Capabilities> = { inputs: { ...flux2.inputs, max: 4 } }

const catalogue: CatalogueModel[] = [
  model(
    'flux-2-pro',
    'FLUX.2 pro',
    'The all-round model: new pictures and edits with up to eight sources.',
    perMegapixel(30_000, 15_000, 15_000),
  ),
  model('flux-2-flex', 'FLUX.2 flex', 'Steps and guidance to choose; good lettering.', perMegapixel(50_000, 50_000, 50_000), {
    parameters: ['seed', 'guidance', 'steps', 'enhance_prompt'],
  }),
  model('flux-2-max', 'FLUX.2 max', 'The most detail.', perMegapixel(70_000, 30_000, 30_000)),
  model('flux-2-klein-4b', 'FLUX.2 klein 4B', 'Small, fast and cheap.', perMegapixel(14_000, 1000, 1000), four),
  model('flux-2-klein-9b', 'FLUX.2 klein 9B', 'Small and fast.', perMegapixel(15_000, 2000, 2000), four),
  model(
    'flux-fill',
    'FLUX.1 Fill',
    'Paints what a mask marks.',
    { kind: 'per_image', rules: [{ micros: 50_000 }] },
    {
      operations: ['inpaint'],
      size: { kind: 'input' },
      defaultSize: null,
      parameters: ['seed', 'guidance', 'steps', 'enhance_prompt'],
      inputs: { max: 1, roles: ['image'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: true,
    },
    'flux-pro-1.0-fill',
    { url: 'https://bfl.ai/pricing', date: '2026-11-24', note: 'not verified: the page could not be read' },
  ),
  model(
    'flux-pro-1.1',
    'FLUX 1.1 pro',
    'New pictures of exact sizes, of the generation before.',
    { kind: 'per_image', rules: [{ micros: 40_000 }] },
    {
      operations: ['generate'],
      size: { kind: 'free', multipleOf: 32, minEdge: 256, maxEdge: 1440, maxPixels: 1440 * 1440, maxRatio: 5 },
      formats: ['jpeg', 'png'],
      parameters: ['seed', 'enhance_prompt'],
      inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
    },
    'flux-pro-1.1',
    QUOTED,
  ),
  ...(['pro', 'max'] as const).map((size) =>
    model(
      `flux-kontext-${size}`,
      `FLUX Kontext ${size}`,
      'Edits a picture and keeps its shape.',
      { kind: 'per_image', rules: [{ micros: size === 'pro' ? 40_000 : 80_000 }] },
      {
        operations: ['edit'],
        size: { kind: 'input' },
        defaultSize: null,
        formats: ['png', 'jpeg'],
        parameters: ['seed', 'enhance_prompt'],
        inputs: { max: 1, roles: ['image'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
      },
      `flux-kontext-${size}`,
      QUOTED,
    ),
  ),
]

/** The range that all models accept: FLUX.2's. Only Fill would accept 6. */
export const safety: SafetySettings = { safety_tolerance: { kind: 'integer', min: 0, max: 5 } }

export const models = narrowed(catalogue, carries)
