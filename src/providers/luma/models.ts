import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://lumalabs.ai/api/pricing',
  date: '2026-11-28',
  note: 'not verified: from memory, for a picture of two megapixels; the page could not be read',
}

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix', 'reframe'],
  size: { kind: 'ratio', ratios: ['16:9', '1:1', '9:16', '4:3', '3:4', '21:9', '9:21'], resolutions: [], pixels: {} },
  defaultSize: '16:9',
  keepsInputSize: true,
  maxImages: 1,
  formats: ['jpeg', 'png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['strength'],
  maxPromptLength: 5000,
  inputs: {
    max: 9,
    roles: ['image', 'reference', 'style', 'character'],
    maxByRole: { image: 1, reference: 4, style: 1, character: 4 },
    weights: ['reference', 'style'],
    maxBytes: 20_000_000,
    formats: ['png', 'jpeg', 'webp'],
  },
  mask: false,
  partialImages: false,
}

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  size: ['ratio'],
  format: true,
  inputs: {
    max: 9,
    roles: ['reference', 'style', 'character'],
    maxByRole: { reference: 4, style: 1, character: 4 },
    weights: ['reference', 'style'],
  },
}

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return {
        ...generation,
        parameters: ['strength'],
        inputs: {
          ...generation.inputs,
          roles: ['image', ...generation.inputs.roles],
          maxByRole: { ...generation.inputs.maxByRole, image: 1 },
        },
      }
    case 'reframe':
      return { ...NOTHING, prompt: true, size: ['ratio'], format: true, inputs: { max: 1, roles: ['image'] } }
    default:
      return { why: 'Luma does generate, edit, remix and reframe; leave this out' }
  }
}

const photon = (id: string, name: string, description: string, micros: number): CatalogueModel => ({
  id,
  provider: 'luma',
  providerModel: id,
  name,
  description,
  capabilities,
  price: { kind: 'per_image', rules: [{ micros }] },
  source: SOURCE,
  shutdownDate: null,
  successor: null,
})

export const models = narrowed(
  [
    photon('photon-1', 'Luma Photon', 'New pictures with references for content, style and persons; edits; other shapes.', 16_000),
    photon('photon-flash-1', 'Luma Photon Flash', 'The same, faster and cheaper.', 4000),
  ],
  carries,
)
