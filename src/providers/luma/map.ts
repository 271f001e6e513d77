// Maps a planned request to Luma's fields. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { InputRole, PlannedRequest } from '../provider.ts'

export interface AddressedInput {
  role: InputRole
  weight: number | null
  url: string
}

const RESERVED = ['sync', 'sync_timeout', 'callback_url', 'image_ref', 'style_ref', 'character_ref', 'modify_image_ref', 'media']

export function imageFields(request: PlannedRequest, inputs: readonly AddressedInput[], callbackUrl: string | null): JsonObject {
  const own: Record<string, Json> = {
    model: request.model.providerModel,
    prompt: request.prompt === '' ? null : request.prompt,
    aspect_ratio: request.aspectRatio,
    format: request.format === 'jpeg' ? 'jpg' : request.format,
    callback_url: callbackUrl,
  }
  const first = inputs.find(({ role }) => role === 'image')
  if (request.operation === 'reframe') {
    own['generation_type'] = 'reframe_image'
    own['media'] = first === undefined ? null : { url: first.url }
  } else {
    // Luma's value says how much of the picture is kept; `strength` says how much is changed.
    const kept = request.strength === null ? null : Math.round((1 - request.strength) * 100) / 100
    own['modify_image_ref'] = first === undefined ? null : { url: first.url, ...(kept === null ? {} : { weight: kept }) }
    own['image_ref'] = listOf(inputs, 'reference')
    own['style_ref'] = listOf(inputs, 'style')
    const identity = inputs.filter(({ role }) => role === 'character').map(({ url }) => url)
    own['character_ref'] = identity.length > 0 ? { identity0: { images: identity } } : null
  }
  return withOptions(own, request.providerOptions, RESERVED)
}

function listOf(inputs: readonly AddressedInput[], role: InputRole): Json {
  const own = inputs.filter((input) => input.role === role)
  return own.length > 0 ? own.map(({ url, weight }) => ({ url, ...(weight === null ? {} : { weight }) })) : null
}
