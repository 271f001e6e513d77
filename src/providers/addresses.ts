// The addresses of a provider: below the base URL, and those that its answers name. The credential goes to these and to no other.

export interface ProviderAddresses {
  /** The address of a call: `target` below the base URL, whose query goes along, or a whole address. */
  of(target: string, query: Record<string, string> | undefined): string
  /** Whether an address belongs to the provider, so that the credential may go there. */
  isOwn(url: string): boolean
  /**
   * What to call for an address that an answer names: itself if it is the provider's own. Behind a base URL that is a proxy, an address of the
   * provider is called through the proxy. Null for all others.
   */
  own(url: string): string | null
  /** An address of an answer, relative ones below the base URL's; null for what is none. */
  absolute(url: string): string | null
}

/** @param isOwnHost names of the provider beside that of `defaultBaseUrl`. */
export function addressesOf(baseUrl: string, defaultBaseUrl: string, isOwnHost: (host: string) => boolean): ProviderAddresses {
  const [base = '', baseQuery = ''] = baseUrl.replace(/#.*$/s, '').split(/\?(.*)/s)
  const home = base.replace(/\/+$/, '')
  const official = URL.canParse(defaultBaseUrl) ? new URL(defaultBaseUrl) : null
  const isOfficial = (url: URL) =>
    official !== null && (url.origin === official.origin || (url.protocol === 'https:' && url.port === '' && isOwnHost(url.hostname)))

  const isOwn = (text: string): boolean => {
    const [url, at] = [plainUrl(text), plainUrl(home)]
    if (url === null || at === null) return false
    // Names of the provider's own count where it is the provider that is called, and not somebody's own server.
    return url.origin === at.origin || (at.origin === official?.origin && isOfficial(url))
  }
  return {
    of(target, query) {
      const url = target.startsWith('/') ? `${home}${target}` : target
      const [path = '', own = ''] = url.split(/\?(.*)/s)
      // A whole address has the query that its answer gave it, and misses only what it does not say itself.
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
      // Below the base URL, not beside its last step.
      return URL.canParse(text, `${home}/`) ? new URL(text, `${home}/`).href : null
    },
  }
}

function plainUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url : null
}
