import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { deleteWebhook } from '../db/webhooks.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { requireWebhook } from './require-webhook.ts'
import { showWebhook } from './show-webhook.ts'

export class DeleteWebhook extends Route(routes.deleteWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireWebhook(services, actor, this.input.params.webhook_id, 'developer')
    const before = showWebhook(row, services.clock())
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM webhooks WHERE id = ${row.id})`, row.version)],
      statements: [deleteWebhook(services.db, row)],
      audit: [{ action: 'webhook.delete', targetKind: 'webhook', targetId: row.id, instanceId: row.instanceId, before, after: null }],
      instanceIds: [row.instanceId],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
