import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { alertPage } from './alert-page.ts'

export class ListOrganizationAlerts extends Route(routes.listOrganizationAlerts) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    const { id } = await requireOrganization(services, actor, params.organization_id, 'admin')
    return this.reply(200, await alertPage(services, { organizationId: id, instanceId: null }, query))
  }
}
