// Maps a planned request to Leonardo's fields. Pure.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { isPhoenix } from './models.ts'

/** Each of these fields is billed, or changes what is requested, so callers may not set them. */
const RESERVED = [
  'ultra',
  'alchemy',
  'photoReal',
  'promptMagic',
  'expandedDomain',
  'highResolution',
  'unzoom',
  'upscaleRatio',
  'canvasRequest',
  'init_image_id',
]
/** The medium contrast. It is sent if the caller sets no contrast, because the Phoenix models require one. */
const STANDARD_CONTRAST = 3.5

export function generationFields(request: PlannedRequest): JsonObject {
  const { providerModel } = request.model
  const own: Record<string, Json> = {
    modelId: providerModel,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    num_images: request.n,
    width: request.width,
    height: request.height,
    seed: request.seed,
    enhancePrompt: request.enhancePrompt,
    transparency: request.background === 'transparent' ? 'foreground_only' : null,
    // Pictures are private, unless the caller sets the provider option `public`.
    ...(Object.hasOwn(request.providerOptions, 'public') ? {} : { public: false }),
  }
  if (isPhoenix(providerModel)) {
    own['alchemy'] = request.quality === 'high'
    if (!Object.hasOwn(request.providerOptions, 'contrast')) own['contrast'] = STANDARD_CONTRAST
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
