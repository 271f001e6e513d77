// JSON whose large strings pass through instead of being held: pictures of 20 MB come as base64 inside of an object.
import type { Json } from '../shared/json.ts'

/** Takes one string value in pieces. */
export interface StringCapture {
  /** Characters, unescaped; some 64 Ki at most. */
  write(text: string): Promise<void>
  end(): Promise<void>
}

export class NotJson extends Error {}

/** More than that around the captured strings is no answer that anybody means. */
const MAX_REST_BYTES = 512 * 1024
/** Far more than anybody makes pictures at once. */
const MAX_CAPTURES = 1000
const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const PIECE = 64 * 1024

/**
 * Reads JSON piece by piece. String values under `key` go to what `open` gives; in the parsed rest stands `#` and a number instead, counting
 * from 0. Whether the rest is JSON shows at `finish`.
 */
export class JsonScanner {
  readonly #key: string
  /** So many bytes of a string are kept to know the key by: it may be spelled with nothing but escapes. */
  readonly #keyBytes: number
  /** Told, if it asks, what has been read before the value, for those who must know what it belongs to. */
  readonly #open: (before: () => string) => StringCapture
  readonly #maxRestBytes: number
  #rest: Uint8Array[] = []
  #restBytes = 0
  #captures = 0
  #state: 'outside' | 'string' | 'escape' | 'captured' | 'captured_escape' = 'outside'
  /** The string being read, or the last one, a character for each byte; enough of it to know the key. */
  #text = ''
  #afterKey = false
  #capture: StringCapture | null = null
  /** Of the captured string, what is not handed on yet: escapes would make a piece of each character. */
  #gathered: string[] = []
  #gatheredCharacters = 0
  #escape = ''

  constructor(key: string, open: (before: () => string) => StringCapture, maxRestBytes = MAX_REST_BYTES) {
    this.#key = key
    this.#keyBytes = 6 * key.length
    this.#open = open
    this.#maxRestBytes = maxRestBytes
  }

  /** Throws NotJson where it surely is none, or too much of it. */
  async push(chunk: Uint8Array): Promise<void> {
    /** Where what is not yet kept begins. */
    let start = 0
    let at = 0
    const text = new ChunkText(chunk)
    while (at < chunk.byteLength) {
      if (this.#state === 'captured') {
        const end = text.markFrom(at)
        if (this.#gather(text.slice(at, end))) await this.#handOn()
        at = end
        if (chunk[at] === QUOTE) {
          await this.#handOn()
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
        if (this.#escape.length === (this.#escape.startsWith('u') ? 5 : 1)) {
          this.#state = 'captured'
          if (this.#gather(unescaped(this.#escape))) await this.#handOn()
        }
        at++
        continue
      }
      if (this.#state === 'string' || this.#state === 'escape') {
        if (this.#state === 'string' && this.#text.length > this.#keyBytes) {
          // Too long to be the key: on to where it ends, or to its next escape.
          at = text.markFrom(at)
          if (chunk[at] === QUOTE) this.#state = 'outside'
          else if (chunk[at] === BACKSLASH) this.#state = 'escape'
          else continue
        } else if (this.#state === 'string' && byte === QUOTE) this.#state = 'outside'
        else {
          this.#state = this.#state === 'string' && byte === BACKSLASH ? 'escape' : 'string'
          if (this.#text.length <= this.#keyBytes) this.#text += String.fromCharCode(byte)
        }
      } else if (byte === QUOTE) {
        if (this.#afterKey) {
          if (this.#captures === MAX_CAPTURES) throw new NotJson('it has too many pictures')
          this.#keep(chunk.slice(start, at))
          const kept = this.#rest.length
          this.#keep(new TextEncoder().encode(`"#${this.#captures++}`))
          this.#capture = this.#open(() => textOf(this.#rest.slice(0, kept)))
          this.#state = 'captured'
          this.#afterKey = false
          this.#text = ''
          at++
          start = at
          continue
        }
        this.#state = 'string'
        this.#text = ''
      } else if (byte === COLON) this.#afterKey = this.#isKey()
      else if (byte > 0x20) {
        this.#afterKey = false
        this.#text = ''
      }
      at++
    }
    if (this.#state === 'captured' || this.#state === 'captured_escape') await this.#handOn()
    else this.#keep(chunk.slice(start))
  }

  /** The rest, parsed. Throws NotJson. */
  finish(): Json {
    if (this.#state !== 'outside') throw new NotJson('it ends too early')
    try {
      return JSON.parse(this.restText) as Json
    } catch {
      throw new NotJson('it is no JSON')
    }
  }

  get restText(): string {
    return textOf(this.#rest)
  }

  /** Whether the last string is the key, however it is spelled. */
  #isKey(): boolean {
    if (this.#text === this.#key) return true
    if (this.#text.length > this.#keyBytes || /^[\x20-\x5b\x5d-\x7e]*$/.test(this.#text)) return false
    try {
      return JSON.parse(`"${utf8.decode(Uint8Array.from(this.#text, (character) => character.charCodeAt(0)))}"`) === this.#key
    } catch {
      return false
    }
  }

  /** Whether there is enough to hand on. */
  #gather(text: string): boolean {
    if (text !== '') this.#gathered.push(text)
    this.#gatheredCharacters += text.length
    return this.#gatheredCharacters >= PIECE
  }

  async #handOn(): Promise<void> {
    if (this.#gathered.length === 0) return
    const text = this.#gathered.join('')
    this.#gathered = []
    this.#gatheredCharacters = 0
    await this.#capture!.write(text)
  }

  #keep(bytes: Uint8Array): void {
    this.#restBytes += bytes.byteLength
    if (this.#restBytes > this.#maxRestBytes) throw new NotJson('it has too much besides pictures')
    if (bytes.byteLength > 0) this.#rest.push(bytes)
  }
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return parts.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode()
}

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

const ESCAPES: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** The character of an escape. Throws NotJson. */
function unescaped(escape: string): string {
  const character = ESCAPES[escape]
  if (character !== undefined) return character
  try {
    return JSON.parse(`"\\${escape}"`) as string
  } catch {
    throw new NotJson('it is no JSON')
  }
}
