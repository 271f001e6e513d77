// The interface of every provider. An adapter maps data and speaks one wire protocol; everything durable
// (retries, deadlines, money, storage) belongs to the generation job.
import type { Orientation } from '../pictures/orientation.ts'
import type { Clock } from '../shared/clock.ts'
import type { GuardedFetch } from '../shared/guarded-fetch/fetch.ts'
import type { Json, JsonObject } from '../shared/json.ts'
import type { Secret } from '../shared/secret.ts'
import type { Steps } from '../shared/slices.ts'
import type { SafetySettings } from './safety.ts'

export const OPERATIONS = [
  'generate',
  'edit',
  'inpaint',
  'remix',
  'reframe',
  'upscale',
  'remove_background',
  'replace_background',
  'describe',
] as const
export type Operation = (typeof OPERATIONS)[number]

export type ImageFormat = 'png' | 'jpeg' | 'webp'

/** How the pixels of a picture may be chosen. */
export type SizeRule =
  /** One of these, `1024x1024`. */
  | { kind: 'list'; sizes: string[] }
  /** Any width × height within bounds; both multiples of `multipleOf`; `maxRatio` 3 means 1:3 to 3:1. */
  | { kind: 'free'; multipleOf: number; minEdge: number; maxEdge: number; maxPixels: number; maxRatio: number }
  /** The model takes a ratio and a resolution instead of pixels. `pixels` gives width and height for ratio → resolution, if known. */
  | { kind: 'ratio'; ratios: string[]; resolutions: string[]; pixels: Record<string, Record<string, string>> }
  /** The result has the size of its input (upscale: times a factor). */
  | { kind: 'input' }

export type Background = 'auto' | 'opaque' | 'transparent'
export type Parameter = 'negative_prompt' | 'seed' | 'strength' | 'guidance' | 'steps' | 'enhance_prompt' | 'compression'

/** The capabilities of a model. `byOperation`: the differences of operations that support less than the others. */
export interface Capabilities extends OperationCapabilities {
  operations: Operation[]
  byOperation?: Partial<Record<Operation, Partial<OperationCapabilities>>>
}

export interface OperationCapabilities {
  size: SizeRule
  defaultSize: string | null
  /** Changed pictures keep the input's size unless another one is asked for; then width and height are null. Not for generate and reframe. */
  keepsInputSize?: boolean
  /** Without a size, the model gives a changed picture the shape of its input. */
  autoSize?: boolean
  maxImages: number
  formats: ImageFormat[]
  qualities: string[]
  /** The quality requested and priced by default; absent if the provider decides. */
  defaultQuality?: string
  styles: string[]
  backgrounds: Background[]
  /** Request fields that the model understands; everything else is rejected or, with on_unsupported: adapt, dropped and reported. */
  parameters: Parameter[]
  /** 0: the model takes no prompt. */
  maxPromptLength: number
  inputs: InputRule
  mask: boolean
  partialImages: boolean
}

export interface InputRule {
  max: number
  roles: InputRole[]
  /** Roles that may have fewer inputs than `max`. */
  maxByRole?: Partial<Record<InputRole, number>>
  /** The roles for which `weight` has an effect; absent: none. */
  weights?: InputRole[]
  maxBytes: number
  /** The longest edge, and the most pixels, of one input; absent: as large as can be stored. */
  maxEdge?: number
  maxPixels?: number
  formats: ImageFormat[]
}

/** When and how a price applies. Prices are data, with source and date; all amounts micro-USD. */
export type Price =
  | { kind: 'free' }
  /** The first rule whose every condition holds. `*` is not needed: a rule without conditions always holds. */
  | { kind: 'per_image'; rules: ImageRule[] }
  /** Started megapixels of the output; `firstMicros` for the first, `nextMicros` for each further. `inputMicros` per input megapixel. */
  | { kind: 'per_megapixel'; firstMicros: number; nextMicros: number; inputMicros: number }
  /**
   * Micro-USD per million tokens, by modality. The output tokens of one picture, by the first rule that holds: `estimate` for quotes, `most` for
   * what is reserved. `maxOutputTokens` bounds a picture that no rule of `most` is for.
   */
  | {
      kind: 'per_token'
      textInMicros: number
      imageInMicros: number
      imageOutMicros: number
      textOutMicros: number
      estimate: TokenRule[]
      most: TokenRule[]
      maxOutputTokens: number
    }

