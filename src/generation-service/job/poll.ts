// Steps while the provider works: poll it, stop it, and later ask again about work whose outcome is unknown.
import { ProviderFailure } from '../../providers/provider.ts'
import { errorFields, log } from '../../shared/log.ts'
import { span } from '../span.ts'
import { cancelAtProvider, pollProvider } from './call.ts'
import { type JobContext, logFields, spanFields, stateEvent, targetOf } from './context.ts'
import { costOfFailure, noCost } from './cost.ts'
import { endWithPictures } from './fetch.ts'
import { asFailure, closeAttempt, succeedAttempt, failAttempt, decideOutcome } from './outcome.ts'
import { LATE_AFTER_MS, pollAgainMs, pollDelayMs, RULES } from './rules.ts'
import { advance, type JobState, type StoredAnswer, type Outcome } from './state.ts'

/** How long a provider may take to report the outcome after it was asked to stop. */
const STOP_GRACE_MS = 30_000
/**
 * For this long after a provider has accepted work, some of its servers may not know the work yet. If the provider reports the work as
 * unknown within this time, the job polls again. After this time, the work counts as lost.
 */
const NEW_WORK_MS = 30_000

export async function poll(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const now = services.clock()
  // If `kept` is set, the provider has already done the work, and is polled again only because the bucket did not store all of its
  // pictures. So the job does not ask the provider to stop, even after a cancellation. At the deadline, the job ends with the stored
  // pictures.
  const kept = state.fetchable?.kept ?? null
  if (kept !== null) return now < plan.deadlineAt ? pollOnce(job, kept) : endWithPictures(job, kept)
  if (state.stopAskedAt === null && (state.cancelRequestedAt !== null || now >= plan.deadlineAt)) return stopProvider(job)
  if (state.stopAskedAt !== null && targetOf(job).quote.maxMicros === 0) {
    // The provider was asked to stop. The work costs nothing, so the job ends without waiting for the provider's outcome.
    return failAttempt(job, new ProviderFailure('canceled', 'The work was broken off.', { billed: 'no' }))
  }
  if (state.stopAskedAt !== null && now >= state.stopAskedAt + STOP_GRACE_MS) {
    return failAttempt(job, new ProviderFailure('timeout', 'The provider did not say how the work ended.', { billed: 'unknown' }))
  }
  return pollOnce(job, null)
}

/**
 * @param kept null if the provider has not answered yet. If it has answered, but the bucket did not store all pictures: the pictures that
 * are stored. This poll then gets the answer again. If the provider does not answer again, the job ends with the stored pictures.
 */
async function pollOnce(job: JobContext, kept: StoredAnswer | null): Promise<void> {
  const { services, state } = job
  try {
    const answer = await span('provider.poll', spanFields(job), () => pollProvider(job, targetOf(job), state.handle))
    state.pollFailures = 0
    if (answer.kind === 'done') return succeedAttempt(job, answer)
    const moved = state.stage === 'submitted'
    state.stage = 'polling'
    state.polls++
    if (answer.handle !== undefined) state.handle = answer.handle
    // If the caller has canceled during this poll, the job's next step must ask the provider to stop. So the next step is due at once.
    const isCanceled = state.cancelRequestedAt !== null && state.stopAskedAt === null
    state.nextAt = services.clock() + (isCanceled ? 0 : pollDelayMs(answer.pollAfterMs, state.polls))
    const progressed = answer.progress !== null && advance(state, answer.progress)
    const event = progressed ? ({ type: 'progress', progress: state.progress! } as const) : moved ? stateEvent(job) : undefined
    // Only a new handle is saved at once. If a crash loses the other changes of the state, the job simply polls again.
    if (answer.handle !== undefined) job.save(event)
    else if (event !== undefined) job.note(event)
  } catch (error) {
    const failure = asFailure(error, 'unknown')
    const againMs = pollAgainMs(failure, state.pollFailures, Math.random(), newWorkFor(job))
    if (againMs === null && kept === null) return failAttempt(job, failure)
    log('warn', 'provider_poll_failed', { ...logFields(job), ...errorFields(failure) })
    if (againMs === null) return endWithPictures(job, kept!)
    state.pollFailures++
    state.nextAt = services.clock() + againMs
  }
}

/**
 * Returns how many milliseconds of `NEW_WORK_MS` are left. While any are left, the job polls again if the provider reports the work as
 * unknown. Returns 0 if a poll has already found the work.
 */
function newWorkFor({ services, state }: JobContext): number {
  const since = services.clock() - (state.acceptedAt ?? state.submittedAt ?? 0)
  return state.polls > 0 ? 0 : Math.max(0, NEW_WORK_MS - since)
}

/**
 * Polls for a job that has ended as indeterminate. If the provider reports the outcome, the generation is settled. If somebody has settled
 * it by hand during the poll, the answer is ignored.
 */
export async function pollLate(job: JobContext, late: NonNullable<JobState['late']>): Promise<void> {
  const { services, state } = job
  const reopen = () => {
    state.late = null
    state.outcome = null
    state.settled = false
    state.recorded = false
    state.stage = 'polling'
  }
  try {
    const answer = await pollProvider(job, targetOf(job), state.handle)
    if (state.late !== late) return
    if (answer.kind === 'done') {
      reopen()
      return succeedAttempt(job, answer)
    }
  } catch (error) {
    if (state.late !== late) return
    const failure = asFailure(error, 'unknown')
    if (failure.billed !== 'unknown' && pollAgainMs(failure, 0, 0) === null) {
      reopen()
      // The amount of this generation is held. A held amount cannot be released, so it is settled, with 0 if nothing was billed.
      const cost = failure.billed === 'yes' ? costOfFailure(targetOf(job), failure) : noCost()
      closeAttempt(job, {
        status: 'failed',
        errorCode: RULES[failure.kind].code,
        errorMessage: failure.message.slice(0, 500),
        billed: failure.billed,
        costMicros: cost.amountMicros,
      })
      const outcome: Outcome =
        state.stopReason === 'cancel'
          ? { status: 'canceled', error: null }
          : { status: 'failed', error: { code: RULES[failure.kind].code, message: failure.message } }
      return decideOutcome(job, outcome, { outcome: 'settled', amountMicros: cost.amountMicros, images: 0, tokens: 0 }, cost)
    }
    log('warn', 'provider_poll_failed', { ...logFields(job), ...errorFields(failure) })
  }
  const waitMs = LATE_AFTER_MS[late.tries + 1]
  state.late = waitMs === undefined ? null : { tries: late.tries + 1, nextAt: services.clock() + waitMs }
  job.save()
}

async function stopProvider(job: JobContext): Promise<void> {
  const { services, state } = job
  state.stopReason = state.cancelRequestedAt === null ? 'deadline' : 'cancel'
  state.stopAskedAt = services.clock()
  state.nextAt = state.stopAskedAt
  job.save()
  try {
    if ((await cancelAtProvider(job, targetOf(job), state.handle)) === 'canceled')
      return failAttempt(job, new ProviderFailure('canceled', 'The provider has canceled the work.', { billed: 'no' }))
  } catch (error) {
    // The work may have ended in the meantime, or the provider cannot stop it. The next poll shows which.
    log('warn', 'provider_cancel_failed', { ...logFields(job), ...errorFields(error) })
  }
}
