import type { MiddlewareHandler } from 'hono'
import { systemClock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'

/** The trace of the caller that a W3C `traceparent` names; undefined where there is none, or none that is valid. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1]
}

/** Takes the caller's X-Request-ID where it is a fit one, makes one where not, and puts it on every answer. */
export function requestId(): MiddlewareHandler<{ Variables: { requestId: string } }> {
  return async (c, next) => {
    const given = c.req.header('x-request-id')
    const id = given !== undefined && /^[A-Za-z0-9._:-]{1,128}$/.test(given) ? given : newId('req', systemClock)
    c.set('requestId', id)
    await next()
    c.res.headers.set('x-request-id', id)
  }
}
