import { fakePicture, toBase64 } from './fake-provider.ts'

/**
 * A local fake of the Workers AI binding. The real binding returns an object, a stream or bytes, depending on the model. The field
 * `answers` sets what the fake returns. With `given`, it returns the value of the field `given`. With `never`, it never answers.
 */
export class FakeWorkersAi {
  readonly calls: { model: string; input: unknown }[] = []
  answers: 'object' | 'stream' | 'bytes' | 'given' | 'never' = 'object'
  /** The value that the fake returns if `answers` is `given`. */
  given: unknown = null
  error: Error | null = null

  async run(model: string, input: unknown): Promise<unknown> {
    this.calls.push({ model, input })
    if (this.error !== null) throw this.error
    const bytes = fakePicture()
    switch (this.answers) {
      case 'object':
        return { image: toBase64(bytes) }
      case 'stream':
        return new Response(bytes).body
      case 'bytes':
        return bytes
      case 'given':
        return this.given
      case 'never':
        return new Promise(() => {})
    }
  }
}
