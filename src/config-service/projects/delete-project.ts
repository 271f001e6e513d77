import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireProject } from '../http/access.ts'
import { applyChange, conflict } from '../change/change.ts'
import { withoutLimitsOf } from '../db/limits.ts'
import { countLivingKeys } from '../db/projects.ts'
import { keys, projects, webhooks } from '../db/schema.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showProject } from '../show.ts'

export class DeleteProject extends Route(routes.deleteProject) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const row = await requireProject(services, actor, this.input.params.project_id, 'developer')
    const now = clock()
    const living = await countLivingKeys(db, row.id, now)
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [
        {
          holds: sql`NOT EXISTS (SELECT 1 FROM keys WHERE project_id = ${row.id} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}))`,
          error: conflict('in_use', `${living} of its keys still live. Revoke them first.`),
        },
      ],
      statements: [
        db.delete(keys).where(eq(keys.projectId, row.id)),
        db.delete(webhooks).where(eq(webhooks.projectId, row.id)),
        withoutLimitsOf(row, now),
        db.delete(projects).where(eq(projects.id, row.id)),
      ],
      audit: [
        {
          action: 'project.delete',
          targetKind: 'project',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showProject(row),
          after: null,
        },
      ],
      instanceIds: [row.instanceId],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
