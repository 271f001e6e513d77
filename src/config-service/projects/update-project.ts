import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireProject } from '../http/access.ts'
import { applyChange, conflict, versionGuard } from '../change/change.ts'
import { findProject } from '../db/projects.ts'
import { projects } from '../db/schema.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showProject } from '../show.ts'

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
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [versionGuard(sql`(SELECT version FROM projects WHERE id = ${row.id})`, version)],
      statements: [db.update(projects).set(values).where(eq(projects.id, row.id))],
      audit: [
        {
          action: 'project.update',
          targetKind: 'project',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showProject(row),
          after: showProject({ ...row, ...values }),
        },
      ],
      instanceIds: [row.instanceId],
      conflicts: {
        'projects.instance_id, projects.slug': conflict('conflict', `There is a project with the slug ${body.slug} already.`, '/body/slug'),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/projects/${row.id}`,
    })
    const now = await findProject(db, row.id)
    return this.reply(200, showProject(now!), { ETag: etag(now!.version) })
  }
}
