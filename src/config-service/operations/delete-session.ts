import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { deleteSession } from '../db/sessions.ts'
import { Route } from '../route.ts'
import type { AppEnv } from '../services.ts'
import { clearedSessionCookie } from '../sessions/session-token.ts'

export class DeleteSession extends Route(routes.deleteSession) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    if (actor.sessionId === null) throw new AppError('not_found', { detail: 'This call came with a key; there is no session.' })
    await deleteSession(services.db, actor.sessionId)
    return this.reply(204, null, { 'Set-Cookie': clearedSessionCookie() })
  }
}
