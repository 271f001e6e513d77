import type { JsonObject } from '../../shared/json.ts'
import { narrowed } from '../carried.ts'
import type { CatalogueModel, ProviderAdapter, SizeRule } from '../provider.ts'
import type { ModelDefinition } from './wire.ts'

/** The parts of an adapter from which the catalogue entry of a custom model is made. */
export type Caller = Pick<ProviderAdapter, 'id' | 'carries' | 'reportsCost'> & { neededOptions?: JsonObject | null }

/**
 * Returns a custom model for the catalogue, with only those capabilities that the requests of its adapter can express. A stored definition
 * may claim more, because it may be older than some of the checks. `where` is the URL that is given as the model's source if the definition
 * names no source.
 */
export function modelOf(caller: Caller, definition: ModelDefinition, where: string): CatalogueModel {
  return narrowed([claimedModel(caller, definition, where)], caller.carries)[0]!
}

/** The date of the prices of a custom model whose definition names no `source`. */
export const UNDATED = '1970-01-01'

/** Returns the model with every capability that its definition claims, even if the requests of its adapter cannot express all of them. */
export function claimedModel(
  { id: provider, reportsCost, neededOptions }: Caller,
  definition: ModelDefinition,
  where: string,
): CatalogueModel {
  return {
    id: definition.id,
    provider,
    providerModel: definition.provider_model,
    name: definition.name,
    description: definition.description,
    capabilities: {
      operations: definition.operations,
      size: sizeOf(definition.size),
      defaultSize: definition.default_size,
      maxImages: definition.max_images,
      formats: definition.formats,
      qualities: definition.qualities,
      ...(definition.default_quality === undefined ? {} : { defaultQuality: definition.default_quality }),
      styles: definition.styles,
      backgrounds: definition.backgrounds,
      parameters: definition.parameters,
      maxPromptLength: definition.max_prompt_length,
      inputs:
        definition.inputs === null
          ? { max: 0, roles: [], maxBytes: 0, formats: [] }
          : {
              max: definition.inputs.max,
              roles: definition.inputs.roles,
              maxBytes: definition.inputs.max_bytes,
              formats: definition.inputs.formats,
            },
      mask: definition.mask,
      partialImages: false,
    },
    price: definition.price,
    ...(reportsCost?.(definition.provider_model) ? { reportsCost: true } : {}),
    source: definition.source ?? { url: where, date: UNDATED },
    shutdownDate: null,
    successor: null,
    ...(neededOptions ? { neededOptions } : {}),
  }
}

function sizeOf(size: ModelDefinition['size']): SizeRule {
  switch (size.kind) {
    case 'list':
    case 'input':
      return size
    case 'free':
      return {
        kind: 'free',
        multipleOf: size.multiple_of,
        minEdge: size.min_edge,
        maxEdge: size.max_edge,
        maxPixels: size.max_pixels,
        maxRatio: size.max_ratio,
      }
    case 'ratio':
      return { kind: 'ratio', ratios: size.ratios, resolutions: size.resolutions, pixels: {} }
  }
}
