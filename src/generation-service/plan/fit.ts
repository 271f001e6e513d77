// One request made fit for one model: each field is one that the model takes, or the request is refused, or the change is reported. Pure.
import { capabilitiesFor } from '../../providers/carried.ts'
import type {
  CatalogueModel,
  ImageFormat,
  InputRole,
  Operation,
  OperationCapabilities,
  Parameter,
  PlannedRequest,
} from '../../providers/provider.ts'
import { AppError } from '../../shared/errors.ts'
import type { GenerateRequest, PlannedInput, Warning } from '../model/generation.ts'
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
  const { operations } = model.capabilities
  if (!operations.includes(operation)) {
    throw new AppError('unsupported_operation', {
      detail: `${model.id} does not do ${operation}; it does ${operations.join(', ')}.`,
      errors: [{ pointer: '/body/operation', message: `${model.id} does ${operations.join(', ')}` }],
    })
  }
  const capabilities = capabilitiesFor(model, operation)
  /** The model, and where its operations differ the one that is meant. */
  const name = model.capabilities.byOperation?.[operation] === undefined ? model.id : `${model.id} for ${operation}`
  const offer: Offer = { name, capabilities, onUnsupported, warnings }
  checkInputs(offer, given)

  /** Keeps a value that is supported; else refuses it, or drops it with a warning. */
  const keep = <T>(value: T | undefined, supported: boolean, pointer: string, why: string): T | null => {
    if (value === undefined) return null
    if (supported) return value
    if (onUnsupported === 'reject') throw unsupported(name, pointer, why)
    warnings.push({ code: 'parameter_dropped', message: `${nameOf(pointer)} was left out: ${name} ${why}`, pointer })
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
  const parameter = <T>(value: T | undefined, field: Parameter, pointer: string) =>
    keep(value, capabilities.parameters.includes(field), pointer, 'does not take it')

  for (const [place, { weight, role }] of (request.inputs ?? []).entries())
    keep(weight, capabilities.inputs.weights?.includes(role ?? 'image') ?? false, `/body/inputs/${place}/weight`, 'does not take it')
  const format = operation === 'describe' ? formatOfWords(offer, request, keep) : chooseFormat(offer, request)
  const compression = parameter(request.output?.compression, 'compression', '/body/output/compression') ?? undefined
  const background = oneOf(request.output?.background, capabilities.backgrounds, '/body/output/background') ?? undefined
  return {
    prompt: keep(request.prompt, takesPrompt(offer, request), '/body/prompt', 'takes no prompt') ?? '',
    negativePrompt: parameter(request.negative_prompt, 'negative_prompt', '/body/negative_prompt'),
    n: chooseCount(offer, request),
    ...chooseSize(offer, operation, request),
    seed: parameter(request.seed, 'seed', '/body/seed'),
    // Said to the provider even where the caller said nothing: what is priced is what is asked for.
    quality: oneOf(request.quality, capabilities.qualities, '/body/quality') ?? capabilities.defaultQuality ?? null,
    style: oneOf(request.style, capabilities.styles, '/body/style'),
    format,
    compression: keep(compression, format !== 'png', '/body/output/compression', 'makes a png here, which has no quality to choose'),
    background: keep(
      background,
      background !== 'transparent' || format !== 'jpeg',
      '/body/output/background',
      'makes a jpeg here, which has no transparency',
    ),
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

/** What one model has for one operation, and how the caller wants the rest dealt with. */
interface Offer {
  name: string
  capabilities: OperationCapabilities
  onUnsupported: 'reject' | 'adapt'
  warnings: Warning[]
}

function unsupported(
  name: string,
  pointer: string,
  why: string,
  code: 'unsupported_parameter' | 'unsupported_size' = 'unsupported_parameter',
): AppError {
  return new AppError(code, {
    detail: `${nameOf(pointer)}: ${name} ${why}. Change it, or send on_unsupported: adapt.`,
    errors: [{ pointer, message: `${name} ${why}` }],
  })
}

/** Throws for a prompt that is too long: cut, it would be another one. */
function takesPrompt({ name, capabilities }: Offer, request: GenerateRequest): boolean {
  const length = request.prompt?.length ?? 0
  const most = capabilities.maxPromptLength
  if (length <= most || most === 0) return most > 0
  throw new AppError('unsupported_parameter', {
    detail: `The prompt has ${length} characters; ${name} takes ${most}. A prompt is never cut.`,
    errors: [{ pointer: '/body/prompt', message: `at most ${most} characters for ${name}` }],
  })
}

/** Inputs are never dropped or converted: a picture without them would be another one. */
function checkInputs({ name, capabilities }: Offer, given: GivenInputs): void {
  const { inputs: rule, mask: takesMask } = capabilities
  if (given.inputs.length > rule.max)
    throw unusable('/body/inputs', rule.max === 0 ? `${name} takes no input` : `${name} takes at most ${rule.max}`, 'unsupported_parameter')
  const seen = new Map<InputRole, number>()
  for (const [place, input] of given.inputs.entries()) {
    const pointer = `/body/inputs/${place}`
    if (!rule.roles.includes(input.role))
      throw unusable(`${pointer}/role`, `${name} takes ${rule.roles.join(', ')}`, 'unsupported_parameter')
    const count = (seen.get(input.role) ?? 0) + 1
    seen.set(input.role, count)
    const most = rule.maxByRole?.[input.role] ?? rule.max
    if (count > most) throw unusable(`${pointer}/role`, `${name} takes at most ${most} as ${input.role}`, 'unsupported_parameter')
    const format = input.contentType.slice('image/'.length) as ImageFormat
    if (!rule.formats.includes(format))
      throw unusable(pointer, `${name} takes ${rule.formats.join(', ')}, this is ${format}`, 'input_invalid')
    if (input.sizeBytes > rule.maxBytes)
      throw unusable(pointer, `${name} takes at most ${rule.maxBytes} bytes, this has ${input.sizeBytes}`, 'input_invalid')
    const size = `${input.width}x${input.height}`
    if (rule.maxEdge !== undefined && Math.max(input.width, input.height) > rule.maxEdge)
      throw unusable(pointer, `${name} takes at most ${rule.maxEdge} pixels an edge, this is ${size}`, 'input_invalid')
    if (rule.maxPixels !== undefined && input.width * input.height > rule.maxPixels)
      throw unusable(pointer, `${name} takes at most ${rule.maxPixels} pixels in all, this is ${size}`, 'input_invalid')
  }
  if (given.mask === null) return
  if (!takesMask) throw unusable('/body/mask', `${name} takes no mask`, 'unsupported_parameter')
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

function chooseCount({ name, capabilities, onUnsupported, warnings }: Offer, request: GenerateRequest): number {
  const wanted = request.n ?? 1
  const most = capabilities.maxImages
  if (wanted <= most) return wanted
  if (onUnsupported === 'reject') throw unsupported(name, '/body/n', `makes at most ${most} at once`)
  warnings.push({ code: 'parameter_changed', message: `n ${wanted} became ${most}: ${name} makes no more at once`, pointer: '/body/n' })
  return most
}

/** Words have none, but a planned request names one. */
function formatOfWords(
  { capabilities }: Offer,
  request: GenerateRequest,
  keep: (value: ImageFormat | undefined, supported: boolean, pointer: string, why: string) => ImageFormat | null,
): ImageFormat {
  return keep(request.output?.format, false, '/body/output/format', 'answers a text') ?? capabilities.formats[0] ?? 'png'
}

function chooseFormat({ name, capabilities, onUnsupported, warnings }: Offer, request: GenerateRequest): ImageFormat {
  const { formats } = capabilities
  const wanted = request.output?.format
  const transparent = request.output?.background === 'transparent'
  const standard = formats.find((format) => !transparent || format !== 'jpeg') ?? formats[0] ?? 'png'
  if (wanted === undefined) return standard
  if (formats.includes(wanted)) return wanted
  if (onUnsupported === 'reject') throw unsupported(name, '/body/output/format', `makes ${formats.join(', ')}`)
  warnings.push({
    code: 'parameter_changed',
    message: `format ${wanted} became ${standard}: ${name} makes ${formats.join(', ')}`,
    pointer: '/body/output/format',
  })
  return standard
}

function chooseSize({ name, capabilities, onUnsupported, warnings }: Offer, operation: Operation, request: GenerateRequest) {
  const asked = (request.size ?? 'auto') !== 'auto' || request.aspect_ratio !== undefined || request.resolution !== undefined
  if (capabilities.keepsInputSize && !asked && operation !== 'generate' && operation !== 'reframe')
    return { width: null, height: null, aspectRatio: null, resolution: null }
  const result = resolveSize(capabilities.size, capabilities.defaultSize, {
    size: request.size ?? null,
    aspectRatio: request.aspect_ratio ?? null,
    resolution: request.resolution ?? null,
  })
  if (result.kind === 'exact') return result.chosen
  if (result.kind === 'impossible' || onUnsupported === 'reject')
    throw unsupported(
      name,
      result.pointer,
      result.message.startsWith('the model ') ? result.message.slice('the model '.length) : `can not: ${result.message}`,
      'unsupported_size',
    )
  warnings.push({ code: 'size_changed', message: `${nameOf(result.pointer)}: ${result.message}`, pointer: result.pointer })
  return result.chosen
}
