import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { deleteSessionsOf } from '../db/sessions.ts'
import { Route } from '../route.ts'
import type { AppEnv } from '../services.ts'
import { clearedSessionCookie } from '../sessions/session-token.ts'

export class DeleteSessions extends Route(routes.deleteSessions) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    // A project's key has no role and so never gets here.
    const ended = await deleteSessionsOf(services.db, actor.organizationId, actor.userId!)
    return this.reply(200, { ended }, { 'Set-Cookie': clearedSessionCookie() })
  }
}
