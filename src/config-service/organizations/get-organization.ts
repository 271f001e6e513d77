import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireOrganization } from '../http/access.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showOrganization } from '../show.ts'

export class GetOrganization extends Route(routes.getOrganization) {
  async handle(c: Context<AppEnv>) {
    const row = await requireOrganization(c.var.services, c.var.actor, this.input.params.organization_id, 'viewer')
    return this.reply(200, showOrganization(row), { ETag: etag(row.version) })
  }
}
