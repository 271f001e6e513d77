import type { Json, JsonObject } from '../../shared/json.ts'

/** Converts the names of an object's fields to snake_case, the form of the contract, also in nested objects. Values are unchanged. */
export function snakeCased(value: object): JsonObject {
  return renamed(value as Json) as JsonObject
}

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), renamed(inner)]),
  )
}
