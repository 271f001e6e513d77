// Reads pictures in answers: base64, a data URI, a URL, or an object that contains one of them. All adapters use this.
import { plainBase64 } from './base64-picture.ts'
import type { ProviderHttp } from './http.ts'
import type { ImageSource } from './provider.ts'

/**
 * The kind of content that a text should have, if the kind is known. The kind is needed because some base64 looks like a path, and some
 * paths look like base64.
 */
export type PictureKind = 'base64' | 'url'

/**
 * Names of fields that may hold a picture, in the order in which they are tried. Base64 comes before URLs, because base64 needs no second
 * call. An empty field is skipped.
 */
const NAMES = [
  'b64_json',
  'b64',
  'base64',
  'image_base64',
  'imageBase64',
  'imageBase64Data',
  'imageDataURI',
  'bytesBase64Encoded',
  'inlineData',
  'inline_data',
  'data',
  'url',
  'image_url',
  'imageUrl',
  'imageURL',
  'image',
  'uri',
  'href',
  'src',
  'sample',
  'file',
  'file_data',
  'download_url',
  'signed_url',
]
const MAX_DEPTH = 4
const BASE64_HEAD = /^\s*(?:iVBORw0KGgo|[/_]9j[/_]|UklGR|R0lGOD|AAAA[\w+/-]GZ0eX)/
/** Matches a trimmed text that has only the characters of base64. */
const BASE64_ALONE = /^[A-Za-z0-9+/_\s-]+={0,2}$/
/** The minimum number of characters for a text to count as base64. Every picture is longer, and most file names are shorter. */
const LEAST_BASE64 = 90

/**
 * Returns the picture that a value represents; null if it represents none.
 * @param stored returns the picture for a marker such as `#0`; undefined for any other text.
 */
export async function findPicture(
  value: unknown,
  kind: PictureKind | undefined,
  stored: (marker: string) => Promise<ImageSource | null | undefined>,
  http: Pick<ProviderHttp, 'absolute'>,
  depth = 0,
): Promise<ImageSource | null> {
  if (typeof value === 'string') {
    const source = await stored(value)
    return source === undefined ? pictureText(value, kind, http) : source
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value) || depth === MAX_DEPTH) return null
  for (const name of NAMES) {
    if (!Object.hasOwn(value, name)) continue
    const named = name.startsWith('b') || /base64/i.test(name) ? 'base64' : /url|uri|href/i.test(name) ? 'url' : undefined
    const found = await findPicture((value as { [name: string]: unknown })[name], named ?? kind, stored, http, depth + 1)
    if (found !== null) return found
  }
  return null
}

function pictureText(text: string, kind: PictureKind | undefined, http: Pick<ProviderHttp, 'absolute'>): ImageSource | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (/^data:/i.test(trimmed)) return dataAddress(trimmed)
  if (/^https?:\/\//i.test(trimmed)) return { kind: 'url', url: trimmed }
  const isBase64 = BASE64_HEAD.test(trimmed) || (kind !== 'url' && trimmed.length >= LEAST_BASE64 && BASE64_ALONE.test(trimmed))
  if (isBase64 || kind === 'base64') return { kind: 'base64', data: plainBase64(trimmed) }
  // A path is resolved against the provider's base URL. A URL whose scheme is not HTTP, such as `blob:`, `file:` or `gs:`, counts as no
  // picture, because it cannot be fetched from here.
  const isPath = kind === 'url' ? !/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(trimmed) : /^(?:\.{0,2}|[\w%~-]+)\//.test(trimmed)
  const url = isPath ? http.absolute(trimmed) : null
  return url === null ? null : { kind: 'url', url }
}

/** Returns the picture in a data URI; null if the data URI has no content. */
export function dataAddress(text: string): ImageSource | null {
  const comma = text.indexOf(',')
  if (comma === -1 || comma === text.length - 1) return null
  if (/;\s*base64\s*$/i.test(text.slice(0, comma))) return { kind: 'base64', data: plainBase64(text) }
  return { kind: 'bytes', bytes: percentDecoded(text.slice(comma + 1)) }
}

/** Decodes percent-encoded bytes, for example `%89PNG`. Other characters are kept. */
function percentDecoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text[at] === '%' ? Number.parseInt(text.slice(at + 1, at + 3), 16) : Number.NaN
    if (Number.isNaN(code)) bytes[count++] = text.charCodeAt(at)
    else {
      bytes[count++] = code
      at += 2
    }
  }
  return bytes.slice(0, count)
}
