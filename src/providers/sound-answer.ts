// Checks the answer of an adapter before the answer is priced, its pictures are stored, and the generation is recorded.
import { plainBase64 } from './base64-picture.ts'
import { MAX_COST_MICROS, readNumber, readSeed, readTokens } from './numbers.ts'
import { dataAddress } from './picture-value.ts'
import type { Done, ImageSource, PlannedRequest, ProviderImage, ProviderUsage } from './provider.ts'

export interface SoundAnswer {
  answer: Done
  /** The pictures beyond the requested number, which are neither stored nor charged. */
  surplus: ProviderImage[]
}

const MAX_WORDS = 32_000
const MAX_TEXTS = 100
const MAX_ID = 200

/** Returns the answer with null in place of invalid numbers, and with at most `n` pictures. All further pictures are in `surplus`. */
export function soundAnswer(answer: Done, { n }: Pick<PlannedRequest, 'n'>): SoundAnswer {
  const images = answer.images.map(({ source, seed, revisedPrompt }) => ({
    source: soundSource(source),
    seed: readSeed(seed),
    revisedPrompt: typeof revisedPrompt === 'string' ? revisedPrompt.slice(0, MAX_WORDS) : null,
  }))
  const cost = readNumber(answer.costMicros, MAX_COST_MICROS)
  return {
    answer: {
      kind: 'done',
      images: images.slice(0, n),
      texts: answer.texts.filter((text) => typeof text === 'string').slice(0, MAX_TEXTS),
      usage: soundUsage(answer.usage),
      costMicros: cost === null ? null : Math.ceil(cost),
      providerRequestId: typeof answer.providerRequestId === 'string' ? answer.providerRequestId.slice(0, MAX_ID) : null,
    },
    surplus: images.slice(n),
  }
}

function soundSource(source: ImageSource): ImageSource {
  if (source.kind === 'url' && /^data:/i.test(source.url)) return dataAddress(source.url) ?? source
  return source.kind === 'base64' ? { kind: 'base64', data: plainBase64(source.data) } : source
}

function soundUsage(usage: ProviderUsage | null): ProviderUsage | null {
  if (usage === null) return null
  const read = {
    textInTokens: readTokens(usage.textInTokens),
    imageInTokens: readTokens(usage.imageInTokens),
    textOutTokens: readTokens(usage.textOutTokens),
    imageOutTokens: readTokens(usage.imageOutTokens),
  }
  // If one of the four token counts is not valid, the whole usage counts as unknown.
  return Object.values(read).includes(null) ? null : (read as ProviderUsage)
}
