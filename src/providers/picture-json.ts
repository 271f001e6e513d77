// An answer in JSON with pictures in it as base64. A short answer is read at once; of a long one the pictures stream to storage as they come,
// and what is left is parsed.
import { byteChunks } from '../shared/byte-chunks.ts'
import { freeBytes } from '../shared/bytes.ts'
import { bytesOf } from '../shared/guarded-fetch.ts'
import type { Json } from '../shared/json.ts'
import { DecodedPicture, StreamedPicture } from './base64-picture.ts'
import { HELD_ANSWER_BYTES, type HttpCall, type ProviderHttp } from './http.ts'
import { JsonScanner, NotJson } from './json-scanner.ts'
import type { ImageSource, ProviderContext, ProviderFailure } from './provider.ts'

/** So much base64 of a picture is held before it is streamed: many calls may be at it in one isolate. */
export const HOLD_CHARACTERS = 64 * 1024

export interface PictureJson {
  /** With `#0`, `#1` … in place of the pictures. */
  body: Json
  /** The picture that such a place stands for; null for any other text. Throws what storing it threw. */
  source(place: string): Promise<ImageSource | null>
}

/** @param key the name under which the answer holds base64. Throws ProviderFailure. */
export async function readPictureJson(
  response: Response,
  key: string,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
  sink: ProviderContext['sink'],
  maxRestBytes?: number,
): Promise<PictureJson> {
  if (response.body === null) throw http.malformed('it is empty', call)
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  return length <= HELD_ANSWER_BYTES ? readHeld(response, key, http, call) : readStreamed(response, key, http, call, sink, maxRestBytes)
}

async function readHeld(response: Response, key: string, http: ProviderHttp, call: Pick<HttpCall, 'mayBill'>): Promise<PictureJson> {
  const pictures: DecodedPicture[] = []
  const scanner = new JsonScanner(
    key,
    () => {
      const picture = new DecodedPicture()
      pictures.push(picture)
      return picture
    },
    HELD_ANSWER_BYTES,
  )
  try {
    const bytes = await bytesOf(response)
    try {
      await scanner.push(bytes)
    } finally {
      freeBytes(bytes)
    }
    return { body: scanner.finish(), source: async (place) => pictures[placeOf(place)]?.source ?? null }
  } catch (error) {
    throw failureOf(error, scanner, http, call)
  }
}

async function readStreamed(
  response: Response,
  key: string,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
  sink: ProviderContext['sink'],
  maxRestBytes: number | undefined,
): Promise<PictureJson> {
  const pictures: StreamedPicture[] = []
  const scanner = new JsonScanner(
    key,
    () => {
      const picture = new StreamedPicture(sink, HOLD_CHARACTERS)
      pictures.push(picture)
      return picture
    },
    maxRestBytes,
  )
  const source = byteChunks(response.body!)
  try {
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) await scanner.push(chunk)
    const body = scanner.finish()
    return { body, source: async (place) => (await pictures[placeOf(place)]?.source()) ?? null }
  } catch (error) {
    await Promise.all([source.cancel(error), ...pictures.map((picture) => picture.abandon(error))])
    throw failureOf(error, scanner, http, call)
  }
}

function failureOf(error: unknown, scanner: JsonScanner, http: ProviderHttp, call: Pick<HttpCall, 'mayBill'>): ProviderFailure {
  if (!(error instanceof NotJson)) return http.failureOf(error, call)
  const rest = scanner.restText.trim()
  return http.malformed(rest === '' ? 'it is empty' : rest.startsWith('<') ? 'it is a web page' : error.message, call)
}

function placeOf(text: string): number {
  return Number(/^#(\d+)$/.exec(text)?.[1] ?? Number.NaN)
}
