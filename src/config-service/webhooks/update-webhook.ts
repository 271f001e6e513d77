import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { hostsOf } from '../../shared/guarded-fetch/hosts.ts'
import { change } from '../change/change.ts'
import { versionGuard } from '../change/guards.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import { findInstance } from '../db/instances.ts'
import { endStatement } from '../db/alerts.ts'
import { webhooks } from '../db/schema.ts'
import { updateWebhook, type WebhookRow } from '../db/webhooks.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderWebhook } from './render-webhook.ts'
import { disabledAlert } from './disabled-alert.ts'
import { requireProjectIn, requireWebhook } from './require-webhook.ts'

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
    // `disabledReason` says why the platform disabled the endpoint. Now a user sets the status, so this reason no longer applies.
    if (body.status !== undefined) Object.assign(changes, { status: body.status, disabledReason: null })
    const after = { ...row, ...changes, version: row.version + 1 }
    await change(c, {
      target: { ...row, kind: 'webhook' },
      guards: [versionGuard(webhooks.version, row.id, version)],
      statements: [updateWebhook(services.db, row, changes), ...(after.status === 'active' ? [endStatement(disabledAlert(row, now))] : [])],
      audit: {
        action: 'webhook.update',
        before: renderWebhook(row, now),
        after: renderWebhook(after, now),
      },
    })
    return this.reply(200, renderWebhook(after, now), { ETag: etag(after.version) })
  }
}
