// Sends webhooks as Standard Webhooks specifies: signed, under a stable id, and repeated over days until the endpoint responds with
// 2xx.
import { retryAfterMs } from '../../shared/retry-after.ts'
import { errorFields, log, type LogFields } from '../../shared/log.ts'
import { signedNow } from '../delivery/stored-links.ts'
import { findDelivery, updateDelivery } from '../db/generations.ts'
import type { Delivery } from '../job/state.ts'
import { fetchFor } from '../fetch-for.ts'
import type { Services } from '../services.ts'
import { sendWebhook, whyNotSent } from '../../shared/send-webhook.ts'
import { webhookRetryMs } from '../../shared/webhook-retries.ts'

/**
 * Sends a webhook once.
 * @param note stores the delivery; called after the try. `isOver` is true if there will be no further try. If it is false,
 * `delivery.nextAt` is the time of the next try.
 */
export async function deliver(services: Services, delivery: Delivery, note: (isOver: boolean) => void): Promise<void> {
  const result = await attempt(services, delivery)
  // A delivery that is not sent any more keeps the number of its tries and the status of the last one.
  const wasTried = result.status !== 'withdrawn'
  if (wasTried) delivery.attempts++
  const waitMs = webhookRetryMs(delivery.attempts)
  const givenUp = result.status === 'pending' && waitMs === null
  const status = givenUp ? 'failed' : result.status === 'withdrawn' ? 'disabled' : result.status
  const wishMs = result.status === 'pending' ? (result.retryAfterMs ?? 0) : 0
  if (status === 'pending') delivery.nextAt = services.clock() + Math.max(waitMs!, wishMs)
  note(status !== 'pending')
  await updateDelivery(services.db, delivery.instanceId, delivery.id, {
    status,
    url: delivery.url,
    attempts: delivery.attempts,
    ...(wasTried ? { lastStatusCode: result.statusCode } : {}),
    lastError: result.error,
    nextAttemptAt: status === 'pending' ? Math.round(delivery.nextAt) : null,
    deliveredAt: status === 'delivered' ? services.clock() : null,
  }).catch((error: unknown) => log('error', 'webhook_log_failed', { ...logFields(delivery), ...errorFields(error) }))
}

/** Stores that a delivery has failed and is not tried again. */
export async function giveUp(services: Services, delivery: Delivery, error: string): Promise<void> {
  const change = { status: 'failed', url: delivery.url, attempts: delivery.attempts, lastError: error, nextAttemptAt: null } as const
  await updateDelivery(services.db, delivery.instanceId, delivery.id, change).catch((cause: unknown) =>
    log('error', 'webhook_log_failed', { ...logFields(delivery), ...errorFields(cause) }),
  )
}

interface AttemptResult {
  /** `withdrawn`: nothing was sent, because the generation or the endpoint is gone. */
  status: 'delivered' | 'pending' | 'disabled' | 'withdrawn'
  statusCode: number | null
  error: string | null
  /** The delay that a busy endpoint asks for; at most an hour. */
  retryAfterMs?: number | null
}

function logFields(delivery: Delivery): LogFields {
  return {
    request_id: delivery.requestId,
    generation_id: delivery.generationId,
    webhook_id: delivery.webhookId,
    instance_id: delivery.instanceId,
    attempt: delivery.attempts + 1,
  }
}

/**
 * Disables the endpoint for all projects, because it has answered 410. If the config service cannot disable it now, the delivery stays due.
 * The next try calls the endpoint again, and disables it if it still answers 410.
 */
async function disable(services: Services, { instanceId, webhookId, url, requestId }: Delivery): Promise<AttemptResult> {
  try {
    await services.rpc.webhookGone({ instanceId, webhookId, url, requestId: requestId ?? null })
    return { status: 'disabled', statusCode: 410, error: 'The endpoint answered 410 Gone.' }
  } catch (error) {
    log('warn', 'webhook_not_disabled', { request_id: requestId, webhook_id: webhookId, instance_id: instanceId, ...errorFields(error) })
    return { status: 'pending', statusCode: 410, error: 'The endpoint answered 410 Gone; it is not disabled yet.' }
  }
}

async function attempt(services: Services, delivery: Delivery): Promise<AttemptResult> {
  const fields = logFields(delivery)
  try {
    const row = await findDelivery(services.db, delivery.instanceId, delivery.id)
    if (row === null) return { status: 'withdrawn', statusCode: null, error: 'The generation was deleted.' }
    // Days may pass between two tries. So each try reads the URL and the signing secret again. It also checks again whether the endpoint
    // may still receive this event.
    const opened = await services.rpc.openCredential({
      instanceId: delivery.instanceId,
      subject: { kind: 'webhook', webhookId: delivery.webhookId, projectId: row.projectId },
      requestId: delivery.requestId ?? null,
    })
    if (!opened.ok || opened.baseUrl === null)
      return { status: 'withdrawn', statusCode: null, error: 'The endpoint was deleted, disabled or moved to another project.' }
    delivery.url = opened.baseUrl
    const secrets = [opened.fields.current, opened.fields.previous].filter((secret) => secret !== undefined)
    const body = await signedNow(services, row.payload)
    const fetch = await fetchFor(services, delivery.instanceId)
    const response = await sendWebhook({ fetch, clock: services.clock }, delivery.url, secrets, delivery.eventId, body)
    log('info', 'webhook_sent', { ...fields, status: response.status })
    if (response.ok) return { status: 'delivered', statusCode: response.status, error: null }
    if (response.status === 410) return await disable(services, delivery)
    return {
      status: 'pending',
      statusCode: response.status,
      error: `The endpoint answered ${response.status}.`,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), services.clock()),
    }
  } catch (error) {
    log('warn', 'webhook_failed', { ...fields, ...errorFields(error) })
    return { status: 'pending', statusCode: null, error: whyNotSent(error) }
  }
}
