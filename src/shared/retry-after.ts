/** The longest delay that is accepted from a Retry-After header. */
const MAX_RETRY_AFTER_MS = 3_600_000

/** Returns the delay that a Retry-After header asks for, in milliseconds, at most an hour; null if the header is absent or invalid. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER_MS)
  // Only a text that starts with a weekday is parsed, because Date.parse accepts nearly anything.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), MAX_RETRY_AFTER_MS)
}
