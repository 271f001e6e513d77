// Reads token usage from an answer, with the field names of OpenAI's Images API, of its chat API, or of Gemini.
import { readTokens } from './numbers.ts'
import type { ProviderUsage } from './provider.ts'

type Fields = { [name: string]: unknown }

const INPUT = ['input_tokens', 'prompt_tokens', 'promptTokenCount']
const OUTPUT = ['output_tokens', 'completion_tokens', 'candidatesTokenCount']
const INPUT_DETAILS = ['input_tokens_details', 'prompt_tokens_details', 'promptTokensDetails']
const OUTPUT_DETAILS = ['output_tokens_details', 'completion_tokens_details', 'candidatesTokensDetails']

/**
 * Returns the token usage; null if the output tokens cannot be counted. A call whose usage is unknown is charged the estimated price.
 *
 * The answer's details say how many tokens are text and how many are pictures. Tokens that they do not classify count as picture tokens,
 * the more expensive kind. If the details contradict the total, more tokens than the total may be counted, but never fewer.
 */
export function readUsage(value: unknown): ProviderUsage | null {
  const usage = fieldsOf(value)
  if (usage === null) return null
  const total = first(usage, ['total_tokens', 'totalTokenCount'])
  const input = first(usage, INPUT)
  const output = split(first(usage, OUTPUT) ?? rest(total, input), detailsOf(usage, OUTPUT_DETAILS), 'image')
  // A picture never consists of 0 tokens, so a count of 0 is an error, and the usage counts as unknown.
  if (output === null || output.text + output.image === 0) return null
  const outputs = output.text + output.image
  const into = split(input ?? rest(total, outputs), detailsOf(usage, INPUT_DETAILS), 'any') ?? { text: 0, image: 0 }
  return { textInTokens: into.text, imageInTokens: into.image, textOutTokens: output.text, imageOutTokens: output.image }
}

export function sumOfUsage(one: ProviderUsage | null, other: ProviderUsage | null): ProviderUsage | null {
  if (one === null || other === null) return one ?? other
  return {
    textInTokens: one.textInTokens + other.textInTokens,
    imageInTokens: one.imageInTokens + other.imageInTokens,
    textOutTokens: one.textOutTokens + other.textOutTokens,
    imageOutTokens: one.imageOutTokens + other.imageOutTokens,
  }
}

/**
 * Splits a total into text tokens and picture tokens.
 * @param kind `image` for the output of a call that made pictures. If such an output has a total but no count of picture tokens, the whole
 * total counts as picture tokens. It must not count as text tokens: they may be free, and then the pictures would cost nothing.
 */
function split(
  total: number | null,
  { text, image }: { text: number | null; image: number | null },
  kind: 'image' | 'any',
): { text: number; image: number } | null {
  if (total === null) return text === null && image === null ? null : { text: text ?? 0, image: image ?? 0 }
  const named = kind === 'image' && image === null ? 0 : Math.min(text ?? 0, total)
  return { text: named, image: Math.max(image ?? 0, total - named) }
}

function rest(total: number | null, part: number | null): number | null {
  return total === null || part === null || part > total ? null : total - part
}

function detailsOf(usage: Fields, names: readonly string[]): { text: number | null; image: number | null } {
  const found = names.map((name) => usage[name]).find((value) => value !== null && value !== undefined)
  // Gemini's form: a list with one entry per modality.
  if (Array.isArray(found)) {
    const of = (modality: string) =>
      readTokens(found.map(fieldsOf).find((each) => String(each?.['modality']).toUpperCase() === modality)?.['tokenCount'])
    return { text: of('TEXT'), image: of('IMAGE') }
  }
  const details = fieldsOf(found)
  return { text: readTokens(details?.['text_tokens']), image: readTokens(details?.['image_tokens']) }
}

function first(usage: Fields, names: readonly string[]): number | null {
  for (const name of names) {
    const tokens = readTokens(usage[name])
    if (tokens !== null) return tokens
  }
  return null
}

function fieldsOf(value: unknown): Fields | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null
}
