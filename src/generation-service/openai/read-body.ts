// Clients of OpenAI and of compatible servers send fields under various names and in various formats. They are translated here into the
// fields of the contract.
import type { Context } from 'hono'
import type { ParsedBody } from '../../contract/body.ts'
import { isFileName, NAME_OF_A_FILE } from '../../contract/schema-helpers.ts'
import { decodeBase64 } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { pointerStep } from '../../shared/json.ts'
import type { AppEnv, SentPictures } from '../http/app-env.ts'

type Fields = Record<string, unknown>

/**
 * Returns a function that translates a body of the OpenAI routes before it is validated. The function also stores in `c` the pointers under
 * which the client sent the pictures, so that errors can name them.
 */
export function adjustImageBody(c: Context<AppEnv>): (body: ParsedBody) => ParsedBody {
  return (body) => {
    if (body.kind === 'json') {
      if (!isObject(body.value)) return body
      const { fields, sent } = fromJson(body.value)
      c.set('sentPictures', sent)
      return { ...body, value: fields }
    }
    if (body.kind !== 'form') return body
    const { fields, sent } = fromForm(body.value)
    c.set('sentPictures', sent)
    return { ...body, value: fields }
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// --- JSON -----------------------------------------------------------------------------------------------------------------------------

/** Names under which clients send the pictures of an edit. */
const PICTURE_FIELDS = ['images', 'image', 'image_url'] as const

function fromJson(body: Fields): { fields: Fields; sent: SentPictures } {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(body)) {
    // Some clients cannot omit a field and send null or an empty text instead. So such a field counts as absent.
    if (value === null || (value === '' && name !== 'prompt')) continue
    set(fields, name, value)
  }
  const images: unknown[] = []
  const pointers: string[] = []
  for (const name of PICTURE_FIELDS) {
    const value = fields[name]
    if (value === undefined) continue
    delete fields[name]
    if (!Array.isArray(value)) {
      images.push(reference(value))
      pointers.push(`/body/${name}`)
      continue
    }
    for (const [index, item] of value.entries()) {
      images.push(reference(item))
      pointers.push(`/body/${name}/${index}`)
    }
  }
  if (images.length > 0) fields['images'] = images
  if (fields['mask'] !== undefined) fields['mask'] = reference(fields['mask'])
  return { fields, sent: { images: pointers, mask: '/body/mask' } }
}

/**
 * Converts a client's reference to a picture to the form in the contract: `{ file_id }` or `{ image_url }`, each with a text as its value.
 * Clients also send a bare text, `{ image_url: { url } }`, `{ url }` or `{ b64_json }`. Any other value is returned unchanged; validation
 * refuses it later.
 */
function reference(value: unknown): unknown {
  if (typeof value === 'string') return referenceOfText(value)
  if (!isObject(value)) return value
  if (typeof value['file_id'] === 'string' && value['image_url'] === undefined) return { file_id: value['file_id'] }
  for (const name of ['image_url', 'url', 'b64_json']) {
    const inner = value[name]
    if (typeof inner === 'string') return referenceOfText(inner)
    if (isObject(inner) && typeof inner['url'] === 'string') return referenceOfText(inner['url'])
  }
  return value
}

function referenceOfText(text: string): unknown {
  const trimmed = text.trim()
  if (/^asset_[0-9A-Z]{26}$/.test(trimmed)) return { file_id: trimmed }
  if (/^(data:|https?:\/\/)/i.test(trimmed)) return { image_url: trimmed }
  // A text in base64 is turned into a data URL. The type of the picture is read from its bytes, so the media type in this URL does not
  // matter.
  return /^[A-Za-z0-9+/_-]{16}/.test(trimmed) ? { image_url: `data:application/octet-stream;base64,${trimmed}` } : { image_url: trimmed }
}

// --- forms ----------------------------------------------------------------------------------------------------------------------------

function fromForm(parts: Fields): { fields: Fields; sent: SentPictures } {
  const fields: Fields = {}
  const images: { file: Blob; pointer: string; index: number }[] = []
  for (const [written, value] of Object.entries(parts)) {
    const [name, ...keys] = stepsOf(written)
    const pointer = `/body/${pointerStep(written)}`
    const values = (Array.isArray(value) ? value : [value]).filter((each) => !isEmpty(each))
    // Go clients send `n` as 0 if it is not set. Nobody asks for zero pictures, so 0 counts as absent.
    if (values.length === 0 || (name === 'n' && values[0] === '0')) continue
    if (name === 'image' || name === 'images' || name === 'image_url') {
      const index = keys[0] !== undefined && /^\d{1,4}$/.test(keys[0]) ? Number(keys[0]) : images.length
      for (const each of values) images.push({ file: asFile(each, pointer), pointer, index })
    } else if (name === 'mask') {
      if (values.length > 1 || fields['mask'] !== undefined)
        throw new AppError('invalid_request', {
          detail: 'Send one mask; there are several.',
          errors: [{ pointer, message: 'occurs more than once' }],
        })
      fields['mask'] = asFile(values[0], pointer)
    } else if (keys.length === 0 || keys[0] === '') {
      set(fields, name!, values.length === 1 ? values[0] : values)
    } else {
      setDeep(fields, [name!, ...keys], values.at(-1))
    }
  }
  images.sort((one, other) => one.index - other.index)
  if (images.length > 0) fields['image'] = images.length === 1 ? images[0]!.file : images.map(({ file }) => file)
  return { fields, sent: { images: images.map(({ pointer }) => pointer), mask: '/body/mask' } }
}

/** `metadata[order][id]` → metadata, order, id. A name of another form is kept whole. */
function stepsOf(written: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\]){1,4})$/.exec(written)
  return match === null ? [written] : [match[1]!, ...match[2]!.slice(1, -1).split('][')]
}

