// The context that every step of a job receives.
import type { Done, ProviderAdapter } from '../../providers/provider.ts'
import type { OpenCredentialResult } from '../../shared/config-rpc.ts'
import type { SunkPictures } from '../assets/store-image.ts'
import type { Services } from '../services.ts'
import type { NewJobEvent } from './events.ts'
import type { JobPlan, PlannedTarget } from '../model/generation.ts'
import { type JobState, statusOf } from './state.ts'

/** A provider call in progress. */
interface RunningCall {
  /**
   * Called when somebody cancels the generation. Aborts the provider call only if the call costs nothing, because aborting does not undo a
   * charge.
   */
  cancel(): void
}

/** The part of a job that is only in memory. A crash loses it; docs/specs/generation-jobs.md says how the job recovers. */
interface JobMemory {
  /** The provider call that this process is making. */
  calling: RunningCall | null
  /** A finished answer whose pictures are bytes in memory. */
  answer: Done | null
  /** The pictures that the adapter streamed to storage while it read the answer. */
  sentPictures: SunkPictures | null
  lastProgressAt: number
  /** Gives back the memory that was taken for an answer. */
  giveBack: () => void
  /** The credential that `begin` returned for the next call; removed once used. */
  credential: OpenCredentialResult | null
  /**
   * For a job with `startsAtOnce`: the epoch of its admission. The job opens its first credential with this epoch, and then sets it to
   * null. It is always null for other jobs, and after a restart.
   */
  epoch: number | null
  /** The version of the credential that the current call uses. */
  credentialVersion: number | null
}

export const NO_MEMORY: Readonly<JobMemory> = {
  calling: null,
  answer: null,
  sentPictures: null,
  lastProgressAt: 0,
  credential: null,
  epoch: null,
  credentialVersion: null,
  giveBack: () => {},
}

export interface JobContext {
  services: Services
  plan: JobPlan
  state: JobState
  memory: JobMemory
  adapter(target: PlannedTarget): ProviderAdapter | null
  /** Deletes the job at its host. The generation's record in DATA_DB is not touched. */
  forget(): Promise<void>
  /** Saves the state, together with `event` if one is given. */
  save(event?: NewJobEvent): void
  /**
   * Like `save`. If the job has ended, the host may write the state later, together with the next write of another job. If a crash comes
   * before this write, the steps since the last save run again. So a second run of these steps must have no further effect.
   */
  saveSoon(event: NewJobEvent): void
  /** Adds an event that is stored only with the next save. Readers see it at once; a crash before the save loses it. */
  note(event: NewJobEvent): void
  waitUntil(work: Promise<unknown>): void
}

export function targetOf(job: JobContext): PlannedTarget {
  return job.plan.targets[job.state.targetIndex]!
}

/**
 * Returns the connections that may serve a target, in the order in which they are tried; empty if the target's provider needs no
 * credential.
 */
export function connectionsOf({ connections, hasCredential, request }: PlannedTarget): string[] {
  return connections ?? (hasCredential ? [request.model.provider] : [])
}

/**
 * Returns the connections with which the current target may still be called, in the order in which they are tried. Empty if none is left,
 * or if the target needs none.
 */
export function connectionsLeft(job: JobContext): string[] {
  const gone = [...(job.state.leftConnections ?? []), ...(job.state.closedConnections ?? [])]
  return connectionsOf(targetOf(job)).filter((id) => !gone.includes(id))
}

/** Returns the connection with which the current target is called; null if none is left, or if the target needs none. */
export function connectionOf(job: JobContext): string | null {
  return job.state.connection ?? connectionsLeft(job)[0] ?? null
}

/** A provider, a connection, or both, that the remaining models must not use. */
interface Useless {
  provider?: string
  connection?: string | null
}

/**
 * Returns the index of the next model that may be called; null if there is none. A model is skipped if the job has given up its provider. A
 * model that needs a connection is also skipped if the job has given up all of its connections. `useless` names one more provider and one
 * more connection that count as given up.
 */
export function nextTarget({ plan, state }: JobContext, useless: Useless = {}): number | null {
  const closedProviders = [...(state.closedProviders ?? []), useless.provider]
  const closed = [...(state.closedConnections ?? []), useless.connection]
  const mayBeCalled = (target: PlannedTarget) => {
    const connections = connectionsOf(target)
    return (
      !closedProviders.includes(target.request.model.provider) &&
      (connections.length === 0 || connections.some((id) => !closed.includes(id)))
    )
  }
  const index = plan.targets.findIndex((target, position) => position > state.targetIndex && mayBeCalled(target))
  return index === -1 ? null : index
}

/** Clears the connection of the call that has just failed, so that `begin` chooses the connection of the next call. */
export function forgetConnection({ state, memory }: JobContext): void {
  delete state.connection
  state.tries = 0
  memory.credential = null
}

export function adapterOf(job: JobContext): ProviderAdapter | null {
  return job.adapter(targetOf(job))
}

export function spanFields(job: JobContext) {
  const { model } = targetOf(job).request
  return {
    generation_id: job.plan.generationId,
    provider: model.provider,
    connection: connectionOf(job) ?? undefined,
    model: model.id,
    attempt: job.state.attempts.length,
  }
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
    connection: connectionOf(job) ?? undefined,
    model: model.id,
    attempt: job.state.attempts.length,
  }
}

export function stateEvent(job: JobContext): NewJobEvent {
  return { type: 'state', status: statusOf(job.state), stage: job.state.stage }
}
