import type { components } from '../../../generated/generation/types.ts'
import type { CatalogueModel, InputRule, Operation, OperationCapabilities, Price, SizeRule } from '../../providers/provider.ts'
import type { Snapshot } from '../../shared/config-rpc.ts'
import { missingFor } from '../plan/catalogue.ts'
import type { Services } from '../services.ts'

type Schemas = components['schemas']

/**
 * Renders a model of the catalogue as this instance offers it. `recommended` maps a model's id to the operations for which the platform
 * recommends the model.
 */
export function renderModel(
  model: CatalogueModel,
  recommended: ReadonlyMap<string, Operation[]>,
  snapshot: Snapshot,
  services: Pick<Services, 'ai'>,
): Schemas['Model'] {
  const { capabilities } = model
  return {
    id: model.id,
    object: 'model',
    created: Math.floor(Date.parse(`${model.source.date}T00:00:00Z`) / 1000),
    owned_by: model.provider,
    name: model.name,
    description: model.description,
    provider: model.provider,
    capabilities: {
      operations: capabilities.operations,
      size: renderSize(capabilities.size),
      default_size: capabilities.defaultSize,
      max_images: capabilities.maxImages,
      formats: capabilities.formats,
      qualities: capabilities.qualities,
      ...(capabilities.defaultQuality === undefined ? {} : { default_quality: capabilities.defaultQuality }),
      styles: capabilities.styles,
      backgrounds: capabilities.backgrounds,
      parameters: capabilities.parameters,
      max_prompt_length: capabilities.maxPromptLength,
      inputs: renderInputs(capabilities.inputs),
      mask: capabilities.mask,
      partial_images: capabilities.partialImages,
      ...(capabilities.byOperation === undefined ? {} : { by_operation: renderOperations(capabilities.byOperation) }),
    },
    price: renderPrice(model.price),
    ...(model.reportsCost ? { reports_cost: true } : {}),
    price_source: model.source,
    shutdown_date: model.shutdownDate,
    successor: model.successor,
    aliases: Object.entries(snapshot.aliases).flatMap(([alias, id]) => (id === model.id ? [alias] : [])),
    ready: missingFor(model, snapshot, services) === null,
    recommended_for: recommended.get(model.id) ?? [],
  }
}

function renderInputs({ max, roles, maxByRole, weights, maxBytes, maxEdge, maxPixels, formats }: InputRule): Schemas['ModelInputs'] {
  return {
    max,
    roles,
    ...(maxByRole === undefined ? {} : { max_by_role: maxByRole }),
    ...(weights === undefined ? {} : { weights }),
    max_bytes: maxBytes,
    ...(maxEdge === undefined ? {} : { max_edge: maxEdge }),
    ...(maxPixels === undefined ? {} : { max_pixels: maxPixels }),
    formats,
  }
}

function renderOperations(
  byOperation: NonNullable<CatalogueModel['capabilities']['byOperation']>,
): Schemas['ModelCapabilities']['by_operation'] {
  return Object.fromEntries(Object.entries(byOperation).map(([operation, differences]) => [operation, renderDifferences(differences)]))
}

function renderDifferences(own: Partial<OperationCapabilities>): Schemas['ModelOperationCapabilities'] {
  return {
    ...(own.size === undefined ? {} : { size: renderSize(own.size) }),
    ...(own.defaultSize === undefined ? {} : { default_size: own.defaultSize }),
    ...(own.maxImages === undefined ? {} : { max_images: own.maxImages }),
    ...(own.formats === undefined ? {} : { formats: own.formats }),
    ...(own.qualities === undefined ? {} : { qualities: own.qualities }),
    ...(own.styles === undefined ? {} : { styles: own.styles }),
    ...(own.backgrounds === undefined ? {} : { backgrounds: own.backgrounds }),
    ...(own.parameters === undefined ? {} : { parameters: own.parameters }),
    ...(own.maxPromptLength === undefined ? {} : { max_prompt_length: own.maxPromptLength }),
    ...(own.inputs === undefined ? {} : { inputs: renderInputs(own.inputs) }),
    ...(own.mask === undefined ? {} : { mask: own.mask }),
    ...(own.partialImages === undefined ? {} : { partial_images: own.partialImages }),
  }
}

function renderSize(size: SizeRule): Schemas['SizeRule'] {
  switch (size.kind) {
    case 'list':
      return { kind: 'list', sizes: size.sizes }
    case 'free':
      return {
        kind: 'free',
        multiple_of: size.multipleOf,
        min_edge: size.minEdge,
        max_edge: size.maxEdge,
        max_pixels: size.maxPixels,
        max_ratio: size.maxRatio,
      }
    case 'ratio':
      return { kind: 'ratio', ratios: size.ratios, resolutions: size.resolutions }
    case 'input':
      return { kind: 'input' }
  }
}

function renderPrice(price: Price): Schemas['ModelPrice'] {
  switch (price.kind) {
    case 'free':
      return { kind: 'free' }
    case 'per_image':
      return { kind: 'per_image', rules: price.rules }
    case 'per_megapixel':
      return { kind: 'per_megapixel', first_micros: price.firstMicros, next_micros: price.nextMicros, input_micros: price.inputMicros }
    case 'per_token':
      return {
        kind: 'per_token',
        text_in_micros: price.textInMicros,
        image_in_micros: price.imageInMicros,
        image_out_micros: price.imageOutMicros,
        text_out_micros: price.textOutMicros,
        estimate: price.estimate.map(({ quality, size, resolution, ...rule }) => ({
          ...(quality === undefined ? {} : { quality }),
          ...(size === undefined ? {} : { size }),
          ...(resolution === undefined ? {} : { resolution }),
          ...('cells' in rule ? { cells: rule.cells } : { output_tokens: rule.outputTokens }),
        })),
      }
  }
}
