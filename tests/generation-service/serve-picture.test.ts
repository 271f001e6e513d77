import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { servePicture, type Served } from '../../src/generation-service/delivery/serve-picture.ts'
import { AppError } from '../../src/shared/errors.ts'

const KEY = 'inst_serve/asset_serve'
const bytes = Uint8Array.from({ length: 1000 }, (_, position) => position & 255)
let etag = ''
const request = {
  key: KEY,
  assetId: 'asset_x',
  format: 'jpeg' as const,
  range: undefined,
  ifNoneMatch: undefined,
  ifRange: undefined,
  download: false,
  cacheControl: 'private',
}
const serve = (more: Partial<Parameters<typeof servePicture>[1]>) => servePicture(env.IMAGES, { ...request, ...more })
async function read(served: Served | null) {
  if (served === null || served.kind === 'unchanged') return null
  return new Uint8Array(await new Response(served.body).arrayBuffer())
}

beforeAll(async () => {
  etag = (await env.IMAGES.put(KEY, bytes))!.httpEtag
})

describe('servePicture', () => {
  it('serves the whole file, and always with the type of a picture', async () => {
    const served = await serve({})
    expect(served).toMatchObject({
      kind: 'whole',
      size: 1000,
      headers: {
        ETag: etag,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Content-Disposition': 'inline; filename="asset_x.jpg"',
        'Accept-Ranges': 'bytes',
      },
    })
    expect(await read(served)).toEqual(bytes)
    const download = await serve({ download: true })
    expect(download?.kind === 'whole' && download.headers['Content-Disposition']).toBe('attachment; filename="asset_x.jpg"')
    await read(download)
  })
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=0-', 0, 999],
    ['bytes=999-999', 999, 999],
  ])('serves %s', async (range, first, last) => {
    const served = await serve({ range })
    expect(served).toMatchObject({ kind: 'part', contentRange: `bytes ${first}-${last}/1000`, size: last - first + 1 })
    expect(await read(served)).toEqual(bytes.slice(first, last + 1))
  })
  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('%s is outside of the file', async (range) => {
    const error = await serve({ range }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toBe('range_not_satisfiable')
    expect((error as AppError).details.headers).toEqual({ 'Content-Range': 'bytes */1000' })
  })
  it.each(['bytes=0-1,5-6', 'items=0-1', 'bytes=5-1', 'bytes=-', 'bytes=a-b'])(
    '%s is not understood and gets the whole file',
    async (range) => {
      const served = await serve({ range })
      expect(served?.kind).toBe('whole')
      await read(served)
    },
  )
  it('serves the whole file if a range depends on a version', async () => {
    const served = await serve({ range: 'bytes=0-1', ifRange: etag })
    expect(served?.kind).toBe('whole')
    await read(served)
  })
  it('reports an unchanged file', async () => {
    for (const tag of [etag, `"other", ${etag}`, `W/${etag}`, '*'])
      expect([tag, (await serve({ ifNoneMatch: tag }))?.kind]).toEqual([tag, 'unchanged'])
    const served = await serve({ ifNoneMatch: '"other"' })
    expect(served?.kind).toBe('whole')
    await read(served)
  })
  it('returns null for a missing picture', async () => {
    expect(await serve({ key: 'inst_serve/none' })).toBeNull()
    expect(await serve({ key: 'inst_serve/none', range: 'bytes=5-' })).toBeNull()
  })
})
