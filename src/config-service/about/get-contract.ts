import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import contract from '../../../generated/config/openapi.json'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class GetContract extends Route(routes.getContract) {
  async handle(_c: Context<AppEnv>) {
    return this.reply(200, contract)
  }
}
