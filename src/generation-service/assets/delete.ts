import { type AssetRow, deleteAssetRow } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Services } from '../services.ts'

/**
 * Bytes first: a row without bytes can be deleted again, but bytes without a row would be forgotten. Every link stops working with the
 * bytes.
 */
export async function deletePicture(services: Pick<Services, 'images' | 'db'>, tenant: Tenant, asset: AssetRow): Promise<void> {
  await services.images.delete(asset.key)
  await deleteAssetRow(services.db, tenant, asset.id)
}
