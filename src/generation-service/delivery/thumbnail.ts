// Smaller copies, made by the deployment's Images binding when they are asked for; nothing of them is stored.
import { AppError } from '../../shared/errors.ts'
import type { Services } from '../services.ts'
import { headersOf, type Served, type ServeRequest } from './serve-picture.ts'

/** Null: there are no such bytes. Throws `unsupported_parameter` where the deployment has no Images binding. */
export async function thumbnail(
  services: Pick<Services, 'images' | 'environment'>,
  request: ServeRequest,
  width: number,
): Promise<Served | null> {
  const resizer = services.environment.IMAGE_RESIZER
  if (resizer === undefined) {
    throw new AppError('unsupported_parameter', {
      detail: 'This deployment has no Images binding to resize with.',
      errors: [{ pointer: '/query/width', message: 'is not supported here' }],
    })
  }
  const object = await services.images.get(request.key)
  if (object === null) return null
  const headers = headersOf({ httpEtag: `"${object.etag}-${width}"` }, request)
  if (request.ifNoneMatch !== undefined && listsTag(request.ifNoneMatch, headers.ETag)) {
    await object.body.cancel()
    return { kind: 'unchanged', headers: { ETag: headers.ETag, 'Cache-Control': headers['Cache-Control'] } }
  }
  const resized = await resizer
    .input(object.body)
    .transform({ width, fit: 'scale-down' })
    .output({ format: `image/${request.format}` })
  return { kind: 'whole', body: resized.image(), size: null, headers: { ...headers, 'Accept-Ranges': 'none' } }
}

function listsTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag)
}
