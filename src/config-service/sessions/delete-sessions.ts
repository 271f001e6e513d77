import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { applyChange } from '../change/change.ts'
import { countSessionsOf, deleteSessionsOf } from '../db/sessions.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { clearedSessionCookie } from './session-token.ts'

export class DeleteSessions extends Route(routes.deleteSessions) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const { organizationId } = actor
    // A project's key has no role and so never gets here.
    const userId = actor.userId!
    const ended = await countSessionsOf(db, organizationId, userId)
    await applyChange(services, {
      organizationId,
      actor: auditActor(c),
      guards: [],
      statements: [deleteSessionsOf(db, organizationId, userId)],
      audit: [
        { action: 'session.delete_all', targetKind: 'user', targetId: userId, instanceId: null, before: { sessions: ended }, after: null },
      ],
      instanceIds: [],
      idempotency: null,
      resultPath: null,
    })
    return this.reply(200, { ended }, { 'Set-Cookie': clearedSessionCookie() })
  }
}
