// Sends an alert to one endpoint as Standard Webhooks specifies: signed, under a stable id, and repeated over days until it is accepted.
import { retryAfterMs } from '../../shared/retry-after.ts'
import { errorFields, log } from '../../shared/log.ts'
import { sendWebhook, whyNotSent } from '../../shared/send-webhook.ts'
import { webhookRetryMs } from '../../shared/webhook-retries.ts'
import { SealBroken } from '../credentials/envelope.ts'
import { openWebhookRow } from '../credentials/secrets.ts'
import { type DueDelivery, updateAlertDelivery } from '../db/alerts.ts'
import { timestamp } from '../http/timestamp.ts'
import type { Services } from '../services.ts'
import { disableGone } from '../webhooks/disable-gone.ts'
import { renderNotice } from './render-alert.ts'

/**
 * Returns the id of the event that reports an alert. The id is derived from the alert's id, so it is the same for every endpoint and for
 * every try to deliver the event.
 */
export const eventIdOf = (alertId: string): string => alertId.replace(/^alert_/, 'evt_')

export async function deliverAlert(services: Services, due: DueDelivery): Promise<void> {
  const { delivery } = due
  const attempts = delivery.attempts + 1
  const result = await send(services, due)
  const waitMs = webhookRetryMs(attempts)
  const status = result.status === 'pending' && waitMs === null ? 'failed' : result.status
  await updateAlertDelivery(services.db, delivery, {
    status,
    attempts,
    lastStatusCode: result.statusCode,
    lastError: result.error,
    nextAt: services.clock() + (status === 'pending' ? Math.max(waitMs!, result.retryAfterMs ?? 0) : 0),
  })
}

interface AttemptResult {
  status: 'delivered' | 'pending' | 'disabled'
  statusCode: number | null
  error: string | null
  /** The delay that a busy endpoint asks for in its Retry-After header, in milliseconds; at most an hour. */
  retryAfterMs?: number | null
}

async function send(services: Services, { delivery, alert, webhook }: DueDelivery): Promise<AttemptResult> {
  const fields = { organization_id: alert.organizationId, instance_id: webhook.instanceId, webhook_id: webhook.id }
  if (webhook.status === 'disabled') return { status: 'disabled', statusCode: null, error: 'The endpoint is disabled.' }
  try {
    const secrets = Object.values(await openWebhookRow(services, webhook))
    const event = { type: `alert.${alert.kind}`, timestamp: timestamp(alert.createdAt), data: renderNotice(alert) }
    const response = await sendWebhook(services, webhook.url, secrets, eventIdOf(alert.id), JSON.stringify(event))
    log('info', 'alert_sent', { ...fields, status: response.status, attempt: delivery.attempts + 1, state: alert.kind })
    if (response.ok) return { status: 'delivered', statusCode: response.status, error: null }
    const error = `The endpoint answered ${response.status}.`
    if (response.status !== 410) {
      const wishMs = retryAfterMs(response.headers.get('retry-after'), services.clock())
      return { status: 'pending', statusCode: response.status, error, retryAfterMs: wishMs }
    }
    await disableGone(services, { instanceId: webhook.instanceId, webhookId: webhook.id, url: webhook.url })
    return { status: 'disabled', statusCode: 410, error }
  } catch (error) {
    log('warn', 'alert_failed', { ...fields, attempt: delivery.attempts + 1, state: alert.kind, ...errorFields(error) })
    if (error instanceof SealBroken)
      return { status: 'pending', statusCode: null, error: "The endpoint's secret cannot be decrypted. Rotate it." }
    return { status: 'pending', statusCode: null, error: whyNotSent(error) }
  }
}
