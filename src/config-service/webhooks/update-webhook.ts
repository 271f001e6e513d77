import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { hostsOf } from '../../shared/guarded-fetch.ts'
import { applyChange, versionGuard } from '../change/change.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import { findInstance } from '../db/instances.ts'
import { updateWebhook, type WebhookRow } from '../db/webhooks.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { requireProjectIn, requireWebhook } from './require-webhook.ts'
import { showWebhook } from './show-webhook.ts'

export class UpdateWebhook extends Route(routes.updateWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, headers, body } = this.input
    const row = await requireWebhook(services, actor, params.webhook_id, 'developer')
    const version = expectedVersion(headers['if-match'], row.version)
    if (body.url !== undefined) {
      const instance = await findInstance(services.db, row.instanceId)
      requireOutboundUrl(services, body.url, '/body/url', hostsOf(instance, c.req.url))
    }
    if (body.project_id !== undefined) await requireProjectIn(services, row.instanceId, body.project_id)

    const now = services.clock()
    const changes: Partial<WebhookRow> = { updatedAt: now }
    if (body.url !== undefined) changes.url = body.url
    if (body.events !== undefined) changes.events = body.events
    if (body.project_id !== undefined) changes.projectId = body.project_id
    if (body.description !== undefined) changes.description = body.description
    // Whoever sets the status has decided it, whatever the platform had reason for.
    if (body.status !== undefined) Object.assign(changes, { status: body.status, disabledReason: null })
    const after = { ...row, ...changes, version: row.version + 1 }
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [versionGuard(sql`(SELECT version FROM webhooks WHERE id = ${row.id})`, version)],
      statements: [updateWebhook(services.db, row, changes)],
      audit: [
        {
          action: 'webhook.update',
          targetKind: 'webhook',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showWebhook(row, now),
          after: showWebhook(after, now),
        },
      ],
      instanceIds: [row.instanceId],
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/webhooks/${row.id}`,
    })
    return this.reply(200, showWebhook(after, now), { ETag: etag(after.version) })
  }
}
