// xAI's image API. Its responses have the form of OpenAI's, but its requests have other fields. A response contains the pictures and their
// cost.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressOf } from '../picture-text.ts'
import { type InputImage, ProviderFailure, type ProviderAdapter, type ProviderContext, type ProviderImage } from '../provider.ts'
import { validKey } from '../valid-key.ts'
import { imageFields } from './map.ts'
import { carries, models } from './models.ts'
import { imageItem, imagesAnswer, modelList } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.x.ai/v1'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000
/** xAI reports costs in ticks. A tick is a ten-billionth of a US dollar, so a micro-USD has ten thousand ticks. */
const TICKS_PER_MICRO = 10_000

export const xai: ProviderAdapter = {
  id: 'xai',
  name: 'xAI',
  credentialFields: [{ name: 'api_key', description: 'The API key, xai-…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,
  reportsCost: () => true,

  check({ request }) {
    imageFields(request, [])
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const pictures: string[] = []
    for (const input of workedOnFirst(inputs)) pictures.push(await addressOf(input))
    const call = {
      ...PAID,
      method: 'POST',
      target: pictures.length > 0 ? '/images/edits' : '/images/generations',
      json: imageFields(request, pictures),
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, headers, picture } = await jsonWithPictures(http, call, imagesAnswer(), context)
    const ticks = body.usage.cost_in_usd_ticks
    const costMicros = ticks === null ? null : Math.ceil(ticks / TICKS_PER_MICRO)
    const images: ProviderImage[] = []
    let keptBack = 0
    for (const item of body.data) {
      const { revised_prompt: revisedPrompt, respect_moderation: passed } = imageItem().parse(item)
      if (passed === false) keptBack++
      const source = passed === false ? null : await picture(item)
      if (source !== null) images.push({ source, seed: null, revisedPrompt: revisedPrompt || null })
    }
    const providerRequestId = headers.get('x-request-id')
    if (images.length === 0 && keptBack > 0)
      throw new ProviderFailure('refused', 'xAI: the picture did not pass its moderation.', {
        // If xAI reports a cost for a refusal, that cost is charged.
        ...(costMicros !== null && costMicros > 0 ? { billed: 'yes', costMicros } : { billed: 'no' }),
        providerRequestId,
      })
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/image-generation-models', mayBill: false }, modelList())
    return validKey(body.models.length)
  },
}

function workedOnFirst(inputs: readonly InputImage[]): InputImage[] {
  return inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image'))
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'xAI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/**
 * Returns `no_credit` if xAI's error says that the account has no credit left; null for all other errors. The status (403) and the field
 * `code` do not show this, because other errors have the same. So this function looks for certain words in the field `error`.
 */
function readError(body: Json): ErrorReading | null {
  return /used all available credits|spending limit|purchase more credits/i.test(messageIn(body) ?? '') ? { kind: 'no_credit' } : null
}