/** `input`: holds if an input of the request has this role. */
export type ImageRule = {
  operation?: Operation
  size?: string
  quality?: string
  resolution?: string
  input?: InputRole
  micros: number
}
/** `cells`: of any size, by OpenAI's published calculation; so many cells lie along the longer edge. */
export type TokenRule = { quality?: string; size?: string; resolution?: string } & ({ outputTokens: number } | { cells: number })

/** A model as our catalogue has it. Data: versioned, overridable per instance, and never a constant elsewhere in the code. */
export interface CatalogueModel {
  /** Our id, `[a-z0-9._:-]+`, unique over all providers. */
  id: string
  provider: string
  /** The provider's own name for it. */
  providerModel: string
  name: string
  description: string
  capabilities: Capabilities
  price: Price
  /** The provider reports its charge, which wins over `price`: a quote is an estimate. */
  reportsCost?: boolean
  /** The source of price and capabilities, with its date (YYYY-MM-DD). `note`: set if it is not the provider's own page, or incomplete. */
  source: { url: string; date: string; note?: string }
  /** YYYY-MM-DD, or null while none is announced. */
  shutdownDate: string | null
  /** The model that replaces it after its shutdown. */
  successor: string | null
  /** Only available if an instance has enabled it: models for tests and for self-hosted servers. */
  optIn?: boolean
  /** Provider options that the model cannot work without. The values are examples, for trials. */
  neededOptions?: JsonObject
}

export type InputRole = 'image' | 'reference' | 'style' | 'character'

/** An input picture: its facts, and its bytes when they are needed. */
export interface InputImage {
  assetId: string
  role: InputRole
  weight: number | null
  contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  sizeBytes: number
  /** How its pixels are stored, if not as they are shown. Only adapters with `turnsPictures` get such inputs. */
  orientation?: Orientation
  /** A fresh stream of the bytes at each call. */
  open(): Promise<ReadableStream<Uint8Array>>
  /** A short-lived URL that the provider can fetch, for providers that take only URLs; null if the platform has no public URL. */
  url(): Promise<string | null>
}

/** One request as the plan has fitted it: every field is one that the model supports, within its bounds. */
export interface PlannedRequest {
  generationId: string
  operation: Operation
  model: CatalogueModel
  prompt: string
  negativePrompt: string | null
  n: number
  /** Set if the model takes pixels, or if they follow from ratio and resolution. */
  width: number | null
  height: number | null
  aspectRatio: string | null
  resolution: string | null
  seed: number | null
  quality: string | null
  style: string | null
  format: ImageFormat
  compression: number | null
  background: Background | null
  /** 0 = keep the input, 1 = ignore it. Adapters invert it if the provider counts the other way. */
  strength: number | null
  guidance: number | null
  steps: number | null
  enhancePrompt: boolean | null
  /** Passed on untouched, after the adapter's own fields. */
  providerOptions: JsonObject
  /** The instance's safety settings for this provider. */
  safety: JsonObject
  /** The number of partial pictures that the client wants while it waits. */
  partialImages: number
}

export interface ProviderCall {
  request: PlannedRequest
  /** The number of this call for the generation, from 1, over all models of the chain. */
  attempt?: number
  inputs: InputImage[]
  /** White = edit, black = keep, same size as the first input. Adapters convert it to the provider's polarity. */
  mask: InputImage | null
  /** The URL for the provider's callbacks, if the adapter has them; null if the platform has no public URL. */
  callbackUrl: string | null
}

