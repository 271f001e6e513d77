// Maps a planned request to the input of a fal endpoint. Pure: URLs of pictures are passed in; the picture to edit comes first.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { familyOf } from './families.ts'
import { safety } from './models.ts'

const RESERVED = [
  'num_images',
  'max_images',
  'image_size',
  'aspect_ratio',
  'resolution',
  'image_url',
  'image_urls',
  'mask_url',
  'sync_mode',
  'fal_webhook',
  ...Object.keys(safety),
]

/** Returns the input of a call. `mask` is sent unchanged: in our masks and at fal, white marks the area to edit. */
export function mapInput(request: PlannedRequest, pictures: readonly string[], mask: string | null): JsonObject {
  const family = familyOf(request.model.providerModel)
  const shown = pictureFields(family.several !== undefined && pictures.length > 1 ? 'image_urls' : family.pictures, pictures)
  if (request.operation === 'remove_background') return withOptions(shown, request.providerOptions, RESERVED)
  const sized = request.width !== null && request.height !== null && family.size !== 'ratio'
  const settings = Object.entries(safetyFields(safety, request.safety)).filter(([name]) => family.safety.includes(name))
  const own: Record<string, Json> = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    num_images: family.many ? request.n : null,
    ...shown,
    mask_url: mask,
    image_size: sized ? { width: request.width, height: request.height } : null,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    seed: request.seed,
    num_inference_steps: request.steps,
    guidance_scale: request.guidance,
    enhance_prompt: request.enhancePrompt,
    ...strengthFields(request),
    output_format: family.format ? request.format : null,
    ...Object.fromEntries(settings),
  }
  return withOptions(own, request.providerOptions, RESERVED)
}

function pictureFields(field: 'image_url' | 'image_urls' | null, pictures: readonly string[]): Record<string, Json> {
  if (field === null || pictures.length === 0) return {}
  return field === 'image_url' ? { image_url: pictures[0]! } : { image_urls: [...pictures] }
}

/**
 * Returns the field for `strength`. For FLUX 1.1 pro ultra the scale is reversed: 1 follows the picture most closely. For the other models,
 * 1 keeps nothing of the picture.
 */
function strengthFields({ strength, model }: PlannedRequest): Record<string, Json> {
  if (strength === null) return {}
  return model.providerModel.includes('v1.1-ultra') ? { image_prompt_strength: Math.round((1 - strength) * 1000) / 1000 } : { strength }
}
