import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { deleteSession } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { unauthorized } from './authorize-request.ts'
import { clearedSessionCookie } from './session-token.ts'

export class DeleteSession extends Route(routes.deleteSession) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    if (actor.sessionId === null) throw new AppError('not_found', { detail: 'The request was sent with a key, so there is no session.' })
    await change(c, {
      target: { kind: 'session', id: actor.sessionId, organizationId: actor.organizationId },
      guards: [{ holds: sql`EXISTS (SELECT 1 FROM sessions WHERE id = ${actor.sessionId})`, error: unauthorized('session_expired') }],
      statements: [deleteSession(services.db, actor.sessionId)],
      audit: { action: 'session.delete' },
      idempotency: null,
    })
    return this.reply(204, null, { 'Set-Cookie': clearedSessionCookie() })
  }
}
