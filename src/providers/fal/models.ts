import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

const SOURCE = { url: 'https://fal.ai/pricing', date: '2026-11-24', note: 'not verified: fal’s own page could not be read' }

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
const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed', 'steps', 'guidance'],
  size: ['pixels'],
  many: true,
  format: true,
}
const image: Carried['inputs'] = { max: 1, roles: ['image'] }

/** How an input picture is used depends on the model, whose path shows it. */
export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'remove_background':
      return { ...NOTHING, inputs: image }
    case 'inpaint':
      return { why: 'no mask is sent to fal; leave this out' }
    case 'describe':
      return { why: 'no text is read out of fal’s answers; leave this out' }
    default:
      return { ...generation, inputs: image }
  }
}

const oneInput: Partial<Capabilities> = {
  size: { kind: 'input' },
  defaultSize: null,
  maxImages: 1,
  parameters: [],
  inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  price: Price,
  capabilities: Partial<Capabilities> = {},
): CatalogueModel {
  return {
    id,
    provider: 'fal',
    providerModel,
    name,
    description,
    capabilities: { ...flux, ...capabilities },
    price,
    source: SOURCE,
    shutdownDate: null,
    successor: null,
  }
}

const perImage = (micros: number): Price => ({ kind: 'per_image', rules: [{ micros }] })
const perMegapixel = (micros: number): Price => ({ kind: 'per_megapixel', firstMicros: micros, nextMicros: micros, inputMicros: 0 })

const catalogue: CatalogueModel[] = [
  model('fal.flux-schnell', 'fal-ai/flux/schnell', 'FLUX.1 schnell on fal', 'Fast and cheap.', perMegapixel(3000), {
    parameters: ['seed', 'steps'],
  }),
  model('fal.flux-dev', 'fal-ai/flux/dev', 'FLUX.1 dev on fal', 'Good pictures at a moderate price.', perMegapixel(25_000)),
  model('fal.flux-pro-1.1', 'fal-ai/flux-pro/v1.1', 'FLUX 1.1 pro on fal', 'Detailed pictures.', perMegapixel(40_000), {
    parameters: ['seed'],
  }),
  model('fal.flux-kontext-pro', 'fal-ai/flux-pro/kontext', 'FLUX Kontext pro on fal', 'Edits a picture as told.', perImage(40_000), {
    ...oneInput,
    operations: ['edit'],
    maxImages: 4,
    parameters: ['seed', 'guidance'],
  }),
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
