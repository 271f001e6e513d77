import { and, eq, inArray, lt, ne } from 'drizzle-orm'
import type { Database } from '../services.ts'
import { generations, webhookDeliveries } from './schema.ts'

const AT_ONCE = 80

/** Records of ended generations that are older; what they cost stays in the usage. An unsettled one stays until it is resolved. */
export async function deleteGenerationsBefore(
  db: Database,
  owner: { instanceId: string; projectId: string },
  before: number,
): Promise<number> {
  let deleted = 0
  for (;;) {
    const rows = await db
      .select({ id: generations.id })
      .from(generations)
      .where(
        and(
          eq(generations.instanceId, owner.instanceId),
          eq(generations.projectId, owner.projectId),
          lt(generations.finishedAt, before),
          ne(generations.status, 'indeterminate'),
        ),
      )
      .limit(AT_ONCE)
    if (rows.length === 0) return deleted
    const ids = rows.map((row) => row.id)
    await db.batch([
      db
        .delete(webhookDeliveries)
        .where(and(eq(webhookDeliveries.instanceId, owner.instanceId), inArray(webhookDeliveries.generationId, ids))),
      db.delete(generations).where(and(eq(generations.instanceId, owner.instanceId), inArray(generations.id, ids))),
    ])
    deleted += ids.length
  }
}
