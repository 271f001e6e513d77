// A step that fails because of a fault in our own code fails again at every try. So after some tries the job ends, in a state that people
// can see and resolve.
import { log } from '../../shared/log.ts'
import { type JobContext, logFields, stateEvent, targetOf } from './context.ts'
import { noCost } from './cost.ts'
import { ImpossibleState } from './impossible-state.ts'
import { attemptOf, closeAttempt, decideOutcome, releasedSettlement } from './outcome.ts'

/**
 * The maximum number of failed steps in a row. With their growing delays they take about a minute.
 */
const MOST_FAULTS = 10

/**
 * Returns whether an error is a fault of our own that will not go away: a fault in the code, or data that a database cannot store. An
 * error because a dependency does not respond is no such fault, because the dependency will recover.
 */
function isOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  const { retryable, overloaded } = error as { retryable?: unknown; overloaded?: unknown }
  if (retryable === true || overloaded === true) return false
  return (
    error instanceof ImpossibleState ||
    ['RangeError', 'TypeError', 'ReferenceError', 'SyntaxError', 'ZodError', '$ZodError', 'DataCloneError'].includes(error.name) ||
    /SQLITE_(?:TOOBIG|CONSTRAINT|MISMATCH|RANGE)|too big|No value written|could not be cloned/i.test(
      `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`,
    )
  )
}

/** Counts a failed step, and ends the job after too many. A dependency that does not respond is not counted; the job waits for it. */
export function countFault(job: JobContext, error: unknown): void {
  if (!isOwnFault(error)) return
  job.state.faults = (job.state.faults ?? 0) + 1
  if (job.state.faults >= MOST_FAULTS) giveUp(job)
}

function giveUp(job: JobContext): void {
  const { state } = job
  log('error', 'job_given_up', { ...logFields(job), state: state.stage })
  state.faults = 0
  state.ownFailures = 0
  if (state.outcome === null || !state.settled) return endByFault(job)
  if (!state.recorded) return reduceRecord(job)
  // The generation is already recorded as indeterminate. All that the job still did was to ask the provider from time to time for the
  // outcome. Now it stops asking.
  state.late = null
  job.save(stateEvent(job))
}

/**
 * Ends a job whose outcome is not decided or cannot be settled. If a provider may have billed, the maximum cost is held until somebody
 * resolves the generation.
 */
function endByFault(job: JobContext): void {
  const { state } = job
  const heldMicros = wasCalled(job) ? targetOf(job).quote.maxMicros : 0
  const repeated = state.outcome?.status === 'indeterminate'
  state.handle = null
  state.late = null
  state.fetchable = null
  state.usage = null
  if (state.attempts.length > 0 && attemptOf(job).status === 'running')
    closeAttempt(job, { status: 'indeterminate', errorCode: 'internal_error', errorMessage: FAULT, billed: null, costMicros: null })
  const error = {
    code: heldMicros > 0 ? ('outcome_indeterminate' as const) : ('internal_error' as const),
    message: heldMicros > 0 ? `${FAULT} Up to ${heldMicros} micro-USD stay held until it is resolved.` : FAULT,
  }
  const settlement = heldMicros > 0 ? { outcome: 'held' as const, amountMicros: heldMicros, images: 0, tokens: 0 } : releasedSettlement()
  decideOutcome(job, { status: heldMicros > 0 ? 'indeterminate' : 'failed', error }, settlement, { ...noCost(), heldMicros })
  // The outcome was already indeterminate, and the limiter kept failing to settle it. So the job stops trying and treats the outcome as
  // settled. Once this job is deleted, the limiter finds that the reservation is still open, and holds its amount.
  if (repeated) state.settled = true
}

const FAULT = 'A fault in this platform kept the generation from going on.'

function wasCalled({ state }: JobContext): boolean {
  return state.attempts.some((attempt) => attempt.status !== 'failed' || attempt.billed !== 'no')
}

/**
 * Called if the record cannot be written. Removes from it the texts and numbers that came from outside. If the record had no usage, text or
 * warning that could be removed, the job goes on as if the record had been written.
 */
function reduceRecord(job: JobContext): void {
  const { state } = job
  const isBare = state.usage === null && state.texts.length === 0 && state.warnings.length === 0
  state.usage = null
  state.texts = []
  state.warnings = []
  state.images = state.images.map((image) => ({ ...image, seed: null, revisedPrompt: null }))
  state.attempts = state.attempts.map((attempt) => ({ ...attempt, errorMessage: attempt.errorMessage === null ? null : FAULT }))
  if (isBare) state.recorded = true
  job.save(stateEvent(job))
}
