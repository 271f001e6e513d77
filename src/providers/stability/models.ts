import { narrowed } from '../carried.ts'
import type { Capabilities, CatalogueModel, NotCarried, Carried, Operation } from '../provider.ts'
import { carriedBy, SERVICES } from './services.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://platform.stability.ai/pricing',
  date: '2026-11-28',
  note: 'credits of a cent each, through a developer’s guide (developer.puter.com, June 2026) and a gateway that adds 15 %; the page itself was not seen',
}
const MICROS_PER_CREDIT = 10_000

export const RATIOS = ['1:1', '16:9', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21']
/**
 * The aspect ratios to which outpainting can change a picture. Stability refuses a request for the ratio that the picture already has.
 * Sample requests use the first ratio and a square picture, so the first ratio must not be 1:1.
 */
export const NEW_SHAPES = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '4:5', '5:4', '21:9', '9:21']
export const STYLES =
  '3d-model analog-film anime cinematic comic-book digital-art enhance fantasy-art isometric line-art low-poly modeling-compound neon-punk origami photographic pixel-art tile-texture'.split(
    ' ',
  )

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  return carriedBy(SERVICES[providerModel], operation)
}

/** The capabilities of all services together; `narrowed` reduces them to the capabilities of each service. */
const everything: Capabilities = {
  operations: [],
  size: { kind: 'ratio', ratios: RATIOS, resolutions: [], pixels: {} },
  defaultSize: '1:1',
  maxImages: 1,
  formats: ['png', 'jpeg', 'webp'],
  qualities: [],
  styles: STYLES,
  backgrounds: [],
  parameters: ['negative_prompt', 'seed', 'strength', 'guidance'],
  maxPromptLength: 10_000,
  inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, maxPixels: 9_437_184, formats: ['png', 'jpeg', 'webp'] },
  mask: true,
  partialImages: false,
}

interface Row {
  id: string
  service: string
  name: string
  description: string
  credits: number
  capabilities?: Partial<Capabilities>
  neededOptions?: CatalogueModel['neededOptions']
}

const input: Partial<Capabilities> = { size: { kind: 'input' }, defaultSize: null }
const upTo = (maxPixels: number, maxEdge?: number): Partial<Capabilities> => ({
  ...input,
  inputs: { ...everything.inputs, maxPixels, ...(maxEdge === undefined ? {} : { maxEdge }) },
})
const pngOrJpeg: Partial<Capabilities> = { formats: ['png', 'jpeg'] }

