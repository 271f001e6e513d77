// Maps a planned request to Ideogram's fields. Pure. Values are upper case in v1 and lower case in v2.
import type { Json, JsonObject } from '../../shared/json.ts'
import { filePart, type MultipartPart } from '../multipart.ts'
import { fileNameOf, formFields, withOptions } from '../options.ts'
import { type InputImage, type PlannedRequest, ProviderFailure } from '../provider.ts'
import { STYLE_TYPES } from './styles.ts'

/** Fields that affect the price or the form of the answer, so callers may not set them. */
const RESERVED = [
  'num_images',
  'rendering_speed',
  'quality',
  'size',
  'resolution',
  'aspect_ratio',
  'async',
  'webhook_url',
  'upscale_factor',
  'output_resolution',
  'dry_run',
  'image',
  'images',
  'image_file',
  'image_request',
  'mask',
]

export interface MappedCall {
  path: string
  fields: JsonObject
  files: MultipartPart[]
}

/** `mask` is in Ideogram's polarity: black = edit. */
export interface Pictures {
  inputs: readonly InputImage[]
  mask: Uint8Array<ArrayBuffer> | null
}

function file(name: string, input: InputImage): MultipartPart {
  return { name, fileName: fileNameOf(input, name), contentType: input.contentType, sizeBytes: input.sizeBytes, open: () => input.open() }
}

function files(name: string, inputs: readonly InputImage[], role: InputImage['role']): MultipartPart[] {
  return inputs.filter((input) => input.role === role).map((input) => file(name, input))
}

/** Separates the picture to edit from the other inputs. */
function source(inputs: readonly InputImage[]): [InputImage, InputImage[]] {
  const first = inputs.find((input) => input.role === 'image') ?? inputs[0]
  if (first === undefined) throw new ProviderFailure('bad_request', 'Ideogram needs a picture for this.', { billed: 'no' })
  return [first, inputs.filter((input) => input !== first)]
}

/**
 * Whether a request goes to version 1 of Ideogram's API instead of version 2. `replace_background` goes to version 1, because the
 * published contract of version 2 does not have it.
 */
export const isVersion1 = ({ model, operation }: PlannedRequest) =>
  model.providerModel === 'ideogram-v3' || (model.providerModel === 'ideogram-3' && operation === 'replace_background')

/**
 * Returns the call for Ideogram 3.0 under /v1, or for one of the older tools /upscale and /describe. The call is a multipart form. The
 * response contains the result.
 */
export function mapVersion1(request: PlannedRequest, { inputs, mask }: Pictures): MappedCall {
  const size = sizeOf(request)
  const magic = magicOf(request)?.toUpperCase() ?? null
  const style = request.style?.toUpperCase() ?? null
  const likeness = likenessOf(request)
  const common = { rendering_speed: request.quality?.toUpperCase() ?? null, num_images: request.n, seed: request.seed }
  const references = [...files('style_reference_images', inputs, 'style'), ...files('character_reference_images', inputs, 'character')]
  const styleReferences = files('style_reference_images', inputs, 'style')
  const fields = (own: Record<string, Json>) => withOptions({ ...own, ...common }, request.providerOptions, RESERVED)
  const mapped = (action: string, own: Record<string, Json>, sent: MultipartPart[]): MappedCall => {
    return { path: `/v1/ideogram-v3/${action}`, fields: fields(own), files: sent }
  }
  switch (request.operation) {
    case 'remix': {
      const own = {
        prompt: request.prompt,
        negative_prompt: request.negativePrompt,
        resolution: size,
        magic_prompt: magic,
        style_type: style,
        image_weight: likeness,
      }
      return mapped('remix', own, [file('image', source(inputs)[0]), ...references])
    }
    case 'inpaint': {
      if (mask === null) throw new ProviderFailure('bad_request', 'Ideogram needs a mask for this.', { billed: 'no' })
      const sent = [file('image', source(inputs)[0]), filePart('mask', 'mask.png', 'image/png', mask), ...references]
      return mapped('edit', { prompt: request.prompt, magic_prompt: magic, style_type: style }, sent)
    }
    case 'reframe':
      return mapped('reframe', { resolution: size ?? '1024x1024' }, [file('image', source(inputs)[0]), ...styleReferences])
    case 'replace_background':
      return mapped('replace-background', { prompt: request.prompt, magic_prompt: magic }, [
        file('image', source(inputs)[0]),
        ...styleReferences,
      ])
    case 'generate':
      return mapped(
        'generate',
        { prompt: request.prompt, negative_prompt: request.negativePrompt, resolution: size, magic_prompt: magic, style_type: style },
        references,
      )
    case 'upscale': {
      const wishes = {
        prompt: request.prompt === '' ? null : request.prompt,
        resemblance: likeness,
        magic_prompt_option: magic,
        num_images: request.n,
        seed: request.seed,
      }
      const sent = [file('image_file', source(inputs)[0])]
      return { path: '/upscale', fields: { image_request: withOptions(wishes, request.providerOptions, RESERVED) }, files: sent }
    }
    case 'describe': {
      const fields = withOptions({ describe_model_version: 'V_3' }, request.providerOptions, RESERVED)
      return { path: '/describe', fields, files: [file('image_file', source(inputs)[0])] }
    }
    case 'edit':
    case 'remove_background':
      throw new ProviderFailure('bad_request', `Ideogram 3.0 does not do ${request.operation} here.`, { billed: 'no' })
  }
}

