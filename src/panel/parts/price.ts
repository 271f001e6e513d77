import type { components } from '../../../generated/generation/types.ts'
import { money } from './money.ts'

export type Price = components['schemas']['ModelPrice']
type TokenPrice = Extract<Price, { kind: 'per_token' }>

/** Describes a model's price roughly. The exact cost of a request is returned by a quote. */
export function sayPrice(price: Price): string {
  switch (price.kind) {
    case 'free':
      return 'free'
    case 'per_image':
      return `${sayRange(price.rules.map(({ micros }) => micros))} a picture`
    case 'per_megapixel':
      return `${money(price.first_micros)} for the first megapixel`
    case 'per_token': {
      const amounts = pictureMicros(price)
      return amounts.length === 0 ? 'by tokens' : `about ${sayRange(amounts)} a picture, by tokens`
    }
  }
}

/** Describes what a million tokens cost; null if the model is not priced by tokens. */
export function sayTokenPrices(price: Price): string | null {
  if (price.kind !== 'per_token') return null
  const amounts: [name: string, micros: number][] = [
    ['text sent', price.text_in_micros],
    ['pictures sent', price.image_in_micros],
    ['text received', price.text_out_micros],
    ['pictures received', price.image_out_micros],
  ]
  return amounts
    .filter(([, micros]) => micros > 0)
    .map(([name, micros]) => `${money(micros)} ${name}`)
    .join(', ')
}

function sayRange(amounts: number[]): string {
  const [low, high] = [money(Math.min(...amounts)), money(Math.max(...amounts))]
  return low === high ? low : `${low} to ${high}`
}

/**
 * A price rule with `cells` states no number of tokens: the number depends on the size of the picture. The panel shows the price of a
 * square picture with this edge, in pixels.
 */
const USUAL_EDGE = 1024

/**
 * Returns what a picture costs: one amount for each rule in `estimate` that states a picture's tokens. The amounts are rounded to two
 * digits, because the provider decides the actual number of tokens. Texts and pictures in the request cost extra. The list is empty if the
 * price has no such rules, which is possible if the instance has set the price itself.
 */
function pictureMicros({ estimate, image_out_micros: micros }: TokenPrice): number[] {
  if (!Array.isArray(estimate)) return []
  return estimate.flatMap((rule) => {
    const tokens = rule.output_tokens ?? (rule.cells === undefined ? null : tokensOfSquare(rule.cells))
    return tokens === null ? [] : [Number(((tokens * micros) / 1_000_000).toPrecision(2))]
  })
}

/** Returns the number of tokens of a square picture with the edge `USUAL_EDGE`. The API's contract describes the formula at its
 * field `cells`.
 */
const tokensOfSquare = (cells: number): number => Math.ceil((cells * cells * (2_000_000 + USUAL_EDGE ** 2)) / 4_000_000)
