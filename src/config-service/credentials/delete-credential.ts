import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { deleteCredential } from '../db/credentials.ts'
import { credentials } from '../db/schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderCredential } from './render-credential.ts'
import { requireCredential } from './require-credential.ts'

export class DeleteCredential extends Route(routes.deleteCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireCredential(services, actor, this.input.params.credential_id, 'admin')
    await change(c, {
      target: { ...row, kind: 'credential' },
      guards: [raceGuard(credentials.version, row.id, row.version)],
      statements: [deleteCredential(services.db, row)],
      audit: {
        action: 'credential.delete',
        before: renderCredential(row),
      },
    })
    return this.reply(204)
  }
}
