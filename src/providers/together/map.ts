// Maps a planned request to Together's fields. Pure: it receives pictures as URLs and loads none.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { familyOf } from './models.ts'

const RESERVED = ['image_url', 'reference_images', 'frame_images', 'response_format', 'steps']
/** The default number of steps of FLUX.1 schnell, which is billed by the step. */
const SCHNELL_STEPS = 4

export function imageFields(request: PlannedRequest, pictures: readonly string[]): JsonObject {
  const { providerModel } = request.model
  const { sources } = familyOf(providerModel)
  const own: Record<string, Json> = {
    model: providerModel,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    width: request.width,
    height: request.height,
    n: request.n,
    seed: request.seed,
    steps: request.steps ?? (/schnell/i.test(providerModel) ? SCHNELL_STEPS : null),
    guidance_scale: request.guidance,
    output_format: request.format,
    response_format: 'base64',
    image_url: sources === 'one' ? (pictures[0] ?? null) : null,
    reference_images: sources === 'several' && pictures.length > 0 ? [...pictures] : null,
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
