import { decodeCursor, matching, pageOf } from '../../shared/cursor.ts'
import { listDeliveriesIn } from '../db/generations.ts'
import type { Handler } from '../http/handler.ts'
import { renderDelivery } from '../model/render-generation.ts'

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async (c, reply) => {
  const { services, principal } = c.var
  const { limit, cursor, webhook_id: webhookId, generation_id: generationId, status } = c.req.valid('query')
  const rows = await listDeliveriesIn(
    services.db,
    principal,
    { webhookId, generationId, status },
    decodeCursor(cursor, matching(/^dlv_[0-9A-Z]{26}$/)),
    limit + 1,
  )
  const { page, nextCursor } = pageOf(rows, limit, ({ id }) => id)
  return reply(200, { data: page.map(renderDelivery), next_cursor: nextCursor })
}
