import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireRole, roleInInstance } from '../../auth/authorize.ts'
import { change } from '../change/change.ts'
import { conflict, versionGuard } from '../change/guards.ts'
import { canonicalJson } from '../db/audit.ts'
import { findInstance } from '../db/instances.ts'
import { instances, type StoredModelSettings } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderModelSettings } from './render-model-settings.ts'
import { requireKnownConnections } from './connections.ts'
import { soundModelSettings, unknownModels } from './rules.ts'

export class SetModelSettings extends Route(routes.setModelSettings) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    // The version is checked first: outdated settings may name something that was removed in the meantime. A 412 tells the caller that the
    // settings are outdated, which helps more than an error about the name.
    const version = expectedVersion(headers['if-match'], row.modelSettingsVersion)
    const settings = soundModelSettings(services, body)
    await requireKnownConnections(services, row, settings)
    // Prices determine what counts against the organization's budget, and connections determine which account is billed. So only an admin
    // may change them.
    if (pricing(settings) !== pricing(row.modelSettings))
      requireRole(roleInInstance(actor, { organizationId: row.organizationId, instanceId: row.id }), 'admin')
    const lostBefore = new Set(unknownModels(row, row.modelSettings).map(({ name }) => name))
    const lost = unknownModels(row, settings).filter(({ name }) => !lostBefore.has(name))
    if (lost.length)
      throw conflict(
        'in_use',
        `The instance names ${lost.map(({ name, path }) => `${name} as its ${path.split('/')[0]}`).join(' and ')}. Change that first.`,
      )
    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [
        versionGuard(instances.modelSettingsVersion, row.id, version),
        // The code above has looked up the instance's default model and fallback chain in the new settings. This guard fails if another
        // request has changed the instance in the meantime.
        versionGuard(instances.version, row.id, row.version),
      ],
      statements: [
        db
          .update(instances)
          .set({ modelSettings: settings, modelSettingsVersion: version + 1, modelSettingsUpdatedAt: clock() })
          .where(eq(instances.id, row.id)),
      ],
      audit: { action: 'models.set', before: row.modelSettings, after: settings },
      resultPath: `/config/v1/instances/${row.id}/models`,
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, renderModelSettings(now!), { ETag: etag(now!.modelSettingsVersion) })
  }
}

/**
 * Returns the settings that determine costs, as a text: overridden prices, connections, and the whole definitions of custom providers and
 * models, because they contain prices. If two texts are equal, the costs are equal.
 */
function pricing({
  models,
  providers: served = [],
  custom_providers: providers,
  custom_models: added,
}: StoredModelSettings): string | null {
  const overrides = Object.fromEntries(models.flatMap(({ model, price }) => (price ? [[model, price]] : [])))
  const connections = Object.fromEntries(models.flatMap(({ model, connections: shares }) => (shares ? [[model, shares]] : [])))
  return canonicalJson({ overrides, providers, added, connections, served })
}
