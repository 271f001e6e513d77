import { streamOf } from './bytes.ts'
import { AppError } from './errors.ts'
import { oncePer } from './once-per.ts'

/** What an outbound request may do and how much of an answer is read. */
export interface GuardedFetchOptions {
  /** Redirects followed at most, each checked like the first URL. Credentials never follow to another origin. 0 answers a 3xx as it is. */
  maxRedirects: number
  /** The most bytes of a body, counted as they come out of decompression; one more and the stream errors. */
  maxBytes: number
  /** Until the answer's headers are there, redirects included. */
  headersTimeoutMs: number
  /** The longest silence between two chunks of the body; a body that is held has so long in all. */
  idleTimeoutMs: number
  /** A body that says it has no more bytes than that is read whole before it is handed on, which is far quicker; 64 KiB unless told. */
  holdUpTo?: number
  /** Asked before a body above 64 KiB is held: resolves when there is room for so many bytes. */
  beforeHold?: ((bytes: number) => Promise<void>) | undefined
  /** Beside the platform's: hosts (`host` or `host:port`) of the instance on whose behalf it is fetched. These very ones are refused. */
  ownHosts?: readonly string[]
  signal?: AbortSignal
}
/**
 * fetch, but to public https addresses only. Throws AppError `url_not_allowed` before anything is sent to a forbidden one, FetchLimit
 * when an answer is too slow or too large (from the body's stream, too), the signal's reason when that aborts, else what fetch throws.
 */
export type GuardedFetch = (url: string, init: RequestInit, options: GuardedFetchOptions) => Promise<Response>

/** An answer that went over one of GuardedFetchOptions. */
export class FetchLimit extends Error {
  readonly kind: 'headers_timeout' | 'idle_timeout' | 'too_large'

  constructor(kind: 'headers_timeout' | 'idle_timeout' | 'too_large', message: string) {
    super(message)
    this.name = 'FetchLimit'
    this.kind = kind
  }
}

export interface AddressPolicy {
  /** Development and tests alone: http, any port, loopback and private addresses. */
  allowPrivateAddresses: boolean
  /** Hosts that this platform answers on (`host` or `host:port`); they and names below them are refused. */
  ownHosts: readonly string[]
}
type PlainFetch = (url: string, init: RequestInit) => Promise<Response>

const INTERNAL_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'localdomain',
  'lan',
  'home',
  'corp',
  'private',
  'arpa',
  'onion',
  'test',
  'invalid',
  'example',
]
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** All that may follow a redirect to another origin: a list of what is harmless, because names of credentials have no end. */
const HARMLESS_HEADERS = ['accept', 'accept-encoding', 'accept-language', 'user-agent', 'range']

/**
 * The parsed URL when it may be fetched; throws AppError `url_not_allowed` otherwise. The parser has already turned every spelling of
 * an IPv4 address (decimal, octal, hex, full-width) into dots. What a public name resolves to is the runtime's to police
 * (`global_fetch_strictly_public`, and Cloudflare's network has no route into private ranges).
 */
export function checkUrl(text: string, policy: AddressPolicy, ownHosts: readonly string[] = []): URL {
  const url = URL.canParse(text) ? new URL(text) : refuse('It is not an absolute URL.')
  if (url.username !== '' || url.password !== '') refuse('A URL with a user name or password is not fetched.')
  const host = url.hostname.toLowerCase().replace(/\.+$/, '')
  const hostAndPort = url.port === '' ? host : `${host}:${url.port}`
  const own = policy.ownHosts.some(
    (name) => hostAndPort === name.toLowerCase() || host === name.toLowerCase() || host.endsWith(`.${name.toLowerCase()}`),
  )
  if (own || ownHosts.includes(hostAndPort)) refuse('It points at this platform itself.')
  if (policy.allowPrivateAddresses) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('Only http and https are fetched.')
    return url
  }
  if (url.protocol !== 'https:') refuse('Only https is fetched.')
  if (url.port !== '') refuse('Only port 443 is fetched.')
  if (host.startsWith('[') || /^[0-9.]+$/.test(host)) refuse('An IP address is not fetched; give a host name.')
  const labels = host.split('.')
  if (labels.length < 2 || labels.includes('')) refuse('The host name is not a public one.')
  if (INTERNAL_SUFFIXES.includes(labels.at(-1)!)) refuse('The host name is not a public one.')
  return url
}

