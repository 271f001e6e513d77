import { lazily } from './lazily.ts'

const exact = lazily(() => new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 }))

/** Formats micro-USD as dollars for messages, exact to the micro-dollar and without a dollar sign: `0.0125`, `1,200.00`. */
export function exactDollars(micros: number): string {
  return exact().format(micros / 1_000_000)
}
