/**
 * Computes a × b ÷ divisor without loss, for integers from 0 to 2^53 − 1 with a quotient in the same range. Products of usual size stay
 * plain numbers. Only a product above 2^53 uses BigInt, for example 200,000 tokens × the microseconds of a day.
 */
export function multiplyDivide(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    const remainder = product % divisor
    return { quotient: (product - remainder) / divisor, remainder }
  }
  const exact = BigInt(a) * BigInt(b)
  const exactDivisor = BigInt(divisor)
  return { quotient: Number(exact / exactDivisor), remainder: Number(exact % exactDivisor) }
}

/** Throws RangeError unless `amount` is a whole number from 0 to 2^53 − 1. */
export function requireAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Not a whole amount: ${amount}`)
}
