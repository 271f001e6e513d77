import { fakePicture, toBase64 } from './fake-provider.ts'

/** A local fake of the Workers AI binding: it returns an object, a stream or bytes, depending on the model. */
export class FakeWorkersAi {
  readonly calls: { model: string; input: unknown }[] = []
  answers: 'object' | 'stream' | 'bytes' | 'nothing' | 'never' = 'object'
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
      case 'nothing':
        return { hello: 'world' }
      case 'never':
        return new Promise(() => {})
    }
  }
}
