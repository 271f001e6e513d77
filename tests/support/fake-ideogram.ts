// A local fake of Ideogram's two APIs. Its v1 API serves the model `ideogram-v3`, upscaling and descriptions; its v2 API serves the rest.
// The fake signs callbacks with a key of its own.
import { type CallName, type FakeOptions, FakeProvider, type Recorded } from './fake-provider.ts'
import { signingKey, type SigningKey } from './fake-signatures.ts'

export class FakeIdeogram extends FakeProvider {
  readonly #work = new Map<string, { polls: number; count: number }>()
  /** If not null, the fake rejects every submit for this reason: `inflight_limit` with status 429, any other reason with status 402. */
  rejectReason: string | null = null
  failureReason: string | null = null
  readonly #key: Promise<SigningKey> = signingKey('kid-1')

  constructor(options: FakeOptions = {}) {
    super('https://api.ideogram.ai', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('api-key') ?? ''
  }

  protected override errorBody(message: string): unknown {
    return { error: message }
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST' && /^\/(v1\/ideogram-v3\/|v2\/image\/|upscale$|describe$)/.test(url.pathname)) return 'submit'
    if (url.pathname.startsWith('/v2/generations/')) return 'poll'
    return url.pathname === '/models' ? 'verify' : 'other'
  }

  protected override async answer({ call, url, json, form }: Recorded): Promise<Response> {
    if (url.pathname === '/v1/.well-known/jwks.json') return Response.json({ keys: [(await this.#key).jwk] })
    if (call === 'verify') return Response.json({ models: [] })
    if (call === 'poll') return this.#poll(url.pathname.slice('/v2/generations/'.length))
    if (call !== 'submit') return Response.json(this.errorBody('not found'), { status: 404 })
    const field = (name: string) => (form === null ? (json as Record<string, unknown>)[name] : form.get(name))
    if (this.rejectReason !== null) {
      const status = this.rejectReason === 'inflight_limit' ? 429 : 402
      return Response.json({ error: 'rejected', reject_reason: this.rejectReason }, { status, headers: { 'retry-after': '2' } })
    }
    if (this.refuses) return Response.json({ error: 'The prompt failed the safety check.' }, { status: 422 })
    const count = this.gives ?? Number(field('num_images') ?? 1)
    if (url.pathname === '/describe') return Response.json({ descriptions: [{ text: 'A lake between mountains at dawn' }] })
    if (url.pathname === '/upscale' || url.pathname.startsWith('/v1/'))
      return Response.json({ created: '2026-11-24T09:30:00Z', data: this.#images(count) })
    const id = `gen-${this.#work.size}`
    this.#work.set(id, { polls: 0, count })
    return Response.json({ generation_id: id, seed: 12_345 })
  }

  #poll(id: string): Response {
    const work = this.#work.get(id)
    if (work === undefined) return Response.json(this.errorBody('no such generation'), { status: 404 })
    const common = { generation_id: id, created: '2026-11-24T09:30:00Z' }
    if (++work.polls <= this.pollsUntilDone) return Response.json({ ...common, status: 'pending' })
    if (this.failureReason !== null) return Response.json({ ...common, status: 'failed', failure_reason: this.failureReason })
    return Response.json({
      ...common,
      status: 'completed',
      response_type: 'url',
      data: this.#images(work.count),
      usage_cost_usd_micros: work.count * 60_000,
    })
  }

  #images(count: number) {
    return Array.from({ length: count }, (_, place) => ({
      object_type: 'image',
      url: this.pictureUrl(),
      prompt: 'A lake, at length',
      resolution: '1024x1024',
      seed: 12_345 + place,
      is_image_safe: true,
    }))
  }

  /** Returns the headers of a callback that Ideogram would send. */
  async signed(id: string, body: Uint8Array<ArrayBuffer>, timestamp: number): Promise<Headers> {
    const signature = await (await this.#key).sign([id, 'user-1', String(timestamp)], body)
    const name = (part: string) => `x-ideogram-webhook-${part}`
    return new Headers({
      [name('generation-id')]: id,
      [name('user-id')]: 'user-1',
      [name('timestamp')]: String(timestamp),
      [name('key-id')]: 'kid-1',
      [name('signature')]: signature,
    })
  }
}
