// A dry run shows the requests that an adapter would send to its provider. Answers that are passed in are read as if the provider had sent
// them. The adapter's own code runs, but nothing is sent over the network.
import { decodeBase64 } from '../shared/base64.ts'
import { streamOf } from '../shared/bytes.ts'
import type { GuardedFetch } from '../shared/guarded-fetch/fetch.ts'
import { PictureInspector } from '../pictures/inspect.ts'
import type { Json } from '../shared/json.ts'
import { Secret } from '../shared/secret.ts'
import { type Charge, chargeOf } from './pricing.ts'
import {
  type Accepted,
  type Done,
  type ImageFormat,
  type ImageSource,
  type Pending,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
  ProviderFailure,
} from './provider.ts'
import { soundAnswer } from './sound-answer.ts'

export interface PastedAnswer {
  status: number
  headers: Record<string, string>
  /** A JSON value. If it is a text, the text is the whole body, without quotes around it. */
  body: Json
  /** The bytes of a body that is not text. If they are set, `body` is ignored. */
  bytes?: Uint8Array<ArrayBuffer> | null
}

export interface DryCall {
  method: string
  url: string
  headers: Record<string, string>
  body: Json
  answered: boolean
}

/** Facts about the bytes of an answer: their number and format; the format is null if they are not a picture. */
interface ByteFacts {
  sizeBytes: number
  format: ImageFormat | null
  width: number | null
  height: number | null
}
export interface DryPicture extends Omit<ByteFacts, 'sizeBytes'> {
  url: string | null
  sizeBytes: number | null
  seed: number | null
  revisedPrompt: string | null
}

export type DryOutcome =
  | { state: 'done'; images: DryPicture[]; texts: string[]; charge: Charge }
  | { state: 'accepted' | 'pending'; progress: number | null; pollAfterMs: number }
  | { state: 'failed'; failure: ProviderFailure }

export interface DryRun {
  calls: DryCall[]
  /**
   * The outcome according to the answers that were passed in; null if there were none, or if the provider is inside the platform and so
   * makes no HTTP calls.
   */
  outcome: DryOutcome | null
}

/** @param baseUrl the base URL that is set in the instance's credential; null if none is set. */
export async function dryRun(
  adapter: ProviderAdapter,
  call: ProviderCall,
  baseUrl: string | null,
  answers: readonly PastedAnswer[],
): Promise<DryRun> {
  // A provider inside the platform makes no calls, so there is nothing to show.
  if (adapter.defaultBaseUrl === 'local:') return { calls: [], outcome: null }
  const host = new DryRunHost(answers)
  const context = host.context(adapter, baseUrl)
  let outcome: DryOutcome | null = null
  try {
    let state: Done | Accepted | Pending = await adapter.submit(call, context)
    outcome = await host.outcomeOf(state, call)
    let handle: Json = state.kind === 'accepted' ? state.handle : null
    while (state.kind !== 'done') {
      // Each poll takes the next answer. If no answer is left, the poll throws, which ends the loop.
      state = await adapter.poll!(handle, call, context)
      outcome = await host.outcomeOf(state, call)
      if (state.kind === 'pending') handle = state.handle ?? handle
    }
  } catch (error) {
    // When all answers that were passed in are used up, the next call throws. This error does not come from the adapter, so `outcome`
    // keeps its last value.
    if (!host.exhausted) {
      if (!(error instanceof ProviderFailure)) throw error
      outcome = { state: 'failed', failure: error }
    }
  }
  return { calls: host.calls, outcome }
}

/** Records an adapter's requests, and replies with the answers that were passed in. */
class DryRunHost {
  readonly calls: DryCall[] = []
  exhausted = false
  readonly #answers: readonly PastedAnswer[]
  readonly #sunk = new Map<string, ByteFacts>()

  constructor(answers: readonly PastedAnswer[]) {
    this.#answers = answers
  }

