import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newWebhookSecret } from '../../shared/webhook-signature.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { seal } from '../credentials/envelope.ts'
import { openWebhookRow, orConflict, ownerOfWebhook } from '../credentials/secrets.ts'
import { webhooks } from '../db/schema.ts'
import { updateWebhook } from '../db/webhooks.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderWebhook } from './render-webhook.ts'
import { requireWebhook } from './require-webhook.ts'

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
    await change(c, {
      target: { ...row, kind: 'webhook' },
      guards: [raceGuard(webhooks.version, row.id, row.version)],
      statements: [updateWebhook(services.db, row, changes)],
      audit: {
        action: 'webhook.rotate_secret',
        before: renderWebhook(row, now),
        after: renderWebhook(after, now),
      },
      // The configuration of an instance has no webhook secrets: the data plane asks for them at each delivery. So the configuration stays
      // the same.
      affects: { ids: [] },
      resultPath: null,
    })
    return this.reply(200, { ...renderWebhook(after, now), secret }, { ETag: etag(after.version) })
  }
}
