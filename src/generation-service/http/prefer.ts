export interface Preference {
  respondAsync: boolean
  waitMs: number | null
  /** The value of the Preference-Applied header; null if no preference applies. */
  applied: string | null
}

const LONGEST_WAIT_SECONDS = 300

/**
 * Parses the two preferences of RFC 7240 that we support: `respond-async` and `wait=N`. With `wait=N`, the request waits for at most N
 * seconds, even if `respond-async` is sent, too. If the generation still runs then, the response is 202.
 */
export function parsePrefer(header: string | undefined): Preference {
  const none: Preference = { respondAsync: false, waitMs: null, applied: null }
  if (header === undefined) return none
  const wishes = header.split(',').map((part) => part.split(';')[0]!.trim().toLowerCase())
  const wait = wishes.map((wish) => /^wait\s*=\s*"?(\d{1,6})"?$/.exec(wish)).find((match) => match !== null)
  if (wait) {
    const seconds = Math.min(Number(wait[1]), LONGEST_WAIT_SECONDS)
    return { respondAsync: seconds === 0, waitMs: seconds * 1000, applied: `wait=${seconds}` }
  }
  return wishes.includes('respond-async') ? { respondAsync: true, waitMs: null, applied: 'respond-async' } : none
}
