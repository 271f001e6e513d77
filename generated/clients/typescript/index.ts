// Written by hand; the generated part is core.ts. Waiting, events, downloads, lists and webhooks, under the names that every client has.
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type { components as ConfigComponents } from '../../config/types.ts'
import type { components, operations } from '../../generation/types.ts'
import { type ConfigClient, createConfigClient, createGenerationClient, type GenerationClient, type PlatformOptions } from './core.ts'
import { eventsIn } from './event-stream.ts'

export { createConfigClient, createGenerationClient } from './core.ts'
export type { ConfigClient, GenerationClient, PlatformOptions } from './core.ts'

export type Problem = components['schemas']['Problem']
export type Generation = components['schemas']['Generation']
export type GenerateRequest = NonNullable<operations['generate']['requestBody']>['content']['application/json']
export type GenerationEvent = components['schemas']['GenerationEvent']
/** The content of a delivery; `type` says which. The event of a test has the type `webhook.test`. */
export type WebhookEvent =
  | components['schemas']['WebhookEvent']
  | ConfigComponents['schemas']['AlertEvent']
  | ConfigComponents['schemas']['WebhookTestEvent']

/** A failed response. `problem` is null if it did not come from the service itself. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem | null
  readonly response: Response

  constructor(error: unknown, response: Response) {
    const problem = isProblem(error) ? error : null
    super(problem === null ? `HTTP ${response.status}` : [`${problem.title} (${problem.code})`, problem.detail].filter(Boolean).join(': '))
    this.problem = problem
    this.response = response
  }

  get status(): number {
    return this.response.status
  }

  /** The stable code, such as `rate_limited`; null if the response did not come from the service itself. */
  get code(): string | null {
    return this.problem?.code ?? null
  }

  /** Name it when you ask the operator about this call. */
  get requestId(): string | null {
    return this.problem?.request_id ?? this.response.headers.get('x-request-id')
  }

  /** The generation that had begun, if there is one. A repeat with the same key returns its result again. */
  get generationId(): string | null {
    return this.problem?.generation_id ?? null
  }

  /** How long the service asks to wait; null if it does not say. */
  get retryAfterMs(): number | null {
    return this.problem?.retry_after_ms ?? retryAfterOf(this.response)
  }
}

/** The generation ended without a result; `generation` has its status, its error and its cost. */
export class GenerationFailedError extends Error {
  override readonly name = 'GenerationFailedError'
  readonly generation: Generation

  constructor(generation: Generation) {
    const reason = generation.error === null ? '' : `: ${generation.error.message}`
    super(`Generation ${generation.id} ${endOf(generation.status)} (${codeOf(generation)})${reason}`)
    this.generation = generation
  }

  /** The stable code, such as `safety_refused`: the one that ApiError has if the call itself waits for the end. */
  get code(): string {
    return codeOf(this.generation)
  }

  get requestId(): string {
    return this.generation.request_id
  }
}

/** The deadline has passed, and the generation goes on. Call again with the same body and `idempotencyKey` to get its result. */
export class WaitTimeoutError extends Error {
  override readonly name = 'WaitTimeoutError'
  readonly generationId: string | null
  /** Null if the wait was for a generation that had begun before: `waitForGeneration`. */
  readonly idempotencyKey: string | null

  constructor(generationId: string | null, idempotencyKey: string | null, cause: unknown) {
    const key = idempotencyKey === null ? '' : `, Idempotency-Key ${idempotencyKey}`
    super(`The generation has not finished in time (${generationId ?? 'not accepted yet'}${key}).`, { cause })
    this.generationId = generationId
    this.idempotencyKey = idempotencyKey
  }
}

/** The caller stopped the wait. The generation, if one had begun, was asked to stop. */
export class CanceledError extends Error {
  override readonly name = 'CanceledError'
  readonly generationId: string | null
  readonly idempotencyKey: string

  constructor(generationId: string | null, idempotencyKey: string) {
    super(`The wait was canceled (${generationId ?? 'not accepted yet'}, Idempotency-Key ${idempotencyKey}).`)
    this.generationId = generationId
    this.idempotencyKey = idempotencyKey
  }
}

/** The delivery was not signed with this secret, or it is too old. Do not process it. */
export class InvalidWebhookError extends Error {
  override readonly name = 'InvalidWebhookError'
}

/** Returns the data of a response; throws ApiError if the call failed. `unwrap(await client.GET('/models'))` */
export function unwrap<Data>(result: { data?: Data; error?: unknown; response: Response }): Data {
  if (!result.response.ok) throw new ApiError(result.error, result.response)
  return result.data as Data
}

