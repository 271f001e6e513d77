import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireInstance } from '../http/access.ts'
import { configurationOf, fileOf } from './file.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class ExportInstance extends Route(routes.exportInstance) {
  async handle(c: Context<AppEnv>) {
    const row = await requireInstance(c.var.services, c.var.actor, this.input.params.instance_id, 'developer')
    return this.reply(200, fileOf(await configurationOf(c.var.services.db, row)))
  }
}
