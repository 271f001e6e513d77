import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../http/app-env.ts'
import { readPlaces } from './read-places.ts'

export class ListPlaces extends Route(routes.listPlaces) {
  async handle(c: Context<AppEnv>) {
    return this.reply(200, await readPlaces(c.var.services, c.var.actor))
  }
}
