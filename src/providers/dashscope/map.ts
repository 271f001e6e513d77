// Maps a planned request to the body of a DashScope request. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'

const RESERVED = ['n', 'size', 'stream', 'incremental_output', 'enable_interleave']

export function generationFields(request: PlannedRequest, pictures: readonly string[]): JsonObject {
  const own: Record<string, Json> = {
    size: request.width === null ? null : `${request.width}*${request.height}`,
    n: request.model.capabilities.maxImages > 1 ? request.n : null,
    seed: request.seed,
    negative_prompt: request.negativePrompt,
    prompt_extend: request.enhancePrompt,
    ...(Object.hasOwn(request.providerOptions, 'watermark') ? {} : { watermark: false }),
  }
  return {
    model: request.model.providerModel,
    input: { messages: [{ role: 'user', content: [...pictures.map((image) => ({ image })), { text: request.prompt }] }] },
    parameters: withOptions(own, request.providerOptions, RESERVED),
  }
}
