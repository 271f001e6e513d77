import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const capabilities: Capabilities = {
  operations: ['generate'],
  size: { kind: 'ratio', ratios: ['1:1', '2:3', '3:2', '4:5', '5:4', '16:9', '9:16', '9:21', '21:9'], resolutions: [], pixels: {} },
  defaultSize: '1:1',
  keepsInputSize: true,
  maxImages: 1,
  formats: ['png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed'],
  maxPromptLength: 4000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

export const isKontext = (providerModel: string): boolean => /flux-kontext-(?:pro|max)$/.test(providerModel)

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const kontext = isKontext(providerModel)
  const common: Carried = {
    ...NOTHING,
    prompt: true,
    parameters: kontext ? ['seed', 'enhance_prompt'] : ['seed', 'guidance'],
    size: ['ratio'],
    format: kontext,
  }
  if (operation === 'generate') return common
  if (operation === 'edit' && kontext) return { ...common, inputs: { max: 1, roles: ['image'] } }
  return { why: `${providerModel} does not do ${operation} at Fireworks; leave this out` }
}

function model(
  id: string,
  name: string,
  description: string,
  micros: number,
  note: string,
  changes: Partial<Capabilities> = {},
): CatalogueModel {
  return {
    id: `fireworks.${id}`,
    provider: 'fireworks',
    providerModel: `accounts/fireworks/models/${id}`,
    name: `${name} on Fireworks`,
    description,
    capabilities: { ...capabilities, ...changes },
    price: { kind: 'per_image', rules: [{ micros }] },
    source: { url: 'https://fireworks.ai/pricing', date: '2026-11-28', note },
    shutdownDate: null,
    successor: null,
  }
}

const kontext: Partial<Capabilities> = {
  operations: ['generate', 'edit'],
  formats: ['png', 'jpeg'],
  parameters: ['seed', 'enhance_prompt'],
  inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
}
const BY_THE_STEP = 'not verified: from memory, by the step; this many steps are asked for'
const PER_PICTURE = 'not verified: from memory; the page could not be read'

export const models = narrowed(
  [
    model('flux-1-schnell-fp8', 'FLUX.1 schnell', 'Fast and cheap, in four steps.', 1400, BY_THE_STEP),
    model('flux-1-dev-fp8', 'FLUX.1 dev', 'Good pictures in 28 steps.', 14_000, BY_THE_STEP, { parameters: ['seed', 'guidance'] }),
    model('flux-kontext-pro', 'FLUX Kontext pro', 'New pictures, and edits as told.', 40_000, PER_PICTURE, kontext),
    model('flux-kontext-max', 'FLUX Kontext max', 'The same, with more care for lettering.', 80_000, PER_PICTURE, kontext),
  ],
  carries,
)
