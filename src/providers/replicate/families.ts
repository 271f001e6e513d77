// The input fields of Replicate's models. Each model publishes a schema; a family is a set of models with equal schemas. The patterns in
// `ROWS` are also tried on the names of models that an instance adds.
import { NOTHING } from '../carried.ts'
import type { Carried, NotCarried, Operation, Parameter } from '../provider.ts'

export interface Family {
  operations: readonly Operation[]
  /** The field for input pictures, and whether the field is a list; null if the model accepts no pictures. */
  pictures: { name: string; list: boolean } | null
  /** The maximum number of input pictures in one call. */
  most: number
  mask?: true
  /**
   * The forms in which a size can be sent: width and height in pixels, an aspect ratio, a resolution. If the list is empty, the result
   * keeps the size of the input.
   */
  size: readonly ('pixels' | 'ratio' | 'resolution')[]
  parameters: readonly Parameter[]
  many: boolean
  /** The safety settings of the family. */
  safety: readonly string[]
}

const EDITS: readonly Operation[] = ['edit', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background']

/** The fields of FLUX.1. They are also sent to a model that matches no pattern in `ROWS`. */
const usual: Family = {
  operations: ['generate', ...EDITS],
  pictures: { name: 'input_image', list: false },
  most: 1,
  size: ['pixels', 'ratio'],
  parameters: ['seed', 'guidance', 'steps', 'compression', 'enhance_prompt'],
  many: true,
  safety: ['disable_safety_checker', 'safety_tolerance'],
}
const pair: Family = { ...usual, operations: ['generate', 'edit'], many: false }

const ROWS: readonly (readonly [pattern: RegExp, family: Family])[] = [
  [
    /^google\/nano-banana-(?:pro|2)\b/,
    { ...pair, pictures: { name: 'image_input', list: true }, most: 14, size: ['ratio', 'resolution'], parameters: [], safety: [] },
  ],
  [
    /^google\/nano-banana/,
    { ...pair, pictures: { name: 'image_input', list: true }, most: 3, size: ['ratio'], parameters: [], safety: [] },
  ],
  [
    /^black-forest-labs\/flux-2-/,
    {
      ...pair,
      pictures: { name: 'input_images', list: true },
      most: 8,
      size: ['pixels'],
      parameters: ['seed', 'compression'],
      safety: ['safety_tolerance'],
    },
  ],
  [
    /^black-forest-labs\/flux-fill-/,
    {
      ...pair,
      operations: ['inpaint'],
      pictures: { name: 'image', list: false },
      mask: true,
      size: [],
      parameters: ['seed', 'steps', 'guidance', 'enhance_prompt'],
      safety: ['safety_tolerance'],
    },
  ],
]

/**
 * Returns the family whose pattern matches the beginning of the model's name. Returns `usual` if no pattern matches, for example for a
 * deployment (`deployments/owner/name`) or for the id of a version alone.
 */
export function familyOf(providerModel: string): Family {
  return ROWS.find(([pattern]) => pattern.test(providerModel))?.[1] ?? usual
}

export type Address =
  /** The path for a model that Replicate itself maintains. It contains no version, so Replicate runs the newest one. */
  | { kind: 'model'; path: string }
  /** The path for a model that Replicate does not maintain. It is the same for all models; the body of the request names the version. */
  | { kind: 'version'; path: '/predictions'; version: string }
  | { kind: 'deployment'; path: string }

const VERSION = /^[0-9a-f]{64}$/

/**
 * Returns the path to call for a model. `providerModel` is `owner/name`, `owner/name:version`, a version alone, or
 * `deployments/owner/name`.
 */
export function addressOf(providerModel: string): Address {
  const deployment = /^deployments\/([^/]+\/[^/]+)$/.exec(providerModel)?.[1]
  if (deployment !== undefined) return { kind: 'deployment', path: `/deployments/${deployment}/predictions` }
  if (VERSION.test(providerModel) || providerModel.includes(':')) return { kind: 'version', path: '/predictions', version: providerModel }
  return { kind: 'model', path: `/models/${providerModel}/predictions` }
}

export function carriedBy(providerModel: string, operation: Operation): Carried | NotCarried {
  const family = familyOf(providerModel)
  if (operation === 'describe') return { why: 'no text is read out of Replicate’s answers; leave this out' }
  if (!family.operations.includes(operation)) {
    if (family === usual) return { why: 'no mask is sent to this model of Replicate; leave this out' }
    return { why: `this model of Replicate does ${family.operations.join(', ')}; leave this out` }
  }
  const generates = operation === 'generate'
  return {
    ...NOTHING,
    prompt: true,
    parameters: family.parameters,
    // For an edit by a model of the family `usual`, a caller can set a size in pixels, but no aspect ratio. Without a size, the adapter
    // sends `aspect_ratio: match_input_image`, so that the result keeps the ratio of the input.
    size: generates || family !== usual ? family.size : ['pixels'],
    many: family.many,
    format: true,
    inputs: generates || family.pictures === null ? { max: 0, roles: [] } : inputsOf(family),
    mask: family.mask === true,
  }
}

function inputsOf({ most }: Family): Carried['inputs'] {
  return { max: most, roles: most > 1 ? ['image', 'reference'] : ['image'] }
}
