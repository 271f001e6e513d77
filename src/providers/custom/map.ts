// Maps a planned request to the values of a template, and a filled template to a request body. Pure.
import type { Json } from '../../shared/json.ts'
import type { HttpCall } from '../http.ts'
import { multipart, type MultipartPart } from '../multipart.ts'
import type { PlannedRequest } from '../provider.ts'
import { optionValues } from './options.ts'
import { type Filled, PictureFile, type Values } from './template.ts'
import type { ProviderDefinition } from './wire.ts'

export function requestValues(definition: Pick<ProviderDefinition, 'options'>, request: PlannedRequest, uuid: string): Values {
  return {
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
    uuid,
    random: crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
    ...optionValues(definition, request.providerOptions),
  }
}

/** Makes the body of a call from a filled template. */
export function bodyOf(filled: Filled, encoding: 'json' | 'multipart'): Pick<HttpCall, 'json' | 'multipart'> {
  if (encoding === 'json') return { json: filled as Json }
  const members = filled !== null && typeof filled === 'object' && !Array.isArray(filled) && !(filled instanceof PictureFile) ? filled : {}
  return { multipart: multipart(Object.entries(members).flatMap(([name, value]) => partsOf(name, value))) }
}

function partsOf(name: string, value: Filled): MultipartPart[] {
  if (value === null) return []
  if (value instanceof PictureFile) {
    const { input, fileName } = value
    return [{ name, fileName, contentType: input.contentType, sizeBytes: input.sizeBytes, open: () => input.open() }]
  }
  if (Array.isArray(value)) return value.flatMap((each) => partsOf(name, each))
  return [{ name, value: typeof value === 'string' ? value : JSON.stringify(value) }]
}
