import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireInstance } from '../access.ts'
import { applyChange, conflict, versionGuard } from '../change.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { auditActor, etag, expectedVersion } from '../etag.ts'
import { soundModelSettings, unknownModels } from '../models/rules.ts'
import { Route } from '../route.ts'
import type { AppEnv } from '../services.ts'
import { showModelSettings } from '../show.ts'

export class SetModelSettings extends Route(routes.setModelSettings) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    const settings = soundModelSettings(services, body)
    const lostBefore = new Set(unknownModels(row, row.modelSettings).map(({ name }) => name))
    const lost = unknownModels(row, settings).filter(({ name }) => !lostBefore.has(name))
    if (lost.length)
      throw conflict(
        'in_use',
        `The instance names ${lost.map(({ name, path }) => `${name} as its ${path.split('/')[0]}`).join(' and ')}. Change that first.`,
      )
    const version = expectedVersion(headers['if-match'], row.modelSettingsVersion)
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [
        versionGuard(sql`(SELECT model_settings_version FROM instances WHERE id = ${row.id})`, version),
        // Its default model and fallback chain were looked for in the new settings.
        versionGuard(sql`(SELECT version FROM instances WHERE id = ${row.id})`, row.version),
      ],
      statements: [
        db
          .update(instances)
          .set({ modelSettings: settings, modelSettingsVersion: version + 1, modelSettingsUpdatedAt: clock() })
          .where(eq(instances.id, row.id)),
      ],
      audit: [
        { action: 'models.set', targetKind: 'instance', targetId: row.id, instanceId: row.id, before: row.modelSettings, after: settings },
      ],
      instanceIds: [row.id],
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/instances/${row.id}/models`,
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, showModelSettings(now!), { ETag: etag(now!.modelSettingsVersion) })
  }
}
