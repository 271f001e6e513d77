import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { alertSettingsOf, renderAlertSettings } from './settings.ts'

export class GetAlertSettings extends Route(routes.getAlertSettings) {
  async handle(c: Context<AppEnv>) {
    const row = await requireInstance(c.var.services, c.var.actor, this.input.params.instance_id, 'viewer')
    return this.reply(200, renderAlertSettings(alertSettingsOf(row)), { ETag: etag(row.alertSettingsVersion) })
  }
}
