import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { operations, routes } from '../../generated/generation/routes.ts'
import { onError } from '../contract/problem.ts'
import { requestId } from '../contract/request-id.ts'
import { implement } from '../contract/zod-openapi.ts'
import { accessLog } from './http/access-log.ts'
import { authorize, ownerOf } from './http/authorize.ts'
import { keepRawBody } from './callbacks/raw-body.ts'
import { cors } from './http/cors.ts'
import type { AppEnv } from './http/app-env.ts'
import { MCP_PATHS, mountMcp } from './mcp/endpoint.ts'
import { adjustImageBody } from './openai/read-body.ts'
import { handlers } from './operations.ts'
import { createServices, type ConnectConfig } from './services.ts'

const BASE_PATH = '/v1'

/** Whether the service handles this path: everything under /v1, and the MCP endpoint. */
export function isGenerationPath(pathname: string): boolean {
  return pathname.startsWith(`${BASE_PATH}/`) || MCP_PATHS.includes(pathname)
}

/** Creates the app of the generation service. */
export function createGenerationApp(reachConfig: ConnectConfig): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>()
  const paths = [`${BASE_PATH}/*`, ...MCP_PATHS]
  for (const path of paths) app.use(path, requestId(), provideServices(reachConfig), accessLog(), cors())

  app.use(`${BASE_PATH}/callbacks/*`, keepRawBody)
  implement(app, routes, operations, handlers, {
    basePath: BASE_PATH,
    authorize,
    validateResponses: (c) => c.var.services.environment.VALIDATE_RESPONSES,
    ownerOf,
    adjustBody: (c, { path }) => (path.startsWith('/images/') ? adjustImageBody(c) : undefined),
  })
  mountMcp(app, async (request, c) => app.fetch(request, c.env, c.executionCtx))
  app.onError(onError)
  return app
}

function provideServices(reachConfig: ConnectConfig): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const services = createServices(c.env, c.executionCtx, reachConfig, { requestId: c.var.requestId, requestUrl: c.req.url })
    c.set('services', services)
    c.set('receivedAt', services.clock())
    await next()
    // A response is for one key alone, so no cache may share it. Pictures set their own caching.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  }
}
