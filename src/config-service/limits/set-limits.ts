import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { versionGuard } from '../change/guards.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderLimits } from './render-limits.ts'
import { requireSoundLimits } from './rules.ts'

export class SetLimits extends Route(routes.setLimits) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    await requireSoundLimits(db, row, body.limits)
    const version = expectedVersion(headers['if-match'], row.limitsVersion)
    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [versionGuard(instances.limitsVersion, row.id, version)],
      statements: [
        db
          .update(instances)
          .set({ limits: body.limits, limitsVersion: version + 1, limitsUpdatedAt: clock() })
          .where(eq(instances.id, row.id)),
      ],
      audit: { action: 'limits.set', before: row.limits, after: body.limits },
      resultPath: `/config/v1/instances/${row.id}/limits`,
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, renderLimits(now!), { ETag: etag(now!.limitsVersion) })
  }
}
