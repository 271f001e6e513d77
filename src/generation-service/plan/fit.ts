// Fits one request to one model. A field that the model supports is kept; for any other field the request is refused, or changed with a
// warning. Pure.
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
import { characters } from '../../contract/schema-helpers.ts'
import type { GenerateRequest, PlannedInput, Warning } from '../model/generation.ts'
import {
  changedWarning,
  chosenSizeWarning,
  droppedWarning,
  type FieldNames,
  type Finding,
  type Issue,
  refusalOf,
  type Subject,
  subjectOf,
} from './messages.ts'
import { resolveSize, type SizeResult } from './size.ts'

export type Fitted = Omit<PlannedRequest, 'generationId' | 'operation' | 'model' | 'providerOptions' | 'safety'>

interface GivenInputs {
  inputs: PlannedInput[]
  roles: InputRole[]
  mask: PlannedInput | null
}

/** How to treat fields that the model does not support, and how messages name the fields. */
export interface Manner {
  onUnsupported: 'reject' | 'adapt'
  names: FieldNames
}

/**
 * Fits a request to a model, with a warning for each change. Throws AppError `unsupported_*` or `input_invalid` for an unsupported
 * field that cannot be changed, or whose change the caller does not allow.
 */
export function fitToModel(
  model: CatalogueModel,
  operation: Operation,
  request: GenerateRequest,
  given: GivenInputs,
  { onUnsupported, names }: Manner,
  warnings: Warning[],
): Fitted {
  const subject = subjectOf(model, operation)
  const { operations } = model.capabilities
  if (!operations.includes(operation)) {
    const finding: Finding = { pointer: '/body/operation', issue: { kind: 'operation', supported: operations }, subject, names }
    throw refusalOf(finding, 'unsupported_operation', false)
  }
  const capabilities = capabilitiesFor(model, operation)
  const offer: Offer = { subject, capabilities, onUnsupported, names, warnings }
  checkInputs(offer, given)

  const oneOf = <T extends string>(value: T | undefined, supported: readonly T[], pointer: string) =>
    ifSupported(offer, value, value !== undefined && supported.includes(value), pointer, { kind: 'value', asked: value ?? '', supported })
  const parameter = <T>(value: T | undefined, field: Parameter, pointer: string) =>
    ifSupported(offer, value, capabilities.parameters.includes(field), pointer, { kind: 'not_supported' })

  for (const [position, { weight, role }] of (request.inputs ?? []).entries()) {
    const taken = capabilities.inputs.weights?.includes(role ?? 'image') ?? false
    ifSupported(offer, weight, taken, `/body/inputs/${position}/weight`, { kind: 'not_supported' })
  }
  const format = operation === 'describe' ? formatOfWords(offer, request) : chooseFormat(offer, request)
  const compression = parameter(request.output?.compression, 'compression', '/body/output/compression') ?? undefined
  const background = oneOf(request.output?.background, capabilities.backgrounds, '/body/output/background') ?? undefined
  return {
    prompt: ifSupported(offer, request.prompt, takesPrompt(offer, request), '/body/prompt', { kind: 'not_supported' }) ?? '',
    negativePrompt: parameter(request.negative_prompt, 'negative_prompt', '/body/negative_prompt'),
    n: chooseCount(offer, request),
    ...chooseSize(offer, request, given.inputs),
    seed: parameter(request.seed, 'seed', '/body/seed'),
    // The quality is sent even if the caller did not choose one, so that the provider makes the quality that was priced.
    quality: oneOf(request.quality, capabilities.qualities, '/body/quality') ?? capabilities.defaultQuality ?? null,
    style: oneOf(request.style, capabilities.styles, '/body/style'),
    format,
    compression: ifSupported(offer, compression, format !== 'png', '/body/output/compression', {
      kind: 'needless_for_format',
      format: 'png',
      lacks: 'compression to choose',
    }),
    background: ifSupported(offer, background, background !== 'transparent' || format !== 'jpeg', '/body/output/background', {
      kind: 'needless_for_format',
      format: 'jpeg',
      lacks: 'transparency',
    }),
    strength: parameter(request.strength, 'strength', '/body/strength'),
    guidance: parameter(request.guidance, 'guidance', '/body/guidance'),
    steps: parameter(request.steps, 'steps', '/body/steps'),
    enhancePrompt: parameter(request.enhance_prompt, 'enhance_prompt', '/body/enhance_prompt'),
    partialImages:
      ifSupported(
        offer,
        request.partial_images === 0 ? undefined : request.partial_images,
        capabilities.partialImages,
        '/body/partial_images',
        {
          kind: 'not_supported',
        },
      ) ?? 0,
  }
}

/** The capabilities of one model for one operation, and how the caller wants unsupported values treated. */
interface Offer extends Manner {
  subject: Subject
  capabilities: OperationCapabilities
  warnings: Warning[]
}

