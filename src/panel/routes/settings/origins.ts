/** Like the API's rule, but for the shape alone: the API also refuses a host that cannot be, and says so at the same field. */
const SHAPE = /^(\*|https?:\/\/(\*\.)?[^/?#@*\s]+\/?)$/i

/** Returns what is wrong with the first entry that is no origin, or true if all are. */
export function checkOrigins(entries: readonly string[]): string | true {
  const wrong = entries.find((entry) => !SHAPE.test(entry))
  return wrong === undefined || `“${wrong}” is not an origin: write https://app.example.com, https://*.example.com or *, without a path.`
}
