// Maps a planned request to Seedream's fields. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { choosesFormat } from './models.ts'

/**
 * Fields that callers may not set, because they affect the charge or the form of the answer. For example, with
 * `sequential_image_generation` one call can make several pictures, and each of them is billed.
 */
const RESERVED = [
  'n',
  'image',
  'stream',
  'response_format',
  'output_format',
  'sequential_image_generation',
  'sequential_image_generation_options',
  'layer_decomposition',
  'tools',
]

export function imageFields(request: PlannedRequest, pictures: readonly string[]): JsonObject {
  const own: Record<string, Json> = {
    model: request.model.providerModel,
    prompt: request.prompt,
    image: pictures.length === 0 ? null : pictures.length === 1 ? pictures[0]! : [...pictures],
    size: request.width === null ? null : `${request.width}x${request.height}`,
    sequential_image_generation: 'disabled',
    response_format: 'b64_json',
    output_format: choosesFormat(request.model.providerModel) ? request.format : null,
    // Seedream draws a visible watermark by default. The platform switches it off, unless the caller has set `watermark`.
    ...(Object.hasOwn(request.providerOptions, 'watermark') ? {} : { watermark: false }),
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