/** Whether the value is an empty text, or the empty file that a browser sends for an empty file field. */
function isEmpty(value: unknown): boolean {
  return value === '' || (value instanceof File && value.size === 0 && value.name === '')
}

/**
 * Returns the picture in a form part as a file. If the client sent no file name, the form parser returns a text instead of a file. If this
 * text is a data URL, it is decoded. If it is an HTTP URL, or the name of a file such as `@day.png`, it is refused. Any other text counts
 * as the bytes of the file.
 */
function asFile(value: unknown, pointer: string): Blob {
  if (value instanceof Blob) return value
  const text = String(value)
  if (/^\s*https?:\/\//i.test(text))
    throw new AppError('invalid_request', {
      detail: 'A form takes pictures as files. Send the bytes, or JSON with the address as `images: [{"image_url": "https://…"}]`.',
      errors: [{ pointer, message: 'is a URL, but a form needs files' }],
    })
  if (isFileName(text)) throw new AppError('invalid_request', { errors: [{ pointer, message: NAME_OF_A_FILE }] })
  if (!/^\s*data:/i.test(text)) return new Blob([text])
  const bytes = decodeBase64(text.slice(text.indexOf(',') + 1).trim())
  if (bytes === null)
    throw new AppError('input_invalid', {
      detail: 'The data URL is not base64. Send the picture as a file.',
      errors: [{ pointer, message: 'is not base64' }],
    })
  return new Blob([bytes])
}

function set(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
}

function setDeep(fields: Fields, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) return set(fields, name!, value)
  const known = Object.hasOwn(fields, name!) ? objectOf(fields[name!]) : null
  const inner: Fields = known ?? {}
  set(fields, name!, inner)
  setDeep(inner, rest, value)
}

/** Returns the value if it is an object. If it is a text that holds an object as JSON, returns this object. Returns null otherwise. */
function objectOf(value: unknown): Fields | null {
  if (isObject(value) && !(value instanceof Blob)) return value
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : null
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}
