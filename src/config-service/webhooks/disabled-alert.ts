import type { EndedAlert } from '../../shared/alerts.ts'
import type { WebhookRow } from '../db/webhooks.ts'

/** Ends the alert that the platform has disabled this endpoint. */
export function disabledAlert({ id, organizationId, instanceId }: WebhookRow, at: number): EndedAlert {
  return { act: 'end', organizationId, instanceId, kind: 'webhook_disabled', subject: { kind: 'webhook', id }, at }
}
