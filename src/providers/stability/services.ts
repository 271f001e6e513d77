// Stability's services as data: their paths and the names of their fields. Amazon Bedrock has most of these services, and their fields
// have the same names there.
import type { Json, JsonObject } from '../../shared/json.ts'
import { NOTHING } from '../carried.ts'
import { withOptions } from '../options.ts'
import { type Carried, type InputImage, type NotCarried, type Operation, type PlannedRequest, ProviderFailure } from '../provider.ts'
import { expansionOf } from '../reframe.ts'

export interface Service {
  /** The path below /v2beta/stable-image. */
  path: string
  operations: readonly Operation[]
  /** The field for the picture; absent if the service takes none. */
  image?: string
  /** The field for the prompt; absent if the service takes none. */
  prompt?: string
  /** The prompt that is sent if the service requires one and the request has none. */
  standardPrompt?: string
  /** The field for `strength`: its name, and the values that are sent for our strengths 0 (`from`) and 1 (`to`). */
  strength?: { name: string; from: number; to: number }
  /** The strength that is sent if the service requires one and the request has none. */
  standardStrength?: number
  negative?: true
  seed?: true
  style?: true
  guidance?: true
  mask?: true
  /** Whether the service takes an aspect ratio if no input picture is sent. */
  ratio?: true
  /** Whether the service takes the number of pixels to add on each side. */
  expands?: true
  /** Whether the service responds with an id to poll. */
  asynchronous?: true
  /** Required fields that our contract does not have; the caller sets them in `provider_options`. */
  needs?: readonly string[]
  /** Whether the service requires the field `mode`. Its value is `image-to-image` if a picture is sent, otherwise `text-to-image`. */
  mode?: true
  /** Fields that are always sent. */
  always?: JsonObject
}

const words = { prompt: 'prompt', negative: true, seed: true } as const
const edit = { ...words, operations: ['edit'], image: 'image', style: true } as const
const sd3 = (model: string): Service => ({
  path: '/generate/sd3',
  operations: ['generate', 'remix'],
  ...words,
  image: 'image',
  ratio: true,
  style: true,
  strength: { name: 'strength', from: 0, to: 1 },
  standardStrength: 0.7,
  mode: true,
  always: { model },
})
/**
 * Returns the properties that are the same for all services of `/control`. Each of these services takes a number that says how strongly
 * the input must show in the result. This is the opposite of our `strength`, so our 0 is sent as 1, and our 1 as 0.
 * @param name the name of the field for this number.
 */
const control = (name: string): Pick<Service, 'operations' | 'image' | 'strength'> => ({
  operations: ['remix'],
  image: 'image',
  strength: { name, from: 1, to: 0 },
})
const SAME_PICTURE = 'the same picture, sharp and in detail'

/** All services. The key is the `providerModel` of a model in our catalogue. */
export const SERVICES: Record<string, Service> = {
  ultra: {
    path: '/generate/ultra',
    operations: ['generate', 'remix'],
    ...words,
    image: 'image',
    ratio: true,
    style: true,
    strength: { name: 'strength', from: 0, to: 1 },
    standardStrength: 0.7,
  },
  core: { path: '/generate/core', operations: ['generate'], ...words, ratio: true, style: true },
  'sd3.5-large': { ...sd3('sd3.5-large'), guidance: true },
  'sd3.5-large-turbo': sd3('sd3.5-large-turbo'),
  'sd3.5-medium': { ...sd3('sd3.5-medium'), guidance: true },
  'sd3.5-flash': sd3('sd3.5-flash'),
  inpaint: { path: '/edit/inpaint', ...edit, operations: ['inpaint'], mask: true },
  erase: { path: '/edit/erase', operations: ['inpaint'], image: 'image', seed: true, mask: true },
  outpaint: {
    path: '/edit/outpaint',
    operations: ['reframe'],
    image: 'image',
    prompt: 'prompt',
    seed: true,
    style: true,
    strength: { name: 'creativity', from: 0, to: 1 },
    expands: true,
  },
  'search-and-replace': { path: '/edit/search-and-replace', ...edit, needs: ['search_prompt'] },
  'search-and-recolor': { path: '/edit/search-and-recolor', ...edit, needs: ['select_prompt'] },
  'remove-background': { path: '/edit/remove-background', operations: ['remove_background'], image: 'image' },
  'replace-background-and-relight': {
    path: '/edit/replace-background-and-relight',
    operations: ['replace_background'],
    image: 'subject_image',
    prompt: 'background_prompt',
    negative: true,
    seed: true,
    asynchronous: true,
  },
  fast: { path: '/upscale/fast', operations: ['upscale'], image: 'image' },
  conservative: {
    path: '/upscale/conservative',
    operations: ['upscale'],
    image: 'image',
    ...words,
    standardPrompt: SAME_PICTURE,
    strength: { name: 'creativity', from: 0.2, to: 0.5 },
  },
  creative: {
    path: '/upscale/creative',
    operations: ['upscale'],
    image: 'image',
    ...words,
    style: true,
    standardPrompt: SAME_PICTURE,
    strength: { name: 'creativity', from: 0.1, to: 0.5 },
    asynchronous: true,
  },
  sketch: { path: '/control/sketch', ...words, style: true, ...control('control_strength') },
  structure: { path: '/control/structure', ...words, style: true, ...control('control_strength') },
  style: { path: '/control/style', ...words, style: true, ...control('fidelity') },
}

