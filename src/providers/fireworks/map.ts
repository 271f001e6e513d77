// Maps a planned request to Fireworks' fields. Pure: the picture is passed in as a URL.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { isKontext } from './models.ts'

/** Fields that callers may not set, for example the number of steps, because each step is billed. */
const RESERVED = ['num_inference_steps', 'input_image', 'webhook_url', 'webhook_secret', 'samples']
const STEPS: readonly [RegExp, number][] = [
  [/schnell/, 4],
  [/./, 28],
]

export function workflowFields(request: PlannedRequest, picture: string | null): JsonObject {
  const { providerModel } = request.model
  const own: Record<string, Json> = { prompt: request.prompt, aspect_ratio: request.aspectRatio, seed: request.seed }
  if (isKontext(providerModel))
    Object.assign(own, { input_image: picture, output_format: request.format, prompt_upsampling: request.enhancePrompt })
  else
    Object.assign(own, {
      guidance_scale: request.guidance,
      num_inference_steps: STEPS.find(([pattern]) => pattern.test(providerModel))![1],
    })
  return withOptions(own, request.providerOptions, RESERVED)
}
