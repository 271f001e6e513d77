// `fetch` for URLs from outside. Every request and every redirect is checked before it is sent, and is limited in time and size.
import { oncePer } from '../once-per.ts'
import { abortAfter } from '../time-limit.ts'
import { type AddressPolicy, checkUrl, refuseUrl } from './address.ts'
import { limitBody } from './body.ts'
import { platformHosts } from './hosts.ts'
import { FetchLimit, type GuardedFetchOptions } from './limits.ts'

/**
 * Like `fetch`, but limited to public https URLs. Throws AppError `url_not_allowed` before it sends a request to a forbidden URL. Throws
 * FetchLimit if the response is too slow or too large; the body's stream throws it, too. If the signal aborts, throws the signal's reason.
 * Any other error of `fetch` is thrown unchanged.
 */
export type GuardedFetch = (url: string, init: RequestInit, options: GuardedFetchOptions) => Promise<Response>

type PlainFetch = (url: string, init: RequestInit) => Promise<Response>

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/**
 * If a redirect leads to another origin, only these headers are sent to it. The list has the harmless headers, because the names of all
 * headers with credentials cannot be known.
 */
const HARMLESS_HEADERS = ['accept', 'accept-encoding', 'accept-language', 'user-agent', 'range']

/**
 * Makes the guarded fetch. The platform uses it for every request that it sends to another host.
 * @param dependencies the policy for addresses, and `fetch`: the runtime's own function.
 */
export function createGuardedFetch(dependencies: AddressPolicy & { fetch: PlainFetch }): GuardedFetch {
  return async (text, init, options) => {
    let url = checkUrl(text, dependencies, options.ownHosts)
    const controller = new AbortController()
    const outer = [options.signal, init.signal].filter((signal) => signal !== null && signal !== undefined)
    const onAbort = () => controller.abort(outer.find((signal) => signal.aborted)?.reason)
    for (const signal of outer) {
      if (signal.aborted) throw signal.reason
      signal.addEventListener('abort', onAbort, { once: true })
    }
    const release = () => outer.forEach((signal) => signal.removeEventListener('abort', onAbort))
    const late = () => new FetchLimit('headers_timeout', `no answer within ${options.headersTimeoutMs} ms`)
    const timeout = abortAfter(options.headersTimeoutMs, controller, late)
    let request: RequestInit = { ...init, redirect: 'manual', signal: controller.signal }
    try {
      for (let redirects = 0; ; redirects++) {
        const response = await dependencies.fetch(url.href, request)
        const location = REDIRECTS.has(response.status) && options.maxRedirects > 0 ? response.headers.get('location') : null
        if (location === null) {
          timeout.clear()
          return await limitBody(response, options, controller, release)
        }
        await response.body?.cancel()
        if (redirects === options.maxRedirects) refuseUrl(`It redirects more than ${options.maxRedirects} times.`)
        if (!URL.canParse(location, url.href)) refuseUrl('It redirects to something that is not a URL.')
        const next = checkUrl(new URL(location, url.href).href, dependencies, options.ownHosts)
        request = redirected(request, response.status, next.origin === url.origin)
        url = next
      }
    } catch (error) {
      timeout.clear()
      release()
      throw controller.signal.aborted ? controller.signal.reason : error
    }
  }
}

/** Returns a Worker's guarded fetch. It is created only once per isolate, from the Worker's validated environment. */
export const guardedFetchOf = oncePer((environment: { ALLOW_PRIVATE_ADDRESSES: boolean; PUBLIC_URL?: string | undefined }) =>
  createGuardedFetch({
    // oxlint-disable-next-line no-restricted-globals -- the only use of the runtime's own fetch: every other call comes through this guard
    fetch: (url, init) => fetch(url, init),
    allowPrivateAddresses: environment.ALLOW_PRIVATE_ADDRESSES,
    ownHosts: platformHosts(environment.PUBLIC_URL),
  }),
)

function redirected(request: RequestInit, status: number, sameOrigin: boolean): RequestInit {
  const method = (request.method ?? 'GET').toUpperCase()
  const becomesGet = status === 303 ? method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST'
  const headers = new Headers(request.headers)
  const next: RequestInit = { ...request, headers }
  if (becomesGet) {
    next.method = 'GET'
    delete next.body
    headers.delete('content-type')
    headers.delete('content-length')
  } else if (request.body !== undefined && request.body !== null) {
    // A redirect to another origin is refused, because the body may be confidential. If the body is a stream, every redirect is refused,
    // because a stream cannot be sent a second time.
    if (!sameOrigin || request.body instanceof ReadableStream) refuseUrl('It redirects a request with a body.')
  }
  if (!sameOrigin) {
    const kept = HARMLESS_HEADERS.flatMap((name): [string, string][] => (headers.has(name) ? [[name, headers.get(name)!]] : []))
    next.headers = new Headers(kept)
  }
  return next
}
