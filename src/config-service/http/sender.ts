import type { Context } from 'hono'

/**
 * Returns the network from which a request came, for counting attempts: an IPv4 address, or the first 64 bits of an IPv6 address, because
 * one host has all addresses that begin with them.
 */
export function senderOf(c: Context): string {
  const address = c.req.header('cf-connecting-ip') ?? 'unknown'
  if (!/^[\da-f:]+$/i.test(address) || !address.includes(':')) return address
  const [head, tail] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = tail === undefined ? 0 : 8 - head!.length - tail.length
  const groups = [...head!, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
