import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { getKey } from '../db/keys.ts'
import { requireStanding } from './rules.ts'
import { showKey } from './show-key.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class GetKey extends Route(routes.getKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const key = requireStanding(actor, await getKey(services.db, this.input.params.key_id), 'reader')
    return this.reply(200, showKey(key, services.clock()), { ETag: etag(key.version) })
  }
}
