// Replicate: the adapter creates a prediction. Replicate waits briefly for the result before it responds. If the response comes without the
// result, the job polls. The URLs of the pictures are valid for an hour.
import { decodeBase64 } from '../../shared/base64.ts'
import { equalDigests, hmacSha256, utf8 } from '../../shared/crypto.ts'
import { CALLBACK_TOLERANCE_SECONDS } from '../ed25519-callback.ts'
import { kindOfWords } from '../error-words.ts'
import { messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf, type PictureJson } from '../picture-json.ts'
import { addressesOf, addressOf as pictureAddressOf } from '../picture-text.ts'
import {
  type Done,
  type Pending,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import type { Json } from '../../shared/json.ts'
import { addressOf } from './families.ts'
import { mapPrediction } from './map.ts'
import { carries, models, safety } from './models.ts'
import { account, handle, prediction, type Prediction, webhookSecret } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.replicate.com/v1'
const POLL_AFTER_MS = 1000
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

export const replicate: ProviderAdapter = {
  id: 'replicate',
  name: 'Replicate',
  credentialFields: [
    { name: 'api_key', description: 'The API token, r8_…', required: true },
    {
      name: 'webhook_secret',
      description: 'The signing secret of webhooks, whsec_…; asked of Replicate if it is not given',
      required: false,
    },
  ],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  safety,
  carries,

  check({ request }) {
    mapPrediction(request, [], null, null)
  },

  async submit({ request, inputs, mask, callbackUrl }, context) {
    const http = httpOf(context)
    const masked = mask === null ? null : await pictureAddressOf(mask)
    const json = mapPrediction(request, await addressesOf(inputs), masked, callbackUrl)
    const answer = await jsonWithPictures(
      http,
      {
        method: 'POST',
        target: addressOf(request.model.providerModel).path,
        // Replicate waits up to two seconds before it responds, and fast models finish in this time. The job learns the prediction's id
        // only from the response. If the job breaks off before that, it cannot find the prediction again, so the wait is short.
        headers: { prefer: 'wait=2', 'cancel-after': '15m' },
        json,
        mayBill: true,
        maxBytes: maxBytesOf(request.n),
      },
      prediction(),
      context,
    )
    const state = await stateOf(answer, http, request)
    if (state.kind === 'done') return state
    const { id } = answer.body
    return { kind: 'accepted', handle: { id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const call = {
      method: 'GET',
      target: `/predictions/${encodeURIComponent(id)}`,
      mayBill: true,
      notFound: 'lost',
      maxBytes: maxBytesOf(request.n),
    } as const
    return stateOf(await jsonWithPictures(http, call, prediction(), context), http, request)
  },

  async cancel(json, context) {
    const { id } = handle().parse(json)
    const response = await httpOf(context).send({
      method: 'POST',
      target: `/predictions/${encodeURIComponent(id)}/cancel`,
      mayBill: false,
      maxBytes: MAX_ANSWER_BYTES,
    })
    await response.body?.cancel()
  },

  async verifyCallback({ headers, body }, json, context) {
    const refused = (reason: string) => ({ kind: 'refused' as const, reason })
    const read = handle().safeParse(json)
    if (!read.success) return refused('no callback is expected')
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers.get(name))
    if (!id || !timestamp || !signatures) return refused('it is not signed')
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(context.clock() / 1000 - Number(timestamp)) > CALLBACK_TOLERANCE_SECONDS)
      return refused('it is too old or from the future')
    const secret = await secretOf(context)
    if (secret === null) return refused('the secret to check it with could not be read')
    const text = new TextDecoder().decode(body)
    const expected = await hmacSha256(secret, `${id}.${timestamp}.${text}`)
    const fits = signatures.split(' ').some((signature) => {
      const given = signature.startsWith('v1,') ? decodeBase64(signature.slice('v1,'.length)) : null
      return given !== null && equalDigests(given, expected)
    })
    if (!fits) return refused('its signature does not fit')
    return idIn(text) === read.data.id ? { kind: 'genuine' } : refused('it is about other work')
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/account', mayBill: false }, account())
    return { detail: `The token is valid; it belongs to ${body.username.slice(0, 100)}.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Replicate',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

async function stateOf(
  { body, picture }: { body: Prediction } & Pick<PictureJson, 'picture'>,
  http: ProviderHttp,
  request: PlannedRequest,
): Promise<Done | Pending> {
  switch (body.status) {
    case 'starting':
    case 'processing':
      return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
    case 'succeeded': {
      const images: ProviderImage[] = []
      for (const item of Array.isArray(body.output) ? body.output : [body.output]) {
        const source = await picture(item, 'url')
        if (source !== null) images.push({ source, seed: seedOfOne(request), revisedPrompt: null })
      }
      if (images.length === 0) throw http.malformed('it has no pictures', { mayBill: true })
      return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: body.id }
    }
    case 'failed': {
      const message = messageIn((body.error ?? null) as Json) ?? 'it failed without a word'
      const refused = /nsfw|safety|sensitive|flagged|moderat|\bE005\b/i.test(message) || kindOfWords(message) === 'refused'
      throw new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`Replicate: ${message}`), {
        billed: 'no',
        providerRequestId: body.id,
      })
    }
    case 'canceled':
      // Work that was done before the cancel may be billed.
      throw new ProviderFailure('canceled', 'Replicate canceled the prediction.', { billed: 'unknown', providerRequestId: body.id })
    case 'aborted':
      throw new ProviderFailure('canceled', 'Replicate ended the prediction before it began.', { billed: 'no', providerRequestId: body.id })
  }
  throw http.malformed(`its status is ${body.status}`, { mayBill: true })
}

async function secretOf(context: ProviderContext): Promise<Uint8Array<ArrayBuffer> | null> {
  const given = context.credential.fields['webhook_secret']?.reveal()
  const text = given ?? (await askedSecret(context))
  if (text === null) return null
  return text.startsWith('whsec_') ? decodeBase64(text.slice('whsec_'.length)) : utf8(text)
}

async function askedSecret(context: ProviderContext): Promise<string | null> {
  try {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/webhooks/default/secret', mayBill: false }, webhookSecret())
    return body.key
  } catch {
    return null
  }
}

function idIn(text: string): string | null {
  try {
    const read = handle().safeParse(JSON.parse(text))
    return read.success ? read.data.id : null
  } catch {
    return null
  }
}
