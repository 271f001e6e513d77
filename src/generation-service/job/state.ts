// The mutable state of a job. The job's host stores it in the job's row, and saves it before each outside call that must not be made twice.
import type { ProviderUsage } from '../../providers/provider.ts'
import type { Json } from '../../shared/json.ts'
import type { JobEvent } from './events.ts'
import type {
  Attempt,
  Cost,
  GenerationRecord,
  GenerationStage,
  GenerationStatus,
  JobPlan,
  RecordError,
  RecordImage,
  Warning,
} from '../model/generation.ts'
import { FINISHED } from '../model/generation.ts'

export interface Settlement {
  outcome: 'settled' | 'released' | 'held'
  amountMicros: number
  images: number
  tokens: number
}
export interface Outcome {
  status: Extract<GenerationStatus, 'succeeded' | 'failed' | 'canceled' | 'indeterminate'>
  error: RecordError | null
}
/** A provider's answer. If its pictures are URLs, they can be fetched even after a restart. */
interface Fetchable {
  survives: boolean
  images: { url: string; seed: number | null; revisedPrompt: string | null }[]
  texts: string[]
  cost: Cost
  tokens: number
  /** Number of times that a picture's URL did not respond. */
  failures: number
  /**
   * The pictures that are already stored. Set while the provider is polled for its answer again, because the bucket failed for other
   * pictures of the answer. If the provider cannot answer again, the stored pictures are the result.
   */
  kept: StoredAnswer | null
}
/** The pictures of an answer that are stored, with the warnings about those that are not. */
export interface StoredAnswer {
  images: RecordImage[]
  warnings: Warning[]
  /** The error to report if no picture could be stored. */
  error: NonNullable<Outcome['error']>
}
/** A webhook delivery in progress; its payload is in DATA_DB under `id`. */
export interface Delivery {
  id: string
  instanceId: string
  /**
   * `requestId` and `generationId` name the request and the generation that the webhook reports on. They are absent in state stored by an
   * earlier version.
   */
  requestId?: string
  generationId?: string
  eventId: string
  eventType: string
  webhookId: string
  url: string
  attempts: number
  nextAt: number
}

export interface JobState {
  format: 1
  stage: GenerationStage
  /** True if the job may call its first model without calling the limiter's method `begin` first. Deleted at the stage `begun`. */
  startsAtOnce?: true
  targetIndex: number
  /** The index of the last target for which `begin` succeeded. Before a later target is called, the limiter is asked again. */
  begunTarget: number
  /** Providers that the job no longer calls for any model, because they would refuse again. Absent while there are none. */
  closedProviders?: string[]
  /** The connection with which the current target of the plan is called; absent until `begin` has chosen it. */
  connection?: string | null
  /** Connections with which a call of the current target failed before the provider accepted the work; absent if there are none. */
  leftConnections?: string[]
  /**
   * Connections that the job no longer uses for any model: their credential was rejected, or they have no credit. Absent if there are
   * none.
   */
  closedConnections?: string[]
  /** Number of failed calls of the current target with its current connection. */
  tries: number
  attempts: Attempt[]
  handle: Json
  polls: number
  pollFailures: number
  /** Consecutive failures of the platform's own parts: the bucket, the settlement, the record. */
  ownFailures: number
  /** When the next step is due, in Unix milliseconds. */
  nextAt: number
  cancelRequestedAt: number | null
  /** When the provider was asked to stop, in Unix milliseconds; null if it was not. `stopReason` says why. */
  stopAskedAt: number | null
  stopReason: 'cancel' | 'deadline' | null
  fetchable: Fetchable | null
  images: RecordImage[]
  texts: string[]
  warnings: Warning[]
  progress: number | null
  cost: Cost | null
  usage: ProviderUsage | null
  outcome: Outcome | null
  settlement: Settlement | null
  settled: boolean
  recorded: boolean
  /**
   * Set if the generation has ended as indeterminate but the provider may still know the outcome: the provider is then polled from time to
   * time.
   */
  late: { tries: number; nextAt: number } | null
  /**
   * Keys of objects in the bucket: previews, pictures beyond the requested number, and pictures whose keys have a random part. When the
   * ended job is deleted, these objects are deleted, too, except those that `images` lists, because they are the generation's result.
   */
  keys: string[]
  lastEvent: number
  /** Webhooks that are sent when the outcome is recorded; absent if there are none. */
  outgoing?: Delivery[]
  /** The events so far, oldest first; absent if there are none. */
  events?: JobEvent[]
  startedAt: number | null
  submittedAt: number | null
  /** When the provider accepted the work, in Unix milliseconds; absent before that, and in state stored by an earlier version. */
  acceptedAt?: number
  /** Number of consecutive steps that failed by a fault of our own code; absent if there was none. */
  faults?: number
  providerMs: number
  storageMs: number
  finishedAt: number | null
}

