import type { MiddlewareHandler } from 'hono'
import { systemClock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'

/** Returns the trace id of a W3C `traceparent` header; undefined if the header is missing or invalid. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1]
}

/** Uses the caller's X-Request-ID if it is valid, otherwise creates one, and sets it on every response. */
export function requestId(): MiddlewareHandler<{ Variables: { requestId: string } }> {
  return async (c, next) => {
    const given = c.req.header('x-request-id')
    const id = given !== undefined && /^[A-Za-z0-9._:-]{1,128}$/.test(given) ? given : newId('req', systemClock)
    c.set('requestId', id)
    await next()
    c.res.headers.set('x-request-id', id)
  }
}
