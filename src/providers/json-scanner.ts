// JSON whose large strings pass through instead of being held: pictures of 20 MB come as base64 inside of an object.
import type { Json } from '../shared/json.ts'

/** Takes one string value in pieces. */
export interface StringCapture {
  /** Characters as bytes, unescaped; the piece is good only until the promise is done. */
  write(characters: Uint8Array): Promise<void>
  end(): Promise<void>
}

export class NotJson extends Error {}

/** More than that around the captured strings is no answer that anybody means. */
const MAX_REST_BYTES = 512 * 1024
const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]

/**
 * Reads JSON piece by piece. String values under `key` go to what `open` gives; in the parsed rest stands `#` and a number instead, counting
 * from 0. Whether the rest is JSON shows at `finish`.
 */
export class JsonScanner {
  readonly #key: string
  /** Told what has been read before the value, for those who must know what it belongs to. */
  readonly #open: (before: string) => StringCapture
  readonly #maxRestBytes: number
  #rest: Uint8Array[] = []
  #restBytes = 0
  #captures = 0
  #state: 'outside' | 'string' | 'escape' | 'captured' | 'captured_escape' = 'outside'
  /** The string being read, or the last one; enough of it to know the key. */
  #text = ''
  #afterKey = false
  #capture: StringCapture | null = null
  #escape = ''

  constructor(key: string, open: (before: string) => StringCapture, maxRestBytes = MAX_REST_BYTES) {
    this.#key = key
    this.#open = open
    this.#maxRestBytes = maxRestBytes
  }

  async push(chunk: Uint8Array): Promise<void> {
    /** Where what is not yet kept begins. */
    let start = 0
    let at = 0
    while (at < chunk.byteLength) {
      if (this.#state === 'captured') {
        const quote = indexOrEnd(chunk, QUOTE, at)
        const backslash = chunk.subarray(at, quote).indexOf(BACKSLASH)
        const end = backslash === -1 ? quote : at + backslash
        if (end > at) await this.#capture!.write(chunk.subarray(at, end))
        if (end === chunk.byteLength) return
        if (end === quote) {
          await this.#capture!.end()
          this.#capture = null
          this.#state = 'outside'
          start = end
        } else {
          this.#state = 'captured_escape'
          this.#escape = ''
        }
        at = end + 1
        continue
      }
      const byte = chunk[at]!
      if (this.#state === 'captured_escape') {
        this.#escape += String.fromCharCode(byte)
        const whole = this.#escape.startsWith('u') ? this.#escape.length === 5 : true
        if (whole) {
          const character = unescaped(this.#escape)
          this.#state = 'captured'
          await this.#capture!.write(Uint8Array.of(character))
        }
        at++
        continue
      }
      if (this.#state === 'escape') this.#state = 'string'
      else if (this.#state === 'string') {
        if (byte === QUOTE) this.#state = 'outside'
        else if (byte === BACKSLASH) {
          this.#state = 'escape'
          this.#text += '\\'
        } else if (this.#text.length <= this.#key.length) this.#text += String.fromCharCode(byte)
      } else if (byte === QUOTE) {
        if (this.#afterKey) {
          this.#keep(chunk.slice(start, at))
          const before = this.#restText()
          this.#keep(new TextEncoder().encode(`"#${this.#captures++}`))
          this.#capture = this.#open(before)
          this.#state = 'captured'
          this.#afterKey = false
          this.#text = ''
          at++
          start = at
          continue
        }
        this.#state = 'string'
        this.#text = ''
      } else if (byte === COLON) this.#afterKey = this.#text === this.#key
      else if (byte > 0x20) {
        this.#afterKey = false
        this.#text = ''
      }
      at++
    }
    if (this.#state !== 'captured' && this.#state !== 'captured_escape') this.#keep(chunk.slice(start))
  }

  /** The rest, parsed. Throws NotJson. */
  finish(): Json {
    if (this.#state !== 'outside') throw new NotJson('it ends too early')
    try {
      return JSON.parse(this.#restText()) as Json
    } catch {
      throw new NotJson('it is no JSON')
    }
  }

  get restText(): string {
    return this.#restText()
  }

  #keep(bytes: Uint8Array): void {
    this.#restBytes += bytes.byteLength
    if (this.#restBytes > this.#maxRestBytes) throw new NotJson('it has too much besides pictures')
    if (bytes.byteLength > 0) this.#rest.push(bytes)
  }

  #restText(): string {
    const decoder = new TextDecoder()
    return this.#rest.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode()
  }
}

function indexOrEnd(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at === -1 ? bytes.byteLength : at
}

/** The character of an escape, as a byte; 0 for what no base64 has. */
function unescaped(escape: string): number {
  const simple: Record<string, number> = { '/': 0x2f, n: 0x0a, r: 0x0d, t: 0x09 }
  if (escape.startsWith('u')) {
    const code = Number.parseInt(escape.slice(1), 16)
    return code > 0 && code < 128 ? code : 0
  }
  return simple[escape] ?? 0
}
