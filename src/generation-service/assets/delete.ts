import { type AssetRow, deleteAssetRow, type Owner } from '../db/assets.ts'
import type { Services } from '../services.ts'

/**
 * Bytes first: a row without bytes can be deleted again, but bytes without a row would be forgotten. Every link stops working with the
 * bytes.
 */
export async function deletePicture(services: Pick<Services, 'images' | 'db'>, owner: Owner, asset: AssetRow): Promise<void> {
  await services.images.delete(asset.key)
  await deleteAssetRow(services.db, owner, asset.id)
}
