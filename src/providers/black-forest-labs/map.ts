// Maps a planned request to the fields of a model. Pure: pictures are passed in as URLs or base64.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { safety } from './models.ts'

const RESERVED = ['width', 'height', 'webhook_url', 'webhook_secret', 'image', 'mask', 'input_image', 'input_image_blob_path']
/**
 * The fields for further input pictures. Every input is billed by its size, but the quote covers only the request's own inputs, so callers
 * may not set these.
 */
const FURTHER_INPUTS = Array.from({ length: 15 }, (_, index) => `input_image_${index + 2}`)

export interface Callback {
  url: string
  secret: string
}

/** `mask` needs no conversion: white = edit, here and at Black Forest Labs. */
export function mapFields(
  request: PlannedRequest,
  pictures: readonly string[],
  mask: string | null,
  callback: Callback | null,
): JsonObject {
  const own: Record<string, Json> = {
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
  if (request.operation === 'inpaint') Object.assign(own, { image: pictures[0] ?? null, mask })
  else {
    Object.assign(own, { width: request.width, height: request.height })
    for (const [index, picture] of pictures.entries()) own[index === 0 ? 'input_image' : `input_image_${index + 1}`] = picture
  }
  return withOptions(own, request.providerOptions, [...RESERVED, ...FURTHER_INPUTS])
}
