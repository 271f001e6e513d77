import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireProject } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderProject } from './render-project.ts'

export class GetProject extends Route(routes.getProject) {
  async handle(c: Context<AppEnv>) {
    const row = await requireProject(c.var.services, c.var.actor, this.input.params.project_id, 'viewer')
    return this.reply(200, renderProject(row), { ETag: etag(row.version) })
  }
}
