// Maps a planned request to the web UI's fields. Pure: pictures are passed in as base64.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { LOADED } from './models.ts'

const RESERVED = [
  'init_images',
  'mask',
  'inpainting_mask_invert',
  'batch_size',
  'n_iter',
  'send_images',
  'save_images',
  'script_name',
  'script_args',
]
const STANDARD_STRENGTH = 0.75
const STANDARD_FACTOR = 2
const STANDARD_UPSCALER = 'R-ESRGAN 4x+'
/** The web UI requires edges that are multiples of this. */
const MULTIPLE = 8
const MOST = 2048

export interface UiCall {
  target: string
  json: JsonObject
}

export function callFor(
  request: PlannedRequest,
  input: Pick<InputImage, 'width' | 'height'> | null,
  picture: string | null,
  mask: string | null,
): UiCall {
  const { operation, providerOptions } = request
  if (operation === 'describe')
    return {
      target: '/sdapi/v1/interrogate',
      json: withOptions({ image: picture, ...standard(request, 'model', 'clip') }, providerOptions, RESERVED),
    }
  if (operation === 'upscale') {
    const own = {
      image: picture,
      ...standard(request, 'upscaling_resize', STANDARD_FACTOR),
      ...standard(request, 'upscaler_1', STANDARD_UPSCALER),
    }
    return { target: '/sdapi/v1/extra-single-image', json: withOptions(own, providerOptions, RESERVED) }
  }
  const kept = input === null ? null : fitted(input)
  const own: Record<string, Json> = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    width: request.width ?? kept?.width ?? null,
    height: request.height ?? kept?.height ?? null,
    batch_size: request.n,
    seed: request.seed,
    steps: request.steps,
    cfg_scale: request.guidance,
    send_images: true,
    save_images: false,
  }
  if (request.model.providerModel !== LOADED) own['override_settings'] = { sd_model_checkpoint: request.model.providerModel }
  if (operation === 'generate') return { target: '/sdapi/v1/txt2img', json: withOptions(own, providerOptions, RESERVED) }
  own['init_images'] = picture === null ? null : [picture]
  own['denoising_strength'] = request.strength ?? STANDARD_STRENGTH
  own['mask'] = mask
  // White marks the area to edit, in the web UI as in our masks, so the mask is not inverted.
  own['inpainting_mask_invert'] = mask === null ? null : 0
  return { target: '/sdapi/v1/img2img', json: withOptions(own, providerOptions, RESERVED) }
}

/** Returns the field `name` with its default `value`; an empty object if the caller has set the field in the provider options. */
function standard(request: PlannedRequest, name: string, value: Json): Record<string, Json> {
  return Object.hasOwn(request.providerOptions, name) ? {} : { [name]: value }
}

/** Returns the input's size as the web UI accepts it: each edge is from 64 to 2048 pixels and a multiple of 8. */
function fitted({ width, height }: Pick<InputImage, 'width' | 'height'>): { width: number; height: number } {
  const scale = Math.min(1, MOST / Math.max(width, height))
  const edge = (pixels: number) => Math.max(64, Math.round((pixels * scale) / MULTIPLE) * MULTIPLE)
  return { width: edge(width), height: edge(height) }
}
