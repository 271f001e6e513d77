// Black Forest Labs: a task that is polled at the URL in the first answer. The picture's URL is valid for ten minutes.
import { equalDigests, equalTexts, hmacSha256, hmacText, utf8 } from '../../shared/crypto.ts'
import { fromHex } from '../ed25519-callback.ts'
import { type ErrorReading, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { readMicros } from '../numbers.ts'
import { jsonWithPictures } from '../picture-json.ts'
import { base64Of } from '../picture-text.ts'
import { type InputImage, ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { seedOf } from '../seed.ts'
import type { Json } from '../../shared/json.ts'
import { mapFields, takesBase64Alone } from './map.ts'
import { carries, models, safety } from './models.ts'
import { accepted, credits, handle, resultFacts, taskResult } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.bfl.ai'
const POLL_AFTER_MS = 1000
/** One credit costs one US cent. */
const MICROS_PER_CREDIT = 10_000

export const blackForestLabs: ProviderAdapter = {
  id: 'black-forest-labs',
  name: 'Black Forest Labs',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  safety,
  carries,
  reportsCost: () => true,

  check({ request, inputs }) {
    mapFields({ request, inputs }, [], null, null)
  },

  async submit({ request, inputs, mask, callbackUrl }, context) {
    const http = httpOf(context)
    const ordered = inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image'))
    const pictures: string[] = []
    const inside = takesBase64Alone(request)
    for (const input of ordered) pictures.push(inside ? await base64Of(input) : await pictureOf(input))
    const callback = callbackUrl === null ? null : { url: callbackUrl, secret: await callbackSecret(context, request.generationId) }
    const json = mapFields({ request, inputs }, pictures, mask === null ? null : await base64Of(mask), callback)
    const { body } = await http.json({ method: 'POST', target: `/v1/${request.model.providerModel}`, json, mayBill: true }, accepted())
    const pollingUrl = body.polling_url === null ? null : http.ownAddress(body.polling_url)
    if (pollingUrl === null && body.polling_url !== null) throw http.malformed('it names an address that is not its own', { mayBill: true })
    const costMicros = readMicros([body.cost], MICROS_PER_CREDIT)
    return {
      kind: 'accepted',
      handle: { id: body.id, pollingUrl, costMicros, generationId: request.generationId },
      pollAfterMs: POLL_AFTER_MS,
      providerRequestId: body.id,
    }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id, pollingUrl, costMicros } = handle().parse(json)
    const target = pollingUrl ?? `/v1/get_result?id=${encodeURIComponent(id)}`
    const { body, picture } = await jsonWithPictures(
      http,
      { method: 'GET', target, mayBill: true, notFound: 'lost' },
      taskResult(),
      context,
    )
    const fail = (kind: 'refused' | 'lost', message: string, billed: 'no' | 'unknown') =>
      new ProviderFailure(kind, http.scrub(`Black Forest Labs: ${message}`), { billed, providerRequestId: id })
    switch (body.status) {
      case 'Ready': {
        const source = await picture(body.result, 'url')
        if (source === null) throw http.malformed('it has no picture', { mayBill: true })
        const facts = resultFacts().parse(body.result)
        const image = { source, seed: seedOf(facts.seed, request), revisedPrompt: facts.prompt }
        return { kind: 'done', images: [image], texts: [], usage: null, costMicros, providerRequestId: id }
      }
      case 'Request Moderated':
        throw fail('refused', 'the request did not pass its moderation.', 'no')
      case 'Content Moderated':
        throw fail('refused', 'the picture did not pass its moderation.', 'no')
      case 'Error':
        throw fail('lost', messageIn((body.details ?? null) as Json) ?? 'the task failed.', 'no')
      case 'Task not found':
        throw fail('lost', 'it no longer knows the task.', 'unknown')
    }
    // The status is `Pending` or unknown. An unknown status may be a new one, so it counts as pending.
    return { kind: 'pending', progress: body.progress, pollAfterMs: POLL_AFTER_MS }
  },

  async verifyCallback({ headers, body }, json, context) {
    const refused = (reason: string) => ({ kind: 'refused' as const, reason })
    const read = handle().safeParse(json)
    if (!read.success) return refused('no callback is expected')
    const secret = await callbackSecret(context, read.data.generationId)
    const shown = headers.get('x-webhook-secret')
    const signature = headers.get('x-bfl-signature')?.replace(/^sha256=/, '') ?? null
    const genuine =
      signature !== null
        ? equalDigests(fromHex(signature) ?? new Uint8Array(0), await hmacSha256(utf8(secret), Uint8Array.from(body)))
        : shown !== null && equalTexts(shown, secret)
    return genuine ? { kind: 'genuine' } : refused(signature === null && shown === null ? 'it is not signed' : 'its signature does not fit')
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/v1/credits', mayBill: false }, credits())
    return { detail: `The key is valid; ${body.credits} credits are left.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Black Forest Labs',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    // Each region has a host name of its own, for example api.eu.bfl.ai.
    isOwnHost: (host) => host.endsWith('.bfl.ai'),
    readError,
    authorize: (fields) => ({ 'x-key': fields['api_key']?.reveal() ?? '' }),
  })
}

/**
 * Classifies an error by the `status` in the body. The HTTP status is not enough, because a response with an HTTP error status may report
 * that a task was refused or has failed.
 */
function readError(body: Json): ErrorReading | null {
  const state = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['status'] : null
  switch (state) {
    case 'Request Moderated':
    case 'Content Moderated':
      return { kind: 'refused', billed: 'no' }
    case 'Error':
      return { kind: 'lost', billed: 'no' }
  }
  return null
}

/** Returns the secret for the callback of one generation. It is derived from the API key, so that it need not be stored. */
function callbackSecret(context: ProviderContext, generationId: string): Promise<string> {
  return hmacText(utf8(context.credential.fields['api_key']?.reveal() ?? ''), `webhook|black-forest-labs|${generationId}`)
}

async function pictureOf(input: InputImage): Promise<string> {
  return (await input.url()) ?? (await base64Of(input))
}
