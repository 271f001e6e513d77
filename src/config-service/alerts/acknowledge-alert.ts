import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireRole, roleInInstance, roleInOrganization } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { acknowledgeStatement, findAlert } from '../db/alerts.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderAlert } from './render-alert.ts'

export class AcknowledgeAlert extends Route(routes.acknowledgeAlert) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await findAlert(services.db, this.input.params.alert_id)
    if (row === null) throw new AppError('not_found')
    const { instanceId, organizationId } = row
    if (instanceId === null) requireRole(roleInOrganization(actor, organizationId), 'admin')
    else requireRole(roleInInstance(actor, { organizationId, instanceId }), 'developer')

    const now = services.clock()
    if (row.acknowledgedAt === null)
      await change(c, {
        target: { ...row, kind: 'alert' },
        statements: [acknowledgeStatement(row.id, actor.userId ?? actor.keyId, now)],
        audit: { action: 'alert.acknowledge' },
        affects: { ids: [] },
        // If the stored response is lost, the repeat of a request is answered with a GET of `resultPath`. No GET returns a single alert, so
        // a repeat of this request gets an error.
        resultPath: null,
      })
    const after = await findAlert(services.db, row.id)
    if (after === null) throw new AppError('not_found')
    return this.reply(200, renderAlert(after, now))
  }
}
