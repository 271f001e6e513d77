import { and, desc, eq, getTableColumns, gte, lt, type SQL, sql } from 'drizzle-orm'
import { FINISHED, type GenerationRecord, type GenerationStatus } from '../model/generation.ts'
import { compiled, placeholdersOf } from '../../shared/d1.ts'
import { oncePer } from '../../shared/once-per.ts'
import type { Database } from './database.ts'
import type { Tenant } from './tenant.ts'
import { generations, webhookDeliveries } from './schema.ts'

const within = (tenant: Tenant) => and(eq(generations.projectId, tenant.projectId), eq(generations.instanceId, tenant.instanceId))

function toRow(record: GenerationRecord): typeof generations.$inferSelect {
  return {
    id: record.id,
    organizationId: record.organizationId,
    instanceId: record.instanceId,
    projectId: record.projectId,
    keyId: record.keyId,
    status: record.status,
    operation: record.operation,
    provider: record.provider,
    model: record.model,
    errorCode: record.error?.code ?? null,
    costMicros: FINISHED.has(record.status) ? record.cost.amountMicros : 0,
    heldMicros: record.cost.heldMicros,
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
    record: JSON.stringify(record),
  }
}

/** Writes the row of a running generation, so that lists show it. Never overwrites a row: the row may already hold the outcome. */
export async function writeRunning(db: Database, record: GenerationRecord): Promise<void> {
  await db.insert(generations).values(toRow(record)).onConflictDoNothing()
}

const insertFinished = compiled<typeof generations.$inferSelect, Database>((db) => {
  // Setting a column that belongs to an index costs one more written row, even if the value stays the same. The columns that are left out
  // here never change.
  const { id, organizationId: _, instanceId: __, projectId: ___, ...rest } = getTableColumns(generations)
  const set = Object.fromEntries(Object.entries(rest).map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]))
  return db.insert(generations).values(placeholdersOf(generations)).onConflictDoUpdate({ target: id, set })
})

/** Returns the statement that writes the outcome of a generation. To run it again is harmless. */
export function writeFinished(db: Database, record: GenerationRecord): D1PreparedStatement {
  return insertFinished(db, toRow(record))
}