/** Everything outside itself that an adapter may use. */
export interface ProviderContext {
  fetch: GuardedFetch
  clock: Clock
  credential: { fields: Record<string, Secret>; baseUrl: string | null }
  /** For providers as data that speak an adapter's protocol: what `providerHttp` says and sends in place of the adapter's own. */
  instead?: {
    provider: string
    headers: Record<string, string>
    /** Absent: the adapter's own way. */
    authorize?(fields: Record<string, Secret>): Record<string, string>
  }
  /** Aborts at the job's deadline or when it is canceled. */
  signal: AbortSignal
  /** The Workers AI binding, if the deployment has one. */
  ai: { run(model: string, input: unknown): Promise<unknown> } | null
  /**
   * Streams a picture's bytes straight to storage, so that a large one never has to be held; returns the reference to it for `images`.
   * For adapters that meet the bytes inside their answer (base64 in JSON).
   */
  sink(bytes: ReadableStream<Uint8Array>): Promise<SinkReference>
  /** Resolves when there is room to hold an answer of so many bytes; the room is given back when its pictures are stored. */
  hold?: (bytes: number) => Promise<void>
  /** Computes in slices, between which other instances of the isolate get their turn; call it by compute.ts. Absent: at once. */
  compute?: <T>(steps: Steps<T>) => Promise<T>
  /** 0 to 1. */
  progress(fraction: number): void
  /** A preview while the work goes on; small, shown to the client, never stored as a result. */
  partial(index: number, bytes: Uint8Array): void
}
export interface SinkReference {
  kind: 'sunk'
  id: string
}

export type ImageSource =
  /** To be fetched through the guarded fetch, without credentials. */
  | { kind: 'url'; url: string }
  | { kind: 'base64'; data: string }
  /** Handed over: the array is empty once the picture is stored. */
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'stream'; stream: ReadableStream<Uint8Array> }
  | SinkReference

export interface ProviderImage {
  source: ImageSource
  seed: number | null
  revisedPrompt: string | null
}

export interface ProviderUsage {
  textInTokens: number
  imageInTokens: number
  textOutTokens: number
  imageOutTokens: number
}

/** A finished answer. Fewer images than requested are not an error: the received ones are charged. */
export interface Done {
  kind: 'done'
  images: ProviderImage[]
  /** The result of describe. */
  texts: string[]
  usage: ProviderUsage | null
  /** The charge that the provider reports; it wins over our own arithmetic. */
  costMicros: number | null
  /** The provider's own id for this work, for its support. */
  providerRequestId: string | null
}
/** The provider continues the work; `handle` is plain JSON, survives a restart, and is all that poll and cancel get. */
export interface Accepted {
  kind: 'accepted'
  handle: Json
  pollAfterMs: number
  providerRequestId: string | null
}
export interface Pending {
  kind: 'pending'
  /** 0 to 1, or null if the provider does not report it. */
  progress: number | null
  pollAfterMs: number
  /** Replaces the handle if the provider has given a better one. */
  handle?: Json
}

export type FailureKind =
  | 'refused' // content: safety, moderation
  | 'bad_request'
  | 'bad_credential'
  | 'no_credit'
  | 'rate_limited'
  | 'unavailable' // 5xx, connection refused
  | 'timeout' // no answer in time
  | 'malformed' // an answer that cannot be read
  | 'canceled' // by us or by the provider
  | 'lost' // the provider no longer knows the handle

