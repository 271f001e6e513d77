import type { Actor } from '../auth/actor.ts'
import { Hono } from 'hono'
import { operations, routes } from '../../generated/config/routes.ts'
import { mount } from '../contract/chanfana.ts'
import { requestId } from '../contract/request-id.ts'
import { accessLog } from './http/access-log.ts'
import type { AppEnv } from './http/app-env.ts'
import { runOnce } from './http/idempotency.ts'
import { classes } from './operations.ts'
import { createServices } from './services.ts'
import { authorizeRequest } from './sessions/authorize-request.ts'

const BASE_PATH = '/config/v1'

/** Creates the app of the config service, which serves everything under /config/v1. */
export function createConfigApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.use(`${BASE_PATH}/*`, requestId(), async (c, next) => {
    c.set('services', createServices(c.env, c.executionCtx))
    c.set('idempotency', null)
    await next()
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
  app.use(`${BASE_PATH}/*`, accessLog())
  return mount(app, routes, operations, classes, {
    basePath: BASE_PATH,
    authorize: authorizeRequest,
    around: (c, operation, run, checkHead) =>
      runOnce(c, operation, run, checkHead, async (path) => {
        const again = new Request(new URL(path, c.req.url), { headers: c.req.raw.headers })
        return app.fetch(again, c.env, c.executionCtx)
      }),
    validateResponses: (c) => c.var.services.environment.VALIDATE_RESPONSES,
    ownerOf: (c) => {
      const actor = c.var.actor as Actor | undefined
      return actor?.instanceId ?? actor?.organizationId ?? 'open'
    },
  })
}
