// Converts OpenAI's fields to ours. Pure.
import type { components } from '../../../generated/generation/types.ts'
import { AppError } from '../../shared/errors.ts'
import { pointerStep } from '../../shared/json.ts'
import type { GenerateRequest, Warning } from '../model/generation.ts'
import type { FieldNames } from '../plan/messages.ts'
import type { SentPictures } from '../http/app-env.ts'

type Schemas = components['schemas']
/** A type without its index signature: only the fields that the contract names. */
type Named<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] }
/** The fields of all three operations. Each operation has only some of them. */
type NamedFields = Partial<Omit<Named<Schemas['OpenAIImageRequest']> & Named<Schemas['OpenAIEditRequest']>, 'images' | 'mask'>>
export type ImageFields = NamedFields & Record<string, unknown>

/**
 * How the pictures are returned. `both` means that each picture is returned as a link and as base64, because it is unknown which of the two
 * the client reads.
 */
export interface AnswerOptions {
  format: 'url' | 'b64_json' | 'both'
  stream: boolean
  /** The requested quality if it is `low`, `medium` or `high`; `hd` counts as `high`. Null for any other value. The response repeats it. */
  quality: 'low' | 'medium' | 'high' | null
  background: 'opaque' | 'transparent' | null
}

/** Fields that only OpenAI's own models support. A field that the contract does not name is treated as one of these. */
const OPENAI_ONLY = ['moderation', 'input_fidelity'] as const

/**
 * The fields that this file converts. If a request has a field that is not in this list but in `OF_GENERATE`, the field is left out, or the
 * request is refused. Any further field is passed on, but only to OpenAI's own models. The contract may not have this field,
 * because the SDK that sends it may be newer than the contract.
 */
const READ: Record<Exclude<keyof NamedFields, (typeof OPENAI_ONLY)[number]>, true> = {
  prompt: true,
  model: true,
  n: true,
  size: true,
  quality: true,
  style: true,
  background: true,
  output_format: true,
  output_compression: true,
  response_format: true,
  stream: true,
  partial_images: true,
  user: true,
  seed: true,
  negative_prompt: true,
  aspect_ratio: true,
  resolution: true,
  on_unsupported: true,
  max_cost_micros: true,
  metadata: true,
  provider_options: true,
}

/** Fields of `POST /v1/generate` that the OpenAI routes do not have. If a client sends them here, they are left out, or refused. */
const OF_GENERATE: readonly string[] = [
  'fallbacks',
  'inputs',
  'output',
  'operation',
  'strength',
  'guidance',
  'steps',
  'enhance_prompt',
  'deadline_ms',
] satisfies (keyof GenerateRequest)[]

const FORMATS = ['png', 'jpeg', 'webp'] as const
const BACKGROUNDS = ['auto', 'opaque', 'transparent'] as const
const ANSWERS = ['url', 'b64_json'] as const

/**
 * Converts a request. If the caller says `on_unsupported: reject`, throws AppError `unsupported_parameter` for the first field that cannot
 * be kept.
 * @param isOpenAi whether the model is one of OpenAI's own, which may know further fields and values.
 * @param fixedPrompt the prompt for an operation that has no `prompt` field; null if the caller's prompt is used.
 * @returns the request, and a warning for each field that was left out of it.
 */
