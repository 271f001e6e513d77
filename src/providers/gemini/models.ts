// Google's picture models at AI Studio and at Vertex. A model has the same sizes and prices at both.
import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price, TokenRule } from '../provider.ts'

const READ = '2026-11-28'
const PRICES = {
  url: 'https://ai.google.dev/gemini-api/docs/pricing',
  date: READ,
  note: 'through a published price list that quotes it (litellm 1.110.2); the page itself was not seen',
}
const MIGRATION = {
  url: 'https://firebase.google.com/docs/ai-logic/imagen-models-migration',
  date: READ,
  note: 'its last price, from memory; it cannot be called any more',
}

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']
const LONG_RATIOS = [...RATIOS, '1:4', '4:1', '1:8', '8:1']

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix'],
  size: { kind: 'ratio', ratios: RATIOS, resolutions: [], pixels: {} },
  defaultSize: '1:1',
  keepsInputSize: true,
  maxImages: 1,
  formats: ['png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed'],
  maxPromptLength: 32_000,
  inputs: { max: 3, roles: ['image', 'reference'], maxBytes: 7_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}
const upTo14: Capabilities['inputs'] = { ...capabilities.inputs, max: 14 }

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed'],
  size: ['ratio', 'resolution'],
  inputs: { max: 14, roles: ['reference'] },
}

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 14, roles: ['image', 'reference'] } }
    default:
      return { why: 'Google’s picture models do generate, edit and remix; leave this out' }
  }
}

/**
 * Makes a price from three amounts in USD per million tokens and from `byResolution`, the number of tokens of one picture for each
 * resolution. The default resolution comes first.
 */
function tokens(input: number, imageOut: number, textOut: number, byResolution: readonly (readonly [string | null, number])[]): Price {
  const rules: TokenRule[] = byResolution.map(([resolution, outputTokens]) =>
    resolution === null ? { outputTokens } : { resolution, outputTokens },
  )
  return {
    kind: 'per_token',
    textInMicros: input * 1_000_000,
    imageInMicros: input * 1_000_000,
    imageOutMicros: imageOut * 1_000_000,
    textOutMicros: textOut * 1_000_000,
    estimate: rules,
    most: rules,
    maxOutputTokens: Math.max(...byResolution.map(([, count]) => count)),
  }
}

interface Entry {
  id: string
  name: string
  description: string
  capabilities: Partial<Capabilities>
  price: Price
  shutdownDate?: string
}

/** The models that are offered both at AI Studio and at Vertex. */
const entries: Entry[] = [
  {
    id: 'gemini-3-pro-image',
    name: 'Gemini 3 Pro Image (Nano Banana Pro)',
    description: 'Thinks before it draws; lettering, diagrams, up to fourteen sources, up to 4K.',
    capabilities: { size: { kind: 'ratio', ratios: RATIOS, resolutions: ['1K', '2K', '4K'], pixels: {} }, inputs: upTo14 },
    price: tokens(2, 120, 12, [
      ['1K', 1120],
      ['2K', 1120],
      ['4K', 2000],
    ]),
  },
  {
    id: 'gemini-3.1-flash-image',
    name: 'Gemini 3.1 Flash Image (Nano Banana 2)',
    description: 'The all-round model: fast, very long ratios, up to 4K.',
    capabilities: { size: { kind: 'ratio', ratios: LONG_RATIOS, resolutions: ['1K', '2K', '4K'], pixels: {} }, inputs: upTo14 },
    price: tokens(0.5, 60, 3, [
      ['1K', 1120],
      ['2K', 1680],
      ['4K', 2520],
    ]),
  },
  {
    id: 'gemini-nano-banana-2.1',
    name: 'Gemini Nano Banana 2.1',
    description: 'The newest small model.',
    capabilities: {},
    price: tokens(1.5, 30, 7.5, [[null, 1120]]),
  },
  {
    id: 'gemini-3.1-flash-lite-image',
    name: 'Gemini 3.1 Flash-Lite Image',
    description: 'Fast and cheap.',
    capabilities: {},
    price: tokens(0.25, 30, 1.5, [[null, 1120]]),
  },
  {
    id: 'gemini-2.5-flash-image',
    name: 'Gemini 2.5 Flash Image (Nano Banana)',
    description: 'The first of the family.',
    capabilities: {},
    price: tokens(0.3, 30, 2.5, [[null, 1290]]),
    shutdownDate: '2027-03-15',
  },
]

function model(entry: Entry, provider: string, prefix: string, source: CatalogueModel['source'], successor: string): CatalogueModel {
  return {
    id: `${prefix}${entry.id}`,
    provider,
    providerModel: entry.id,
    name: entry.name,
    description: entry.description,
    capabilities: { ...capabilities, ...entry.capabilities },
    price: entry.price,
    source,
    shutdownDate: entry.shutdownDate ?? null,
    successor: entry.shutdownDate === undefined ? null : `${prefix}${successor}`,
  }
}

const imagen = (id: string, name: string, micros: number, successor: string): CatalogueModel => ({
  ...model(
    {
      id,
      name,
      description: 'Shut down; requests go to its successor.',
      capabilities: {},
      price: { kind: 'per_image', rules: [{ micros }] },
      shutdownDate: '2026-08-17',
    },
    'gemini',
    '',
    MIGRATION,
    successor,
  ),
  capabilities: { ...capabilities, operations: ['generate'], inputs: { max: 0, roles: [], maxBytes: 0, formats: [] } },
})

export const models = narrowed(
  [
    ...entries.map((entry) => model(entry, 'gemini', '', PRICES, 'gemini-3.1-flash-image')),
    // Google has shut down Imagen. Its names still work: requests go to the successor, with a warning.
    imagen('imagen-4.0-generate-001', 'Imagen 4', 40_000, 'gemini-3.1-flash-image'),
    imagen('imagen-4.0-fast-generate-001', 'Imagen 4 Fast', 20_000, 'gemini-3.1-flash-image'),
    imagen('imagen-4.0-ultra-generate-001', 'Imagen 4 Ultra', 60_000, 'gemini-3-pro-image'),
  ],
  carries,
)

/** Returns the models that Vertex offers. Only Vertex lets a request choose the format and the compression of the picture. */
export const vertexModels = (): CatalogueModel[] =>
  entries.map((entry) => {
    const source = { ...PRICES, url: 'https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing' }
    const atVertex = model(entry, 'vertex', 'vertex.', source, 'gemini-3.1-flash-image')
    return {
      ...atVertex,
      name: `${entry.name} at Vertex`,
      capabilities: { ...atVertex.capabilities, formats: ['png', 'jpeg'], parameters: ['seed', 'compression'] },
    }
  })
