import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict, versionGuard } from '../change/guards.ts'
import { findProject } from '../db/projects.ts'
import { projects } from '../db/schema.ts'
import { requireProject } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderProject } from './render-project.ts'

export class UpdateProject extends Route(routes.updateProject) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const row = await requireProject(services, actor, params.project_id, 'developer')
    const version = expectedVersion(headers['if-match'], row.version)
    const values = {
      name: body.name ?? row.name,
      slug: body.slug ?? row.slug,
      status: body.status ?? row.status,
      retentionDays: body.retention_days === undefined ? row.retentionDays : body.retention_days,
      version: version + 1,
      updatedAt: clock(),
    }
    await change(c, {
      target: { ...row, kind: 'project' },
      guards: [versionGuard(projects.version, row.id, version)],
      statements: [db.update(projects).set(values).where(eq(projects.id, row.id))],
      audit: {
        action: 'project.update',
        before: renderProject(row),
        after: renderProject({ ...row, ...values }),
      },
      conflicts: {
        'projects.instance_id, projects.slug': conflict('conflict', `There is a project with the slug ${body.slug} already.`, '/body/slug'),
      },
    })
    const now = await findProject(db, row.id)
    return this.reply(200, renderProject(now!), { ETag: etag(now!.version) })
  }
}
