// The code that all local fakes of providers share. The fakes record requests, serve real pictures, and can fail in every way in which a
// provider may fail.
import { hugePng, noise, png } from './pictures.ts'

/** Faults that any provider may have. */
export type FaultName =
  | 'connection_refused'
  | 'connection_lost'
  | 'silent'
  | 'headers_then_silence'
  | 'rate_limited'
  | 'server_error'
  | 'gateway_error'
  | 'unauthorized'
  | 'forbidden'
  | 'no_credit'
  | 'malformed'
  | 'empty'
  | 'html'
  | 'html_error'
  | 'wrong_schema'
  | 'error_in_200'
  | 'redirect'
  | 'secret_echo'
  | 'endless'
  | 'truncated'
  | 'drip'
  /** A gzip answer that expands to a thousand times its size. Works only over a real network connection, where `fetch` expands it. */
  | 'gzip_bomb'

export interface Fault {
  name: FaultName
  /** The value of an error's `Retry-After` header. */
  retryAfter?: string
  /** If true, only the next call fails. */
  once?: boolean
  /** The kind of call that fails; by default all calls fail. */
  at?: CallName
}
export type PictureFault = 'svg' | 'html' | 'truncated' | 'huge' | 'endless' | 'silent' | 'redirect' | 'gone'
export type CallName = 'submit' | 'poll' | 'result' | 'cancel' | 'verify' | 'token'

export interface Recorded {
  call: CallName | 'picture' | 'other'
  method: string
  url: URL
  headers: Headers
  /** The body: `json` is the parsed JSON, `form` is the form. Each is null if the body is of another type. */
  json: unknown
  form: FormData | null
}

export interface FakeOptions {
  /** The fake's own origin; URLs in its answers begin with it. */
  origin?: string
  /** The number of polls that find the work unfinished. The next poll finds it done. */
  pollsUntilDone?: number
}

export abstract class FakeProvider {
  readonly origin: string
  readonly requests: Recorded[] = []
  fault: Fault | null = null
  /** If true, the provider's safety check refuses every request. */
  refuses = false
  /** The number of pictures that the provider returns, instead of the requested number; null if it returns the requested number. */
  gives: number | null = null
  /** The fault of the picture URLs of this fake; null if they have no fault. */
  pictureFault: PictureFault | null = null
  pollsUntilDone: number
  readonly #pictures = new Map<string, Uint8Array<ArrayBuffer>>()

  constructor(defaultOrigin: string, options: FakeOptions = {}) {
    this.origin = options.origin ?? defaultOrigin
    this.pollsUntilDone = options.pollsUntilDone ?? 1
  }

  /** Returns the credential that the headers contain. It is needed for the fault `secret_echo`, whose answer contains the credential. */
  protected abstract credentialOf(headers: Headers): string
  /** Returns the kind of a call. `json` is the body if it is JSON; it tells apart the calls that have the same URL. */
  protected abstract nameOf(method: string, url: URL, json: unknown): CallName | 'other'
  /** Returns the provider's answer if there is no fault. */
  protected abstract answer(request: Recorded): Response | Promise<Response>
  /** Returns an error body in the provider's own format. */
  protected errorBody(message: string): unknown {
    return { error: { message } }
  }

  /** Returns the number of calls that submitted work. Only these calls may cost money. */
  get submits(): number {
    return this.requests.filter((request) => request.call === 'submit').length
  }