/** Reads one record by its id. The statement is prepared once, because this read is very frequent. */
const oneById = oncePer((db: Database) =>
  db
    .select({ record: generations.record })
    .from(generations)
    .where(
      and(
        eq(generations.projectId, sql.placeholder('projectId')),
        eq(generations.instanceId, sql.placeholder('instanceId')),
        eq(generations.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
)

export async function findGenerationIn(db: Database, { projectId, instanceId }: Tenant, id: string): Promise<GenerationRecord | null> {
  const row = await oneById(db).get({ projectId, instanceId, id })
  return row ? (JSON.parse(row.record) as GenerationRecord) : null
}

export interface GenerationFilters {
  status?: GenerationStatus
  model?: string
  provider?: string
  operation?: string
  /** A text that the prompt must contain. Upper and lower case of the letters A to Z are the same. */
  prompt?: string
  inputAssetId?: string
  createdAfter?: number
  createdBefore?: number
}

/** Returns the condition that a generation's prompt contains the text `words`. Upper and lower case of the letters A to Z are the same. */
export const promptHas = (words: string): SQL => sql`instr(lower(${generations.record}->>'$.prompt'), lower(${words})) > 0`

const worksFrom = (assetId: string): SQL =>
  sql`(${generations.record}->>'$.recipe.mask.asset_id' = ${assetId} OR EXISTS (
    SELECT 1 FROM json_each(${generations.record}, '$.recipe.inputs') WHERE value->>'$.asset_id' = ${assetId}))`

/** Lists generations, newest first; `before` is the id of the last generation of the previous page. */
export async function listGenerationsIn(
  db: Database,
  tenant: Tenant,
  filters: GenerationFilters,
  before: string | null,
  limit: number,
): Promise<GenerationRecord[]> {
  const rows = await db
    .select({ record: generations.record })
    .from(generations)
    .where(
      and(
        within(tenant),
        filters.status === undefined ? undefined : eq(generations.status, filters.status),
        // The status is written as a literal: SQLite uses a partial index only if the query repeats the index's condition, and a bound
        // value does not count.
        filters.status === undefined || filters.status === 'succeeded' ? undefined : sql`status <> 'succeeded'`,
        filters.model === undefined ? undefined : eq(generations.model, filters.model),
        filters.provider === undefined ? undefined : eq(generations.provider, filters.provider),
        filters.operation === undefined ? undefined : eq(generations.operation, filters.operation),
        filters.prompt === undefined ? undefined : promptHas(filters.prompt),
        filters.inputAssetId === undefined ? undefined : worksFrom(filters.inputAssetId),
        filters.createdAfter === undefined ? undefined : gte(generations.createdAt, filters.createdAfter),
        filters.createdBefore === undefined ? undefined : lt(generations.createdAt, filters.createdBefore),
        before === null ? undefined : lt(generations.id, before),
      ),
    )
    .orderBy(desc(generations.id))
    .limit(limit)
  return rows.map((row) => JSON.parse(row.record) as GenerationRecord)
}

/** Writes the outcome of an indeterminate generation. Returns false if the generation was no longer indeterminate. */
export async function writeResolvedIn(db: Database, tenant: Tenant, record: GenerationRecord): Promise<boolean> {
  const { id: _id, ...values } = toRow(record)
  const written = await db
    .update(generations)
    .set(values)
    .where(and(within(tenant), eq(generations.id, record.id), eq(generations.status, 'indeterminate')))
    .returning({ id: generations.id })
  return written.length > 0
}

/** Deletes a generation's row and its webhook deliveries. */
export async function deleteGenerationIn(db: Database, tenant: Tenant, id: string): Promise<void> {
  await db.batch([
    db
      .delete(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.projectId, tenant.projectId),
          eq(webhookDeliveries.instanceId, tenant.instanceId),
          eq(webhookDeliveries.generationId, id),
        ),
      ),
    db.delete(generations).where(and(within(tenant), eq(generations.id, id))),
  ])
}

export type DeliveryRow = typeof webhookDeliveries.$inferSelect

export function insertDeliveries(db: Database, rows: DeliveryRow[]) {
  return db.insert(webhookDeliveries).values(rows).onConflictDoNothing()
}

export async function findDelivery(db: Database, instanceId: string, id: string): Promise<DeliveryRow | null> {
  return (
    (await db
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.instanceId, instanceId), eq(webhookDeliveries.id, id)))
      .get()) ?? null
  )
}

export async function findDeliveryIn(db: Database, tenant: Tenant, id: string): Promise<DeliveryRow | null> {
  const row = await findDelivery(db, tenant.instanceId, id)
  return row?.projectId === tenant.projectId ? row : null
}

export async function listDeliveriesIn(
  db: Database,
  tenant: Tenant,
  filters: { webhookId?: string; generationId?: string; status?: string },
  before: string | null,
  limit: number,
): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.projectId, tenant.projectId),
        eq(webhookDeliveries.instanceId, tenant.instanceId),
        filters.webhookId === undefined ? undefined : eq(webhookDeliveries.webhookId, filters.webhookId),
        filters.generationId === undefined ? undefined : eq(webhookDeliveries.generationId, filters.generationId),
        filters.status === undefined ? undefined : eq(webhookDeliveries.status, filters.status),
        before === null ? undefined : lt(webhookDeliveries.id, before),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit)
}

export async function updateDelivery(db: Database, instanceId: string, id: string, change: Partial<DeliveryRow>): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set(change)
    .where(and(eq(webhookDeliveries.instanceId, instanceId), eq(webhookDeliveries.id, id)))
}

/** Sets the record's stage to `notified`. The job host calls this when no webhook is left to deliver, and ignores a failure. */
export async function markNotified(db: Database, instanceId: string, generationId: string): Promise<void> {
  await db
    .update(generations)
    .set({ record: sql`json_set(${generations.record}, '$.stage', 'notified')` })
    .where(and(eq(generations.instanceId, instanceId), eq(generations.id, generationId)))
}
