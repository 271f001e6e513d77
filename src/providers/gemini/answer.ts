// Reads the answers of generateContent, from Google AI Studio and from Vertex: pictures, or the reason why there are none.
import type { HttpCall, ProviderHttp } from '../http.ts'
import { holdsError } from '../http.ts'
import { readPictureJson } from '../picture-json.ts'
import { type Done, type PlannedRequest, ProviderFailure, type ProviderContext, type ProviderImage } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { usageOf } from './map.ts'
import { type ContentAnswer, contentAnswer, partFacts } from './wire.ts'

const PAID = { mayBill: true } as const
/** The maximum size in bytes of an answer without its pictures. It is large because thought signatures are long texts. */
const MAX_REST_BYTES = 16 * 1024 * 1024
const MAX_ANSWER_BYTES = 96 * 1024 * 1024
const ANSWER_TIMEOUT_MS = 5 * 60_000

/** The settings of a call that makes a picture: the method, whether the call may be billed, and the maximum size and time of the answer. */
export const CONTENT_CALL = {
  method: 'POST',
  mayBill: true,
  maxBytes: MAX_ANSWER_BYTES,
  headersTimeoutMs: ANSWER_TIMEOUT_MS,
  idleTimeoutMs: ANSWER_TIMEOUT_MS,
} as const satisfies Omit<HttpCall, 'target'>

/** The reasons in an answer that mean a refusal: Google withholds the picture because of the prompt or of what the picture shows. */
const REFUSALS: ReadonlySet<string> = new Set([
  'SAFETY',
  'PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'RECITATION',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'MODEL_ARMOR',
  'JAILBREAK',
  'ESCALATION',
])

export async function readContent(
  response: Response,
  request: PlannedRequest,
  http: ProviderHttp,
  sink: ProviderContext['sink'],
): Promise<Done> {
  const { body, picture: pictureOf } = await readPictureJson(response, 'data', http, PAID, sink, MAX_REST_BYTES)
  const read = contentAnswer().safeParse(body)
  if (!read.success) throw holdsError(body) ? http.failureIn(body, PAID, response.headers) : http.malformed('it has no candidates', PAID)
  const answer = read.data
  const images: ProviderImage[] = []
  const words: string[] = []
  for (const part of (answer.candidates ?? []).flatMap(({ content }) => content.parts)) {
    const { text, thought } = partFacts().parse(part)
    if (thought === true) continue
    if (text) words.push(text)
    const picture = await pictureOf(part, 'base64')
    if (picture !== null) images.push({ source: picture, seed: seedOfOne(request), revisedPrompt: null })
  }
  if (images.length === 0) throw withoutPicture(answer, words.join(' '), http)
  return {
    kind: 'done',
    images,
    texts: [],
    usage: usageOf(answer.usageMetadata),
    costMicros: null,
    providerRequestId: answer.responseId ?? null,
  }
}

/**
 * Returns the failure for an answer without a picture. If Google blocks the request or the result, nothing is billed. If the model answers
 * in text, or gives the reason NO_IMAGE or IMAGE_OTHER, it has declined, and the tokens that it reports are billed.
 */
function withoutPicture(answer: ContentAnswer, words: string, http: ProviderHttp): ProviderFailure {
  const providerRequestId = answer.responseId ?? null
  const { blockReason, blockReasonMessage } = answer.promptFeedback ?? {}
  const [candidate] = answer.candidates ?? []
  const reason = blockReason ?? candidate?.finishReason ?? null
  const said = blockReasonMessage ?? candidate?.finishMessage ?? (words === '' ? null : words)
  const message = http.scrub(`Google made no picture: ${[reason, said].filter((each) => each !== null).join(': ') || 'it gave no reason'}`)
  if (blockReason != null || (reason !== null && REFUSALS.has(reason)))
    return new ProviderFailure('refused', message, { billed: 'no', providerRequestId })
  const usage = usageOf(answer.usageMetadata)
  if (usage !== null && (words !== '' || reason === 'NO_IMAGE' || reason === 'IMAGE_OTHER')) {
    // There is no picture, so all output tokens are text.
    const inWords = { ...usage, textOutTokens: usage.textOutTokens + usage.imageOutTokens, imageOutTokens: 0 }
    return new ProviderFailure('refused', message, { billed: 'yes', usage: inWords, providerRequestId })
  }
  return http.malformed(reason === null ? 'it has no picture' : `it has no picture (${reason})`, PAID)
}
