// Maps a planned request to xAI's fields. Pure: it receives pictures as URLs and loads none.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'

const RESERVED = ['image', 'images', 'mask', 'stream', 'response_format']

export function imageFields(request: PlannedRequest, pictures: readonly string[]): JsonObject {
  const sources: Json[] = pictures.map((url) => ({ type: 'image_url', url }))
  const own: Record<string, Json> = {
    model: request.model.providerModel,
    prompt: request.prompt,
    n: request.n,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    quality: request.quality,
    response_format: 'b64_json',
    image: sources.length === 1 ? sources[0]! : null,
    images: sources.length > 1 ? sources : null,
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
