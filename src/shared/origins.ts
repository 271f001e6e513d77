// Origins of browser pages, as an instance lists them in `cors_origins`.

/**
 * Normalizes an entry: lower case, no default port, no final slash. Returns null for an entry that no origin can match. A wildcard at the
 * beginning of the host stands for one or more whole labels: `https://*.example.com`.
 */
export function normalizeOrigin(entry: string): string | null {
  if (entry === '*') return entry
  const match = /^(https?):\/\/(\*\.)?([^/?#@*\s]+)\/?$/i.exec(entry.trim())
  if (match === null) return null
  const url = URL.parse(`${match[1]!.toLowerCase()}://${match[3]!}`)
  if (url === null) return null
  const wildcard = match[2] ?? ''
  // A wildcard before an IP address is refused, because an address has no subdomains. A wildcard before a single label such as `com` is
  // refused, because nobody owns all subdomains of a top-level domain.
  if (wildcard !== '' && (!url.hostname.includes('.') || /^[\d.]+$|^\[/.test(url.hostname))) return null
  return `${url.protocol}//${wildcard}${url.host}`
}

/** Whether an entry of `cors_origins` allows a page's `Origin`. Browsers send the origin in lower case and without the default port. */
export function allows(entry: string, origin: string): boolean {
  if (entry === '*') return true
  const normal = normalizeOrigin(entry)
  if (normal === null) return false
  const [scheme, host] = normal.split('://') as [string, string]
  if (!host.startsWith('*.')) return origin === normal
  const prefix = `${scheme}://`
  const suffix = host.slice(1)
  if (!origin.startsWith(prefix) || !origin.endsWith(suffix)) return false
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(origin.slice(prefix.length, -suffix.length))
}
