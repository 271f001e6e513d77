// ByteDance's Seedream at BytePlus ModelArk. The response contains the pictures. Volcengine has the same API; to use it, configure its URL
// and model names.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, holdsError, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressesOf } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { imageFields } from './map.ts'
import { carries, models } from './models.ts'
import { imageItem, imagesAnswer } from './wire.ts'

const DEFAULT_BASE_URL = 'https://ark.ap-southeast.bytepluses.com/api/v3'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000

export const bytedance: ProviderAdapter = {
  id: 'bytedance',
  name: 'ByteDance Seedream',
  credentialFields: [{ name: 'api_key', description: 'The API key of ModelArk', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,

  check({ request }) {
    imageFields(request, [])
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const call = {
      ...PAID,
      method: 'POST',
      target: '/images/generations',
      json: imageFields(request, await addressesOf(inputs)),
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, headers, picture } = await jsonWithPictures(http, call, imagesAnswer(), context)
    const images: ProviderImage[] = []
    let error = body.error
    for (const item of body.data ?? []) {
      const source = await picture(item)
      if (source !== null) images.push({ source, seed: null, revisedPrompt: null })
      else error ??= imageItem().parse(item).error
    }
    if (images.length === 0 && holdsError({ error: error as Json })) throw http.failureIn({ error: error as Json }, PAID, headers)
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: headers.get('x-request-id') }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'ByteDance',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/**
 * Recognizes errors by their codes. The code of a refusal names the part that was checked, for example InputTextSensitiveContentDetected
 * or OutputImageSensitiveContentDetected.PolicyViolation.
 */
function readError(body: Json): ErrorReading | null {
  const error = body !== null && typeof body === 'object' && !Array.isArray(body) ? (body['error'] ?? body) : null
  const code = error !== null && typeof error === 'object' && !Array.isArray(error) ? error['code'] : null
  if (typeof code !== 'string') return null
  if (/SensitiveContentDetected/i.test(code)) return { kind: 'refused', billed: 'no' }
  if (/^(AccountOverdueError|InsufficientBalance)/i.test(code)) return { kind: 'no_credit', billed: 'no' }
  if (/^(SetLimitExceeded|QuotaExceeded|RateLimitExceeded|ServerOverloaded|ModelAccountRpm)/i.test(code))
    return { kind: 'rate_limited', billed: 'no', message: messageIn(body) ?? code }
  return null
}
