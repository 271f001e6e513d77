import { narrowed } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'
import { carriedBy } from './families.ts'

const SOURCE = { url: 'https://fal.ai/pricing', date: '2026-11-24', note: 'not verified: fal’s own page could not be read' }
const UNSEEN = { url: 'https://fal.ai/pricing', date: '2026-11-28', note: 'not verified: no page with the price could be read' }
/** Returns the source of a price from litellm's price list. That list names the model's page at fal; we have not read the page. */
const quoted = (path: string): CatalogueModel['source'] => ({
  url: `https://fal.ai/models/${path}`,
  date: '2026-11-28',
  note: 'through a published price list that quotes it (litellm 1.110.2)',
})
const shown = (path: string): CatalogueModel['source'] => ({ url: `https://fal.ai/models/${path}/llms.txt`, date: '2026-11-28' })

const flux: Capabilities = {
  operations: ['generate'],
  size: { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 4,
  formats: ['png', 'jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'steps', 'guidance'],
  maxPromptLength: 10_000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}
export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  return carriedBy(providerModel, operation)
}

const oneInput: Partial<Capabilities> = {
  size: { kind: 'input' },
  defaultSize: null,
  maxImages: 1,
  parameters: [],
  inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
}

const several: Capabilities['inputs'] = {
  max: 14,
  roles: ['image', 'reference'],
  maxBytes: 10_000_000,
  formats: ['png', 'jpeg', 'webp'],
}
const RATIOS = ['1:1', '21:9', '16:9', '3:2', '4:3', '5:4', '4:5', '3:4', '2:3', '9:16']
const byRatio = (ratios: string[], resolutions: string[] = []): Partial<Capabilities> => ({
  size: { kind: 'ratio', ratios, resolutions, pixels: {} },
  defaultSize: '1:1',
})
const nanoBanana: Partial<Capabilities> = {
  operations: ['generate', 'edit'],
  keepsInputSize: true,
  formats: ['png', 'jpeg', 'webp'],
  parameters: ['seed'],
  inputs: several,
}
const flux2: Partial<Capabilities> = {
  operations: ['generate', 'edit'],
  size: { kind: 'free', multipleOf: 16, minEdge: 512, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
  keepsInputSize: true,
  maxImages: 1,
  inputs: { ...several, max: 8 },
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  price: Price,
  capabilities: Partial<Capabilities> = {},
  source: CatalogueModel['source'] = SOURCE,
): CatalogueModel {
  return {
    id,
    provider: 'fal',
    providerModel,
    name,
    description,
    capabilities: { ...flux, ...capabilities },
    price,
    source,
    shutdownDate: null,
    successor: null,
  }
}

const perImage = (micros: number): Price => ({ kind: 'per_image', rules: [{ micros }] })
const perMegapixel = (micros: number): Price => ({ kind: 'per_megapixel', firstMicros: micros, nextMicros: micros, inputMicros: 0 })

/** Returns a price by resolution. `usual` is the price for all resolutions that are not in `others`. */
const byResolution = (usual: number, others: Record<string, number>): Price => ({
  kind: 'per_image',
  rules: [...Object.entries(others).map(([resolution, micros]) => ({ resolution, micros })), { micros: usual }],
})

const catalogue: CatalogueModel[] = [
  model('fal.flux-schnell', 'fal-ai/flux/schnell', 'FLUX.1 schnell on fal', 'Fast and cheap.', perMegapixel(3000), {
    parameters: ['seed', 'steps'],
  }),
  model('fal.flux-dev', 'fal-ai/flux/dev', 'FLUX.1 dev on fal', 'Good pictures at a moderate price.', perMegapixel(25_000)),
  model('fal.flux-pro-1.1', 'fal-ai/flux-pro/v1.1', 'FLUX 1.1 pro on fal', 'Detailed pictures.', perMegapixel(40_000), {
    parameters: ['seed', 'enhance_prompt'],
  }),
  ...(
    [
      ['pro', '', 40_000, SOURCE],
      ['max', '/max', 80_000, UNSEEN],
    ] as const
  ).map(([size, path, micros, source]) =>
    model(
      `fal.flux-kontext-${size}`,
      `fal-ai/flux-pro/kontext${path}`,
      `FLUX Kontext ${size} on fal`,
      'Edits a picture as told, with up to three more to look at.',
      perImage(micros),
      {
        ...byRatio(['1:1', '21:9', '16:9', '4:3', '3:2', '2:3', '3:4', '9:16', '9:21']),
        operations: ['edit', 'generate'],
        keepsInputSize: true,
        parameters: ['seed', 'guidance', 'enhance_prompt'],
        inputs: { ...several, max: 4 },
      },
      source,
    ),
  ),
  model(
    'fal.nano-banana',
    'fal-ai/nano-banana',
    'Nano Banana on fal',
    'Google’s first of the name: new pictures and edits.',
    perImage(39_000),
    { ...nanoBanana, ...byRatio(RATIOS), inputs: { ...several, max: 3 } },
    quoted('fal-ai/nano-banana'),
  ),
  model(
    'fal.nano-banana-2',
    'fal-ai/nano-banana-2',
    'Nano Banana 2 on fal',
    'Google: fast, of up to 4K, with many pictures to look at.',
    byResolution(80_000, { '0.5K': 60_000, '2K': 120_000, '4K': 160_000 }),
    { ...nanoBanana, ...byRatio(RATIOS, ['1K', '0.5K', '2K', '4K']) },
    shown('fal-ai/nano-banana-2'),
  ),
  model(
    'fal.nano-banana-pro',
    'fal-ai/nano-banana-pro',
    'Nano Banana Pro on fal',
    'Google: detailed, with good lettering.',
    byResolution(150_000, { '4K': 300_000 }),
    { ...nanoBanana, ...byRatio(RATIOS, ['1K', '2K', '4K']) },
    quoted('fal-ai/nano-banana-pro'),
  ),
  model(
    'fal.flux-2-pro',
    'fal-ai/flux-2-pro',
    'FLUX.2 pro on fal',
    'New pictures, and edits with up to eight sources.',
    { kind: 'per_megapixel', firstMicros: 30_000, nextMicros: 15_000, inputMicros: 15_000 },
    { ...flux2, parameters: ['seed'] },
    UNSEEN,
  ),
  model(
    'fal.flux-2-flex',
    'fal-ai/flux-2-flex',
    'FLUX.2 flex on fal',
    'Steps and guidance to choose; good lettering.',
    { kind: 'per_megapixel', firstMicros: 50_000, nextMicros: 50_000, inputMicros: 50_000 },
    flux2,
    UNSEEN,
  ),
  model(
    'fal.flux-pro-1.1-ultra',
    'fal-ai/flux-pro/v1.1-ultra',
    'FLUX 1.1 pro ultra on fal',
    'Four megapixels, by ratio; a picture may stand at the beginning.',
    perImage(60_000),
    {
      ...byRatio(['1:1', '21:9', '16:9', '4:3', '3:2', '2:3', '3:4', '9:16', '9:21']),
      operations: ['generate', 'remix'],
      parameters: ['seed', 'enhance_prompt', 'strength'],
      inputs: { ...several, max: 1, roles: ['image'] },
    },
    quoted('fal-ai/flux-pro/v1.1-ultra'),
  ),
  model(
    'fal.flux-fill-pro',
    'fal-ai/flux-pro/v1/fill',
    'FLUX.1 Fill pro on fal',
    'Paints what a mask marks.',
    perMegapixel(50_000),
    { ...oneInput, operations: ['inpaint'], maxImages: 4, parameters: ['seed', 'enhance_prompt'], mask: true },
    UNSEEN,
  ),
  model(
    'fal.seedream-4.5',
    'fal-ai/bytedance/seedream/v4.5',
    'Seedream 4.5 on fal',
    'ByteDance: 2K to 4K, and edits with up to ten sources.',
    perImage(40_000),
    {
      operations: ['generate', 'edit'],
      size: {
        kind: 'list',
        sizes: ['2048x2048', '2304x1728', '1728x2304', '2560x1440', '1440x2560', '2496x1664', '1664x2496', '3024x1296', '4096x4096'],
      },
      defaultSize: '2048x2048',
      keepsInputSize: true,
      formats: ['png'],
      parameters: ['seed'],
      inputs: { ...several, max: 10 },
    },
    UNSEEN,
  ),
  model(
    'fal.qwen-image',
    'fal-ai/qwen-image',
    'Qwen-Image on fal',
    'Alibaba: lettering in several languages.',
    perMegapixel(20_000),
    { parameters: ['seed', 'steps', 'guidance', 'negative_prompt'] },
    UNSEEN,
  ),
  model(
    'fal.bria-remove-background',
    'fal-ai/bria/background/remove',
    'Bria background removal on fal',
    'Cuts out what is in front.',
    perImage(18_000),
    {
      ...oneInput,
      operations: ['remove_background'],
      formats: ['png'],
      maxPromptLength: 0,
    },
  ),
]

/** The settings that fal documents for its FLUX models. */
export const safety: SafetySettings = {
  enable_safety_checker: { kind: 'boolean' },
  safety_tolerance: { kind: 'text', values: ['1', '2', '3', '4', '5', '6'] },
}

export const models = narrowed(catalogue, carries)
