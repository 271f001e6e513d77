// AUTOMATIC1111's Stable Diffusion web UI, on a server of the instance's owner, started with --api. The response contains the pictures.
import { encodeBase64 } from '../../shared/base64.ts'
import { utf8 } from '../../shared/crypto.ts'
import type { Json } from '../../shared/json.ts'
import { kindOfWords } from '../error-words.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { checkMask } from '../mask.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { base64Of } from '../picture-text.ts'
import type { Done, ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { callFor } from './map.ts'
import { carries, models } from './models.ts'
import { checkpoints, described, drawn, enlarged, facts } from './wire.ts'

/** A placeholder for the base URL. There is no standard base URL, because each instance configures the address of its own server. */
const ANY_SERVER = 'https://automatic1111.invalid'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 10 * 60_000

export const automatic1111: ProviderAdapter = {
  id: 'automatic1111',
  name: 'AUTOMATIC1111',
  credentialFields: [
    { name: 'username', description: 'The name of --api-auth', required: false, secret: false },
    { name: 'password', description: 'Its password', required: false },
  ],
  defaultBaseUrl: null,
  resumable: false,
  models,
  carries,

  check({ request, inputs, mask }) {
    callFor(request, inputs[0] ?? null, null, null)
    checkMask(mask)
  },

  async submit({ request, inputs, mask }, context) {
    const http = httpOf(context)
    const [input = null] = inputs
    const { target, json } = callFor(
      request,
      input,
      input === null ? null : await base64Of(input),
      mask === null ? null : await base64Of(mask),
    )
    const call = {
      ...PAID,
      method: 'POST',
      target,
      json,
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const done = (images: ProviderImage[], texts: string[]): Done => {
      if (images.length + texts.length === 0) throw http.malformed('it has no pictures', PAID)
      return { kind: 'done', images, texts, usage: null, costMicros: null, providerRequestId: null }
    }
    if (request.operation === 'describe') {
      const { body } = await http.json(call, described())
      return done([], [body.caption])
    }
    if (request.operation === 'upscale') {
      const { body, picture } = await jsonWithPictures(http, call, enlarged(), context)
      const source = await picture(body.image, 'base64')
      return done(source === null ? [] : [{ source, seed: null, revisedPrompt: null }], [])
    }
    const { body, picture } = await jsonWithPictures(http, call, drawn(), context)
    const { all_seeds: seeds } = facts().parse(parsed(body.info))
    const images: ProviderImage[] = []
    for (const [index, item] of body.images.entries()) {
      const source = await picture(item, 'base64')
      if (source !== null) images.push({ source, seed: seeds[index] ?? request.seed, revisedPrompt: null })
    }
    return done(images, [])
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/sdapi/v1/sd-models', mayBill: false }, checkpoints())
    return { detail: `The server responds; it has ${body.length} checkpoints.` }
  },
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

function httpOf(context: ProviderContext): ProviderHttp {
  const { username, password } = context.credential.fields
  const name = username?.reveal() ?? ''
  return providerHttp({
    provider: 'AUTOMATIC1111',
    context,
    defaultBaseUrl: ANY_SERVER,
    readError,
    authorize: () => {
      const header: Record<string, string> = {}
      if (password !== undefined) header['authorization'] = `Basic ${encodeBase64(utf8(`${name}:${password.reveal()}`))}`
      return header
    },
  })
}

/** Reads the error from `detail`, which says what happened. The field `error` only names the exception, so it is not read. */
function readError(body: Json): ErrorReading | null {
  const detail = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['detail'] : null
  if (typeof detail !== 'string') return null
  return kindOfWords(detail) === 'refused' ? { kind: 'refused', billed: 'no', message: detail } : { message: detail }
}
