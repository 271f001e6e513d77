// A picture that comes as base64 inside of an answer: held while it is small, streamed to storage when it is not.
import { Base64Decoder } from '../shared/base64.ts'
import { freeBytes, joinBytes } from '../shared/bytes.ts'
import type { StringCapture } from './json-scanner.ts'
import type { ImageSource, ProviderContext } from './provider.ts'

/** Keeps up to `maxCharacters` of base64; of more it keeps nothing. */
export class HeldPicture implements StringCapture {
  readonly #maxCharacters: number
  #pieces: string[] = []
  #characters = 0

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters
  }

  async write(text: string): Promise<void> {
    this.#characters += text.length
    if (this.#characters <= this.#maxCharacters) this.#pieces.push(text)
    else this.#pieces = []
  }

  async end(): Promise<void> {}

  get text(): string | null {
    return this.#characters <= this.#maxCharacters ? this.#pieces.join('') : null
  }
}

/** Storage refuses it by name; what was there instead of a picture is of no use to anybody. */
const NO_BASE64: ImageSource = { kind: 'base64', data: '*' }

/** A picture in an answer that is in memory as a whole: decoded as it is read. */
export class DecodedPicture implements StringCapture {
  readonly #decoder = new Base64Decoder()
  #pieces: Uint8Array[] = []
  source: ImageSource = NO_BASE64
  #broken = false

  async write(text: string): Promise<void> {
    this.#keep(() => this.#decoder.push(text))
  }

  async end(): Promise<void> {
    this.#keep(() => this.#decoder.end())
    if (!this.#broken) this.source = { kind: 'bytes', bytes: joinBytes(this.#pieces) }
    for (const piece of this.#pieces) freeBytes(piece)
    this.#pieces = []
  }

  #keep(decode: () => Uint8Array): void {
    if (this.#broken) return
    try {
      this.#pieces.push(decode())
    } catch {
      this.#broken = true
    }
  }
}

/** Keeps a small picture's text; a large one's bytes go to the sink as they come. */
export class StreamedPicture implements StringCapture {
  readonly #sink: ProviderContext['sink']
  readonly #holdCharacters: number
  #held: string[] = []
  #heldCharacters = 0
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null
  #stored: Promise<{ source: ImageSource } | { error: unknown }> | null = null
  readonly #decoder = new Base64Decoder()
  #broken = false

  /** @param holdCharacters how much base64 is kept before the sink is asked for. */
  constructor(sink: ProviderContext['sink'], holdCharacters: number) {
    this.#sink = sink
    this.#holdCharacters = holdCharacters
  }

  async write(text: string): Promise<void> {
    if (this.#broken) return
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
    if (this.#writer === null) return
    await this.#pass(() => this.#decoder.end())
    if (!this.#broken) await this.#writer.close().catch(() => {})
    // Before the next picture begins: two at once would be twice the memory.
    await this.#stored
  }

  /** Where the picture is. Throws what the sink threw. */
  async source(): Promise<ImageSource> {
    if (this.#stored === null) return { kind: 'base64', data: this.#held.join('') }
    const stored = await this.#stored
    if ('error' in stored) throw stored.error
    return stored.source
  }

  /** The answer broke off. */
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
