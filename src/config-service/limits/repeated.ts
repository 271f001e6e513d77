/** Finds the limits that have the same name as an earlier one. Returns for each its index and the index of the first limit of that name. */
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
