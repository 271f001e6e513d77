import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { conflict, existsGuard } from '../change/guards.ts'
import { findInstance } from '../db/instances.ts'
import { instances, organizations } from '../db/schema.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { NO_MODEL_SETTINGS, requireKnownModels } from '../models/rules.ts'
import { renderInstance, renderSettings } from './render-instance.ts'
import { mergeSettings, NEW_INSTANCE } from './settings.ts'

export class CreateInstance extends Route(routes.createInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { organization_id: organizationId = actor.organizationId, slug, ...settings } = this.input.body
    await requireOrganization(services, actor, organizationId, 'admin')
    const id = newId('inst', clock)
    const now = clock()
    const row = {
      id,
      organizationId,
      slug,
      ...mergeSettings(NEW_INSTANCE, settings),
      limits: [],
      limitsUpdatedAt: now,
      modelSettings: NO_MODEL_SETTINGS,
      modelSettingsUpdatedAt: now,
      createdAt: now,
      updatedAt: now,
    }
    requireKnownModels(row, row.modelSettings, '/body')
    await change(c, {
      target: { kind: 'instance', id, organizationId, instanceId: id },
      creates: true,
      guards: [existsGuard(organizations, organizationId)],
      statements: [db.insert(instances).values(row)],
      audit: {
        action: 'instance.create',
        after: { slug, ...renderSettings(row) },
      },
      conflicts: {
        'instances.organization_id, instances.slug': conflict(
          'conflict',
          `There is an instance with the slug ${slug} already.`,
          '/body/slug',
        ),
      },
    })
    const made = await findInstance(db, id)
    return this.reply(201, renderInstance(made!), { ETag: etag(made!.version), Location: `/config/v1/instances/${id}` })
  }
}
