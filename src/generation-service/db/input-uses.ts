import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { madeBy } from './assets.ts'
import { assets, generations, inputUses } from './schema.ts'

export interface InputUse {
  instanceId: string
  projectId: string
  generationId: string
  assetIds: string[]
  until: number
}

/**
 * Marks the assets as used. Also records them as inputs of the generation, but not if the generation has already ended. A repeat changes
 * nothing.
 */
export async function beginUses(
  db: Database,
  { instanceId, projectId, generationId, assetIds, until }: InputUse,
  now: number,
): Promise<void> {
  await db.batch([
    db
      .insert(inputUses)
      .select(
        sql`SELECT DISTINCT value, ${generationId}, ${instanceId}, ${until} FROM json_each(${JSON.stringify(assetIds)})
          WHERE NOT EXISTS (SELECT 1 FROM ${generations} WHERE id = ${generationId} AND finished_at IS NOT NULL)`,
      )
      .onConflictDoNothing(),
    db
      .update(assets)
      .set({ usedAt: sql`coalesce(${assets.usedAt}, ${now})` })
      .where(and(eq(assets.instanceId, instanceId), eq(assets.projectId, projectId), inArray(assets.id, assetIds))),
  ])
}

/** Returns a statement that deletes the generation's rows from `input_uses`, for the batch that writes the generation's outcome. */
export function endUses(db: Database, instanceId: string, generationId: string) {
  return db.delete(inputUses).where(and(eq(inputUses.instanceId, instanceId), eq(inputUses.generationId, generationId)))
}

export async function forgetUses(db: Database, instanceId: string, before: number): Promise<void> {
  await db.delete(inputUses).where(and(eq(inputUses.instanceId, instanceId), lte(inputUses.until, before)))
}

/**
 * Lists at most twenty generations that still use a picture: either the picture `assetId`, or any picture that the generation `madeBy` has
 * made.
 */
export async function listGenerationsUsing(
  db: Database,
  instanceId: string,
  of: { assetId: string } | { madeBy: string },
  now: number,
): Promise<string[]> {
  const pictures =
    'assetId' in of
      ? eq(inputUses.assetId, of.assetId)
      : inArray(
          inputUses.assetId,
          db
            .select({ id: assets.id })
            .from(assets)
            .where(madeBy(instanceId, [of.madeBy])),
        )
  const rows = await db
    .selectDistinct({ generationId: inputUses.generationId })
    .from(inputUses)
    .where(and(eq(inputUses.instanceId, instanceId), gt(inputUses.until, now), pictures))
    .limit(20)
  return rows.map((row) => row.generationId)
}
