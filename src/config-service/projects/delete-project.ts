import { eq, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict } from '../change/guards.ts'
import { withoutLimitsOf } from '../db/limits.ts'
import { countLivingKeys } from '../db/projects.ts'
import { keys, projects, webhooks } from '../db/schema.ts'
import { requireProject } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderProject } from './render-project.ts'
import { counted } from '../../shared/counted.ts'

export class DeleteProject extends Route(routes.deleteProject) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const row = await requireProject(services, actor, this.input.params.project_id, 'developer')
    const now = clock()
    const living = await countLivingKeys(db, row.id, now)
    await change(c, {
      target: { ...row, kind: 'project' },
      guards: [
        {
          holds: sql`NOT EXISTS (SELECT 1 FROM keys WHERE project_id = ${row.id} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}))`,
          error: conflict('in_use', `It still has ${counted(living, 'active key')}. Revoke ${living === 1 ? 'it' : 'them'} first.`),
        },
      ],
      statements: [
        db.delete(keys).where(eq(keys.projectId, row.id)),
        db.delete(webhooks).where(eq(webhooks.projectId, row.id)),
        withoutLimitsOf(row, now),
        db.delete(projects).where(eq(projects.id, row.id)),
      ],
      audit: {
        action: 'project.delete',
        before: renderProject(row),
      },
    })
    return this.reply(204)
  }
}
