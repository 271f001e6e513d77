import { sql } from 'drizzle-orm'
import type { Orientation } from '../../pictures/orientation.ts'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * One row per generation, written when the generation ends, or earlier if it runs longer than a second. `record` holds the whole record.
 * The other columns repeat some of its fields, so that SQL can read them without parsing JSON.
 */
export const generations = sqliteTable(
  'generations',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id').notNull(),
    instanceId: text('instance_id').notNull(),
    projectId: text('project_id').notNull(),
    keyId: text('key_id').notNull(),
    status: text('status').notNull(),
    operation: text('operation').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    errorCode: text('error_code'),
    costMicros: integer('cost_micros').notNull(),
    heldMicros: integer('held_micros').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
    /** JSON of GenerationRecord (model/generation.ts). */
    record: text('record').notNull(),
  },
  (table) => [
    index('generations_by_project').on(table.instanceId, table.projectId, table.id),
    // A list with a filter reads all records of the project, whose number is bounded. The lists that callers want most often are those of
    // unsuccessful generations. Such generations are rare: without an index of their own, a list of them would read many records to find a
    // few. The index is small.
    index('generations_unsuccessful')
      .on(table.instanceId, table.projectId, table.id)
      .where(sql`status <> 'succeeded'`),
  ],
)

/**
 * One row for each event and endpoint. The generation's job host sends the event. The row is the log of the delivery, and holds everything
 * that a redelivery needs.
 */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    instanceId: text('instance_id').notNull(),
    projectId: text('project_id').notNull(),
    generationId: text('generation_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    eventId: text('event_id').notNull(),
    eventType: text('event_type').notNull(),
    url: text('url').notNull(),
    payload: text('payload').notNull(),
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
    nextAttemptAt: integer('next_attempt_at'),
    createdAt: integer('created_at').notNull(),
    deliveredAt: integer('delivered_at'),
  },
  (table) => [
    index('webhook_deliveries_by_project').on(table.projectId, table.id),
    index('webhook_deliveries_by_generation').on(table.generationId),
  ],
)

/** Idempotency keys of the writes that need no admission. `status` is null while the first call runs, and if the first call broke off. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    projectId: text('project_id').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status'),
    headers: text('headers'),
    body: text('body'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.operation, table.key] }),
    index('idempotency_keys_by_expiry').on(table.expiresAt),
  ],
)

/** One row per stored picture: an upload, or a generation's output. A picture without a row does not exist for any caller. */
export const assets = sqliteTable(
  'assets',
  {
    id: text('id').primaryKey(),
    instanceId: text('instance_id').notNull(),
    projectId: text('project_id').notNull(),
    /** The generation that made the picture; null for an upload. */
    generationId: text('generation_id'),
    /** The key of the object in the bucket. */
    key: text('key').notNull(),
    format: text('format', { enum: ['png', 'jpeg', 'webp'] }).notNull(),
    /** The width of the picture as viewers show it, after rotation by its EXIF orientation. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** The EXIF orientation, a number from 1 to 8; 1 = no rotation is needed. */
    orientation: integer('orientation').$type<Orientation>().notNull().default(1),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: integer('created_at').notNull(),
    /**
     * If set, the picture is deleted at this time, in Unix milliseconds, whatever the retention is. It is set for inputs that nobody asked
     * to keep.
     */
    expiresAt: integer('expires_at'),
    /** When a generation first used the picture as an input; null if none has used it. */
    usedAt: integer('used_at'),
  },
  (table) => [
    index('assets_unused')
      .on(table.instanceId, table.projectId, table.createdAt)
      .where(sql`generation_id IS NULL AND used_at IS NULL`),
    index('assets_by_project').on(table.instanceId, table.projectId, table.createdAt),
    // Only the few pictures that expire have a row in this index.
    index('assets_expiring')
      .on(table.instanceId, table.projectId, table.expiresAt)
      .where(sql`expires_at IS NOT NULL`),
    // The pictures of a generation need no index. Their ids differ from the generation's id only in the prefix and the last five
    // characters, so the primary key finds them (`madeBy` in assets.ts).
  ],
)

/**
 * The pictures that running generations use. The batch that writes a generation's outcome also deletes the generation's rows from this
 * table.
 */
export const inputUses = sqliteTable(
  'input_uses',
  {
    assetId: text('asset_id').notNull(),
    generationId: text('generation_id').notNull(),
    instanceId: text('instance_id').notNull(),
    /** From this time on, in Unix milliseconds, the row no longer counts: the generation is then assumed to have ended. */
    until: integer('until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.assetId, table.generationId] }), index('input_uses_by_generation').on(table.generationId)],
)
