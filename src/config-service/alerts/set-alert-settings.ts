import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { versionGuard } from '../change/guards.ts'
import { instances } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { alertSettingsOf, readAlertSettings, renderAlertSettings } from './settings.ts'

export class SetAlertSettings extends Route(routes.setAlertSettings) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    const version = expectedVersion(headers['if-match'], row.alertSettingsVersion)
    const settings = readAlertSettings(body)
    const shown = renderAlertSettings(settings)
    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [versionGuard(instances.alertSettingsVersion, row.id, version)],
      statements: [
        services.db
          .update(instances)
          .set({ alertSettings: settings, alertSettingsVersion: version + 1 })
          .where(eq(instances.id, row.id)),
      ],
      audit: { action: 'alert_settings.set', before: renderAlertSettings(alertSettingsOf(row)), after: shown },
      resultPath: `/config/v1/instances/${row.id}/alert-settings`,
    })
    return this.reply(200, shown, { ETag: etag(version + 1) })
  }
}