/**
 * Returns the value if it is supported, null if it is absent. If it is not supported: throws if the caller has sent
 * `on_unsupported: reject`, otherwise adds a warning and returns null.
 */
function ifSupported<T>(offer: Offer, value: T | undefined, supported: boolean, pointer: string, issue: Issue): T | null {
  if (value === undefined) return null
  if (supported) return value
  const finding: Finding = { pointer, issue, subject: offer.subject, names: offer.names }
  if (offer.onUnsupported === 'reject') throw refusalOf(finding, 'unsupported_parameter', true)
  offer.warnings.push(droppedWarning(finding))
  return null
}

/** Returns whether the model takes a prompt. Throws if the prompt is too long: a shortened prompt would ask for something else. */
function takesPrompt({ subject, names, capabilities }: Offer, request: GenerateRequest): boolean {
  const most = capabilities.maxPromptLength
  const length = characters(request.prompt ?? '')
  if (length <= most || most === 0) return most > 0
  throw refusalOf(
    { pointer: '/body/prompt', issue: { kind: 'too_long', characters: length, most }, subject, names },
    'unsupported_parameter',
    false,
  )
}

/**
 * Throws if there are more inputs than the model supports for this operation, or more inputs with one role than it supports for that role.
 * Also throws if the model does not support the role of an input. Sizes and formats of the inputs are not checked here.
 */
export function checkInputCount(model: CatalogueModel, operation: Operation, roles: InputRole[], names: FieldNames): void {
  requireRoles({ subject: subjectOf(model, operation), names, capabilities: capabilitiesFor(model, operation) }, roles)
}

function requireRoles({ subject, names, capabilities }: Pick<Offer, 'subject' | 'names' | 'capabilities'>, roles: InputRole[]): void {
  const rule = capabilities.inputs
  const unusable = (pointer: string, issue: Issue) => refusalOf({ pointer, issue, subject, names }, 'unsupported_parameter', false)
  const count = roles.length
  if (count > rule.max) throw unusable('/body/inputs', { kind: 'too_many_inputs', count, most: rule.max, role: null })
  const seen = new Map<InputRole, number>()
  for (const [index, role] of roles.entries()) {
    const pointer = `/body/inputs/${index}/role`
    if (!rule.roles.includes(role)) throw unusable(pointer, { kind: 'value', asked: role, supported: rule.roles })
    seen.set(role, (seen.get(role) ?? 0) + 1)
    const most = rule.maxByRole?.[role] ?? rule.max
    if (seen.get(role)! > most)
      throw unusable(pointer, { kind: 'too_many_inputs', count: roles.filter((each) => each === role).length, most, role })
  }
}

/**
 * Throws if the model does not support an input or the mask. Inputs are never dropped or converted, because the result would be a different
 * picture.
 */
function checkInputs({ subject, names, capabilities }: Offer, given: GivenInputs): void {
  const { inputs: rule, mask: takesMask } = capabilities
  const unusable = (pointer: string, issue: Issue, code: 'unsupported_parameter' | 'input_invalid') =>
    refusalOf({ pointer, issue, subject, names }, code, false)
  requireRoles({ subject, names, capabilities }, given.roles)
  for (const [position, input] of given.inputs.entries()) {
    const pointer = `/body/inputs/${position}`
    const fault = faultOf(rule, input)
    if (fault !== null) throw unusable(pointer, fault, 'input_invalid')
  }
  if (given.mask === null) return
  if (!takesMask) throw unusable('/body/mask', { kind: 'not_supported' }, 'unsupported_parameter')
  const first = given.inputs.find((input) => input.role === 'image')
  if (first && sizeText(first) !== sizeText(given.mask))
    throw unusable('/body/mask', { kind: 'mask_size', size: sizeText(given.mask), input: sizeText(first) }, 'input_invalid')
}

function faultOf(rule: OperationCapabilities['inputs'], input: PlannedInput): Issue | null {
  const format = input.contentType.slice('image/'.length) as ImageFormat
  if (!rule.formats.includes(format)) return { kind: 'input_format', format, supported: rule.formats }
  if (input.sizeBytes > rule.maxBytes) return { kind: 'input_bytes', bytes: input.sizeBytes, most: rule.maxBytes }
  if (rule.maxEdge !== undefined && Math.max(input.width, input.height) > rule.maxEdge)
    return { kind: 'input_edge', size: sizeText(input), most: rule.maxEdge }
  if (rule.maxPixels !== undefined && input.width * input.height > rule.maxPixels)
    return { kind: 'input_pixels', size: sizeText(input), most: rule.maxPixels }
  return null
}

const sizeText = ({ width, height }: { width: number | null; height: number | null }) => `${width}x${height}`

