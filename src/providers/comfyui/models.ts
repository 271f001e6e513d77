import { narrowed, NOTHING } from '../carried.ts'
import type { Carried, CatalogueModel, NotCarried, Operation, Parameter } from '../provider.ts'

/**
 * This model name stands for the checkpoint that the credential names, or for a standard checkpoint if the credential names none. Any
 * other model name is the file name of a checkpoint.
 */
export const OF_CREDENTIAL = 'workflow'

const DRAWING: readonly Parameter[] = ['seed', 'steps', 'guidance', 'negative_prompt']
const image = { max: 1, roles: ['image'] } as const satisfies Carried['inputs']

export function carries(_: string, operation: Operation): Carried | NotCarried {
  const drawing: Carried = { ...NOTHING, prompt: true, parameters: DRAWING, many: true }
  switch (operation) {
    case 'generate':
      return { ...drawing, size: ['pixels'] }
    case 'remix':
      return { ...drawing, parameters: [...DRAWING, 'strength'], inputs: image }
    case 'inpaint':
      return { ...drawing, parameters: [...DRAWING, 'strength'], inputs: image, mask: true }
    case 'upscale':
      return { ...NOTHING, inputs: image }
    default:
      return { why: 'ComfyUI does generate, remix, inpaint and upscale here; leave this out' }
  }
}

const catalogue: CatalogueModel[] = [
  {
    id: 'comfyui',
    provider: 'comfyui',
    providerModel: OF_CREDENTIAL,
    name: 'ComfyUI',
    description: 'A ComfyUI server that the owner runs, with the owner’s workflows or with simple ones.',
    capabilities: {
      operations: ['generate', 'remix', 'inpaint', 'upscale'],
      size: { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
      defaultSize: '1024x1024',
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
    },
    price: { kind: 'free' },
    source: {
      url: 'https://docs.comfy.org/development/comfyui-server/comms_routes',
      date: '2026-11-28',
      note: 'free: the owner’s own server',
    },
    shutdownDate: null,
    successor: null,
    optIn: true,
  },
]

export const models = narrowed(catalogue, carries)
