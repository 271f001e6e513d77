import { Hono, type MiddlewareHandler } from 'hono'
import { operations, routes } from '../../generated/config/routes.ts'
import { mount } from '../contract/chanfana.ts'
import { requestId } from '../contract/request-id.ts'
import { accessLog } from './http/access-log.ts'
import type { AppEnv } from './http/app-env.ts'
import { runOnce } from './http/idempotency.ts'
import { classes } from './operations.ts'
import { createServices } from './services.ts'
import { authorizeRequest, ownerOf } from './sessions/authorize-request.ts'

const BASE_PATH = '/config/v1'
/** If the address of an authorization server has no path, clients look for its metadata at this path (RFC 8414). */
const METADATA_PATH = '/.well-known/oauth-authorization-server'
/** The endpoints that connected apps call. Web pages of any host may call these endpoints too, because the endpoints use no cookies. */
const APP_PATHS = [METADATA_PATH, ...['metadata', 'clients', 'token', 'revoke'].map((name) => `${BASE_PATH}/oauth/${name}`)]

/** Returns whether the config service handles this path. */
export function isConfigPath(pathname: string): boolean {
  return pathname.startsWith(`${BASE_PATH}/`) || pathname === METADATA_PATH
}

/** Creates the app of the config service, which serves everything under /config/v1, and METADATA_PATH. */
export function createConfigApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const path of APP_PATHS) app.use(path, openToPages)
  app.get(METADATA_PATH, (c) => app.fetch(new Request(new URL(`${BASE_PATH}/oauth/metadata`, c.req.url), c.req.raw), c.env, c.executionCtx))
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
    ownerOf,
  })
}

const openToPages: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': c.req.header('access-control-request-headers') ?? 'content-type',
      'access-control-max-age': '600',
    }
    return new Response(null, { status: 204, headers })
  }
  await next()
  c.res.headers.set('access-control-allow-origin', '*')
}
