import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { findUser } from '../db/users.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderMe } from './render-me.ts'

export class GetMe extends Route(routes.getMe) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const user = actor.userId === null ? null : await findUser(services.db, actor.userId)
    return this.reply(200, renderMe(actor, user))
  }
}
