import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { findInstance } from '../db/instances.ts'
import { requireProject } from '../http/access.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../http/app-env.ts'
import type { Services } from '../services.ts'
import { makeDataKey } from './data-key.ts'

export class CreateDataKey extends Route(routes.createDataKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { sessionId } = actor
    if (sessionId === null) throw new AppError('not_found', { detail: 'The request was sent with a key, so there is no session.' })
    const project = await requireProject(services, actor, this.input.body.project_id, 'viewer')
    const instance = await findInstance(services.db, project.instanceId)
    if (instance === null) throw new AppError('not_found')
    const { workerUrl } = instance
    return this.reply(
      201,
      await makeDataKey(services, { ...actor, sessionId }, { ...project, workerUrl }, pageOriginOf(services, c.req.raw)),
    )
  }
}

/**
 * Returns the origin of the page: the origin that the browser sends, if it is one of the platform's own; otherwise the origin of the
 * request's URL.
 */
function pageOriginOf({ environment }: Services, request: Request): string {
  const own = new URL(request.url).origin
  const named = request.headers.get('origin')
  const known = environment.PUBLIC_URL === undefined ? [own] : [own, new URL(environment.PUBLIC_URL).origin]
  return named !== null && known.includes(named) ? named : own
}