const MOST_PIXELS_A_SIDE = 2000
/** Throws ProviderFailure for seed 0. In our contract 0 is an ordinary seed, but Stability would replace it by a random one. */
const checkSeed = (seed: number | null) => {
  if (seed === 0)
    throw new ProviderFailure('bad_request', 'Seed 0 stands for any seed at Stability; send another one.', {
      billed: 'no',
      pointer: '/body/seed',
    })
}

export function carriedBy(service: Service | undefined, operation: Operation): Carried | NotCarried {
  if (service === undefined) return { why: 'Stability has no such service; docs/admin/providers/stability.md lists them' }
  if (!service.operations.includes(operation)) return { why: `this service does ${service.operations.join(', ')}; leave this out` }
  const generates = operation === 'generate'
  return {
    ...NOTHING,
    prompt: service.prompt !== undefined,
    parameters: [
      ...(service.negative ? (['negative_prompt'] as const) : []),
      ...(service.seed ? (['seed'] as const) : []),
      ...(service.guidance ? (['guidance'] as const) : []),
      ...(service.strength !== undefined && !generates ? (['strength'] as const) : []),
    ],
    size: (generates && service.ratio) || service.expands ? ['ratio'] : [],
    format: true,
    style: service.style === true,
    inputs: service.image === undefined || generates ? { max: 0, roles: [] } : { max: 1, roles: ['image'] },
    mask: service.mask === true,
  }
}

/** Returns the fields of a request, without its pictures. Throws ProviderFailure for values that the service would refuse. */
export function serviceFields(service: Service, request: PlannedRequest, inputs: readonly InputImage[]): JsonObject {
  checkRequest(service, request)
  const withPicture = request.operation !== 'generate'
  const own: Record<string, Json> = {
    ...service.always,
    ...promptField(service, request),
    ...only(service.negative, { negative_prompt: request.negativePrompt }),
    ...only(service.seed, { seed: request.seed }),
    ...only(service.style, { style_preset: request.style }),
    ...only(service.guidance, { cfg_scale: request.guidance }),
    ...only(service.ratio && !withPicture, { aspect_ratio: request.aspectRatio }),
    ...only(service.mode, { mode: withPicture ? 'image-to-image' : 'text-to-image' }),
    ...(withPicture ? strengthField(service, request) : {}),
    ...(service.expands ? expansionOf(request, inputs, MOST_PIXELS_A_SIDE) : {}),
    output_format: request.format,
  }
  return withOptions(own, request.providerOptions, ['mask', 'strength', 'aspect_ratio', 'mode', 'model', service.image ?? 'image'])
}

/** Returns `fields` if the service takes them (`takes`), otherwise an empty object. */
function only(takes: boolean | undefined, fields: Record<string, Json>): Record<string, Json> {
  return takes === true ? fields : {}
}

function promptField({ prompt: name, standardPrompt }: Service, { prompt }: PlannedRequest): Record<string, Json> {
  return name === undefined ? {} : { [name]: prompt === '' ? (standardPrompt ?? null) : prompt }
}

function strengthField({ strength: field, standardStrength }: Service, request: PlannedRequest): Record<string, Json> {
  if (field === undefined) return {}
  const { name, from, to } = field
  const strength = request.strength ?? standardStrength ?? null
  return { [name]: strength === null ? null : Math.round((from + strength * (to - from)) * 1000) / 1000 }
}

/** Throws ProviderFailure for values that the service would refuse. */
function checkRequest(service: Service, { model, providerOptions, guidance, seed }: PlannedRequest): void {
  for (const name of service.needs ?? []) {
    const given = providerOptions[name]
    if (typeof given === 'string' && given !== '') continue
    throw new ProviderFailure('bad_request', `${model.id} needs provider_options.${name}: what to look for in the picture.`, {
      billed: 'no',
      pointer: `/body/provider_options/${name}`,
    })
  }
  if (guidance !== null && (guidance < 1 || guidance > 10))
    throw new ProviderFailure('bad_request', 'guidance: Stability takes 1 to 10.', { billed: 'no', pointer: '/body/guidance' })
  checkSeed(seed)
}
