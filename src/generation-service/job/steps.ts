// The job's state machine. Each step does one thing and returns. If it makes an outside call that must not be made twice, it first saves
// that it is about to make this call. The host calls `step` as long as a step is due. docs/specs/generation-jobs.md has the diagram.
import { adapterOf, connectionsLeft, type JobContext } from './context.ts'
import { storeAnswer } from './fetch.ts'
import { writeRecord, settle } from './finish.ts'
import { ImpossibleState } from './impossible-state.ts'
import { pollLate, poll } from './poll.ts'
import { begin, beginNext, recoverInterrupted, submit } from './submit.ts'

/** Returns the time at which the next step is due, in Unix milliseconds; null if no step is left. */
export function nextDue({ state }: JobContext): number | null {
  if (state.outcome === null || !state.settled || !state.recorded) return state.nextAt
  return state.late?.nextAt ?? null
}

export async function step(job: JobContext): Promise<void> {
  const { state } = job
  if (state.outcome !== null) {
    if (!state.settled) return settle(job)
    if (!state.recorded) return writeRecord(job)
    if (state.late === null) throw new ImpossibleState('An ended job has no step left')
    return pollLate(job, state.late)
  }
  switch (state.stage) {
    case 'admitted':
      return begin(job)
    case 'begun':
      return state.begunTarget < state.targetIndex || mustChoose(job) ? beginNext(job) : submit(job)
    case 'submitting':
      return recoverInterrupted(job)
    case 'submitted':
    case 'polling':
      return poll(job)
    case 'fetching':
      return storeAnswer(job)
    case 'stored':
    case 'settled':
    case 'notified':
      throw new ImpossibleState(`A job in stage ${state.stage} has no outcome`)
  }
}

/**
 * Whether the job must call `begin` so that the limiter chooses the connection of the next call. This is so if the previous call has failed
 * and several other connections are left. If only one is left, there is nothing to choose.
 */
function mustChoose(job: JobContext): boolean {
  return job.state.connection === undefined && connectionsLeft(job).length > 1
}

/** Whether a cancel that is requested now can still end the job. */
export function canCancel(job: JobContext): boolean {
  const { state } = job
  if (state.outcome !== null) return false
  switch (state.stage) {
    case 'admitted':
    case 'begun':
    case 'submitting':
      return true
    case 'submitted':
    case 'polling':
      return state.fetchable === null && adapterOf(job)?.cancel !== undefined
    case 'fetching':
    case 'stored':
    case 'settled':
    case 'notified':
      return false
  }
}
