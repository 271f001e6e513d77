// The rules of JSON Schema and of HTTP that zod has no method for; generated code imports them.
import type { z } from 'zod'

/** Characters (code points), as JSON Schema and people count them: an emoji is one, though it takes two units of UTF-16. */
export function characters(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) !== 0xd800 || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) continue
    pairs++
    at++
  }
  return text.length - pairs
}

/** `maxLength`. */
export const atMost =
  (maximum: number): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    if (value.length <= maximum) return
    const length = value.length > 2 * maximum ? value.length : characters(value)
    if (length <= maximum) return
    issues.push({
      code: 'too_big',
      origin: 'string',
      maximum,
      inclusive: true,
      input: value,
      message: `must have at most ${maximum} characters`,
    })
  }

/** `minLength` above 1. */
export const atLeast =
  (minimum: number): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    if (value.length >= 2 * minimum || characters(value) >= minimum) return
    issues.push({
      code: 'too_small',
      origin: 'string',
      minimum,
      inclusive: true,
      input: value,
      message: `must have at least ${minimum} characters`,
    })
  }

/** A part of a form that a client sent without a file name: its text is the file's bytes. */
export const file = (value: unknown) => (typeof value === 'string' ? new Blob([value]) : value)

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

/** A single value stands for a list of one. */
export const list = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value])

/** A list written in one value: `explode: false`, or a header. */
export const split = (separator: string) => (value: unknown) =>
  typeof value === 'string' ? (value === '' ? [] : value.split(separator).map((item) => item.trim())) : value

/** An object in a part of a form is JSON. Invalid JSON stays text, and fails as text. */
export const json = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