const ROWS: Row[] = [
  {
    id: 'stable-image-ultra',
    service: 'ultra',
    name: 'Stable Image Ultra',
    description: 'The most detail; new pictures, and variations of one.',
    credits: 8,
  },
  { id: 'stable-image-core', service: 'core', name: 'Stable Image Core', description: 'Fast and cheap.', credits: 3 },
  {
    id: 'sd3.5-large',
    service: 'sd3.5-large',
    name: 'Stable Diffusion 3.5 Large',
    description: 'The open model at its largest.',
    credits: 6.5,
    capabilities: pngOrJpeg,
  },
  {
    id: 'sd3.5-large-turbo',
    service: 'sd3.5-large-turbo',
    name: 'Stable Diffusion 3.5 Large Turbo',
    description: 'The large one in few steps.',
    credits: 4,
    capabilities: pngOrJpeg,
  },
  {
    id: 'sd3.5-medium',
    service: 'sd3.5-medium',
    name: 'Stable Diffusion 3.5 Medium',
    description: 'The middle one.',
    credits: 3.5,
    capabilities: pngOrJpeg,
  },
  {
    id: 'sd3.5-flash',
    service: 'sd3.5-flash',
    name: 'Stable Diffusion 3.5 Flash',
    description: 'The quickest.',
    credits: 2.5,
    capabilities: pngOrJpeg,
  },
  {
    id: 'stability-inpaint',
    service: 'inpaint',
    name: 'Stability Inpaint',
    description: 'Paints what a mask marks.',
    credits: 5,
    capabilities: input,
  },
  {
    id: 'stability-erase',
    service: 'erase',
    name: 'Stability Erase',
    description: 'Takes away what a mask marks; without a prompt.',
    credits: 5,
    capabilities: input,
  },
  {
    id: 'stability-outpaint',
    service: 'outpaint',
    name: 'Stability Outpaint',
    description: 'Goes on beyond the edges until the picture has another shape; it stays in the middle.',
    credits: 4,
    capabilities: { size: { kind: 'ratio', ratios: NEW_SHAPES, resolutions: [], pixels: {} }, defaultSize: '16:9' },
  },
  {
    id: 'stability-search-and-replace',
    service: 'search-and-replace',
    name: 'Stability Search and Replace',
    description: 'Finds a thing (provider_options.search_prompt) and puts another in its place, without a mask.',
    credits: 5,
    capabilities: input,
    neededOptions: { search_prompt: 'the boat' },
  },
  {
    id: 'stability-search-and-recolor',
    service: 'search-and-recolor',
    name: 'Stability Search and Recolor',
    description: 'Finds a thing (provider_options.select_prompt) and gives it another color, without a mask.',
    credits: 5,
    capabilities: input,
    neededOptions: { select_prompt: 'the boat' },
  },
  {
    id: 'stability-remove-background',
    service: 'remove-background',
    name: 'Stability Remove Background',
    description: 'Leaves the subject alone.',
    credits: 5,
    capabilities: { ...input, formats: ['png', 'webp'] },
  },
  {
    id: 'stability-replace-background',
    service: 'replace-background-and-relight',
    name: 'Stability Replace Background and Relight',
    description: 'Puts the subject before another background, in its light.',
    credits: 8,
    capabilities: input,
  },
  {
    id: 'stability-upscale-fast',
    service: 'fast',
    name: 'Stability Fast Upscaler',
    description: 'Four times as large in a second; without a prompt.',
    credits: 2,
    capabilities: upTo(1_048_576, 1536),
  },
  {
    id: 'stability-upscale-conservative',
    service: 'conservative',
    name: 'Stability Conservative Upscaler',
    description: 'Up to four megapixels with little change. Without a prompt it is told to keep the picture.',
    credits: 40,
    capabilities: upTo(9_437_184),
  },
  {
    id: 'stability-upscale-creative',
    service: 'creative',
    name: 'Stability Creative Upscaler',
    description: 'Up to 4K out of small or bad pictures, with new detail. Without a prompt it is told to keep the picture.',
    credits: 60,
    capabilities: upTo(1_048_576),
  },
  {
    id: 'stability-sketch',
    service: 'sketch',
    name: 'Stability Sketch',
    description: 'A picture from a sketch.',
    credits: 5,
    capabilities: input,
  },
  {
    id: 'stability-structure',
    service: 'structure',
    name: 'Stability Structure',
    description: 'Another picture with the same structure.',
    credits: 5,
    capabilities: input,
  },
  {
    id: 'stability-style',
    service: 'style',
    name: 'Stability Style Guide',
    description: 'Another picture in the style of this one.',
    credits: 5,
    capabilities: input,
  },
]

const catalogue: CatalogueModel[] = ROWS.map(({ id, service, name, description, credits, capabilities, neededOptions }) => ({
  id,
  provider: 'stability',
  providerModel: service,
  name,
  description,
  capabilities: { ...everything, operations: [...SERVICES[service]!.operations], ...capabilities },
  price: { kind: 'per_image', rules: [{ micros: credits * MICROS_PER_CREDIT }] },
  source: SOURCE,
  shutdownDate: null,
  successor: null,
  ...(neededOptions === undefined ? {} : { neededOptions }),
}))

export const models = narrowed(catalogue, carries)
