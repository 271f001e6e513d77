// Maps a planned request to a fal model's input. Pure: the URLs of inputs are passed in.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { safety } from './models.ts'

const RESERVED = ['num_images', 'image_size', 'image_url', 'image_urls', 'sync_mode', 'fal_webhook', ...Object.keys(safety)]

export function mapInput(request: PlannedRequest, inputAddress: string | null): JsonObject {
  const own: Record<string, Json> =
    request.operation === 'remove_background'
      ? { image_url: inputAddress }
      : {
          prompt: request.prompt,
          num_images: request.n,
          image_url: inputAddress,
          image_size: request.width === null || request.height === null ? null : { width: request.width, height: request.height },
          seed: request.seed,
          num_inference_steps: request.steps,
          guidance_scale: request.guidance,
          output_format: request.format,
          ...safetyFields(safety, request.safety),
        }
  return withOptions(own, request.providerOptions, RESERVED)
}
