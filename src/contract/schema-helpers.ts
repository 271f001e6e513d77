// Rules of JSON Schema and HTTP that zod has no method for. Generated code imports them.
import type { z } from 'zod'
import { FIRST_TIME, LAST_TIME } from '../shared/calendar.ts'

/** Counts characters as JSON Schema does: in code points. A code point that takes two UTF-16 units, as in an emoji, counts once. */
export function characters(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) !== 0xd800 || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) continue
    pairs++
    at++
  }
  return text.length - pairs
}

/** The rule `maxLength`. */
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

/**
 * Makes the check for the rule `minLength` of JSON Schema. For a minimum of 0 or 1, the generated code uses zod's own check, which gives
 * the same result.
 */
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

/**
 * Converts the text of a form part to a file, because a file that a client sent without a file name may have been read as a text. Refuses
 * a text such as `@day.png`. With curl's option `-F`, this text means the file `day.png`, but other clients send the text itself. So the
 * caller probably wanted to send the file, but has sent only its name.
 */
export const file = (value: unknown, context: z.RefinementCtx) => {
  if (typeof value !== 'string') return value
  if (isFileName(value)) context.addIssue({ code: 'custom', message: NAME_OF_A_FILE, input: value })
  return new Blob([value])
}

/** Whether a text has the form in which curl's option `-F` names a file: an at sign and a path. */
export const isFileName = (text: string) => /^@[^\r\n]{1,255}$/.test(text)
export const NAME_OF_A_FILE = 'is the name of a file as a text; attach the file itself'

/**
 * The format `date-time`: the time must be in the years 0 to 9999 in UTC, too. Responses have times in UTC, and the format has only four
 * digits for the year. For example, `9999-12-31T23:59:59-14:00` is refused, because it is in the year 10000 in UTC.
 */
export const inCalendar = (time: string) => {
  if (time.endsWith('Z')) return true
  const at = Date.parse(time)
  return at >= FIRST_TIME && at <= LAST_TIME
}

/** The rule `uniqueItems`: no two items are equal. Objects that differ only in the order of their keys are equal. */
export const unique = (items: readonly unknown[]) => new Set(items.map(canonical)).size === items.length

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([first], [second]) => (first < second ? -1 : 1)))
      : inner,
  )
}

/** The rules `minProperties` and `maxProperties`. */
export const size = (minimum: number, maximum: number) => (value: object) => {
  const count = Object.keys(value).length
  return count >= minimum && count <= maximum
}

/**
 * Makes the check for the rule `dependentRequired` of JSON Schema: if an object has a field of `rules`, it must also have the fields that
 * `rules` lists for that field.
 */
export const dependent = (rules: Record<string, string[]>) => (value: object) =>
  Object.entries(rules).every(([name, needed]) => !Object.hasOwn(value, name) || needed.every((other) => Object.hasOwn(value, other)))

/** Converts a text from a query, a path, a header or a form to a number if the text is written as a number. */
export const number = (value: unknown) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value

/** Converts a single value to a list with this one item. */
export const list = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value])

/** Splits a list that is written as one value: with `explode: false`, or in a header. */
export const split = (separator: string) => (value: unknown) =>
  typeof value === 'string' ? (value === '' ? [] : value.split(separator).map((item) => item.trim())) : value

/** Parses the JSON in a form part whose value is an object. Returns invalid JSON unchanged, as a text; the validation then refuses it. */
export const json = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