/** An outside call that did not give pictures. Thrown by adapters, judged by the job's rules for retry, fallback and charge. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind
  /** Whether the provider may have billed: `no` it did not, `yes` it did (`costMicros`), `unknown`. Decides between retry and indeterminate. */
  readonly billed: 'no' | 'yes' | 'unknown'
  readonly costMicros: number | null
  /** HTTP status of the provider's answer, if there was one. */
  readonly status: number | null
  readonly retryAfterMs: number | null
  readonly providerRequestId: string | null
  /** The part of the caller's request that is at fault, `/body/mask`, if it is known before the provider is called. */
  readonly pointer: string | null

  /** @param message the provider's words, without secrets and cut to 500 characters: the caller sees it. */
  constructor(
    kind: FailureKind,
    message: string,
    details: {
      billed: 'no' | 'yes' | 'unknown'
      costMicros?: number | null
      status?: number | null
      retryAfterMs?: number | null
      providerRequestId?: string | null
      pointer?: string
      cause?: unknown
    },
  ) {
    super(message, { cause: details.cause })
    this.name = 'ProviderFailure'
    this.kind = kind
    this.billed = details.billed
    this.costMicros = details.costMicros ?? null
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
    this.providerRequestId = details.providerRequestId ?? null
    this.pointer = details.pointer ?? null
  }
}

/**
 * The result of verifying a callback. A genuine callback only wakes the job, which polls again or takes `result`; duplicates and disorder
 * are harmless.
 */
export type CallbackResult = { kind: 'genuine'; result: Done | Pending | null } | { kind: 'refused'; reason: string }

/** The parameters that an adapter's requests can express. */
export interface Carried {
  prompt: boolean
  parameters: readonly Parameter[]
  /** How a size can be expressed: by width and height, by a ratio, by a resolution's name. */
  size: readonly ('pixels' | 'ratio' | 'resolution')[]
  /** More than one picture at once. */
  many: boolean
  format: boolean
  quality: boolean
  style: boolean
  backgrounds: readonly Background[]
  inputs: { max: number; roles: readonly InputRole[]; maxByRole?: Partial<Record<InputRole, number>>; weights?: readonly InputRole[] }
  mask: boolean
  partialImages: boolean
}
/** Why an operation cannot be expressed, and how to solve that. */
export interface NotCarried {
  why: string
}

export interface ProviderAdapter {
  id: string
  name: string
  /** The fields of a credential. Empty: the provider needs none. */
  credentialFields: { name: string; description: string; required: boolean }[]
  /** Reached only through the deployment's Workers AI binding, which replaces a credential. */
  byBinding?: true
  /** Null: the instance must configure one (self-hosted servers). */
  defaultBaseUrl: string | null
  /** Whether work can be resumed after a crash (`submit` returns a handle). */
  resumable: boolean
  /** Whether it rotates pictures by their EXIF data itself. Otherwise it gets upright copies. */
  turnsPictures?: boolean
  models: CatalogueModel[]
  /** Its answers count tokens, so models may be priced by them. */
  readsUsage?: true
  /** The safety settings that an instance may make (`content_policy.provider_safety`). Absent: the provider has none. */
  safety?: SafetySettings
  /** The most that its requests can say to a model for an operation: a catalogue and models as data may offer no more. */
  carries(providerModel: string, operation: Operation): Carried | NotCarried
  /** Whether the answers for a model report the charge, which then wins over its price; absent: never. */
  reportsCost?(providerModel: string): boolean
  /**
   * Checks a request before anything is called: throws ProviderFailure with a `pointer`. The plan calls it, so that a request that must
   * fail is refused before anything is spent. Opens no picture.
   */
  check?(call: ProviderCall): void
  /** Starts the work. Throws ProviderFailure. */
  submit(call: ProviderCall, context: ProviderContext): Promise<Done | Accepted>
  /** Asks for the state of the work. Throws ProviderFailure. Present if `submit` may return `accepted`. */
  poll?(handle: Json, call: ProviderCall, context: ProviderContext): Promise<Done | Pending>
  /** Best effort. `canceled`: the work has ended and is not billed; otherwise the next poll tells how it ends. Throws ProviderFailure. */
  cancel?(handle: Json, context: ProviderContext): Promise<'canceled' | 'asked' | void>
  verifyCallback?(request: { headers: Headers; body: Uint8Array }, handle: Json, context: ProviderContext): Promise<CallbackResult>
  /** One cheap real call that shows whether the credential is valid; returns the answer's words, scrubbed. Throws ProviderFailure. */
  verifyCredential?(context: ProviderContext): Promise<{ detail: string }>
}
