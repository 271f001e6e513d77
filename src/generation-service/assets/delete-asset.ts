import { AppError } from '../../shared/errors.ts'
import { deletePicture } from './delete.ts'
import { requireUnused } from './in-use.ts'
import { findAsset } from '../db/assets.ts'
import type { Handler } from '../http/handler.ts'
import { runOnce } from '../http/idempotency.ts'

export const deleteAsset: Handler<'deleteAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const { asset_id: assetId } = c.req.valid('param')
  return runOnce(c, 'deleteAsset', { assetId }, async ({ resumed }) => {
    const asset = await findAsset(services.db, principal, assetId)
    // The first call with this idempotency key has deleted the asset, but its response was lost. So the repeat gets that response.
    if (asset === null && resumed) return reply(204)
    if (asset === null) throw new AppError('not_found')
    await requireUnused(services, asset.instanceId, { assetId: asset.id })
    await deletePicture(services, principal, asset)
    return reply(204)
  })
}
