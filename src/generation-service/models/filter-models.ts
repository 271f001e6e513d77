import type { components, operations as Operations } from '../../../generated/generation/types.ts'
import { capabilitiesFor } from '../../providers/carried.ts'
import { quoteOf } from '../../providers/pricing.ts'
import type { CatalogueModel, Operation, OperationCapabilities } from '../../providers/provider.ts'
import { sampleRequest, sampleWish } from '../../providers/sample-call.ts'

type Filter = NonNullable<Operations['listModels']['parameters']['query']>
type Rendered = components['schemas']['Model']

/** Whether a model passes every filter of the query. */
export function passes(
  model: CatalogueModel,
  { recommended_for: recommendedFor }: Pick<Rendered, 'recommended_for'>,
  filter: Filter,
): boolean {
  const { operation, provider, parameter, max_price_micros: mostMicros, recommended } = filter
  const operations = operation === undefined ? model.capabilities.operations : [operation]
  if (operation !== undefined && !model.capabilities.operations.includes(operation)) return false
  if (provider !== undefined && model.provider !== provider) return false
  if (recommended !== undefined && operations.some((each) => recommendedFor.includes(each)) !== recommended) return false
  if (parameter !== undefined && !operations.some((each) => supports(capabilitiesFor(model, each), parameter))) return false
  return mostMicros === undefined || operations.some((each) => priceOfOne(model, each) <= mostMicros)
}

function supports(own: OperationCapabilities, parameter: NonNullable<Filter['parameter']>): boolean {
  switch (parameter) {
    case 'quality':
      return own.qualities.length > 0
    case 'style':
      return own.styles.length > 0
    case 'background':
      return own.backgrounds.length > 0
    case 'mask':
      return own.mask
    case 'n':
      return own.maxImages > 1
    case 'partial_images':
      return own.partialImages
    default:
      return own.parameters.includes(parameter)
  }
}

const ONE_MEGAPIXEL = { role: 'image', width: 1024, height: 1024 } as const

/**
 * Returns the price of one picture at the default size and quality. If the operation works on a picture, the price includes one input
 * picture of a megapixel.
 */
function priceOfOne(model: CatalogueModel, operation: Operation): number {
  const request = sampleRequest(model, sampleWish(model, operation))
  return quoteOf(model, request, operation === 'generate' ? [] : [ONE_MEGAPIXEL]).amountMicros
}
