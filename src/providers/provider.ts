// The interface of every provider's adapter. An adapter translates between the platform's requests and one provider's protocol. It stores
// nothing. The generation job does everything durable: retries, deadlines, money, storage.
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

/** The sizes that a model can make. */
export type SizeRule =
  /** One of the sizes in `sizes`, for example `1024x1024`. */
  | { kind: 'list'; sizes: string[] }
  /** Any width × height within bounds; both are multiples of `multipleOf`. `maxRatio` 3 means 1:3 to 3:1. */
  | { kind: 'free'; multipleOf: number; minEdge: number; maxEdge: number; maxPixels: number; maxRatio: number }
  /**
   * The model takes a ratio and a resolution instead of pixels. `pixels` has the size in pixels for each ratio and resolution; it is empty
   * if the sizes are unknown.
   */
  | { kind: 'ratio'; ratios: string[]; resolutions: string[]; pixels: Record<string, Record<string, string>> }
  /** The result has the size of its input; for upscale, multiplied by a factor. */
  | { kind: 'input' }

export type Background = 'auto' | 'opaque' | 'transparent'
export type Parameter = 'negative_prompt' | 'seed' | 'strength' | 'guidance' | 'steps' | 'enhance_prompt' | 'compression'

/** The capabilities of a model. `byOperation` has only the capabilities that are different for an operation. */
export interface Capabilities extends OperationCapabilities {
  operations: Operation[]
  byOperation?: Partial<Record<Operation, Partial<OperationCapabilities>>>
}

export interface OperationCapabilities {
  size: SizeRule
  defaultSize: string | null
  /**
   * Whether an edited picture keeps the size of its input if the caller requests no size. If the size is kept, the planned request has null
   * as width and height. Does not apply to generate and reframe.
   */
  keepsInputSize?: boolean
  /** Whether an edited picture gets the aspect ratio of its input if no size is requested. */
  autoSize?: boolean
  maxImages: number
  formats: ImageFormat[]
  qualities: string[]
  /** The quality that is requested and priced by default; absent if the provider chooses. */
  defaultQuality?: string
  styles: string[]
  backgrounds: Background[]
  /**
   * The optional request fields that the model supports. The other fields in `Parameter` are rejected or, with `on_unsupported: adapt`,
   * dropped and reported.
   */
  parameters: Parameter[]
  /** The maximum length of a prompt, in characters. If it is 0, the model takes no prompt. */
  maxPromptLength: number
  inputs: InputRule
  mask: boolean
  partialImages: boolean
}

export interface InputRule {
  max: number
  roles: InputRole[]
  /** The maximum number of inputs with a role, for each role whose maximum is lower than `max`. */
  maxByRole?: Partial<Record<InputRole, number>>
  /** The roles for which `weight` has an effect. If this list is absent, `weight` has no effect for any role. */
  weights?: InputRole[]
  maxBytes: number
  /**
   * `maxEdge` and `maxPixels` limit the longest edge and the number of pixels of one input. If they are absent, any input that can be
   * stored is accepted.
   */
  maxEdge?: number
  maxPixels?: number
  formats: ImageFormat[]
}

/** A price and the conditions under which it applies. Prices are data, with a source and a date. All amounts are in micro-USD. */
export type Price =
  | { kind: 'free' }
  /** The first rule whose conditions all hold gives the price. A rule without conditions always holds. */
  | { kind: 'per_image'; rules: ImageRule[] }
  /**
   * Each started megapixel of the output is billed: `firstMicros` for the first, `nextMicros` for each further one. `inputMicros` is for
   * each input megapixel.
   */
  | { kind: 'per_megapixel'; firstMicros: number; nextMicros: number; inputMicros: number }
  /**
   * The amounts are micro-USD per million tokens, by modality. A rule in `estimate` or `most` says how many output tokens one picture has.
   * A quote uses the first rule in `estimate` that fits the request. A reservation uses the most expensive rule in `most` that may apply.
   * If no rule can be used, each picture counts as `maxOutputTokens` tokens.
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

/** `input`: the rule holds only if an input of the request has this role. */
export type ImageRule = {
  operation?: Operation
  size?: string
  quality?: string
  resolution?: string
  input?: InputRole
  micros: number
}
/** `cells`: the number of grid cells along the longer edge, from which OpenAI's published formula computes the tokens of any size. */
export type TokenRule = { quality?: string; size?: string; resolution?: string } & ({ outputTokens: number } | { cells: number })

