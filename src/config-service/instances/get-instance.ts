import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderInstance } from './render-instance.ts'

export class GetInstance extends Route(routes.getInstance) {
  async handle(c: Context<AppEnv>) {
    const row = await requireInstance(c.var.services, c.var.actor, this.input.params.instance_id, 'viewer')
    return this.reply(200, renderInstance(row), { ETag: etag(row.version) })
  }
}
