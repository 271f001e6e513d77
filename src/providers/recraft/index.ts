// Recraft: the response contains URLs that are valid for a day, and the charge in credits.
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { blackAndWhite, checkMask, pngAddress } from '../mask.ts'
import { readMicros } from '../numbers.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressOf } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext, ProviderImage } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { requireTool, toolFields } from './map.ts'
import { carries, models } from './models.ts'
import { account, imageFacts, imagesAnswer } from './wire.ts'

const DEFAULT_BASE_URL = 'https://external.api.recraft.ai'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000
/** A thousand credits cost one dollar. */
const MICROS_PER_CREDIT = 1000

export const recraft: ProviderAdapter = {
  id: 'recraft',
  name: 'Recraft',
  credentialFields: [{ name: 'api_key', description: 'The API token', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,
  reportsCost: () => true,

  check({ request, inputs, mask }) {
    toolFields(request, inputs, null, null)
    checkMask(mask)
  },

  async submit({ request, inputs, mask }, context) {
    const http = httpOf(context)
    const tool = requireTool(request)
    const [input] = inputs
    const picture = tool.image && input !== undefined ? await addressOf(input) : null
    const json = toolFields(request, inputs, picture, mask === null ? null : pngAddress(await blackAndWhite(mask, context)))
    const call = {
      ...PAID,
      method: 'POST',
      target: `/v1/images${tool.path}`,
      json,
      maxBytes: maxBytesOf(request.n),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, headers, picture: pictureOf } = await jsonWithPictures(http, call, imagesAnswer(), context)
    const images: ProviderImage[] = []
    for (const item of 'data' in body ? body.data : [body.image]) {
      const source = await pictureOf(item)
      const { revised_prompt: revisedPrompt } = imageFacts().parse(item)
      if (source !== null) images.push({ source, seed: tool.seed ? seedOfOne(request) : null, revisedPrompt })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    const costMicros = body.credits === null ? null : readMicros([body.credits], MICROS_PER_CREDIT)
    return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId: headers.get('x-request-id') }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/v1/users/me', mayBill: false }, account())
    return { detail: `The token is valid; ${body.credits} units are left.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Recraft',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/** Recognizes from the error message that the account has no credits left. Recraft reports this only in the message. */
function readError(body: Json, status: number): ErrorReading | null {
  return status < 500 && /not enough|positive api unit/i.test(messageIn(body) ?? '') ? { kind: 'no_credit' } : null
}