export interface ClientOptions extends PlatformOptions {
  /** The project to act in; needed with a key of a user. Every call of the generation service names it. */
  projectId?: string
}

export interface GenerateOptions {
  /** By default a new key for each call. Give the key of an earlier call to get that call's result. */
  idempotencyKey?: string
  /** Stop waiting after this long; default 5 minutes. The generation goes on. */
  timeoutMs?: number
  /** Stops the wait, and asks the service to cancel the generation. */
  signal?: AbortSignal
  /** Called with each state that a look at the generation shows. */
  onUpdate?: (generation: Generation) => void
}

/** One event of a generation; its `type` says what `data` is. Give `id` as `lastEventId` to continue after this event. */
export type ReceivedEvent = { [Type in GenerationEvent['type']]: Received<Type> }[GenerationEvent['type']]

interface Received<Type extends GenerationEvent['type']> {
  id: string
  type: Type
  data: Extract<GenerationEvent, { type: Type }>
}

export interface EventOptions {
  lastEventId?: string
  signal?: AbortSignal
}

export interface Page<Item> {
  data: Item[]
  next_cursor: string | null
}

export interface Platform {
  /** Every operation of the generation service. */
  readonly generation: GenerationClient
  /** Every operation of the config service. */
  readonly config: ConfigClient
  /**
   * Makes pictures and waits for them. All tries of one call have one Idempotency-Key, so nothing is bought twice.
   * @throws GenerationFailedError, WaitTimeoutError, CanceledError; ApiError if the request was refused
   */
  generateAndWait(body: GenerateRequest, options?: GenerateOptions): Promise<Generation>
  /** The events of a generation until it has finished. A broken connection is resumed after the last event. */
  events(generationId: string, options?: EventOptions): AsyncGenerator<ReceivedEvent, void, undefined>
  /** The bytes of a picture, by the id of its asset. */
  download(assetId: string, options?: { signal?: AbortSignal }): Promise<Uint8Array<ArrayBuffer>>
  /**
   * Every item of a list: `paginate((cursor) => cma.generation.GET('/generations', { params: { query: { cursor } } }))`. The function may
   * also return the data of the response, as `unwrap` does.
   */
  paginate<Item>(
    page: (cursor: string | undefined) => Promise<CallResult<Page<Item>> | Page<Item>>,
    options?: { signal?: AbortSignal },
  ): AsyncGenerator<Item, void, undefined>
}

interface CallResult<Data> {
  data?: Data
  error?: unknown
  response: Response
}

const UNFINISHED: readonly string[] = ['queued', 'running']
const REPEATED = new Set([408, 429, 500, 502, 503, 504])
const MOST_FAILURES = 8
const TRY_MS = 60_000
/** How long calls without a deadline of their own are repeated. */
const PATIENCE_MS = 60_000