/**
 * Records progress if it is higher than before, and returns whether it is. The next picture of a call, another try and a fallback each
 * begin at 0, but a caller's progress bar must not run backwards.
 */
export function advance(state: JobState, fraction: number): boolean {
  const next = Math.round(Math.min(Math.max(fraction, 0), 1) * 1000) / 1000
  if (next <= (state.progress ?? -1)) return false
  state.progress = next
  return true
}

export function initialState(now: number): JobState {
  return {
    format: 1,
    stage: 'admitted',
    targetIndex: 0,
    begunTarget: 0,
    tries: 0,
    attempts: [],
    handle: null,
    polls: 0,
    pollFailures: 0,
    ownFailures: 0,
    nextAt: now,
    cancelRequestedAt: null,
    stopAskedAt: null,
    stopReason: null,
    fetchable: null,
    images: [],
    texts: [],
    warnings: [],
    progress: null,
    cost: null,
    usage: null,
    outcome: null,
    settlement: null,
    settled: false,
    recorded: false,
    late: null,
    keys: [],
    lastEvent: 0,
    startedAt: null,
    submittedAt: null,
    providerMs: 0,
    storageMs: 0,
    finishedAt: null,
  }
}

/** Returns whether callers may see the outcome. They may see it once the outcome is decided and its cost is settled. */
export function isFinished(state: JobState): boolean {
  return state.outcome !== null && state.settled
}

/** Returns true if a job has ended, its record could not be written yet, and nothing else is left to do. */
export function waitsForRecord(state: JobState): boolean {
  return isFinished(state) && !state.recorded && state.ownFailures > 0 && state.late === null
}

export function statusOf(state: JobState): GenerationStatus {
  if (state.outcome !== null && state.settled) return state.outcome.status
  return state.stage === 'admitted' ? 'queued' : 'running'
}

/**
 * Returns a warning if the provider's charge exceeds the caller's `max_cost_micros`. The plan kept the price below this maximum, but the
 * charge that the provider reports may be higher.
 */
function costWarnings({ maxCostMicros }: JobPlan, cost: Cost | null): Warning[] {
  if (maxCostMicros === undefined || cost === null || cost.amountMicros <= maxCostMicros) return []
  const message = `The provider charged ${cost.amountMicros} micro-USD, more than max_cost_micros ${maxCostMicros}.`
  return [{ code: 'provider_note', message, pointer: '/body/max_cost_micros' }]
}

/** Returns the generation as callers see it. */
export function toRecord(plan: JobPlan, state: JobState): GenerationRecord {
  const target = plan.targets[Math.min(state.targetIndex, plan.targets.length - 1)]!
  const status = statusOf(state)
  const finished = FINISHED.has(status)
  const end = state.finishedAt ?? null
  const total = end === null ? 0 : Math.max(0, end - plan.createdAt)
  const queued = state.startedAt === null ? 0 : Math.max(0, state.startedAt - plan.createdAt)
  return {
    format: 1,
    id: plan.generationId,
    organizationId: plan.organizationId,
    instanceId: plan.instanceId,
    projectId: plan.projectId,
    keyId: plan.keyId,
    requestId: plan.requestId,
    plannedAs: plan.plannedAs,
    status,
    stage: state.stage,
    progress: status === 'succeeded' ? 1 : state.progress,
    operation: plan.operation,
    requestedModel: plan.requestedModel,
    model: target.request.model.id,
    provider: target.request.model.provider,
    prompt: plan.prompt,
    ...(plan.recipe === undefined ? {} : { recipe: plan.recipe }),
    images: finished ? state.images : [],
    texts: finished ? state.texts : [],
    usage: finished ? state.usage : null,
    cost:
      finished && state.cost !== null
        ? state.cost
        : { amountMicros: target.quote.amountMicros, heldMicros: 0, source: 'quoted', breakdown: target.quote.breakdown },
    warnings: [...plan.warnings, ...state.warnings, ...(finished ? costWarnings(plan, state.cost) : [])],
    attempts: state.attempts,
    timingMs: {
      queued,
      provider: state.providerMs,
      storage: state.storageMs,
      overhead: Math.max(0, total - queued - state.providerMs - state.storageMs),
      total,
    },
    error: finished ? (state.outcome?.error ?? null) : null,
    metadata: plan.metadata,
    note: null,
    createdAt: plan.createdAt,
    finishedAt: finished ? end : null,
    deadlineAt: plan.deadlineAt,
  }
}
