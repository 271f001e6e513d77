import { type AssetRow, deleteAssetRow } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Services } from '../services.ts'

/**
 * Deletes the bytes before the row. If this call breaks off in between, the row is left, and a later call deletes it. Bytes without a row
 * would be forgotten. Every link to the picture stops working as soon as the bytes are deleted.
 */
export async function deletePicture(services: Pick<Services, 'images' | 'db'>, tenant: Tenant, asset: AssetRow): Promise<void> {
  await services.images.delete(asset.key)
  await deleteAssetRow(services.db, tenant, asset.id)
}
