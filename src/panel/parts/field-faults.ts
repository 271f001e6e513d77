// Places the API's errors at the fields of a form.
import type { Problem } from '../api/problem.ts'

type Fault = Pick<NonNullable<Problem['errors']>[number], 'pointer' | 'message'>

interface PlacedFault {
  /** The name of the field. */
  name: string
  message: string
}

/**
 * Returns the fields that have faults, each with its messages in one text. Returns null if any fault belongs to no field.
 * A fault's pointer may lead into the value of a field. For example, `/body/cors_origins/1` is the second line of the field `cors_origins`.
 * Then the message begins with the position in the value: `Entry 2`.
 * @param nameOf returns the field's name for a pointer. If it returns undefined, the name is made from the pointer: `budget.limit` for
 * `/body/budget/limit`.
 */
export function placeFaults(
  faults: readonly Fault[],
  nameOf: (pointer: string) => string | undefined,
  isField: (name: string) => boolean,
): PlacedFault[] | null {
  const found = new Map<string, string[]>()
  for (const { pointer, message } of faults) {
    const place = placeOf(pointer, nameOf, isField)
    if (place === null) return null
    const said = place.inside.length === 0 ? message : `${sayInside(place.inside)} ${message}`
    found.set(place.name, [...(found.get(place.name) ?? []), said])
  }
  return [...found].map(([name, messages]) => ({ name, message: messages.join('; ') }))
}

/**
 * Returns the innermost field that holds the value at the pointer; null if no field holds it. `inside` is the rest of the pointer: the path
 * from the field's value to the value at the pointer.
 */
function placeOf(
  pointer: string,
  nameOf: (pointer: string) => string | undefined,
  isField: (name: string) => boolean,
): { name: string; inside: string[] } | null {
  const parts = pointer.replace(/^\/body\//, '').split('/')
  for (let depth = parts.length; depth > 0; depth--) {
    const known = parts.slice(0, depth)
    const name = nameOf(`/body/${known.join('/')}`) ?? known.join('.')
    if (isField(name)) return { name, inside: parts.slice(depth) }
  }
  return null
}

/** For example `Entry 2` for the second entry of a list, or `openai.moderation` for a member of an object. */
function sayInside(parts: string[]): string {
  const [first = '', ...others] = parts
  return /^\d+$/.test(first) ? [`Entry ${Number(first) + 1}`, ...others].join(', ') : parts.join('.')
}
