// A local fake of fal's queue.
import { type CallName, type FakeOptions, FakeProvider, type Recorded } from './fake-provider.ts'
import { signingKey, type SigningKey } from './fake-signatures.ts'

export class FakeFal extends FakeProvider {
  readonly #work = new Map<string, { polls: number; count: number; canceled: boolean }>()
  readonly #key: Promise<SigningKey> = signingKey('kid-1')
  /** The origin of the polling URLs in the answer to a submit; null means the fake's own origin. Another origin simulates an attack. */
  addressOrigin: string | null = null

  constructor(options: FakeOptions = {}) {
    super('https://queue.fal.run', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('authorization')?.replace('Key ', '') ?? ''
  }

  protected override errorBody(message: string): unknown {
    return { detail: [{ loc: ['body'], msg: message, type: 'some_error' }] }
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST') return 'submit'
    if (method === 'PUT') return 'cancel'
    if (url.pathname.includes('00000000-0000')) return 'verify'
    if (url.pathname.endsWith('/status')) return 'poll'
    return url.pathname.includes('/requests/') ? 'result' : 'other'
  }

  protected override async answer({ call, url, json }: Recorded): Promise<Response> {
    if (url.pathname === '/.well-known/jwks.json') return Response.json({ keys: [(await this.#key).jwk] })
    if (call === 'submit') {
      const body = json as { num_images?: number }
      const id = `fal-${this.#work.size}`
      this.#work.set(id, { polls: 0, count: this.gives ?? body.num_images ?? 1, canceled: false })
      const base = `${this.addressOrigin ?? this.origin}/fal-ai/flux/requests/${id}`
      return Response.json({
        request_id: id,
        status: 'IN_QUEUE',
        queue_position: 0,
        response_url: base,
        status_url: `${base}/status`,
        cancel_url: `${base}/cancel`,
      })
    }
    const id = /\/requests\/([^/]+)/.exec(url.pathname)?.[1] ?? ''
    const work = this.#work.get(id)
    if (work === undefined) return Response.json({ detail: 'Request not found' }, { status: 404 })
    if (call === 'cancel') {
      work.canceled = true
      return Response.json({ status: 'CANCELLATION_REQUESTED' }, { status: 202 })
    }
    if (call === 'poll') {
      const done = ++work.polls > this.pollsUntilDone
      return Response.json({ status: done ? 'COMPLETED' : 'IN_PROGRESS', request_id: id }, { status: done ? 200 : 202 })
    }
    if (this.refuses) {
      const detail = [{ loc: ['body', 'prompt'], msg: 'The content could not be processed', type: 'content_policy_violation' }]
      return Response.json({ detail }, { status: 422, headers: { 'x-fal-retryable': 'false' } })
    }
    const images = Array.from({ length: work.count }, () => ({ url: this.pictureUrl(), width: 64, height: 64, content_type: 'image/png' }))
    return Response.json({ images, seed: 42, prompt: 'a lake', has_nsfw_concepts: images.map(() => false), timings: {} })
  }

  async signed(id: string, body: Uint8Array<ArrayBuffer>, timestamp: number): Promise<Headers> {
    const signature = await (await this.#key).sign([id, 'user-1', String(timestamp)], body)
    const name = (part: string) => `x-fal-webhook-${part}`
    return new Headers({
      [name('request-id')]: id,
      [name('user-id')]: 'user-1',
      [name('timestamp')]: String(timestamp),
      [name('signature')]: signature,
    })
  }
}