/**
 * The hosts that an instance has for itself, and the one that a request came to. Names below them may be the owner's other servers, so the
 * refusal is of these alone.
 */
export function hostsOf(
  instance: { deliveryBaseUrl: string | null; workerUrl: string | null } | null,
  requestUrl: string | null,
): string[] {
  const urls = [instance?.deliveryBaseUrl, instance?.workerUrl, requestUrl]
  return urls.flatMap((url) => (url === null || url === undefined ? [] : [new URL(url).host]))
}

function refuse(detail: string): never {
  throw new AppError('url_not_allowed', { detail })
}

/** @param dependencies `fetch` is the platform's own; everything of ours goes through what this answers. */
export function createGuardedFetch(dependencies: AddressPolicy & { fetch: PlainFetch }): GuardedFetch {
  return async (text, init, options) => {
    let url = checkUrl(text, dependencies, options.ownHosts)
    const controller = new AbortController()
    const outer = [options.signal, init.signal].filter((signal) => signal !== null && signal !== undefined)
    const onAbort = () => controller.abort(outer.find((signal) => signal.aborted)?.reason)
    for (const signal of outer) {
      if (signal.aborted) throw signal.reason
      signal.addEventListener('abort', onAbort, { once: true })
    }
    const release = () => outer.forEach((signal) => signal.removeEventListener('abort', onAbort))
    const late = () => new FetchLimit('headers_timeout', `no answer within ${options.headersTimeoutMs} ms`)
    const timer = setTimeout(() => controller.abort(late()), options.headersTimeoutMs)
    let request: RequestInit = { ...init, redirect: 'manual', signal: controller.signal }
    try {
      for (let redirects = 0; ; redirects++) {
        const response = await dependencies.fetch(url.href, request)
        const location = REDIRECTS.has(response.status) && options.maxRedirects > 0 ? response.headers.get('location') : null
        if (location === null) {
          clearTimeout(timer)
          return await limited(response, options, controller, release)
        }
        await response.body?.cancel()
        if (redirects === options.maxRedirects) refuse(`It redirects more than ${options.maxRedirects} times.`)
        if (!URL.canParse(location, url.href)) refuse('It redirects to something that is not a URL.')
        const next = checkUrl(new URL(location, url.href).href, dependencies, options.ownHosts)
        request = redirected(request, response.status, next.origin === url.origin)
        url = next
      }
    } catch (error) {
      clearTimeout(timer)
      release()
      throw controller.signal.aborted ? controller.signal.reason : error
    }
  }
}

/** The guarded fetch of a Worker, by its checked environment: one per isolate. */
export const guardedFetchOf = oncePer((environment: { ALLOW_PRIVATE_ADDRESSES: boolean; PUBLIC_URL?: string | undefined }) =>
  createGuardedFetch({
    // The one place where the runtime's own fetch is named.
    // oxlint-disable-next-line no-restricted-globals
    fetch: (url, init) => fetch(url, init),
    allowPrivateAddresses: environment.ALLOW_PRIVATE_ADDRESSES,
    ownHosts: environment.PUBLIC_URL === undefined ? [] : [new URL(environment.PUBLIC_URL).host],
  }),
)

function redirected(request: RequestInit, status: number, sameOrigin: boolean): RequestInit {
  const method = (request.method ?? 'GET').toUpperCase()
  const becomesGet = status === 303 ? method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST'
  const headers = new Headers(request.headers)
  const next: RequestInit = { ...request, headers }
  if (becomesGet) {
    next.method = 'GET'
    delete next.body
    headers.delete('content-type')
    headers.delete('content-length')
  } else if (request.body !== undefined && request.body !== null) {
    // A body may hold what is meant for one party alone, and a stream is spent already.
    if (!sameOrigin || request.body instanceof ReadableStream) refuse('It redirects a request with a body.')
  }
  if (!sameOrigin) {
    const kept = HARMLESS_HEADERS.flatMap((name): [string, string][] => (headers.has(name) ? [[name, headers.get(name)!]] : []))
    next.headers = new Headers(kept)
  }
  return next
}

/** Bodies that were read before they were handed on. */
const held = new WeakMap<Response, Uint8Array<ArrayBuffer>>()

