// Reads numbers from outside: costs, tokens, seeds, progress. Each function returns a number that is finite, bounded and not negative, or
// null.
import { z } from 'zod'
import { lazily, lazyFields } from '../shared/lazily.ts'

/** The maximum plausible cost of a call: a million USD. If a provider reports more, the cost counts as unknown. */
export const MAX_COST_MICROS = 1e12
const MAX_TOKENS = 1e9
const DECIMAL = /^\+?(\d{1,30})(?:\.(\d{0,30}))?(?:e([+-]?\d{1,2}))?$/i

/**
 * Returns `value` as a number. `value` must be a number from 0 to `most`, or a text that represents such a number. Returns null for any
 * other `value`, for example a negative or infinite number, a boolean or an empty text.
 */
export function readNumber(value: unknown, most = Number.MAX_SAFE_INTEGER): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number <= most ? number : null
}

/** Returns a token count, rounded up; null if the value is not a number from 0 to `MAX_TOKENS`. */
export function readTokens(value: unknown): number | null {
  const number = readNumber(value, MAX_TOKENS)
  return number === null ? null : Math.ceil(number)
}

/** Returns an integer that JSON can represent exactly, as the contract requires of a seed; null for any other value. */
export function readSeed(value: unknown): number | null {
  const number = readNumber(value)
  return Number.isSafeInteger(number) ? number : null
}

/** Returns a fraction; null if the value is not a number from 0 to 1. */
export function readFraction(value: unknown): number | null {
  return readNumber(value, 1)
}

/**
 * Adds amounts and returns the sum in micro-USD. The amounts are added as exact decimals, and only the sum is rounded (up). One unit of the
 * amounts is worth `unitMicros / perUnit` micro-USD: 1,000,000 for US dollars, 10,000 for cents. Returns null if there are no amounts. Also
 * returns null if one of them cannot be read, because the sum of the others would be too low.
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

const anything = lazily(() => z.unknown().optional())
/**
 * Schemas for the fields of a provider's answer that are not pictures. They accept any value, so that an invalid field never makes the
 * pictures unreadable.
 */
export const loose = lazyFields({
  anything,
  number: () => anything().transform((value) => readNumber(value)),
  seed: () => anything().transform(readSeed),
  fraction: () => anything().transform(readFraction),
  text: () => anything().transform((value) => (typeof value === 'string' ? value : null)),
  flag: () => anything().transform((value) => (typeof value === 'boolean' ? value : null)),
  list: () => anything().transform((value): unknown[] => (Array.isArray(value) ? value : [])),
})