  context(adapter: ProviderAdapter, baseUrl: string | null): ProviderContext {
    const required = adapter.credentialFields.filter((field) => field.required)
    return {
      fetch: this.#fetch,
      clock: () => Date.now(),
      credential: { fields: Object.fromEntries(required.map(({ name }) => [name, new Secret('[redacted]')])), baseUrl },
      signal: new AbortController().signal,
      ai: { run: this.#run },
      sink: async (bytes) => {
        const id = String(this.#sunk.size)
        this.#sunk.set(id, await factsOf(bytes))
        return { kind: 'sunk', id }
      },
      progress() {},
      partial() {},
    }
  }

  async outcomeOf(state: Done | Accepted | Pending, call: ProviderCall): Promise<DryOutcome> {
    if (state.kind !== 'done')
      return { state: state.kind, progress: state.kind === 'pending' ? state.progress : null, pollAfterMs: state.pollAfterMs }
    const { usage, costMicros, texts, images: kept } = soundAnswer(state, call.request).answer
    const images: DryPicture[] = []
    for (const { source, seed, revisedPrompt } of kept) images.push({ ...(await this.#shown(source)), seed, revisedPrompt })
    return {
      state: 'done',
      images,
      texts,
      charge: chargeOf(call.request, { images: images.length, usage, inputs: call.inputs, costMicros }),
    }
  }

  async #shown(source: ImageSource): Promise<Omit<DryPicture, 'seed' | 'revisedPrompt'>> {
    switch (source.kind) {
      case 'url':
        return { url: source.url, sizeBytes: null, format: null, width: null, height: null }
      case 'sunk':
        return { url: null, ...this.#sunk.get(source.id)! }
      case 'stream':
        return { url: null, ...(await factsOf(source.stream)) }
      case 'bytes':
        return { url: null, ...(await factsOf(streamOf(source.bytes))) }
      case 'base64':
        return { url: null, ...(await factsOf(streamOf(decodeBase64(source.data) ?? new Uint8Array(0)))) }
    }
  }

  readonly #fetch: GuardedFetch = async (url, init) => {
    const headers = new Headers(init.headers)
    // The boundary of a form is random, so it is not shown.
    const shown = { ...Object.fromEntries(headers), ...(headers.has('content-type') ? { 'content-type': mediaType(headers) } : {}) }
    const {
      status,
      headers: given,
      body,
      bytes = null,
    } = this.#take({ method: init.method ?? 'GET', url, headers: shown, body: await bodyOf(init, headers) })
    const text = status === 204 || status === 205 || status === 304 ? null : typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(bytes ?? text, { status, headers: { 'content-type': 'application/json', ...given } })
  }

  readonly #run = async (model: string, input: unknown): Promise<unknown> => {
    const { multipart } = input as { multipart?: { body: ReadableStream; contentType: string } }
    const headers = new Headers(multipart === undefined ? {} : { 'content-type': multipart.contentType })
    const body = multipart === undefined ? (input as Json) : await bodyOf({ body: multipart.body }, headers)
    const answer = this.#take({ method: 'RUN', url: model, headers: {}, body })
    if (answer.status >= 400) throw new Error(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    return answer.body
  }

  #take(call: Omit<DryCall, 'answered'>): PastedAnswer {
    const answer = this.exhausted ? undefined : this.#answers[this.calls.length]
    this.calls.push({ ...call, answered: answer !== undefined })
    if (answer !== undefined) return answer
    this.exhausted = true
    throw new Error('there is no answer to this')
  }
}

const mediaType = (headers: Headers) => headers.get('content-type')!.split(';')[0]!.trim()

async function bodyOf({ body }: Pick<RequestInit, 'body'>, headers: Headers): Promise<Json> {
  if (body === null || body === undefined) return null
  const type = headers.get('content-type') ?? ''
  // The body is a single picture, as in an upload.
  if (type.startsWith('image/')) return { content_type: type, size_bytes: (await new Response(body).arrayBuffer()).byteLength }
  if (!type.startsWith('multipart/form-data')) return JSON.parse(await new Response(body).text()) as Json
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name).map(shownValue)
      return [name, values.length === 1 ? values[0]! : values]
    }),
  )
}

function shownValue(value: string | { name: string; type: string; size: number }): Json {
  return typeof value === 'string' ? value : { file_name: value.name, content_type: value.type, size_bytes: value.size }
}

async function factsOf(stream: ReadableStream<Uint8Array>): Promise<ByteFacts> {
  const inspector = new PictureInspector()
  let sizeBytes = 0
  let isPicture = true
  for await (const chunk of stream) {
    sizeBytes += chunk.byteLength
    try {
      if (isPicture) inspector.push(chunk)
    } catch {
      isPicture = false
    }
  }
  try {
    const { format, width, height } = inspector.end()
    if (isPicture) return { sizeBytes, format, width, height }
  } catch {
    // The error is ignored: it only means that the bytes are not a complete picture.
  }
  return { sizeBytes, format: null, width: null, height: null }
}
