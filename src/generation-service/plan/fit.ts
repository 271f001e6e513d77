// One request made fit for one model: each field is one that the model takes, or the request is refused, or the change is reported. Pure.
import type { CatalogueModel, ImageFormat, InputRole, Operation, PlannedRequest } from '../../providers/provider.ts'
import { AppError } from '../../shared/errors.ts'
import type { GenerateRequest, PlannedInput, Warning } from '../job/record.ts'
import { resolveSize } from './size.ts'

export type Fitted = Omit<PlannedRequest, 'generationId' | 'operation' | 'model' | 'providerOptions' | 'safety'>

interface GivenInputs {
  inputs: PlannedInput[]
  roles: InputRole[]
  mask: PlannedInput | null
}

/** Throws AppError `unsupported_*` or `input_invalid` for what can't be, or may not be, adapted; adds a warning for each change. */
export function fitToModel(
  model: CatalogueModel,
  operation: Operation,
  request: GenerateRequest,
  given: GivenInputs,
  onUnsupported: 'reject' | 'adapt',
  warnings: Warning[],
): Fitted {
  const { capabilities } = model
  if (!capabilities.operations.includes(operation)) {
    throw new AppError('unsupported_operation', {
      detail: `${model.id} does not do ${operation}; it does ${capabilities.operations.join(', ')}.`,
      errors: [{ pointer: '/body/operation', message: `${model.id} does ${capabilities.operations.join(', ')}` }],
    })
  }
  checkPrompt(model, request)
  checkInputs(model, given)

  /** Keeps a value that is supported; else refuses it, or drops it with a warning. */
  const keep = <T>(value: T | undefined, supported: boolean, pointer: string, why: string): T | null => {
    if (value === undefined) return null
    if (supported) return value
    if (onUnsupported === 'reject') throw unsupported(model, pointer, why)
    warnings.push({ code: 'parameter_dropped', message: `${nameOf(pointer)} was left out: ${model.id} ${why}`, pointer })
    return null
  }
  /** Keeps one of a list of values; else refuses it, or leaves it to the model with a warning. */
  const oneOf = <T extends string>(value: T | undefined, allowed: readonly T[], pointer: string) =>
    keep(
      value,
      value !== undefined && allowed.includes(value),
      pointer,
      allowed.length === 0 ? 'does not take it' : `takes ${allowed.join(', ')}`,
    )
  const takes = (parameter: (typeof capabilities.parameters)[number]) => capabilities.parameters.includes(parameter)
  const parameter = <T>(value: T | undefined, name: (typeof capabilities.parameters)[number], pointer: string) =>
    keep(value, takes(name), pointer, 'does not take it')

  const format = chooseFormat(model, request, onUnsupported, warnings)
  const background = oneOf(request.output?.background, capabilities.backgrounds, '/body/output/background')
  return {
    prompt: request.prompt ?? '',
    negativePrompt: parameter(request.negative_prompt, 'negative_prompt', '/body/negative_prompt'),
    n: chooseCount(model, request, onUnsupported, warnings),
    ...chooseSize(model, operation, request, onUnsupported, warnings),
    seed: parameter(request.seed, 'seed', '/body/seed'),
    // Said to the provider even where the caller said nothing: what is priced is what is asked for.
    quality: oneOf(request.quality, capabilities.qualities, '/body/quality') ?? capabilities.defaultQuality ?? null,
    style: oneOf(request.style, capabilities.styles, '/body/style'),
    format,
    compression: parameter(request.output?.compression, 'compression', '/body/output/compression'),
    background: format === 'jpeg' && background === 'transparent' ? null : background,
    strength: parameter(request.strength, 'strength', '/body/strength'),
    guidance: parameter(request.guidance, 'guidance', '/body/guidance'),
    steps: parameter(request.steps, 'steps', '/body/steps'),
    enhancePrompt: parameter(request.enhance_prompt, 'enhance_prompt', '/body/enhance_prompt'),
    partialImages:
      keep(
        request.partial_images === 0 ? undefined : request.partial_images,
        capabilities.partialImages,
        '/body/partial_images',
        'sends no previews',
      ) ?? 0,
  }
}

function nameOf(pointer: string): string {
  return pointer.replace('/body/', '').replaceAll('/', '.')
}

function unsupported(
  model: CatalogueModel,
  pointer: string,
  why: string,
  code: 'unsupported_parameter' | 'unsupported_size' = 'unsupported_parameter',
): AppError {
  return new AppError(code, {
    detail: `${nameOf(pointer)}: ${model.id} ${why}. Change it, or send on_unsupported: adapt.`,
    errors: [{ pointer, message: `${model.id} ${why}` }],
  })
}

