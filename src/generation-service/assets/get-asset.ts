import { linkBaseOf } from '../http/answer.ts'
import { renderAsset } from '../model/render-asset.ts'
import { requireAsset } from './require-asset.ts'
import { signLink } from '../delivery/links.ts'
import type { Handler } from '../http/handler.ts'

export const getAsset: Handler<'getAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const asset = await requireAsset(services.db, principal, c.req.valid('param').asset_id)
  const link = await signLink(services, await linkBaseOf(c), { assetId: asset.id, key: asset.key, format: asset.format })
  return reply(200, renderAsset(asset, link))
}
