// How adapters call their providers: addresses, credentials, limits, and the meaning of a failed call.
import type { z } from 'zod'
import { AppError } from '../shared/errors.ts'
import { FetchLimit } from '../shared/guarded-fetch/limits.ts'
import type { Json } from '../shared/json.ts'
import { retryAfterMs } from '../shared/retry-after.ts'
import type { Secret } from '../shared/secret.ts'
import type { MultipartBody } from './multipart.ts'
import { addressesOf } from './addresses.ts'
import { kindOfError } from './error-words.ts'
import { type FailureKind, ProviderFailure, type ProviderContext } from './provider.ts'
import { scrub } from './scrub.ts'

export type Billed = ProviderFailure['billed']

/**
 * The meaning of an error, as an adapter reads it from the response. Absent fields are derived from the HTTP status and from the usual
 * fields of the body.
 */
export interface ErrorReading {
  kind?: FailureKind
  billed?: Billed
  message?: string
}

export interface HttpOptions {
  /** The provider's name, for messages. */
  provider: string
  context: Pick<ProviderContext, 'fetch' | 'clock' | 'credential' | 'instead' | 'signal' | 'hold'>
  defaultBaseUrl: string
  /** Returns the headers that carry the credential. They are sent only to the provider's own origin. */
  authorize(fields: Record<string, Secret>): Record<string, string>
  /**
   * Returns headers that sign the method, the URL and the body of a request, for providers that do not accept a plain key. The body of a
   * multipart request is not signed.
   */
  sign?(request: SignedRequest): Promise<Record<string, string>>
  /**
   * Returns whether `host` belongs to the provider although it is not the host of `defaultBaseUrl`. The credential may be sent to such a
   * host, unless the instance has set a base URL at another server.
   */
  isOwnHost?(host: string): boolean
  readError?(body: Json, status: number, headers: Headers): ErrorReading | null
}

export interface SignedRequest {
  method: HttpCall['method']
  url: string
  body: string | null
}

export interface HttpCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** A path below the base URL, starting with a slash; or a whole URL from an answer. */
  target: string
  query?: Record<string, string>
  headers?: Record<string, string>
  json?: Json
  multipart?: MultipartBody
  /** Whether the provider may bill for this call. If so, a missing or unreadable answer leaves the charge unknown. */
  mayBill: boolean
  /**
   * The kind of failure for status 404 or 410. A poll sets `lost`, because these statuses then mean that the provider has forgotten the
   * work. Default: `bad_request`.
   */
  notFound?: FailureKind
  maxBytes?: number
  headersTimeoutMs?: number
  /** The maximum pause between two parts of the answer's body, in milliseconds. */
  idleTimeoutMs?: number
}

export interface JsonAnswer<T> {
  body: T
  status: number
  headers: Headers
}

export interface ProviderHttp {
  /** Returns the response of a successful call, with its body unread. Throws ProviderFailure. */
  send(call: HttpCall): Promise<Response>
  /** Makes a call and validates its JSON answer. Throws ProviderFailure. */
  json<T>(call: HttpCall, schema: z.ZodType<T>): Promise<JsonAnswer<T>>
  /** Parses the text of an answer as JSON. Throws ProviderFailure `malformed` if it is not JSON. */
  readJson(text: string, call: Pick<HttpCall, 'mayBill'>): NonNullable<Json>
  /** Returns the failure for an error in an answer with a success status, or in an event of a stream. */
  failureIn(body: Json, call: Pick<HttpCall, 'mayBill'>, headers?: Headers): ProviderFailure
  /** Returns the failure for an answer that cannot be understood. */
  malformed(what: string, call: Pick<HttpCall, 'mayBill'>): ProviderFailure
  /** Converts an error that was thrown during a call, or while its answer was read, to a ProviderFailure. */
  failureOf(error: unknown, call: Pick<HttpCall, 'mayBill'>): ProviderFailure
  /** Whether a URL in an answer belongs to the provider. The credential may be sent only to such a URL. */
  isOwn(url: string): boolean
  /**
   * Returns the URL to call for a URL in an answer: the URL itself, or the same path at the proxy if the base URL is a proxy. Returns null
   * if the URL is not the provider's.
   */
  ownAddress(url: string): string | null
  /** Resolves a URL in an answer against the base URL. Returns null if the URL in the answer is invalid. */
  absolute(url: string): string | null
  scrub(text: string): string
}

