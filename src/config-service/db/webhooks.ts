import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { after, type Position } from './page.ts'
import { webhooks } from './schema.ts'

export type WebhookRow = typeof webhooks.$inferSelect

/** Lists the webhook endpoints of an instance, the newest first. */
export function listWebhooks(db: Database, instanceId: string, position: Position | null, limit: number): Promise<WebhookRow[]> {
  const page = after(webhooks.createdAt, webhooks.id, position)
  return db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.instanceId, instanceId), page.where))
    .orderBy(...page.order)
    .limit(limit)
}

/** Finds a webhook by id alone; the caller decides whether the actor may see its instance. */
export async function findWebhook(db: Database, webhookId: string): Promise<WebhookRow | null> {
  return (await db.select().from(webhooks).where(eq(webhooks.id, webhookId)).get()) ?? null
}

export function insertWebhook(db: Database, row: WebhookRow): SQL {
  return db.insert(webhooks).values(row).getSQL()
}

export function updateWebhook(db: Database, webhook: Pick<WebhookRow, 'id' | 'version'>, changes: Partial<WebhookRow>): SQL {
  return db
    .update(webhooks)
    .set({ ...changes, version: sql`${webhooks.version} + 1` })
    .where(and(eq(webhooks.id, webhook.id), eq(webhooks.version, webhook.version)))
    .getSQL()
}

export function deleteWebhook(db: Database, webhook: Pick<WebhookRow, 'id' | 'version'>): SQL {
  return db
    .delete(webhooks)
    .where(and(eq(webhooks.id, webhook.id), eq(webhooks.version, webhook.version)))
    .getSQL()
}
