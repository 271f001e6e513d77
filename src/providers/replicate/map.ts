// Maps a planned request to the body of a prediction. Pure: the input's URL is passed in.
import type { JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { safetyFields } from '../safety.ts'
import { safety } from './models.ts'

const RESERVED = ['num_outputs', 'width', 'height', 'aspect_ratio', 'input_image', 'megapixels', 'webhook', 'stream']

export function mapPrediction(request: PlannedRequest, inputAddress: string | null, callbackUrl: string | null): JsonObject {
  const sized = request.width !== null && request.height !== null
  const many = request.model.capabilities.maxImages > 1
  const input = withOptions(
    {
      prompt: request.prompt,
      input_image: inputAddress,
      aspect_ratio: sized ? 'custom' : inputAddress !== null ? 'match_input_image' : request.aspectRatio,
      width: request.width,
      height: request.height,
      num_outputs: many ? request.n : null,
      seed: request.seed,
      guidance: request.guidance,
      num_inference_steps: request.steps,
      output_format: request.format === 'jpeg' ? 'jpg' : request.format,
      output_quality: request.compression,
      prompt_upsampling: request.enhancePrompt,
      ...safetyFields(safety, request.safety),
    },
    request.providerOptions,
    RESERVED,
  )
  return callbackUrl === null ? { input } : { input, webhook: callbackUrl, webhook_events_filter: ['completed'] }
}
