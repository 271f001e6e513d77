import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderOrganization } from './render-organization.ts'

export class GetOrganization extends Route(routes.getOrganization) {
  async handle(c: Context<AppEnv>) {
    const row = await requireOrganization(c.var.services, c.var.actor, this.input.params.organization_id, 'viewer')
    return this.reply(200, renderOrganization(row), { ETag: etag(row.version) })
  }
}
