import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireUser } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderUser } from './render-user.ts'

export class GetUser extends Route(routes.getUser) {
  async handle(c: Context<AppEnv>) {
    const user = await requireUser(c.var.services, c.var.actor, this.input.params.user_id)
    return this.reply(200, renderUser(user), { ETag: etag(user.version) })
  }
}
