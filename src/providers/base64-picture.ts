// A picture that comes as base64 inside of an answer: held while it is small, streamed to storage when it is not.
import { decodeBase64 } from '../shared/base64.ts'
import type { StringCapture } from './json-scanner.ts'
import type { ImageSource, ProviderContext } from './provider.ts'

const latin1 = new TextDecoder('latin1')

/** Keeps up to `maxCharacters` of base64; of more it keeps nothing. */
export class HeldPicture implements StringCapture {
  readonly #maxCharacters: number
  #pieces: string[] = []
  #characters = 0

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters
  }

  async write(characters: Uint8Array): Promise<void> {
    this.#characters += characters.byteLength
    if (this.#characters <= this.#maxCharacters) this.#pieces.push(latin1.decode(characters))
    else this.#pieces = []
  }

  async end(): Promise<void> {}

  get text(): string | null {
    return this.#characters <= this.#maxCharacters ? this.#pieces.join('') : null
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
  /** Characters that are no whole group of four yet. */
  #carry = ''
  /** Padding has come: nothing may follow. */
  #padded = false
  #broken = false

  /** @param holdCharacters how much base64 is kept before the sink is asked for. */
  constructor(sink: ProviderContext['sink'], holdCharacters: number) {
    this.#sink = sink
    this.#holdCharacters = holdCharacters
  }

  async write(characters: Uint8Array): Promise<void> {
    if (this.#broken) return
    const text = latin1.decode(characters)
    if (this.#writer === null) {
      this.#held.push(text)
      this.#heldCharacters += text.length
      if (this.#heldCharacters > this.#holdCharacters) {
        const held = this.#held.join('')
        this.#held = []
        this.#start()
        await this.#decode(held, false)
      }
    } else await this.#decode(text, false)
  }

  async end(): Promise<void> {
    if (this.#writer === null) return
    await this.#decode('', true)
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

  async #decode(text: string, last: boolean): Promise<void> {
    const clean = this.#carry + (/\s/.test(text) ? text.replaceAll(/\s+/g, '') : text)
    const whole = last ? clean.length : clean.length - (clean.length % 4)
    this.#carry = clean.slice(whole)
    const group = clean.slice(0, whole)
    const bytes = decodeBase64(group)
    if (bytes === null || (this.#padded && group !== '')) {
      this.#broken = true
      await this.#writer!.abort(new TypeError('not base64')).catch(() => {})
    } else this.#padded ||= group.endsWith('=')
    if (!this.#broken && bytes !== null && bytes.byteLength > 0) await this.#writer!.write(bytes).catch(() => (this.#broken = true))
  }
}
