// Maps a planned request to Recraft's fields. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import { type InputImage, type PlannedRequest, ProviderFailure } from '../provider.ts'
import { expansionOf } from '../reframe.ts'
import { TOOLS, type Tool, toolFor } from './tools.ts'

/**
 * Fields that callers may not set as provider options. For example, `upscale` is billed separately, and `response_format` determines how
 * the answer is read.
 */
const RESERVED = ['upscale', 'response_format', 'expire', 'size', 'zoom_out_percentage', 'style_reference_urls', 'image_url', 'mask_url']
const STANDARD_STRENGTH = 0.5
const MOST_PIXELS_A_SIDE = 4096

/** Returns the tool for a request. Throws ProviderFailure if the model has no tool for the operation. */
export function requireTool({ model, operation }: PlannedRequest): Tool {
  const tool = toolFor(model.providerModel, operation)
  if (tool !== null) return tool
  throw new ProviderFailure('bad_request', `${model.id} does not do ${operation} at Recraft.`, { billed: 'no', pointer: '/body/operation' })
}

/**
 * Returns the fields of a request to a Recraft tool. `mask` must be black and white without grey, as Recraft requires. In our masks and at
 * Recraft, white marks the area to edit.
 */
export function toolFields(
  request: PlannedRequest,
  inputs: readonly InputImage[],
  picture: string | null,
  mask: string | null,
): JsonObject {
  const tool = requireTool(request)
  const own: Record<string, Json> = { image_format: request.format, response_format: 'url' }
  if (!Object.hasOwn(TOOLS, request.model.providerModel)) own['model'] = request.model.providerModel
  if (tool.prompt) {
    own['prompt'] = request.prompt === '' ? (tool.standardPrompt ?? null) : request.prompt
    own['negative_prompt'] = request.negativePrompt
    own['style'] = request.style
  }
  if (tool.many) own['n'] = request.n
  if (tool.seed) own['random_seed'] = request.seed
  if (tool.size) own['size'] = request.width === null ? null : `${request.width}x${request.height}`
  if (tool.strength) own['strength'] = request.strength ?? STANDARD_STRENGTH
  if (tool.expands) {
    const { left, right, up, down } = expansionOf(request, inputs, MOST_PIXELS_A_SIDE)
    const sides = { expand_left: left, expand_right: right, expand_top: up, expand_bottom: down }
    for (const [name, pixels] of Object.entries(sides)) own[name] = pixels > 0 ? pixels : null
  }
  if (tool.image) own['image_url'] = picture
  if (tool.mask) own['mask_url'] = mask
  return withOptions(own, request.providerOptions, RESERVED)
}
