import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireInstance } from '../http/access.ts'
import { applyChange, conflict } from '../change/change.ts'
import { countProjects } from '../db/instances.ts'
import { credentials, grants, instances, webhooks } from '../db/schema.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showInstance } from '../show.ts'

export class DeleteInstance extends Route(routes.deleteInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const row = await requireInstance(services, actor, this.input.params.instance_id, 'admin')
    const left = await countProjects(db, row.id)
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [
        {
          holds: sql`NOT EXISTS (SELECT 1 FROM projects WHERE instance_id = ${row.id})`,
          error: conflict('in_use', `It still has ${left} projects. Delete them first.`),
        },
      ],
      statements: [
        db.delete(credentials).where(eq(credentials.instanceId, row.id)),
        db.delete(webhooks).where(eq(webhooks.instanceId, row.id)),
        db.delete(grants).where(eq(grants.instanceId, row.id)),
        db.delete(instances).where(eq(instances.id, row.id)),
      ],
      audit: [
        { action: 'instance.delete', targetKind: 'instance', targetId: row.id, instanceId: row.id, before: showInstance(row), after: null },
      ],
      // No snapshot is made of what is gone; the limiter is told, and finds no policy any more.
      instanceIds: [row.id],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
