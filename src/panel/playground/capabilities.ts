// The options that the chosen models support for an operation. The form shows only these.
import type { components } from '../../../generated/generation/types.ts'
import { microsOf } from '../parts/money.ts'
import { isShutDown } from '../parts/shut-down.ts'

type Schemas = components['schemas']
export type Model = Schemas['Model']
export type Operation = Schemas['Operation']
export type GenerateRequest = Schemas['GenerateRequest']
export type Role = 'image' | 'reference' | 'style' | 'character'
export type Capabilities = Omit<Schemas['ModelCapabilities'], 'by_operation'>

export const OPERATIONS: Record<Operation, { title: string; says: string }> = {
  generate: { title: 'Generate', says: 'A picture from words alone.' },
  edit: { title: 'Edit', says: 'Change a picture as the words say.' },
  inpaint: { title: 'Inpaint', says: 'Change what you paint over.' },
  remix: { title: 'Remix', says: 'A new picture in the manner of another.' },
  reframe: { title: 'Reframe', says: 'Extend a picture to another shape.' },
  upscale: { title: 'Upscale', says: 'The same picture with more pixels.' },
  remove_background: { title: 'Remove background', says: 'Keep what is in front.' },
  replace_background: { title: 'Replace background', says: 'Put what is in front somewhere else.' },
  describe: { title: 'Describe', says: 'Words about a picture.' },
}
const NEEDS_PROMPT = new Set<Operation>(['generate', 'edit', 'inpaint', 'remix', 'replace_background'])

/** Returns the options of a model for one operation; null if the model does not support it. */
export function capabilitiesFor(model: Model, operation: Operation): Capabilities | null {
  const { by_operation: byOperation, ...common } = model.capabilities
  return common.operations.includes(operation) ? { ...common, ...byOperation?.[operation] } : null
}

/** Returns the model that has this name in the instance: its id, or an alias that points to it now. */
export const modelNamed = (models: Model[], name: string): Model | undefined =>
  models.find(({ id }) => id === name) ?? models.find(({ aliases }) => aliases.includes(name))

/** Returns whether a model can be used for an operation now. */
export const isUsable = (model: Model, operation: Operation): boolean =>
  capabilitiesFor(model, operation) !== null && model.ready && !isShutDown(model.shutdown_date)

/** The form for one or several models: each field that at least one of them supports, with its possible values. */
export interface FormShape {
  prompt: { longest: number; needed: boolean } | null
  inputs: { max: number; roles: Role[]; weights: Role[]; formats: string[]; needed: boolean } | null
  mask: { needed: boolean } | null
  /**
   * The rule for sizes. For one model, it is the model's own rule. For several models that all take the size from the input, it is
   * `input`. For other sets of models, it is `shapes`: the user chooses only an aspect ratio, and each model uses its closest size.
   */
  size: Schemas['SizeRule'] | { kind: 'shapes' }
  maxImages: number
  qualities: string[]
  styles: string[]
  backgrounds: string[]
  formats: string[]
  parameters: Set<string>
  previews: boolean
}

export function formShape(all: Capabilities[], operation: Operation): FormShape | null {
  const [first] = all
  if (first === undefined) return null
  const union = <Value>(pick: (each: Capabilities) => readonly Value[]): Value[] => [...new Set(all.flatMap((each) => [...pick(each)]))]
  const longest = Math.max(...all.map((each) => each.max_prompt_length))
  const roles = union((each) => each.inputs.roles)
  const maxInputs = Math.max(...all.map((each) => each.inputs.max))
  return {
    prompt: longest === 0 ? null : { longest, needed: NEEDS_PROMPT.has(operation) },
    inputs:
      maxInputs === 0 || roles.length === 0
        ? null
        : {
            max: maxInputs,
            roles,
            weights: union((each) => each.inputs.weights ?? []),
            formats: union((each) => each.inputs.formats),
            needed: operation !== 'generate',
          },
    mask: all.some((each) => each.mask) ? { needed: operation === 'inpaint' } : null,
    size: all.length === 1 ? first.size : all.every((each) => each.size.kind === 'input') ? { kind: 'input' } : { kind: 'shapes' },
    maxImages: Math.max(...all.map((each) => each.max_images)),
    qualities: union((each) => each.qualities),
    styles: union((each) => each.styles),
    backgrounds: union((each) => each.backgrounds),
    formats: union((each) => each.formats),
    parameters: new Set(union((each) => each.parameters)),
    previews: all.some((each) => each.partial_images),
  }
}

export interface InputPicture {
  assetId: string
  url: string
  width: number
  height: number
  role: Role
  weight: number | null
}

/** The values in the form. An empty text leaves the field out of the request. */
export interface Draft {
  operation: Operation
  prompt: string
  negativePrompt: string
  inputs: InputPicture[]
  mask: { assetId: string; url: string } | null
  size: string
  aspectRatio: string
  resolution: string
  n: number
  quality: string
  style: string
  background: string
  format: string
  compression: string
  seed: string
  strength: string
  guidance: string
  steps: string
  enhancePrompt: boolean
  previews: boolean
  adapt: boolean
  maxCost: string
}

