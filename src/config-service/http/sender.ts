import type { Context } from 'hono'

/**
 * Returns the network from which a request came: an IPv4 address, or the first 64 bits of an IPv6 address, because one host can use all
 * IPv6 addresses that begin with these 64 bits. Requests such as failed sign-ins are counted for each network.
 */
export function senderOf(c: Context): string {
  const address = addressOf(c)
  const groups = groupsOf(address)
  return groups === null ? address : prefixOf(groups, 64)
}

/**
 * Returns two wider networks to which the sender of a request belongs. `customer` is the network of one customer of an internet provider
 * (IPv4 /24, IPv6 /48). `provider` is the network of the internet provider (IPv4 /16, IPv6 /32). Registrations of apps are counted for
 * these networks, too. Otherwise, the owner of a network could register any number of apps, each from another address. Returns null if the
 * sender's address is unknown, as in local development.
 */
export function networksOf(c: Context): { customer: string; provider: string } | null {
  const address = addressOf(c)
  const groups = groupsOf(address)
  if (groups !== null) return { customer: prefixOf(groups, 48), provider: prefixOf(groups, 32) }
  const parts = address.split('.')
  if (parts.length !== 4) return null
  return { customer: `${parts.slice(0, 3).join('.')}.0/24`, provider: `${parts.slice(0, 2).join('.')}.0.0/16` }
}

function addressOf(c: Context): string {
  return c.req.header('cf-connecting-ip') ?? 'unknown'
}

/** Returns the eight groups of an IPv6 address; null for any other text. */
function groupsOf(address: string): string[] | null {
  if (!/^[\da-f:]+$/i.test(address) || !address.includes(':')) return null
  const [head, tail] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = tail === undefined ? 0 : 8 - head!.length - tail.length
  return [...head!, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])].map((group) => Number.parseInt(group, 16).toString(16))
}

function prefixOf(groups: readonly string[], bits: number): string {
  return `${groups.slice(0, bits / 16).join(':')}::/${bits}`
}
