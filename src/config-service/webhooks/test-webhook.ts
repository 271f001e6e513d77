import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { components } from '../../../generated/config/types.ts'
import { newId } from '../../shared/ids.ts'
import { openWebhookRow, orConflict } from '../credentials/secrets.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import type { Services } from '../services.ts'
import { requireWebhook } from './require-webhook.ts'
import { timestamp } from '../http/timestamp.ts'
import { sendWebhook, whyNotSent } from '../../shared/send-webhook.ts'

export class TestWebhook extends Route(routes.testWebhook) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireWebhook(services, actor, this.input.params.webhook_id, 'developer')
    const secrets = Object.values(await orConflict(openWebhookRow(services, row)))
    const eventId = newId('evt', services.clock)
    const startedAt = services.clock()
    const event: components['schemas']['WebhookTestEvent'] = {
      type: 'webhook.test',
      timestamp: timestamp(startedAt),
      data: { webhook_id: row.id, instance_id: row.instanceId, message: 'This is a test. Nothing was generated.' },
    }
    const answer = await send(services, row.url, secrets, eventId, JSON.stringify(event))
    return this.reply(200, { ...answer, duration_ms: services.clock() - startedAt, event_id: eventId })
  }
}

async function send(services: Services, url: string, secrets: string[], eventId: string, body: string) {
  try {
    const response = await sendWebhook(services, url, secrets, eventId, body)
    return {
      delivered: response.ok,
      status_code: response.status,
      detail: response.ok ? 'The endpoint took it.' : `The endpoint answered ${response.status}.`,
    }
  } catch (error) {
    return { delivered: false, status_code: null, detail: whyNotSent(error) }
  }
}