/** The whole body; without another copy where the guarded fetch has held it. Throws what reading it throws. */
export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return held.get(response) ?? new Uint8Array(await response.arrayBuffer())
}

const CHUNK_BYTES = 64 * 1024
const HELD_UP_TO = 64 * 1024

/** The same answer, its body counted and timed. */
async function limited(
  response: Response,
  options: GuardedFetchOptions,
  controller: AbortController,
  release: () => void,
): Promise<Response> {
  const headers = new Headers(response.headers)
  // Beside it a length means nothing, and the runtime holds no body to it.
  if (headers.has('transfer-encoding')) headers.delete('content-length')
  const encoded = headers.has('content-encoding')
  const declared = Number(headers.get('content-length') ?? 0)
  const tooLarge = () => new FetchLimit('too_large', `the body has more than ${options.maxBytes} bytes`)
  if (declared > options.maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  // The bytes that we hand on are decoded already.
  if (encoded) for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const shape = { status: response.status, statusText: response.statusText, headers }
  if (response.body === null) {
    release()
    return new Response(null, shape)
  }
  const fail = (error: unknown) => {
    release()
    controller.abort(error)
    return error
  }
  if (!encoded && headers.has('content-length') && declared <= (options.holdUpTo ?? HELD_UP_TO)) {
    const late = () => new FetchLimit('idle_timeout', `the body did not come within ${options.idleTimeoutMs} ms`)
    try {
      if (declared > HELD_UP_TO) await options.beforeHold?.(declared)
      const bytes = await within(response.arrayBuffer(), options.idleTimeoutMs, controller.signal, late)
      if (bytes.byteLength > options.maxBytes) throw tooLarge()
      release()
      if (declared <= HELD_UP_TO) return new Response(bytes, shape)
      // A Response of the buffer itself would hold its memory beyond `freeBytes`.
      const body = new Uint8Array(bytes)
      const whole = new Response(streamOf(body), shape)
      held.set(whole, body)
      return whole
    } catch (error) {
      throw fail(controller.signal.aborted ? controller.signal.reason : error)
    }
  }
  const source = readerOf(response.body)
  let count = 0
  const silent = () => new FetchLimit('idle_timeout', `nothing came for ${options.idleTimeoutMs} ms`)
  const body = new ReadableStream({
    type: 'bytes',
    async pull(sink) {
      try {
        // The reader's own buffer is filled where it has brought one: nothing is copied, and a large body leaves no trail of buffers.
        const request = source.filling === null ? null : sink.byobRequest
        const reading =
          source.filling === null
            ? source.plain.read()
            : source.filling.read((request?.view as Uint8Array | null) ?? new Uint8Array(CHUNK_BYTES))
        const { done, value } = await within<{ done: boolean; value?: Uint8Array | undefined }>(
          reading,
          options.idleTimeoutMs,
          controller.signal,
          silent,
        )
        if (done || value === undefined) {
          release()
          sink.close()
          if (request === null || value === undefined) sink.byobRequest?.respond(0)
          else request.respondWithNewView(value)
          return
        }
        count += value.byteLength
        if (count > options.maxBytes) throw tooLarge()
        if (request === null) sink.enqueue(value)
        else request.respondWithNewView(value)
      } catch (error) {
        const reason = controller.signal.aborted ? controller.signal.reason : error
        sink.error(fail(reason))
      }
    },
    cancel(reason) {
      fail(reason ?? new DOMException('The body was not wanted.', 'AbortError'))
    },
  })
  return new Response(body, shape)
}

function within<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal, late: () => FetchLimit): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    const timer = setTimeout(() => reject(late()), timeoutMs)
    signal.addEventListener('abort', onAbort, { once: true })
    work
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      })
      .catch(() => {})
  })
}

type SourceReader = { filling: ReadableStreamBYOBReader; plain: null } | { filling: null; plain: ReadableStreamDefaultReader<Uint8Array> }

/** A reader that fills buffers, where the stream is made of bytes. */
function readerOf(stream: ReadableStream<Uint8Array>): SourceReader {
  try {
    return { filling: stream.getReader({ mode: 'byob' }), plain: null }
  } catch {
    return { filling: null, plain: stream.getReader() }
  }
}
