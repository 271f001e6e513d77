/** Any value that survives JSON.stringify and JSON.parse. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** Escapes one step of a JSON Pointer (RFC 6901). */
export const pointerStep = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1')
