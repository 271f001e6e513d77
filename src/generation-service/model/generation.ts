// What is known of a generation: kept by its job's object while it runs, and in DATA_DB once it has ended. Plain JSON.
import type { components } from '../../../generated/generation/types.ts'
import type { Operation, PlannedRequest, ProviderUsage } from '../../providers/provider.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { StoredPicture } from './picture.ts'

export type GenerateRequest = components['schemas']['GenerateRequest']
export type GenerationStatus = components['schemas']['GenerationStatus']
export type GenerationStage = components['schemas']['GenerationStage']
export type Warning = components['schemas']['Warning']

/** One line of a price; amounts in micro-USD, unrounded. The total is rounded up once. */
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

/** One model of the chain, with the request made fit for it. */
export interface PlannedTarget {
  request: PlannedRequest
  quote: PriceQuote
  /** Whether the instance has a credential (or a base URL of its own) for the provider, which the job then asks for. */
  hasCredential: boolean
  /** The definition of a provider that the instance has added as data; null for the platform's own. */
  customProvider: JsonObject | null
}
/** Where an input lies and what it is; the bytes stay in R2. */
export interface PlannedInput {
  assetId: string
  key: string
  role: 'image' | 'reference' | 'style' | 'character'
  weight: number | null
  contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  sizeBytes: number
}

/** All that a job needs to run without asking again. Immutable; below 2 MB as JSON. */
export interface JobPlan {
  format: 1
  generationId: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  requestId: string
  /** The id that it was made with; where its request joined another, that one's job goes by `generationId`. */
  plannedAs: string
  operation: Operation
  requestedModel: string
  prompt: string | null
  metadata: Record<string, string>
  /** The first one first, then the fallbacks. */
  targets: PlannedTarget[]
  inputs: PlannedInput[]
  mask: PlannedInput | null
  warnings: Warning[]
  /** The most over all targets; what was reserved. */
  reserveMicros: number
  /** The caller's `max_cost_micros`; not there in plans that are older than it. */
  maxCostMicros?: number
  fallbackOnRefusal: boolean
  webhooks: { webhookId: string; url: string; events: string[] }[]
  /** Where links to pictures point, e.g. in webhooks: `https://images.example.com`. */
  baseUrl: string
  createdAt: number
  deadlineAt: number
}

/** Every picture that the job works from. */
export function inputsOf({ inputs, mask }: Pick<JobPlan, 'inputs' | 'mask'>): PlannedInput[] {
  return mask === null ? inputs : [...inputs, mask]
}

export interface Attempt {
  number: number
  provider: string
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
  /** Where a limit ended it: when the limit has room again, Unix milliseconds. */
  retryAt?: number
}

/** The generation as it is told to callers, whatever its state. */
export interface GenerationRecord {
  format: 1
  id: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  requestId: string
  /** Of the plan, which tells it from others even where they have one `requestId`. */
  plannedAs: string
  status: GenerationStatus
  stage: GenerationStage
  progress: number | null
  operation: Operation
  requestedModel: string
  model: string
  provider: string
  prompt: string | null
  images: RecordImage[]
  texts: string[]
  cost: Cost
  /** Tokens, where the provider counts in them. */
  usage: ProviderUsage | null
  warnings: Warning[]
  attempts: Attempt[]
  timingMs: { queued: number; provider: number; storage: number; overhead: number; total: number }
  error: RecordError | null
  metadata: Record<string, string>
  /** Why an indeterminate generation was settled as it was. */
  note: string | null
  createdAt: number
  finishedAt: number | null
  deadlineAt: number
}

/** The job's object outlives the 24 hours of idempotency keys by this much. */
export const KEPT_MS = 24 * 3_600_000 + 10 * 60_000

export const FINISHED: ReadonlySet<GenerationStatus> = new Set(['succeeded', 'failed', 'canceled', 'indeterminate'])
