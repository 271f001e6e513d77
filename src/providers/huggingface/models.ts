import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Parameter } from '../provider.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://huggingface.co/docs/inference-providers/pricing',
  date: '2026-11-28',
  note: 'not verified: billed by the second of computing; an estimate from memory for a picture of a megapixel',
}

const capabilities: Capabilities = {
  operations: ['generate'],
  size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 1536, maxPixels: 1536 * 1536, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 1,
  formats: ['jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'steps', 'guidance', 'negative_prompt'],
  maxPromptLength: 2000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

const PARAMETERS: readonly Parameter[] = ['seed', 'steps', 'guidance', 'negative_prompt']

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return { ...NOTHING, prompt: true, parameters: PARAMETERS, size: ['pixels'] }
    case 'edit':
    case 'remix':
      return { ...NOTHING, prompt: true, parameters: PARAMETERS, inputs: { max: 1, roles: ['image'] } }
    default:
      return { why: 'Hugging Face’s inference does generate, edit and remix; leave this out' }
  }
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  micros: number,
  changes: Partial<Capabilities> = {},
): CatalogueModel {
  return {
    id: `huggingface.${id}`,
    provider: 'huggingface',
    providerModel,
    name: `${name} at Hugging Face`,
    description,
    capabilities: { ...capabilities, ...changes },
    price: { kind: 'per_image', rules: [{ micros }] },
    source: SOURCE,
    shutdownDate: null,
    successor: null,
  }
}

export const models = narrowed(
  [
    model('flux-schnell', 'black-forest-labs/FLUX.1-schnell', 'FLUX.1 schnell', 'Fast, an open model.', 1200, {
      parameters: ['seed', 'steps'],
    }),
    model('flux-dev', 'black-forest-labs/FLUX.1-dev', 'FLUX.1 dev', 'Good pictures, an open model.', 5000, {
      parameters: ['seed', 'steps', 'guidance'],
    }),
    model('sdxl', 'stabilityai/stable-diffusion-xl-base-1.0', 'Stable Diffusion XL', 'The open model with the most variants.', 1200),
    model('sd3-medium', 'stabilityai/stable-diffusion-3-medium-diffusers', 'Stable Diffusion 3 medium', 'Better lettering.', 1200),
    model('qwen-image-edit', 'Qwen/Qwen-Image-Edit', 'Qwen-Image Edit', 'Edits as told, an open model.', 10_000, {
      operations: ['edit'],
      size: { kind: 'input' },
      defaultSize: null,
      inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
    }),
  ],
  carries,
)
