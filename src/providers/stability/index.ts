// Stability's v2beta services: the request is a form; the response is a picture, or an id to poll.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, holdsError, type HttpCall, type ProviderHttp, providerHttp } from '../http.ts'
import { multipart } from '../multipart.ts'
import { readPictureJson } from '../picture-json.ts'
import { type Done, type PlannedRequest, ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { serviceParts } from './map.ts'
import { carries, models } from './models.ts'
import { type Service, serviceFields, SERVICES } from './services.ts'
import { accepted, balance, handle, imageAnswer, resultAnswer } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.stability.ai'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 3 * 60_000
const MAX_ANSWER_BYTES = 96 * 1024 * 1024
/** Stability asks for ten seconds between polls. */
const POLL_AFTER_MS = 10_000

export const stability: ProviderAdapter = {
  id: 'stability',
  name: 'Stability AI',
  credentialFields: [{ name: 'api_key', description: 'The API key, sk-…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  // A service that returns the picture in its response gives no handle, so its work cannot be resumed after a crash.
  resumable: false,
  models,
  carries,

  check({ request, inputs }) {
    serviceFields(serviceOf(request), request, inputs)
  },

  async submit({ request, inputs, mask }, context) {
    const http = httpOf(context)
    const service = serviceOf(request)
    const call = {
      ...PAID,
      method: 'POST',
      target: `/v2beta/stable-image${service.path}`,
      multipart: multipart(serviceParts(service, request, inputs, mask)),
      maxBytes: MAX_ANSWER_BYTES,
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const satisfies HttpCall
    if (service.asynchronous) {
      const { body } = await http.json(call, accepted())
      return { kind: 'accepted', handle: { id: body.id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: body.id }
    }
    return readPicture(await http.send(call), 'image', http, context, null)
  },

  async poll(json, _call, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const target = `/v2beta/results/${encodeURIComponent(id)}`
    const response = await http.send({ ...PAID, method: 'GET', target, notFound: 'lost', maxBytes: MAX_ANSWER_BYTES })
    if (response.status !== 202) return readPicture(response, 'result', http, context, id)
    await response.body?.cancel()
    return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/v1/user/balance', mayBill: false }, balance())
    return { detail: `The key is valid; ${body.credits} credits are left.` }
  },
}

/** Returns the service of a model. Throws ProviderFailure for a custom model with an unknown service. */
function serviceOf({ model }: PlannedRequest): Service {
  const service = SERVICES[model.providerModel]
  if (service !== undefined) return service
  throw new ProviderFailure('bad_request', `Stability has no service ${model.providerModel}.`, { billed: 'no', pointer: '/body/model' })
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Stability AI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/**
 * Returns `refused` if Stability's moderation has refused the request; null for all other errors. A refusal is recognized by the error's
 * field `name`. Its status, 403, does not suffice: a key without permission gets the same status.
 */
function readError(body: Json): ErrorReading | null {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return null
  return body['name'] === 'content_moderation' ? { kind: 'refused' } : null
}

async function readPicture(
  response: Response,
  member: 'image' | 'result',
  http: ProviderHttp,
  context: ProviderContext,
  id: string | null,
): Promise<Done> {
  const { body, picture: pictureOf } = await readPictureJson(response, member, http, PAID, context.sink)
  const read = member === 'image' ? imageAnswer().safeParse(body) : resultAnswer().safeParse(body)
  if (!read.success) throw holdsError(body) ? http.failureIn(body, PAID, response.headers) : http.malformed('it has no picture', PAID)
  const { finish_reason: reason, seed } = read.data
  // `CONTENT_FILTERED` means that Stability's filter has blurred the picture, so the answer counts as refused. It is not billed, because
  // Stability does not charge for failed work.
  if (reason === 'CONTENT_FILTERED')
    throw new ProviderFailure('refused', 'Stability AI: the picture did not pass its moderation.', { billed: 'no', providerRequestId: id })
  const picture = await pictureOf('image' in read.data ? read.data.image : read.data.result, 'base64')
  if (picture === null) throw http.malformed('it has no picture', PAID)
  const providerRequestId = id ?? response.headers.get('x-request-id')
  return {
    kind: 'done',
    images: [{ source: picture, seed: seed ?? null, revisedPrompt: null }],
    texts: [],
    usage: null,
    costMicros: null,
    providerRequestId,
  }
}
