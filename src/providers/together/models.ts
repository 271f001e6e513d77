import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Parameter, Price } from '../provider.ts'

const READ = '2026-11-28'
const PRICES = 'https://www.together.ai/pricing'
const FROM_MEMORY = 'not verified: from memory; the page could not be read'

/** Which input pictures a model accepts. `one`: one picture, in the field `image_url`. `several`: a list, in `reference_images`. */
type Sources = 'none' | 'one' | 'several'
interface Family {
  sources: Sources
  parameters: readonly Parameter[]
}

const OPEN: readonly Parameter[] = ['seed', 'steps', 'negative_prompt', 'guidance']
const CLOSED: readonly Parameter[] = ['seed']

/**
 * The families of models. A model belongs to the first family whose pattern matches the model's name. If no pattern matches, the model
 * accepts no input pictures, and accepts the parameters in `OPEN`.
 */
const FAMILIES: readonly [RegExp, Family][] = [
  [/FLUX\.1-kontext/i, { sources: 'one', parameters: ['seed'] }],
  [/FLUX\.2-(?:dev|flex)/i, { sources: 'several', parameters: ['seed', 'steps', 'guidance'] }],
  [/FLUX\.2/i, { sources: 'several', parameters: CLOSED }],
  [/^google\//i, { sources: 'several', parameters: [] }],
  [/Seedream/i, { sources: 'several', parameters: CLOSED }],
  [/FLUX\.1-schnell/i, { sources: 'none', parameters: ['seed', 'steps'] }],
  [/FLUX\.1\.1|ideogram/i, { sources: 'none', parameters: CLOSED }],
]
export const familyOf = (providerModel: string): Family =>
  FAMILIES.find(([pattern]) => pattern.test(providerModel))?.[1] ?? { sources: 'none', parameters: OPEN }

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const { sources, parameters } = familyOf(providerModel)
  const common: Carried = { ...NOTHING, prompt: true, parameters, size: ['pixels'], many: true, format: true }
  switch (operation) {
    case 'generate':
      return sources === 'several' ? { ...common, inputs: { max: 8, roles: ['reference'] } } : common
    case 'edit':
    case 'remix':
      if (sources === 'none') break
      return { ...common, inputs: sources === 'one' ? { max: 1, roles: ['image'] } : { max: 8, roles: ['image', 'reference'] } }
  }
  return { why: `${providerModel} does not do ${operation} at Together; leave this out` }
}

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix'],
  size: { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 1792, maxPixels: 1792 * 1792, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 4,
  formats: ['jpeg', 'png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'steps', 'negative_prompt', 'guidance'],
  maxPromptLength: 4000,
  inputs: { max: 8, roles: ['image', 'reference'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}

function model(id: string, providerModel: string, name: string, price: Price, note = FROM_MEMORY): CatalogueModel {
  const generates = familyOf(providerModel).sources === 'none'
  return {
    id: `together.${id}`,
    provider: 'together',
    providerModel,
    name: `${name} on Together`,
    description: `${name}, run by Together AI.`,
    capabilities: {
      ...capabilities,
      ...(generates ? { operations: ['generate'], inputs: { max: 0, roles: [], maxBytes: 0, formats: [] } } : {}),
    },
    price,
    source: { url: PRICES, date: READ, note },
    shutdownDate: null,
    successor: null,
  }
}

const megapixel = (micros: number): Price => ({ kind: 'per_megapixel', firstMicros: micros, nextMicros: micros, inputMicros: 0 })
const each = (micros: number): Price => ({ kind: 'per_image', rules: [{ micros }] })

export const models = narrowed(
  [
    model(
      'flux-1-schnell',
      'black-forest-labs/FLUX.1-schnell',
      'FLUX.1 schnell',
      megapixel(2700),
      'through a page that quotes it (workflowlab.dev, May 2026), at four steps',
    ),
    model('flux-1.1-pro', 'black-forest-labs/FLUX.1.1-pro', 'FLUX 1.1 pro', megapixel(40_000)),
    model('flux-1-kontext-pro', 'black-forest-labs/FLUX.1-kontext-pro', 'FLUX Kontext pro', megapixel(40_000)),
    model('flux-1-kontext-max', 'black-forest-labs/FLUX.1-kontext-max', 'FLUX Kontext max', megapixel(80_000)),
    model('flux-2-dev', 'black-forest-labs/FLUX.2-dev', 'FLUX.2 dev', megapixel(15_400)),
    model('flux-2-pro', 'black-forest-labs/FLUX.2-pro', 'FLUX.2 pro', megapixel(30_000)),
    model('flux-2-flex', 'black-forest-labs/FLUX.2-flex', 'FLUX.2 flex', megapixel(60_000)),
    model('flux-2-max', 'black-forest-labs/FLUX.2-max', 'FLUX.2 max', megapixel(70_000)),
    model('flash-image-2.5', 'google/flash-image-2.5', 'Gemini 2.5 Flash Image', each(39_000)),
    model('gemini-3-pro-image', 'google/gemini-3-pro-image', 'Gemini 3 Pro Image', each(134_000)),
    model('seedream-4.0', 'ByteDance-Seed/Seedream-4.0', 'Seedream 4.0', each(30_000)),
    model('qwen-image', 'Qwen/Qwen-Image', 'Qwen-Image', megapixel(5800)),
    model('ideogram-3.0', 'ideogram/ideogram-3.0', 'Ideogram 3.0', each(60_000)),
  ],
  carries,
)
