// Decides which addresses may be called.
import { AppError } from '../errors.ts'
import { withoutEnd } from '../without-end.ts'
import { isOwnHost } from './hosts.ts'

export interface AddressPolicy {
  /** Only in development and tests: allows http, any port, loopback and private addresses. */
  allowPrivateAddresses: boolean
  /** The hosts of this platform (`host` or `host:port`). They and their subdomains are refused. */
  ownHosts: readonly string[]
}

const INTERNAL_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'localdomain',
  'lan',
  'home',
  'corp',
  'private',
  'arpa',
  'onion',
  'test',
  'invalid',
  'example',
]

/**
 * Returns the parsed URL if it may be fetched; throws AppError `url_not_allowed` if not. The URL parser has already converted every
 * spelling of an IPv4 address (decimal, octal, hex, full-width) to dotted form. This function need not check to which address a name
 * resolves: the compatibility flag `global_fetch_strictly_public` prevents requests to private addresses, and Cloudflare's network has no
 * route to them.
 */
export function checkUrl(text: string, policy: AddressPolicy, ownHosts: readonly string[] = []): URL {
  const url = URL.canParse(text) ? new URL(text) : refuseUrl('It is not an absolute URL.')
  if (url.username !== '' || url.password !== '') refuseUrl('A URL with a user name or password is not fetched.')
  const host = withoutEnd(url.hostname.toLowerCase(), /\./)
  const hostAndPort = url.port === '' ? host : `${host}:${url.port}`
  if (isOwnHost(host, hostAndPort, policy.ownHosts) || ownHosts.includes(hostAndPort)) refuseUrl('It points at this platform itself.')
  if (policy.allowPrivateAddresses) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') refuseUrl('Only http and https are fetched.')
    return url
  }
  if (url.protocol !== 'https:') refuseUrl('Only https is fetched.')
  if (url.port !== '') refuseUrl('Only port 443 is fetched.')
  if (host.startsWith('[') || /^[0-9.]+$/.test(host)) refuseUrl('An IP address is not fetched; give a host name.')
  const labels = host.split('.')
  if (labels.length < 2 || labels.includes('')) refuseUrl('The host name is not a public one.')
  if (INTERNAL_SUFFIXES.includes(labels.at(-1)!)) refuseUrl('The host name is not a public one.')
  return url
}

export function refuseUrl(detail: string): never {
  throw new AppError('url_not_allowed', { detail })
}
