// OpenAI's Images API, and servers that speak it. The answer comes in one piece, with the pictures inside, so nothing can be picked up again.
import { byteChunks } from '../../shared/byte-chunks.ts'
import { decodeBase64 } from '../../shared/base64.ts'
import type { Json } from '../../shared/json.ts'
import { HeldPicture, StreamedPicture } from '../base64-picture.ts'
import { readEvents } from '../event-stream.ts'
import { type ErrorReading, type HttpCall, holdsError, type ProviderHttp, providerHttp } from '../http.ts'
import { JsonScanner, NotJson } from '../json-scanner.ts'
import { checkMask, transparentWhereWhite } from '../mask.ts'
import { multipart } from '../multipart.ts'
import { HOLD_CHARACTERS, readPictureJson } from '../picture-json.ts'
import type { Done, ProviderAdapter, ProviderCall, ProviderContext, ProviderImage } from '../provider.ts'
import { editFields, editParts, generationFields, isGeneration, sumOfUsage, usageOf } from './map.ts'
import { carries, models, safety } from './models.ts'
import { imagesAnswer, modelList, streamEvent } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.openai.com/v1'
/** Base64 of the largest picture that we store. */
const MAX_PICTURE_CHARACTERS = 90 * 1024 * 1024
const MAX_REST_BYTES = 1024 * 1024
const ANSWER_TIMEOUT_MS = 12 * 60_000
const HOLD_PARTIAL_CHARACTERS = 4 * 1024 * 1024

export const openai: ProviderAdapter = {
  id: 'openai',
  name: 'OpenAI',
  credentialFields: [
    { name: 'api_key', description: 'A key of a project, sk-proj-…', required: true },
    { name: 'organization', description: 'org-…, for keys of several organizations', required: false },
    { name: 'project', description: 'proj_…, for keys of several projects', required: false },
  ],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  safety,
  carries,

  check({ request, inputs, mask }) {
    if (isGeneration(request, inputs)) generationFields(request)
    else editFields(request)
    checkMask(mask)
  },

  async submit(call, context) {
    const http = httpOf(context)
    const httpCall = await requestOf(call)
    const response = await http.send(httpCall)
    const streamed = response.headers.get('content-type')?.includes('text/event-stream') === true
    const answer = streamed ? await readStream(response, http, context) : await readAnswer(response, http, context)
    return { ...answer, texts: [], costMicros: null, providerRequestId: response.headers.get('x-request-id') }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/models', mayBill: false }, modelList)
    return { detail: `The key is good; it sees ${body.data.length} models.` }
  },
}

async function requestOf(call: ProviderCall): Promise<HttpCall> {
  const { request, inputs, mask } = call
  const maxBytes = request.n * MAX_PICTURE_CHARACTERS * (1 + request.partialImages) + MAX_REST_BYTES
  const common = { method: 'POST', mayBill: true, maxBytes, headersTimeoutMs: ANSWER_TIMEOUT_MS, idleTimeoutMs: ANSWER_TIMEOUT_MS } as const
  if (isGeneration(request, inputs)) return { ...common, target: '/images/generations', json: generationFields(request) }
  const parts = editParts(request, inputs, mask === null ? null : await transparentWhereWhite(mask))
  return { ...common, target: '/images/edits', multipart: multipart(parts) }
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'OpenAI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({
      authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}`,
      ...(fields['organization'] === undefined ? {} : { 'openai-organization': fields['organization'].reveal() }),
      ...(fields['project'] === undefined ? {} : { 'openai-project': fields['project'].reveal() }),
    }),
  })
}

function readError(body: Json): ErrorReading | null {
  const error = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['error'] : null
  if (error === null || typeof error !== 'object' || Array.isArray(error)) return null
  switch (error?.['code'] ?? error?.['type']) {
    case 'moderation_blocked':
    case 'content_policy_violation':
    case 'safety_violation':
      return { kind: 'refused' }
    case 'insufficient_quota':
    case 'billing_hard_limit_reached':
    case 'billing_not_active':
      return { kind: 'no_credit' }
    case 'rate_limit_exceeded':
      return { kind: 'rate_limited' }
    case 'invalid_api_key':
      return { kind: 'bad_credential' }
  }
  return null
}

type Answer = Pick<Done, 'kind' | 'images' | 'usage'>

const PAID = { mayBill: true } as const

async function readAnswer(response: Response, http: ProviderHttp, context: ProviderContext): Promise<Answer> {
  const { body, source } = await readPictureJson(response, 'b64_json', http, PAID, context.sink)
  const read = imagesAnswer.safeParse(body)
  if (!read.success) throw holdsError(body) ? http.failureIn(body, PAID, response.headers) : http.malformed('it has no pictures', PAID)
  const images: ProviderImage[] = []
  let failure: unknown = null
  for (const item of read.data.data) {
    try {
      const picture = item.b64_json ? await source(item.b64_json) : item.url ? ({ kind: 'url', url: item.url } as const) : null
      if (picture !== null) images.push({ source: picture, seed: null, revisedPrompt: item.revised_prompt ?? null })
    } catch (error) {
      // One picture that can not be stored does not keep the others back.
      failure ??= error
    }
  }
  if (images.length === 0) throw failure ?? http.malformed('it has no pictures', PAID)
  return { kind: 'done', images, usage: usageOf(read.data.usage) }
}

/** Events, each with one picture: previews on the way, results at the end. */
async function readStream(response: Response, http: ProviderHttp, context: ProviderContext): Promise<Answer> {
  if (response.body === null) throw http.malformed('it is empty', PAID)
  const finished: StreamedPicture[] = []
  let current: { scanner: JsonScanner; preview: HeldPicture | null; picture: StreamedPicture | null } | null = null
  let usage: Answer['usage'] = null

  const begin = (name: string) => {
    const event: NonNullable<typeof current> = {
      preview: null,
      picture: null,
      scanner: new JsonScanner('b64_json', (before) => {
        if (name.endsWith('.partial_image') || before().includes('.partial_image"'))
          return (event.preview = new HeldPicture(HOLD_PARTIAL_CHARACTERS))
        return (event.picture = new StreamedPicture(context.sink, HOLD_CHARACTERS))
      }),
    }
    current = event
  }
  const end = async () => {
    const { scanner, preview, picture } = current!
    current = null
    if (scanner.restText.trim() === '[DONE]') return
    const body = scanner.finish()
    const read = streamEvent.safeParse(body)
    if (!read.success || read.data.type === 'error') throw http.failureIn(body, PAID)
    const text = preview?.text ?? null
    if (text !== null) {
      const bytes = decodeBase64(text)
      if (bytes !== null) context.partial(read.data.partial_image_index ?? 0, bytes)
    }
    if (picture === null) return
    finished.push(picture)
    usage = sumOfUsage(usage, usageOf(read.data.usage))
  }

  const source = byteChunks(response.body)
  try {
    await readEvents(source, { begin, data: (piece) => current!.scanner.push(piece), end })
  } catch (error) {
    // The compiler does not see that the functions above set it.
    const broken = (current as { picture: StreamedPicture | null } | null)?.picture ?? null
    await Promise.all([source.cancel(error), broken?.abandon(error)])
    // What has come whole is kept; it was paid for.
    if (finished.length === 0) throw error instanceof NotJson ? http.malformed(error.message, PAID) : http.failureOf(error, PAID)
  }
  if (finished.length === 0) throw http.malformed('the stream ended without a picture', PAID)
  const images: ProviderImage[] = []
  for (const picture of finished) images.push({ source: await picture.source(), seed: null, revisedPrompt: null })
  return { kind: 'done', images, usage }
}
