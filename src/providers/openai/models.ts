import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price, TokenRule } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

const MILLION = 1_000_000
const READ = '2026-11-24'
const SUCCESSOR = 'gpt-image-2.6-flare'
const GONE = {
  url: 'https://developers.openai.com/api/docs/deprecations',
  date: READ,
  note: 'its last price, from memory; it can not be called any more',
}

const inputs: Capabilities['inputs'] = { max: 16, roles: ['image', 'reference'], maxBytes: 50_000_000, formats: ['png', 'jpeg', 'webp'] }

const gptImage: Capabilities = {
  operations: ['generate', 'edit', 'inpaint', 'remix'],
  size: { kind: 'list', sizes: ['1024x1024', '1536x1024', '1024x1536'] },
  defaultSize: '1024x1024',
  autoSize: true,
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
  autoSize: false,
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

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['compression'],
  size: ['pixels'],
  many: true,
  format: true,
  quality: true,
  style: true,
  backgrounds: ['auto', 'opaque', 'transparent'],
  inputs: { max: 16, roles: ['reference'] },
  partialImages: true,
}
const edit: Carried = { ...generation, inputs: { max: 16, roles: ['image', 'reference'] }, mask: true }

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'inpaint':
      return edit
    case 'remix':
      return { ...edit, mask: false }
    default:
      return { why: 'OpenAI does generate, edit, inpaint and remix; leave this out' }
  }
}

const named = (rules: TokenRule[]) => rules.filter((rule) => rule.quality !== undefined)
const table = (low: number[], medium: number[], high: number[], auto: number): TokenRule[] => [
  ...Object.entries({ low, medium, high }).flatMap(([quality, [square, portrait, landscape]]) => [
    { quality, size: '1024x1024', outputTokens: square! },
    { quality, size: '1536x1024', outputTokens: landscape! },
    // The most expensive one, also for sizes that the model chooses.
    { quality, outputTokens: portrait! },
  ]),
  // The model decides what `auto` means: mostly medium.
  { outputTokens: auto },
]
/** OpenAI's table for gpt-image-1 and 1.5. */
const tokensOf1 = table([272, 408, 400], [1056, 1584, 1568], [4160, 6240, 6208], 1584)
/** OpenAI's price of a picture of mini, in tokens, plus the half cent that it may be rounded by. */
const tokensOfMini = table([700, 825, 825], [1450, 1950, 1950], [4575, 6575, 6575], 1950)
/**
 * The most expensive figures of OpenAI's calculators for 2 (16, 48, 96) and 2.5 (16, 24, 48), and of what 2.6 is reported to take beyond
 * them.
 */
const tokensOf2: TokenRule[] = [
  { quality: 'low', cells: 32 },
  { quality: 'medium', cells: 48 },
  { quality: 'high', cells: 96 },
  { cells: 48 },
]
/** At high quality, 2880 × 2880. */
const MOST_TOKENS_OF_2 = 23_719

/** USD per million tokens. */
function tokens(textIn: number, imageIn: number, imageOut: number, textOut: number, estimate: TokenRule[], maxOutputTokens: number): Price {
  return {
    kind: 'per_token',
    textInMicros: textIn * MILLION,
    imageInMicros: imageIn * MILLION,
    imageOutMicros: imageOut * MILLION,
    textOutMicros: textOut * MILLION,
    estimate,
    most: named(estimate),
    maxOutputTokens,
  }
}

interface Entry {
  id: string
  name: string
  description: string
  capabilities: Capabilities
  price: Price
  source: CatalogueModel['source']
  shutdownDate?: string
}

const SOURCE_OF_2: Entry['source'] = {
  url: 'https://docs.apiyi.com/en/live/2026-11/gpt-image-2-6-launch.md',
  date: READ,
  note: 'a reseller who quotes OpenAI, whose own page was not seen; tokens by OpenAI’s calculators for 2 and 2.5, that for 2.6 was not seen',
}

const entries: Entry[] = [
  {
    id: 'gpt-image-2.6-flare',
    name: 'GPT Image 2.6 Flare',
    description: 'Fast pictures and edits; good lettering.',
    capabilities: gptImage2,
    price: tokens(5, 8, 30, 0, tokensOf2, MOST_TOKENS_OF_2),
    source: SOURCE_OF_2,
  },
  {
    id: 'gpt-image-2.6-sunburst',
    name: 'GPT Image 2.6 Sunburst',
    description: 'Detailed pictures and edits that stay consistent over many turns.',
    capabilities: gptImage2,
    price: tokens(5, 8, 30, 0, tokensOf2, MOST_TOKENS_OF_2),
    source: SOURCE_OF_2,
  },
  {
    id: 'gpt-image-1.5',
    name: 'GPT Image 1.5',
    description: 'The generation before 2.x.',
    capabilities: gptImage,
    price: tokens(5, 8, 32, 10, tokensOf1, 6240),
    source: {
      url: 'https://docs.apiyi.com/en/api-capabilities/gpt-image-1-5',
      date: READ,
      note: 'a reseller, whose prices by picture are OpenAI’s table of tokens at these prices; OpenAI’s own page was not seen',
    },
    shutdownDate: '2026-12-01',
  },
  {
    id: 'gpt-image-1-mini',
    name: 'GPT Image 1 Mini',
    description: 'Small and cheap.',
    capabilities: gptImage,
    price: tokens(2, 2.5, 8, 0, tokensOfMini, 6575),
    source: { url: 'https://developers.openai.com/api/docs/models/gpt-image-1-mini', date: READ },
    shutdownDate: '2026-12-01',
  },
  // Removed from the API. Their names still work: the catalogue continues to the successor, with a warning.
  {
    id: 'gpt-image-1',
    name: 'GPT Image 1',
    description: 'Shut down; requests go to its successor.',
    capabilities: gptImage,
    price: tokens(5, 10, 40, 0, tokensOf1, 6240),
    source: { url: 'https://developers.openai.com/api/docs/models/gpt-image-1', date: READ },
    shutdownDate: '2026-10-23',
  },
  {
    id: 'dall-e-3',
    name: 'DALL·E 3',
    description: 'Shut down; requests go to its successor.',
    capabilities: dalle,
    price: { kind: 'per_image', rules: [{ quality: 'hd', micros: 80_000 }, { micros: 40_000 }] },
    source: GONE,
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
    source: GONE,
    shutdownDate: '2026-05-12',
  },
]

const catalogue: CatalogueModel[] = entries.map(({ shutdownDate, ...entry }) => ({
  ...entry,
  provider: 'openai',
  providerModel: entry.id,
  shutdownDate: shutdownDate ?? null,
  successor: shutdownDate === undefined ? null : SUCCESSOR,
}))

export const safety: SafetySettings = { moderation: { kind: 'text', values: ['auto', 'low'] } }

export const models = narrowed(catalogue, carries)
