import { narrowed, NOTHING } from '../carried.ts'
import type { Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const image = { roles: ['image', 'reference'] } as const

export function carries(_: string, operation: Operation): Carried | NotCarried {
  const imagine: Carried = { ...NOTHING, prompt: true, parameters: ['seed', 'negative_prompt'], size: ['ratio'] }
  switch (operation) {
    case 'generate':
      return { ...imagine, inputs: { max: 5, roles: ['reference'] } }
    case 'remix':
      return { ...imagine, inputs: { max: 5, roles: [...image.roles] } }
    case 'describe':
      return { ...NOTHING, inputs: { max: 1, roles: ['image'] } }
    default:
      return { why: 'Midjourney does generate, remix and describe here; leave this out' }
  }
}

const catalogue: CatalogueModel[] = [
  {
    id: 'midjourney',
    provider: 'midjourney',
    providerModel: 'MID_JOURNEY',
    name: 'Midjourney (through the owner’s proxy)',
    description:
      'Midjourney by a midjourney-proxy that the owner runs. Midjourney has no official API, and its terms are the owner’s matter.',
    capabilities: {
      operations: ['generate', 'remix', 'describe'],
      size: { kind: 'ratio', ratios: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '21:9'], resolutions: [], pixels: {} },
      defaultSize: '1:1',
      maxImages: 1,
      formats: ['png'],
      qualities: [],
      styles: [],
      backgrounds: [],
      parameters: ['seed', 'negative_prompt'],
      maxPromptLength: 4000,
      inputs: { max: 5, roles: ['image', 'reference'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: false,
      partialImages: false,
    },
    price: { kind: 'free' },
    source: {
      url: 'https://github.com/novicezk/midjourney-proxy/blob/main/docs/api.md',
      date: '2026-11-28',
      note: 'free: a subscription of the owner’s pays; the proxy’s addresses from published clients of it',
    },
    shutdownDate: null,
    successor: null,
    optIn: true,
  },
]

export const models = narrowed(catalogue, carries)
