/**
 * Finds each limit for which `nameOf` returns the same text as for an earlier limit. Returns a map from the index of such a limit to the
 * index of the first limit with the same text.
 */
export function repeatedLimits<Limit>(limits: readonly Limit[], nameOf: (limit: Limit) => string): Map<number, number> {
  const firsts = new Map<string, number>()
  const repeated = new Map<number, number>()
  for (const [index, limit] of limits.entries()) {
    const name = nameOf(limit)
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, index)
    else repeated.set(index, first)
  }
  return repeated
}