/** The maximum length of an answer that is held in memory as a whole. A longer answer, or one of unknown length, is read as it arrives. */
export const HELD_ANSWER_BYTES = 4 * 1024 * 1024
const MAX_JSON_BYTES = 1024 * 1024
const MAX_ERROR_BYTES = 64 * 1024
const HEADERS_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 60_000

export function providerHttp(options: HttpOptions): ProviderHttp {
  const { credential, instead } = options.context
  const secrets = Object.values(credential.fields)
  const server: Server = {
    ...options,
    provider: instead?.provider ?? options.provider,
    authorize: instead?.authorize ?? options.authorize,
    addresses: addressesOf(credential.baseUrl ?? options.defaultBaseUrl, options.defaultBaseUrl, options.isOwnHost ?? (() => false)),
    clean: (text) => scrub(text, secrets),
  }
  return {
    send: (call) => send(server, call),
    json: (call, schema) => sendForJson(server, call, schema),
    readJson: (text, call) => readJson(server, text, call),
    failureIn: (body, call, headers = new Headers()) => failureFrom(server, body, 'an error without a word', 200, headers, call),
    malformed: (what, call) => malformed(server, what, call),
    failureOf: (error, call) => failureOf(server, error, call),
    isOwn: server.addresses.isOwn,
    ownAddress: server.addresses.own,
    scrub: server.clean,
    absolute: server.addresses.absolute,
  }
}

/** The options of `providerHttp`, with two values that are derived from them. */
interface Server extends HttpOptions {
  addresses: ReturnType<typeof addressesOf>
  /** Returns the text without the credential's secrets. */
  clean(text: string): string
}
type MayBill = Pick<HttpCall, 'mayBill'>

async function send(server: Server, call: HttpCall): Promise<Response> {
  const { addresses, context } = server
  const url = addresses.of(call.target, call.query)
  if (!addresses.isOwn(url)) throw malformed(server, 'it names an address that is not its own', call)
  const init = await requestOf(server, call, url)
  let response: Response
  try {
    response = await context.fetch(url, init, {
      // Redirects are not followed. APIs do not need them, and the request must not be sent to a second address.
      maxRedirects: 0,
      maxBytes: call.maxBytes ?? MAX_JSON_BYTES,
      headersTimeoutMs: call.headersTimeoutMs ?? HEADERS_TIMEOUT_MS,
      idleTimeoutMs: call.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
      holdUpTo: HELD_ANSWER_BYTES,
      beforeHold: context.hold,
      signal: context.signal,
    })
  } catch (error) {
    throw failureOf(server, error, call)
  }
  if (response.ok) return response
  const { status, headers } = response
  const text = await readUpTo(response, MAX_ERROR_BYTES).catch(() => '')
  throw looksLikePage(text)
    ? failureFrom(server, null, `a web page, with status ${status}`, status, headers, call)
    : failureFrom(server, parsed(text), text, status, headers, call)
}

async function requestOf(server: Server, call: HttpCall, url: string): Promise<RequestInit> {
  const headers = new Headers({ accept: 'application/json' })
  const { credential, instead } = server.context
  const sets = [instead?.headers ?? {}, call.headers ?? {}, server.authorize(credential.fields)]
  for (const [name, value] of sets.flatMap((each) => Object.entries(each))) headers.set(name, value)
  const init: RequestInit = { method: call.method, headers }
  if (call.json !== undefined) {
    headers.set('content-type', 'application/json')
    init.body = JSON.stringify(call.json)
  } else if (call.multipart !== undefined) {
    headers.set('content-type', call.multipart.contentType)
    init.body = call.multipart.open()
    // Node requires `duplex` if the body is a stream; the Workers runtime ignores it.
    Object.assign(init, { duplex: 'half' })
  }
  if (server.sign !== undefined) {
    const body = typeof init.body === 'string' ? init.body : null
    const signed = await server.sign({ method: call.method, url, body })
    for (const [name, value] of Object.entries(signed)) headers.set(name, value)
  }
  return init
}