/** A model in the catalogue. It is data: versioned, overridable per instance, and never repeated in code. */
export interface CatalogueModel {
  /** Our id of the model, `[a-z0-9._:-]+`, unique over all providers. */
  id: string
  provider: string
  /** The provider's own name for the model. */
  providerModel: string
  name: string
  description: string
  capabilities: Capabilities
  price: Price
  /** Whether the provider reports its charge, which replaces `price`; a quote is then an estimate. */
  reportsCost?: boolean
  /**
   * The source of price and capabilities, with its date (YYYY-MM-DD). `note` is set if the source is not the provider's own page, or is
   * incomplete.
   */
  source: { url: string; date: string; note?: string }
  /** The date, as YYYY-MM-DD, on which the provider shuts the model down; null if no shutdown is announced. */
  shutdownDate: string | null
  /** The model that replaces this one after its shutdown. */
  successor: string | null
  /** True if the model is off until the instance enables it. Such models are for tests, or run on a self-hosted server. */
  optIn?: boolean
  /** Provider options that the model requires. The values are examples, for dry runs. */
  neededOptions?: JsonObject
}

export type InputRole = 'image' | 'reference' | 'style' | 'character'

/** An input picture: its properties, and functions that return its bytes or a URL. */
export interface InputImage {
  assetId: string
  role: InputRole
  weight: number | null
  contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  sizeBytes: number
  /**
   * The EXIF orientation; absent if the pixels are stored upright. Only adapters with `turnsPictures` get inputs that are not stored
   * upright.
   */
  orientation?: Orientation
  /** Returns a new stream of the bytes at each call. */
  open(): Promise<ReadableStream<Uint8Array>>
  /**
   * Returns a short-lived URL from which the provider can fetch the picture, for providers that accept only URLs; null if the platform has
   * no public URL.
   */
  url(): Promise<string | null>
}

/** One request that the plan has fitted to the model: each field is supported, and its value is within the model's bounds. */
export interface PlannedRequest {
  generationId: string
  operation: Operation
  model: CatalogueModel
  prompt: string
  negativePrompt: string | null
  n: number
  /**
   * The size in pixels. `width` and `height` are null if the result keeps the size of its input, or if the ratio and the resolution do not
   * determine the pixels.
   */
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
  /** 0 keeps the input, 1 ignores the input. If 0 means "ignore" at the provider, the adapter inverts the value. */
  strength: number | null
  guidance: number | null
  steps: number | null
  enhancePrompt: boolean | null
  /** The caller's options for the provider. They are sent unchanged, in addition to the adapter's own fields. */
  providerOptions: JsonObject
  /** The instance's safety settings for this provider. */
  safety: JsonObject
  /** How many previews the client wants to see during the work. */
  partialImages: number
}

export interface ProviderCall {
  request: PlannedRequest
  /** The number of this call within the generation. The first call is 1. Calls of all models in the fallback chain are counted. */
  attempt?: number
  inputs: InputImage[]
  /** White = edit, black = keep; same size as the first input. The adapter converts the mask to its provider's polarity. */
  mask: InputImage | null
  /** The URL for callbacks; null if the adapter supports no callbacks, or if the platform has no public URL. */
  callbackUrl: string | null
}

