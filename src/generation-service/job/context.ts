// What every step of a job has at hand.
import type { Done, ProviderAdapter } from '../../providers/provider.ts'
import type { OpenCredentialResult } from '../../shared/config-rpc.ts'
import type { SunkPictures } from '../assets/store-image.ts'
import type { Services } from '../services.ts'
import type { NewJobEvent } from './events.ts'
import type { JobPlan, PlannedTarget } from '../model/generation.ts'
import { type Delivery, type JobState, statusOf } from './state.ts'

/** A provider call that is being made. */
interface RunningCall {
  /** The caller wants it no more. Only a call that costs nothing is broken off: breaking off does not un-bill. */
  cancel(): void
}

export interface JobContext {
  services: Services
  plan: JobPlan
  state: JobState
  deliveries: Delivery[]
  /** What no crash survives. */
  memory: {
    /** The provider call that is being made by this very process. */
    calling: RunningCall | null
    /** A finished answer whose pictures are at hand as bytes. */
    answer: Done | null
    /** What became of the pictures that the adapter has streamed to storage itself. */
    sentPictures: SunkPictures | null
    lastProgressAt: number
    /** Gives back the room that an answer was held in. */
    giveBack: () => void
    /** What `begin` brought for the call that follows it; gone as soon as it is used. */
    credential: OpenCredentialResult | null
  }
  adapter(target: PlannedTarget): ProviderAdapter | null
  /** Ends the object without a trace: the generation is recorded elsewhere. */
  forget(): Promise<void>
  /** Writes the state, and one event with it. */
  save(event?: NewJobEvent): void
  waitUntil(work: Promise<unknown>): void
}

export function targetOf(job: JobContext): PlannedTarget {
  return job.plan.targets[job.state.targetIndex]!
}

/** The place of the next model whose provider has not said no for all of its models, and is not `other`; null where there is none. */
export function nextTarget({ plan, state }: JobContext, other?: string): number | null {
  const closed = [...(state.closedProviders ?? []), other]
  const place = plan.targets.findIndex(({ request }, index) => index > state.targetIndex && !closed.includes(request.model.provider))
  return place === -1 ? null : place
}

export function adapterOf(job: JobContext): ProviderAdapter | null {
  return job.adapter(targetOf(job))
}

export function spanFields(job: JobContext) {
  const { model } = targetOf(job).request
  return { generation_id: job.plan.generationId, provider: model.provider, model: model.id, attempt: job.state.attempts.length }
}

export function logFields(job: JobContext) {
  const { plan } = job
  const { model } = targetOf(job).request
  return {
    request_id: plan.requestId,
    generation_id: plan.generationId,
    instance_id: plan.instanceId,
    project_id: plan.projectId,
    provider: model.provider,
    model: model.id,
    attempt: job.state.attempts.length,
  }
}

export function stateEvent(job: JobContext): NewJobEvent {
  return { type: 'state', status: statusOf(job.state), stage: job.state.stage }
}
