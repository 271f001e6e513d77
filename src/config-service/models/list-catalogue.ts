import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { builtInModels } from '../../providers/catalogue.ts'
import { writePrice } from '../../providers/price-schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { snakeCased } from './snake-case.ts'

export class ListCatalogue extends Route(routes.listCatalogue) {
  async handle(_c: Context<AppEnv>) {
    return this.reply(200, {
      data: builtInModels().map((model) => ({
        id: model.id,
        provider: model.provider,
        name: model.name,
        description: model.description,
        capabilities: snakeCased(model.capabilities),
        price: writePrice(model.price),
        source: model.source,
        shutdown_date: model.shutdownDate,
        successor: model.successor,
        opt_in: model.optIn ?? false,
      })),
    })
  }
}
