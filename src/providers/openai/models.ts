import type { Capabilities, CatalogueModel, Price } from '../provider.ts'

const MILLION = 1_000_000
const SOURCE = { url: 'https://platform.openai.com/docs/pricing', date: '2026-11-24' }
const RETIRED = { url: 'https://platform.openai.com/docs/deprecations', date: '2026-11-24' }
const SUCCESSOR = 'gpt-image-2.6-flare'

const inputs: Capabilities['inputs'] = { max: 16, roles: ['image', 'reference'], maxBytes: 50_000_000, formats: ['png', 'jpeg', 'webp'] }

const gptImage: Capabilities = {
  operations: ['generate', 'edit', 'inpaint', 'remix'],
  size: { kind: 'list', sizes: ['1024x1024', '1536x1024', '1024x1536'] },
  defaultSize: '1024x1024',
  maxImages: 10,
  formats: ['png', 'jpeg', 'webp'],
  qualities: ['auto', 'low', 'medium', 'high'],
  styles: [],
  backgrounds: ['auto', 'opaque', 'transparent'],
  parameters: ['compression'],
  maxPromptLength: 32_000,
  inputs,
  mask: true,
  partialImages: true,
}
const gptImage2: Capabilities = {
  ...gptImage,
  size: { kind: 'free', multipleOf: 16, minEdge: 480, maxEdge: 3840, maxPixels: 3840 * 2160, maxRatio: 3 },
}
const dalle: Capabilities = {
  ...gptImage,
  operations: ['generate'],
  size: { kind: 'list', sizes: ['1024x1024', '1792x1024', '1024x1792'] },
  maxImages: 1,
  formats: ['png'],
  qualities: ['standard', 'hd'],
  styles: ['vivid', 'natural'],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 4000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

/** Output tokens by quality for a square, a portrait or landscape; from OpenAI's table for gpt-image-1. */
const estimateOf1 = [
  { quality: 'low', size: '1024x1024', outputTokens: 272 },
  { quality: 'low', outputTokens: 408 },
  { quality: 'medium', size: '1024x1024', outputTokens: 1056 },
  { quality: 'medium', outputTokens: 1584 },
  { quality: 'high', size: '1024x1024', outputTokens: 4160 },
  { quality: 'high', outputTokens: 6240 },
  // What `auto` comes to is the model's to decide: mostly medium.
  { outputTokens: 1584 },
]
/** For a square of 1024; OpenAI publishes none for other sizes. */
const estimateOf2 = [
  { quality: 'low', outputTokens: 200 },
  { quality: 'medium', outputTokens: 1767 },
  { quality: 'high', outputTokens: 7033 },
  { outputTokens: 1767 },
]

/** USD per million tokens. */
function tokens(
  textIn: number,
  imageIn: number,
  imageOut: number,
  textOut: number,
  estimate: typeof estimateOf2,
  maxOutputTokens: number,
): Price {
  return {
    kind: 'per_token',
    textInMicros: textIn * MILLION,
    imageInMicros: imageIn * MILLION,
    imageOutMicros: imageOut * MILLION,
    textOutMicros: textOut * MILLION,
    estimate,
    maxOutputTokens,
  }
}

interface Entry {
  id: string
  name: string
  description: string
  capabilities: Capabilities
  price: Price
  shutdownDate?: string
}

const entries: Entry[] = [
  {
    id: 'gpt-image-2.6-flare',
    name: 'GPT Image 2.6 Flare',
    description: 'Fast pictures and edits; good lettering.',
    capabilities: gptImage2,
    price: tokens(5, 8, 30, 0, estimateOf2, 60_000),
  },
  {
    id: 'gpt-image-2.6-sunburst',
    name: 'GPT Image 2.6 Sunburst',
    description: 'Detailed pictures and edits that stay consistent over many turns.',
    capabilities: gptImage2,
    price: tokens(5, 8, 30, 0, estimateOf2, 60_000),
  },
  {
    id: 'gpt-image-1.5',
    name: 'GPT Image 1.5',
    description: 'The generation before 2.x.',
    capabilities: gptImage,
    price: tokens(5, 8, 32, 10, estimateOf1, 6500),
    shutdownDate: '2026-12-01',
  },
  {
    id: 'gpt-image-1-mini',
    name: 'GPT Image 1 Mini',
    description: 'Small and cheap.',
    capabilities: gptImage,
    price: tokens(2, 2.5, 8, 0, estimateOf1, 6500),
    shutdownDate: '2026-12-01',
  },
  // Gone from the API. Their names keep working: the catalogue goes on to the successor, with a warning.
  {
    id: 'gpt-image-1',
    name: 'GPT Image 1',
    description: 'Shut down; requests go to its successor.',
    capabilities: gptImage,
    price: tokens(5, 10, 40, 0, estimateOf1, 6500),
    shutdownDate: '2026-10-23',
  },
  {
    id: 'dall-e-3',
    name: 'DALL·E 3',
    description: 'Shut down; requests go to its successor.',
    capabilities: dalle,
    price: { kind: 'per_image', rules: [{ quality: 'hd', micros: 80_000 }, { micros: 40_000 }] },
    shutdownDate: '2026-05-12',
  },
  {
    id: 'dall-e-2',
    name: 'DALL·E 2',
    description: 'Shut down; requests go to its successor.',
    capabilities: {
      ...dalle,
      size: { kind: 'list', sizes: ['256x256', '512x512', '1024x1024'] },
      maxImages: 10,
      qualities: ['standard'],
      styles: [],
      maxPromptLength: 1000,
    },
    price: { kind: 'per_image', rules: [{ micros: 20_000 }] },
    shutdownDate: '2026-05-12',
  },
]

export const models: CatalogueModel[] = entries.map(({ shutdownDate, ...entry }) => ({
  ...entry,
  provider: 'openai',
  providerModel: entry.id,
  source: shutdownDate === undefined ? SOURCE : RETIRED,
  shutdownDate: shutdownDate ?? null,
  successor: shutdownDate === undefined ? null : SUCCESSOR,
}))