function checkPrompt(model: CatalogueModel, request: GenerateRequest): void {
  const length = request.prompt?.length ?? 0
  const most = model.capabilities.maxPromptLength
  if (length <= most) return
  throw new AppError('unsupported_parameter', {
    detail: `The prompt has ${length} characters; ${model.id} takes ${most}. A prompt is never cut.`,
    errors: [{ pointer: '/body/prompt', message: `at most ${most} characters for ${model.id}` }],
  })
}

/** Inputs are never dropped or converted: a picture without them would be another one. */
function checkInputs(model: CatalogueModel, given: GivenInputs): void {
  const { inputs: rule, mask: takesMask } = model.capabilities
  if (given.inputs.length > rule.max)
    throw unusable(
      '/body/inputs',
      rule.max === 0 ? `${model.id} takes no input` : `${model.id} takes at most ${rule.max}`,
      'unsupported_parameter',
    )
  for (const [place, input] of given.inputs.entries()) {
    const pointer = `/body/inputs/${place}`
    if (!rule.roles.includes(input.role))
      throw unusable(`${pointer}/role`, `${model.id} takes ${rule.roles.join(', ')}`, 'unsupported_parameter')
    const format = input.contentType.slice('image/'.length) as ImageFormat
    if (!rule.formats.includes(format))
      throw unusable(pointer, `${model.id} takes ${rule.formats.join(', ')}, this is ${format}`, 'input_invalid')
    if (input.sizeBytes > rule.maxBytes)
      throw unusable(pointer, `${model.id} takes at most ${rule.maxBytes} bytes, this has ${input.sizeBytes}`, 'input_invalid')
  }
  if (given.mask === null) return
  if (!takesMask) throw unusable('/body/mask', `${model.id} takes no mask`, 'unsupported_parameter')
  const first = given.inputs.find((input) => input.role === 'image')
  if (first && (first.width !== given.mask.width || first.height !== given.mask.height)) {
    throw unusable(
      '/body/mask',
      `must be as large as the first input, ${first.width}x${first.height}; it is ${given.mask.width}x${given.mask.height}`,
      'input_invalid',
    )
  }
}

function unusable(pointer: string, message: string, code: 'unsupported_parameter' | 'input_invalid'): AppError {
  return new AppError(code, { detail: `${nameOf(pointer)}: ${message}.`, errors: [{ pointer, message }] })
}

function chooseCount(model: CatalogueModel, request: GenerateRequest, onUnsupported: 'reject' | 'adapt', warnings: Warning[]): number {
  const wanted = request.n ?? 1
  const most = model.capabilities.maxImages
  if (wanted <= most) return wanted
  if (onUnsupported === 'reject') throw unsupported(model, '/body/n', `makes at most ${most} at once`)
  warnings.push({ code: 'parameter_changed', message: `n ${wanted} became ${most}: ${model.id} makes no more at once`, pointer: '/body/n' })
  return most
}

function chooseFormat(
  model: CatalogueModel,
  request: GenerateRequest,
  onUnsupported: 'reject' | 'adapt',
  warnings: Warning[],
): ImageFormat {
  const { formats } = model.capabilities
  const wanted = request.output?.format
  const transparent = request.output?.background === 'transparent'
  const standard = formats.find((format) => !transparent || format !== 'jpeg') ?? formats[0] ?? 'png'
  if (wanted === undefined) return standard
  if (formats.includes(wanted)) return wanted
  if (onUnsupported === 'reject') throw unsupported(model, '/body/output/format', `makes ${formats.join(', ')}`)
  warnings.push({
    code: 'parameter_changed',
    message: `format ${wanted} became ${standard}: ${model.id} makes ${formats.join(', ')}`,
    pointer: '/body/output/format',
  })
  return standard
}

function chooseSize(
  model: CatalogueModel,
  operation: Operation,
  request: GenerateRequest,
  onUnsupported: 'reject' | 'adapt',
  warnings: Warning[],
) {
  const asked = (request.size ?? 'auto') !== 'auto' || request.aspect_ratio !== undefined || request.resolution !== undefined
  if (model.capabilities.keepsInputSize && !asked && operation !== 'generate' && operation !== 'reframe')
    return { width: null, height: null, aspectRatio: null, resolution: null }
  const result = resolveSize(model.capabilities.size, model.capabilities.defaultSize, {
    size: request.size ?? null,
    aspectRatio: request.aspect_ratio ?? null,
    resolution: request.resolution ?? null,
  })
  if (result.kind === 'exact') return result.chosen
  if (result.kind === 'impossible' || onUnsupported === 'reject')
    throw unsupported(
      model,
      result.pointer,
      result.message.startsWith('the model ') ? result.message.slice('the model '.length) : `can not: ${result.message}`,
      'unsupported_size',
    )
  warnings.push({ code: 'size_changed', message: `${nameOf(result.pointer)}: ${result.message}`, pointer: result.pointer })
  return result.chosen
}
