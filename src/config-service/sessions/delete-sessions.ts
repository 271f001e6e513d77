import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { countSessionsOf, deleteSessionsOf } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { clearedSessionCookie } from './session-token.ts'

export class DeleteSessions extends Route(routes.deleteSessions) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const { organizationId } = actor
    // Authorization has already refused project keys, because they have no role. So the caller is a user and `userId` is not null.
    const userId = actor.userId!
    const ended = await countSessionsOf(db, organizationId, userId)
    await change(c, {
      target: { kind: 'user', id: userId, organizationId },
      statements: [deleteSessionsOf(db, organizationId, userId)],
      audit: { action: 'session.delete_all', before: { sessions: ended } },
      idempotency: null,
    })
    return this.reply(200, { ended }, { 'Set-Cookie': clearedSessionCookie() })
  }
}
