// fal's queue. When fal accepts work, it returns several URLs. The adapter polls one of them, and fetches the result from another one.
import type { z } from 'zod'
import type { Json } from '../../shared/json.ts'
import { withoutEnd } from '../../shared/without-end.ts'
import { verifyEd25519 } from '../ed25519-callback.ts'
import { kindOfError } from '../error-words.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf, type PictureJson } from '../picture-json.ts'
import { addressesOf, addressOf } from '../picture-text.ts'
import {
  type Done,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOf } from '../seed.ts'
import { pathOf } from './families.ts'
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
    mapInput(request, [], null)
  },

  async submit({ request, inputs, mask, callbackUrl }, context) {
    const http = httpOf(context)
    const json = mapInput(request, await addressesOf(inputs), mask === null ? null : await addressOf(mask))
    const { body } = await http.json(
      {
        method: 'POST',
        target: `/${pathOf(request.model.providerModel, request.operation, inputs.length)}`,
        ...(callbackUrl === null ? {} : { query: { fal_webhook: callbackUrl } }),
        // Without this header, fal would retry up to ten times by itself. But the job decides about retries.
        headers: { 'x-fal-no-retry': '1' },
        json,
        mayBill: true,
      },
      accepted(),
    )
    const own = (url: string) => {
      const address = http.ownAddress(url)
      if (address === null) throw http.malformed('it names an address that is not its own', { mayBill: true })
      return address
    }
    return {
      kind: 'accepted',
      handle: {
        requestId: body.request_id,
        statusUrl: own(body.status_url),
        responseUrl: own(body.response_url),
        cancelUrl: own(body.cancel_url),
      },
      pollAfterMs: POLL_AFTER_MS,
      providerRequestId: body.request_id,
    }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { requestId, statusUrl, responseUrl } = handle().parse(json)
    const { body } = await http.json({ method: 'GET', target: statusUrl, mayBill: true, notFound: 'lost' }, status())
    if (body.status !== 'COMPLETED') return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
    if (body.error) throw workFailed(body.error, body.error_type ?? '', http, requestId)
    const call = { method: 'GET', target: responseUrl, mayBill: true, notFound: 'lost', maxBytes: maxBytesOf(request.n) } as const
    return readDone(await jsonWithPictures(http, call, result(), context), requestId, http, request)
  },

  async cancel(json, context) {
    const { cancelUrl } = handle().parse(json)
    try {
      const response = await httpOf(context).send({ method: 'PUT', target: cancelUrl, mayBill: false })
      await response.body?.cancel()
    } catch (error) {
      // fal responds with 400 or 404 if it is too late to cancel, or if fal has already forgotten the work. This is no failure, because the
      // next poll shows the outcome.
      if (!(error instanceof ProviderFailure && (error.status === 400 || error.status === 404))) throw error
    }
  },

  async verifyCallback({ headers, body }, json, context) {
    const read = handle().safeParse(json)
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
    const keysUrl = own === null ? KEYS_URL : `${withoutEnd(own, /\//)}/.well-known/jwks.json`
    return verifyEd25519(callback, read.data.requestId, keysUrl, context)
  },

  async verifyCredential(context) {
    // fal has no call that only verifies a key, so work that does not exist is polled. If the key is valid, fal responds that there is no
    // such work. Otherwise it rejects the key.
    const target = '/fal-ai/flux/requests/00000000-0000-0000-0000-000000000000/status'
    try {
      const response = await httpOf(context).send({ method: 'GET', target, mayBill: false, notFound: 'lost' })
      await response.body?.cancel()
    } catch (error) {
      if (!(error instanceof ProviderFailure && (error.status === 404 || error.status === 422 || error.status === 400))) throw error
    }
    return { detail: 'The key is valid.' }
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
  // When the result is fetched, this header in the response means that the model has failed on this work. Fetching the result again would
  // not help.
  if (httpStatus >= 500 && headers.has('x-fal-error-type')) return { kind: 'lost', billed: 'no' }
  return null
}

function workFailed(message: string, type: string, http: ProviderHttp, requestId: string): ProviderFailure {
  const refused = /content_policy|nsfw|safety/i.test(type) || kindOfError({ type }, message) === 'refused'
  return new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`fal: ${message}`), { billed: 'no', providerRequestId: requestId })
}

async function readDone(
  { body, picture }: { body: z.infer<ReturnType<typeof result>> } & Pick<PictureJson, 'picture'>,
  requestId: string,
  http: ProviderHttp,
  request: PlannedRequest,
): Promise<Done> {
  const files = body.images.length > 0 ? body.images : [body.image]
  const images: ProviderImage[] = []
  let blackened = 0
  for (const [index, file] of files.entries()) {
    const source = await picture(file, 'url')
    if (source === null) continue
    if (body.has_nsfw_concepts[index] === true) blackened++
    else images.push({ source, seed: seedOf(body.seed, request), revisedPrompt: null })
  }
  if (images.length === 0 && blackened > 0) {
    // fal replaces refused pictures by black ones and still bills them.
    throw new ProviderFailure('refused', 'fal blackened the pictures: they did not pass its safety check.', {
      billed: 'yes',
      providerRequestId: requestId,
    })
  }
  if (images.length === 0) throw http.malformed('it has no pictures', { mayBill: true })
  return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: requestId }
}
