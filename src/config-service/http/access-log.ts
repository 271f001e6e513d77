import type { MiddlewareHandler } from 'hono'
import { traceIdOf } from '../../contract/request-id.ts'
import { log } from '../../shared/log.ts'
import type { AppEnv } from './app-env.ts'

/** Writes one line per request. Paths and queries are not logged, because they contain the caller's values. */
export function accessLog(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { clock } = c.var.services
    const startedAt = clock()
    await next()
    const actor = c.get('actor') as AppEnv['Variables']['actor'] | undefined
    log('info', 'request', {
      service: 'config',
      request_id: c.var.requestId,
      trace_id: traceIdOf(c.req.header('traceparent')),
      ...(c.var.operation === undefined ? {} : { operation_id: c.var.operation.operationId, route: c.var.operation.path }),
      method: c.req.method,
      status: c.res.status,
      ...(c.var.errorCode === undefined ? {} : { code: c.var.errorCode }),
      duration_ms: Math.max(0, clock() - startedAt),
      ...(actor === undefined
        ? {}
        : { organization_id: actor.organizationId, key_id: actor.keyId, ...(actor.userId === null ? {} : { user_id: actor.userId }) }),
    })
  }
}
