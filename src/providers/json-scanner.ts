// Reads JSON without holding its large strings in memory, because providers send pictures of 20 MB as base64 inside an object. Such a
// string is passed on in pieces.
import { joinBytes } from '../shared/bytes.ts'
import type { Json } from '../shared/json.ts'

/** Receives one string value in pieces. */
export interface StringCapture {
  /** Receives the next piece of the string, with its escapes resolved; at most about 64 Ki characters. */
  write(text: string): Promise<void>
  end(): Promise<void>
}

export class NotJson extends Error {}

/** The maximum number of bytes outside of the captured strings. An answer with more is not plausible. */
const MAX_REST_BYTES = 512 * 1024
/** The maximum number of captured strings. No provider makes nearly as many pictures in one call. */
const MAX_CAPTURES = 1000
const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const PIECE = 64 * 1024
const NO_BYTES = new Uint8Array(0)

/**
 * The number of bytes at the beginning of a string that show whether it is a picture: a data URI, or a PNG, JPEG, WebP, GIF or AVIF in
 * base64.
 */
const HEAD_BYTES = 32
const PICTURE_HEAD =
  /^(?:\s|\\[nrt])*(?:data:(?:image|application|;base64)|iVBORw0KGgo|(?:\\?\/|_)9j(?:\\?\/|_)|UklGR|R0lGOD|AAAA[\w+/-]GZ0eX)/

/**
 * Reads JSON in pieces. Each string value under `key`, and each string that begins like a picture, is captured: it is passed to the object
 * that `open` returns for it. In the parsed JSON, `#0` stands for the first captured string, `#1` for the second, and so on. Most faults of
 * the JSON are found only in `finish`.
 */
export class JsonScanner {
  readonly #key: string | null
  /**
   * The number of bytes that `#text` keeps from the beginning of a string. They are enough to recognize a picture, and to compare the name
   * of a field with `#key`. A name may need six bytes for each character, because a character may be written as an escape such as `\u0061`.
   */
  readonly #heldBytes: number
  /**
   * Called when a captured string begins. `before` returns the JSON before the string, which shows what the string belongs to. `most`
   * returns how many bytes of the string the current piece of the JSON contains at most. For a short string the result is exact. Finding
   * the end of a long string takes long, so for a long string the result also counts the bytes from its end to the last quote in the piece.
   */
  readonly #open: (before: () => string, most: () => number) => StringCapture
  readonly #maxRestBytes: number
  #rest: Uint8Array[] = []
  #restBytes = 0
  #captures = 0
  #state: 'outside' | 'string' | 'escape' | 'captured' | 'captured_escape' = 'outside'
  /**
   * The beginning of the current string, or of the string that has just ended; one character per byte. It shows whether a value begins like
   * a picture, and whether the name of a field equals the name in `#key`.
   */
  #text = ''
  #afterKey = false
  #capture: StringCapture | null = null
  /**
   * The part of the captured string that is not passed on yet. Without this buffer, a string with many escapes would be passed on in
   * single characters.
   */
  #gathered: string[] = []
  #gatheredCharacters = 0
  #escape = ''
  /**
   * The last bytes of a piece, if they are the beginning of a string and do not show yet whether the string is a picture. They are put
   * before the next piece.
   */
  #undecided = NO_BYTES

  constructor(key: string | null, open: (before: () => string, most: () => number) => StringCapture, maxRestBytes = MAX_REST_BYTES) {
    this.#key = key
    this.#heldBytes = Math.max(6 * (key?.length ?? 0), HEAD_BYTES)
    this.#open = open
    this.#maxRestBytes = maxRestBytes
  }

