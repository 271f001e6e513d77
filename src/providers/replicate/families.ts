// The inputs of Replicate's models. Each model publishes a schema of its own; a family is a set of models whose schemas agree. A row's pattern is
// also tried on models that an instance adds by their name.
import { NOTHING } from '../carried.ts'
import type { Carried, NotCarried, Operation, Parameter } from '../provider.ts'

export interface Family {
  operations: readonly Operation[]
  /** The member for input pictures, and whether it is a list. */
  pictures: { name: string; list: boolean } | null
  /** The most pictures of one call. */
  most: number
  mask?: true
  /** `custom` with width and height, a ratio, or both; a model without a size keeps that of its input. */
  size: readonly ('pixels' | 'ratio' | 'resolution')[]
  parameters: readonly Parameter[]
  many: boolean
  /** The safety settings that it has. */
  safety: readonly string[]
}

const EDITS: readonly Operation[] = ['edit', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background']

/** FLUX.1, with which Replicate began; also what is sent to a model that no row knows. */
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

/** By the model's own name, whether it is called by that, by a version, or as a deployment. */
export function familyOf(providerModel: string): Family {
  return ROWS.find(([pattern]) => pattern.test(providerModel))?.[1] ?? usual
}

export type Address =
  /** Replicate's own models run their newest version. */
  | { kind: 'model'; path: string }
  /** A fixed version, which is named in the body. */
  | { kind: 'version'; path: '/predictions'; version: string }
  | { kind: 'deployment'; path: string }

const VERSION = /^[0-9a-f]{64}$/

/** `owner/name`, `owner/name:version`, a version alone, or `deployments/owner/name`. */
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
    // Without pixels a model of the usual family gets the instruction to match the input's size.
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
