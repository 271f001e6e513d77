import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderWithHealth } from './connection-health.ts'
import { requireCredential } from './require-credential.ts'

export class GetCredential extends Route(routes.getCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireCredential(services, actor, this.input.params.credential_id, 'viewer')
    const [rendered] = await renderWithHealth(services, row.instanceId, [row])
    return this.reply(200, rendered!, { ETag: etag(row.version) })
  }
}
