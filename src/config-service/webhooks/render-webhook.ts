import type { components } from '../../../generated/config/types.ts'
import type { WebhookRow } from '../db/webhooks.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderWebhook(row: WebhookRow, now: number): components['schemas']['Webhook'] {
  const until = row.previousSecretUntil
  return {
    id: row.id,
    organization_id: row.organizationId,
    instance_id: row.instanceId,
    project_id: row.projectId,
    url: row.url,
    events: row.events,
    status: row.status,
    disabled_reason: row.disabledReason,
    description: row.description,
    previous_secret_until: until === null || until <= now ? null : timestamp(until),
    version: row.version,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
  }
}
