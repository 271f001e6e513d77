import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { hostsOf } from '../../shared/guarded-fetch/hosts.ts'
import { newId } from '../../shared/ids.ts'
import { newWebhookSecret } from '../../shared/webhook-signature.ts'
import { change } from '../change/change.ts'
import { conflict } from '../change/guards.ts'
import { seal } from '../credentials/envelope.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import { ownerOfWebhook } from '../credentials/secrets.ts'
import { insertWebhook } from '../db/webhooks.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderWebhook } from './render-webhook.ts'
import { MOST_WEBHOOKS, requireProjectIn } from './require-webhook.ts'

export class CreateWebhook extends Route(routes.createWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'developer')
    requireOutboundUrl(services, body.url, '/body/url', hostsOf(instance, c.req.url))
    const projectId = body.project_id ?? null
    await requireProjectIn(services, instance.id, projectId)

    const now = services.clock()
    const secret = newWebhookSecret()
    const identity = {
      id: newId('hook', services.clock),
      organizationId: instance.organizationId,
      instanceId: instance.id,
      secretVersion: 1,
    }
    const row = {
      ...identity,
      ...(await seal(ownerOfWebhook(identity), { current: secret }, services.environment.KEY_ENCRYPTION_KEYS)),
      projectId,
      url: body.url,
      events: body.events,
      status: 'active' as const,
      disabledReason: null,
      description: body.description,
      previousSecretUntil: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    }
    const shown = renderWebhook(row, now)
    await change(c, {
      target: { ...row, kind: 'webhook' },
      guards: [
        {
          holds: sql`(SELECT COUNT(*) FROM webhooks WHERE instance_id = ${instance.id}) < ${MOST_WEBHOOKS}`,
          error: conflict('conflict', `An instance has ${MOST_WEBHOOKS} endpoints at most.`),
        },
      ],
      statements: [insertWebhook(services.db, row)],
      audit: { action: 'webhook.create', after: shown },
      // If the stored response is lost, a repeat of a request usually gets the resource as it is now, from `resultPath`. But no GET returns
      // the secret, so a repeat of this request gets an error.
      resultPath: null,
    })
    return this.reply(201, { ...shown, secret }, { ETag: etag(row.version), Location: `/config/v1/webhooks/${row.id}` })
  }
}
