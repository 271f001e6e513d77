import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { sql } from 'drizzle-orm'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { requireInstance } from '../http/access.ts'
import { applyChange, conflict } from '../change/change.ts'
import { findProject } from '../db/projects.ts'
import { projects } from '../db/schema.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showProject } from '../show.ts'

export class CreateProject extends Route(routes.createProject) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'developer')
    const id = newId('proj', clock)
    const now = clock()
    await applyChange(services, {
      organizationId: instance.organizationId,
      actor: auditActor(c),
      // It may have gone since it was looked at.
      guards: [{ holds: sql`EXISTS (SELECT 1 FROM instances WHERE id = ${instance.id})`, error: new AppError('not_found') }],
      statements: [
        db.insert(projects).values({
          id,
          instanceId: instance.id,
          organizationId: instance.organizationId,
          name: body.name,
          slug: body.slug,
          retentionDays: body.retention_days ?? null,
          createdAt: now,
          updatedAt: now,
        }),
      ],
      audit: [{ action: 'project.create', targetKind: 'project', targetId: id, instanceId: instance.id, before: null, after: body }],
      instanceIds: [instance.id],
      conflicts: {
        'projects.instance_id, projects.slug': conflict('conflict', `There is a project with the slug ${body.slug} already.`, '/body/slug'),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/projects/${id}`,
    })
    const made = await findProject(db, id)
    return this.reply(201, showProject(made!), { ETag: etag(made!.version), Location: `/config/v1/projects/${id}` })
  }
}