/** Returns the call for work under /v2. This work is always asynchronous, so it can be resumed. */
export function mapVersion2(request: PlannedRequest, pictures: Pictures, callbackUrl: string | null): MappedCall {
  if (request.operation === 'remove_background') {
    const fields = withOptions({ async: true, webhook_url: callbackUrl }, request.providerOptions, RESERVED)
    const sent = [file('image', source(pictures.inputs)[0])]
    return { path: `/v2/image/remove-background/${request.model.providerModel}`, fields, files: sent }
  }
  switch (request.model.providerModel) {
    case 'ideogram-3':
      return mapIdeogram3(request, pictures, callbackUrl)
    case 'ideogram-4':
    case 'ideogram-4-transparent':
    case 'ideogram-3-transparent':
      return mapGeneration(request, callbackUrl)
    default:
      return mapIdeogram45(request, pictures, callbackUrl)
  }
}

/**
 * Returns the call for Ideogram 4.0 or for one of the two models that make pictures with a transparent background. None of the three
 * accepts input pictures. Ideogram 4.0 takes a size in pixels; the other two take a ratio.
 */
function mapGeneration(request: PlannedRequest, callbackUrl: string | null): MappedCall {
  const own = { ...commonFields(request), aspect_ratio: request.aspectRatio?.replace(':', 'x') ?? null, webhook_url: callbackUrl }
  const fields = withOptions(own, request.providerOptions, RESERVED)
  return { path: `/v2/image/generate/${request.model.providerModel}`, fields, files: [] }
}

/** Returns the fields whose names are the same for Ideogram 3.0 and 4.0. */
function commonFields(request: PlannedRequest): JsonObject {
  return {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    num_images: request.n,
    seed: request.seed,
    resolution: sizeOf(request),
    rendering_speed: request.quality,
    magic_prompt: magicOf(request),
    async: true,
  }
}

/**
 * Returns the field for the style. A preset replaces the style type. Throws ProviderFailure for a preset with style pictures, because
 * Ideogram does not accept both.
 */
function styleFields(request: PlannedRequest, inputs: readonly InputImage[]): JsonObject {
  if (request.style === null || STYLE_TYPES.includes(request.style)) return { style_type: request.style }
  if (inputs.some(({ role }) => role === 'style')) {
    const message = `Ideogram takes either the style ${request.style} or pictures of a style. Remove one of them.`
    throw new ProviderFailure('bad_request', message, { billed: 'no', pointer: '/body/style' })
  }
  return { style_preset: request.style }
}

function mapIdeogram3(request: PlannedRequest, { inputs, mask }: Pictures, callbackUrl: string | null): MappedCall {
  const styles = files('style_reference_images', inputs, 'style')
  const common = { ...commonFields(request), ...styleFields(request, inputs), webhook_url: callbackUrl }
  const mapped = (action: string, own: Record<string, Json>, sent: MultipartPart[]): MappedCall => {
    return { path: `/v2/image/${action}/ideogram-3`, fields: withOptions(own, request.providerOptions, RESERVED), files: sent }
  }
  const edited = () => file('image', source(inputs)[0])
  switch (request.operation) {
    case 'generate':
      return mapped('generate', common, styles)
    case 'remix':
      return mapped('remix', { ...common, image_weight: likenessOf(request) }, [edited(), ...styles])
    case 'inpaint': {
      if (mask === null) throw new ProviderFailure('bad_request', 'Ideogram needs a mask for this.', { billed: 'no' })
      return mapped('inpaint', common, [edited(), filePart('mask', 'mask.png', 'image/png', mask), ...styles])
    }
    case 'reframe': {
      // `reframe` has no callbacks and rejects fields that it does not know, so it gets fewer fields than the other operations.
      const own = {
        resolution: sizeOf(request) ?? '1024x1024',
        num_images: request.n,
        seed: request.seed,
        rendering_speed: request.quality,
        async: true,
      }
      return mapped('reframe', own, [edited(), ...styles])
    }
    default:
      throw new ProviderFailure('bad_request', `Ideogram 3.0 does not do ${request.operation} here.`, { billed: 'no' })
  }
}

function sizeOf({ width, height }: PlannedRequest): string | null {
  return width === null || height === null ? null : `${width}x${height}`
}

function magicOf({ enhancePrompt }: PlannedRequest): string | null {
  return enhancePrompt === null ? null : enhancePrompt ? 'on' : 'off'
}

/**
 * Returns `strength` as a weight of Ideogram; null if it is not requested. Weights run from 1 to 100 in the opposite direction: 100 keeps
 * the picture.
 */
function likenessOf({ strength }: PlannedRequest): number | null {
  return strength === null ? null : Math.min(Math.max(Math.round((1 - strength) * 100), 1), 100)
}

function mapIdeogram45(request: PlannedRequest, { inputs, mask }: Pictures, callbackUrl: string | null): MappedCall {
  const edits = inputs.length > 0
  const size = sizeOf(request)
  const magic = magicOf(request)
  const own = {
    prompt: request.prompt,
    num_images: request.n,
    seed: request.seed,
    quality: request.quality,
    async: true,
    webhook_url: callbackUrl,
    // An edit keeps the size of its source, and its prompt is an instruction, so neither a size nor a rewritten prompt is requested.
    ...(edits ? {} : { size, magic_prompt: magic }),
  }
  const fields = withOptions(own, request.providerOptions, RESERVED)
  if (!edits) return { path: `/v2/image/generate/${request.model.providerModel}`, fields, files: [] }
  const [first, others] = source(inputs)
  const sent = [file('image', first), ...others.map((input) => file('reference_images', input))]
  if (mask !== null) sent.push(filePart('mask', 'mask.png', 'image/png', mask))
  return { path: `/v2/image/precise-edit/${request.model.providerModel}`, fields, files: sent }
}

export function partsOf({ fields, files: sent }: MappedCall): MultipartPart[] {
  return [...formFields(fields), ...sent]
}
