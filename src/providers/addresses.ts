// Decides which URLs belong to a provider, because the credential is sent only to these URLs. All URLs at the origin of the base URL belong
// to the provider. If the base URL is the provider's own server, the URLs at the provider's other hosts belong to the provider, too.
import { withoutEnd } from '../shared/without-end.ts'

export interface ProviderAddresses {
  /**
   * Returns the URL of a call. A `target` that begins with a slash is appended to the base URL; any other `target` is a whole URL. The
   * parameters of the base URL and of `query` are added.
   */
  of(target: string, query: Record<string, string> | undefined): string
  /** Whether a URL belongs to the provider, so that the credential may be sent there. */
  isOwn(url: string): boolean
  /**
   * `url` comes from an answer of the provider. Returns the URL to call with the credential:
   * - `url` itself, if the credential may be sent there,
   * - the same path at the base URL, if the base URL is a proxy and `url` is at one of the provider's own hosts,
   * - null for any other `url`.
   */
  own(url: string): string | null
  /** Resolves a URL from an answer against the base URL; returns null if the URL is invalid. */
  absolute(url: string): string | null
}

/** @param isOwnHost recognizes the provider's further hosts, besides the host of `defaultBaseUrl`. */
export function addressesOf(baseUrl: string, defaultBaseUrl: string, isOwnHost: (host: string) => boolean): ProviderAddresses {
  const [base = '', baseQuery = ''] = baseUrl.replace(/#.*$/s, '').split(/\?(.*)/s)
  const home = withoutEnd(base, /\//)
  const official = URL.canParse(defaultBaseUrl) ? new URL(defaultBaseUrl) : null
  const isOfficial = (url: URL) =>
    official !== null && (url.origin === official.origin || (url.protocol === 'https:' && url.port === '' && isOwnHost(url.hostname)))

  const isOwn = (text: string): boolean => {
    const [url, at] = [plainUrl(text), plainUrl(home)]
    if (url === null || at === null) return false
    // A URL at another host name of the provider is accepted only if the base URL is the provider's own server. It is not accepted if the
    // base URL is a server of the instance's owner.
    return url.origin === at.origin || (at.origin === official?.origin && isOfficial(url))
  }
  return {
    of(target, query) {
      const url = target.startsWith('/') ? `${home}${target}` : target
      const [path = '', own = ''] = url.split(/\?(.*)/s)
      // All parameters of `target` are kept. A parameter of the base URL is added only if `target` has no parameter of this name.
      const said = new URLSearchParams(own)
      const missing = [...new URLSearchParams(baseQuery)].filter(([name]) => !said.has(name))
      const parts = [own, new URLSearchParams(missing).toString(), new URLSearchParams(query ?? {}).toString()].filter(
        (part) => part !== '',
      )
      return parts.length === 0 ? path : `${path}?${parts.join('&')}`
    },
    isOwn,
    own(text) {
      if (isOwn(text)) return text
      const url = plainUrl(text)
      if (url === null || official === null || !isOfficial(url)) return null
      const above = withoutEnd(official.pathname, /\//)
      const path = url.pathname.startsWith(`${above}/`) ? url.pathname.slice(above.length) : url.pathname
      return `${home}${path}${url.search}`
    },
    absolute(text) {
      // `home` does not end with a slash, so one is added. Otherwise a relative URL would replace the last segment of the path of `home`.
      return URL.canParse(text, `${home}/`) ? new URL(text, `${home}/`).href : null
    },
  }
}

function plainUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url : null
}
