import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { listProjects } from '../db/projects.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderProject } from './render-project.ts'

export class ListProjects extends Route(routes.listProjects) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    await requireInstance(services, actor, params.instance_id, 'viewer')
    const filter = { instanceId: params.instance_id, slug: query.slug ?? null, status: query.status ?? null }
    const { page, nextCursor } = pageOf(await listProjects(services.db, filter, readPosition(query.cursor), query.limit + 1), query.limit)
    return this.reply(200, { data: page.map(renderProject), next_cursor: nextCursor })
  }
}
