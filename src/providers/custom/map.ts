// Maps a planned request to the values of a template. Pure.
import type { Json } from '../../shared/json.ts'
import type { PlannedRequest } from '../provider.ts'
import { fill, fillPath, type Values } from './template.ts'
import type { ProviderDefinition } from './wire.ts'

export interface InputTexts {
  imageAddress: string | null
  imageBase64: string | null
  maskBase64: string | null
}

export interface MappedRequest {
  method: 'POST' | 'PUT'
  path: string
  headers: Record<string, string>
  body: Json
}

export function mapRequest(definition: ProviderDefinition, request: PlannedRequest, inputs: InputTexts): MappedRequest {
  const values: Values = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    model: request.model.providerModel,
    operation: request.operation,
    n: request.n,
    width: request.width,
    height: request.height,
    size: request.width === null || request.height === null ? null : `${request.width}x${request.height}`,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    seed: request.seed,
    quality: request.quality,
    style: request.style,
    format: request.format,
    compression: request.compression,
    background: request.background,
    strength: request.strength,
    guidance: request.guidance,
    steps: request.steps,
    enhance_prompt: request.enhancePrompt,
    generation_id: request.generationId,
    image_address: inputs.imageAddress,
    image_base64: inputs.imageBase64,
    mask_base64: inputs.maskBase64,
  }
  return {
    method: definition.request.method,
    path: fillPath(definition.request.path, { model: request.model.providerModel }),
    headers: definition.headers,
    body: fill(definition.request.body, values),
  }
}
