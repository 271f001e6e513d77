// The data of a generation, as plain JSON. While the generation runs, its job stores this data. Once the generation has ended, DATA_DB
// contains the data.
import type { components } from '../../../generated/generation/types.ts'
import type { Operation, PlannedRequest, ProviderUsage } from '../../providers/provider.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Orientation } from '../../pictures/orientation.ts'
import type { StoredPicture } from './picture.ts'

export type GenerateRequest = components['schemas']['GenerateRequest']
export type GenerationStatus = components['schemas']['GenerationStatus']
export type GenerationStage = components['schemas']['GenerationStage']
export type Warning = components['schemas']['Warning']

/** One line of a price. Its amounts are in micro-USD and not rounded; only the total is rounded up. */
export interface CostLine {
  description: string
  quantity: number
  unit: string
  unitMicros: number
  amountMicros: number
}
export interface PriceQuote {
  amountMicros: number
  maxMicros: number
  exact: boolean
  breakdown: CostLine[]
}

/** One model of the fallback chain, with the request fitted to it. */
export interface PlannedTarget {
  request: PlannedRequest
  quote: PriceQuote
  /**
   * Whether the instance has a connection for the provider, perhaps with only a base URL and no secret. The job reads this field only if
   * `connections` is absent.
   */
  hasCredential: boolean
  /**
   * The connections that may serve the target, in the order in which they are tried; absent in plans that were made before connections
   * existed.
   */
  connections?: string[]
  /** The definition of a custom provider of the instance; null for a built-in provider. */
  customProvider: JsonObject | null
}
/** The fields of a request without its prompt and metadata, which the record has as fields of its own. */
export type Recipe = Omit<GenerateRequest, 'prompt' | 'metadata'>

/** The storage key and the facts of an input picture; its bytes stay in R2. */
export interface PlannedInput {
  assetId: string
  key: string
  role: 'image' | 'reference' | 'style' | 'character'
  weight: number | null
  contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  /** The width as viewers show the picture, after rotation. */
  width: number
  height: number
  /** The EXIF orientation; absent if the pixels are stored upright. */
  orientation?: Orientation
  sizeBytes: number
}

/** Everything that a job needs to run without further queries. Immutable; below 2 MB as JSON. */
export interface JobPlan {
  format: 1
  generationId: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  requestId: string
  /**
   * The generation id with which this plan was made. It never changes, but the limiter may replace `generationId`: by an id that contains
   * the number of the job's host or, if the request joins an earlier generation, by the id of that generation.
   */
  plannedAs: string
  operation: Operation
  requestedModel: string
  prompt: string | null
  metadata: Record<string, string>
  /** The request without its prompt and metadata; absent in plans that an earlier version stored. */
  recipe?: Recipe
  /** The first model, then its fallbacks. */
  targets: PlannedTarget[]
  inputs: PlannedInput[]
  mask: PlannedInput | null
  warnings: Warning[]
  /** The highest price over all targets: the amount reserved. */
  reserveMicros: number
  /** The caller's `max_cost_micros`; absent in plans made by an earlier version. */
  maxCostMicros?: number
  fallbackOnRefusal: boolean
  webhooks: { webhookId: string; url: string; events: string[] }[]
  /** The base URL of links to pictures, e.g. in webhooks: `https://images.example.com`. */
  baseUrl: string
  createdAt: number
  deadlineAt: number
}

/** Returns all pictures that the job uses as input. */
export function inputsOf({ inputs, mask }: Pick<JobPlan, 'inputs' | 'mask'>): PlannedInput[] {
  return mask === null ? inputs : [...inputs, mask]
}

export interface Attempt {
  number: number
  provider: string
  /** The connection of the call: null if the call needs no credential; absent in attempts that were stored before connections existed. */
  connection?: string | null
  model: string
  status: 'running' | 'succeeded' | 'failed' | 'canceled' | 'indeterminate'
  startedAt: number
  durationMs: number | null
  providerRequestId: string | null
  errorCode: ErrorCode | null
  errorMessage: string | null
  billed: 'no' | 'yes' | 'unknown' | null
  costMicros: number | null
}
export interface RecordImage extends StoredPicture {
  index: number
  seed: number | null
  revisedPrompt: string | null
}
export interface Cost {
  amountMicros: number
  heldMicros: number
  source: 'provider' | 'computed' | 'quoted'
  breakdown: CostLine[]
}

export interface RecordError {
  code: ErrorCode
  message: string
  /**
   * Set if the job ended because a limit had no room: from this time on, in Unix milliseconds, the limit can have room for the request.
   * Absent if the job ended for another reason, or if waiting does not help.
   */
  retryAt?: number
}

/** The generation as callers see it, in any state. */
export interface GenerationRecord {
  format: 1
  id: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  requestId: string
  /**
   * `plannedAs` of the plan that this generation carries out. It distinguishes the request that started the generation from requests that
   * joined it. `requestId` cannot do this, because several requests may have the same one.
   */
  plannedAs: string
  status: GenerationStatus
  stage: GenerationStage
  progress: number | null
  operation: Operation
  requestedModel: string
  model: string
  provider: string
  prompt: string | null
  /** The request without its prompt and metadata; absent in records that an earlier version stored. */
  recipe?: Recipe
  images: RecordImage[]
  texts: string[]
  cost: Cost
  /** Token counts, if the provider bills by tokens. */
  usage: ProviderUsage | null
  warnings: Warning[]
  attempts: Attempt[]
  timingMs: { queued: number; provider: number; storage: number; overhead: number; total: number }
  error: RecordError | null
  metadata: Record<string, string>
  /** The reason given when an indeterminate generation was settled by hand. */
  note: string | null
  createdAt: number
  finishedAt: number | null
  deadlineAt: number
}

/** How long an ended job is kept: the 24 hours of idempotency keys plus ten minutes. */
export const KEPT_MS = 24 * 3_600_000 + 10 * 60_000

export const FINISHED: ReadonlySet<GenerationStatus> = new Set(['succeeded', 'failed', 'canceled', 'indeterminate'])
