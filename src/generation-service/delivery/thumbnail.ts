// Smaller copies of pictures, made on request by the deployment's Images binding. Only a few widths are offered. The copies are cached in
// the data centre, and not stored in the bucket.
import { AppError } from '../../shared/errors.ts'
import type { Services } from '../services.ts'
import { headersOf, type Served, type ServeRequest } from './serve-picture.ts'

/** Anyone with a link chooses the width, and each new width costs work, so only these are allowed. */
export const THUMBNAIL_WIDTHS = [64, 128, 256, 512, 1024, 2048] as const
const CACHED_SECONDS = 7 * 86_400

/**
 * Makes a thumbnail; returns null if the picture's bytes do not exist. Throws `unsupported_parameter` if the deployment has no Images
 * binding.
 */
export async function makeThumbnail(
  services: Pick<Services, 'images' | 'environment' | 'waitUntil'>,
  request: ServeRequest,
  askedWidth: number,
): Promise<Served | null> {
  const resizer = services.environment.IMAGE_RESIZER
  if (resizer === undefined) {
    throw new AppError('unsupported_parameter', {
      detail: 'This deployment has no Images binding to resize with.',
      errors: [{ pointer: '/query/width', message: 'is not supported here' }],
    })
  }
  const width = THUMBNAIL_WIDTHS.find((each) => each >= askedWidth) ?? THUMBNAIL_WIDTHS.at(-1)!
  // Checks first that the picture is still in the bucket. If it was deleted, its thumbnail in the cache must not be served either.
  const object = await services.images.head(request.key)
  if (object === null) return null
  const headers = { ...headersOf({ httpEtag: `"${object.etag}-${width}"` }, request), 'Accept-Ranges': 'none' }
  if (request.ifNoneMatch !== undefined && listsTag(request.ifNoneMatch, headers.ETag))
    return { kind: 'unchanged', headers: { ETag: headers.ETag, 'Cache-Control': headers['Cache-Control'] } }
  const copy = new URL(`https://thumbnails.invalid/${request.key}`)
  copy.search = new URLSearchParams({ etag: object.etag, width: String(width), format: request.format }).toString()
  const cached = await caches.default.match(copy)
  if (cached?.body) return { kind: 'whole', body: cached.body, size: null, headers }
  const picture = await services.images.get(request.key)
  if (picture === null) return null
  const resized = await resizer
    .input(picture.body)
    .transform({ width, fit: 'scale-down' })
    .output({ format: `image/${request.format}` })
  const [body, kept] = resized.image().tee()
  const answer = new Response(kept, {
    headers: { 'cache-control': `max-age=${CACHED_SECONDS}`, 'content-type': `image/${request.format}` },
  })
  // If the thumbnail cannot be cached, the next request makes it again.
  services.waitUntil(caches.default.put(copy, answer).catch(() => {}))
  return { kind: 'whole', body, size: null, headers }
}

function listsTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag)
}
