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

/** Groups of models whose fields have the same names. */
type Family = 'flux3' | 'ultra' | 'expand' | 'kontext' | 'other'

export function familyOf(providerModel: string): Family {
  if (providerModel.startsWith('flux-3-image')) return 'flux3'
  if (providerModel.startsWith('flux-pro-1.1-ultra')) return 'ultra'
  if (providerModel === 'flux-pro-1.0-expand') return 'expand'
  return providerModel.startsWith('flux-kontext-') ? 'kontext' : 'other'
}

const image: Carried['inputs'] = { max: 1, roles: ['image'] }
const upTo = (max: number, operation: Operation): Carried['inputs'] => ({
  max,
  roles: operation === 'generate' ? ['reference'] : ['image', 'reference'],
})
const written: Carried = { ...NOTHING, prompt: true, parameters: ['seed', 'enhance_prompt'], size: ['ratio'], format: true }

const FAMILIES: Record<Exclude<Family, 'other'>, (operation: Operation) => Carried | null> = {
  flux3: (operation) =>
    ['generate', 'edit', 'remix'].includes(operation)
      ? { ...NOTHING, prompt: true, size: ['ratio', 'resolution'], inputs: upTo(10, operation) }
      : null,
  ultra: (operation) =>
    operation === 'generate'
      ? written
      : operation === 'remix'
        ? { ...written, parameters: [...written.parameters, 'strength'], inputs: image }
        : null,
  expand: (operation) =>
    operation === 'reframe' ? { ...written, parameters: [...written.parameters, 'guidance', 'steps'], inputs: image } : null,
  kontext: (operation) => (['generate', 'edit', 'remix'].includes(operation) ? { ...written, inputs: upTo(4, operation) } : null),
}

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const family = familyOf(providerModel)
  if (family !== 'other')
    return FAMILIES[family](operation) ?? { why: `this model does not do ${operation} at Black Forest Labs; leave this out` }
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 16, roles: ['image', 'reference'] } }
    case 'inpaint':
      return { ...generation, size: [], inputs: image, mask: true }
    default:
      return { why: 'Black Forest Labs does generate, edit, remix, inpaint and reframe, each with models of its own; leave this out' }
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
/** The usual ratios between 21:9 and 9:21. The models that have this list accept other ratios, too. */
const RATIOS = ['1:1', '21:9', '16:9', '3:2', '4:3', '5:4', '4:5', '3:4', '2:3', '9:16', '9:21']
const RATIOS_3 = ['1:1', '21:9', '2:1', '16:9', '3:2', '7:5', '4:3', '5:4', '4:5', '3:4', '5:7', '2:3', '9:16', '1:2', '9:21']
const byRatio = (ratios: string[], resolutions: string[] = []): Partial<Capabilities> => ({
  size: { kind: 'ratio', ratios, resolutions, pixels: {} },
  defaultSize: '1:1',
})
/** The maximum number of pixels that can be added on one side. */
export const MOST_EXPANSION = 2048
const four: Partial<Capabilities> = { inputs: { ...flux2.inputs, max: 4 } }

const catalogue: CatalogueModel[] = [
  model(
    'flux-3-image',
    'FLUX 3 Image',
    'New pictures of up to 4K, and edits with up to ten sources; looks things up on the web.',
    {
      kind: 'per_image',
      rules: [
        { resolution: '768sq', micros: 41_000 },
        { resolution: '1.5k', micros: 70_000 },
        { resolution: '2k', micros: 100_000 },
        { resolution: '4k', micros: 607_000 },
        { micros: 48_000 },
      ],
    },
    {
      ...byRatio(RATIOS_3, ['1k', '768sq', '1.5k', '2k', '4k']),
      keepsInputSize: true,
      formats: ['png'],
      parameters: [],
      inputs: {
        max: 10,
        roles: ['image', 'reference'],
        maxBytes: 15_000_000,
        maxPixels: 16_000_000,
        formats: ['png', 'jpeg', 'webp'],
      },
    },
    'flux-3-image',
    {
      url: 'https://docs.bfl.ai/flux_3/flux3_image_generate',
      date: '2026-11-28',
      note: 'as quoted by others, since the page could not be read; 1.5k follows from a reseller whose other prices are 80 % of these; the format of its pictures is not documented there',
    },
  ),
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
  model(
    'flux-pro-1.1-ultra',
    'FLUX 1.1 pro ultra',
    'Pictures of four megapixels, by ratio; a picture may stand at the beginning.',
    { kind: 'per_image', rules: [{ micros: 60_000 }] },
    {
      ...byRatio(RATIOS),
      operations: ['generate', 'remix'],
      parameters: ['seed', 'strength', 'enhance_prompt'],
      inputs: { max: 1, roles: ['image'], maxBytes: 15_000_000, formats: ['png', 'jpeg', 'webp'] },
    },
    'flux-pro-1.1-ultra',
    QUOTED,
  ),
  model(
    'flux-expand',
    'FLUX.1 Expand',
    'Continues a picture beyond its edges.',
    { kind: 'per_image', rules: [{ micros: 50_000 }] },
    {
      // `sampleCall` requests the first ratio for a square input. If this ratio were 1:1, there would be nothing to extend.
      ...byRatio([...RATIOS.slice(2), '1:1', '21:9']),
      defaultSize: '16:9',
      operations: ['reframe'],
      parameters: ['seed', 'guidance', 'steps', 'enhance_prompt'],
      inputs: { max: 1, roles: ['image'], maxBytes: 15_000_000, formats: ['png', 'jpeg', 'webp'] },
    },
    'flux-pro-1.0-expand',
    QUOTED,
  ),
  ...(['pro', 'max'] as const).map((size) =>
    model(
      `flux-kontext-${size}`,
      `FLUX Kontext ${size}`,
      'Edits a picture, with up to three more to look at, and keeps its shape unless told.',
      { kind: 'per_image', rules: [{ micros: size === 'pro' ? 40_000 : 80_000 }] },
      {
        ...byRatio(RATIOS),
        operations: ['edit', 'generate'],
        keepsInputSize: true,
        formats: ['png', 'jpeg', 'webp'],
        parameters: ['seed', 'enhance_prompt'],
        inputs: { max: 4, roles: ['image', 'reference'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
      },
      `flux-kontext-${size}`,
      QUOTED,
    ),
  ),
]

/**
 * An instance can choose a `safety_tolerance` from 0 to 5, the values that FLUX.2 accepts. FLUX.1 Fill would also accept 6. FLUX 3 accepts
 * at most 4, so a 5 is sent to it as 4.
 */
export const safety: SafetySettings = { safety_tolerance: { kind: 'integer', min: 0, max: 5 } }

export const models = narrowed(catalogue, carries)
