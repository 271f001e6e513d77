import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'

const page = (slug: string) => ({ url: `https://developers.cloudflare.com/workers-ai/${slug}/`, date: '2026-11-24' })
const UNSEEN = { ...page('platform/pricing'), note: 'not verified: the page as it could be read does not list it' }

/** The number of steps of each model is fixed, because it is part of the price. */
export const STEPS: Record<string, number> = {
  '@cf/black-forest-labs/flux-1-schnell': 4,
  '@cf/black-forest-labs/flux-2-dev': 25,
  '@cf/leonardo/lucid-origin': 25,
  '@cf/leonardo/phoenix-1.0': 25,
  '@cf/stabilityai/stable-diffusion-xl-base-1.0': 20,
  '@cf/runwayml/stable-diffusion-v1-5-img2img': 20,
  '@cf/runwayml/stable-diffusion-v1-5-inpainting': 20,
}
/** Returns whether a model takes one picture, inside JSON. */
export const takesOneInput = (providerModel: string) => /-(?:img2img|inpainting)$/.test(providerModel)
/** Returns whether a model is distilled. Such a model has a fixed number of steps, and Cloudflare's schema of it has no `guidance`. */
const isDistilled = (providerModel: string) => providerModel.includes('/flux-2-klein-')
/** Returns whether a model takes pictures as files of a form. Only FLUX.2 does. */
export const takesInputs = (providerModel: string) => providerModel.startsWith('@cf/black-forest-labs/flux-2')
export const takesSeedAlone = (providerModel: string) => providerModel.endsWith('/flux-1-schnell')

const sized: Carried = { ...NOTHING, prompt: true, parameters: ['seed', 'guidance'], size: ['pixels'] }

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  if (takesOneInput(providerModel)) {
    const own: Carried = { ...sized, parameters: ['seed', 'guidance', 'negative_prompt'], inputs: { max: 1, roles: ['image'] } }
    if (providerModel.endsWith('img2img') && operation === 'remix') return { ...own, parameters: [...own.parameters, 'strength'] }
    if (providerModel.endsWith('inpainting') && operation === 'inpaint') return { ...own, size: [], mask: true }
    return { why: 'this model does one thing on Workers AI, remix or inpaint; leave this out' }
  }
  if (takesInputs(providerModel)) {
    const own: Carried = isDistilled(providerModel) ? { ...sized, parameters: ['seed'] } : sized
    if (operation === 'generate') return { ...own, inputs: { max: 16, roles: ['reference'] } }
    if (operation === 'edit') return { ...own, inputs: { max: 16, roles: ['image', 'reference'] } }
    return { why: 'this model does generate and edit on Workers AI; leave this out' }
  }
  if (operation !== 'generate') return { why: 'this model does generate alone on Workers AI; leave this out' }
  if (takesSeedAlone(providerModel)) return { ...NOTHING, prompt: true, parameters: ['seed'] }
  return { ...sized, parameters: ['seed', 'guidance', 'negative_prompt'] }
}

const plain: Capabilities = {
  operations: ['generate'],
  size: { kind: 'list', sizes: ['1024x1024'] },
  defaultSize: '1024x1024',
  maxImages: 1,
  formats: ['jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed'],
  maxPromptLength: 2048,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

/**
 * Makes a price of the kind `per_megapixel` from Cloudflare's prices per tile. Cloudflare bills each started tile of 512 × 512 pixels. A
 * megapixel has 1024 × 1024 pixels here, so it has four tiles. An input has at most one tile, but `per_megapixel` counts it as a whole
 * megapixel. So the price of an input's megapixel is the price of one tile.
 * @param tile the price of one tile of the result; if `stepsPerTile` is true, the price of one step of such a tile.
 * @param step the price of one step of the whole picture.
 * @param inputTile the price of one step of an input's tile.
 */
function tiles(tile: number, step: number, steps: number, stepsPerTile: boolean, inputTile: number): Price {
  const perMegapixel = 4 * tile * (stepsPerTile ? steps : 1)
  return { kind: 'per_megapixel', firstMicros: perMegapixel + step * steps, nextMicros: perMegapixel, inputMicros: inputTile * steps }
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  price: Price,
  capabilities: Partial<Capabilities>,
  source: CatalogueModel['source'] = UNSEEN,
): CatalogueModel {
  return {
    id,
    provider: 'workers-ai',
    providerModel,
    name,
    description,
    capabilities: { ...plain, ...capabilities },
    price,
    source,
    shutdownDate: null,
    successor: null,
  }
}

const klein: Partial<Capabilities> = {
  operations: ['generate', 'edit'],
  size: { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 1920, maxPixels: 1920 * 1920, maxRatio: 7 },
  parameters: ['seed'],
  inputs: { max: 4, roles: ['image', 'reference'], maxBytes: 5_000_000, maxEdge: 512, formats: ['png', 'jpeg', 'webp'] },
}
/** The capabilities of models that take one picture. The picture and the mask are sent inside JSON, the mask as a list of numbers. */
const oneInput: Partial<Capabilities> = {
  size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 1024 * 1024, maxRatio: 4 },
  defaultSize: '512x512',
  formats: ['png'],
  parameters: ['seed', 'guidance', 'negative_prompt'],
  inputs: { max: 1, roles: ['image'], maxBytes: 1_000_000, formats: ['png', 'jpeg'] },
}

