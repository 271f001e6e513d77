// A step that fails by a fault of our own code would fail for ever. After some tries the job ends all the same: visible, and resolvable.
import { log } from '../../shared/log.ts'
import { type JobContext, logFields, stateEvent, targetOf } from './context.ts'
import { noCost } from './cost.ts'
import { attemptOf, closeAttempt, finish, released } from './outcome.ts'

/** Tries in a row, ever slower: some two minutes, in which a fault that a deployment brings can be taken back. */
const MOST_FAULTS = 10

/** A part of ours that does not answer comes back; what the code does wrong by itself, and what a database can never take, does not. */
function isOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  const { retryable, overloaded } = error as { retryable?: unknown; overloaded?: unknown }
  if (retryable === true || overloaded === true) return false
  return (
    ['RangeError', 'TypeError', 'ReferenceError', 'SyntaxError', 'ZodError', '$ZodError', 'DataCloneError'].includes(error.name) ||
    /SQLITE_(?:TOOBIG|CONSTRAINT|MISMATCH|RANGE)|too big|No value written|could not be cloned/i.test(
      `${error.message} ${String(error.cause ?? '')}`,
    )
  )
}

/** Counts what a step threw; ends the job where it would never get past it. A part of ours that does not answer is waited for. */
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
  if (state.outcome === null || !state.settled) return endIndeterminate(job)
  if (!state.recorded) return recordLess(job)
  // What is left are webhooks and late words; the generation itself is complete.
  state.late = null
  job.deliveries.length = 0
  state.stage = 'notified'
  job.save(stateEvent(job))
}

/** Nobody knows what the provider did, or the outcome cannot be booked: the most that it can cost is held until somebody resolves it. */
function endIndeterminate(job: JobContext): void {
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
  const settlement = heldMicros > 0 ? { outcome: 'held' as const, amountMicros: heldMicros, images: 0, tokens: 0 } : released()
  finish(job, { status: heldMicros > 0 ? 'indeterminate' : 'failed', error }, settlement, { ...noCost(), heldMicros })
  // Even this cannot be booked: the limiter, which wonders about long reservations, is told by the record.
  if (repeated) state.settled = true
}

const FAULT = 'A fault in this platform kept the generation from going on.'

function wasCalled({ state }: JobContext): boolean {
  return state.attempts.some((attempt) => attempt.status !== 'failed' || attempt.billed !== 'no')
}

/** The record as it is cannot be written: without its texts and numbers of others, then not at all. */
function recordLess(job: JobContext): void {
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
