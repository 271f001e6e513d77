import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { metricsOf } from './metrics-of.ts'

export class GetMetrics extends Route(routes.getMetrics) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { id } = await requireInstance(services, actor, this.input.params.instance_id, 'viewer')
    return this.reply(200, await metricsOf(services, id), { 'Content-Type': 'application/openmetrics-text' })
  }
}
