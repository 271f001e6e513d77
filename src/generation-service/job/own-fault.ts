// A step that fails by a fault of our own code would fail for ever. After some tries the job ends anyway: visible, and resolvable.
import { log } from '../../shared/log.ts'
import { type JobContext, logFields, stateEvent, targetOf } from './context.ts'
import { noCost } from './cost.ts'
import { attemptOf, closeAttempt, decideOutcome, releasedSettlement } from './outcome.ts'

/** Consecutive tries with growing delays: about two minutes, in which a faulty deployment can be rolled back. */
const MOST_FAULTS = 10

/** A part of ours that does not respond will recover; a fault of the code, or data that a database can never store, will not. */
function isOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  const { retryable, overloaded } = error as { retryable?: unknown; overloaded?: unknown }
  if (retryable === true || overloaded === true) return false
  return (
    ['RangeError', 'TypeError', 'ReferenceError', 'SyntaxError', 'ZodError', '$ZodError', 'DataCloneError'].includes(error.name) ||
    /SQLITE_(?:TOOBIG|CONSTRAINT|MISMATCH|RANGE)|too big|No value written|could not be cloned/i.test(
      `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`,
    )
  )
}

/** Counts a failed step, and ends the job if it would never get past it. A part that does not respond is waited for. */
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
  // Only webhooks and late answers are left; the generation itself is complete.
  state.late = null
  job.deliveries.length = 0
  state.stage = 'notified'
  job.save(stateEvent(job))
}

/** Whether the provider billed is unknown, or the outcome cannot be settled: the maximum cost is held until somebody resolves it. */
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
  // Even this outcome cannot be settled. The limiter, which looks up old reservations, learns of it from the record.
  if (repeated) state.settled = true
}

const FAULT = 'A fault in this platform kept the generation from going on.'

function wasCalled({ state }: JobContext): boolean {
  return state.attempts.some((attempt) => attempt.status !== 'failed' || attempt.billed !== 'no')
}

/**
 * Reduces the record, because it cannot be written as it is: first without foreign texts and numbers; if that fails, it counts as written.
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
