import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listCredentials } from '../db/credentials.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderWithHealth } from './connection-health.ts'

export class ListCredentials extends Route(routes.listCredentials) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const instance = await requireInstance(services, actor, this.input.params.instance_id, 'viewer')
    const rows = await listCredentials(services.db, instance.id)
    return this.reply(200, { data: await renderWithHealth(services, instance.id, rows) })
  }
}
