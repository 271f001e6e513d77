import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price, TokenRule } from '../provider.ts'
import type { SafetySettings } from '../safety.ts'

const MILLION = 1_000_000
const READ = '2026-11-24'
const SUCCESSOR = 'gpt-image-2.6-flare'
const GONE = {
  url: 'https://developers.openai.com/api/docs/deprecations',
  date: READ,
  note: 'its last price, from memory; it cannot be called any more',
}

const inputs: Capabilities['inputs'] = { max: 16, roles: ['image', 'reference'], maxBytes: 50_000_000, formats: ['png', 'jpeg', 'webp'] }

export const GPT_IMAGE: Capabilities = {
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
export const GPT_IMAGE_2: Capabilities = {
  ...GPT_IMAGE,
  size: { kind: 'free', multipleOf: 16, minEdge: 480, maxEdge: 3840, maxPixels: 3840 * 2160, maxRatio: 3 },
}
const dalle: Capabilities = {
  ...GPT_IMAGE,
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
    // The tokens of the portrait size; no other size takes more. This number is also used if the model chooses the size.
    { quality, outputTokens: portrait! },
  ]),
  // With `auto` the model chooses the quality, usually medium.
  { outputTokens: auto },
]
/** The tokens of a picture, from OpenAI's table for gpt-image-1 and 1.5. */
const tokensOf1 = table([272, 408, 400], [1056, 1584, 1568], [4160, 6240, 6208], 1584)
/**
 * OpenAI publishes the price of a picture of the mini model, rounded to $0.001. These are the prices plus $0.0005 for the rounding,
 * converted to tokens.
 */
const tokensOfMini = table([700, 825, 825], [1450, 1950, 1950], [4575, 6575, 6575], 1950)
/**
 * OpenAI counts tokens by a grid over the picture. These are the numbers of grid cells along the longer edge, by quality, from OpenAI's
 * calculators.
 */
const CELLS_OF_2 = { low: 16, medium: 48, high: 96 }
const CELLS_OF_2_5 = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 }
/**
 * OpenAI has not published the calculator for GPT Image 2.6. These upper bounds are the highest values of GPT Image 2 and 2.5, with two
 * exceptions. `low` is higher, by the increase that OpenAI announced for 2.6. `xhigh` is the same as `high`.
 */
const MOST_CELLS_OF_2_6 = { low: 32, medium: 48, high: 96, xhigh: 96, max: 96 }
/** The maximum number of tokens of a picture: the tokens of 2880 × 2880 pixels in the finest grid. */
const MOST_TOKENS = 23_719

const byQuality = (cells: Record<string, number>): TokenRule[] =>
  Object.entries(cells).map(([quality, count]) => ({ quality, cells: count }))

/** Makes a price from four amounts in USD per million tokens. */
function tokens(
  [textIn, imageIn, imageOut, textOut]: readonly [number, number, number, number],
  estimate: TokenRule[],
  most: TokenRule[],
  maxOutputTokens: number,
): Price {
  return {
    kind: 'per_token',
    textInMicros: textIn * MILLION,
    imageInMicros: imageIn * MILLION,
    imageOutMicros: imageOut * MILLION,
    textOutMicros: textOut * MILLION,
    estimate,
    most,
    maxOutputTokens,
  }
}
/**
 * Makes a price from the number of grid cells along a picture's longer edge. Both parameters have this number for each quality: `usual` for
 * quotes, `most` for reservations. With quality `auto` the model chooses the quality, and OpenAI does not say which qualities are possible.
 * So the quote assumes `medium`, and the reservation assumes the quality that costs most.
 */
function cellTokens(usual: Record<string, number> & { medium: number }, most: Record<string, number>): Price {
  const estimate = [...byQuality(usual), { cells: usual.medium }]
  const ofAuto = { quality: 'auto', cells: Math.max(...Object.values(most)) }
  return tokens([5, 8, 30, 0], estimate, [...byQuality(most), ofAuto], MOST_TOKENS)
}

export const PRICE_OF_1_5 = tokens([5, 8, 32, 10], tokensOf1, named(tokensOf1), 6240)
export const PRICE_OF_MINI = tokens([2, 2.5, 8, 0], tokensOfMini, named(tokensOfMini), 6575)
export const PRICE_OF_2 = cellTokens(CELLS_OF_2, CELLS_OF_2)
export const PRICE_OF_2_5 = cellTokens(CELLS_OF_2_5, CELLS_OF_2_5)
const PRICE_OF_2_6 = cellTokens(CELLS_OF_2_5, MOST_CELLS_OF_2_6)

