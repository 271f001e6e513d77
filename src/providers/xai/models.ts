import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const READ = '2026-11-28'

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix'],
  size: {
    kind: 'ratio',
    ratios: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '2:1', '1:2'],
    resolutions: ['1k', '2k'],
    pixels: {},
  },
  defaultSize: '1:1',
  keepsInputSize: true,
  maxImages: 10,
  formats: ['jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 8000,
  inputs: { max: 3, roles: ['image', 'reference'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}

const generation: Carried = { ...NOTHING, prompt: true, size: ['ratio', 'resolution'], many: true, quality: true }

export function carries(_: string, operation: Operation): Carried | NotCarried {
  switch (operation) {
    case 'generate':
      return generation
    case 'edit':
    case 'remix':
      return { ...generation, inputs: { max: 5, roles: ['image', 'reference'] } }
    default:
      return { why: 'xAI does generate, edit and remix; leave this out' }
  }
}

const catalogue: CatalogueModel[] = [
  {
    id: 'grok-imagine-image-2.0',
    provider: 'xai',
    providerModel: 'grok-imagine-image-2.0',
    name: 'Grok Imagine Image 2.0',
    description: 'xAI’s best: new pictures, and edits with up to three sources.',
    capabilities: { ...capabilities, qualities: ['low', 'medium'], defaultQuality: 'medium' },
    price: {
      kind: 'per_image',
      rules: [
        { quality: 'low', resolution: '1k', micros: 40_000 },
        { quality: 'low', resolution: '2k', micros: 60_000 },
        { quality: 'medium', resolution: '1k', micros: 60_000 },
        { micros: 80_000 },
      ],
    },
    reportsCost: true,
    source: {
      url: 'https://docs.x.ai/developers/migration/imagine-image-quality-nov-2',
      date: READ,
      note: 'through a published price list that quotes it (litellm 1.110.2); medium at 2k through a reseller; what inputs cost was not seen',
    },
    shutdownDate: null,
    successor: null,
  },
  {
    id: 'grok-imagine-image',
    provider: 'xai',
    providerModel: 'grok-imagine-image',
    name: 'Grok Imagine Image',
    description: 'Fast and cheap.',
    capabilities,
    price: { kind: 'per_image', rules: [{ micros: 20_000 }] },
    reportsCost: true,
    source: {
      url: 'https://docs.x.ai/docs/models',
      date: READ,
      note: 'through a published price list that quotes it (litellm 1.110.2); what inputs cost was not seen',
    },
    shutdownDate: null,
    successor: null,
  },
]

export const models = narrowed(catalogue, carries)
