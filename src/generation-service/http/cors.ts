// Which browser pages may call an instance. Checked here before anything is done, not only by response headers.
import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../shared/errors.ts'
import { allows } from '../../shared/origins.ts'
import type { AppEnv } from './app-env.ts'
import { findSnapshot } from '../snapshots.ts'

const METHODS = 'GET, HEAD, POST, DELETE'
const EXPOSED =
  'Location, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-ID, ETag, ' +
  'Content-Range, Server-Timing, Preference-Applied, X-Generation-ID, X-Cost-Micros, X-Warnings, X-Should-Retry, Allow, ' +
  'WWW-Authenticate'
const PREFLIGHT_SECONDS = 600

/**
 * Handles preflights, and adds the headers that let a page read a response: every error, every response of an open operation, and an
 * instance's responses to an origin that it allows. A preflight has no key, so its instance is unknown: every origin gets a positive
 * preflight, and the request itself is refused if necessary.
 */
export function cors(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin === undefined) {
      await next()
      // A browser that has cached a picture for one page must ask again before another page's script may read it.
      c.res.headers.append('vary', 'Origin')
      return
    }
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      return new Response(null, {
        status: 204,
        headers: {
          'access-control-allow-origin': origin,
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': c.req.header('access-control-request-headers') ?? 'authorization, content-type',
          'access-control-max-age': String(PREFLIGHT_SECONDS),
          vary: 'Origin, Access-Control-Request-Headers',
        },
      })
    }
    await next()
    c.res.headers.append('vary', 'Origin')
    // An error shows a page only its own mistake; without the header its script would see a network failure.
    if (allowed.get(c.req.raw) === false && c.res.status < 400) return
    c.res.headers.set('access-control-allow-origin', origin)
    c.res.headers.set('access-control-expose-headers', EXPOSED)
  }
}

/** Requests whose origin was checked, and whether it is allowed. */
const allowed = new WeakMap<Request, boolean>()

/** Called once the instance of a request is known. Throws `origin_not_allowed`. */
export async function requireOrigin(c: Context<AppEnv>): Promise<void> {
  if (c.req.header('origin') === undefined) return
  const { principal, epoch } = c.var
  if (!(await noteOrigin(c, principal.instanceId, epoch ?? null, principal.pageOrigin))) {
    throw new AppError('origin_not_allowed', { detail: 'An admin can add this page’s origin to the instance’s cors_origins.' })
  }
}

/** For pictures by link, which every page may show: sets whether the page may also read them. Refuses nothing. */
export async function noteOrigin(c: Context<AppEnv>, instanceId: string, epoch: number | null, pageOrigin?: string): Promise<boolean> {
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  const { services } = c.var
  const own = [
    new URL(c.req.url).origin,
    services.environment.PUBLIC_URL === undefined ? null : new URL(services.environment.PUBLIC_URL).origin,
  ]
  const origins = (await findSnapshot(services, instanceId, epoch))?.instance.corsOrigins ?? []
  const ok = origin === pageOrigin || own.includes(origin) || origins.some((entry) => allows(entry, origin))
  allowed.set(c.req.raw, ok)
  return ok
}
