import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { listWebhooks } from '../db/webhooks.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderWebhook } from './render-webhook.ts'

export class ListWebhooks extends Route(routes.listWebhooks) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'viewer')
    const rows = await listWebhooks(services.db, instance.id, readPosition(query.cursor), query.limit + 1)
    const { page, nextCursor } = pageOf(rows, query.limit)
    return this.reply(200, { data: page.map((row) => renderWebhook(row, services.clock())), next_cursor: nextCursor })
  }
}
