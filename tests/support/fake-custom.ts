// A local fake of a self-hosted server, and the definition that adds this server to an instance as a custom provider. The server returns
// base64 immediately, or queues the work and returns URLs.
import type { JsonObject } from '../../src/shared/json.ts'
import { type CallName, type FakeOptions, FakeProvider, type Recorded, toBase64 } from './fake-provider.ts'

export class FakeCustom extends FakeProvider {
  readonly #jobs = new Map<string, { polls: number; count: number }>()
  queued: boolean
  /** The cost in US dollars that the answer to a synchronous call reports; null if the answer reports no cost. */
  costUsd: number | null = null

  constructor(options: FakeOptions & { queued?: boolean } = {}) {
    super('https://pictures.example-studio.com', options)
    this.queued = options.queued ?? false
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('authorization')?.replace('Bearer ', '') ?? ''
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST' && url.pathname === '/api/draw') return 'submit'
    if (method === 'DELETE') return 'cancel'
    if (url.pathname.startsWith('/api/jobs/')) return 'poll'
    return url.pathname === '/api/me' ? 'verify' : 'other'
  }

  protected override answer({ call, url, json }: Recorded): Response {
    if (call === 'verify') return Response.json({ ok: true })
    if (call === 'submit') {
      if (this.refuses) return Response.json({ error: { message: 'No.', code: 'nsfw' } }, { status: 400 })
      const count = this.gives ?? (json as { count?: number }).count ?? 1
      if (!this.queued)
        return Response.json({
          pictures: Array.from({ length: count }, (_, place) => ({ data: toBase64(this.pictureBytes(place)) })),
          seed: 9,
          ...(this.costUsd === null ? {} : { cost: this.costUsd }),
        })
      const id = `job/${this.#jobs.size}`
      this.#jobs.set(id, { polls: 0, count })
      return Response.json({ job: { id } }, { status: 202 })
    }
    const id = decodeURIComponent(url.pathname.slice('/api/jobs/'.length))
    const job = this.#jobs.get(id)
    if (job === undefined) return Response.json({ error: { message: 'no such job' } }, { status: 404 })
    if (call === 'cancel') return new Response(null, { status: 204 })
    if (++job.polls <= this.pollsUntilDone) return Response.json({ state: 'working' })
    return Response.json({
      state: 'finished',
      pictures: Array.from({ length: job.count }, () => ({ url: this.pictureUrl() })),
      cost: 0.0123,
    })
  }
}

export function customDefinition(queued: boolean, changes: Record<string, unknown> = {}): JsonObject {
  const definition = {
    id: 'studio',
    name: 'Example Studio',
    base_url: 'https://pictures.example-studio.com/api',
    auth: { kind: 'bearer' },
    request: {
      method: 'POST',
      path: '/draw',
      body: {
        text: '{{prompt}}',
        model: '{{model}}',
        count: '{{n}}',
        width: '{{width}}',
        height: '{{height}}',
        seed: '{{seed}}',
        note: 'for {{generation_id}}',
      },
    },
    response: queued
      ? { images: '/pictures/*/url', kind: 'url', cost_usd: '/cost' }
      : { images: '/pictures/*/data', kind: 'base64', seed: '/seed' },
    error: { message: '/error/message', code: '/error/code', refused: ['nsfw'] },
    ...(queued
      ? {
          poll: {
            id: '/job/id',
            path: '/jobs/{{id}}',
            status: '/state',
            done: ['finished'],
            failed: ['failed'],
            interval_ms: 500,
            cancel: { method: 'DELETE', path: '/jobs/{{id}}' },
          },
        }
      : {}),
    verify_path: '/me',
    models: [
      {
        id: 'studio-1',
        name: 'Studio 1',
        provider_model: 'one',
        operations: ['generate'],
        size: { kind: 'list', sizes: ['1024x1024', '512x512'] },
        default_size: '1024x1024',
        max_images: 4,
        parameters: ['seed'],
        price: { kind: 'per_image', rules: [{ micros: 5000 }] },
      },
    ],
    ...changes,
  }
  return JSON.parse(JSON.stringify(definition)) as JsonObject
}