export function toGenerateRequest(
  fields: ImageFields,
  operation: 'generate' | 'edit' | 'inpaint' | 'remix',
  isOpenAi: boolean,
  fixedPrompt: string | null = null,
): { request: GenerateRequest; warnings: Warning[] } {
  const warnings: Warning[] = []
  const onUnsupported = fields.on_unsupported ?? 'adapt'
  /**
   * Leaves a field out with a warning, but throws if the caller says `on_unsupported: reject`. `why` completes a sentence that begins with
   * the field's name.
   */
  const leaveOut = (name: string, why: string, todo: string) => {
    const pointer = `/body/${pointerStep(name)}`
    if (onUnsupported === 'reject')
      throw new AppError('unsupported_parameter', {
        detail: `\`${name}\` ${why}. ${todo}, or send \`on_unsupported: adapt\`.`,
        errors: [{ pointer, message: why }],
      })
    warnings.push({ code: 'parameter_dropped', message: `\`${name}\` was left out: it ${why}.`, pointer })
  }
  const oneOf = <T extends string>(name: string, value: unknown, known: readonly T[]): T | undefined => {
    if (value === undefined || value === null) return undefined
    const found = known.find((each) => each === value)
    if (found === undefined) leaveOut(name, `cannot be ${shown(value)}: this platform takes ${known.join(', ')}`, 'Choose one of them')
    return found
  }

  const openAiOnly: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (Object.hasOwn(READ, name) || value === undefined || value === null) continue
    if (OF_GENERATE.includes(name)) leaveOut(name, 'is a field of `POST /v1/generate`, and not of this route', 'Call that route')
    else if (isOpenAi) openAiOnly[name] = value
    // `moderation: auto` is the default of every model, so leaving it out needs no warning.
    else if (!(name === 'moderation' && value === 'auto')) leaveOut(name, "is known to OpenAI's own models alone", 'Remove it')
  }
  if (fixedPrompt !== null && fields.prompt !== undefined)
    leaveOut('prompt', 'is not a field of variations, whose prompt is fixed', 'Remove it')
  const background = oneOf('background', fields.background, BACKGROUNDS)
  const output = without({
    format: oneOf('output_format', fields.output_format, FORMATS),
    compression: fields.output_compression,
    background: background === 'auto' ? undefined : background,
  })
  oneOf('response_format', fields.response_format, ANSWERS)
  let size = fields.size === 'auto' ? undefined : (fields.size ?? undefined)
  if (size !== undefined && !/^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$/.test(size)) {
    leaveOut('size', `cannot be ${shown(size)}: it is auto or WIDTHxHEIGHT in pixels, such as 1024x1024`, 'Change it')
    size = undefined
  }
  const metadata = fields.user ? { ...fields.metadata, user: fields.user } : fields.metadata
  const options = { ...openAiOnly, ...fields.provider_options }
  const request = without({
    operation,
    prompt: fixedPrompt ?? fields.prompt,
    model: fields.model,
    n: fields.n ?? 1,
    size,
    quality: qualityOf(fields.quality),
    style: fields.style,
    output: Object.keys(output).length > 0 ? output : undefined,
    partial_images: fields.stream ? (fields.partial_images ?? 0) : 0,
    seed: fields.seed,
    negative_prompt: fields.negative_prompt,
    aspect_ratio: fields.aspect_ratio,
    resolution: fields.resolution,
    // The default is `adapt`: a client of OpenAI may send parameters that other models lack, and such a parameter is then changed or left
    // out. With `reject`, the request would be refused.
    on_unsupported: onUnsupported,
    max_cost_micros: fields.max_cost_micros,
    metadata,
    provider_options: Object.keys(options).length > 0 ? options : undefined,
  }) as GenerateRequest
  return { request, warnings }
}

export function answerOptions(fields: ImageFields): AnswerOptions {
  const { background } = fields
  return {
    format: ANSWERS.find((format) => format === fields.response_format) ?? usualFormat(fields.model ?? ''),
    stream: fields.stream ?? false,
    quality: knownQuality(qualityOf(fields.quality)),
    background: background === 'opaque' || background === 'transparent' ? background : null,
  }
}

/**
 * Returns the format in which OpenAI returns pictures of this model by default. Returns `both` if OpenAI has no image model of this name,
 * because a client may read either form.
 */
function usualFormat(model: string): AnswerOptions['format'] {
  if (/^dall-e/i.test(model)) return 'url'
  return /^(chatgpt|gpt)-image/i.test(model) ? 'b64_json' : 'both'
}

/** Maps our field names to those of the OpenAI routes, for errors and warnings. */
export function openAiNames(sent: SentPictures | undefined): FieldNames {
  return (pointer) => {
    const input = /^\/body\/inputs(?:\/(\d+))?/.exec(pointer)
    if (input !== null) {
      const [first, own] = [sent?.images[0], sent?.images[Number(input[1] ?? -1)]]
      return own ?? first?.replace(/\/\d+$/, '') ?? '/body/image'
    }
    if (pointer.startsWith('/body/mask')) return sent?.mask ?? '/body/mask'
    return RENAMED[pointer] ?? pointer
  }
}

const RENAMED: Record<string, string> = {
  '/body/output/format': '/body/output_format',
  '/body/output/compression': '/body/output_compression',
  '/body/output/background': '/body/background',
  // On the OpenAI routes, the path determines the operation, so a request has no field for it. If the model does not support the operation,
  // the error points to the field `model`: the caller can name another model.
  '/body/operation': '/body/model',
}

function knownQuality(quality: string | undefined): AnswerOptions['quality'] {
  return quality === 'low' || quality === 'medium' || quality === 'high' ? quality : null
}

/** Converts a quality. Older models of OpenAI call the qualities otherwise: `standard` means the model's default, `hd` means `high`. */
function qualityOf(quality: string | null | undefined): string | undefined {
  if (quality === null || quality === undefined || quality === 'auto' || quality === 'standard') return undefined
  return quality === 'hd' ? 'high' : quality
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``
}

function without<T extends object>(fields: T): { [Name in keyof T]: Exclude<T[Name], undefined | null> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as {
    [Name in keyof T]: Exclude<T[Name], undefined | null>
  }
}
