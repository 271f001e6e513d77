// JSON whose large strings pass through instead of being held: pictures of 20 MB come as base64 inside of an object.
import type { Json } from '../shared/json.ts'

/** Takes one string value in pieces. */
export interface StringCapture {
  /** Characters, unescaped; 64 Ki at most. */
  write(text: string): Promise<void>
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
    const text = new ChunkText(chunk)
    while (at < chunk.byteLength) {
      if (this.#state === 'captured') {
        const end = text.markFrom(at)
        if (end > at) await this.#capture!.write(text.slice(at, end))
        at = end
        if (chunk[at] === QUOTE) {
          await this.#capture!.end()
          this.#capture = null
          this.#state = 'outside'
          start = at++
        } else if (chunk[at] === BACKSLASH) {
          this.#state = 'captured_escape'
          this.#escape = ''
          at++
        }
        continue
      }
      const byte = chunk[at]!
      if (this.#state === 'captured_escape') {
        this.#escape += String.fromCharCode(byte)
        const whole = this.#escape.startsWith('u') ? this.#escape.length === 5 : true
        if (whole) {
          const character = unescaped(this.#escape)
          this.#state = 'captured'
          await this.#capture!.write(character)
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
        else {
          // Too long to be the key: on to where it ends, or to its next escape.
          at = text.markFrom(at)
          continue
        }
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

const PIECE = 64 * 1024
const utf8 = new TextDecoder()
const latin1 = new TextDecoder('latin1')

/** The bytes of a chunk as text, one character each, piece by piece: the runtime searches text many times faster than bytes. */
class ChunkText {
  readonly #chunk: Uint8Array
  #from = 0
  #text = ''
  #quote = -1
  #backslash = -1

  constructor(chunk: Uint8Array) {
    this.#chunk = chunk
  }

  /** Where the next quote or backslash is, or the piece ends. */
  markFrom(at: number): number {
    if (at < this.#from || at >= this.#from + this.#text.length) this.#read(at)
    const place = at - this.#from
    // Kept, so that a text full of escapes is not searched again after each.
    if (this.#quote < place) this.#quote = indexOrEnd(this.#text, '"', place)
    if (this.#backslash < place) this.#backslash = indexOrEnd(this.#text, '\\', place)
    return this.#from + Math.min(this.#quote, this.#backslash)
  }

  /** Of the piece that was searched last. */
  slice(at: number, end: number): string {
    return this.#text.slice(at - this.#from, end - this.#from)
  }

  #read(at: number): void {
    const piece = this.#chunk.subarray(at, at + PIECE)
    this.#from = at
    this.#text = utf8.decode(piece)
    // Quicker where it is ASCII, and wrong by places where it is not: then it is shorter.
    if (this.#text.length !== piece.byteLength) this.#text = latin1.decode(piece)
    this.#quote = this.#backslash = -1
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from)
  return at === -1 ? text.length : at
}

/** The character of an escape; one that no base64 has for all that do not matter. */
function unescaped(escape: string): string {
  const simple: Record<string, string> = { '/': '/', n: '\n', r: '\r', t: '\t' }
  if (escape.startsWith('u')) {
    const code = Number.parseInt(escape.slice(1), 16)
    return code > 0 && code < 128 ? String.fromCharCode(code) : '\0'
  }
  return simple[escape] ?? '\0'
}
