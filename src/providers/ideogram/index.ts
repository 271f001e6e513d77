// Ideogram has two APIs. Most models use the v2 API, which is asynchronous. The model `ideogram-v3` and the operations `upscale`, `describe`
// and `replace_background` use the v1 API, whose response contains the result. Pictures are URLs that are valid for 24 hours.
import type { Json } from '../../shared/json.ts'
import { withoutEnd } from '../../shared/without-end.ts'
import { verifyEd25519 } from '../ed25519-callback.ts'
import { kindOfWords } from '../error-words.ts'
import { type ErrorReading, type HttpCall, type ProviderHttp, providerHttp } from '../http.ts'
import { blackWhereWhite, checkMask } from '../mask.ts'
import { multipart } from '../multipart.ts'
import { jsonWithPictures, maxBytesOf, type PictureJson } from '../picture-json.ts'
import {
  type Done,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOf } from '../seed.ts'
import { isVersion1, mapVersion1, mapVersion2, partsOf } from './map.ts'
import { carries, models } from './models.ts'
import { acceptedAnswer, descriptionsAnswer, generation, handle, imageFacts, imagesAnswer, modelList } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.ideogram.ai'
const KEYS_PATH = '/v1/.well-known/jwks.json'
/**
 * The timeout of a call to v1. If the work takes more than 265 seconds, Ideogram responds with an error, but continues the work. Our
 * timeout is longer, so that this response still arrives.
 */
const SYNC_TIMEOUT_MS = 300_000
const POLL_AFTER_MS = 2000

export const ideogram: ProviderAdapter = {
  id: 'ideogram',
  name: 'Ideogram',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  // True because work in the v2 API can be resumed. Work in the v1 API cannot.
  resumable: true,
  models,
  carries,
  reportsCost: (providerModel) => providerModel !== 'ideogram-v3',

  check({ request, inputs, mask }) {
    checkMask(mask)
    // Only the presence of a mask matters for this check, so the bytes are empty.
    const pictures = { inputs, mask: mask === null ? null : new Uint8Array(0) }
    if (isVersion1(request)) mapVersion1(request, pictures)
    else mapVersion2(request, pictures, null)
  },

  async submit({ request, inputs, mask, callbackUrl }, context) {
    const http = httpOf(context)
    const pictures = { inputs, mask: mask === null ? null : await blackWhereWhite(mask, context) }
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
        const { body, headers } = await http.json(call, descriptionsAnswer())
        const texts = body.descriptions.flatMap(({ text }) => text || [])
        if (texts.length === 0) throw http.malformed('it has no description', call)
        return { kind: 'done', images: [], texts, usage: null, costMicros: null, providerRequestId: headers.get('x-request-id') }
      }
      const answer = await jsonWithPictures(http, { ...call, maxBytes: maxBytesOf(request.n) }, imagesAnswer(), context)
      const { data, generation_id: id } = answer.body
      return readDone(data, answer.picture, { id: id ?? answer.headers.get('x-request-id'), costMicros: null }, http, request)
    }
    const mapped = mapVersion2(request, pictures, callbackUrl)
    const payload = mapped.files.length === 0 ? { json: mapped.fields } : { multipart: multipart(partsOf(mapped)) }
    const submitted: HttpCall = { method: 'POST', target: mapped.path, ...payload, mayBill: true, maxBytes: maxBytesOf(request.n) }
    const { body, picture } = await jsonWithPictures(http, submitted, acceptedAnswer(), context)
    if (body.data.length > 0) return readDone(body.data, picture, { id: body.generation_id, costMicros: null }, http, request)
    return {
      kind: 'accepted',
      handle: { generationId: body.generation_id },
      pollAfterMs: POLL_AFTER_MS,
      providerRequestId: body.generation_id,
    }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { generationId } = handle().parse(json)
    const target = `/v2/generations/${encodeURIComponent(generationId)}`
    const asked: HttpCall = { method: 'GET', target, mayBill: true, notFound: 'lost', maxBytes: maxBytesOf(request.n) }
    const { body, picture } = await jsonWithPictures(http, asked, generation(), context)
    switch (body.status) {
      case 'completed':
        return readDone(body.data, picture, { id: generationId, costMicros: body.usage_cost_usd_micros }, http, request)
      case 'failed': {
        const reason = body.failure_reason ?? 'it gave no reason'
        const refused = /safe|moderat|policy|prohibited|blocked/i.test(reason) || kindOfWords(reason) === 'refused'
        throw new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`Ideogram failed: ${reason}`), {
          billed: 'no',
          providerRequestId: generationId,
        })
      }
    }
    // The status is `pending` or unknown. An unknown status may be a new one, so it counts as pending.
    return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
  },

  async verifyCallback({ headers, body }, json, context) {
    const read = handle().safeParse(json)
    if (!read.success) return { kind: 'refused', reason: 'no callback is expected' }
    const header = (name: string) => headers.get(`x-ideogram-webhook-${name}`)
    const callback = {
      id: header('generation-id'),
      account: header('user-id'),
      timestamp: header('timestamp'),
      signature: header('signature'),
      body,
    }
    const base = withoutEnd(context.credential.baseUrl ?? DEFAULT_BASE_URL, /\//)
    return verifyEd25519(callback, read.data.generationId, `${base}${KEYS_PATH}`, context)
  },

  async verifyCredential(context) {
    await httpOf(context).json({ method: 'GET', target: '/models', mayBill: false }, modelList())
    return { detail: 'The key is valid.' }
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
  // Ideogram reports a refusal by its safety check with 422. After a 503 it continues the work, so it is unknown whether the call is
  // billed.
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

async function readDone(
  data: readonly unknown[],
  picture: PictureJson['picture'],
  { id: providerRequestId, costMicros }: { id: string | null; costMicros: number | null },
  http: ProviderHttp,
  request: PlannedRequest,
): Promise<Done> {
  const images: ProviderImage[] = []
  let keptBack = false
  for (const item of data) {
    const facts = imageFacts().parse(item)
    keptBack ||= facts.is_image_safe === false
    const source = facts.is_image_safe === false ? null : await picture(item, 'url')
    if (source !== null) images.push({ source, seed: seedOf(facts.seed, request), revisedPrompt: facts.prompt })
  }
  if (images.length === 0) {
    if (keptBack)
      throw new ProviderFailure('refused', 'Ideogram kept the pictures back: they did not pass its safety check.', {
        billed: 'no',
        providerRequestId,
      })
    throw http.malformed('it has no pictures', { mayBill: true })
  }
  return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId }
}
