// Serves pictures from the bucket as streams. A request may ask for a byte range. The content type is always that of a picture.
import { AppError } from '../../shared/errors.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'

export interface ServeRequest {
  key: string
  assetId: string
  format: PictureFormat
  range: string | undefined
  ifNoneMatch: string | undefined
  ifRange: string | undefined
  download: boolean
  cacheControl: string
}
export interface ServedHeaders {
  ETag: string
  'Cache-Control': string
  'Accept-Ranges': string
  'Content-Disposition': string
  'Content-Security-Policy': string
  'X-Content-Type-Options': string
  'Cross-Origin-Resource-Policy': string
}
export type Served =
  /** `size` is in bytes; null for a thumbnail, because its size is not known in advance. */
  | { kind: 'whole'; body: ReadableStream<Uint8Array>; size: number | null; headers: ServedHeaders }
  | { kind: 'part'; body: ReadableStream<Uint8Array>; size: number; contentRange: string; headers: ServedHeaders }
  | { kind: 'unchanged'; headers: Pick<ServedHeaders, 'ETag' | 'Cache-Control'> }

/**
 * The valid form of an `If-None-Match` header: a list of entity tags. A header that does not have this form is ignored, because the bucket
 * would throw an error. An invalid range is ignored for the same reason.
 */
const ENTITY_TAGS = /^(\*|(W\/)?"[!#-~]*"(\s*,\s*(W\/)?"[!#-~]*")*)$/

/** Serves a picture; returns null if its bytes do not exist. Throws `range_not_satisfiable` if the picture has no byte in the range. */
export async function servePicture(images: R2Bucket, request: ServeRequest): Promise<Served | null> {
  // A request with `If-Range` gets the whole picture. RFC 9110 allows a server to ignore the range, so the condition need not be checked.
  const range = request.ifRange === undefined ? parseRange(request.range) : null
  const onlyIf = ENTITY_TAGS.test(request.ifNoneMatch ?? '') ? new Headers({ 'if-none-match': request.ifNoneMatch! }) : undefined
  let object: R2ObjectBody | R2Object | null
  try {
    if (range !== null && 'suffix' in range && range.suffix === 0) throw new RangeError('a range of no bytes')
    object = await images.get(request.key, { ...(range === null ? {} : { range }), ...(onlyIf === undefined ? {} : { onlyIf }) })
  } catch (error) {
    if (range === null) throw error
    const whole = await images.head(request.key)
    if (whole === null) return null
    if (!beyond(range, whole.size)) throw error
    throw new AppError('range_not_satisfiable', {
      detail: `The file has ${whole.size} bytes.`,
      headers: { 'Content-Range': `bytes */${whole.size}` },
      cause: error,
    })
  }
  if (object === null) return null
  const headers = headersOf(object, request)
  if (!('body' in object)) return { kind: 'unchanged', headers: { ETag: headers.ETag, 'Cache-Control': headers['Cache-Control'] } }
  if (range === null) return { kind: 'whole', body: object.body, size: object.size, headers }
  if (beyond(range, object.size)) {
    await object.body.cancel()
    throw new AppError('range_not_satisfiable', {
      detail: `The file has ${object.size} bytes.`,
      headers: { 'Content-Range': `bytes */${object.size}` },
    })
  }
  const first = 'suffix' in range ? Math.max(0, object.size - range.suffix) : range.offset
  const last =
    'suffix' in range || range.length === undefined ? object.size - 1 : Math.min(object.size - 1, range.offset + range.length - 1)
  return { kind: 'part', body: object.body, size: last - first + 1, contentRange: `bytes ${first}-${last}/${object.size}`, headers }
}

type Range = { offset: number; length?: number } | { suffix: number }

/**
 * Parses a header that asks for one byte range. Returns null if the header is absent or is not a valid range; the whole picture is then
 * served.
 */
function parseRange(header: string | undefined): Range | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (match === null) return null
  const [first, last] = [match[1]!, match[2]!]
  if (first === '') return last === '' ? null : { suffix: Number(last) }
  if (last === '') return { offset: Number(first) }
  return Number(last) < Number(first) ? null : { offset: Number(first), length: Number(last) - Number(first) + 1 }
}

function beyond(range: Range, size: number): boolean {
  return 'suffix' in range ? range.suffix === 0 : range.offset >= size
}

export function headersOf(object: Pick<R2Object, 'httpEtag'>, request: ServeRequest): ServedHeaders {
  const extension = request.format === 'jpeg' ? 'jpg' : request.format
  return {
    ETag: object.httpEtag,
    'Cache-Control': request.cacheControl,
    'Accept-Ranges': 'bytes',
    'Content-Disposition': `${request.download ? 'attachment' : 'inline'}; filename="${request.assetId}.${extension}"`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
}
