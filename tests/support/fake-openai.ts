// A local fake of OpenAI's Images API.
import { type CallName, fakePicture, type FakeOptions, FakeProvider, type Recorded, toBase64 } from './fake-provider.ts'

export class FakeOpenai extends FakeProvider {
  /** If this is not 0, a stream contains a picture of this many bytes instead of a small one. */
  largePictureBytes = 0
  /** If true, answers have no Content-Length, as behind a proxy. */
  chunked = false

  constructor(options: FakeOptions = {}) {
    super('https://api.openai.com', options)
  }

  protected override credentialOf(headers: Headers): string {
    return headers.get('authorization')?.replace('Bearer ', '') ?? ''
  }

  protected override errorBody(message: string): unknown {
    return { error: { message, type: 'invalid_request_error', param: null, code: null } }
  }

  protected override nameOf(method: string, url: URL): CallName | 'other' {
    if (method === 'POST' && /\/images\/(generations|edits)$/.test(url.pathname)) return 'submit'
    return method === 'GET' && url.pathname.endsWith('/models') ? 'verify' : 'other'
  }

  protected override answer({ call, url, json, form }: Recorded): Response {
    if (call === 'verify') return Response.json({ object: 'list', data: [{ id: 'gpt-image-2.6-flare', object: 'model' }] })
    if (call !== 'submit') return Response.json(this.errorBody('There is no such path'), { status: 404 })
    const field = (name: string) => (form === null ? (json as Record<string, unknown>)[name] : form.get(name))
    if (this.refuses) {
      const error = {
        message: 'Your request was rejected by the safety system.',
        type: 'image_generation_user_error',
        param: null,
        code: 'moderation_blocked',
      }
      return Response.json({ error }, { status: 400 })
    }
    const count = this.gives ?? Number(field('n') ?? 1)
    const edits = url.pathname.endsWith('/edits')
    if (field('stream') === true || field('stream') === 'true') return this.#stream(edits, Number(field('partial_images') ?? 0))
    const data = Array.from({ length: count }, (_, place) => ({ b64_json: toBase64(this.#picture(place)) }))
    const body = {
      created: 1_795_507_200,
      background: 'opaque',
      output_format: 'png',
      size: '1024x1024',
      quality: 'high',
      data,
      usage: usage(count),
    }
    const headers = { 'content-type': 'application/json', 'x-request-id': 'req_fake_openai' }
    if (!this.chunked) {
      const text = JSON.stringify(body)
      return new Response(text, { headers: { ...headers, 'content-length': String(text.length) } })
    }
    return new Response(inPieces(JSON.stringify(body), 1000), { headers })
  }

  #picture(seed: number): Uint8Array<ArrayBuffer> {
    const small = this.pictureBytes(seed)
    if (this.largePictureBytes === 0) return small
    const bytes = new Uint8Array(this.largePictureBytes)
    for (let at = 0; at < bytes.byteLength; at++) bytes[at] = (at * 31 + (at >> 8)) & 255
    bytes.set(small)
    return bytes
  }

  #stream(edits: boolean, partials: number): Response {
    const type = edits ? 'image_edit' : 'image_generation'
    const facts = { created_at: 1_795_507_200, size: '1024x1024', quality: 'high', background: 'opaque', output_format: 'png' }
    const event = (name: string, body: unknown) => `event: ${name}\ndata: ${JSON.stringify(body)}\n\n`
    const events = Array.from({ length: partials }, (_, place) => {
      const name = `${type}.partial_image`
      return event(name, { type: name, b64_json: toBase64(fakePicture(16, 16, place)), partial_image_index: place, ...facts })
    })
    const name = `${type}.completed`
    events.push(event(name, { type: name, b64_json: toBase64(this.#picture(0)), ...facts, usage: usage(1) }))
    return new Response(inPieces(`: hello\n\n${events.join('')}`, 777), {
      headers: { 'content-type': 'text/event-stream', 'x-request-id': 'req_fake_openai' },
    })
  }
}

function usage(count: number) {
  return {
    total_tokens: 50 + count * 1000,
    input_tokens: 50,
    output_tokens: count * 1000,
    input_tokens_details: { text_tokens: 10, image_tokens: 40 },
    output_tokens_details: { image_tokens: count * 1000, text_tokens: 0 },
  }
}

/** Returns the text as a stream of chunks with `size` bytes. A chunk may end in the middle of a word, or of a character's bytes. */
export function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(sink) {
      if (at >= bytes.byteLength) return sink.close()
      sink.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}