  /** The function that a test gives to the platform in place of the global `fetch`. */
  readonly fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request = url instanceof Request ? url : new Request(url, init)
    const signal = init.signal ?? request.signal
    const parsed = new URL(request.url)
    if (request.method === 'GET' && parsed.pathname.startsWith('/pictures/')) return this.#picture(request, parsed)
    const type = request.headers.get('content-type') ?? ''
    const json: unknown = type.startsWith('application/json') ? await request.json() : null
    const call = this.nameOf(request.method, parsed, json)
    const recorded: Recorded = { call, method: request.method, url: parsed, headers: request.headers, json, form: null }
    if (type.startsWith('multipart/form-data')) recorded.form = await request.formData()
    this.requests.push(recorded)
    const fault = this.fault
    if (fault !== null && (fault.at === undefined || fault.at === call)) {
      if (fault.once) this.fault = null
      return this.#broken(fault, recorded, signal)
    }
    return this.answer(recorded)
  }

  /** Makes a picture, and returns the URL at which this fake serves it. */
  protected pictureUrl(width = 64, height = 64, seed = this.#pictures.size): string {
    const name = `${this.#pictures.size}.png`
    this.#pictures.set(name, fakePicture(width, height, seed))
    return `${this.origin}/pictures/${name}`
  }

  /** Returns the bytes of a picture for the body of an answer. `pictureFault` applies to these bytes, too. */
  protected pictureBytes(seed: number, width = 64, height = 64): Uint8Array<ArrayBuffer> {
    const bytes = fakePicture(width, height, seed)
    return this.pictureFault === null ? bytes : (brokenBytes(this.pictureFault, bytes) ?? bytes)
  }

  #picture(request: Request, url: URL): Response {
    this.requests.push({ call: 'picture', method: 'GET', url, headers: request.headers, json: null, form: null })
    const bytes = this.#pictures.get(url.pathname.slice('/pictures/'.length))
    if (bytes !== undefined && this.pictureFault !== null) return brokenPicture(this.pictureFault, bytes)
    return bytes === undefined ? new Response('gone', { status: 404 }) : new Response(bytes, { headers: { 'content-type': 'image/png' } })
  }

  async #broken(fault: Fault, recorded: Recorded, signal: AbortSignal): Promise<Response> {
    const retry: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
    const error = (status: number, message: string) => Response.json(this.errorBody(message), { status, headers: retry })
    const json = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } })
    switch (fault.name) {
      case 'connection_refused':
        throw new TypeError('fetch failed: connect ECONNREFUSED 127.0.0.1:9')
      case 'connection_lost':
        throw new Error('Network connection lost.')
      case 'silent':
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
      case 'headers_then_silence':
        return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), { headers: { 'content-type': 'application/json' } })
      case 'rate_limited':
        return error(429, 'Slow down')
      case 'server_error':
        return error(500, 'Something broke')
      case 'gateway_error':
        return new Response('<html><body>502 Bad Gateway</body></html>', { status: 502, headers: { 'content-type': 'text/html' } })
      case 'unauthorized':
        return error(401, 'Incorrect API key')
      case 'forbidden':
        return error(403, 'Not for you')
      case 'no_credit':
        return error(402, 'Your balance is used up')
      case 'malformed':
        return json('{"data": [{"url": "https://')
      case 'empty':
        return json('')
      case 'html':
        return new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } })
      case 'html_error':
        return new Response('<!doctype html><title>Maintenance</title>', { status: 500, headers: { 'content-type': 'text/html' } })
      case 'wrong_schema':
        return json('{"hello": "world", "data": 7}')
      case 'error_in_200':
        return Response.json(this.errorBody('The backend is not well'))
      case 'redirect':
        return new Response(null, { status: 307, headers: { location: 'http://127.0.0.1/steal' } })
      case 'secret_echo': {
        const secret = this.credentialOf(recorded.headers)
        const spellings = [secret, btoa(secret), encodeURIComponent(secret), `${secret.slice(0, 16)}…`, btoa(`user:${secret}`)]
        return error(400, `Your key ${spellings.join(' or ')} is not allowed to do this`)
      }
      case 'endless':
        return new Response(endless(), { headers: { 'content-type': 'application/json' } })
      case 'drip':
        return new Response(drip(), { headers: { 'content-type': 'application/json' } })
      case 'gzip_bomb':
        return new Response(await gzipBomb(), { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } })
      case 'truncated':
        return new Response(brokenOff(await this.answer(recorded)), { headers: { 'content-type': 'application/json' } })
    }
  }
}

/** Returns a small real picture. Different seeds give different pictures. */
export function fakePicture(width = 64, height = 64, seed = 0): Uint8Array<ArrayBuffer> {
  return png(width, height, (x, y) => [(x * 3 + seed * 41) & 255, (y * 5 + seed * 17) & 255, 160, 255])
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.byteLength; at += 0x6000) text += btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000)))
  return text
}

/**
 * Returns the picture's bytes, changed by this fault. Returns null if the fault does not change bytes but belongs to the response, as a
 * redirect does.
 */
function brokenBytes(fault: PictureFault, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const text = (content: string) => Uint8Array.from(new TextEncoder().encode(content))
  switch (fault) {
    case 'svg':
      return text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    case 'html':
      return text('<!doctype html><title>Expired</title>')
    case 'truncated':
      return bytes.slice(0, -30)
    case 'huge':
      return Uint8Array.from(hugePng(30_000, 30_000))
  }
  return null
}

function brokenPicture(fault: PictureFault, bytes: Uint8Array<ArrayBuffer>): Response {
  const as = (type: string, body: BodyInit) => new Response(body, { headers: { 'content-type': type } })
  switch (fault) {
    case 'svg':
    case 'html':
    case 'truncated':
    case 'huge':
      return as('image/png', brokenBytes(fault, bytes)!)
    case 'endless':
      return as('image/png', endlessPicture(bytes))
    case 'silent':
      return as('image/png', new ReadableStream({ start: (sink) => sink.enqueue(bytes.slice(0, 40)) }))
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } })
    case 'gone':
      return new Response('gone', { status: 404 })
  }
}

/** Returns a PNG of 500 MB: the header of a private chunk declares this length, and noise follows. */
function endlessPicture(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const piece = noise(256 * 1024)
  let left = 500 * 1024 * 1024
  return new ReadableStream({
    start(sink) {
      sink.enqueue(bytes.slice(0, 33))
      sink.enqueue(Uint8Array.of(0x1f, 0x40, 0, 0, 0x63, 0x61, 0x42, 0x58))
    },
    pull(sink) {
      sink.enqueue(piece.slice())
      left -= piece.byteLength
      if (left <= 0) sink.close()
    },
  })
}

/** Sends one byte at a time, for ever. */
function drip(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(sink) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      sink.enqueue(Uint8Array.of(0x20))
    },
  })
}

/** Returns 300 MB of white space, compressed. */
function gzipBomb(): Promise<ArrayBuffer> {
  const piece = new Uint8Array(1024 * 1024).fill(0x20)
  let left = 300
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: (sink) => (left-- > 0 ? sink.enqueue(piece.slice()) : sink.close()) })
  return new Response(source.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

/** Returns JSON that never ends: white space without end. */
function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20)
  return new ReadableStream({ pull: (sink) => sink.enqueue(chunk.slice()) })
}

/** Sends half of a body; then the connection breaks. */
function brokenOff(response: Response): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(sink) {
      const bytes = new Uint8Array(await response.arrayBuffer())
      sink.enqueue(bytes.subarray(0, Math.floor(bytes.byteLength / 2)))
      sink.error(new Error('Network connection lost.'))
    },
  })
}
