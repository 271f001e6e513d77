import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../http/app-env.ts'
import { readTree } from './read-tree.ts'

export class ListPlaces extends Route(routes.listPlaces) {
  async handle(c: Context<AppEnv>) {
    return this.reply(200, await readTree(c.var.services, c.var.actor))
  }
}