/** A client of one platform. */
export function createClient({ projectId, ...options }: ClientOptions): Platform {
  const generation = createGenerationClient(options)
  const config = createConfigClient(options)
  if (projectId !== undefined) {
    requireHeader('X-Project-ID', projectId)
    generation.use({
      onRequest({ request }) {
        if (!request.headers.has('x-project-id')) request.headers.set('x-project-id', projectId)
        return request
      },
    })
  }

  const look = (generationId: string, signal: AbortSignal | undefined, until: number) =>
    generation.GET('/generations/{generation_id}', {
      params: { path: { generation_id: generationId } },
      signal: within(signal, until),
    })

  async function generateAndWait(body: GenerateRequest, given: GenerateOptions = {}): Promise<Generation> {
    const { timeoutMs = 300_000, signal, onUpdate } = given
    // Made here, outside of every loop: a key for each try would buy again with each try.
    const idempotencyKey = given.idempotencyKey ?? crypto.randomUUID()
    requireHeader('Idempotency-Key', idempotencyKey)
    const until = Date.now() + timeoutMs
    let generationId: string | null = null
    try {
      signal?.throwIfAborted()
      // Not aborted by the caller's signal: the id in the response is what a cancel needs.
      const submit = () =>
        generation.POST('/generate', {
          params: { header: { 'Idempotency-Key': idempotencyKey, Prefer: 'respond-async' } },
          body,
          signal: within(undefined, until),
        })
      let next = () => submit() as Promise<CallResult<Generation>>
      for (;;) {
        const result: CallResult<Generation> = await repeated(next, { until, signal }).catch((error: unknown) => {
          if (generationId !== null || !(error instanceof ApiError) || error.generationId === null) throw error
          // The job had begun and has failed. Its record says more than the problem.
          generationId = error.generationId
          return look(generationId, signal, until)
        })
        const found = unwrap(result)
        generationId = found.id
        onUpdate?.(found)
        if (found.status === 'succeeded') return found
        if (!UNFINISHED.includes(found.status)) throw new GenerationFailedError(found)
        await pauseUntil(until, withJitter(retryAfterOf(result.response) ?? 1000), signal)
        next = () => look(found.id, signal, until)
      }
    } catch (error) {
      if (signal?.aborted) {
        if (generationId !== null) await cancel(generationId)
        throw new CanceledError(generationId, idempotencyKey)
      }
      if (error instanceof OutOfTime) throw new WaitTimeoutError(generationId, idempotencyKey, error.cause)
      throw error
    }
  }

  /** Asks the service to stop. A refusal (already ended, or its provider cannot stop) is no error of the wait. */
  async function cancel(generationId: string): Promise<void> {
    const until = Date.now() + 10_000
    const call = () =>
      generation.POST('/generations/{generation_id}/cancel', {
        params: { path: { generation_id: generationId } },
        signal: within(undefined, until),
      })
    await repeated(call, { until }).catch(() => undefined)
  }

  async function* events(generationId: string, { lastEventId, signal }: EventOptions = {}): AsyncGenerator<ReceivedEvent, void, undefined> {
    let last = lastEventId
    for (let failures = 0; ; failures++) {
      const open = () =>
        generation.GET('/generations/{generation_id}/events', {
          params: { path: { generation_id: generationId }, header: last === undefined ? {} : { 'Last-Event-ID': last } },
          parseAs: 'stream',
          ...(signal === undefined ? {} : { signal }),
        })
      const stream = unwrap(await repeated(open, { signal })) as unknown as ReadableStream<Uint8Array> | null
      let broken: unknown = new Error('The stream ended before its last event.')
      try {
        for await (const { id, type, data } of eventsIn(stream)) {
          failures = 0
          last = id
          yield { id, type, data: JSON.parse(data) as GenerationEvent } as ReceivedEvent
          if (type === 'finished') return
        }
      } catch (error) {
        if (signal?.aborted || error instanceof SyntaxError) throw error
        broken = error
      }
      if (failures >= MOST_FAILURES) throw broken
      await pauseUntil(Infinity, backoff(failures), signal)
    }
  }

  async function download(assetId: string, { signal }: { signal?: AbortSignal } = {}): Promise<Uint8Array<ArrayBuffer>> {
    const call = () =>
      generation.GET('/assets/{asset_id}/content', {
        params: { path: { asset_id: assetId } },
        parseAs: 'arrayBuffer',
        ...(signal === undefined ? {} : { signal }),
      })
    return new Uint8Array(unwrap(await repeated(call, { signal })) as unknown as ArrayBuffer)
  }

  async function* paginate<Item>(
    page: (cursor: string | undefined) => Promise<CallResult<Page<Item>> | Page<Item>>,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Item, void, undefined> {
    let cursor: string | undefined
    do {
      const from = cursor
      const listed = unwrap(await repeated(async () => resultOf(await page(from)), { signal }))
      if (!Array.isArray(listed?.data)) throw new TypeError('The function of paginate returned no list. Return the result of GET of a list.')
      const { data, next_cursor: next } = listed
      yield* data
      cursor = next ?? undefined
    } while (cursor !== undefined)
  }

  return { generation, config, generateAndWait, events, download, paginate }
}

/** Throws TypeError if no header can hold the value. Inside of `repeated` the same error would look like a broken connection. */
function requireHeader(name: string, value: string): void {
  new Headers().set(name, value)
}

/** Returns the result of a call. A page without a response beside it is the data already. */
function resultOf<Data extends object>(page: CallResult<Data> | Data): CallResult<Data> {
  return typeof page === 'object' && page !== null && 'response' in page ? page : { data: page, response: new Response() }
}

/** Says how a generation with this status has ended. */
function endOf(status: string): string {
  return status === 'failed' ? 'has failed' : status === 'canceled' ? 'was canceled' : `is ${status}`
}

function codeOf({ status, error }: Generation): string {
  if (status === 'canceled') return 'generation_canceled'
  return error?.code ?? (status === 'indeterminate' ? 'outcome_indeterminate' : 'internal_error')
}

/** The headers of a request as fetch, Node's http or a framework has them. */
export type WebhookHeaders = Headers | Record<string, string | readonly string[] | undefined>

/**
 * Checks the signature of a delivery by Standard Webhooks, and returns its content.
 * @param payload the body exactly as it arrived, not parsed and serialized again
 * @param headers all headers of the request, such as `request.headers`
 * @throws InvalidWebhookError
 */
export function verifyWebhook(payload: string, headers: WebhookHeaders, secret: string): WebhookEvent {
  try {
    return new Webhook(secret).verify(payload, plainHeaders(headers)) as WebhookEvent
  } catch (error) {
    if (error instanceof WebhookVerificationError) throw new InvalidWebhookError(error.message, { cause: error })
    throw error
  }
}

function plainHeaders(headers: WebhookHeaders): Record<string, string> {
  const entries: (readonly [string, string | readonly string[] | undefined])[] = headers instanceof Headers ? [...headers] : Object.entries(headers)
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])))
}

