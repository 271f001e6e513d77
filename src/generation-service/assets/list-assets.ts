import { linkBaseOf } from '../http/answer.ts'
import { decodeCursor, pageOf } from '../../shared/cursor.ts'
import { renderAsset } from '../model/render-asset.ts'
import { listAssetsIn } from '../db/assets.ts'
import { signLink } from '../delivery/links.ts'
import type { Handler } from '../http/handler.ts'

export const listAssets: Handler<'listAssets'> = async (c, reply) => {
  const { services, principal } = c.var
  const { limit, cursor, created_after: after, created_before: until, ...filters } = c.req.valid('query')
  const before = decodeCursor(cursor, (text) => {
    const [, createdAt, id] = /^([0-9]{1,15})\.(asset_[0-9A-Z]{26})$/.exec(text) ?? []
    return id === undefined ? null : { createdAt: Number(createdAt), id }
  })
  const rows = await listAssetsIn(
    services.db,
    principal,
    {
      ...filters,
      createdAfter: after === undefined ? undefined : Date.parse(after),
      createdBefore: until === undefined ? undefined : Date.parse(until),
    },
    before,
    limit + 1,
  )
  const { page, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => `${createdAt}.${id}`)
  const baseUrl = await linkBaseOf(c)
  const data = page.map(async (asset) => renderAsset(asset, await signLink(services, baseUrl, { ...asset, assetId: asset.id })))
  return reply(200, {
    data: await Promise.all(data),
    next_cursor: nextCursor,
  })
}
