// Reads a response whose body is a picture, or JSON with one. The first bytes of the body decide which it is. The Content-Type counts only
// if these bytes look neither like a known picture format nor like JSON. The bytes of the picture stream to storage.
import { byteChunks } from '../shared/byte-chunks.ts'
import type { Json } from '../shared/json.ts'
import { holdsError, type HttpCall, type ProviderHttp } from './http.ts'
import { readPictureJson } from './picture-json.ts'
import type { ImageSource, ProviderContext } from './provider.ts'

/** The first bytes of PNG, JPEG, WebP and GIF. */
const HEADS: readonly number[][] = [
  [0x89, 0x50],
  [0xff, 0xd8],
  [0x52, 0x49],
  [0x47, 0x49],
]
const isPicture = (head: Uint8Array) => HEADS.some((known) => known.every((byte, index) => head[index] === byte))
/** Whether a text begins as JSON does, after white space. */
const isJson = (head: Uint8Array) => /^[\s\uFEFF]*[{["]/.test(new TextDecoder().decode(head.subarray(0, 64)))

/**
 * Returns the picture in a response. Throws ProviderFailure if the response has no picture; if the body reports an error, the failure
 * describes this error. Throws the error of storage if the picture cannot be stored.
 */
export async function readPictureBody(
  response: Response,
  http: ProviderHttp,
  call: Pick<HttpCall, 'mayBill'>,
  { sink }: Pick<ProviderContext, 'sink'>,
): Promise<ImageSource> {
  if (response.body === null) throw http.malformed('it is empty', call)
  const source = byteChunks(response.body)
  const next = () =>
    source.next().catch((error: unknown) => {
      throw http.failureOf(error, call)
    })
  const first = (await next())?.slice() ?? null
  if (first === null) throw http.malformed('it is empty', call)
  let broken: unknown = null
  let begun = false
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = begun ? await next() : first
          begun = true
          if (chunk === null) controller.close()
          // The source reuses its buffers, so the piece is copied.
          else controller.enqueue(chunk.slice())
        } catch (error) {
          broken = error
          controller.error(error)
        }
      },
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  // If the Content-Type claims a picture, the body is passed to storage even if its format is unknown, as with an SVG. Storage then refuses
  // the picture with an error that says what is wrong with it. Otherwise the picture would be read as JSON, and the error would mislead.
  const claimsPicture = response.headers.get('content-type')?.startsWith('image/') === true && !isJson(first)
  if (isPicture(first) || claimsPicture) {
    try {
      return await sink(body)
    } catch (error) {
      throw broken ?? error
    }
  }
  const read = await readPictureJson(new Response(body, { headers: response.headers }), null, http, call, sink)
  const found = await read.picture(firstPicture(read.body))
  if (found !== null) return found
  if (holdsError(read.body)) throw http.failureIn(read.body, call, response.headers)
  throw http.malformed('it has no picture', call)
}

/** Finds the first picture in the usual lists: `[…]`, `{ data: […] }`, `{ images: […] }`, `{ output: […] }`. */
function firstPicture(body: Json): Json {
  if (Array.isArray(body)) return body[0] ?? null
  if (body === null || typeof body !== 'object') return body
  for (const name of ['data', 'images', 'output']) {
    const list = body[name]
    if (Array.isArray(list)) return list[0] ?? null
  }
  return body
}
