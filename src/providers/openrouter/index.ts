// OpenRouter's Image API has one request format for the models of many makers. The response contains the pictures and their cost.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { readMicros } from '../numbers.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressesOf } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { readUsage } from '../usage.ts'
import { imageFields } from './map.ts'
import { carries, models } from './models.ts'
import { charge, imagesAnswer, keyFacts } from './wire.ts'

const DEFAULT_BASE_URL = 'https://openrouter.ai/api/v1'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000

export const openrouter: ProviderAdapter = {
  id: 'openrouter',
  name: 'OpenRouter',
  credentialFields: [{ name: 'api_key', description: 'The API key, sk-or-…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,
  readsUsage: true,
  reportsCost: () => true,

  check({ request }) {
    imageFields(request, [])
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const call = {
      ...PAID,
      method: 'POST',
      target: '/images',
      json: imageFields(request, await addressesOf(inputs)),
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, headers, picture } = await jsonWithPictures(http, call, imagesAnswer(), context)
    const images: ProviderImage[] = []
    for (const item of body.data) {
      const source = await picture(item)
      if (source !== null) images.push({ source, seed: seedOfOne(request), revisedPrompt: null })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    const costMicros = readMicros([charge().parse(body.usage).cost], 1_000_000)
    return {
      kind: 'done',
      images,
      texts: [],
      usage: readUsage(body.usage),
      costMicros,
      providerRequestId: headers.get('x-generation-id') ?? headers.get('x-request-id'),
    }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/key', mayBill: false }, keyFacts())
    const left = body.data.limit_remaining
    return { detail: `The key ${body.data.label ?? ''} is valid; ${left === null ? 'it has no limit' : `${left} credits are left`}.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'OpenRouter',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/**
 * Recognizes a refusal by OpenRouter's moderation, which has status 403 and gives reasons. A 403 without reasons means that the key is
 * invalid.
 */
function readError(body: Json): ErrorReading | null {
  const text = JSON.stringify(body ?? '')
  return /"(?:flagged_input|moderation)"|requires moderation|content_policy/i.test(text) ? { kind: 'refused', billed: 'no' } : null
}
