import { byteChunks } from './byte-chunks.ts'
import { joinBytes } from './bytes.ts'

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
    setFromBase64(
      text: string,
      options?: { alphabet?: 'base64' | 'base64url'; lastChunkHandling?: 'loose' | 'strict' | 'stop-before-partial' },
    ): { read: number; written: number }
  }
}

/** The number of characters that are decoded in one step when a stream is decoded. */
const SLICE = 64 * 1024

/**
 * Decodes base64; returns null if the text is not base64. White space is skipped, padding is optional. Larger texts than a few MB should
 * be streamed.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(text)
  } catch {
    return null
  }
}

/**
 * Decodes base64 that arrives in pieces. A long text in one piece would go directly to the garbage collector's old generation and cause a
 * full collection every few pictures. Pieces of about 64 KiB are collected early.
 */
export class Base64Decoder {
  /** Characters that do not yet form a whole group of four. */
  #carry = ''
  /** True after padding was read; no further text may follow it. */
  #padded = false

  /**
   * Adds the next piece of the text. Returns the bytes of the groups of four characters that this piece completes. Throws a TypeError for
   * text that is not base64.
   */
  push(text: string): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.mostBytes(text))
    return bytes.subarray(0, this.pushTo(bytes, text))
  }

  /** Returns the remaining bytes. Throws a TypeError for text that is not base64. */
  end(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.mostBytes(''))
    return bytes.subarray(0, this.endTo(bytes))
  }

  /** Like `push`, but writes the bytes into `target` and returns their number. `target` must have room for `mostBytes(text)` bytes. */
  pushTo(target: Uint8Array, text: string): number {
    return this.#decode(target, this.#carry + text, 'stop-before-partial')
  }

  /** Like `end`, but writes the bytes into `target` and returns their number. `target` must have room for `mostBytes('')` bytes. */
  endTo(target: Uint8Array): number {
    return this.#decode(target, this.#carry, 'loose')
  }

  /**
   * Returns the maximum number of bytes that `push(text)` can return now. `end()` decodes only the characters that are kept from earlier
   * pieces, so it returns at most `mostBytes('')` bytes.
   */
  mostBytes(text: string): number {
    return Math.ceil(((this.#carry.length + text.length) * 3) / 4)
  }

  #decode(target: Uint8Array, text: string, lastChunkHandling: 'loose' | 'stop-before-partial'): number {
    let read: number
    let written: number
    try {
      ;({ read, written } = target.setFromBase64(text, { lastChunkHandling }))
    } catch (error) {
      throw new TypeError('not base64', { cause: error })
    }
    // `setFromBase64` reads whole groups of four characters. The characters after the last whole group are kept and decoded with the next
    // piece. White space between them is dropped, because there may be any amount of it.
    this.#carry = text.slice(read).replaceAll(/\s+/g, '')
    if (this.#padded && (written > 0 || this.#carry !== '')) throw new TypeError('not base64')
    this.#padded ||= written % 3 !== 0
    return written
  }
}

export function encodeBase64(bytes: Uint8Array): string {
  return bytes.toBase64()
}

/** Encodes base64url without padding, for URLs and headers. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** Decodes base64url; returns null if the text is not base64url. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  } catch {
    return null
  }
}

/** Returns the number of bytes that the text decodes to, without decoding it. The result is meaningless for a text that is not base64. */
export function decodedLength(text: string): number {
  let characters = text.length
  if (/\s/.test(text)) {
    characters = 0
    for (let start = 0; start < text.length; start += SLICE) characters += text.slice(start, start + SLICE).replaceAll(/\s+/g, '').length
  }
  const padding = /(={0,2})\s*$/.exec(text.slice(-8))?.[1]?.length ?? 0
  return Math.floor(((characters - padding) * 3) / 4)
}

/** Decodes in pieces, so that a large picture is never in memory twice. The stream fails with a TypeError if the text is not base64. */
export function decodeBase64Stream(text: string): ReadableStream<Uint8Array> {
  const decoder = new Base64Decoder()
  let position = 0
  let ended = false
  return new ReadableStream<Uint8Array>(
    {
      pull(sink) {
        while (!ended) {
          ended = position >= text.length
          const bytes = ended ? decoder.end() : decoder.push(text.slice(position, position + SLICE))
          position += SLICE
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

/** Encodes a stream as base64, in pieces that can be joined to one valid text. */
export async function* encodeBase64Pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const source = byteChunks(stream)
  let carry = new Uint8Array(0)
  try {
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
      const joined = carry.byteLength === 0 ? chunk : joinBytes([carry, chunk])
      const whole = joined.byteLength - (joined.byteLength % 3)
      carry = joined.slice(whole)
      if (whole > 0) yield joined.subarray(0, whole).toBase64()
    }
    if (carry.byteLength > 0) yield carry.toBase64()
  } finally {
    await source.cancel('enough')
  }
}
