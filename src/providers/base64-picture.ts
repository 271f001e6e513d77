// A picture that arrives as base64 inside an answer. A small one is held in memory, a large one is streamed to storage.
import { Base64Decoder } from '../shared/base64.ts'
import { freeBytes } from '../shared/bytes.ts'
import type { StringCapture } from './json-scanner.ts'
import type { ImageSource, ProviderContext } from './provider.ts'

/** A text that begins with one of these is not plain base64, but a data URI or a URL. */
const OTHERS = ['data:', 'http://', 'https://']
/** The maximum length of a data URI's header, in characters. No media type with its parameters is longer. */
const MAX_HEADER_CHARACTERS = 512
const MAX_ADDRESS_CHARACTERS = 8192

/** Converts a provider's base64 to standard base64, piece by piece: removes the header of a data URI and replaces the URL-safe alphabet. */
class PlainBase64 {
  /** The beginning of the text, kept until it is known whether the text is a data URI, a URL or plain base64. */
  #head: string | null = ''
  /** Set if the text is a URL instead of base64. */
  address: string | null = null

  push(text: string): string {
    if (this.address !== null) {
      if (this.address.length < MAX_ADDRESS_CHARACTERS) this.address += text
      return ''
    }
    if (this.#head === null) return plainLetters(text)
    this.#head += text
    const begun = this.#head.trimStart()
    const may = OTHERS.filter((other) => other.startsWith(begun.slice(0, other.length).toLowerCase()))
    if (may.some((other) => begun.length < other.length)) return ''
    const comma = may[0] === 'data:' ? begun.indexOf(',') : -1
    if (may[0] === 'data:' && comma === -1 && begun.length < MAX_HEADER_CHARACTERS) return ''
    this.#head = null
    if (may.length === 0 || may[0] === 'data:') return plainLetters(begun.slice(comma + 1))
    this.address = begun
    return ''
  }

  /**
   * Must be called after the last piece. Returns the beginning of the text if it is still kept: a short text may end before its kind (data
   * URI, URL or plain base64) is known. Otherwise returns an empty text.
   */
  end(): string {
    const held = this.#head ?? ''
    this.#head = null
    return held
  }
}

function plainLetters(text: string): string {
  return text.includes('-') || text.includes('_') ? text.replaceAll('-', '+').replaceAll('_', '/') : text
}

/** Returns the base64 in a text as storage can decode it: without the header of a data URI, in the standard alphabet. */
export function plainBase64(text: string): string {
  const plain = new PlainBase64()
  return plain.push(text) + plain.end()
}

/** Stands for a text that is neither base64 nor a URL. The job rejects it as a picture, because `*` is not valid base64. */
const NO_BASE64: ImageSource = { kind: 'base64', data: '*' }

/** Decodes the base64 of a picture while the answer is read, and holds the picture's bytes in memory. */
export class DecodedPicture implements StringCapture {
  readonly #plain = new PlainBase64()
  readonly #decoder = new Base64Decoder()
  /** The first `#length` bytes hold what was decoded so far. The rest is unused so far. */
  #bytes: Uint8Array<ArrayBuffer>
  #length = 0
  /** The decoded picture; null for an empty text. */
  source: ImageSource | null = NO_BASE64
  #broken = false

  /**
   * @param characters the length of the text, or more. The array gets this room now, so that it need not grow later. `end` gives back what
   * is too much.
   */
  constructor(characters: number) {
    this.#bytes = new Uint8Array(Math.ceil((characters * 3) / 4))
  }

  async write(text: string): Promise<void> {
    this.#take(this.#plain.push(text))
  }

