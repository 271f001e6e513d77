import { linkBaseOf } from '../http/answer.ts'
import { renderAsset } from '../model/render-asset.ts'
import { AppError } from '../../shared/errors.ts'
import { findAssetWithOrigin } from '../db/assets.ts'
import { signLink } from '../delivery/links.ts'
import type { Handler } from '../http/handler.ts'

export const getAsset: Handler<'getAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const asset = await findAssetWithOrigin(services.db, principal, c.req.valid('param').asset_id)
  if (asset === null) throw new AppError('not_found')
  const link = await signLink(services, await linkBaseOf(c), { assetId: asset.id, key: asset.key, format: asset.format })
  return reply(200, renderAsset(asset, link))
}
