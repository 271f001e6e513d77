import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, notExists, or, type SQL, sql } from 'drizzle-orm'
import { compiled, placeholdersOf } from '../../shared/d1.ts'
import type { Operation } from '../../providers/provider.ts'
import type { StoredPicture } from '../model/picture.ts'
import { oncePer } from '../../shared/once-per.ts'
import type { Database } from './database.ts'
import type { Tenant } from './tenant.ts'
import { promptHas } from './generations.ts'
import { assets, generations, inputUses } from './schema.ts'

export type AssetRow = typeof assets.$inferSelect

const insertPicture = compiled<AssetRow, Database>((db) => db.insert(assets).values(placeholdersOf(assets)).onConflictDoNothing())

/** Returns the statements that insert a row for each picture of a generation. To run a statement again changes nothing. */
export function insertAssets(
  db: Database,
  tenant: Tenant,
  generationId: string,
  pictures: StoredPicture[],
  createdAt: number,
): D1PreparedStatement[] {
  return pictures.map(({ assetId, key, format, width, height, orientation = 1, sizeBytes, sha256 }) =>
    insertPicture(db, {
      id: assetId,
      instanceId: tenant.instanceId,
      projectId: tenant.projectId,
      generationId,
      key,
      format,
      width,
      height,
      orientation,
      sizeBytes,
      sha256,
      createdAt,
      expiresAt: null,
      usedAt: null,
    }),
  )
}

/** Returns a statement that inserts the row. The statement returns the row's id, or nothing if a row with this id exists already. */
export function insertAsset(db: Database, row: AssetRow) {
  return db.insert(assets).values(row).onConflictDoNothing().returning({ id: assets.id })
}

/** Reads one asset by its id. The statement is prepared once, because this read is very frequent. */
const oneById = oncePer((db: Database) =>
  db
    .select()
    .from(assets)
    .where(
      and(
        eq(assets.instanceId, sql.placeholder('instanceId')),
        eq(assets.projectId, sql.placeholder('projectId')),
        eq(assets.id, sql.placeholder('assetId')),
      ),
    )
    .prepare(),
)

/** Returns the picture; null if the project has no such picture. */
export async function findAsset(db: Database, { instanceId, projectId }: Tenant, assetId: string): Promise<AssetRow | null> {
  return (await oneById(db).get({ instanceId, projectId, assetId })) ?? null
}

