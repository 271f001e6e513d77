import { BoundedCache } from '../../shared/bounded-cache.ts'
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

type Stored = Pick<AssetRow, 'key' | 'format'>

/** The pictures that were found before, by project and id. */
const found = new BoundedCache<string, Stored>(2000)

/**
 * Returns where the project's picture is stored, and its format. Throws like `requireAsset`. The isolate remembers pictures that it has
 * found, because a browser asks again for each view of a picture. A picture is never moved, so the remembered place stays right. A deletion
 * removes the picture's object from the bucket before it removes the row. So if the row is gone, nothing is found at the remembered place
 * either.
 */
export async function findStored(db: Database, tenant: Tenant, assetId: string): Promise<Stored> {
  const name = `${tenant.projectId}|${assetId}`
  const known = found.get(name)
  if (known !== undefined) return known
  const { key, format } = await requireAsset(db, tenant, assetId)
  const stored = { key, format }
  found.set(name, stored)
  return stored
}
