import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { endStatement } from '../db/alerts.ts'
import { webhooks } from '../db/schema.ts'
import { deleteWebhook } from '../db/webhooks.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { disabledAlert } from './disabled-alert.ts'
import { renderWebhook } from './render-webhook.ts'
import { requireWebhook } from './require-webhook.ts'

export class DeleteWebhook extends Route(routes.deleteWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireWebhook(services, actor, this.input.params.webhook_id, 'developer')
    const before = renderWebhook(row, services.clock())
    await change(c, {
      target: { ...row, kind: 'webhook' },
      guards: [raceGuard(webhooks.version, row.id, row.version)],
      statements: [deleteWebhook(services.db, row), endStatement(disabledAlert(row, services.clock()))],
      audit: { action: 'webhook.delete', before },
    })
    return this.reply(204)
  }
}
