import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireInstance } from '../http/access.ts'
import { applyChange, versionGuard } from '../change/change.ts'
import { findInstance } from '../db/instances.ts'
import { instances } from '../db/schema.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { requireSoundLimits } from './rules.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showLimits } from '../show.ts'

export class SetLimits extends Route(routes.setLimits) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'developer')
    await requireSoundLimits(db, row, body.limits)
    const version = expectedVersion(headers['if-match'], row.limitsVersion)
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [versionGuard(sql`(SELECT limits_version FROM instances WHERE id = ${row.id})`, version)],
      statements: [
        db
          .update(instances)
          .set({ limits: body.limits, limitsVersion: version + 1, limitsUpdatedAt: clock() })
          .where(eq(instances.id, row.id)),
      ],
      audit: [
        { action: 'limits.set', targetKind: 'instance', targetId: row.id, instanceId: row.id, before: row.limits, after: body.limits },
      ],
      instanceIds: [row.id],
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/instances/${row.id}/limits`,
    })
    const now = await findInstance(db, row.id)
    return this.reply(200, showLimits(now!), { ETag: etag(now!.limitsVersion) })
  }
}
