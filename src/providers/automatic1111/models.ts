import { narrowed, NOTHING } from '../carried.ts'
import type { Carried, CatalogueModel, NotCarried, Operation, Parameter } from '../provider.ts'

/**
 * The model name for the checkpoint that the server has already loaded. Any other model name is the name of a checkpoint, which the server
 * loads.
 */
export const LOADED = 'loaded'

const DRAWING: readonly Parameter[] = ['seed', 'steps', 'guidance', 'negative_prompt']
const image = { max: 1, roles: ['image'] } as const satisfies Carried['inputs']

export function carries(_: string, operation: Operation): Carried | NotCarried {
  const drawing: Carried = { ...NOTHING, prompt: true, parameters: DRAWING, size: ['pixels'], many: true }
  switch (operation) {
    case 'generate':
      return drawing
    case 'remix':
      return { ...drawing, parameters: [...DRAWING, 'strength'], inputs: image }
    case 'inpaint':
      return { ...drawing, parameters: [...DRAWING, 'strength'], inputs: image, mask: true }
    case 'upscale':
    case 'describe':
      return { ...NOTHING, inputs: image }
    default:
      return { why: 'AUTOMATIC1111 does generate, remix, inpaint, upscale and describe; leave this out' }
  }
}

const catalogue: CatalogueModel[] = [
  {
    id: 'automatic1111',
    provider: 'automatic1111',
    providerModel: LOADED,
    name: 'AUTOMATIC1111',
    description: 'A Stable Diffusion web UI that the owner runs, with the checkpoint that it has loaded.',
    capabilities: {
      operations: ['generate', 'remix', 'inpaint', 'upscale', 'describe'],
      size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
      defaultSize: '1024x1024',
      keepsInputSize: true,
      maxImages: 4,
      formats: ['png'],
      qualities: [],
      styles: [],
      backgrounds: [],
      parameters: [...DRAWING, 'strength'],
      maxPromptLength: 10_000,
      inputs: { max: 1, roles: ['image'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: true,
      partialImages: false,
      byOperation: { upscale: { size: { kind: 'input' }, defaultSize: null }, describe: { size: { kind: 'input' }, defaultSize: null } },
    },
    price: { kind: 'free' },
    source: {
      url: 'https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/api/models.py',
      date: '2026-11-28',
      note: 'free: the owner’s own server',
    },
    shutdownDate: null,
    successor: null,
    optIn: true,
  },
]

export const models = narrowed(catalogue, carries)
