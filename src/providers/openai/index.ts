// OpenAI's Images API, and servers that implement it. The pictures come only in the response to the call. A job that loses this response
// cannot get them again, so the work cannot be resumed.
import { decodeBase64 } from '../../shared/base64.ts'
import { type HttpCall, holdsError, type ProviderHttp, providerHttp } from '../http.ts'
import { checkMask, pngAddress, transparentWhereWhite } from '../mask.ts'
import { multipart } from '../multipart.ts'
import { type PictureEvent, readPictureEvents } from '../picture-events.ts'
import { maxBytesOf, readPictureJson } from '../picture-json.ts'
import { addressOf } from '../picture-text.ts'
import type { Done, ProviderAdapter, ProviderCall, ProviderContext, ProviderImage } from '../provider.ts'
import { validKey } from '../valid-key.ts'
import { readUsage, sumOfUsage } from '../usage.ts'
import { editedFirst, editFields, editJson, editParts, generationFields, isGeneration, isModerated } from './map.ts'
import { carries, models, safety } from './models.ts'
import { imageItem, imagesAnswer, modelList, partialEvent } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.openai.com/v1'
const ANSWER_TIMEOUT_MS = 12 * 60_000

export const openai: ProviderAdapter = {
  id: 'openai',
  name: 'OpenAI',
  credentialFields: [
    { name: 'api_key', description: 'A key of a project, sk-proj-…', required: true },
    { name: 'organization', description: 'org-…, for keys of several organizations', required: false, secret: false },
    { name: 'project', description: 'proj_…, for keys of several projects', required: false, secret: false },
  ],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  readsUsage: true,
  models,
  safety,
  carries,

  check: checkImages,

  async submit(call, context) {
    const http = httpOf(context)
    return readImages(await http.send(await imagesCall(call, context)), http, context)
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/models', mayBill: false }, modelList())
    return validKey(body.data.length)
  },
}

/** Checks a request for any server with OpenAI's Images API. Throws ProviderFailure. */
export function checkImages({ request, inputs, mask }: ProviderCall): void {
  if (isGeneration(request, inputs)) generationFields(request)
  else if (isModerated(request)) editJson(request, [], null)
  else editFields(request)
  checkMask(mask)
}

/** Returns the HTTP call that requests the pictures. Its target is a path below the base URL. */
export async function imagesCall(call: ProviderCall, context: ProviderContext): Promise<HttpCall> {
  const { request, inputs, mask } = call
  const maxBytes = maxBytesOf(request.n * (1 + request.partialImages))
  const common = { method: 'POST', mayBill: true, maxBytes, headersTimeoutMs: ANSWER_TIMEOUT_MS, idleTimeoutMs: ANSWER_TIMEOUT_MS } as const
  if (isGeneration(request, inputs)) return { ...common, target: '/images/generations', json: generationFields(request) }
  const turned = mask === null ? null : await transparentWhereWhite(mask, context)
  if (isModerated(request)) {
    const pictures: string[] = []
    for (const input of editedFirst(inputs)) pictures.push(await addressOf(input))
    const maskAddress = turned === null ? null : pngAddress(turned)
    return { ...common, target: '/images/edits', json: editJson(request, pictures, maskAddress) }
  }
  const parts = editParts(request, inputs, turned)
  return { ...common, target: '/images/edits', multipart: multipart(parts) }
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'OpenAI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({
      authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}`,
      ...(fields['organization'] === undefined ? {} : { 'openai-organization': fields['organization'].reveal() }),
      ...(fields['project'] === undefined ? {} : { 'openai-project': fields['project'].reveal() }),
    }),
  })
}

/** Reads the answer to `imagesCall`, in one piece or as a stream. Throws ProviderFailure. */
export async function readImages(response: Response, http: ProviderHttp, context: ProviderContext): Promise<Done> {
  const streamed = response.headers.get('content-type')?.includes('text/event-stream') === true
  const answer = streamed ? await readStream(response, http, context) : await readAnswer(response, http, context)
  return { ...answer, texts: [], costMicros: null, providerRequestId: response.headers.get('x-request-id') }
}

type Answer = Pick<Done, 'kind' | 'images' | 'usage'>

const PAID = { mayBill: true } as const
const KEY = 'b64_json'

async function readAnswer(response: Response, http: ProviderHttp, context: ProviderContext): Promise<Answer> {
  const { body, picture } = await readPictureJson(response, KEY, http, PAID, context.sink)
  const read = imagesAnswer().safeParse(body)
  if (!read.success) throw holdsError(body) ? http.failureIn(body, PAID, response.headers) : http.malformed('it has no pictures', PAID)
  const { images, failure } = await imagesOf(read.data.data, picture)
  if (images.length === 0) throw failure ?? (holdsError(body) ? http.failureIn(body, PAID) : http.malformed('it has no pictures', PAID))
  return { kind: 'done', images, usage: readUsage(read.data.usage) }
}

/** Reads the pictures of an answer. If some pictures cannot be stored, returns the others, and the first error as `failure`. */
async function imagesOf(
  items: readonly unknown[],
  picture: PictureEvent['picture'],
): Promise<{ images: ProviderImage[]; failure: unknown }> {
  const images: ProviderImage[] = []
  let failure: unknown = null
  for (const item of items) {
    try {
      const source = await picture(item)
      if (source !== null) images.push({ source, seed: null, revisedPrompt: imageItem().parse(item).revised_prompt })
    } catch (error) {
      failure ??= error
    }
  }
  return { images, failure }
}

/** Reads a stream of events: first previews, then the results, each in its own event or all in one. */
async function readStream(response: Response, http: ProviderHttp, context: ProviderContext): Promise<Answer> {
  const images: ProviderImage[] = []
  let usage: Answer['usage'] = null
  let failure: unknown = null
  const isPreview = (name: string, before: string) => /(?:^|[._])partial/.test(name) || before.includes('.partial_image"')
  const ended = await readPictureEvents(response, { http, call: PAID, key: KEY, isPreview }, context, async (event) => {
    const { body, picture } = event
    if (event.isPreview) {
      const source = await picture(body).catch(() => null)
      const bytes = source?.kind === 'base64' ? decodeBase64(source.data) : null
      if (bytes !== null) context.partial(Math.floor(partialEvent().parse(body).partial_image_index ?? 0), bytes)
      return
    }
    const came = await imagesOf(Array.isArray(body['data']) ? body['data'] : [body], picture)
    images.push(...came.images)
    failure ??= came.failure
    usage = sumOfUsage(usage, readUsage(body['usage']))
  })
  // Complete pictures are kept even if the stream broke off, because they were paid for.
  if (images.length === 0) throw failure ?? ended ?? http.malformed('the stream ended without a picture', PAID)
  return { kind: 'done', images, usage }
}
