// Qwen-Image at Alibaba Cloud Model Studio (DashScope). The response contains URLs of the pictures, which are valid for a day.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressesOf } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { validKey } from '../valid-key.ts'
import { seedOfOne } from '../seed.ts'
import { generationFields } from './map.ts'
import { carries, models } from './models.ts'
import { choice, generationAnswer, modelList } from './wire.ts'

const DEFAULT_BASE_URL = 'https://dashscope-intl.aliyuncs.com'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000

export const dashscope: ProviderAdapter = {
  id: 'dashscope',
  name: 'Alibaba Qwen-Image',
  credentialFields: [{ name: 'api_key', description: 'The API key of Model Studio, sk-…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,

  check({ request }) {
    generationFields(request, [])
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const call = {
      ...PAID,
      method: 'POST',
      target: '/api/v1/services/aigc/multimodal-generation/generation',
      json: generationFields(request, await addressesOf(inputs)),
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, headers, picture } = await jsonWithPictures(http, call, generationAnswer(), context)
    const seed = seedOfOne(request)
    const images: ProviderImage[] = []
    for (const item of body.output.choices.flatMap((each) => choice().parse(each).message.content)) {
      const source = await picture(item)
      if (source !== null) images.push({ source, seed, revisedPrompt: null })
    }
    // DashScope can report an error with status 200.
    if (images.length === 0 && body.code) throw http.failureIn({ code: body.code, message: body.message }, PAID, headers)
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: body.request_id }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/compatible-mode/v1/models', mayBill: false }, modelList())
    return validKey(body.data.length)
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Alibaba',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

function readError(body: Json): ErrorReading | null {
  const code = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['code'] : null
  if (typeof code !== 'string') return null
  if (/^DataInspectionFailed|^IPInfringementSuspect/i.test(code)) return { kind: 'refused', billed: 'no' }
  if (/^Arrearage|^AllocationQuota|FreeTierOnly/i.test(code)) return { kind: 'no_credit', billed: 'no' }
  if (/^Throttling/i.test(code)) return { kind: 'rate_limited', billed: 'no' }
  return null
}
