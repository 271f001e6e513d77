// Builds the messages that say why a request does not fit a model. Other files describe the reason as an object (`Issue`); only this file
// turns an `Issue` into sentences. Pure.
import type { CatalogueModel, Operation } from '../../providers/provider.ts'
import { counted } from '../../shared/counted.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { nameOf } from '../../shared/fault-sentence.ts'
import type { Warning } from '../model/generation.ts'

/** Maps a pointer into `GenerateRequest` to a pointer into the request that the caller sent. */
export type FieldNames = (pointer: string) => string
export const sameNames: FieldNames = (pointer) => pointer

/** The model and the operation that a message is about. */
export interface Subject {
  model: string
  operation: Operation
}

/** The reason why a field cannot stay as it is. The message about the field is built from the parts of this object. */
export type Issue =
  | { kind: 'not_supported' }
  /** The value is not one of the allowed values; `supported` lists them. */
  | { kind: 'value'; asked: string; supported: readonly string[] }
  | { kind: 'count'; asked: number; most: number }
  | { kind: 'size'; asked: string; makes: string }
  /** The result has the size of the input, whatever is requested. */
  | { kind: 'keeps_size' }
  | { kind: 'needless_for_format'; format: string; lacks: string }
  | { kind: 'too_long'; characters: number; most: number }
  | { kind: 'operation'; supported: readonly Operation[] }
  | { kind: 'too_many_inputs'; count: number; most: number; role: string | null }
  | { kind: 'input_format'; format: string; supported: readonly string[] }
  | { kind: 'input_bytes'; bytes: number; most: number }
  | { kind: 'input_edge'; size: string; most: number }
  | { kind: 'input_pixels'; size: string; most: number }
  | { kind: 'mask_size'; size: string; input: string }

/** The maximum number of values that a message lists. `GET /models/{model}` has all of them. */
const MOST_LISTED = 12

/**
 * Returns the part of a message that follows the field's name. For example, `` `steps` `` is followed by `is not supported by sketch for
 * generate`.
 */
export function predicateOf(issue: Issue, { model, operation }: Subject): string {
  const here = `${model} for ${operation}`
  switch (issue.kind) {
    case 'not_supported':
      return `is not supported by ${here}`
    case 'value':
      return issue.supported.length === 0
        ? `is not supported by ${here}`
        : `cannot be ${quoted(issue.asked)}: ${model} takes ${listed(issue.supported)} for ${operation}`
    case 'count':
      return `cannot be ${issue.asked}: ${model} makes at most ${issue.most} at once for ${operation}`
    case 'size':
      return `cannot be ${quoted(issue.asked)}: ${model} makes ${issue.makes} for ${operation}`
    case 'keeps_size':
      return `is not supported by ${here}: the result is as large as its input`
    case 'needless_for_format':
      return `has no effect: ${model} makes a ${issue.format} here, which has no ${issue.lacks}`
    case 'too_long':
      return `has ${issue.characters} characters: ${model} takes at most ${issue.most} for ${operation}`
    case 'operation':
      return `cannot be ${operation}: ${model} does ${listed(issue.supported)}`
    case 'too_many_inputs': {
      const as = issue.role === null ? '' : ` as ${issue.role}`
      return issue.most === 0
        ? `cannot hold a picture${as}: ${here} takes none`
        : `has ${counted(issue.count, 'picture')}${as}: ${model} takes at most ${issue.most}${as} for ${operation}`
    }
    case 'input_format':
      return `is a ${issue.format}: ${model} takes ${listed(issue.supported)} for ${operation}`
    case 'input_bytes':
      return `has ${issue.bytes} bytes: ${model} takes at most ${issue.most} for ${operation}`
    case 'input_edge':
      return `is ${issue.size} pixels: ${model} takes edges of at most ${issue.most} for ${operation}`
    case 'input_pixels':
      return `is ${issue.size} pixels: ${model} takes at most ${issue.most} pixels in all for ${operation}`
    case 'mask_size':
      return `is ${issue.size} pixels, and must be as large as the first picture: ${issue.input}`
  }
}

