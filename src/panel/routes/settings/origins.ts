/** Checks only how an origin is written. The API also refuses a host that cannot exist, and reports this fault at the same field. */
const SHAPE = /^(\*|https?:\/\/(\*\.)?[^/?#@*\s]+\/?)$/i

/** Returns a message about the first entry that is not an origin. Returns true if all entries are origins. */
export function checkOrigins(entries: readonly string[]): string | true {
  const wrong = entries.find((entry) => !SHAPE.test(entry))
  return wrong === undefined || `“${wrong}” is not an origin: write https://app.example.com, https://*.example.com or *, without a path.`
}
