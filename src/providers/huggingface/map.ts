// Maps a planned request to the input of Hugging Face's inference. Pure: the picture is passed in as base64.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'

export function taskFields(request: PlannedRequest, picture: string | null): JsonObject {
  const own: Record<string, Json> = {
    width: request.width,
    height: request.height,
    seed: request.seed,
    num_inference_steps: request.steps,
    guidance_scale: request.guidance,
    negative_prompt: request.negativePrompt,
  }
  // If the request has a picture, the picture is the input and the prompt is a parameter.
  if (request.operation !== 'generate') own['prompt'] = request.prompt
  const parameters = withOptions(own, request.providerOptions, ['inputs', 'model', 'num_images_per_prompt'])
  return { inputs: request.operation === 'generate' ? request.prompt : (picture ?? ''), parameters }
}
