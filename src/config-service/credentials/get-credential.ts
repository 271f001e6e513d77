import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderCredential } from './render-credential.ts'
import { requireCredential } from './require-credential.ts'

export class GetCredential extends Route(routes.getCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireCredential(services, actor, this.input.params.credential_id, 'viewer')
    return this.reply(200, renderCredential(row), { ETag: etag(row.version) })
  }
}
