// Together AI: the response contains the pictures.
import { type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressesOf } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { validKey } from '../valid-key.ts'
import { imageFields } from './map.ts'
import { carries, models } from './models.ts'
import { imagesAnswer, modelList } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.together.xyz/v1'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000

export const together: ProviderAdapter = {
  id: 'together',
  name: 'Together AI',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
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
    for (const item of body.data) {
      const source = await picture(item)
      if (source !== null) images.push({ source, seed: seedOfOne(request), revisedPrompt: null })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: headers.get('x-request-id') }
  },

  async verifyCredential(context) {
    const call = { method: 'GET', target: '/models', mayBill: false, maxBytes: 8 * 1024 * 1024 } as const
    const { body } = await httpOf(context).json(call, modelList())
    return validKey(body.length)
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Together AI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}
