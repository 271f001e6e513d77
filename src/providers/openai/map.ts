// Maps a planned request to OpenAI's fields. Pure.
import type { JsonObject } from '../../shared/json.ts'
import { type MultipartPart, filePart } from '../multipart.ts'
import { fileNameOf, formFields, withOptions } from '../options.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { safety } from './models.ts'

/** Fields that affect the price or the form of the answer, so callers may not set them. */
const RESERVED = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'stream',
  'partial_images',
  'response_format',
  'image',
  'image[]',
  'images',
  'mask',
]

/**
 * Returns the moderation setting of the instance's content policy, or no field if the policy does not set the moderation. A caller may set
 * the moderation only if the content policy does not.
 */
function moderationFields(request: PlannedRequest): JsonObject {
  return Object.fromEntries(Object.entries(safetyFields(safety, request.safety)).filter(([, value]) => value !== null))
}

function commonFields(request: PlannedRequest): JsonObject {
  return {
    model: request.model.providerModel,
    prompt: request.prompt,
    n: request.n,
    size: request.width === null || request.height === null ? 'auto' : `${request.width}x${request.height}`,
    quality: request.quality,
    style: request.style,
    background: request.background,
    output_format: request.format,
    // A PNG has no compression setting.
    output_compression: request.format === 'png' ? null : request.compression,
    stream: request.partialImages > 0 ? true : null,
    partial_images: request.partialImages > 0 ? Math.min(request.partialImages, 3) : null,
  }
}

/** Returns the fields of POST /images/generations. */
export function generationFields(request: PlannedRequest): JsonObject {
  return withOptions({ ...commonFields(request), ...moderationFields(request) }, request.providerOptions, RESERVED)
}

/** Whether the request goes to POST /images/generations, which accepts no pictures. */
export function isGeneration(request: PlannedRequest, inputs: readonly InputImage[]): boolean {
  return request.operation === 'generate' && inputs.length === 0
}

/**
 * Whether the instance's content policy sets the moderation. If so, an edit is sent as JSON, because a form has no field for the
 * moderation.
 */
export function isModerated(request: PlannedRequest): boolean {
  return Object.keys(moderationFields(request)).length > 0
}

/** Returns the fields of POST /images/edits as a form, without the pictures. */
export function editFields(request: PlannedRequest): JsonObject {
  // If the content policy sets `moderation`, an edit is sent as JSON (see `isModerated`), and `editJson` refuses this field from callers.
  // The refusal here is only a second safeguard.
  return withOptions(commonFields(request), request.providerOptions, [...RESERVED, ...Object.keys(moderationFields(request))])
}

/** Returns the body of POST /images/edits as JSON, with the pictures as URLs. `mask` is in OpenAI's polarity: transparent = edit. */
export function editJson(request: PlannedRequest, pictures: readonly string[], mask: string | null): JsonObject {
  const own = { ...commonFields(request), ...moderationFields(request) }
  return {
    ...withOptions(own, request.providerOptions, RESERVED),
    images: pictures.map((url) => ({ image_url: url })),
    ...(mask === null ? {} : { mask: { image_url: mask } }),
  }
}

/** Returns the inputs with those to edit (role `image`) before all others, because OpenAI applies the mask to the first picture. */
export function editedFirst(inputs: readonly InputImage[]): InputImage[] {
  return inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image'))
}

/** Returns the parts of POST /images/edits as a form. `mask` is in OpenAI's polarity: transparent = edit. */
export function editParts(request: PlannedRequest, inputs: readonly InputImage[], mask: Uint8Array<ArrayBuffer> | null): MultipartPart[] {
  const fields = formFields(editFields(request))
  const files = editedFirst(inputs).map((input, index): MultipartPart => {
    return {
      name: 'image[]',
      fileName: fileNameOf(input, `image-${index}`),
      contentType: input.contentType,
      sizeBytes: input.sizeBytes,
      open: () => input.open(),
    }
  })
  return [...fields, ...files, ...(mask === null ? [] : [filePart('mask', 'mask.png', 'image/png', mask)])]
}
