import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { findSession } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderSession } from './render-session.ts'

export class GetSession extends Route(routes.getSession) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const session = actor.sessionId === null ? null : await findSession(services.db, actor.sessionId)
    if (session === null) throw new AppError('not_found', { detail: 'The request was sent with a key, so there is no session.' })
    return this.reply(200, await renderSession(session, services.environment.SESSION_KEY))
  }
}
