// Makes a sample request to try a model. It has the form that a planned request has, and uses every parameter that the model supports.
import { encodePng } from '../pictures/codecs/png-encode.ts'
import type { JsonObject } from '../shared/json.ts'
import { capabilitiesFor } from './carried.ts'
import type { CatalogueModel, InputImage, InputRole, Operation, PlannedRequest, ProviderCall } from './provider.ts'

export interface SampleWish {
  operation: Operation
  prompt: string
  n: number
  width: number | null
  height: number | null
  quality: string | null
  /** The roles of the input pictures. Default: one picture for operations that need one. */
  inputs?: InputRole[]
  /** Provider options of the request. They are added to the options that the model requires, and replace those of the same name. */
  providerOptions?: JsonObject
}

/** Returns the default values for a sample request to a model. */
export function sampleWish(model: CatalogueModel, operation = model.capabilities.operations[0]!): SampleWish {
  const { size, defaultSize, qualities, defaultQuality } = capabilitiesFor(model, operation)
  const [, width, height] = /^(\d+)x(\d+)$/.exec(defaultSize ?? (size.kind === 'list' ? size.sizes[0]! : '')) ?? []
  return {
    operation,
    prompt: 'A lake at dawn',
    n: 1,
    width: width === undefined ? null : Number(width),
    height: height === undefined ? null : Number(height),
    quality: defaultQuality ?? qualities[0] ?? null,
  }
}

/**
 * Returns a call with the sample request, and with white sample pictures as inputs and mask.
 * @param publicUrl the platform's public URL; null if it has none.
 */
export function sampleCall(model: CatalogueModel, wish: SampleWish, publicUrl: string | null): ProviderCall {
  const { operation, inputs: roles = operation === 'generate' ? [] : ['image'] } = wish
  return {
    request: sampleRequest(model, wish),
    inputs: roles.map((role, index) => samplePicture(index === 0 ? 'asset_sample' : `asset_sample_${index}`, publicUrl, role)),
    mask: operation === 'inpaint' ? samplePicture('asset_mask', publicUrl) : null,
    callbackUrl: publicUrl === null ? null : `${publicUrl}/v1/callbacks/${model.provider}/token`,
  }
}

export function sampleRequest(model: CatalogueModel, wish: SampleWish): PlannedRequest {
  const { size, parameters, styles, formats } = capabilitiesFor(model, wish.operation)
  const [aspectRatio, resolution] = size.kind === 'ratio' ? [size.ratios[0]!, size.resolutions[0] ?? null] : [null, null]
  const sampled = <T>(parameter: (typeof parameters)[number], value: T) => (parameters.includes(parameter) ? value : null)
  return {
    operation: wish.operation,
    prompt: wish.prompt,
    n: wish.n,
    width: wish.width,
    height: wish.height,
    quality: wish.quality,
    generationId: 'gen_00000000000000000000000000',
    model,
    negativePrompt: sampled('negative_prompt', 'fog'),
    aspectRatio,
    resolution,
    seed: sampled('seed', 1),
    style: styles[0] ?? null,
    format: formats[0]!,
    compression: sampled('compression', 80),
    background: null,
    strength: sampled('strength', 0.5),
    guidance: sampled('guidance', 4),
    steps: sampled('steps', 4),
    enhancePrompt: sampled('enhance_prompt', true),
    providerOptions: { ...model.neededOptions, ...wish.providerOptions },
    safety: {},
    partialImages: 0,
  }
}

const EDGE = 16

/** Returns a small white picture. As a mask it selects everything. */
function samplePicture(assetId: string, publicUrl: string | null, role: InputRole = 'image'): InputImage {
  const bytes = encodePng({ width: EDGE, height: EDGE, data: new Uint8Array(EDGE * EDGE * 4).fill(255) })
  return {
    assetId,
    role,
    weight: null,
    contentType: 'image/png',
    width: EDGE,
    height: EDGE,
    sizeBytes: bytes.byteLength,
    open: async () => new Blob([bytes]).stream(),
    url: async () => (publicUrl === null ? null : `${publicUrl}/v1/assets/${assetId}/content`),
  }
}
