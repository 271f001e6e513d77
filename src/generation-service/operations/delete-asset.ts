import { deletePicture } from '../assets/delete.ts'
import { requireUnused } from '../assets/in-use.ts'
import { requireAsset } from '../assets/require-asset.ts'
import type { Handler } from '../handler.ts'

export const deleteAsset: Handler<'deleteAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const asset = await requireAsset(services.db, principal, c.req.valid('param').asset_id)
  await requireUnused(services, asset.instanceId, { assetId: asset.id })
  await deletePicture(services, principal, asset)
  return reply(204)
}
