// Formats micro-USD in the same way everywhere.
const usd = (digits: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: digits })
const exact = usd(6)
const short = usd(2)

export const dollarsOf = (micros: number): number => micros / 1_000_000
/** Converts dollars to micro-USD. Rounds to an integer, because the API accepts no fractions. */
export const microsOf = (dollars: number): number => Math.round(dollars * 1_000_000)

/** Formats micro-USD as dollars without rounding: `$0.0125`. There are at least two digits after the point: zero is `$0.00`. */
export const money = (micros: number): string => exact.format(dollarsOf(micros))
/**
 * Formats micro-USD as dollars, rounded to the cent: `$0.01`. An amount above zero but below a cent is `<$0.01`. For sums, and for columns
 * with little space.
 */
export const moneyShort = (micros: number): string => (micros > 0 && micros < 10_000 ? '<$0.01' : short.format(dollarsOf(micros)))
