// Reads request bodies, for the routes on chanfana and for those on @hono/zod-openapi.
import { freeBytes, readUpTo } from '../shared/bytes.ts'
import { AppError } from '../shared/errors.ts'
import type { BodyMemory } from './body-memory.ts'
import { BrokenForm, readMultipart } from './multipart.ts'
import type { Operation } from './operation.ts'

/** The maximum size of a body in bytes, by its content type. An operation may declare its own maximum (`x-max-body-bytes`). */
export const MAX_JSON_BYTES = 4 * 1024 * 1024
export const MAX_UPLOAD_BYTES = 28 * 1024 * 1024
export const MAX_MULTIPART_BYTES = 32 * 1024 * 1024

export type ParsedBody =
  | { kind: 'none' }
  | { kind: 'json'; media: string; value: unknown }
  | { kind: 'form'; media: string; value: Record<string, unknown> }
  /** The bytes are passed on as they arrive. If they exceed the maximum size of the body, the stream fails. */
  | { kind: 'stream'; media: string; value: ReadableStream<Uint8Array> }

/**
 * Reads the body as one of the media types that the contract lists. Throws `unsupported_media_type`, `body_too_large`, `malformed_json`,
 * `invalid_request`, or an error that `memory` throws.
 */
export async function readBody(
  request: Request,
  media: string[],
  required: boolean,
  maxBodyBytes: Operation['maxBodyBytes'],
  memory: BodyMemory,
): Promise<ParsedBody> {
  const header = request.headers.get('content-type')
  const type = header?.split(';')[0]?.trim().toLowerCase()
  if (request.body === null) return nothing(required)
  const coding = request.headers.get('content-encoding')?.trim().toLowerCase()
  if (coding && coding !== 'identity')
    throw new AppError('unsupported_media_type', {
      detail: 'Send the body as it is, without Content-Encoding.',
      errors: [{ pointer: '/header/content-encoding', message: 'is not accepted' }],
    })
  if (!type || !media.includes(type)) {
    if (!type && (await isEmpty(request))) return nothing(required)
    throw new AppError('unsupported_media_type', {
      detail: `Send ${media.join(' or ')}${type ? `, not ${type.slice(0, 100)}` : ' and say so in Content-Type'}.`,
    })
  }
  const cap = (typeof maxBodyBytes === 'number' ? maxBodyBytes : maxBodyBytes?.[type]) ?? defaultCap(type)
  const isForm = type === 'multipart/form-data'
  const isSearch = type === 'application/x-www-form-urlencoded'
  if (!isForm && !isSearch && !type.endsWith('json')) return { kind: 'stream', media: type, value: cappedBody(request, cap) }
  const bytes = await readCapped(request, cap, memory)
  if (isForm) return { kind: 'form', media: type, value: readForm(bytes, header!) }
  const text = textOf(bytes)
  if (isSearch) return { kind: 'form', media: type, value: byName([...new URLSearchParams(text)]) }
  return text === '' ? nothing(required) : { kind: 'json', media: type, value: parseJson(text) }
}

function defaultCap(type: string): number {
  if (type === 'multipart/form-data') return MAX_MULTIPART_BYTES
  return type.endsWith('json') ? MAX_JSON_BYTES : MAX_UPLOAD_BYTES
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = brokenAt(text, error as Error)
    const where = position === null ? 'is broken' : position >= text.length ? 'ends too early' : `breaks at character ${position + 1}`
    throw new AppError('malformed_json', { detail: `The JSON ${where}.` })
  }
}

/**
 * Returns the index of the first invalid character of a JSON text; null if finding it would cost too much. The engine reports this index
 * only for some faults. For other faults, this function searches for the longest prefix that could still become valid JSON; the next
 * character is the invalid one.
 */
function brokenAt(text: string, error: Error): number | null {
  const named = namedPosition(error)
  if (named !== null) return named
  if (text.length > MAX_SEARCHED_LENGTH) return null
  let [good, bad] = [0, text.length + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (canGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

const MAX_SEARCHED_LENGTH = 64 * 1024

function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const { message } = error as Error
    return /end of JSON input|^Unterminated/.test(message) || namedPosition(error as Error) === beginning.length
  }
}

function namedPosition(error: Error): number | null {
  const position = /at position (\d+)/.exec(error.message)?.[1]
  return position === undefined ? null : Number(position)
}

function nothing(required: boolean): ParsedBody {
  if (!required) return { kind: 'none' }
  throw new AppError('invalid_request', { detail: 'The body is missing.', errors: [{ pointer: '/body', message: 'is required' }] })
}

async function isEmpty(request: Request): Promise<boolean> {
  if (request.headers.get('content-length') === '0') return true
  const reader = request.clone().body!.getReader()
  const { done } = await reader.read()
  void reader.cancel()
  return done
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('body_too_large', { detail: `The body may have at most ${maxBytes} bytes.` })
}

/**
 * Returns the number of bytes in the Content-Length header; null if the header is missing or is not a whole number. Throws
 * `body_too_large` if this number is above the maximum.
 */
function declaredLength(request: Request, maxBytes: number): number | null {
  const header = request.headers.get('content-length')
  const length = header === null ? null : Number(header)
  if (length !== null && length > maxBytes) throw tooLarge(maxBytes)
  return length !== null && Number.isSafeInteger(length) && length >= 0 ? length : null
}

/**
 * Reads the whole body. Throws `body_too_large` at once if Content-Length exceeds the maximum, otherwise as soon as the body itself exceeds
 * it. Also throws the errors of `memory.read`.
 */
export async function readCapped(request: Request, maxBytes: number, memory: BodyMemory): Promise<Uint8Array<ArrayBuffer>> {
  const length = declaredLength(request, maxBytes)
  const bytes = await memory.read(length, (beforeKept) =>
    readUpTo(request.body as ReadableStream<Uint8Array>, maxBytes, { length, beforeKept }),
  )
  if (bytes === null) throw tooLarge(maxBytes)
  return bytes
}

/** Returns the body as a stream that fails as soon as the maximum is exceeded. Throws if Content-Length exceeds the maximum. */
function cappedBody(request: Request, maxBytes: number): ReadableStream<Uint8Array> {
  declaredLength(request, maxBytes)
  let bytes = 0
  return (request.body as ReadableStream<Uint8Array>).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) controller.error(tooLarge(maxBytes))
        else controller.enqueue(chunk)
      },
    }),
  )
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw new AppError('malformed_json', { detail: 'The body is not UTF-8.' })
  }
}

/** Returns the parts by name. A name like `name[]` is kept as written; the values of a name that occurs more than once become a list. */
function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Record<string, unknown> {
  let form: [string, string | File][]
  try {
    form = readMultipart(bytes, contentType)
  } catch (error) {
    if (!(error instanceof BrokenForm)) throw error
    throw new AppError('invalid_request', { detail: `The form cannot be read: ${error.message}.` })
  } finally {
    // These bytes are not needed any more: the form's files are copies of them.
    freeBytes(bytes)
  }
  return byName(form)
}

function byName(form: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  // All parts are read in one pass, because looking up each name in the form would take quadratic time.
  const found = new Map<string, unknown[]>()
  for (const [name, value] of form) {
    const values = found.get(name)
    if (values === undefined) found.set(name, [value])
    else values.push(value)
  }
  const parts: Record<string, unknown> = {}
  for (const [name, values] of found) {
    Object.defineProperty(parts, name, {
      value: values.length === 1 ? values[0] : values,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return parts
}
