// Reads numbers from outside: costs, tokens, seeds, progress. All of them are read here, so price and limiter only get numbers that are
// finite, not negative and bounded, or null.
import { z } from 'zod'

/** No call costs more than a million USD; a higher figure is not believed. */
export const MAX_COST_MICROS = 1e12
const MAX_TOKENS = 1e9
const DECIMAL = /^\+?(\d{1,30})(?:\.(\d{0,30}))?(?:e([+-]?\d{1,2}))?$/i

/**
 * The number that a value is, or that its text spells, from 0 to `most`. Null for anything else: negative, infinite, a boolean, an empty
 * text.
 */
export function readNumber(value: unknown, most = Number.MAX_SAFE_INTEGER): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number <= most ? number : null
}

/** A token count, rounded up; null if the value is not a number. */
export function readTokens(value: unknown): number | null {
  const number = readNumber(value, MAX_TOKENS)
  return number === null ? null : Math.ceil(number)
}

/** An integer that survives JSON, which is what the contract allows as a seed; null for any other value. */
export function readSeed(value: unknown): number | null {
  const number = readNumber(value)
  return Number.isSafeInteger(number) ? number : null
}

/** A fraction from 0 to 1; null if the value is not a number. */
export function readFraction(value: unknown): number | null {
  return readNumber(value, 1)
}

/**
 * The sum of amounts in micro-USD, calculated as decimals and rounded up once. `unitMicros` is the value of one unit: 1,000,000 for US
 * dollars, 10,000 for cents; `perUnit` divides it, for units below a micro-dollar. Null if there are no amounts, or if one of them cannot be read: a part of a cost is not the cost.
 */
export function readMicros(values: readonly unknown[], unitMicros: number, perUnit = 1): number | null {
  if (values.length === 0) return null
  let [digits, scale] = [0n, 0]
  for (const value of values) {
    const number = readNumber(value)
    const match = number === null ? null : DECIMAL.exec(String(typeof value === 'string' ? value.trim() : number))
    if (match === null) return null
    const [, whole = '0', fraction = '', exponent = '0'] = match
    const shift = Number(exponent) - fraction.length
    const ownScale = Math.max(0, -shift)
    const own = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, shift))
    const common = Math.max(scale, ownScale)
    digits = digits * 10n ** BigInt(common - scale) + own * 10n ** BigInt(common - ownScale)
    scale = common
  }
  const unit = 10n ** BigInt(scale) * BigInt(perUnit)
  const micros = Number((digits * BigInt(unitMicros) + unit - 1n) / unit)
  return micros <= MAX_COST_MICROS ? micros : null
}

const anything = z.unknown().optional()
/** Schemas for facts beside the pictures in `wire.ts`. They accept anything, so that an invalid fact never loses the pictures. */
export const loose = {
  anything,
  number: anything.transform((value) => readNumber(value)),
  seed: anything.transform(readSeed),
  fraction: anything.transform(readFraction),
  text: anything.transform((value) => (typeof value === 'string' ? value : null)),
  flag: anything.transform((value) => (typeof value === 'boolean' ? value : null)),
  list: anything.transform((value): unknown[] => (Array.isArray(value) ? value : [])),
}
