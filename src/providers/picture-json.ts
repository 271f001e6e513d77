// Reads JSON answers with pictures. An answer with a small Content-Length is read as a whole. In any other answer, the pictures stream to
// storage as they arrive, and the JSON around them is parsed.
import type { z } from 'zod'
import { byteChunks } from '../shared/byte-chunks.ts'
import { freeBytes } from '../shared/bytes.ts'
import { bytesOf } from '../shared/guarded-fetch/body.ts'
import type { Json } from '../shared/json.ts'
import { DecodedPicture, StreamedPicture } from './base64-picture.ts'
import { HELD_ANSWER_BYTES, holdsError, type HttpCall, type JsonAnswer, type ProviderHttp } from './http.ts'
import { JsonScanner, NotJson } from './json-scanner.ts'
import { findPicture, type PictureKind } from './picture-value.ts'
import type { ImageSource, ProviderContext, ProviderFailure } from './provider.ts'

/**
 * A picture of at most this many base64 characters is held in memory. A larger picture is streamed to storage. The number is small because
 * many calls may run in one isolate.
 */
export const HOLD_CHARACTERS = 64 * 1024
/** The maximum size in bytes of a streamed answer, not counting its pictures. An adapter may set another maximum. */
const MAX_REST_BYTES = 1024 * 1024
/** The maximum number of base64 characters of one picture. */
const MAX_PICTURE_CHARACTERS = 90 * 1024 * 1024

export interface PictureJson {
  /**
   * The parsed answer. The markers `#0`, `#1` … replace the strings that were recognized as pictures while the answer was read. Other
   * pictures, such as URLs, are still in it.
   */
  body: Json
  /**
   * Returns the picture that a value in `body` represents. The value is a marker such as `#0`, base64, a data URI, a URL, or an object with
   * one of them in a field such as `url`. Returns null if the value represents no picture. Throws the error of storage if the picture could
   * not be stored.
   */
  picture(value: unknown, kind?: PictureKind): Promise<ImageSource | null>
}

/** Returns the maximum size in bytes of an answer with this many pictures. */
export function maxBytesOf(pictures: number): number {
  return pictures * MAX_PICTURE_CHARACTERS + MAX_REST_BYTES
}

/**
 * Reads a JSON answer with pictures. Throws ProviderFailure.
 * @param key the name of the field whose texts are always read as base64; null if no such field is known. A text in another field is read
 * as a picture only if it begins like a picture.
 */
export async function readPictureJson(
  response: Response,
  key: string | null,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
  sink: ProviderContext['sink'],
  maxRestBytes = MAX_REST_BYTES,
): Promise<PictureJson> {
  if (response.body === null) throw http.malformed('it is empty', call)
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const read =
    length <= HELD_ANSWER_BYTES
      ? await readHeld(response, key, http, call)
      : await readStreamed(response, key, http, call, sink, maxRestBytes)
  return { body: read.body, picture: (value, kind) => findPicture(value, kind, read.source, http) }
}

/**
 * Makes a call and validates its JSON answer like `http.json`, but streams the bytes of pictures to storage as they arrive. Throws
 * ProviderFailure.
 */
export async function jsonWithPictures<T>(
  http: ProviderHttp,
  call: HttpCall,
  schema: z.ZodType<T>,
  { sink }: Pick<ProviderContext, 'sink'>,
): Promise<JsonAnswer<T> & Pick<PictureJson, 'picture'>> {
  const response = await http.send({ maxBytes: maxBytesOf(1), ...call })
  const { body, picture } = await readPictureJson(response, null, http, call, sink)
  return { ...readShape(body, schema, response, http, call), picture }
}

/** Validates a body. If it is invalid, throws ProviderFailure for the error that the body reports, or `malformed` if it reports none. */
function readShape<T>(
  body: Json,
  schema: z.ZodType<T>,
  { status, headers }: Response,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
): JsonAnswer<T> {
  const read = schema.safeParse(body)
  if (read.success) return { body: read.data, status, headers }
  if (holdsError(body)) throw http.failureIn(body, call, headers)
  const issue = read.error.issues[0]
  throw http.malformed(`/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'of another shape'}`, call)
}

interface ReadJson {
  body: Json
  /**
   * Returns the picture for a marker such as `#0`; undefined if the text is not a marker. Throws the error of storage if the picture could
   * not be stored.
   */
  source(marker: string): Promise<ImageSource | null | undefined>
}

async function readHeld(response: Response, key: string | null, http: ProviderHttp, call: Pick<HttpCall, 'mayBill'>): Promise<ReadJson> {
  const pictures: DecodedPicture[] = []
  const scanner = new JsonScanner(
    key,
    (_before, most) => {
      const picture = new DecodedPicture(most())
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
    return { body: scanner.finish(), source: async (marker) => pictures[markedIndex(marker)]?.source }
  } catch (error) {
    throw failureOf(error, scanner, http, call)
  }
}

async function readStreamed(
  response: Response,
  key: string | null,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
  sink: ProviderContext['sink'],
  maxRestBytes: number,
): Promise<ReadJson> {
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
    return { body, source: async (marker) => pictures[markedIndex(marker)]?.source() }
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

/** Returns the number in a marker: 3 for `#3`; NaN for any other text. */
export function markedIndex(text: string): number {
  return Number(/^#(\d+)$/.exec(text)?.[1] ?? Number.NaN)
}
