import { eq, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict } from '../change/guards.ts'
import { countProjects } from '../db/instances.ts'
import { credentials, grants, instances, webhooks } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderInstance } from './render-instance.ts'
import { counted } from '../../shared/counted.ts'

export class DeleteInstance extends Route(routes.deleteInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const row = await requireInstance(services, actor, this.input.params.instance_id, 'admin')
    const left = await countProjects(db, row.id)
    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [
        {
          holds: sql`NOT EXISTS (SELECT 1 FROM projects WHERE instance_id = ${row.id})`,
          error: conflict('in_use', `It still has ${counted(left, 'project')}. Delete ${left === 1 ? 'it' : 'them'} first.`),
        },
      ],
      statements: [
        db.delete(credentials).where(eq(credentials.instanceId, row.id)),
        db.delete(webhooks).where(eq(webhooks.instanceId, row.id)),
        db.delete(grants).where(eq(grants.instanceId, row.id)),
        db.delete(instances).where(eq(instances.id, row.id)),
      ],
      audit: {
        action: 'instance.delete',
        before: renderInstance(row),
      },
      // The deletion is published to the instance's limiter. The limiter then looks for its policy, finds none, and refuses all requests.
      // The change stores no new snapshot, because a snapshot is made from the instance's row, and this row is deleted.
    })
    return this.reply(204)
  }
}
