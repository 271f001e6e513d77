/** Returns a time in the contract's form, RFC 3339 in UTC. `at` is in Unix milliseconds. */
export const timestamp = (at: number) => new Date(at).toISOString()

export const timestampOrNull = (at: number | null) => (at === null ? null : timestamp(at))
