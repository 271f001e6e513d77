import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { configurationOf, fileOf } from './file.ts'

export class ExportInstance extends Route(routes.exportInstance) {
  async handle(c: Context<AppEnv>) {
    const row = await requireInstance(c.var.services, c.var.actor, this.input.params.instance_id, 'developer')
    return this.reply(200, fileOf(await configurationOf(c.var.services.db, row)))
  }
}
