// A local fake of Replicate's predictions.
import { type CallName, type FakeOptions, FakeProvider, type Recorded, toBase64 } from './fake-provider.ts'

export class FakeReplicate extends FakeProvider {
  readonly #work = new Map<string, { polls: number; count: number; status: string | null; input: unknown }>()
  readonly webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  failure: string | null = null

  constructor(options: FakeOptions = {}) {
    super('https://api.replicate.com', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('authorization')?.replace('Bearer ', '') ?? ''
  }

  protected override errorBody(message: string): unknown {
    return { title: 'Problem', detail: message, status: 400 }
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST' && /\/v1\/(?:(?:models|deployments)\/[^/]+\/[^/]+\/)?predictions$/.test(url.pathname)) return 'submit'
    if (method === 'POST' && url.pathname.endsWith('/cancel')) return 'cancel'
    if (url.pathname.includes('/predictions/')) return 'poll'
    return url.pathname.endsWith('/account') ? 'verify' : 'other'
  }

  protected override answer({ call, url, json }: Recorded): Response {
    if (call === 'verify') return Response.json({ type: 'user', username: 'tester', name: 'Tester' })
    if (url.pathname.endsWith('/webhooks/default/secret')) return Response.json({ key: this.webhookSecret })
    if (call === 'submit') {
      const { input } = json as { input: { num_outputs?: number } }
      const id = `prediction${this.#work.size}`
      this.#work.set(id, { polls: 0, count: this.gives ?? input.num_outputs ?? 1, status: null, input })
      return Response.json(this.#prediction(id), { status: 201 })
    }
    const id = /\/predictions\/([^/]+)/.exec(url.pathname)?.[1] ?? ''
    const work = this.#work.get(id)
    if (work === undefined) return Response.json({ title: 'Not found', detail: 'Prediction not found' }, { status: 404 })
    if (call === 'cancel') work.status = 'canceled'
    else work.polls++
    return Response.json(this.#prediction(id))
  }

  #prediction(id: string) {
    const work = this.#work.get(id)!
    const failed = this.refuses ? 'NSFW content detected. Try a different prompt.' : this.failure
    const status = work.status ?? (work.polls <= this.pollsUntilDone ? 'processing' : failed === null ? 'succeeded' : 'failed')
    return {
      id,
      model: 'black-forest-labs/flux-schnell',
      version: '5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa',
      input: work.input,
      logs: '',
      output: status === 'succeeded' ? Array.from({ length: work.count }, () => this.pictureUrl()) : null,
      data_removed: false,
      error: status === 'failed' ? failed : null,
      status,
      created_at: '2026-11-24T09:30:00.000Z',
      urls: {
        get: `${this.origin}/v1/predictions/${id}`,
        cancel: `${this.origin}/v1/predictions/${id}/cancel`,
        web: `https://replicate.com/p/${id}`,
      },
    }
  }

  /** Returns the headers of a callback, as Standard Webhooks defines them. */
  async signed(body: Uint8Array<ArrayBuffer>, timestamp: number): Promise<Headers> {
    const raw = Uint8Array.from(atob(this.webhookSecret.slice('whsec_'.length)), (character) => character.charCodeAt(0))
    const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const message = new TextEncoder().encode(`msg_1.${timestamp}.${new TextDecoder().decode(body)}`)
    const signature = toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, message)))
    return new Headers({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` })
  }
}
