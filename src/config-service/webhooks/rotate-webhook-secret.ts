import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { newWebhookSecret } from '../../shared/webhook-signature.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { seal } from '../credentials/envelope.ts'
import { openWebhookRow, orConflict, ownerOfWebhook } from '../credentials/secrets.ts'
import { updateWebhook } from '../db/webhooks.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { requireWebhook } from './require-webhook.ts'
import { showWebhook } from './show-webhook.ts'

export class RotateWebhookSecret extends Route(routes.rotateWebhookSecret) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const row = await requireWebhook(services, actor, params.webhook_id, 'developer')
    const now = services.clock()
    const secret = newWebhookSecret()
    const hasGrace = body.grace_period_seconds > 0
    const secretVersion = row.secretVersion + 1
    const fields: Record<string, string> = hasGrace
      ? { current: secret, previous: (await orConflict(openWebhookRow(services, row))).current }
      : { current: secret }
    const sealed = await seal(ownerOfWebhook({ ...row, secretVersion }), fields, services.environment.KEY_ENCRYPTION_KEYS)
    const changes = {
      ...sealed,
      secretVersion,
      previousSecretUntil: hasGrace ? now + body.grace_period_seconds * 1000 : null,
      updatedAt: now,
    }
    const after = { ...row, ...changes, version: row.version + 1 }
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM webhooks WHERE id = ${row.id})`, row.version)],
      statements: [updateWebhook(services.db, row, changes)],
      audit: [
        {
          action: 'webhook.rotate_secret',
          targetKind: 'webhook',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showWebhook(row, now),
          after: showWebhook(after, now),
        },
      ],
      // The data plane asks for the secrets at each delivery; its configuration stays the same.
      instanceIds: [],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(200, { ...showWebhook(after, now), secret }, { ETag: etag(after.version) })
  }
}