const catalogue: CatalogueModel[] = [
  model(
    'workers-ai.flux-1-schnell',
    '@cf/black-forest-labs/flux-1-schnell',
    'FLUX.1 schnell on Workers AI',
    'Fast and cheap, on Cloudflare itself.',
    tiles(52.8, 105.6, 4, false, 0),
    {},
    page('platform/pricing'),
  ),
  model(
    'workers-ai.flux-2-dev',
    '@cf/black-forest-labs/flux-2-dev',
    'FLUX.2 dev on Workers AI',
    'New pictures and edits with up to four sources of 512 pixels.',
    tiles(410, 0, 25, true, 210),
    {
      operations: ['generate', 'edit'],
      size: { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 1920, maxPixels: 1920 * 1920, maxRatio: 7 },
      parameters: ['seed', 'guidance'],
      inputs: { max: 4, roles: ['image', 'reference'], maxBytes: 5_000_000, maxEdge: 512, formats: ['png', 'jpeg', 'webp'] },
    },
    page('models/flux-2-dev'),
  ),
  model(
    'workers-ai.flux-2-klein-4b',
    '@cf/black-forest-labs/flux-2-klein-4b',
    'FLUX.2 klein 4B on Workers AI',
    'Small and fast: new pictures, and edits with up to four sources of 512 pixels.',
    tiles(287, 0, 1, true, 59),
    klein,
    page('models/flux-2-klein-4b'),
  ),
  model(
    'workers-ai.flux-2-klein-9b',
    '@cf/black-forest-labs/flux-2-klein-9b',
    'FLUX.2 klein 9B on Workers AI',
    'Fast, with more detail: new pictures, and edits with up to four sources of 512 pixels.',
    { kind: 'per_megapixel', firstMicros: 15_000, nextMicros: 2000, inputMicros: 2000 },
    klein,
    { ...page('models/flux-2-klein-9b'), note: 'from the page’s source of January 2026; later sources of it have no price' },
  ),
  model(
    'workers-ai.sd-1.5-img2img',
    '@cf/runwayml/stable-diffusion-v1-5-img2img',
    'Stable Diffusion 1.5 with a picture on Workers AI',
    'In beta, without charge: a new picture from another one.',
    { kind: 'free' },
    { ...oneInput, operations: ['remix'], parameters: ['seed', 'guidance', 'negative_prompt', 'strength'] },
    page('models/stable-diffusion-v1-5-img2img'),
  ),
  model(
    'workers-ai.sd-1.5-inpainting',
    '@cf/runwayml/stable-diffusion-v1-5-inpainting',
    'Stable Diffusion 1.5 with a mask on Workers AI',
    'In beta, without charge: paints what a mask marks.',
    { kind: 'free' },
    { ...oneInput, size: { kind: 'input' }, defaultSize: null, operations: ['inpaint'], mask: true },
    {
      ...page('models/stable-diffusion-v1-5-inpainting'),
      note: 'which colour of a mask changes is not documented there; white, as Stable Diffusion has it',
    },
  ),
  model(
    'workers-ai.lucid-origin',
    '@cf/leonardo/lucid-origin',
    'Lucid Origin on Workers AI',
    'Leonardo: lettering and design.',
    tiles(6996, 132, 25, false, 0),
    {
      size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2496, maxPixels: 2496 * 2496, maxRatio: 4 },
      parameters: ['seed', 'guidance'],
    },
    page('models/lucid-origin'),
  ),
  model(
    'workers-ai.phoenix-1.0',
    '@cf/leonardo/phoenix-1.0',
    'Phoenix 1.0 on Workers AI',
    'Leonardo: follows long prompts.',
    tiles(5830, 110, 25, false, 0),
    {
      size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
      parameters: ['seed', 'guidance', 'negative_prompt'],
    },
    page('models/phoenix-1.0'),
  ),
  model(
    'workers-ai.sdxl',
    '@cf/stabilityai/stable-diffusion-xl-base-1.0',
    'Stable Diffusion XL on Workers AI',
    'In beta, without charge.',
    { kind: 'free' },
    {
      size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
      formats: ['png'],
      parameters: ['seed', 'guidance', 'negative_prompt'],
    },
  ),
]

export const models = narrowed(catalogue, carries)
