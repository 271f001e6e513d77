import type { LimitHeaders } from './config-rpc.ts'

/** Matches the name of a limit that counts requests, for example `instance-requests-60`. */
const OF_REQUESTS = /^[a-z]+-requests-/
/** The largest integer of a structured field (RFC 9651): 15 digits. */
const LARGEST = 999_999_999_999_999

/**
 * Returns the headers that tell a caller its limits: `RateLimit-Policy` and `RateLimit` as in draft-ietf-httpapi-ratelimit-headers-10, and
 * `X-RateLimit-*`. Clients read `X-RateLimit-*` as a number of requests, so it is left out if the nearest limit counts money or pictures.
 * Returns no such headers if no limit applies. `retryAfterMs` is given for a refused request and adds `Retry-After`.
 */
export function rateLimitHeaders(headers: LimitHeaders, nowMs: number, retryAfterMs?: number): Record<string, string> {
  const fields: Record<string, string> = {}
  if (headers.policy.length > 0) {
    fields['RateLimit-Policy'] = headers.policy
      .map(
        ({ name, quota, windowSeconds }) => `${structuredString(name)};q=${structuredInteger(quota)};w=${structuredInteger(windowSeconds)}`,
      )
      .join(', ')
  }
  if (headers.nearest !== null) {
    const { name, remaining, resetSeconds } = headers.nearest
    const reset = Math.max(0, Math.ceil(resetSeconds))
    fields['RateLimit'] = `${structuredString(name)};r=${structuredInteger(remaining)};t=${structuredInteger(reset)}`
    if (OF_REQUESTS.test(name)) {
      fields['X-RateLimit-Remaining'] = String(Math.max(0, Math.floor(remaining)))
      fields['X-RateLimit-Reset'] = String(Math.ceil(nowMs / 1000) + reset)
    }
  }
  if (retryAfterMs !== undefined) fields['Retry-After'] = retryAfterSeconds(retryAfterMs)
  return fields
}

/** Returns the time in whole seconds, rounded up, so that a caller that waits this long does not come too early. */
export function retryAfterSeconds(retryAfterMs: number): string {
  return String(Math.max(0, Math.ceil(retryAfterMs / 1000)))
}

/** Quotes a text as printable ASCII; other characters become `?`. */
function structuredString(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`
}

function structuredInteger(value: number): number {
  return Math.min(LARGEST, Math.max(0, Math.floor(value)))
}
