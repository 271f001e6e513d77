// A model in one line, for agents that choose one.
import type { components } from '../../../generated/generation/types.ts'

type Schemas = components['schemas']

export function modelText({ id, aliases, capabilities, price, shutdown_date: until }: Schemas['Model']): string {
  const parts = [
    aliases.length === 0 ? id : `${id} (${aliases.join(', ')})`,
    capabilities.operations.join('/'),
    priceText(price),
    ...(until === null ? [] : [`until ${until}`]),
  ]
  return parts.join('; ')
}

function priceText(price: Schemas['ModelPrice']): string {
  switch (price.kind) {
    case 'free':
      return 'free'
    case 'per_image': {
      const amounts = price.rules.map(({ micros }) => micros)
      const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
      return `${least === most ? least : `${least}-${most}`} micro-USD each`
    }
    case 'per_megapixel':
      return `${price.first_micros} micro-USD, then ${price.next_micros} per megapixel`
    case 'per_token':
      return 'by tokens: use quote_image'
  }
}