/** The functions and data that an adapter gets for one call, such as the guarded fetch, the credential and the clock. */
export interface ProviderContext {
  fetch: GuardedFetch
  clock: Clock
  credential: { fields: Record<string, Secret>; baseUrl: string | null }
  /**
   * Set for a custom provider that uses the protocol of a built-in adapter. `providerHttp` then uses `provider` instead of the adapter's
   * name, adds `headers` to each call, and uses `authorize` if it is set.
   */
  instead?: {
    provider: string
    headers: Record<string, string>
    /** Returns the headers that carry the credential. If this function is absent, the adapter's own `authorize` is used. */
    authorize?(fields: Record<string, Secret>): Record<string, string>
  }
  /** Aborts at the job's deadline, or when the job is canceled. */
  signal: AbortSignal
  /** The Workers AI binding, if the deployment has one. */
  ai: { run(model: string, input: unknown): Promise<unknown> } | null
  /**
   * Streams a picture's bytes directly to storage, so that a large picture is never held in memory. Returns a reference to the stored
   * picture, for use in `images`. Needed by adapters that find the bytes inside an answer (base64 in JSON).
   */
  sink(bytes: ReadableStream<Uint8Array>): Promise<SinkReference>
  /**
   * Waits until the isolate has memory for an answer of this many bytes, and reserves the memory. The job gives the memory back after it
   * has stored the answer's pictures.
   */
  hold?: (bytes: number) => Promise<void>
  /**
   * Runs a computation in slices. Between two slices, other instances can use the isolate. Adapters call this function through compute.ts.
   * If this function is absent, computations are not divided into slices.
   */
  compute?: <T>(steps: Steps<T>) => Promise<T>
  /** Reports progress, from 0 to 1. */
  progress(fraction: number): void
  /** Reports a preview during the work. It is small, shown to the client, and never stored as a result. */
  partial(index: number, bytes: Uint8Array): void
}
export interface SinkReference {
  kind: 'sunk'
  id: string
}

export type ImageSource =
  /** The picture is fetched through the guarded fetch, without the credential. */
  | { kind: 'url'; url: string }
  | { kind: 'base64'; data: string }
  /** The job empties `bytes` after it has stored the picture, so the adapter must not use this array any more. */
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

/** A finished answer. Fewer images than requested are not an error; only the received ones are charged. */
export interface Done {
  kind: 'done'
  images: ProviderImage[]
  /** The texts that `describe` returns. */
  texts: string[]
  usage: ProviderUsage | null
  /** The charge that the provider reports. It replaces the price that the platform computes. */
  costMicros: number | null
  /** The provider's own id for this work, for questions to its support. */
  providerRequestId: string | null
}
/** The provider has accepted the work. `handle` is plain JSON that survives a restart. The job passes it to `poll` and `cancel`. */
export interface Accepted {
  kind: 'accepted'
  handle: Json
  pollAfterMs: number
  providerRequestId: string | null
}
export interface Pending {
  kind: 'pending'
  /** The progress from 0 to 1; null if the provider reports no progress. */
  progress: number | null
  pollAfterMs: number
  /** The handle for all later polls; absent if the handle stays the same. */
  handle?: Json
}

export type FailureKind =
  | 'refused' // The content was refused, by a safety check or moderation.
  | 'bad_request'
  | 'bad_credential'
  | 'no_credit'
  | 'rate_limited'
  | 'unavailable' // The provider could not be reached, or its status means that it cannot work now (5xx, 409, 425).
  | 'timeout' // No answer arrived in time.
  | 'malformed' // The adapter cannot read the answer.
  | 'canceled' // Canceled by us or by the provider.
  | 'lost' // The provider no longer knows the handle.

/** The error of a call that returned no pictures. Adapters throw it; the job's rules then decide about retry, fallback and charge. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind
  /**
   * Whether the provider has billed: `no`, `yes` (see `costMicros` and `usage`), or `unknown`. Determines whether the job may retry or ends
   * as indeterminate.
   */
  readonly billed: 'no' | 'yes' | 'unknown'
  /** The cost that the provider reports. */
  readonly costMicros: number | null
  /** The tokens that the provider bills, if it reports no cost. The job computes the cost from them; it charges at most the reservation. */
  readonly usage: ProviderUsage | null
  /** The HTTP status of the provider's answer, if there was one. */
  readonly status: number | null
  readonly retryAfterMs: number | null
  readonly providerRequestId: string | null
  /**
   * The part of the caller's request that is at fault, for example `/body/mask`. Set if the fault is found before the provider is called.
   */
  readonly pointer: string | null

  /** @param message the provider's words, without secrets and shortened to 500 characters, because the caller sees them. */
  constructor(
    kind: FailureKind,
    message: string,
    details: {
      billed: 'no' | 'yes' | 'unknown'
      costMicros?: number | null
      usage?: ProviderUsage | null
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
    this.usage = details.usage ?? null
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
    this.providerRequestId = details.providerRequestId ?? null
    this.pointer = details.pointer ?? null
  }
}

/**
 * The result of verifying a callback. A genuine callback only makes the job poll the provider; nothing else is read from it. So callbacks
 * that arrive twice or in the wrong order do no harm.
 */
