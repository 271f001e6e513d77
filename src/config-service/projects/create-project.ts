import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { conflict, existsGuard } from '../change/guards.ts'
import { findProject } from '../db/projects.ts'
import { instances, projects } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderProject } from './render-project.ts'

export class CreateProject extends Route(routes.createProject) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'developer')
    const id = newId('proj', clock)
    const now = clock()
    await change(c, {
      target: { kind: 'project', id, organizationId: instance.organizationId, instanceId: instance.id },
      creates: true,
      guards: [existsGuard(instances, instance.id)],
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
      audit: { action: 'project.create', after: body },
      conflicts: {
        'projects.instance_id, projects.slug': conflict('conflict', `There is a project with the slug ${body.slug} already.`, '/body/slug'),
      },
    })
    const made = await findProject(db, id)
    return this.reply(201, renderProject(made!), { ETag: etag(made!.version), Location: `/config/v1/projects/${id}` })
  }
}
