// Leonardo: the work is polled. The charge is reported when the work is accepted.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { readMicros } from '../numbers.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext, type ProviderImage } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { generationFields } from './map.ts'
import { carries, models } from './models.ts'
import { accepted, account, generation, handle } from './wire.ts'

const DEFAULT_BASE_URL = 'https://cloud.leonardo.ai/api/rest/v1'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 3000

export const leonardo: ProviderAdapter = {
  id: 'leonardo',
  name: 'Leonardo.Ai',
  credentialFields: [{ name: 'api_key', description: 'The key of the production API', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  carries,
  reportsCost: () => true,

  check({ request }) {
    generationFields(request)
  },

  async submit({ request }, context) {
    const call = { ...PAID, method: 'POST', target: '/generations', json: generationFields(request) } as const
    const { body } = await httpOf(context).json(call, accepted())
    const { generationId: id, cost } = body.sdGenerationJob
    // If the account at Leonardo pays with credits, the cost is unknown, because the value of a credit is unknown.
    const costMicros = cost?.unit === 'DOLLARS' ? readMicros([cost.amount], 1_000_000) : null
    return { kind: 'accepted', handle: { id, costMicros }, pollAfterMs: POLL_AFTER_MS, providerRequestId: id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id, costMicros } = handle().parse(json)
    const target = `/generations/${encodeURIComponent(id)}`
    const call = { ...PAID, method: 'GET', target, notFound: 'lost', maxBytes: maxBytesOf(request.n) } as const
    const { body, picture } = await jsonWithPictures(http, call, generation(), context)
    const work = body.generations_by_pk
    const failureOfJob = (kind: 'lost' | 'refused', message: string, billed: 'no' | 'unknown') =>
      new ProviderFailure(kind, `Leonardo.Ai: ${message}`, { billed, providerRequestId: id })
    if (work === null) throw failureOfJob('lost', 'it no longer knows the generation.', 'unknown')
    if (work.status === 'FAILED') throw failureOfJob('lost', 'the generation failed.', 'no')
    // The status is `PENDING` or unknown. An unknown status may be a new one, so it counts as pending.
    if (work.status !== 'COMPLETE') return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
    const seed = request.n === 1 ? (work.seed ?? seedOfOne(request)) : null
    const images: ProviderImage[] = []
    for (const item of work.generated_images) {
      const source = await picture(item, 'url')
      if (source !== null) images.push({ source, seed, revisedPrompt: null })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId: id }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/me', mayBill: false }, account())
    return { detail: `The key is valid; it belongs to ${body.user_details[0]?.user?.username ?? 'an account without a name'}.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Leonardo.Ai',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/** Recognizes errors by their messages. The message for an invalid key contains “authorization hook”, or similar words. */
function readError(body: Json, status: number): ErrorReading | null {
  const said = messageIn(body) ?? ''
  if (/authori[sz]ation hook|authentication hook/i.test(said)) return { kind: 'bad_credential' }
  if (status < 500 && /moderation|nsfw|not safe for work/i.test(said)) return { kind: 'refused' }
  if (status < 500 && /not enough (api )?(tokens|credits)|insufficient (balance|credits|tokens)/i.test(said)) return { kind: 'no_credit' }
  return null
}
