import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { requireCredential } from './require-credential.ts'
import { showCredential } from './show-credential.ts'
import { deleteCredential } from '../db/credentials.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class DeleteCredential extends Route(routes.deleteCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireCredential(services, actor, this.input.params.credential_id, 'admin')
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM credentials WHERE id = ${row.id})`, row.version)],
      statements: [deleteCredential(services.db, row)],
      audit: [
        {
          action: 'credential.delete',
          targetKind: 'credential',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showCredential(row),
          after: null,
        },
      ],
      instanceIds: [row.instanceId],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
