import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'

export class GetKey extends Route(routes.getKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const key = await requireKey(services, actor, this.input.params.key_id, 'reader')
    return this.reply(200, renderKey(key, services.clock()), { ETag: etag(key.version) })
  }
}
