import { NOTHING } from '../../../src/providers/carried.ts'
import type { Carried, CatalogueModel, NotCarried, Operation } from '../../../src/providers/provider.ts'

export const models: CatalogueModel[] = [
  {
    id: 'easel-one',
    provider: 'easel',
    providerModel: 'one',
    name: 'Easel One',
    description: 'Paints what it is told.',
    capabilities: {
      operations: ['generate'],
      size: { kind: 'list', sizes: ['1024x1024', '1536x1024'] },
      defaultSize: '1024x1024',
      maxImages: 4,
      formats: ['png'],
      qualities: [],
      styles: [],
      backgrounds: [],
      parameters: ['seed'],
      maxPromptLength: 4000,
      inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
      mask: false,
      partialImages: false,
    },
    price: { kind: 'per_image', rules: [{ micros: 20_000 }] },
    source: { url: 'https://easel.example.com/pricing', date: '2026-11-24' },
    shutdownDate: null,
    successor: null,
  },
]

export function carries(_: string, operation: Operation): Carried | NotCarried {
  if (operation !== 'generate') return { why: 'Easel does generate alone; leave this out' }
  return { ...NOTHING, prompt: true, parameters: ['seed'], size: ['pixels'], many: true }
}
