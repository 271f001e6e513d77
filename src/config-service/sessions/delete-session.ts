import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { applyChange } from '../change/change.ts'
import { deleteSession } from '../db/sessions.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { unauthorized } from './authorize-request.ts'
import { clearedSessionCookie } from './session-token.ts'

export class DeleteSession extends Route(routes.deleteSession) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    if (actor.sessionId === null) throw new AppError('not_found', { detail: 'This call came with a key; there is no session.' })
    await applyChange(services, {
      organizationId: actor.organizationId,
      actor: auditActor(c),
      guards: [{ holds: sql`EXISTS (SELECT 1 FROM sessions WHERE id = ${actor.sessionId})`, error: unauthorized('session_expired') }],
      statements: [deleteSession(services.db, actor.sessionId)],
      audit: [{ action: 'session.delete', targetKind: 'session', targetId: actor.sessionId, instanceId: null, before: null, after: null }],
      instanceIds: [],
      idempotency: null,
      resultPath: null,
    })
    return this.reply(204, null, { 'Set-Cookie': clearedSessionCookie() })
  }
}
