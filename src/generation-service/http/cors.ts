// Decides which browser pages may call an instance. A disallowed page is refused before anything is done, not only by response headers.
import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../shared/errors.ts'
import { allows } from '../../shared/origins.ts'
import type { Environment } from '../env.ts'
import type { AppEnv } from './app-env.ts'
import { findSnapshot } from '../snapshots.ts'

const METHODS = 'GET, HEAD, POST, DELETE'
const EXPOSED =
  'Location, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-ID, ETag, ' +
  'Content-Range, Server-Timing, Preference-Applied, X-Generation-ID, X-Cost-Micros, X-Warnings, X-Should-Retry, Allow, ' +
  'WWW-Authenticate'
const PREFLIGHT_SECONDS = 600

/**
 * Handles preflights, and adds the headers that let a page's script read a response. Errors, and responses that belong to no instance,
 * always get these headers. A response of an instance gets these headers only if the instance allows the page's origin. A picture that a
 * page requests by its link is such a response, too. A preflight has no key, so its instance is unknown. Therefore every preflight
 * succeeds, and the request that follows it is refused if necessary.
 */
export function cors(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin === undefined) {
      await next()
      // This response has no headers for scripts, and a browser may cache it. If a page's script later wants to read the same address, the
      // new request has an `Origin`. Because of this `Vary`, the browser then does not use the cached response, but asks again.
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
    // Pages of all origins may read errors. An error only tells the page what was wrong with the page's own request. Without the headers
    // below, the page's script would see just a network failure.
    if (allowed.get(c.req.raw) === false && c.res.status < 400) return
    c.res.headers.set('access-control-allow-origin', origin)
    c.res.headers.set('access-control-expose-headers', EXPOSED)
  }
}

/** For each request whose origin was checked: whether the origin is allowed. */
const allowed = new WeakMap<Request, boolean>()

/** Checks the origin of a request once its instance is known. Throws `origin_not_allowed`. */
export async function requireOrigin(c: Context<AppEnv>): Promise<void> {
  if (c.req.header('origin') === undefined) return
  const { principal, epoch } = c.var
  if (!(await noteOrigin(c, principal.instanceId, epoch ?? null, principal.pageOrigin))) {
    throw new AppError('origin_not_allowed', {
      detail: 'An admin or a developer of the instance can add this page’s origin to the instance’s cors_origins.',
    })
  }
}

/**
 * Returns whether the page's scripts may read the response, and records this in `allowed`. If they may not, the middleware above leaves out
 * the headers that would let them. Unlike `requireOrigin`, this function refuses no request: a request for a picture by a signed link is
 * answered for every page, because the link carries its own permission.
 */
export async function noteOrigin(c: Context<AppEnv>, instanceId: string, epoch: number | null, pageOrigin?: string): Promise<boolean> {
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  const { services } = c.var
  const own = [
    isNamedByStranger(services.environment, new URL(c.req.url)) ? null : new URL(c.req.url).origin,
    services.environment.PUBLIC_URL === undefined ? null : new URL(services.environment.PUBLIC_URL).origin,
  ]
  const origins = (await findSnapshot(services, instanceId, epoch))?.instance.corsOrigins ?? []
  const ok = origin === pageOrigin || own.includes(origin) || origins.some((entry) => allows(entry, origin))
  allowed.set(c.req.raw, ok)
  return ok
}

/**
 * Whether the host name in a request's URL may belong to a stranger's page instead of this server. On a developer's machine, any host name
 * can lead to the server (DNS rebinding), so only `localhost` names and IP addresses count as the server's own. A deployed Worker is
 * reached by its own names only.
 */
function isNamedByStranger({ ENVIRONMENT }: Pick<Environment, 'ENVIRONMENT'>, { hostname }: URL): boolean {
  return ENVIRONMENT === 'development' && !/^(([\w-]+\.)*localhost|[\d.]+|\[.*\])$/.test(hostname)
}