interface Entry {
  id: string
  name: string
  description: string
  capabilities: Capabilities
  price: Price
  source: CatalogueModel['source']
  shutdownDate?: string
}

const SOURCE_OF_2_6: Entry['source'] = {
  url: 'https://developers.openai.com/api/docs/models/gpt-image-2.6-sunburst',
  date: '2026-11-28',
  note: 'prices by the token; the calculator of tokens for 2.6 was not seen: quotes count with that for 2.5, and more is reserved',
}
const PRICES: Entry['source'] = {
  url: 'https://developers.openai.com/api/docs/pricing',
  date: '2026-11-28',
  note: 'through a published price list that quotes it (litellm 1.110.2); tokens by OpenAI’s calculators, through an author who quotes them',
}
const FIVE = [...GPT_IMAGE.qualities, 'xhigh', 'max']

const entries: Entry[] = [
  {
    id: 'gpt-image-2.6-flare',
    name: 'GPT Image 2.6 Flare',
    description: 'Fast pictures and edits; good lettering.',
    capabilities: { ...GPT_IMAGE_2, qualities: FIVE },
    price: PRICE_OF_2_6,
    source: SOURCE_OF_2_6,
  },
  {
    id: 'gpt-image-2.6-sunburst',
    name: 'GPT Image 2.6 Sunburst',
    description: 'Detailed pictures and edits that stay consistent over many turns.',
    capabilities: { ...GPT_IMAGE_2, qualities: FIVE },
    price: PRICE_OF_2_6,
    source: SOURCE_OF_2_6,
  },
  ...['gpt-image-2.5-flare', 'gpt-image-2.5-flare-2026-09-08'].map((id) => ({
    id,
    name: `GPT Image 2.5 Flare${id.endsWith('08') ? ' of 8 September 2026' : ''}`,
    description: 'The fast one before 2.6, at a fraction of the tokens of 2.',
    capabilities: { ...GPT_IMAGE_2, qualities: FIVE },
    price: PRICE_OF_2_5,
    source: PRICES,
  })),
  ...['gpt-image-2.5-sunburst', 'gpt-image-2.5-sunburst-2026-09-08'].map((id) => ({
    id,
    name: `GPT Image 2.5 Sunburst${id.endsWith('08') ? ' of 8 September 2026' : ''}`,
    description: 'The detailed one before 2.6.',
    capabilities: { ...GPT_IMAGE_2, qualities: FIVE },
    price: PRICE_OF_2_5,
    source: PRICES,
  })),
  ...['gpt-image-2', 'gpt-image-2-2026-04-21'].map((id) => ({
    id,
    name: `GPT Image 2${id.endsWith('21') ? ' of 21 April 2026' : ''}`,
    description: 'The first of the generation: any size; transparent backgrounds in preview.',
    capabilities: GPT_IMAGE_2,
    price: PRICE_OF_2,
    source: PRICES,
  })),
  {
    id: 'chatgpt-image-latest',
    name: 'ChatGPT Image',
    description: 'What ChatGPT drew with before 2.x.',
    capabilities: GPT_IMAGE,
    price: PRICE_OF_1_5,
    source: PRICES,
    shutdownDate: '2026-12-01',
  },
  {
    id: 'gpt-image-1.5',
    name: 'GPT Image 1.5',
    description: 'The generation before 2.x.',
    capabilities: GPT_IMAGE,
    price: PRICE_OF_1_5,
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
    capabilities: GPT_IMAGE,
    price: PRICE_OF_MINI,
    source: { url: 'https://developers.openai.com/api/docs/models/gpt-image-1-mini', date: READ },
    shutdownDate: '2026-12-01',
  },
  // OpenAI has removed these models. A request that names such a model goes to the model's successor, with a warning.
  {
    id: 'gpt-image-1',
    name: 'GPT Image 1',
    description: 'Shut down; requests go to its successor.',
    capabilities: GPT_IMAGE,
    price: tokens([5, 10, 40, 0], tokensOf1, named(tokensOf1), 6240),
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
