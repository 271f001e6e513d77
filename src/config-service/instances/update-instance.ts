import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireInstance } from '../http/access.ts'
import { applyChange, conflict, versionGuard } from '../change/change.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { mergeSettings } from './settings.ts'
import { requireKnownModels } from '../models/rules.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showInstance } from '../show.ts'

export class UpdateInstance extends Route(routes.updateInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    const version = expectedVersion(headers['if-match'], row.version)
    const { slug = row.slug, status = row.status, ...settings } = body
    const values = { slug, status, ...mergeSettings(row, settings), version: version + 1, updatedAt: clock() }
    if (body.default_model !== undefined || body.fallback_chain !== undefined) requireKnownModels(values, row.modelSettings, '/body')
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [
        versionGuard(sql`(SELECT version FROM instances WHERE id = ${row.id})`, version),
        // The models that it names were looked for in these settings.
        versionGuard(sql`(SELECT model_settings_version FROM instances WHERE id = ${row.id})`, row.modelSettingsVersion),
      ],
      statements: [db.update(instances).set(values).where(eq(instances.id, row.id))],
      audit: [
        {
          action: 'instance.update',
          targetKind: 'instance',
          targetId: row.id,
          instanceId: row.id,
          before: showInstance(row),
          after: showInstance({ ...row, ...values }),
        },
      ],
      instanceIds: [row.id],
      conflicts: {
        'instances.organization_id, instances.slug': conflict(
          'conflict',
          `There is an instance with the slug ${slug} already.`,
          '/body/slug',
        ),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/instances/${row.id}`,
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, showInstance(now!), { ETag: etag(now!.version) })
  }
}
