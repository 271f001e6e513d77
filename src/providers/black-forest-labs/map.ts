// Maps a planned request to the fields of a model. Pure: pictures are passed in as URLs or base64.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { expansionOf } from '../reframe.ts'
import { safetyFields } from '../safety.ts'
import { familyOf, MOST_EXPANSION, safety } from './models.ts'

/**
 * The fields for further input pictures. Callers may not set them in `provider_options`: every input is billed by its size, but the quote
 * covers only the pictures in the request's `inputs`.
 */
const FURTHER_INPUTS = Array.from({ length: 15 }, (_, index) => `input_image_${index + 2}`)
const RESERVED = [
  'width',
  'height',
  'aspect_ratio',
  'resolution',
  'webhook_url',
  'webhook_secret',
  'image',
  'images',
  'mask',
  'image_prompt',
  'input_image',
  'input_image_blob_path',
  ...FURTHER_INPUTS,
]
/** The highest `safety_tolerance` that FLUX 3 accepts. The older models accept higher values. */
const MOST_TOLERANCE_OF_3 = 4

export interface Callback {
  url: string
  secret: string
}

/** The parts of a call that are known before its pictures are read. */
export interface Known {
  request: PlannedRequest
  inputs: readonly InputImage[]
}

/** Whether the pictures must be sent as base64 inside the call, because the model accepts no URLs for them. */
export const takesBase64Alone = ({ operation, model }: PlannedRequest) =>
  operation === 'inpaint' || ['ultra', 'expand'].includes(familyOf(model.providerModel))

/** Returns the fields of a call. `mask` is sent unchanged, because white marks the area to edit, here and at Black Forest Labs. */
export function mapFields(
  { request, inputs }: Known,
  pictures: readonly string[],
  mask: string | null,
  callback: Callback | null,
): JsonObject {
  const own: Record<string, Json> =
    familyOf(request.model.providerModel) === 'flux3'
      ? flux3Fields(request, pictures)
      : { ...commonFields(request, callback), ...pictureFields({ request, inputs }, pictures, mask) }
  return withOptions(own, request.providerOptions, RESERVED)
}

/** Returns the fields for FLUX 3, which refuses unknown fields and has no fields for seed, format and callbacks. */
function flux3Fields(request: PlannedRequest, pictures: readonly string[]): Record<string, Json> {
  const { safety_tolerance: tolerance = null } = safetyFields(safety, request.safety)
  return {
    prompt: request.prompt,
    images: pictures.length === 0 ? null : [...pictures],
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    safety_tolerance: typeof tolerance === 'number' ? Math.min(tolerance, MOST_TOLERANCE_OF_3) : null,
  }
}

function commonFields(request: PlannedRequest, callback: Callback | null): Record<string, Json> {
  return {
    prompt: request.prompt,
    seed: request.seed,
    guidance: request.guidance,
    steps: request.steps,
    prompt_upsampling: request.enhancePrompt,
    ...safetyFields(safety, request.safety),
    output_format: request.format,
    webhook_url: callback?.url ?? null,
    webhook_secret: callback?.secret ?? null,
  }
}

function pictureFields({ request, inputs }: Known, pictures: readonly string[], mask: string | null): Record<string, Json> {
  const [first = null] = pictures
  switch (familyOf(request.model.providerModel)) {
    case 'expand': {
      const { up, down, left, right } = expansionOf(request, inputs, MOST_EXPANSION)
      return { image: first, top: up, bottom: down, left, right }
    }
    case 'ultra':
      // For `image_prompt_strength`, 1 means to follow the picture and 0 to follow the prompt. This is the opposite of `strength`.
      return {
        aspect_ratio: request.aspectRatio,
        image_prompt: first,
        image_prompt_strength: request.strength === null ? null : Math.round((1 - request.strength) * 1000) / 1000,
      }
    case 'kontext':
      return { aspect_ratio: request.aspectRatio, ...numbered(pictures) }
    default:
      if (request.operation === 'inpaint') return { image: first, mask }
      return { width: request.width, height: request.height, ...numbered(pictures) }
  }
}

function numbered(pictures: readonly string[]): Record<string, Json> {
  return Object.fromEntries(pictures.map((picture, index) => [index === 0 ? 'input_image' : `input_image_${index + 1}`, picture]))
}
