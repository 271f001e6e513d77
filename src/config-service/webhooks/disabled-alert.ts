import type { EndedAlert } from '../../shared/alerts.ts'
import type { WebhookRow } from '../db/webhooks.ts'

/** Returns the report that ends the endpoint's `webhook_disabled` alert. */
export function disabledAlert({ id, organizationId, instanceId }: WebhookRow, at: number): EndedAlert {
  return { act: 'end', organizationId, instanceId, kind: 'webhook_disabled', subject: { kind: 'webhook', id }, at }
}
