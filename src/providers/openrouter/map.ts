// Maps a planned request to the fields of OpenRouter's Image API. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'

const RESERVED = ['n', 'stream', 'size', 'input_references']

export function imageFields(request: PlannedRequest, pictures: readonly string[]): JsonObject {
  const own: Record<string, Json> = {
    model: request.model.providerModel,
    prompt: request.prompt,
    // `n` is left out for models that make only one picture, because they refuse it.
    n: request.model.capabilities.maxImages > 1 ? request.n : null,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    size: request.aspectRatio === null && request.width !== null ? `${request.width}x${request.height}` : null,
    quality: request.quality,
    background: request.background,
    output_format: request.format,
    output_compression: request.compression,
    seed: request.seed,
    input_references: pictures.length === 0 ? null : pictures.map((url) => ({ type: 'image_url', image_url: { url } })),
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
