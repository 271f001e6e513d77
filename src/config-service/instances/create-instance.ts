import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { sql } from 'drizzle-orm'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { requireOrganization } from '../http/access.ts'
import { applyChange, conflict } from '../change/change.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { auditActor, etag } from '../http/etag.ts'
import { mergeSettings, NEW_INSTANCE } from './settings.ts'
import { NO_MODEL_SETTINGS, requireKnownModels } from '../models/rules.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showInstance, showSettings } from '../show.ts'

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
    await applyChange(services, {
      organizationId,
      actor: auditActor(c),
      // It may have gone since it was looked at.
      guards: [{ holds: sql`EXISTS (SELECT 1 FROM organizations WHERE id = ${organizationId})`, error: new AppError('not_found') }],
      statements: [db.insert(instances).values(row)],
      audit: [
        {
          action: 'instance.create',
          targetKind: 'instance',
          targetId: id,
          instanceId: id,
          before: null,
          after: { slug, ...showSettings(row) },
        },
      ],
      instanceIds: [id],
      conflicts: {
        'instances.organization_id, instances.slug': conflict(
          'conflict',
          `There is an instance with the slug ${slug} already.`,
          '/body/slug',
        ),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/instances/${id}`,
    })
    const made = await findInstance(db, id)
    return this.reply(201, showInstance(made!), { ETag: etag(made!.version), Location: `/config/v1/instances/${id}` })
  }
}
