// Reads prices that people write in an instance's settings and in custom models. The JSON has names in snake_case, like the prices in the
// API contracts. The camelCase names of the type `Price` are accepted too.
import { z } from 'zod'
import { lazily } from '../shared/lazily.ts'
import '../shared/fault-words.ts'
import type { Json, JsonObject } from '../shared/json.ts'
import { OPERATIONS, type Price } from './provider.ts'

// A price of more than a million USD per picture is refused, because it must be a mistake.
const micros = lazily(() => z.number().min(0).max(1e12))
const tokens = lazily(() => z.number().int().min(0).max(1e9))
const operation = lazily(() => z.enum(OPERATIONS))

const tokenRule = () => ({ quality: z.string().optional(), size: z.string().optional(), resolution: z.string().optional() })
const tokenRules = lazily(() =>
  z
    .array(
      z.union([
        z.strictObject({ ...tokenRule(), outputTokens: tokens() }),
        z.strictObject({ ...tokenRule(), cells: z.number().int().min(1).max(1000) }),
      ]),
    )
    .max(500),
)

const price = lazily(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('free') }),
    z.strictObject({
      kind: z.literal('per_image'),
      rules: z
        .array(
          z.strictObject({
            operation: operation().optional(),
            size: z.string().optional(),
            quality: z.string().optional(),
            resolution: z.string().optional(),
            input: z.enum(['image', 'reference', 'style', 'character']).optional(),
            micros: micros(),
          }),
        )
        .min(1)
        .max(500),
    }),
    z.strictObject({ kind: z.literal('per_megapixel'), firstMicros: micros(), nextMicros: micros(), inputMicros: micros() }),
    z.strictObject({
      kind: z.literal('per_token'),
      textInMicros: micros(),
      imageInMicros: micros(),
      imageOutMicros: micros(),
      textOutMicros: micros(),
      estimate: tokenRules(),
      most: tokenRules().default([]),
      maxOutputTokens: tokens(),
    }),
  ]),
)

export type ReadPrice = { ok: true; price: Price } | { ok: false; errors: { path: string; message: string }[] }

/** Reads a price from JSON. Faults are reported with JSON pointers into the price. */
export function readPrice(json: JsonObject): ReadPrice {
  const read = price().safeParse(camelCased(json))
  if (read.success) return { ok: true, price: read.data }
  return {
    ok: false,
    errors: read.error.issues.map((issue) => ({
      path: issue.path.map((part) => `/${snakeCase(String(part))}`).join(''),
      message: issue.message,
    })),
  }
}

/** Returns a price as JSON with names in snake_case, as the API contracts show it. */
export function writePrice(value: Price): JsonObject {
  return snakeCased(value) as JsonObject
}

function camelCased(value: Json): Json {
  return renamed(value, (name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
}
function snakeCased(value: Json): Json {
  return renamed(value, snakeCase)
}
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
function renamed(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]))
}
