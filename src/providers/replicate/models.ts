import { narrowed } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, ImageFormat, NotCarried, Operation } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'
import { carriedBy } from './families.ts'

const SOURCE = {
  url: 'https://replicate.com/pricing',
  date: '2026-10-07',
  note: 'as transcribed in api-evangelist/replicate',
}
const UNSEEN = {
  url: 'https://replicate.com/black-forest-labs/flux-kontext-pro',
  date: '2026-11-24',
  note: 'not verified: the page could not be read',
}
const schemaOf = (name: string, note: string): CatalogueModel['source'] => ({
  url: `https://replicate.com/${name}`,
  date: '2026-11-28',
  note,
})
const SCHEMA_READ = 'parameters by its published schema; the price is not verified'
const NOTHING_READ = 'not verified: neither its schema nor its price could be read'
const RATIOS = ['1:1', '16:9', '21:9', '3:2', '2:3', '4:5', '5:4', '3:4', '4:3', '9:16', '9:21']

const flux: Capabilities = {
  operations: ['generate'],
  size: { kind: 'ratio', ratios: RATIOS, resolutions: [], pixels: {} },
  defaultSize: '1:1',
  maxImages: 1,
  formats: ['webp', 'jpeg', 'png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'compression'],
  maxPromptLength: 10_000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

/**
 * Returns the fields and values that can be sent to a model. `providerModel` is usually `owner/name`. A model that an instance adds may
 * also be a version (`owner/name:version`) or a deployment (`deployments/owner/name`).
 */
export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  return carriedBy(providerModel, operation)
}

const several: Capabilities['inputs'] = {
  max: 14,
  roles: ['image', 'reference'],
  maxBytes: 10_000_000,
  formats: ['png', 'jpeg', 'webp'],
}
const nanoBanana = {
  operations: ['generate', 'edit'] as Operation[],
  size: { kind: 'ratio' as const, ratios: RATIOS.slice(0, -1), resolutions: [] as string[], pixels: {} },
  keepsInputSize: true,
  formats: ['jpeg', 'png'] as ImageFormat[],
  parameters: [],
  inputs: several,
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  micros: number,
  capabilities: Partial<Capabilities>,
  source: CatalogueModel['source'] = SOURCE,
): CatalogueModel {
  return {
    id,
    provider: 'replicate',
    providerModel,
    name,
    description,
    capabilities: { ...flux, ...capabilities },
    price: { kind: 'per_image', rules: [{ micros }] },
    source,
    shutdownDate: null,
    successor: null,
  }
}

const catalogue: CatalogueModel[] = [
  model('replicate.flux-schnell', 'black-forest-labs/flux-schnell', 'FLUX.1 schnell on Replicate', 'Fast and cheap.', 3000, {
    maxImages: 4,
  }),
  model('replicate.flux-dev', 'black-forest-labs/flux-dev', 'FLUX.1 dev on Replicate', 'Good pictures at a moderate price.', 25_000, {
    maxImages: 4,
    parameters: ['seed', 'compression', 'guidance', 'steps'],
  }),
  model(
    'replicate.flux-1.1-pro',
    'black-forest-labs/flux-1.1-pro',
    'FLUX 1.1 pro on Replicate',
    'Detailed pictures of exact sizes.',
    40_000,
    {
      size: { kind: 'free', multipleOf: 32, minEdge: 256, maxEdge: 1440, maxPixels: 1440 * 1440, maxRatio: 5 },
      defaultSize: '1024x1024',
      parameters: ['seed', 'compression', 'enhance_prompt'],
    },
  ),
  model(
    'replicate.nano-banana',
    'google/nano-banana',
    'Nano Banana on Replicate',
    'Google’s first of the name: new pictures and edits.',
    39_000,
    { ...nanoBanana, inputs: { ...several, max: 3 } },
    schemaOf('google/nano-banana', NOTHING_READ),
  ),
  {
    ...model(
      'replicate.nano-banana-pro',
      'google/nano-banana-pro',
      'Nano Banana Pro on Replicate',
      'Google: detailed, of up to 4K, with good lettering and many pictures to look at.',
      150_000,
      { ...nanoBanana, size: { ...nanoBanana.size, resolutions: ['1K', '2K', '4K'] } },
      schemaOf('google/nano-banana-pro', SCHEMA_READ),
    ),
    price: { kind: 'per_image', rules: [{ resolution: '4K', micros: 300_000 }, { micros: 150_000 }] },
  },
  {
    ...model(
      'replicate.flux-2-pro',
      'black-forest-labs/flux-2-pro',
      'FLUX.2 pro on Replicate',
      'New pictures, and edits with up to eight sources.',
      0,
      {
        operations: ['generate', 'edit'],
        size: { kind: 'free', multipleOf: 32, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
        defaultSize: '1024x1024',
        keepsInputSize: true,
        inputs: { ...several, max: 8 },
      },
      schemaOf('black-forest-labs/flux-2-pro', NOTHING_READ),
    ),
    price: { kind: 'per_megapixel', firstMicros: 30_000, nextMicros: 15_000, inputMicros: 15_000 },
  },
  model(
    'replicate.flux-fill-pro',
    'black-forest-labs/flux-fill-pro',
    'FLUX.1 Fill pro on Replicate',
    'Paints what a mask marks.',
    50_000,
    {
      operations: ['inpaint'],
      size: { kind: 'input' },
      defaultSize: null,
      formats: ['png', 'jpeg'],
      parameters: ['seed', 'steps', 'guidance', 'enhance_prompt'],
      inputs: { ...several, max: 1, roles: ['image'] },
      mask: true,
    },
    schemaOf('black-forest-labs/flux-fill-pro', NOTHING_READ),
  ),
  model(
    'replicate.flux-kontext-pro',
    'black-forest-labs/flux-kontext-pro',
    'FLUX Kontext pro on Replicate',
    'Edits a picture as told.',
    40_000,
    {
      operations: ['edit'],
      size: { kind: 'input' },
      defaultSize: null,
      formats: ['png', 'jpeg'],
      parameters: ['seed', 'enhance_prompt'],
      inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
    },
    UNSEEN,
  ),
]

/** `safety_tolerance`: the range that all models with this field accept. */
export const safety: SafetySettings = {
  disable_safety_checker: { kind: 'boolean' },
  safety_tolerance: { kind: 'integer', min: 1, max: 6 },
}

export const models = narrowed(catalogue, carries)
