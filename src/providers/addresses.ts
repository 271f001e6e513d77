// The URLs that belong to a provider: those below its base URL, and some of those in its answers. The credential is sent only to these.

export interface ProviderAddresses {
  /** Returns the URL of a call: `target` below the base URL with its query, or `target` itself if it is a whole URL. */
  of(target: string, query: Record<string, string> | undefined): string
  /** Whether a URL belongs to the provider, so that the credential may be sent there. */
  isOwn(url: string): boolean
  /**
   * Returns the URL to call for a URL in an answer: the same one if it is the provider's own. If the base URL is a proxy, a URL of the
   * provider is called through the proxy. Returns null for all others.
   */
  own(url: string): string | null
  /** Resolves a URL of an answer against the base URL; null if it is invalid. */
  absolute(url: string): string | null
}

/** @param isOwnHost whether a host name belongs to the provider, besides that of `defaultBaseUrl`. */
export function addressesOf(baseUrl: string, defaultBaseUrl: string, isOwnHost: (host: string) => boolean): ProviderAddresses {
  const [base = '', baseQuery = ''] = baseUrl.replace(/#.*$/s, '').split(/\?(.*)/s)
  const home = base.replace(/\/+$/, '')
  const official = URL.canParse(defaultBaseUrl) ? new URL(defaultBaseUrl) : null
  const isOfficial = (url: URL) =>
    official !== null && (url.origin === official.origin || (url.protocol === 'https:' && url.port === '' && isOwnHost(url.hostname)))

  const isOwn = (text: string): boolean => {
    const [url, at] = [plainUrl(text), plainUrl(home)]
    if (url === null || at === null) return false
    // The provider's other host names count only if the base URL is the provider's own server and not a server of the instance's owner.
    return url.origin === at.origin || (at.origin === official?.origin && isOfficial(url))
  }
  return {
    of(target, query) {
      const url = target.startsWith('/') ? `${home}${target}` : target
      const [path = '', own = ''] = url.split(/\?(.*)/s)
      // A whole URL keeps its own query; only missing parameters are added.
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
      const above = official.pathname.replace(/\/+$/, '')
      const path = url.pathname.startsWith(`${above}/`) ? url.pathname.slice(above.length) : url.pathname
      return `${home}${path}${url.search}`
    },
    absolute(text) {
      // The final slash makes the text resolve below the base URL and not beside its last segment.
      return URL.canParse(text, `${home}/`) ? new URL(text, `${home}/`).href : null
    },
  }
}

function plainUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url : null
}
