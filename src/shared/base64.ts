import { byteChunks } from './byte-chunks.ts'

declare global {
  interface Uint8ArrayConstructor {
    fromBase64(
      text: string,
      options?: { alphabet?: 'base64' | 'base64url'; lastChunkHandling?: 'loose' | 'strict' | 'stop-before-partial' },
    ): Uint8Array<ArrayBuffer>
  }
  interface Uint8Array {
    toBase64(options?: { alphabet?: 'base64' | 'base64url'; omitPadding?: boolean }): string
    toHex(): string
  }
}

/** Text decoded at a time when streaming; a multiple of 4. */
const SLICE = 256 * 1024

/** The bytes, or null when the text is not base64. White space is skipped, padding optional. Up to a few MB; above, stream. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(text)
  } catch {
    return null
  }
}

export function encodeBase64(bytes: Uint8Array): string {
  return bytes.toBase64()
}

/** Without padding, for URLs and headers. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** The bytes, or null when the text is not base64url. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  } catch {
    return null
  }
}

/** How many bytes the text decodes to, without decoding it. Wrong for text that is not base64. */
export function decodedLength(text: string): number {
  let characters = text.length
  if (/\s/.test(text)) {
    characters = 0
    for (let start = 0; start < text.length; start += SLICE) characters += text.slice(start, start + SLICE).replaceAll(/\s+/g, '').length
  }
  const padding = /(={0,2})\s*$/.exec(text.slice(-8))?.[1]?.length ?? 0
  return Math.floor(((characters - padding) * 3) / 4)
}

/** The decoded bytes in pieces, so that a large picture is never held twice. Errors with a TypeError at what is not base64. */
export function decodeBase64Stream(text: string): ReadableStream<Uint8Array> {
  let position = 0
  let carry = ''
  return new ReadableStream<Uint8Array>(
    {
      pull(sink) {
        while (position < text.length) {
          const slice = text.slice(position, position + SLICE)
          position += SLICE
          const clean = carry + (/\s/.test(slice) ? slice.replaceAll(/\s+/g, '') : slice)
          const whole = position >= text.length ? clean.length : clean.length - (clean.length % 4)
          carry = clean.slice(whole)
          const bytes = decodeBase64(clean.slice(0, whole))
          // Padding in the middle decodes, but nothing may follow it.
          if (bytes === null || (position < text.length && clean.slice(0, whole).endsWith('='))) {
            sink.error(new TypeError('not base64'))
            return
          }
          if (bytes.byteLength > 0) {
            sink.enqueue(bytes)
            return
          }
        }
        sink.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Base64 of a stream, in pieces that join to one valid text. */
export async function* encodeBase64Pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const source = byteChunks(stream)
  let carry = new Uint8Array(0)
  try {
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
      const joined = carry.byteLength === 0 ? chunk : concat(carry, chunk)
      const whole = joined.byteLength - (joined.byteLength % 3)
      carry = joined.slice(whole)
      if (whole > 0) yield joined.subarray(0, whole).toBase64()
    }
    if (carry.byteLength > 0) yield carry.toBase64()
  } finally {
    await source.cancel('enough')
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.byteLength + second.byteLength)
  joined.set(first)
  joined.set(second, first.byteLength)
  return joined
}
