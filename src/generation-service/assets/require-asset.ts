import { AppError } from '../../shared/errors.ts'
import { type AssetRow, findAsset, type Owner } from '../db/assets.ts'
import type { Database } from '../db/database.ts'

/** The project's picture. Throws `not_found`, for another project's as well. */
export async function requireAsset(db: Database, owner: Owner, assetId: string): Promise<AssetRow> {
  const asset = await findAsset(db, owner, assetId)
  if (asset === null) throw new AppError('not_found')
  return asset
}