/** Returns a sentence that tells the caller how to correct the request. */
function remedyOf(issue: Issue, adaptable: boolean): string {
  const orAdapt = adaptable ? ', or send `on_unsupported: adapt`' : ''
  switch (issue.kind) {
    case 'not_supported':
    case 'needless_for_format':
    case 'keeps_size':
      return `Remove it${orAdapt}.`
    case 'value':
      return `${issue.supported.length === 0 ? 'Remove it' : 'Send one of these, or remove it'}${orAdapt}.`
    case 'count':
      return `Ask for fewer, in several requests${orAdapt}.`
    case 'size':
      return `Choose one that it makes${orAdapt}.`
    case 'too_long':
      return 'Shorten it: a prompt is never cut.'
    case 'operation':
      return 'Choose one of these, or another model: `GET /v1/models` lists what each does.'
    case 'too_many_inputs':
      return issue.most === 0 ? 'Remove it, or choose another model.' : 'Send fewer, or choose another model.'
    case 'input_format':
      return 'Convert it first.'
    case 'input_bytes':
    case 'input_edge':
    case 'input_pixels':
      return 'Make it smaller first.'
    case 'mask_size':
      return 'Send a mask of that size.'
  }
}

/** A field of a request and its fault, ready to become an error or a warning. */
export interface Finding {
  /** A pointer into `GenerateRequest`. */
  pointer: string
  issue: Issue
  subject: Subject
  names: FieldNames
}

export function refusalOf({ pointer, issue, subject, names }: Finding, code: ErrorCode, adaptable: boolean): AppError {
  const at = names(pointer)
  const message = at !== pointer && issue.kind === 'operation' ? modelOf(issue, subject) : predicateOf(issue, subject)
  return new AppError(code, {
    detail: `\`${nameOf(at)}\` ${message}. ${remedyOf(issue, adaptable)}`,
    errors: [{ pointer: at, message }],
  })
}

export function droppedWarning({ pointer, issue, subject, names }: Finding): Warning {
  const at = names(pointer)
  return { code: 'parameter_dropped', message: `\`${nameOf(at)}\` was left out: it ${predicateOf(issue, subject)}.`, pointer: at }
}

/** @param became the value that is sent to the provider in place of the requested value. */
export function changedWarning(
  { pointer, issue, subject, names }: Finding,
  became: string,
  code: 'parameter_changed' | 'size_changed' = 'parameter_changed',
): Warning {
  const at = names(pointer)
  return { code, message: `\`${nameOf(at)}\` was changed to ${quoted(became)}: it ${predicateOf(issue, subject)}.`, pointer: at }
}

/**
 * Returns a warning for an edit whose request names no size. The model needs a size, so the platform chose `size`, which is nearest to the
 * shape of the first picture. `input` is the size of that picture.
 */
export function chosenSizeWarning({ model, operation }: Subject, names: FieldNames, size: string, input: string): Warning {
  const at = names('/body/size')
  const message = `\`${nameOf(at)}\` was not given: ${model} makes ${size} for ${operation}, the nearest to the shape of the first picture, ${input}.`
  return { code: 'size_changed', message, pointer: at }
}

/**
 * Takes the place of `predicateOf` if the model does not support the operation of an OpenAI route. On these routes the path determines the
 * operation, and the request has no field for it. So the message is about the field `model`, which the caller can change.
 */
function modelOf(issue: Extract<Issue, { kind: 'operation' }>, { model, operation }: Subject): string {
  return `cannot be ${quoted(model)} for ${operation}: it does ${listed(issue.supported)}`
}

/** Returns the message for a picture that the caller names and the project does not have. */
export function notOfProject(pointer: string): string {
  return `\`${nameOf(pointer)}\` is not an asset of this project. Upload the picture first, or name one that the project has.`
}

/** Joins several values for a sentence. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, MOST_LISTED)
  const more = values.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  if (shown.length === 1) return shown[0]!
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)!}`
}

const quoted = (text: string) => `\`${text}\``

/** The subject of messages about a model: its id and the operation. */
export const subjectOf = (model: CatalogueModel, operation: Operation): Subject => ({ model: model.id, operation })
