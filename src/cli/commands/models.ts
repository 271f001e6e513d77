import { unwrap } from '../../../generated/clients/typescript/index.ts'
import type { components } from '../../../generated/generation/types.ts'
import { choice, command, micros } from '../command.ts'
import { OPERATIONS } from '../picture-request.ts'
import { dollars, table } from '../plain-text.ts'

type Model = components['schemas']['Model']
const PARAMETERS = [
  'negative_prompt',
  'seed',
  'strength',
  'guidance',
  'steps',
  'enhance_prompt',
  'compression',
  'quality',
  'style',
  'background',
  'mask',
  'partial_images',
] as const

export const models = command({
  summary: 'Lists the models that this key can use, with their prices',
  args: {
    operation: { type: 'string', valueHint: 'name', description: `Models that can do it: ${OPERATIONS.join(', ')}` },
    provider: { type: 'string', valueHint: 'id', description: 'Models of one provider' },
    parameter: { type: 'string', valueHint: 'name', description: 'Models with a parameter such as seed or mask' },
    'max-price': { type: 'string', valueHint: 'dollars', description: 'Models of which a picture costs at most this' },
    recommended: { type: 'boolean', description: 'Only the recommended one for each operation' },
    ready: { type: 'boolean', description: 'Only models whose provider is connected' },
  },
  examples: [
    ['cma models --ready', 'The models that work now'],
    ['cma models --operation upscale --max-price 0.05', 'What can upscale for 5 cents'],
    ['cma models --json | jq -r ".data[].id"', 'The ids, for a script'],
  ],
  async run(args, { platform, out, signal }) {
    const query = {
      operation: choice('operation', args.operation, OPERATIONS),
      provider: args.provider,
      parameter: choice('parameter', args.parameter, PARAMETERS),
      max_price_micros: micros('max-price', args['max-price']),
      recommended: args.recommended,
    }
    const { data } = unwrap(await platform.generation.GET('/models', { params: { query }, signal }))
    const found = args.ready === true ? data.filter(({ ready }) => ready) : data
    out.result({ data: found }, () =>
      table(
        ['MODEL', 'PROVIDER', 'READY', 'A PICTURE', 'OPERATIONS'],
        found.map((model) => [
          model.id,
          model.provider,
          model.ready ? 'yes' : 'no',
          priceOf(model.price),
          model.capabilities.operations.join(', '),
        ]),
        120,
      ),
    )
  },
})

/** Returns the approximate price of one picture; `cma quote` returns the price of a request. */
function priceOf(price: Model['price']): string {
  switch (price.kind) {
    case 'free':
      return 'free'
    case 'per_image': {
      const amounts = price.rules.map((rule) => rule.micros)
      const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
      return least === most ? dollars(least) : `${dollars(least)} to ${dollars(most)}`
    }
    case 'per_megapixel':
      return `${dollars(price.first_micros)} for the first megapixel`
    case 'per_token':
      return 'by tokens'
    default:
      return 'see cma quote'
  }
}
