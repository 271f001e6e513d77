// Maps a planned request to Google's generateContent. Pure: pictures are passed in as base64.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import type { Json, JsonObject } from '../../shared/json.ts'
import { loose } from '../numbers.ts'
import { withOptions } from '../options.ts'
import { type InputImage, type PlannedRequest, ProviderFailure, type ProviderUsage } from '../provider.ts'
import { safetyFields, type SafetySettings } from '../safety.ts'
import { readUsage } from '../usage.ts'

/**
 * The maximum size of all pictures of a request together, in bytes. Google accepts requests of 20 MB. Base64 makes the pictures a third
 * larger, and about 1.3 MB are left for the rest of the request.
 */
const MAX_INPUT_BYTES = 14_000_000
/**
 * The fields that callers may not set. `RESERVED` has the fields of the request, and `RESERVED_CONFIG` has the fields of its
 * `generationConfig`. Some of them would raise the cost: `tools` are billed per search, and `candidateCount` multiplies the pictures.
 */
const RESERVED = ['contents', 'tools', 'toolConfig', 'cachedContent', 'safetySettings']
const RESERVED_CONFIG = ['candidateCount', 'responseMimeType', 'responseSchema', 'maxOutputTokens']

const CATEGORIES = {
  harassment: 'HARM_CATEGORY_HARASSMENT',
  hate_speech: 'HARM_CATEGORY_HATE_SPEECH',
  sexually_explicit: 'HARM_CATEGORY_SEXUALLY_EXPLICIT',
  dangerous_content: 'HARM_CATEGORY_DANGEROUS_CONTENT',
} as const
const threshold = {
  kind: 'text',
  values: ['BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF'],
} as const
/** For each category of harm: the lowest probability of harm that Google blocks. */
export const safety: SafetySettings = {
  harassment: threshold,
  hate_speech: threshold,
  sexually_explicit: threshold,
  dangerous_content: threshold,
}

export interface Picture {
  mimeType: string
  data: string
}

/** Throws ProviderFailure if the inputs together are too large. */
export function checkInputs(inputs: readonly InputImage[]): void {
  const sizeBytes = inputs.reduce((sum, input) => sum + input.sizeBytes, 0)
  if (sizeBytes <= MAX_INPUT_BYTES) return
  throw new ProviderFailure('bad_request', `The inputs have ${sizeBytes} bytes together; Google takes ${MAX_INPUT_BYTES} in one request.`, {
    billed: 'no',
    pointer: '/body/inputs',
  })
}

/**
 * Returns the fields of a request to generateContent.
 * @param output the value of the field `imageOutputOptions`, which sets the picture's format. It is null for Google AI Studio, because only
 * Vertex accepts this field.
 */
export function contentFields(request: PlannedRequest, pictures: readonly Picture[], output: JsonObject | null): JsonObject {
  const { generationConfig, ...options } = request.providerOptions
  const shape = withOptions({ aspectRatio: request.aspectRatio, imageSize: request.resolution, imageOutputOptions: output }, {}, [])
  const config = withOptions(
    {
      responseModalities: ['IMAGE'],
      seed: request.seed,
      imageConfig: Object.keys(shape).length > 0 ? shape : null,
    },
    isObject(generationConfig) ? generationConfig : {},
    RESERVED_CONFIG,
  )
  const parts: Json[] = pictures.map(({ mimeType, data }) => ({ inlineData: { mimeType, data } }))
  const own: Record<string, Json> = {
    contents: [{ role: 'user', parts: [...parts, { text: request.prompt }] }],
    generationConfig: config,
    safetySettings: safetySettings(request),
  }
  return withOptions(own, options, RESERVED)
}

function safetySettings(request: PlannedRequest): Json {
  const chosen = safetyFields(safety, request.safety)
  const settings = Object.entries(CATEGORIES).flatMap(([name, category]) => {
    const value = chosen[name] ?? null
    return value === null ? [] : [{ category, threshold: value }]
  })
  return settings.length > 0 ? settings : null
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const thinking = lazily(() => z.object({ thoughtsTokenCount: loose.number }).catch({ thoughtsTokenCount: null }))

/**
 * Returns the token usage; null if the answer does not show the number of output tokens. The tokens of the model's thinking are added to
 * the text tokens, because Google bills them as text.
 */
export function usageOf(usage: unknown): ProviderUsage | null {
  const read = readUsage(usage)
  return read === null ? null : { ...read, textOutTokens: read.textOutTokens + Math.ceil(thinking().parse(usage).thoughtsTokenCount ?? 0) }
}