function chooseCount({ subject, names, capabilities, onUnsupported, warnings }: Offer, request: GenerateRequest): number {
  const wanted = request.n ?? 1
  const most = capabilities.maxImages
  if (wanted <= most) return wanted
  const finding: Finding = { pointer: '/body/n', issue: { kind: 'count', asked: wanted, most }, subject, names }
  if (onUnsupported === 'reject') throw refusalOf(finding, 'unsupported_parameter', true)
  warnings.push(changedWarning(finding, String(most)))
  return most
}

/**
 * Returns the format for an operation whose result is a text. The text has no format, but a planned request must name one, so the model's
 * first format is taken.
 */
function formatOfWords(offer: Offer, request: GenerateRequest): ImageFormat {
  const kept = ifSupported(offer, request.output?.format, false, '/body/output/format', { kind: 'not_supported' })
  return kept ?? offer.capabilities.formats[0] ?? 'png'
}

function chooseFormat({ subject, names, capabilities, onUnsupported, warnings }: Offer, request: GenerateRequest): ImageFormat {
  const { formats } = capabilities
  const wanted = request.output?.format
  const transparent = request.output?.background === 'transparent'
  const standard = formats.find((format) => !transparent || format !== 'jpeg') ?? formats[0] ?? 'png'
  if (wanted === undefined) return standard
  if (formats.includes(wanted)) return wanted
  const issue: Issue = { kind: 'value', asked: wanted, supported: formats }
  const finding: Finding = { pointer: '/body/output/format', issue, subject, names }
  if (onUnsupported === 'reject') throw refusalOf(finding, 'unsupported_parameter', true)
  warnings.push(changedWarning(finding, standard))
  return standard
}

function chooseSize(offer: Offer, request: GenerateRequest, inputs: readonly PlannedInput[]) {
  const { subject, names, capabilities, onUnsupported, warnings } = offer
  const { operation } = subject
  const asked = (request.size ?? 'auto') !== 'auto' || request.aspect_ratio !== undefined || request.resolution !== undefined
  if (capabilities.keepsInputSize && !asked && operation !== 'generate' && operation !== 'reframe') return SIZE_OF_INPUT
  const first = inputs.find((input) => input.role === 'image')
  if (!asked && first !== undefined && operation !== 'reframe' && operation !== 'describe') return sizeLike(offer, first)
  const result = resolveSize(capabilities.size, capabilities.defaultSize, {
    size: request.size ?? null,
    aspectRatio: request.aspect_ratio ?? null,
    resolution: request.resolution ?? null,
  })
  if (result.kind === 'exact') return result.chosen
  const finding: Finding = { pointer: result.pointer, issue: sizeIssue(result), subject, names }
  if (result.kind === 'impossible') throw refusalOf(finding, 'unsupported_size', false)
  if (onUnsupported === 'reject') throw refusalOf(finding, 'unsupported_size', true)
  warnings.push(
    result.became === null ? { ...droppedWarning(finding), code: 'size_changed' } : changedWarning(finding, result.became, 'size_changed'),
  )
  return result.chosen
}

const SIZE_OF_INPUT = { width: null, height: null, aspectRatio: null, resolution: null }

/**
 * Returns the size for an edit, which keeps the shape of its first picture. If the model can choose the size itself, it does; otherwise
 * the nearest size that the model makes is requested.
 */
function sizeLike({ subject, names, capabilities, warnings }: Offer, first: PlannedInput) {
  const { size: rule, defaultSize, autoSize } = capabilities
  if (autoSize || rule.kind === 'input') return SIZE_OF_INPUT
  const unasked = resolveSize(rule, defaultSize, { size: null, aspectRatio: null, resolution: null })
  // A model without a default size chooses the size itself if the call of the provider names none. SIZE_OF_INPUT makes the call name none.
  if (unasked.kind !== 'exact' || (unasked.chosen.width === null && unasked.chosen.aspectRatio === null)) return SIZE_OF_INPUT
  const like = resolveSize(rule, defaultSize, { size: null, aspectRatio: `${first.width}:${first.height}`, resolution: null })
  if (like.kind === 'impossible') return unasked.chosen
  const { chosen } = like
  const ratio = rule.kind === 'ratio' ? chosen.aspectRatio : null
  const fitting = { ...chosen, aspectRatio: ratio }
  const name = ratio ?? sizeText(chosen)
  const usual = rule.kind === 'ratio' ? unasked.chosen.aspectRatio : sizeText(unasked.chosen)
  if (like.kind === 'nearest' || name !== usual) warnings.push(chosenSizeWarning(subject, names, name, sizeText(first)))
  return fitting
}

function sizeIssue(result: Exclude<SizeResult, { kind: 'exact' }>): Issue {
  if (result.makes === 'input') return { kind: 'keeps_size' }
  return result.makes === null ? { kind: 'not_supported' } : { kind: 'size', asked: result.asked, makes: result.makes }
}
