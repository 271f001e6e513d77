import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireRole, roleInInstance } from '../../auth/authorize.ts'
import { requireInstance } from '../http/access.ts'
import { applyChange, conflict, versionGuard } from '../change/change.ts'
import { findInstance } from '../db/instances.ts'
import { canonicalJson } from '../db/audit.ts'
import { instances, type StoredModelSettings } from '../db/schema.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { soundModelSettings, unknownModels } from './rules.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showModelSettings } from '../show.ts'

export class SetModelSettings extends Route(routes.setModelSettings) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    const settings = soundModelSettings(services, body)
    // Who sets prices decides what counts against the organization's budget, which is an admin's.
    if (pricing(settings) !== pricing(row.modelSettings))
      requireRole(roleInInstance(actor, { organizationId: row.organizationId, instanceId: row.id }), 'admin')
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

/** All that prices come from: overrides, and the definitions that carry their own. */
function pricing({ models, custom_providers: providers, custom_models: added }: StoredModelSettings): string | null {
  const overrides = Object.fromEntries(models.flatMap(({ model, price }) => (price ? [[model, price]] : [])))
  return canonicalJson({ overrides, providers, added })
}
