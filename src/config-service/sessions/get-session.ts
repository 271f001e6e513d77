import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { getSession } from '../db/sessions.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showSession } from './show-session.ts'

export class GetSession extends Route(routes.getSession) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const session = actor.sessionId === null ? null : await getSession(services.db, actor.sessionId)
    if (session === null) throw new AppError('not_found', { detail: 'This call came with a key; there is no session.' })
    return this.reply(200, await showSession(session, services.environment.SESSION_KEY))
  }
}
