import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { mayInOrganization } from '../../auth/authorize.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { alertPage } from './alert-page.ts'

export class ListAlerts extends Route(routes.listAlerts) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    const { id, organizationId } = await requireInstance(services, actor, params.instance_id, 'viewer')
    // An exhausted budget of the organization stops this instance, too. So the list includes the alerts about this budget, but only for
    // admins of the organization.
    const withOrganization = mayInOrganization(actor, organizationId, 'admin')
    return this.reply(200, await alertPage(services, { organizationId, instanceId: id, withOrganization }, query))
  }
}