export type CallbackResult = { kind: 'genuine' } | { kind: 'refused'; reason: string }

/** Says which fields of a planned request an adapter can send to its provider, and which values of these fields. */
export interface Carried {
  prompt: boolean
  parameters: readonly Parameter[]
  /** How a size can be expressed: by width and height, by a ratio, or by the name of a resolution. */
  size: readonly ('pixels' | 'ratio' | 'resolution')[]
  /** Whether one request can ask for several pictures. */
  many: boolean
  format: boolean
  quality: boolean
  style: boolean
  backgrounds: readonly Background[]
  inputs: { max: number; roles: readonly InputRole[]; maxByRole?: Partial<Record<InputRole, number>>; weights?: readonly InputRole[] }
  mask: boolean
  partialImages: boolean
}
/**
 * The adapter's `carries` returns this if the adapter cannot send requests for an operation to a model. `why` says the reason, and what to
 * change in a custom model that lists this operation.
 */
export interface NotCarried {
  why: string
}

export interface CredentialField {
  name: string
  description: string
  required: boolean
  /** By default a field is a secret, and forms hide its value. `false` is for a field that only names something, such as a region. */
  secret?: false
}

export interface ProviderAdapter {
  id: string
  name: string
  /** The fields of a credential; empty if the provider needs none. */
  credentialFields: CredentialField[]
  /** Set if the provider can be called only through the deployment's Workers AI binding, which replaces a credential. */
  byBinding?: true
  /**
   * The base URL that is used if the instance configures none. It is null if the instance must configure a base URL, as for self-hosted
   * servers.
   */
  defaultBaseUrl: string | null
  /** Whether the job can resume work after a crash. For this, the job needs the handle that `submit` returns with `accepted`. */
  resumable: boolean
  /** Whether the provider itself rotates a picture as its EXIF orientation says. Otherwise the provider gets only upright pictures. */
  turnsPictures?: boolean
  models: CatalogueModel[]
  /** Set if the provider's answers report token counts. If they do not, a model cannot have a price per token. */
  readsUsage?: true
  /** The safety settings that an instance can set for the provider in `content_policy.provider_safety`; absent if there are none. */
  safety?: SafetySettings
  /**
   * Returns the fields and values that the adapter can send to a model for an operation. A model of the catalogue, or one that an
   * instance adds, may not offer more than that.
   */
  carries(providerModel: string, operation: Operation): Carried | NotCarried
  /**
   * Returns whether the answers for a model report the charge. A reported charge replaces the model's price. If this function is absent,
   * no answer reports a charge.
   */
  reportsCost?(providerModel: string): boolean
  /**
   * Checks a request before any call; throws ProviderFailure with a `pointer`. The plan calls this function, so that a request that would
   * fail is refused before anything is spent. The bytes of the pictures are not read.
   */
  check?(call: ProviderCall): void
  /** Starts the work. Throws ProviderFailure. */
  submit(call: ProviderCall, context: ProviderContext): Promise<Done | Accepted>
  /** Asks for the state of the work. Throws ProviderFailure. Required if `submit` may return `accepted`. */
  poll?(handle: Json, call: ProviderCall, context: ProviderContext): Promise<Done | Pending>
  /**
   * Tries to cancel the work. Throws ProviderFailure. If the result is `canceled`, the work has ended and is not billed. After any other
   * result, the next poll shows the outcome.
   */
  cancel?(handle: Json, context: ProviderContext): Promise<'canceled' | 'asked' | void>
  verifyCallback?(request: { headers: Headers; body: Uint8Array }, handle: Json, context: ProviderContext): Promise<CallbackResult>
  /**
   * Makes one cheap real call that shows whether the credential is valid. `detail` is a sentence for the user, for example how many credits
   * are left. Throws ProviderFailure if the credential is invalid or the call fails.
   */
  verifyCredential?(context: ProviderContext): Promise<{ detail: string }>
}

/**
 * Returns whether the provider can be called only through a stored connection. This is so if a field of its credential is required, or if
 * it has no default base URL.
 */
export function needsConnection({
  credentialFields,
  defaultBaseUrl,
}: Pick<ProviderAdapter, 'credentialFields' | 'defaultBaseUrl'>): boolean {
  return defaultBaseUrl === null || credentialFields.some(({ required }) => required)
}
