// Finds which fields an object of a request may have, for the message about a field that it may not have.
import type { z } from 'zod'

/**
 * The maximum number of fields that a message lists. If an object has more fields, the message lists none: the list would be too long to
 * help. The reference lists the fields of every object.
 */
const MOST_FIELDS = 15

/**
 * Returns the fields of the object at `path` in values of `schema`. Returns null if there are too many of them, or if the schema alone does
 * not say which object it is, as in a union.
 */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] | null {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return fieldsAt(def.innerType, path)
    case 'array':
      return path.length === 0 ? null : fieldsAt(def.element, path.slice(1))
    case 'object': {
      const names = Object.keys(def.shape)
      if (path.length === 0) return names.length === 0 || names.length > MOST_FIELDS ? null : names
      const next = def.shape[String(path[0])]
      return next === undefined ? null : fieldsAt(next, path.slice(1))
    }
    default:
      return null
  }
}
