interface Amounts {
  limit: number
  /** The most that the limit admits at one moment; absent or null if it equals `limit`. */
  burst?: number | null
}

/**
 * Merges all limits for which `nameOf` returns the same text into one limit, with the lowest amount and the lowest burst of them. Returns
 * the merged limits.
 */
export function strictest<Limit extends Amounts>(limits: readonly Limit[], nameOf: (limit: Limit) => string): Limit[] {
  const byName = new Map<string, Limit>()
  for (const limit of limits) {
    const name = nameOf(limit)
    const known = byName.get(name)
    byName.set(name, known === undefined ? limit : lowerOf(known, limit))
  }
  return [...byName.values()]
}

function lowerOf<Limit extends Amounts>(one: Limit, other: Limit): Limit {
  const lower = { ...one, limit: Math.min(one.limit, other.limit) }
  if ((one.burst ?? null) === null && (other.burst ?? null) === null) return lower
  return { ...lower, burst: Math.min(one.burst ?? one.limit, other.burst ?? other.limit) }
}