async function sendForJson<T>(server: Server, call: HttpCall, schema: z.ZodType<T>): Promise<JsonAnswer<T>> {
  const response = await send(server, call)
  let text: string
  try {
    text = await response.text()
  } catch (error) {
    throw failureOf(server, error, call)
  }
  const body = readJson(server, text, call)
  const read = schema.safeParse(body)
  if (read.success) return { body: read.data, status: response.status, headers: response.headers }
  if (holdsError(body)) throw failureFrom(server, body, '', response.status, response.headers, call)
  const issue = read.error.issues[0]
  throw malformed(server, `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'of another shape'}`, call)
}

function readJson(server: Server, text: string, call: MayBill): NonNullable<Json> {
  const body = parsed(text)
  if (body !== null) return body
  throw malformed(server, text.trim() === '' ? 'it is empty' : looksLikePage(text) ? 'it is a web page' : 'it is no JSON', call)
}

function malformed({ provider, clean }: Server, what: string, { mayBill }: MayBill): ProviderFailure {
  return new ProviderFailure('malformed', clean(`${provider} gave an answer that cannot be read: ${what}`), {
    billed: mayBill ? 'unknown' : 'no',
  })
}

function failureOf({ provider, clean, context }: Server, error: unknown, { mayBill }: MayBill): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  const open = mayBill ? 'unknown' : 'no'
  const fail = (kind: FailureKind, message: string, billed: Billed) =>
    new ProviderFailure(kind, clean(`${provider} ${message}`), { billed, cause: error })
  if (error instanceof AppError && error.code === 'url_not_allowed')
    return fail('bad_request', `has an address that may not be called: ${error.message}`, 'no')
  if (error instanceof FetchLimit)
    return error.kind === 'too_large'
      ? fail('malformed', 'answered more than is read.', open)
      : fail('timeout', 'did not answer in time.', open)
  if (context.signal.aborted) {
    const timedOut = context.signal.reason instanceof DOMException && context.signal.reason.name === 'TimeoutError'
    return timedOut ? fail('timeout', 'did not answer in time.', open) : fail('canceled', 'was not waited for any longer.', open)
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') return fail('timeout', 'did not answer in time.', open)
  const message = error instanceof Error ? error.message : ''
  return wasNeverSent(message)
    ? fail('unavailable', 'could not be reached.', 'no')
    : fail('unavailable', 'could not be reached, or the connection broke.', open)
}

/**
 * Returns the failure for an error response. The kind of the failure comes from the provider's own error if that can be read, otherwise
 * from the status.
 */
function failureFrom(
  server: Server,
  body: Json,
  text: string,
  status: number,
  headers: Headers,
  call: Pick<HttpCall, 'mayBill' | 'notFound'>,
): ProviderFailure {
  const { provider, context, clean } = server
  const reading = server.readError?.(body, status, headers) ?? {}
  const byStatus = readStatus(status, call)
  const said = reading.message ?? messageIn(body) ?? text
  const message = `${provider}: ${said === '' ? `status ${status}, without a word` : said}`
  const kind = reading.kind ?? (SPEAKING.has(byStatus.kind) ? kindOfError(body, said) : null)
  return new ProviderFailure(kind ?? byStatus.kind, clean(message), {
    billed: reading.billed ?? (kind !== null && NEVER_BILLED.has(kind) ? 'no' : byStatus.billed),
    status,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), context.clock()),
    providerRequestId: requestIdOf(headers),
  })
}

/** For these kinds of failure the status says too little, so the code and the message of the error are read as well. */
const SPEAKING: ReadonlySet<FailureKind> = new Set(['bad_request', 'bad_credential', 'malformed', 'unavailable'])
const NEVER_BILLED: ReadonlySet<FailureKind> = new Set(['refused', 'bad_request', 'bad_credential', 'no_credit', 'rate_limited'])

/**
 * The meaning of HTTP statuses. `no`: the provider has not billed the call. `open`: it is unknown whether the provider has billed the call;
 * but if the call's `mayBill` is false, it is certain that the provider has not billed it.
 */
