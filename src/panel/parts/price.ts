import type { components } from '../../../generated/generation/types.ts'
import { money } from './format.tsx'

export type Price = components['schemas']['ModelPrice']

/** Describes a model's price roughly. The exact cost of a request is returned by a quote. */
export function sayPrice(price: Price): string {
  switch (price.kind) {
    case 'free':
      return 'free'
    case 'per_image': {
      const amounts = price.rules.map(({ micros }) => micros)
      const [low, high] = [Math.min(...amounts), Math.max(...amounts)]
      return low === high ? `${money(low)} a picture` : `${money(low)} to ${money(high)} a picture`
    }
    case 'per_megapixel':
      return `${money(price.first_micros)} for the first megapixel`
    case 'per_token':
      return 'by tokens'
  }
}
