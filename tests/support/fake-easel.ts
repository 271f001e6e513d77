// A local fake of the provider in docs/development/adding-a-provider.md.
import { type CallName, type FakeOptions, FakeProvider, type Recorded } from './fake-provider.ts'

export class FakeEasel extends FakeProvider {
  readonly #work = new Map<string, { polls: number; count: number }>()

  constructor(options: FakeOptions = {}) {
    super('https://api.easel.example.com', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('authorization')?.replace('Bearer ', '') ?? ''
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST') return 'submit'
    return url.pathname.startsWith('/v1/pictures/') ? 'poll' : 'verify'
  }

  protected override answer({ call, url, json }: Recorded): Response {
    if (call === 'verify') return Response.json({ owner: 'Ada' })
    if (call === 'submit') {
      const id = `work-${this.#work.size}`
      this.#work.set(id, { polls: 0, count: this.gives ?? (json as { count: number }).count })
      return Response.json({ id }, { status: 202 })
    }
    const work = this.#work.get(url.pathname.slice('/v1/pictures/'.length))
    if (work === undefined) return Response.json({ error: { message: 'no such work' } }, { status: 404 })
    if (++work.polls <= this.pollsUntilDone) return Response.json({ state: 'waiting' })
    if (this.refuses) return Response.json({ state: 'refused', reason: 'Not that.' })
    return Response.json({ state: 'ready', pictures: Array.from({ length: work.count }, () => ({ href: this.pictureUrl(), seed: 5 })) })
  }
}