  async end(): Promise<void> {
    this.#take(this.#plain.end())
    this.#decode('', (room) => this.#decoder.endTo(room))
    if (this.#plain.address !== null) this.source = { kind: 'url', url: this.#plain.address.trim() }
    else if (!this.#broken) this.source = this.#length === 0 ? null : { kind: 'bytes', bytes: this.#decoded() }
    if (this.source?.kind !== 'bytes') freeBytes(this.#bytes)
  }

  /** Returns the decoded bytes. If `#bytes` has room for many more bytes, the memory of its unused part is given back. */
  #decoded(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.byteLength - this.#length > MOST_WASTE_BYTES) this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(this.#length))
    return this.#bytes.subarray(0, this.#length)
  }

  #take(text: string): void {
    this.#decode(text, (room) => this.#decoder.pushTo(room, text))
  }

  #decode(text: string, decode: (room: Uint8Array) => number): void {
    if (this.#broken) return
    const needed = this.#length + this.#decoder.mostBytes(text)
    if (needed > this.#bytes.byteLength) this.#grow(needed)
    try {
      this.#length += decode(this.#bytes.subarray(this.#length))
    } catch {
      this.#broken = true
    }
  }

  /** Moves the bytes to a larger array. Called if the text is longer than expected. */
  #grow(needed: number): void {
    const before = this.#bytes
    this.#bytes = new Uint8Array(Math.max(needed, 2 * before.byteLength))
    this.#bytes.set(before.subarray(0, this.#length))
    freeBytes(before)
  }
}

/** If more bytes than this are unused at the end of the array when the whole picture is decoded, their memory is given back. */
const MOST_WASTE_BYTES = 4096

/** Keeps the text of a small picture; streams the bytes of a large one to the sink. */
export class StreamedPicture implements StringCapture {
  readonly #sink: ProviderContext['sink']
  readonly #holdCharacters: number
  readonly #plain = new PlainBase64()
  #held: string[] = []
  #heldCharacters = 0
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null
  #stored: Promise<{ source: ImageSource } | { error: unknown }> | null = null
  readonly #decoder = new Base64Decoder()
  #broken = false

  /** @param holdCharacters the number of base64 characters that are held in memory before the picture is streamed to the sink. */
  constructor(sink: ProviderContext['sink'], holdCharacters: number) {
    this.#sink = sink
    this.#holdCharacters = holdCharacters
  }

  async write(written: string): Promise<void> {
    if (this.#broken) return
    await this.#take(this.#plain.push(written))
  }

  async #take(text: string): Promise<void> {
    if (text === '') return
    if (this.#writer === null) {
      this.#held.push(text)
      this.#heldCharacters += text.length
      if (this.#heldCharacters > this.#holdCharacters) {
        const held = this.#held.join('')
        this.#held = []
        this.#start()
        await this.#pass(() => this.#decoder.push(held))
      }
    } else await this.#pass(() => this.#decoder.push(text))
  }

  async end(): Promise<void> {
    await this.#take(this.#plain.end())
    if (this.#writer === null) return
    await this.#pass(() => this.#decoder.end())
    if (!this.#broken) await this.#writer.close().catch(() => {})
    // The next picture begins only after this one is stored, because two at once would need twice the memory.
    await this.#stored
  }

  /**
   * Returns the picture: its URL, its base64, or, if it was streamed, what the sink has returned for it. Returns null if the text was
   * empty. Throws the sink's error.
   */
  async source(): Promise<ImageSource | null> {
    if (this.#plain.address !== null) return { kind: 'url', url: this.#plain.address.trim() }
    if (this.#stored === null) {
      const data = this.#held.join('')
      return data.trim() === '' ? null : { kind: 'base64', data }
    }
    const stored = await this.#stored
    if ('error' in stored) throw stored.error
    return stored.source
  }

  /** Stops streaming the picture to the sink, and waits until the sink has ended. Called if the answer breaks off. */
  async abandon(reason: unknown): Promise<void> {
    this.#broken = true
    await this.#writer?.abort(reason).catch(() => {})
    await this.#stored
  }

  #start(): void {
    const pipe = new TransformStream<Uint8Array, Uint8Array>()
    this.#writer = pipe.writable.getWriter()
    this.#writer.closed.catch(() => {})
    this.#stored = this.#sink(pipe.readable).then(
      (source) => ({ source }),
      async (error: unknown) => {
        this.#broken = true
        await pipe.readable.cancel(error).catch(() => {})
        return { error }
      },
    )
  }

  async #pass(decode: () => Uint8Array): Promise<void> {
    if (this.#broken) return
    try {
      const bytes = decode()
      if (bytes.byteLength > 0) await this.#writer!.write(bytes)
    } catch (error) {
      this.#broken = true
      await this.#writer!.abort(error).catch(() => {})
    }
  }
}
