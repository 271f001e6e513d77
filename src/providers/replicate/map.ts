// Maps a planned request to the body of a prediction. Pure: URLs of pictures are passed in; the picture to edit comes first.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { addressOf, type Family, familyOf } from './families.ts'
import { safety } from './models.ts'

const RESERVED = [
  'num_outputs',
  'max_images',
  'width',
  'height',
  'aspect_ratio',
  'resolution',
  'size',
  'image',
  'image_input',
  'input_image',
  'input_images',
  'mask',
  'megapixels',
  'webhook',
  'stream',
  ...Object.keys(safety),
]

/** Returns the body of a prediction. `mask` needs no conversion: white = edit, here and at Replicate. */
export function mapPrediction(
  request: PlannedRequest,
  pictures: readonly string[],
  mask: string | null,
  callbackUrl: string | null,
): JsonObject {
  const family = familyOf(request.model.providerModel)
  const many = request.model.capabilities.maxImages > 1
  const settings = Object.entries(safetyFields(safety, request.safety)).filter(([name]) => family.safety.includes(name))
  const input = withOptions(
    {
      prompt: request.prompt,
      ...pictureFields(family, pictures),
      mask,
      ...sizeFields(family, request, pictures.length > 0),
      num_outputs: many ? request.n : null,
      seed: request.seed,
      guidance: request.guidance,
      [family.mask === true ? 'steps' : 'num_inference_steps']: request.steps,
      output_format: request.format === 'jpeg' ? 'jpg' : request.format,
      output_quality: request.compression,
      prompt_upsampling: request.enhancePrompt,
      ...Object.fromEntries(settings),
    },
    request.providerOptions,
    RESERVED,
  )
  const address = addressOf(request.model.providerModel)
  return {
    ...(address.kind === 'version' ? { version: address.version } : {}),
    input,
    ...(callbackUrl === null ? {} : { webhook: callbackUrl, webhook_events_filter: ['completed'] }),
  }
}

function pictureFields({ pictures: member }: Family, pictures: readonly string[]): Record<string, Json> {
  if (member === null || pictures.length === 0) return {}
  return { [member.name]: member.list ? [...pictures] : pictures[0]! }
}

function sizeFields({ size }: Family, request: PlannedRequest, edits: boolean): Record<string, Json> {
  if (size.length === 0) return {}
  const sized = request.width !== null && request.height !== null && size.includes('pixels')
  return {
    aspect_ratio: sized ? 'custom' : (request.aspectRatio ?? (edits ? 'match_input_image' : null)),
    width: sized ? request.width : null,
    height: sized ? request.height : null,
    resolution: request.resolution,
  }
}
