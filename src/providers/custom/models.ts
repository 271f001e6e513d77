import type { CatalogueModel, SizeRule } from '../provider.ts'
import type { ModelDefinition } from './wire.ts'

/** A model that is data, as the catalogue has it. `providerDate` is where nothing says when the price was read. */
export function modelOf(provider: string, definition: ModelDefinition, where: string): CatalogueModel {
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
    source: definition.source ?? { url: where, date: '1970-01-01' },
    shutdownDate: null,
    successor: null,
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
