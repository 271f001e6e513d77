// OpenAI's fields into ours. Pure.
import type { components } from '../../../generated/generation/types.ts'
import type { GenerateRequest } from '../model/generation.ts'

type Schemas = components['schemas']
/** What the three operations have in common; each has a part of it. */
export type ImageFields = Partial<Omit<Schemas['OpenAIImageRequest'] & Schemas['OpenAIEditRequest'], 'images' | 'mask'>>

/** How the caller wants its answer. */
export interface AnswerOptions {
  format: 'url' | 'b64_json'
  stream: boolean
  /** As asked for; repeated in the answer where OpenAI has a word for it. */
  quality: 'low' | 'medium' | 'high' | null
  background: 'opaque' | 'transparent' | null
}

/** @param isOpenAi whether the model is one of OpenAI's own, which know fields that nobody else does. */
export function toGenerateRequest(
  fields: ImageFields,
  operation: 'generate' | 'edit' | 'inpaint' | 'remix',
  isOpenAi: boolean,
): GenerateRequest {
  const quality = qualityOf(fields.quality ?? undefined)
  const output = without({
    format: fields.output_format,
    compression: fields.output_compression,
    background: fields.background === 'auto' ? undefined : fields.background,
  })
  const metadata = fields.user ? { ...fields.metadata, user: fields.user } : fields.metadata
  const openAiOnly = isOpenAi ? without({ moderation: fields.moderation, input_fidelity: fields.input_fidelity }) : {}
  const options = { ...openAiOnly, ...fields.provider_options }
  return without({
    operation,
    prompt: fields.prompt,
    model: fields.model,
    n: fields.n ?? 1,
    size: fields.size === 'auto' ? undefined : fields.size,
    quality,
    style: fields.style,
    output: Object.keys(output).length > 0 ? output : undefined,
    partial_images: fields.stream ? (fields.partial_images ?? 0) : 0,
    seed: fields.seed,
    negative_prompt: fields.negative_prompt,
    aspect_ratio: fields.aspect_ratio,
    resolution: fields.resolution,
    // OpenAI has parameters that others lack; who wants to know beforehand says reject.
    on_unsupported: fields.on_unsupported ?? 'adapt',
    max_cost_micros: fields.max_cost_micros,
    metadata,
    provider_options: Object.keys(options).length > 0 ? options : undefined,
  }) as GenerateRequest
}

export function answerOptions(fields: ImageFields): AnswerOptions {
  return {
    format: fields.response_format ?? (/^(chatgpt|gpt)-image/.test(fields.model ?? '') ? 'b64_json' : 'url'),
    stream: fields.stream ?? false,
    quality: knownQuality(qualityOf(fields.quality ?? undefined)),
    background: fields.background === 'opaque' || fields.background === 'transparent' ? fields.background : null,
  }
}

function knownQuality(quality: string | undefined): AnswerOptions['quality'] {
  return quality === 'low' || quality === 'medium' || quality === 'high' ? quality : null
}

/** The words of older models: `standard` is what a model does anyway, `hd` its best. */
function qualityOf(quality: string | undefined): string | undefined {
  if (quality === 'auto' || quality === 'standard') return undefined
  return quality === 'hd' ? 'high' : quality
}

function without<T extends object>(fields: T): { [Name in keyof T]: Exclude<T[Name], undefined | null> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as {
    [Name in keyof T]: Exclude<T[Name], undefined | null>
  }
}