/** Returns those of the named pictures that belong to the project, as a map from id to row. */
export async function findAssets(db: Database, tenant: Tenant, assetIds: string[]): Promise<Map<string, AssetRow>> {
  if (assetIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(assets)
    .where(ownedBy(tenant, inArray(assets.id, assetIds)))
  return new Map(rows.map((row) => [row.id, row]))
}

export interface AssetFilters {
  source?: 'upload' | 'generation' | undefined
  /** Whether to list only uploads that no generation has used. */
  unused: boolean
  model?: string
  operation?: string
  prompt?: string
  createdAfter?: number
  createdBefore?: number
}

/** How a picture was made, from its generation's row. */
export interface AssetOrigin {
  operation: Operation
  model: string
  provider: string
  prompt: string | null
  costMicros: number
}
export interface AssetWithOrigin extends AssetRow {
  origin: AssetOrigin | null
}

const origin = {
  operation: sql<Operation>`${generations.operation}`,
  model: generations.model,
  provider: generations.provider,
  prompt: sql<string | null>`${generations.record}->>'$.prompt'`,
  costMicros: generations.costMicros,
}
const itsGeneration = and(eq(generations.id, assets.generationId), eq(generations.projectId, assets.projectId))

/**
 * Returns the picture with its `origin`, which says how it was made. `origin` is null for an upload, and for a picture whose generation has
 * no row yet.
 */
const withOrigin = ({ asset, origin }: { asset: AssetRow; origin: AssetOrigin | null }): AssetWithOrigin => ({
  ...asset,
  origin: origin?.model == null ? null : origin,
})

/** Returns the picture and how it was made (`origin`); null if the project has no such picture. */
export async function findAssetWithOrigin(db: Database, tenant: Tenant, assetId: string): Promise<AssetWithOrigin | null> {
  const row = await db
    .select({ asset: assets, origin })
    .from(assets)
    .leftJoin(generations, itsGeneration)
    .where(ownedBy(tenant, eq(assets.id, assetId)))
    .get()
  return row === undefined ? null : withOrigin(row)
}

/** Lists the project's pictures, newest first; `before` is the last asset of the previous page. */
export async function listAssetsIn(
  db: Database,
  tenant: Tenant,
  filters: AssetFilters,
  before: Pick<AssetRow, 'createdAt' | 'id'> | null,
  limit: number,
): Promise<AssetWithOrigin[]> {
  const { source, model, operation, prompt, createdAfter, createdBefore } = filters
  const rows = await db
    .select({ asset: assets, origin })
    .from(assets)
    .leftJoin(generations, itsGeneration)
    .where(
      ownedBy(
        tenant,
        and(
          source === undefined ? undefined : source === 'upload' ? isNull(assets.generationId) : isNotNull(assets.generationId),
          filters.unused ? unused : undefined,
          model === undefined ? undefined : eq(generations.model, model),
          operation === undefined ? undefined : eq(generations.operation, operation),
          prompt === undefined ? undefined : promptHas(prompt),
          createdAfter === undefined ? undefined : gte(assets.createdAt, createdAfter),
          createdBefore === undefined ? undefined : lt(assets.createdAt, createdBefore),
          before === null
            ? undefined
            : or(lt(assets.createdAt, before.createdAt), and(eq(assets.createdAt, before.createdAt), lt(assets.id, before.id))),
        ),
      ),
    )
    .orderBy(desc(assets.createdAt), desc(assets.id))
    .limit(limit)
  return rows.map(withOrigin)
}

export async function deleteAssetRow(db: Database, tenant: Tenant, assetId: string): Promise<void> {
  await db.delete(assets).where(ownedBy(tenant, eq(assets.id, assetId)))
}

/**
 * Returns the condition that a picture was made by one of these generations of the instance. A picture's id differs from the id of its
 * generation only in the prefix and in the last five characters (`assetIdOf`). So a range of the primary key contains all pictures of a
 * generation, and no other index is needed. The `+` keeps SQLite from using an index on `instance_id` instead, which would read all
 * pictures of the instance.
 */
export function madeBy(instanceId: string, generationIds: string[]): SQL {
  return sql`${assets.id} IN (
    SELECT made.id FROM json_each(${JSON.stringify(generationIds)}) AS maker CROSS JOIN ${assets} AS made
    ON made.id BETWEEN ${FIRST_ID} AND ${FIRST_ID} || 'ZZZZZ' AND made.generation_id = maker.value AND +made.instance_id = ${instanceId})`
}
const FIRST_ID = sql.raw(`'asset_' || substr(maker.value, ${'gen_'.length + 1}, 21)`)

export function deleteAssetsOfGeneration(db: Database, instanceId: string, generationId: string) {
  return db.delete(assets).where(madeBy(instanceId, [generationId]))
}

export interface Overdue {
  /** Pictures made before this time are past their retention; null if the project's pictures have no maximum age. */
  madeBefore: number | null
  /** Uploads stored before this time are to be deleted if no generation has used them. */
  unusedBefore: number
  now: number
}

/**
 * Lists a project's pictures that are to be deleted, oldest first: those past their retention or their own expiry, and uploads from before
 * `unusedBefore` that no generation has ever used. Skips pictures that a running generation uses as an input.
 */
export async function listOverdueAssets(
  db: Database,
  tenant: Tenant,
  { madeBefore, unusedBefore, now }: Overdue,
  most: number,
): Promise<AssetRow[]> {
  // There is one query for each reason to delete a picture. Each query has an index of its own, so it does not read all pictures of the
  // project, but only those that are to be deleted for this reason.
  const oldest = (reason: SQL | undefined, age: typeof assets.createdAt | typeof assets.expiresAt) =>
    db
      .select()
      .from(assets)
      .where(ownedBy(tenant, and(reason, isNotAnInput(db, now))))
      .orderBy(asc(age))
      .limit(most)
  const found = await db.batch([
    oldest(lte(assets.expiresAt, now), assets.expiresAt),
    oldest(and(unused, lte(assets.createdAt, unusedBefore)), assets.createdAt),
    ...(madeBefore === null ? [] : [oldest(lt(assets.createdAt, madeBefore), assets.createdAt)]),
  ])
  const byId = new Map(found.flat().map((row) => [row.id, row]))
  return [...byId.values()].toSorted((one, other) => one.createdAt - other.createdAt).slice(0, most)
}

/**
 * Lists pictures to delete, oldest first: the pictures of the generations in `generationIds`, or the project's pictures made before
 * `madeBefore`. A picture that a running generation uses is left out.
 */
export async function listPicturesToRemove(
  db: Database,
  tenant: Tenant,
  which: { generationIds: string[] } | { madeBefore: number },
  now: number,
  most: number,
): Promise<AssetRow[]> {
  const condition =
    'generationIds' in which ? madeBy(tenant.instanceId, which.generationIds) : ownedBy(tenant, lt(assets.createdAt, which.madeBefore))
  return db
    .select()
    .from(assets)
    .where(and(condition, isNotAnInput(db, now)))
    .orderBy(asc(assets.createdAt))
    .limit(most)
}

/** Returns the condition that no running generation uses the picture of the row as an input. */
function isNotAnInput(db: Database, now: number) {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(inputUses)
      .where(and(eq(inputUses.assetId, assets.id), gt(inputUses.until, now))),
  )
}

/** Lists some pictures of a project, in no particular order. */
export async function listSomeAssets(db: Database, tenant: Tenant, most: number): Promise<AssetRow[]> {
  return db.select().from(assets).where(ownedBy(tenant, undefined)).limit(most)
}

const unused = sql`${assets.generationId} IS NULL AND ${assets.usedAt} IS NULL`

/**
 * Returns a statement that counts a project's unused uploads and their bytes. Uploads stored before `since`, and uploads past their
 * expiry, do not count.
 */
export function countUnusedUploads(db: Database, tenant: Tenant, since: number, now: number) {
  return db
    .select({
      count: count(),
      bytes: sql<number>`coalesce(sum(${assets.sizeBytes}), 0)`,
      oldestAt: sql<number | null>`min(${assets.createdAt})`,
    })
    .from(assets)
    .where(ownedBy(tenant, and(unused, gt(assets.createdAt, since), or(isNull(assets.expiresAt), gt(assets.expiresAt, now)))))
}

export async function deleteAssetRows(db: Database, instanceId: string, assetIds: string[]): Promise<void> {
  if (assetIds.length > 0) await db.delete(assets).where(and(eq(assets.instanceId, instanceId), inArray(assets.id, assetIds)))
}

function ownedBy(tenant: Tenant, condition: SQL | undefined) {
  return and(eq(assets.instanceId, tenant.instanceId), eq(assets.projectId, tenant.projectId), condition)
}
