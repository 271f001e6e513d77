import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { contractDocument } from '../../contract/contract-document.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'

export class GetContract extends Route(routes.getContract) {
  async handle(c: Context<AppEnv>) {
    const document = await contractDocument(c.var.services.environment.ASSETS, 'config', this.input.query.profile)
    return this.reply(200, document, { 'Access-Control-Allow-Origin': '*' })
  }
}
