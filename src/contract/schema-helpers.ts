// The few rules of JSON Schema and of the wire that zod has no method for; generated code imports them.

/** `uniqueItems`: no two items are equal, whatever the order of their keys. */
export const unique = (items: readonly unknown[]) => new Set(items.map(canonical)).size === items.length

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([first], [second]) => (first < second ? -1 : 1)))
      : inner,
  )
}

/** `minProperties`, `maxProperties`. */
export const size = (minimum: number, maximum: number) => (value: object) => {
  const count = Object.keys(value).length
  return count >= minimum && count <= maximum
}

/** `dependentRequired`. */
export const dependent = (rules: Record<string, string[]>) => (value: object) =>
  Object.entries(rules).every(([name, needed]) => !Object.hasOwn(value, name) || needed.every((other) => Object.hasOwn(value, other)))

/** Text from a query, a path, a header or a form, as a number if it is written as one. */
export const number = (value: unknown) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value

/** A name that comes once stands for a list of one. */
export const list = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value])

/** A list written in one value: `explode: false`, or a header. */
export const split = (separator: string) => (value: unknown) =>
  typeof value === 'string' ? (value === '' ? [] : value.split(separator).map((item) => item.trim())) : value

/** An object in a part of a form is JSON there. What is none stays text, and fails as text. */
export const json = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
