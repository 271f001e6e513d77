// Ideogram: 4.5 and background removal by its asynchronous v2 API; 3.0, upscale and describe by v1, which answers when it is done. Pictures
// come as addresses that live for 24 hours.
import type { Json } from '../../shared/json.ts'
import { verifyEd25519 } from '../ed25519-callback.ts'
import { type ErrorReading, type HttpCall, type ProviderHttp, providerHttp } from '../http.ts'
import { blackWhereWhite, checkMask } from '../mask.ts'
import { multipart } from '../multipart.ts'
import { type Done, type PlannedRequest, ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { isVersion1, mapVersion1, mapVersion2, partsOf } from './map.ts'
import { carries, models } from './models.ts'
import { acceptedAnswer, descriptionsAnswer, generation, handle, imagesAnswer, modelList, type WireImage } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.ideogram.ai'
const KEYS_PATH = '/v1/.well-known/jwks.json'
/** Ideogram gives up waiting after 265 seconds, and works on. */
const SYNC_TIMEOUT_MS = 300_000
const POLL_AFTER_MS = 2000

export const ideogram: ProviderAdapter = {
  id: 'ideogram',
  name: 'Ideogram',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  // What v2 does can be picked up again, what v1 does can not.
  resumable: true,
  models,
  carries,
  reportsCost: (providerModel) => providerModel !== 'ideogram-v3',

  check({ request, inputs, mask }) {
    checkMask(mask)
    // Of a mask its being there is all that counts before it is sent.
    const pictures = { inputs, mask: mask === null ? null : new Uint8Array(0) }
    if (isVersion1(request)) mapVersion1(request, pictures)
    else mapVersion2(request, pictures, null)
  },

  async submit({ request, inputs, mask, callbackUrl }, context) {
    const http = httpOf(context)
    const pictures = { inputs, mask: mask === null ? null : await blackWhereWhite(mask) }
    if (isVersion1(request)) {
      const mapped = mapVersion1(request, pictures)
      const call: HttpCall = {
        method: 'POST',
        target: mapped.path,
        multipart: multipart(partsOf(mapped)),
        mayBill: true,
        headersTimeoutMs: SYNC_TIMEOUT_MS,
      }
      if (request.operation === 'describe') {
        const { body, headers } = await http.json(call, descriptionsAnswer)
        const texts = body.descriptions.flatMap(({ text }) => text || [])
        if (texts.length === 0) throw http.malformed('it has no description', call)
        return { kind: 'done', images: [], texts, usage: null, costMicros: null, providerRequestId: headers.get('x-request-id') }
      }
      const { body, headers } = await http.json(call, imagesAnswer)
      return done(body.data, body.generation_id ?? headers.get('x-request-id'), null, http, request)
    }
    const mapped = mapVersion2(request, pictures, callbackUrl)
    const payload = mapped.files.length === 0 ? { json: mapped.fields } : { multipart: multipart(partsOf(mapped)) }
    const { body } = await http.json({ method: 'POST', target: mapped.path, ...payload, mayBill: true }, acceptedAnswer)
    if (body.data?.length) return done(body.data, body.generation_id, null, http, request)
    return {
      kind: 'accepted',
      handle: { generationId: body.generation_id },
      pollAfterMs: POLL_AFTER_MS,
      providerRequestId: body.generation_id,
    }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { generationId } = handle.parse(json)
    const target = `/v2/generations/${encodeURIComponent(generationId)}`
    const { body } = await http.json({ method: 'GET', target, mayBill: true, notFound: 'lost' }, generation)
    switch (body.status) {
      case 'pending':
        return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
      case 'completed':
        return done(body.data ?? [], generationId, body.usage_cost_usd_micros ?? null, http, request)
      case 'failed': {
        const reason = body.failure_reason ?? 'it gave no reason'
        const refused = /safe|moderat|policy|prohibited|blocked/i.test(reason)
        throw new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`Ideogram failed: ${reason}`), {
          billed: 'no',
          providerRequestId: generationId,
        })
      }
    }
  },

  async verifyCallback({ headers, body }, json, context) {
    const read = handle.safeParse(json)
    if (!read.success) return { kind: 'refused', reason: 'no callback is expected' }
    const header = (name: string) => headers.get(`x-ideogram-webhook-${name}`)
    const callback = {
      id: header('generation-id'),
      account: header('user-id'),
      timestamp: header('timestamp'),
      signature: header('signature'),
      body,
    }
    const base = (context.credential.baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/, '')
    return verifyEd25519(callback, read.data.generationId, `${base}${KEYS_PATH}`, context)
  },

  async verifyCredential(context) {
    await httpOf(context).json({ method: 'GET', target: '/models', mayBill: false }, modelList)
    return { detail: 'The key is good.' }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Ideogram',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ 'api-key': fields['api_key']?.reveal() ?? '' }),
  })
}

function readError(body: Json, status: number): ErrorReading | null {
  // Its 422 is the safety check; and after a 503 it works on.
  if (status === 422) return { kind: 'refused' }
  if (status === 503) return { kind: 'timeout', billed: 'unknown' }
  const reason = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['reject_reason'] : null
  switch (reason) {
    case 'insufficient_funds':
    case 'subscription_required':
    case 'daily_limit':
    case 'priority_credit_required':
      return { kind: 'no_credit' }
    case 'inflight_limit':
      return { kind: 'rate_limited' }
    case 'feature_limit':
      return { kind: 'bad_request' }
  }
  return null
}

function done(
  data: WireImage[],
  providerRequestId: string | null,
  costMicros: number | null,
  http: ProviderHttp,
  request: PlannedRequest,
): Done {
  const images = data.flatMap((image) => {
    if (!image.url || image.is_image_safe === false) return []
    return [
      { source: { kind: 'url' as const, url: image.url }, seed: image.seed ?? seedOfOne(request), revisedPrompt: image.prompt ?? null },
    ]
  })
  if (images.length === 0) {
    if (data.some((image) => image.is_image_safe === false))
      throw new ProviderFailure('refused', 'Ideogram kept the pictures back: they did not pass its safety check.', {
        billed: 'no',
        providerRequestId,
      })
    throw http.malformed('it has no pictures', { mayBill: true })
  }
  return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId }
}
