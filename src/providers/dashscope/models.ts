import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, ImageRule, NotCarried, Operation } from '../provider.ts'

const READ = '2026-11-28'
const PRICES = 'https://www.alibabacloud.com/help/en/model-studio/model-pricing'
const QUOTED = 'through a published price list that quotes it (litellm 1.110.2)'
const FROM_MEMORY = 'not verified: from memory; the page could not be read'

/**
 * The price of three input pictures, which is the maximum number for Qwen-Image 3.0. A price rule cannot depend on the number of inputs,
 * so the price of every edit contains the price of three inputs.
 */
const MOST_INPUTS_MICROS = 3 * 3000

const capabilities: Capabilities = {
  operations: ['generate'],
  size: { kind: 'free', multipleOf: 16, minEdge: 512, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 6,
  formats: ['png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'negative_prompt', 'enhance_prompt'],
  maxPromptLength: 800,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}
const inputs: Capabilities['inputs'] = {
  max: 3,
  roles: ['image', 'reference'],
  maxBytes: 10_000_000,
  formats: ['png', 'jpeg', 'webp'],
}
const both: Partial<Capabilities> = { operations: ['generate', 'edit', 'remix'], inputs, keepsInputSize: true }
const edits: Partial<Capabilities> = { ...both, operations: ['edit', 'remix'] }
const fiveSizes: Partial<Capabilities> = {
  size: { kind: 'list', sizes: ['1328x1328', '1664x928', '928x1664', '1472x1104', '1104x1472'] },
  defaultSize: '1328x1328',
  maxImages: 1,
}
const LARGE = ['2048x2048', '2304x1728', '1728x2304', '2560x1440', '1440x2560']
const SMALL = ['1024x1024', '1280x720', '720x1280', '1152x864', '864x1152', '1248x832', '832x1248', '1472x1472']

const generation: Carried = {
  ...NOTHING,
  prompt: true,
  parameters: ['seed', 'negative_prompt', 'enhance_prompt'],
  size: ['pixels'],
  many: true,
}

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 3, roles: ['image', 'reference'] } }
    default:
      return { why: 'Qwen-Image does generate, edit and remix; leave this out' }
  }
}

function model(
  id: string,
  name: string,
  description: string,
  rules: ImageRule[],
  note: string,
  changes: Partial<Capabilities>,
): CatalogueModel {
  return {
    id,
    provider: 'dashscope',
    providerModel: id,
    name,
    description,
    capabilities: { ...capabilities, ...changes },
    price: { kind: 'per_image', rules },
    source: { url: PRICES, date: READ, note },
    shutdownDate: null,
    successor: null,
  }
}

const withInputs = (micros: number): ImageRule[] => [
  { operation: 'edit', micros: micros + MOST_INPUTS_MICROS },
  { operation: 'remix', micros: micros + MOST_INPUTS_MICROS },
  { micros },
]

export const models = narrowed(
  [
    model(
      'qwen-image-3.0-pro',
      'Qwen-Image 3.0 Pro',
      'Alibaba’s best: long lettering in English and Chinese, edits with up to three sources.',
      [...SMALL.map((size) => ({ operation: 'generate' as const, size, micros: 40_000 })), ...withInputs(75_000)],
      'from the rates of a published client (ComfyUI), its margin taken off; an edit is priced with three inputs',
      { ...both, size: { kind: 'list', sizes: [...SMALL, ...LARGE] }, maxPromptLength: 5000 },
    ),
    model(
      'qwen-image-3.0',
      'Qwen-Image 3.0',
      'The same at a lower price.',
      withInputs(30_000),
      `${QUOTED}; an edit is priced with three inputs`,
      {
        ...both,
        size: { kind: 'free', multipleOf: 16, minEdge: 512, maxEdge: 2560, maxPixels: 2560 * 2560, maxRatio: 5 },
        maxPromptLength: 5000,
      },
    ),
    model('qwen-image-2.0-pro', 'Qwen-Image 2.0 Pro', 'Realistic pictures and lettering.', [{ micros: 75_000 }], QUOTED, both),
    model('qwen-image-2.0', 'Qwen-Image 2.0', 'The same, faster.', [{ micros: 35_000 }], QUOTED, both),
    model('qwen-image-max', 'Qwen-Image Max', 'The best of the first generation.', [{ micros: 75_000 }], FROM_MEMORY, fiveSizes),
    model('qwen-image-plus', 'Qwen-Image Plus', 'The first generation, cheaper.', [{ micros: 30_000 }], FROM_MEMORY, fiveSizes),
    model('qwen-image-edit-max', 'Qwen-Image Edit Max', 'Edits with up to three sources.', [{ micros: 75_000 }], FROM_MEMORY, edits),
    model('qwen-image-edit-plus', 'Qwen-Image Edit Plus', 'The same, cheaper.', [{ micros: 30_000 }], FROM_MEMORY, edits),
  ],
  carries,
)
