import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderWebhook } from './render-webhook.ts'
import { requireWebhook } from './require-webhook.ts'

export class GetWebhook extends Route(routes.getWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireWebhook(services, actor, this.input.params.webhook_id, 'viewer')
    return this.reply(200, renderWebhook(row, services.clock()), { ETag: etag(row.version) })
  }
}
