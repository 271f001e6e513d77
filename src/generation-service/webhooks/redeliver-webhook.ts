import { AppError } from '../../shared/errors.ts'
import { findDeliveryIn, updateDelivery } from '../db/generations.ts'
import type { Handler } from '../http/handler.ts'
import { runOnce } from '../http/idempotency.ts'
import { callJob } from '../job/client.ts'
import { renderDelivery } from '../model/render-generation.ts'
import { findSnapshot } from '../snapshots.ts'

export const redeliverWebhook: Handler<'redeliverWebhook'> = async (c, reply) => {
  const { services, principal, epoch } = c.var
  const { delivery_id: deliveryId } = c.req.valid('param')
  return runOnce(c, 'redeliverWebhook', { deliveryId }, async () => {
    const row = await findDeliveryIn(services.db, principal, deliveryId)
    if (row === null) throw new AppError('not_found')
    const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
    const webhook = snapshot?.webhooks.find((each) => each.webhookId === row.webhookId && each.status === 'active')
    // The endpoint may now belong to another project, which must not receive this event.
    if (webhook === undefined || (webhook.projectId !== null && webhook.projectId !== row.projectId))
      throw new AppError('conflict', { detail: 'The endpoint was deleted, disabled or moved to another project.' })

    const change = { status: 'pending', url: webhook.url, attempts: 0, nextAttemptAt: services.clock(), deliveredAt: null }
    await updateDelivery(services.db, principal.instanceId, row.id, change)
    await callJob(services, row, (host) =>
      host.redeliver(row.generationId, {
        id: row.id,
        instanceId: row.instanceId,
        requestId: c.var.requestId,
        generationId: row.generationId,
        eventId: row.eventId,
        eventType: row.eventType,
        webhookId: row.webhookId,
        url: webhook.url,
      }),
    )
    return reply(202, renderDelivery({ ...row, ...change }))
  })
}
