// The part of a job that changes: one JSON value in its object, written before each outside call.
import type { ProviderUsage } from '../../providers/provider.ts'
import type { Json } from '../../shared/json.ts'
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
/** A provider's answer. Where its pictures lie at addresses, fetching them survives a restart. */
interface Fetchable {
  survives: boolean
  images: { url: string; seed: number | null; revisedPrompt: string | null }[]
  texts: string[]
  cost: Cost
  tokens: number
  /** How often a picture's address did not answer. */
  failures: number
  /** Set while the provider is asked for its answer once more, since the bucket failed: what stands where it does not give it again. */
  kept: Kept | null
}
/** What could be stored of an answer. */
export interface Kept {
  images: RecordImage[]
  warnings: Warning[]
  /** What is told where that is nothing. */
  error: NonNullable<Outcome['error']>
}
/** A webhook on its way; what it says is in DATA_DB under `id`. */
export interface Delivery {
  id: string
  instanceId: string
  /** The request that it goes back to and the generation that it tells of; not there in what an earlier version has stored. */
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
  targetIndex: number
  /** The target that the limiter has let begin; the next one is asked for before it is called. */
  begunTarget: number
  /** Providers whose no holds for all their models: refused, credential rejected, no credit. Absent while there is none. */
  closedProviders?: string[]
  /** Failed calls of the present target. */
  tries: number
  attempts: Attempt[]
  handle: Json
  polls: number
  pollFailures: number
  /** Failures of our own parts in a row: bucket, settle, record. */
  ownFailures: number
  /** When the next step is due. */
  nextAt: number
  cancelRequestedAt: number | null
  /** When the provider was asked to stop, and why. */
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
  /** Ended as indeterminate while the provider may still know how: it is asked again from time to time. */
  late: { tries: number; nextAt: number } | null
  /** Objects in the bucket whose names can not be foretold, and previews; deleted with the job unless a picture is in them. */
  keys: string[]
  lastEvent: number
  startedAt: number | null
  submittedAt: number | null
  providerMs: number
  storageMs: number
  finishedAt: number | null
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

/** Whether callers may be told the outcome: it is decided, and the money is booked. */
export function isFinished(state: JobState): boolean {
  return state.outcome !== null && state.settled
}

export function statusOf(state: JobState): GenerationStatus {
  if (state.outcome !== null && state.settled) return state.outcome.status
  return state.stage === 'admitted' ? 'queued' : 'running'
}

/** The plan held the cost below the caller's maximum, but what a provider says that it charged is not ours to bound. */
function costWarnings({ maxCostMicros }: JobPlan, cost: Cost | null): Warning[] {
  if (maxCostMicros === undefined || cost === null || cost.amountMicros <= maxCostMicros) return []
  const message = `The provider charged ${cost.amountMicros} micro-USD, more than max_cost_micros ${maxCostMicros}.`
  return [{ code: 'provider_note', message, pointer: '/body/max_cost_micros' }]
}

/** The generation as callers are told it. */
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
