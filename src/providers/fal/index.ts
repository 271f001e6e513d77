// fal's queue: submit, ask at the address that it gave, fetch the result at another one.
import type { Json } from '../../shared/json.ts'
import { verifyEd25519 } from '../ed25519-callback.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { addressOf } from '../picture-text.ts'
import { type Done, type PlannedRequest, ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { mapInput } from './map.ts'
import { carries, models, safety } from './models.ts'
import { accepted, handle, result, status } from './wire.ts'

const DEFAULT_BASE_URL = 'https://queue.fal.run'
const KEYS_URL = 'https://rest.alpha.fal.ai/.well-known/jwks.json'
const POLL_AFTER_MS = 1000

export const fal: ProviderAdapter = {
  id: 'fal',
  name: 'fal',
  credentialFields: [{ name: 'api_key', description: 'The key, id:secret', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  safety,
  carries,

  check({ request }) {
    mapInput(request, null)
  },

  async submit({ request, inputs, callbackUrl }, context) {
    const http = httpOf(context)
    const json = mapInput(request, inputs[0] === undefined ? null : await addressOf(inputs[0]))
    const { body } = await http.json(
      {
        method: 'POST',
        target: `/${request.model.providerModel}`,
        ...(callbackUrl === null ? {} : { query: { fal_webhook: callbackUrl } }),
        // It would try again up to ten times by itself; when and how often is our job's to say.
        headers: { 'x-fal-no-retry': '1' },
        json,
        mayBill: true,
      },
      accepted,
    )
    for (const url of [body.status_url, body.response_url, body.cancel_url]) {
      if (!http.isOwn(url)) throw http.malformed('it names an address that is not its own', { mayBill: true })
    }
    return {
      kind: 'accepted',
      handle: { requestId: body.request_id, statusUrl: body.status_url, responseUrl: body.response_url, cancelUrl: body.cancel_url },
      pollAfterMs: POLL_AFTER_MS,
      providerRequestId: body.request_id,
    }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { requestId, statusUrl, responseUrl } = handle.parse(json)
    const { body } = await http.json({ method: 'GET', target: statusUrl, mayBill: true, notFound: 'lost' }, status)
    if (body.status !== 'COMPLETED') return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
    if (body.error) throw workFailed(body.error, body.error_type ?? '', http, requestId)
    const answer = await http.json({ method: 'GET', target: responseUrl, mayBill: true, notFound: 'lost' }, result)
    return done(answer.body, requestId, http, request)
  },

  async cancel(json, context) {
    const { cancelUrl } = handle.parse(json)
    try {
      const response = await httpOf(context).send({ method: 'PUT', target: cancelUrl, mayBill: false })
      await response.body?.cancel()
    } catch (error) {
      // Too late to cancel, or forgotten already: what became of it shows when it is asked.
      if (!(error instanceof ProviderFailure && (error.status === 400 || error.status === 404))) throw error
    }
  },

  async verifyCallback({ headers, body }, json, context) {
    const read = handle.safeParse(json)
    if (!read.success) return { kind: 'refused', reason: 'no callback is expected' }
    const header = (name: string) => headers.get(`x-fal-webhook-${name}`)
    const callback = {
      id: header('request-id'),
      account: header('user-id'),
      timestamp: header('timestamp'),
      signature: header('signature'),
      body,
    }
    const own = context.credential.baseUrl
    const keysUrl = own === null ? KEYS_URL : `${own.replace(/\/+$/, '')}/.well-known/jwks.json`
    return verifyEd25519(callback, read.data.requestId, keysUrl, context)
  },

  async verifyCredential(context) {
    // There is no call that only looks at the key; a question about work that never was is answered only to those who are known.
    const target = '/fal-ai/flux/requests/00000000-0000-0000-0000-000000000000/status'
    try {
      const response = await httpOf(context).send({ method: 'GET', target, mayBill: false, notFound: 'lost' })
      await response.body?.cancel()
    } catch (error) {
      if (!(error instanceof ProviderFailure && (error.status === 404 || error.status === 422 || error.status === 400))) throw error
    }
    return { detail: 'The key is good.' }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'fal',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    isOwnHost: (host) => host === 'fal.run' || host.endsWith('.fal.run'),
    readError,
    authorize: (fields) => ({ authorization: `Key ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

function readError(body: Json, httpStatus: number, headers: Headers): ErrorReading | null {
  const text = JSON.stringify(body ?? '')
  if (/content_policy_violation|nsfw|safety checker/i.test(text)) return { kind: 'refused' }
  if (httpStatus === 403 && /balance|exhausted|locked/i.test(text)) return { kind: 'no_credit' }
  // The model's own failure, told when its result is asked for: asking again changes nothing.
  if (httpStatus >= 500 && headers.has('x-fal-error-type')) return { kind: 'lost', billed: 'no' }
  return null
}

function workFailed(message: string, type: string, http: ProviderHttp, requestId: string): ProviderFailure {
  const refused = /content_policy|nsfw|safety/i.test(`${type} ${message}`)
  return new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`fal: ${message}`), { billed: 'no', providerRequestId: requestId })
}

function done(body: ReturnType<typeof result.parse>, requestId: string, http: ProviderHttp, request: PlannedRequest): Done {
  const files = body.images ?? (body.image ? [body.image] : [])
  const kept = files.filter((_, place) => body.has_nsfw_concepts?.[place] !== true)
  if (files.length > 0 && kept.length === 0) {
    // It draws black pictures, and they are paid for like others.
    throw new ProviderFailure('refused', 'fal blackened the pictures: they did not pass its safety check.', {
      billed: 'yes',
      providerRequestId: requestId,
    })
  }
  if (kept.length === 0) throw http.malformed('it has no pictures', { mayBill: true })
  return {
    kind: 'done',
    images: kept.map(({ url }) => ({ source: { kind: 'url', url }, seed: body.seed ?? seedOfOne(request), revisedPrompt: null })),
    texts: [],
    usage: null,
    costMicros: null,
    providerRequestId: requestId,
  }
}
