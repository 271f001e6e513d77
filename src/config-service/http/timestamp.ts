/** Milliseconds since 1970 as the contract writes a time: RFC 3339 in UTC. */
export const timestamp = (at: number) => new Date(at).toISOString()

export const timestampOrNull = (at: number | null) => (at === null ? null : timestamp(at))
