// An answer in JSON with pictures in it as base64: the pictures stream to storage as they come, what is left is parsed.
import { byteChunks } from '../shared/byte-chunks.ts'
import type { Json } from '../shared/json.ts'
import { StreamedPicture } from './base64-picture.ts'
import type { HttpCall, ProviderHttp } from './http.ts'
import { JsonScanner, NotJson } from './json-scanner.ts'
import type { ImageSource, ProviderContext } from './provider.ts'

/** An answer of this length is held; of a longer one, or one of unknown length, only a little of each picture before it is streamed. */
const HOLD_ANSWER_BYTES = 4 * 1024 * 1024
export const HOLD_CHARACTERS = 512 * 1024

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
  const holdCharacters = length <= HOLD_ANSWER_BYTES ? HOLD_ANSWER_BYTES : HOLD_CHARACTERS
  const pictures: StreamedPicture[] = []
  const scanner = new JsonScanner(
    key,
    () => {
      const picture = new StreamedPicture(sink, holdCharacters)
      pictures.push(picture)
      return picture
    },
    maxRestBytes,
  )
  const source = byteChunks(response.body)
  try {
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) await scanner.push(chunk)
    const body = scanner.finish()
    return { body, source: async (place) => (await pictures[Number(/^#(\d+)$/.exec(place)?.[1] ?? Number.NaN)]?.source()) ?? null }
  } catch (error) {
    await Promise.all([source.cancel(error), ...pictures.map((picture) => picture.abandon(error))])
    if (!(error instanceof NotJson)) throw http.failureOf(error, call)
    const rest = scanner.restText.trim()
    throw http.malformed(rest === '' ? 'it is empty' : rest.startsWith('<') ? 'it is a web page' : error.message, call)
  }
}
