// A local fake of Black Forest Labs' API.
import { type CallName, type FakeOptions, FakeProvider, type Recorded } from './fake-provider.ts'

export class FakeBlackForestLabs extends FakeProvider {
  readonly #work = new Map<string, { polls: number }>()
  /** The origin of polling URLs, such as the origin of a region or of an attacker; if null, the fake's own origin. */
  pollingOrigin: string | null = null
  /** The cost in credits that the answer to a submit reports; null if the answer reports no cost. */
  cost: number | null = 3

  constructor(options: FakeOptions = {}) {
    super('https://api.bfl.ai', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('x-key') ?? ''
  }

  protected override errorBody(message: string): unknown {
    return { detail: message }
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST') return 'submit'
    if (url.pathname === '/v1/get_result') return 'poll'
    return url.pathname === '/v1/credits' ? 'verify' : 'other'
  }

  protected override answer({ call, url, json }: Recorded): Response {
    if (call === 'verify') return Response.json({ credits: 1234.5 })
    if (call === 'submit') {
      const id = `task-${this.#work.size}`
      this.#work.set(id, { polls: 0 })
      const costs = this.cost === null ? {} : { cost: this.cost, input_mp: 0, output_mp: 1.05 }
      const { webhook_url } = json as { webhook_url?: string }
      if (webhook_url !== undefined) return Response.json({ id, status: 'Pending', webhook_url, ...costs })
      return Response.json({ id, polling_url: `${this.pollingOrigin ?? this.origin}/v1/get_result?id=${id}`, ...costs })
    }
    const id = url.searchParams.get('id') ?? ''
    const work = this.#work.get(id)
    if (work === undefined) return Response.json({ id, status: 'Task not found', result: null })
    if (++work.polls <= this.pollsUntilDone) return Response.json({ id, status: 'Pending', result: null, progress: 0.5 })
    if (this.refuses)
      return Response.json({
        id,
        status: 'Content Moderated',
        result: null,
        details: { 'Moderation Reasons': ['Derivative Works Filter'] },
      })
    return Response.json({
      id,
      status: 'Ready',
      result: { sample: this.pictureUrl(), prompt: 'a lake', seed: 42, start_time: 1, end_time: 2, duration: 1 },
    })
  }
}
