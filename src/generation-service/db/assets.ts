import { and, asc, eq, inArray, lt, lte, or, type SQL } from 'drizzle-orm'
import type { StoredPicture } from '../assets/store-image.ts'
import type { Database } from '../services.ts'
import { assets } from './schema.ts'

export type AssetRow = typeof assets.$inferSelect
/** Whose a picture is. */
export interface Owner {
  instanceId: string
  projectId: string
}

/** D1 takes 100 bound values in one statement. */
const ROWS_IN_ONE_INSERT = 8

/** A row for each picture: statements for a batch with others. Repeating them changes nothing. */
export function insertAssets(
  db: Database,
  owner: Owner,
  generationId: string | null,
  pictures: StoredPicture[],
  createdAt: number,
  expiresAt: number | null = null,
) {
  const rows = pictures.map(({ assetId, key, format, width, height, sizeBytes, sha256 }) => ({
    id: assetId,
    instanceId: owner.instanceId,
    projectId: owner.projectId,
    generationId,
    key,
    format,
    width,
    height,
    sizeBytes,
    sha256,
    createdAt,
    expiresAt,
  }))
  const statements = []
  for (let start = 0; start < rows.length; start += ROWS_IN_ONE_INSERT) {
    statements.push(
      db
        .insert(assets)
        .values(rows.slice(start, start + ROWS_IN_ONE_INSERT))
        .onConflictDoNothing(),
    )
  }
  return statements
}

/** The project's picture, else null. */
export async function findAsset(db: Database, owner: Owner, assetId: string): Promise<AssetRow | null> {
  const [row] = await db
    .select()
    .from(assets)
    .where(mine(owner, eq(assets.id, assetId)))
  return row ?? null
}

/** The project's pictures among these, by id. */
export async function findAssets(db: Database, owner: Owner, assetIds: string[]): Promise<Map<string, AssetRow>> {
  if (assetIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(assets)
    .where(mine(owner, inArray(assets.id, assetIds)))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function deleteAssetRow(db: Database, owner: Owner, assetId: string): Promise<void> {
  await db.delete(assets).where(mine(owner, eq(assets.id, assetId)))
}

export function deleteAssetsOfGeneration(db: Database, instanceId: string, generationId: string) {
  return db.delete(assets).where(and(eq(assets.instanceId, instanceId), eq(assets.generationId, generationId)))
}

/** Pictures of a project that were made before `madeBefore` (null: any time) or whose own end has come, the oldest first. */
export async function overdueAssets(db: Database, owner: Owner, madeBefore: number | null, now: number, most: number): Promise<AssetRow[]> {
  const ended = lte(assets.expiresAt, now)
  return db
    .select()
    .from(assets)
    .where(mine(owner, madeBefore === null ? ended : or(ended, lt(assets.createdAt, madeBefore))))
    .orderBy(asc(assets.createdAt))
    .limit(most)
}

export async function deleteAssetRows(db: Database, instanceId: string, assetIds: string[]): Promise<void> {
  if (assetIds.length > 0) await db.delete(assets).where(and(eq(assets.instanceId, instanceId), inArray(assets.id, assetIds)))
}

/** Every project of the instance that has pictures. */
export async function projectsWithAssets(db: Database, instanceId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ projectId: assets.projectId }).from(assets).where(eq(assets.instanceId, instanceId))
  return rows.map((row) => row.projectId)
}

function mine(owner: Owner, condition: SQL | undefined) {
  return and(eq(assets.instanceId, owner.instanceId), eq(assets.projectId, owner.projectId), condition)
}
