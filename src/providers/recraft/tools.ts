// Recraft's tools for making and editing pictures, as data. A tool is one endpoint of Recraft, with the fields that it accepts.
import { NOTHING } from '../carried.ts'
import type { Carried, NotCarried, Operation } from '../provider.ts'

export interface Tool {
  /** The path below /v1/images. */
  path: string
  prompt?: true
  /** The prompt that is sent if the request has no prompt, for a tool that requires one. */
  standardPrompt?: string
  size?: true
  many?: true
  seed?: true
  strength?: true
  mask?: true
  expands?: true
  image?: true
}

const words = { prompt: true, many: true, seed: true } as const

/** The tools of every model that is not in `TOOLS`, by operation. */
export const DRAWING: Partial<Record<Operation, Tool>> = {
  generate: { path: '/generations', ...words, size: true },
  remix: { path: '/imageToImage', ...words, image: true, strength: true },
}
/** The additional tools that only Recraft V3 has, by operation. */
export const CHANGING: Partial<Record<Operation, Tool>> = {
  inpaint: { path: '/inpaint', ...words, image: true, mask: true },
  replace_background: { path: '/replaceBackground', ...words, image: true },
  reframe: { path: '/outpaint', ...words, image: true, expands: true, standardPrompt: 'the picture goes on beyond its edges' },
}
/** The tools that are called without the name of a model. Each name here is the `providerModel` of the tool in our catalogue. */
export const TOOLS: Record<string, { operation: Operation; tool: Tool }> = {
  removeBackground: { operation: 'remove_background', tool: { path: '/removeBackground', image: true } },
  crispUpscale: { operation: 'upscale', tool: { path: '/crispUpscale', image: true } },
  creativeUpscale: { operation: 'upscale', tool: { path: '/creativeUpscale', image: true } },
  eraseRegion: { operation: 'inpaint', tool: { path: '/eraseRegion', image: true, mask: true } },
}

const isOld = (providerModel: string) => /^recraftv[23]$/.test(providerModel)

/** Returns the tool with which a model does an operation; null if the model cannot do the operation. */
export function toolFor(providerModel: string, operation: Operation): Tool | null {
  const own = Object.hasOwn(TOOLS, providerModel) ? TOOLS[providerModel]! : null
  if (own !== null) return own.operation === operation ? own.tool : null
  return DRAWING[operation] ?? (providerModel === 'recraftv3' ? (CHANGING[operation] ?? null) : null)
}

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const tool = toolFor(providerModel, operation)
  if (tool === null) return { why: `${providerModel} does not do ${operation} at Recraft; leave this out` }
  const old = tool.prompt === true && isOld(providerModel)
  return {
    ...NOTHING,
    prompt: tool.prompt === true,
    parameters: [
      ...(tool.seed ? (['seed'] as const) : []),
      ...(old ? (['negative_prompt'] as const) : []),
      ...(tool.strength ? (['strength'] as const) : []),
    ],
    size: tool.size ? ['pixels'] : tool.expands ? ['ratio'] : [],
    many: tool.many === true,
    format: true,
    style: old,
    inputs: tool.image ? { max: 1, roles: ['image'] } : { max: 0, roles: [] },
    mask: tool.mask === true,
  }
}
