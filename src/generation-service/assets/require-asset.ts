import { AppError } from '../../shared/errors.ts'
import { type AssetRow, findAsset } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Database } from '../db/database.ts'

/** Returns the project's picture. Throws `not_found` if there is no such picture, or if the picture belongs to another project. */
export async function requireAsset(db: Database, tenant: Tenant, assetId: string): Promise<AssetRow> {
  const asset = await findAsset(db, tenant, assetId)
  if (asset === null) throw new AppError('not_found')
  return asset
}
