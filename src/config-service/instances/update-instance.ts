import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict, versionGuard } from '../change/guards.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { requireKnownModels } from '../models/rules.ts'
import { renderInstance } from './render-instance.ts'
import { mergeSettings } from './settings.ts'

export class UpdateInstance extends Route(routes.updateInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    const version = expectedVersion(headers['if-match'], row.version)
    const { slug = row.slug, status = row.status, ...settings } = body
    const values = { slug, status, ...mergeSettings(row, settings), version: version + 1, updatedAt: clock() }
    // If the instance loses its dedicated Worker, the last report of the dedicated Worker does not apply any more, so it is removed.
    const gone = row.workerUrl !== null && values.workerUrl === null ? { worker: null } : {}
    if (body.default_model !== undefined || body.fallback_chain !== undefined) requireKnownModels(values, row.modelSettings, '/body')
    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [
        versionGuard(instances.version, row.id, version),
        // The code above has looked up the default model and the fallback chain in the instance's model settings. This guard fails if
        // another request has changed the model settings in the meantime.
        versionGuard(instances.modelSettingsVersion, row.id, row.modelSettingsVersion),
      ],
      statements: [
        db
          .update(instances)
          .set({ ...values, ...gone })
          .where(eq(instances.id, row.id)),
      ],
      audit: {
        action: 'instance.update',
        before: renderInstance(row),
        after: renderInstance({ ...row, ...values, ...gone }),
      },
      conflicts: {
        'instances.organization_id, instances.slug': conflict(
          'conflict',
          `There is an instance with the slug ${slug} already.`,
          '/body/slug',
        ),
      },
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, renderInstance(now!), { ETag: etag(now!.version) })
  }
}
