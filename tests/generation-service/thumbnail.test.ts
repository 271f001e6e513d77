import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { makeThumbnail } from '../../src/generation-service/delivery/thumbnail.ts'
import { AppError } from '../../src/shared/errors.ts'
import { inspectPicture } from '../../src/pictures/inspect.ts'
import { png } from '../support/pictures.ts'

const request = {
  key: 'inst_thumb/asset_1',
  assetId: 'asset_1',
  format: 'png' as const,
  range: undefined,
  ifNoneMatch: undefined,
  ifRange: undefined,
  download: false,
  cacheControl: 'private',
}
const resizer = (env as { IMAGE_RESIZER?: ImagesBinding }).IMAGE_RESIZER
const services = { images: env.IMAGES, environment: { IMAGE_RESIZER: resizer }, waitUntil: () => {} } as unknown as Parameters<
  typeof makeThumbnail
>[0]

describe('thumbnails', () => {
  it('are smaller, of the same shape and format, and never larger', async () => {
    await env.IMAGES.put(request.key, png(200, 100))
    for (const [width, expected] of [
      [64, { width: 64, height: 32 }],
      [800, { width: 200, height: 100 }],
    ] as const) {
      const served = await makeThumbnail(services, request, width)
      if (served?.kind !== 'whole') throw new Error('no thumbnail')
      expect(inspectPicture(new Uint8Array(await new Response(served.body).arrayBuffer()))).toMatchObject({ format: 'png', ...expected })
      expect((await makeThumbnail(services, { ...request, ifNoneMatch: served.headers.ETag }, width))?.kind).toBe('unchanged')
    }
  })
  it('return null for a missing picture', async () => {
    expect(await makeThumbnail(services, { ...request, key: 'inst_thumb/none' }, 50)).toBeNull()
  })
  it('are refused with a message if the deployment cannot make them', async () => {
    const without = { images: env.IMAGES, environment: {}, waitUntil: () => {} } as unknown as Parameters<typeof makeThumbnail>[0]
    await expect(makeThumbnail(without, request, 50)).rejects.toSatisfy(
      (error: unknown) => error instanceof AppError && error.code === 'unsupported_parameter',
    )
  })
})