export interface WaitOptions {
  /** Give up after this long; default 5 minutes. The generation goes on. */
  timeoutMs?: number
  /** How long between two looks, if the service names no time; default 1 second. */
  pollMs?: number
  /** The project to act in; needed with a key of a user. */
  projectId?: string
  signal?: AbortSignal
}

/** Follows a generation to its end, whatever that is: look at `status`. Throws WaitTimeoutError after `timeoutMs`. */
export async function waitForGeneration(client: GenerationClient, generationId: string, options: WaitOptions = {}): Promise<Generation> {
  const { timeoutMs = 300_000, pollMs = 1000, projectId, signal } = options
  const until = Date.now() + timeoutMs
  const header = projectId === undefined ? {} : { 'X-Project-ID': projectId }
  try {
    for (;;) {
      const call = () =>
        client.GET('/generations/{generation_id}', { params: { path: { generation_id: generationId }, header }, signal: within(signal, until) })
      const result = await repeated(call, { until, signal })
      const generation = unwrap(result)
      if (!UNFINISHED.includes(generation.status)) return generation
      await pauseUntil(until, retryAfterOf(result.response) ?? pollMs, signal)
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error
    throw new WaitTimeoutError(generationId, null, error.cause)
  }
}

class OutOfTime extends Error {}

interface Repeats {
  until?: number
  signal?: AbortSignal | undefined
}

/**
 * Repeats a call whose failure bought nothing, or that has an Idempotency-Key. Only for such calls: a connection that breaks does not say
 * whether the service has done the work. A failure that names its generation is not repeated, because the repeat would return it again.
 * @throws ApiError after a refusal; the last error of the connection; OutOfTime if there was none
 */
async function repeated<Data>(call: () => Promise<CallResult<Data>>, { until, signal }: Repeats): Promise<CallResult<Data>> {
  const startedAt = Date.now()
  for (let failures = 0; ; failures++) {
    let failure: unknown
    let waitMs = backoff(failures)
    try {
      const result = await call()
      if (result.response.ok) return result
      const error = new ApiError(result.error, result.response)
      if (!REPEATED.has(error.status) || error.generationId !== null) throw error
      failure = error
      waitMs = error.retryAfterMs === null ? waitMs : withJitter(error.retryAfterMs)
    } catch (error) {
      if (signal?.aborted || failure !== undefined || error instanceof ApiError) throw error
      failure = error
    }
    // A refusal that outlasts the deadline is the answer. A deadline that ends a broken connection is the caller's to handle.
    const refused = failure instanceof ApiError || until === undefined
    const end = until ?? startedAt + PATIENCE_MS
    if (failures + 1 >= MOST_FAILURES || (refused && Date.now() + waitMs > end)) throw failure
    await pauseUntil(end, waitMs, signal, failure)
  }
}

/** The caller's signal, and the longest time of one try. */
function within(signal: AbortSignal | undefined, until: number): AbortSignal {
  const most = AbortSignal.timeout(Math.max(1, Math.min(TRY_MS, until - Date.now())))
  return signal === undefined ? most : AbortSignal.any([signal, most])
}

function backoff(failures: number): number {
  return Math.min(8000, 500 * 2 ** failures) * (0.5 + Math.random() / 2)
}

/** Never earlier than the service asks, and not at the same moment as every other client. */
function withJitter(waitMs: number): number {
  return waitMs + Math.random() * Math.min(1000, 50 + waitMs / 4)
}

function retryAfterOf(response: Response): number | null {
  const text = response.headers.get('retry-after')
  if (text === null) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

async function pauseUntil(until: number, waitMs: number, signal: AbortSignal | undefined, cause?: unknown): Promise<void> {
  if (Date.now() + waitMs > until) throw new OutOfTime('the deadline', { cause })
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal!.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, waitMs)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'request_id' in error
}
