import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://docs.leonardo.ai/docs/payg-guide',
  date: '2026-11-28',
  note: 'not verified: Leonardo’s prices come from its calculator alone; here is what a reseller asks, and the answer says what was charged',
}

const capabilities: Capabilities = {
  operations: ['generate'],
  size: { kind: 'free', multipleOf: 8, minEdge: 512, maxEdge: 1536, maxPixels: 1536 * 1536, maxRatio: 3 },
  defaultSize: '1024x1024',
  maxImages: 4,
  formats: ['jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'negative_prompt', 'enhance_prompt'],
  maxPromptLength: 1500,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

const PHOENIX: readonly string[] = ['de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3', '6b645e3a-d64f-4341-a6d8-7a3690fbf042']
export const isPhoenix = (providerModel: string): boolean => PHOENIX.includes(providerModel)

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  if (operation !== 'generate')
    return { why: 'Leonardo does generate alone: its other ways want a picture that was uploaded to it before; leave this out' }
  return {
    ...NOTHING,
    prompt: true,
    parameters: ['seed', 'negative_prompt', 'enhance_prompt'],
    size: ['pixels'],
    many: true,
    quality: isPhoenix(providerModel),
    backgrounds: ['transparent'],
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
    id: `leonardo.${id}`,
    provider: 'leonardo',
    providerModel,
    name,
    description,
    capabilities: { ...capabilities, ...changes },
    price: { kind: 'per_image', rules: [{ micros }] },
    reportsCost: true,
    source: SOURCE,
    shutdownDate: null,
    successor: null,
  }
}

const twoSpeeds: Partial<Capabilities> = { qualities: ['standard', 'high'], defaultQuality: 'standard' }

export const models = narrowed(
  [
    model(
      'lucid-origin',
      '7b592283-e8a7-4c5a-9ba6-d18c31f258b9',
      'Leonardo Lucid Origin',
      'The all-round model: vivid, good lettering.',
      30_000,
    ),
    model('lucid-realism', '05ce0082-2d80-4a2d-8653-4d1c85e2418e', 'Leonardo Lucid Realism', 'Photographs and films.', 30_000),
    model(
      'phoenix-1.0',
      PHOENIX[0]!,
      'Leonardo Phoenix 1.0',
      'Follows long prompts; fast, or with more detail as quality high.',
      50_000,
      twoSpeeds,
    ),
    model('phoenix-0.9', PHOENIX[1]!, 'Leonardo Phoenix 0.9', 'The preview of Phoenix.', 50_000, twoSpeeds),
    model('flux-dev', 'b2614463-296c-462a-9586-aafdb8f00e36', 'FLUX.1 dev at Leonardo', 'The open model by Black Forest Labs.', 30_000),
    model('flux-schnell', '1dd50843-d653-4516-a8e3-f0238ee453ff', 'FLUX.1 schnell at Leonardo', 'The same in four steps.', 30_000),
  ],
  carries,
)
