import type { Context } from 'hono'
import contract from '../../../generated/config/openapi.json'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'

export class GetContract extends Route(routes.getContract) {
  async handle(_c: Context<AppEnv>) {
    return this.reply(200, contract)
  }
}
