import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

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

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed', 'guidance', 'steps', 'compression', 'enhance_prompt'],
  size: ['pixels', 'ratio'],
  many: true,
  format: true,
}

/** How an input picture is used depends on the model, whose name shows it. */
export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'inpaint':
      return { why: 'no mask is sent to Replicate; leave this out' }
    case 'describe':
      return { why: 'no text is read out of Replicate’s answers; leave this out' }
    default:
      // If no size in pixels is sent, the model is told to match the input's size.
      return { ...generation, size: ['pixels'], inputs: { max: 1, roles: ['image'] } }
  }
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

/** The range that all of its models accept. */
export const safety: SafetySettings = {
  disable_safety_checker: { kind: 'boolean' },
  safety_tolerance: { kind: 'integer', min: 1, max: 6 },
}

export const models = narrowed(catalogue, carries)