const BY_STATUS: Readonly<Record<number, readonly [kind: FailureKind, billed: 'no' | 'open']>> = {
  401: ['bad_credential', 'no'],
  402: ['no_credit', 'no'],
  403: ['bad_credential', 'no'],
  408: ['timeout', 'open'],
  409: ['unavailable', 'no'],
  425: ['unavailable', 'no'],
  429: ['rate_limited', 'no'],
  502: ['unavailable', 'open'],
  504: ['timeout', 'open'],
  // If the provider's server is behind Cloudflare, Cloudflare sends these statuses when that server does not respond properly. The provider
  // may have received the request, and may bill it.
  520: ['unavailable', 'open'],
  522: ['unavailable', 'open'],
  524: ['timeout', 'open'],
  // Cloudflare sends these statuses if the provider's server refused the connection, cannot be found, or has an invalid certificate. So
  // the provider has not received the request.
  521: ['unavailable', 'no'],
  523: ['unavailable', 'no'],
  525: ['unavailable', 'no'],
  526: ['unavailable', 'no'],
  530: ['unavailable', 'no'],
}

/**
 * Returns what the status alone shows: the kind of failure, and whether the provider has billed the call.
 * - A status below 300: the error is in the body. If the call may be billed, it is unknown whether the provider has billed it.
 * - 404 or 410, if the call sets `notFound`: the provider has forgotten the work, so it is unknown whether the work was billed.
 * - A status in BY_STATUS: the meaning that is listed there.
 * - Any other status: not billed.
 */
function readStatus(status: number, { mayBill, notFound }: Pick<HttpCall, 'mayBill' | 'notFound'>): { kind: FailureKind; billed: Billed } {
  const open = mayBill ? 'unknown' : 'no'
  if (status < 300) return { kind: 'malformed', billed: open }
  if (status < 400) return { kind: 'malformed', billed: 'no' }
  if (status === 404 || status === 410) return { kind: notFound ?? 'bad_request', billed: notFound === undefined ? 'no' : 'unknown' }
  const known = BY_STATUS[status]
  if (known !== undefined) return { kind: known[0], billed: known[1] === 'open' ? open : 'no' }
  return { kind: status < 500 ? 'bad_request' : 'unavailable', billed: 'no' }
}

/**
 * Returns whether the runtime's message shows that the network connection failed before the request was sent. If it does not show this, the
 * provider may have received the request and billed it. On Cloudflare a refused network connection is not an error but a response with
 * status 521. Local workerd has the same message for refused and for broken network connections. So with local workerd, the provider
 * counts as one that may have billed the call, even if the connection was refused.
 */
function wasNeverSent(message: string): boolean {
  return /refused|ENOTFOUND|EAI_AGAIN|DNS|getaddrinfo|certificate|TLS|handshake/i.test(message)
}

function requestIdOf(headers: Headers): string | null {
  const id = headers.get('x-request-id') ?? headers.get('x-fal-request-id') ?? headers.get('cf-ray')
  return id !== null && /^[\w.:-]{1,200}$/.test(id) ? id : null
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function looksLikePage(text: string): boolean {
  return /^\s*(<!doctype|<html|<head|<body|<\?xml)/i.test(text)
}

/** Whether a body reports an error. Some providers report errors with a success status. */
export function holdsError(body: Json): boolean {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return false
  return ['error', 'errors', 'detail', 'reject_reason'].some((name) => !isEmpty(body[name]))
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Returns the error message in a body. Looks for it in the usual fields, such as `message` and `detail`; null if none of them has one. */
export function messageIn(body: Json, depth = 0): string | null {
  if (typeof body === 'string') return body === '' ? null : body
  if (body === null || typeof body !== 'object' || depth > 4) return null
  if (Array.isArray(body)) {
    const all = body.slice(0, 5).flatMap((each) => messageIn(each, depth + 1) ?? [])
    return all.length === 0 ? null : all.join('; ')
  }
  if (typeof body['msg'] === 'string') {
    const prefix = Array.isArray(body['loc']) ? `${body['loc'].map((step) => JSON.stringify(step)).join('.')}: ` : ''
    return `${prefix}${body['msg']}`
  }
  for (const name of ['error', 'message', 'detail', 'errors', 'title', 'reason', 'error_message', 'reject_reason', 'code']) {
    const found = messageIn(body[name] ?? null, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** Reads the beginning of a body as text; does not wait for the rest. */
export async function readUpTo(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let count = 0; count < maxBytes;) {
      const { done, value } = await reader.read()
      if (done) break
      count += value.byteLength
      text += decoder.decode(value, { stream: true })
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
  return text.slice(0, maxBytes)
}
