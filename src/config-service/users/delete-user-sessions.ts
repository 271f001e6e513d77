import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { countSessionsOf, deleteSessionsOf } from '../db/sessions.ts'
import { requireRank, requireUser } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'

export class DeleteUserSessions extends Route(routes.deleteUserSessions) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const user = await requireUser(services, actor, this.input.params.user_id)
    requireRank(actor, user.role)
    const ended = await countSessionsOf(db, user.organizationId, user.id)
    await change(c, {
      target: { kind: 'user', id: user.id, organizationId: user.organizationId },
      statements: [deleteSessionsOf(db, user.organizationId, user.id)],
      audit: { action: 'session.delete_all', before: { sessions: ended } },
      idempotency: null,
    })
    return this.reply(200, { ended })
  }
}