  /**
   * Reads the next piece of the JSON. Throws NotJson if an escape is invalid, if there are too many pictures, or if the text outside of
   * pictures is too long.
   */
  async push(piece: Uint8Array): Promise<void> {
    const chunk = this.#undecided.byteLength === 0 ? piece : joinBytes([this.#undecided, piece])
    this.#undecided = NO_BYTES
    const text = new ChunkText(chunk)
    let at = 0
    /**
     * `start`: everything in the chunk before this position is stored in `#rest` or captured. `quote`: the position of the opening quote
     * of a string that may still turn out to be a picture; -1 if there is no such string.
     */
    let [start, quote] = [0, -1]
    while (at < chunk.byteLength) {
      switch (this.#state) {
        case 'captured':
        case 'captured_escape':
          at = await this.#readCaptured(chunk, text, at)
          // The quotes around a captured string are not captured. When the string has ended, `start` is the position of its closing quote,
          // because this quote still has to be stored in `#rest`.
          start = this.#capture === null ? at - 1 : at
          break
        case 'string':
        case 'escape':
          at = this.#readString(chunk, text, at)
          if (quote !== -1 && this.#text.length >= HEAD_BYTES) {
            if (this.#beginsLikePicture()) at = start = this.#beginCapture(chunk, start, quote)
            quote = -1
          }
          break
        case 'outside': {
          const byte = chunk[at]!
          if (byte === QUOTE && this.#afterKey) {
            at = start = this.#beginCapture(chunk, start, at)
            break
          }
          if (byte === QUOTE) {
            this.#state = 'string'
            this.#text = ''
            quote = at
          } else this.#readBetween(byte)
          at++
        }
      }
    }
    if (this.#capture !== null) return this.#handOn()
    const undecided = this.#state !== 'outside' && quote !== -1
    this.#appendRest(chunk.slice(start, undecided ? quote : undefined))
    if (!undecided) return
    this.#undecided = chunk.slice(quote)
    this.#state = 'outside'
  }

  /**
   * Reads on in a captured string. Inside an escape, one call reads one byte. Elsewhere, one call reads to the end of the string, to its
   * next escape, or to the end of the current slice of `text`. Returns the position at which reading continues.
   */
  async #readCaptured(chunk: Uint8Array, text: ChunkText, at: number): Promise<number> {
    if (this.#state === 'captured_escape') {
      this.#escape += String.fromCharCode(chunk[at]!)
      if (this.#escape.length === (this.#escape.startsWith('u') ? 5 : 1)) {
        this.#state = 'captured'
        if (this.#gather(unescaped(this.#escape))) await this.#handOn()
      }
      return at + 1
    }
    const end = text.markFrom(at)
    if (this.#gather(text.slice(at, end))) await this.#handOn()
    if (chunk[end] === QUOTE) {
      await this.#handOn()
      await this.#capture!.end()
      this.#capture = null
      this.#state = 'outside'
      return end + 1
    }
    if (chunk[end] !== BACKSLASH) return end
    this.#state = 'captured_escape'
    this.#escape = ''
    return end + 1
  }

  /**
   * Reads on in a string that is not captured. Until `#text` has enough bytes to recognize a picture or a field name, each call adds one
   * byte to `#text`. After that, each call skips to the end of the string, to its next escape, or to the end of the current slice of
   * `text`. Returns the position at which reading continues.
   */
  #readString(chunk: Uint8Array, text: ChunkText, at: number): number {
    if (this.#state === 'string' && this.#text.length > this.#heldBytes) {
      const end = text.markFrom(at)
      if (chunk[end] === QUOTE) this.#state = 'outside'
      else if (chunk[end] === BACKSLASH) this.#state = 'escape'
      else return end
      return end + 1
    }
    const byte = chunk[at]!
    if (this.#state === 'string' && byte === QUOTE) this.#state = 'outside'
    else {
      this.#state = this.#state === 'string' && byte === BACKSLASH ? 'escape' : 'string'
      if (this.#text.length <= this.#heldBytes) this.#text += String.fromCharCode(byte)
    }
    return at + 1
  }

  #readBetween(byte: number): void {
    if (byte === COLON) this.#afterKey = this.#isKey()
    else if (byte > 0x20) {
      this.#afterKey = false
      this.#text = ''
    }
  }

  #beginsLikePicture(): boolean {
    return this.#state !== 'outside' && PICTURE_HEAD.test(this.#text)
  }

  /**
   * Begins to capture a string. Returns the position after its opening quote.
   * @param quote the position of the opening quote.
   */
  #beginCapture(chunk: Uint8Array, start: number, quote: number): number {
    if (this.#captures === MAX_CAPTURES) throw new NotJson('it has too many pictures')
    this.#appendRest(chunk.slice(start, quote))
    const kept = this.#rest.length
    this.#appendRest(new TextEncoder().encode(`"#${this.#captures++}`))
    const most = () => {
      const near = chunk.subarray(quote + 1, quote + 1 + PIECE).indexOf(QUOTE)
      if (near !== -1) return near
      const last = chunk.lastIndexOf(QUOTE)
      return (last > quote ? last : chunk.byteLength) - quote - 1
    }
    this.#capture = this.#open(() => textOf(this.#rest.slice(0, kept)), most)
    this.#state = 'captured'
    this.#afterKey = false
    this.#text = ''
    return quote + 1
  }

  /** Returns the parsed JSON, in which `#` and a number stands for each captured string. Throws NotJson. */
  finish(): Json {
    if (this.#state !== 'outside' || this.#undecided.byteLength > 0) throw new NotJson('it ends too early')
    const text = this.restText
    try {
      return JSON.parse(text) as Json
    } catch {
      return withoutNumbersThatAreNone(text)
    }
  }

  get restText(): string {
    return textOf([...this.#rest, this.#undecided])
  }

  /** Returns whether the last string, which is a field name, equals `#key`. The JSON may contain the name with escapes. */
  #isKey(): boolean {
    if (this.#key === null) return false
    if (this.#text === this.#key) return true
    if (this.#text.length > 6 * this.#key.length || /^[\x20-\x5b\x5d-\x7e]*$/.test(this.#text)) return false
    try {
      return JSON.parse(`"${utf8.decode(Uint8Array.from(this.#text, (character) => character.charCodeAt(0)))}"`) === this.#key
    } catch {
      return false
    }
  }

  /** Collects text; returns whether there is enough to pass it on. */
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

  #appendRest(bytes: Uint8Array): void {
    this.#restBytes += bytes.byteLength
    if (this.#restBytes > this.#maxRestBytes) throw new NotJson('it has too much besides pictures')
    if (bytes.byteLength > 0) this.#rest.push(bytes)
  }
}

/**
 * Parses JSON that contains NaN or Infinity, and reads them as null. Python writes them for numbers that it could not compute, although
 * JSON does not have them. Throws NotJson for other faults.
 */
function withoutNumbersThatAreNone(text: string): Json {
  try {
    return JSON.parse(text.replaceAll(/([:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '$1null')) as Json
  } catch {
    throw new NotJson('it is no JSON')
  }
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return parts.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode()
}

const utf8 = new TextDecoder()
const latin1 = new TextDecoder('latin1')

/** The bytes of a chunk as text, one character per byte, in slices. The runtime searches text many times faster than bytes. */
class ChunkText {
  readonly #chunk: Uint8Array
  #from = 0
  #text = ''
  #quote = -1
  #backslash = -1

  constructor(chunk: Uint8Array) {
    this.#chunk = chunk
  }

  /** Returns the position of the next quote or backslash, or of the end of the slice. */
  markFrom(at: number): number {
    if (at < this.#from || at >= this.#from + this.#text.length) this.#read(at)
    const index = at - this.#from
    // The position of the next quote is kept, so that a text full of escapes is not searched for the same quote again after each escape.
    if (this.#quote < index) this.#quote = indexOrEnd(this.#text, '"', index)
    if (this.#backslash < index) this.#backslash = indexOrEnd(this.#text, '\\', index)
    return this.#from + Math.min(this.#quote, this.#backslash)
  }

  /** Returns a part of the slice that was searched last. `at` and `end` are positions in the whole chunk; both must lie in this slice. */
  slice(at: number, end: number): string {
    return this.#text.slice(at - this.#from, end - this.#from)
  }

  #read(at: number): void {
    const piece = this.#chunk.subarray(at, at + PIECE)
    this.#from = at
    this.#text = utf8.decode(piece)
    // Decoding as UTF-8 is faster than as Latin-1. But if the slice is not ASCII, UTF-8 gives fewer characters than bytes, so positions
    // would be wrong. Such a slice is decoded again as Latin-1.
    if (this.#text.length !== piece.byteLength) this.#text = latin1.decode(piece)
    this.#quote = this.#backslash = -1
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from)
  return at === -1 ? text.length : at
}

const ESCAPES: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Returns the character that an escape stands for. Throws NotJson if the escape is invalid. */
function unescaped(escape: string): string {
  const character = ESCAPES[escape]
  if (character !== undefined) return character
  try {
    return JSON.parse(`"\\${escape}"`) as string
  } catch {
    throw new NotJson('it is no JSON')
  }
}
