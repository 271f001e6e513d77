// The addresses to which authorization codes may be sent (RFC 8252, RFC 9700).

/**
 * Schemes of apps on a person's device. Any other scheme must contain a dot, as RFC 8252 requires. A list of forbidden schemes would not
 * be safe, because nobody can know all schemes on which a browser itself acts (such as `javascript:`, `data:`, `file:`).
 */
const APP_SCHEMES = new Set(['claude:', 'cursor:', 'vscode:', 'vscode-insiders:', 'windsurf:', 'zed:'])
const DOTTED_SCHEME = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])
/** The characters that RFC 3986 allows, without `#`. The URL parser would silently change any other character. */
const CHARACTERS = /^(?:[!$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/

/** Returns why authorization codes may not be sent to this address; null if they may. */
export function redirectUriFault(text: string): string | null {
  if (!CHARACTERS.test(text) || !URL.canParse(text)) return 'is not an absolute URI without a fragment'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'has a user name or password'
  // If an https page sends a browser to `https:a.test`, the browser reads `a.test` as a path on the page's own host. The URL parser here
  // reads it as a host. So the browser could reach another host than the checked one, and such an address is refused.
  if (/^https?:(?!\/\/[^/])/i.test(text)) return 'has no // and host after the scheme'
  if (url.protocol === 'https:') return null
  if (url.protocol === 'http:') return LOOPBACK.has(url.hostname) ? null : 'must be https; http is only for 127.0.0.1, [::1] and localhost'
  if (APP_SCHEMES.has(url.protocol) || DOTTED_SCHEME.test(url.protocol)) return null
  return `has a scheme that is not allowed. Allowed are https, http of the own computer, ${[...APP_SCHEMES].join(' ')} and schemes with a dot`
}

/**
 * Returns whether a code may be sent to the address `asked`. This address must equal the address `registered`, character by character.
 * There is one exception: the ports may differ if both addresses lead to the user's own computer.
 */
export function isSameRedirect(registered: string, asked: string): boolean {
  return registered === asked || (isLoopback(registered) && isLoopback(asked) && withoutPort(registered) === withoutPort(asked))
}

function isLoopback(text: string): boolean {
  if (redirectUriFault(text) !== null) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'http:' && LOOPBACK.has(hostname)
}

function withoutPort(text: string): string {
  const url = new URL(text)
  url.port = ''
  return url.href
}

export interface RedirectTarget {
  /**
   * The text that people see: a host, a scheme, or `this computer`. The host is in ASCII, so that letters of another script cannot imitate
   * a known host.
   */
  host: string
  kind: 'web' | 'device'
}

/** Returns where a valid redirect address leads, in the form in which it is shown to people. */
export function targetOfRedirect(text: string): RedirectTarget {
  const { protocol, host } = new URL(text)
  if (protocol === 'https:') return { host, kind: 'web' }
  return { host: protocol === 'http:' ? 'this computer' : protocol, kind: 'device' }
}

/** Adds parameters to a redirect address. The parameters that the address already has are kept. */
export function redirectWith(redirectUri: string, parameters: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.append(name, value)
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`
}