export const emptyDraft = (operation: Operation): Draft => ({
  operation,
  prompt: '',
  negativePrompt: '',
  inputs: [],
  mask: null,
  size: '',
  aspectRatio: '',
  resolution: '',
  n: 1,
  quality: '',
  style: '',
  background: '',
  format: '',
  compression: '',
  seed: '',
  strength: '',
  guidance: '',
  steps: '',
  enhancePrompt: false,
  previews: true,
  adapt: false,
  maxCost: '',
})

const number = (text: string): number | undefined => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text))
const among = (text: string, allowed: readonly string[]): string | undefined => (allowed.includes(text) ? text : undefined)

/**
 * Returns the request for one model, with the fields of the draft that this model supports; null if the model does not support the
 * operation. `isAlone` is false if several models are chosen. Because these models make different sizes, the request then has no `size` and
 * no `resolution`, but it may have an aspect ratio.
 */
export function requestFor(model: Model, draft: Draft, isAlone: boolean): GenerateRequest | null {
  const can = capabilitiesFor(model, draft.operation)
  if (can === null) return null
  const takes = (parameter: Capabilities['parameters'][number]) => can.parameters.includes(parameter)
  const roles = new Set<string>(can.inputs.roles)
  const inputs = draft.inputs
    .filter(({ role }) => roles.has(role))
    .map(({ assetId, role, weight }) => ({
      asset_id: assetId,
      ...(role === 'image' ? {} : { role }),
      ...(weight !== null && (can.inputs.weights as string[] | undefined)?.includes(role) === true ? { weight } : {}),
    }))
  const output = {
    format: among(draft.format, can.formats),
    background: among(draft.background, can.backgrounds),
    compression: takes('compression') && draft.format !== 'png' ? number(draft.compression) : undefined,
  }
  const maxCost = number(draft.maxCost)
  const request = {
    operation: draft.operation === 'generate' ? undefined : draft.operation,
    model: model.id,
    prompt: can.max_prompt_length > 0 && draft.prompt.trim() !== '' ? draft.prompt : undefined,
    negative_prompt: takes('negative_prompt') && draft.negativePrompt.trim() !== '' ? draft.negativePrompt : undefined,
    n: draft.n === 1 ? undefined : Math.min(draft.n, can.max_images),
    ...sizeFor(can, draft, isAlone),
    quality: among(draft.quality, can.qualities),
    style: among(draft.style, can.styles),
    output: Object.values(output).some((value) => value !== undefined) ? output : undefined,
    inputs: inputs.length > 0 ? inputs : undefined,
    mask: can.mask && draft.mask !== null ? { asset_id: draft.mask.assetId } : undefined,
    seed: takes('seed') ? number(draft.seed) : undefined,
    strength: takes('strength') ? number(draft.strength) : undefined,
    guidance: takes('guidance') ? number(draft.guidance) : undefined,
    steps: takes('steps') ? number(draft.steps) : undefined,
    enhance_prompt: takes('enhance_prompt') && draft.enhancePrompt ? true : undefined,
    partial_images: can.partial_images && draft.previews ? 2 : undefined,
    on_unsupported: draft.adapt ? 'adapt' : undefined,
    max_cost_micros: maxCost === undefined ? undefined : microsOf(maxCost),
  }
  return JSON.parse(JSON.stringify(request)) as GenerateRequest
}

function sizeFor(can: Capabilities, draft: Draft, isAlone: boolean): Pick<GenerateRequest, 'size' | 'aspect_ratio' | 'resolution'> {
  if (can.size.kind === 'input') return {}
  const shape = draft.aspectRatio === '' ? {} : { aspect_ratio: draft.aspectRatio }
  if (!isAlone) return shape
  if (can.size.kind === 'ratio') return { ...shape, ...(draft.resolution === '' ? {} : { resolution: draft.resolution }) }
  return draft.size === '' ? shape : { size: draft.size }
}

/** Returns what is wrong with the size in pixels; null if nothing is, or if no size is typed. */
export function sizeFault({ size, adapt }: Draft, shape: FormShape): string | null {
  if (shape.size.kind !== 'free' || size === '') return null
  const { multiple_of: multiple, min_edge: least, max_edge: most } = shape.size
  if (!/^\d+x\d+$/.test(size)) return 'Write width x height, for example 1024x1024.'
  const isTaken = size.split('x').every((edge) => Number(edge) >= least && Number(edge) <= most && Number(edge) % multiple === 0)
  return isTaken || adapt ? null : `Each edge: a multiple of ${multiple}, from ${least} to ${most}.`
}

/** Returns a message about a field that must be filled or corrected before a quote; null if there is no such field. */
export function missing(draft: Draft, shape: FormShape): string | null {
  if (shape.inputs?.needed === true && !draft.inputs.some(({ role }) => role === 'image')) return 'Add a picture to work on.'
  if (shape.mask?.needed === true && draft.mask === null) return 'Paint over what is to change.'
  if (shape.prompt?.needed === true && draft.prompt.trim() === '') return 'Say what to make.'
  if (sizeFault(draft, shape) !== null) return 'Correct the size in pixels.'
  return null
}
