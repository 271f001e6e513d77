// The fields of fal's endpoints, from fal's own client (@fal-ai/client 1.10.1, `endpoints.d.ts`). Each endpoint publishes a schema; a
// family is a set of endpoints with equal schemas. `ROWS` finds the family by a pattern for the model's path, also for a model that an
// instance adds.
import type { Carried, NotCarried, Operation, Parameter } from '../provider.ts'
import { NOTHING } from '../carried.ts'

export interface Family {
  /** For each supported operation, the suffix that is added to the path of the model. */
  does: Partial<Record<Operation, string>>
  /** The suffix that is added instead of the suffix in `does` if a call has more than one input picture. */
  several?: string
  /** The field for the size. `pixels`: `image_size` with width and height. `ratio`: `aspect_ratio`. null: the size cannot be set. */
  size: 'pixels' | 'ratio' | null
  resolution?: true
  pictures: 'image_url' | 'image_urls' | null
  /** The maximum number of input pictures in one call. */
  most: number
  mask?: true
  prompt: boolean
  parameters: readonly Parameter[]
  many: boolean
  format: boolean
  safety: readonly string[]
}

const CHECKER = ['enable_safety_checker']
const TOLERANCE = ['safety_tolerance']

/** The fields of FLUX.1, fal's first model. They are also used for a model whose path matches no entry of `ROWS`. */
const usual: Family = {
  does: { generate: '', edit: '', remix: '', reframe: '', upscale: '', replace_background: '', remove_background: '' },
  size: 'pixels',
  pictures: 'image_url',
  most: 1,
  prompt: true,
  parameters: ['seed', 'steps', 'guidance'],
  many: true,
  format: true,
  safety: [...CHECKER, ...TOLERANCE],
}
const nanoBanana: Family = {
  ...usual,
  does: { generate: '', edit: '/edit' },
  size: 'ratio',
  pictures: 'image_urls',
  most: 14,
  parameters: ['seed'],
  safety: TOLERANCE,
}
const flux2: Family = {
  ...usual,
  does: { generate: '', edit: '/edit' },
  pictures: 'image_urls',
  most: 8,
  parameters: ['seed'],
  many: false,
}

const ROWS: readonly (readonly [pattern: RegExp, family: Family])[] = [
  [/nano-banana-(?:pro|2)\b/, { ...nanoBanana, resolution: true }],
  [/nano-banana|gemini-25-flash-image/, { ...nanoBanana, most: 3 }],
  [/flux-2-flex/, { ...flux2, parameters: ['seed', 'steps', 'guidance'] }],
  [/flux-2-(?:pro|max)/, flux2],
  [/flux-2(?:\/|$)/, { ...flux2, most: 4, parameters: ['seed', 'steps', 'guidance'], many: true, safety: CHECKER }],
  [
    /flux-pro\/kontext/,
    {
      ...usual,
      does: { generate: '/text-to-image', edit: '', remix: '' },
      several: '/multi',
      size: 'ratio',
      most: 4,
      parameters: ['seed', 'guidance', 'enhance_prompt'],
      safety: TOLERANCE,
    },
  ],
  [
    /flux-pro\/v1\.1-ultra/,
    {
      ...usual,
      does: { generate: '', remix: '' },
      size: 'ratio',
      parameters: ['seed', 'enhance_prompt', 'strength'],
      safety: TOLERANCE,
    },
  ],
  [/flux-pro\/v1\.1/, { ...usual, does: { generate: '' }, parameters: ['seed', 'enhance_prompt'], safety: TOLERANCE }],
  [
    /flux-pro\/v1\/fill/,
    { ...usual, does: { inpaint: '' }, size: null, mask: true, parameters: ['seed', 'enhance_prompt'], safety: TOLERANCE },
  ],
  [
    /bytedance\/seedream\/v4/,
    { ...flux2, does: { generate: '/text-to-image', edit: '/edit' }, most: 10, many: true, format: false, safety: CHECKER },
  ],
  [
    /qwen-image-edit\/inpaint/,
    {
      ...usual,
      does: { inpaint: '' },
      size: null,
      mask: true,
      parameters: ['seed', 'steps', 'guidance', 'negative_prompt', 'strength'],
      safety: CHECKER,
    },
  ],
  [/qwen-image-edit/, { ...usual, does: { edit: '' }, parameters: ['seed', 'steps', 'guidance', 'negative_prompt'], safety: CHECKER }],
  [/qwen-image/, { ...usual, does: { generate: '' }, parameters: ['seed', 'steps', 'guidance', 'negative_prompt'], safety: CHECKER }],
  [
    /background\/remove|rembg|birefnet/,
    { ...usual, does: { remove_background: '' }, size: null, prompt: false, parameters: [], many: false, format: false, safety: [] },
  ],
]

export function familyOf(providerModel: string): Family {
  return ROWS.find(([pattern]) => pattern.test(providerModel))?.[1] ?? usual
}

/**
 * Returns the path of a call: the path of the model with the suffix for the operation. If the model's path already ends with the suffix,
 * which is possible for a model that an instance adds, nothing is appended.
 */
export function pathOf(providerModel: string, operation: Operation, pictures: number): string {
  const family = familyOf(providerModel)
  const suffix = (pictures > 1 ? family.several : undefined) ?? family.does[operation] ?? ''
  return providerModel.endsWith(suffix) ? providerModel : `${providerModel}${suffix}`
}

/** Returns the fields and values that can be sent to a model for an operation. They depend on the family of the model. */
export function carriedBy(providerModel: string, operation: Operation): Carried | NotCarried {
  const family = familyOf(providerModel)
  if (operation === 'describe') return { why: 'no text is read out of fal’s answers; leave this out' }
  if (family.does[operation] === undefined) {
    if (family === usual) return { why: 'no mask is sent to this model of fal; leave this out' }
    return { why: `this model of fal does ${Object.keys(family.does).join(', ')}; leave this out` }
  }
  const inputs: Carried['inputs'] =
    operation === 'generate' || family.pictures === null
      ? { max: 0, roles: [] }
      : { max: family.most, roles: family.most > 1 ? ['image', 'reference'] : ['image'] }
  if (operation === 'remove_background') return { ...NOTHING, inputs }
  const parameters = operation === 'generate' ? family.parameters.filter((name) => name !== 'strength') : family.parameters
  return {
    ...NOTHING,
    prompt: family.prompt,
    parameters,
    size: family.size === null ? [] : [family.size, ...(family.resolution ? (['resolution'] as const) : [])],
    many: family.many,
    format: family.format,
    inputs,
    mask: family.mask === true,
  }
}
