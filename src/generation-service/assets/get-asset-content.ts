import { AppError } from '../../shared/errors.ts'
import { findStored } from './require-asset.ts'
import { noteOrigin } from '../http/cors.ts'
import { openLink } from '../delivery/links.ts'
import { servePicture } from '../delivery/serve-picture.ts'
import { makeThumbnail } from '../delivery/thumbnail.ts'
import type { Handler } from '../http/handler.ts'
import type { Services } from '../services.ts'

const LONGEST_CACHE_SECONDS = 86_400

export const getAssetContent: Handler<'getAssetContent'> = async (c, reply) => {
  const { services, principal } = c.var
  const { asset_id: assetId } = c.req.valid('param')
  const { token, width, download } = c.req.valid('query')
  // A link contains the key of the stored bytes. A request without a link contains only the id of the asset, so the asset is looked up.
  const picture =
    token === undefined
      ? { ...(await findStored(services.db, principal, assetId)), expiresAt: null }
      : await openLink(services, assetId, token)
  await noteOrigin(c, picture.key.slice(0, picture.key.indexOf('/')), null)
  const media = `image/${picture.format}` as const
  const request = {
    key: picture.key,
    assetId,
    format: picture.format,
    range: c.req.header('range'),
    ifRange: c.req.header('if-range'),
    ifNoneMatch: c.req.header('if-none-match'),
    download: download ?? false,
    cacheControl: cacheControl(picture.expiresAt, services),
  }

  const served = width === undefined ? await servePicture(services.images, request) : await makeThumbnail(services, request, width)
  if (served === null) throw new AppError('not_found')
  switch (served.kind) {
    case 'whole':
      return reply(200, served.body, {
        'Content-Type': media,
        ...served.headers,
        ...(served.size === null ? {} : { 'Content-Length': served.size }),
      })
    case 'part':
      return reply(206, served.body, {
        'Content-Type': media,
        ...served.headers,
        'Content-Range': served.contentRange,
        'Content-Length': served.size,
      })
    case 'unchanged':
      return reply(304, null, served.headers)
  }
}

/**
 * Returns the Cache-Control header of a picture. The bytes behind a link never change, so a browser may cache them until the link expires
 * at `expiresAt`, but at most for a day. With an API key, `expiresAt` is null, and the browser must ask each time whether the key may still
 * read the picture.
 */
function cacheControl(expiresAt: number | null, { clock }: Pick<Services, 'clock'>): string {
  if (expiresAt === null) return 'private, no-cache'
  const seconds = Math.max(0, Math.floor((expiresAt - clock()) / 1000))
  return `private, max-age=${Math.min(seconds, LONGEST_CACHE_SECONDS)}, immutable`
}
