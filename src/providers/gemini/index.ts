// Google's Gemini API with a key of AI Studio. The picture comes only in the response to the call. A job that loses this response cannot
// get the picture again, so the work cannot be resumed.
import { messageIn } from '../http.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { base64Of } from '../picture-text.ts'
import type { InputImage, ProviderAdapter, ProviderContext } from '../provider.ts'
import { validKey } from '../valid-key.ts'
import type { Json } from '../../shared/json.ts'
import { CONTENT_CALL, readContent } from './answer.ts'
import { checkInputs, contentFields, type Picture, safety } from './map.ts'
import { carries, models } from './models.ts'
import { modelList } from './wire.ts'

const DEFAULT_BASE_URL = 'https://generativelanguage.googleapis.com/v1beta'

export const gemini: ProviderAdapter = {
  id: 'gemini',
  name: 'Google Gemini',
  credentialFields: [{ name: 'api_key', description: 'A key of Google AI Studio', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  safety,
  carries,

  check({ request, inputs }) {
    checkInputs(inputs)
    contentFields(request, [], null)
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const target = `/models/${encodeURIComponent(request.model.providerModel)}:generateContent`
    const response = await http.send({ ...CONTENT_CALL, target, json: contentFields(request, await picturesOf(inputs), null) })
    return readContent(response, request, http, context.sink)
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/models', mayBill: false }, modelList())
    return validKey(body.models.length)
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Google Gemini',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError: readGoogleError,
    authorize: (fields) => ({ 'x-goog-api-key': fields['api_key']?.reveal() ?? '' }),
  })
}

/** Returns the pictures as base64; the picture to edit comes first. */
export async function picturesOf(inputs: readonly InputImage[]): Promise<Picture[]> {
  const ordered = inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image'))
  const pictures: Picture[] = []
  for (const input of ordered) pictures.push({ mimeType: input.contentType, data: await base64Of(input) })
  return pictures
}

/**
 * Recognizes an invalid key and an account without credit. Google reports an invalid key with the general status 400. Only the error's
 * message says that there is no credit.
 */
export function readGoogleError(body: Json): ErrorReading | null {
  // A stream reports an error as a list with one element.
  const first = Array.isArray(body) ? (body[0] ?? null) : body
  const error = first !== null && typeof first === 'object' && !Array.isArray(first) ? (first['error'] ?? null) : null
  if (error === null || typeof error !== 'object' || Array.isArray(error)) return null
  const text = JSON.stringify(error)
  const message = messageIn(error) ?? undefined
  if (/API_KEY_INVALID|API key not valid|API key expired/.test(text)) return { kind: 'bad_credential', ...(message ? { message } : {}) }
  if (error['status'] === 'RESOURCE_EXHAUSTED' && /prepayment|credits are depleted|billing/i.test(message ?? ''))
    return { kind: 'no_credit' }
  if (error['status'] === 'FAILED_PRECONDITION' && /billing/i.test(message ?? '')) return { kind: 'no_credit' }
  return null
}
