// Handles a provider's answer or failure: closes the attempt, then decides whether the job continues, retries or ends.
import { type Done, type FailureKind, ProviderFailure, type ProviderImage } from '../../providers/provider.ts'
import { soundAnswer } from '../../providers/sound-answer.ts'
import { freeBytes } from '../../shared/bytes.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import { withoutEnd } from '../../shared/without-end.ts'
import { connectionOf, connectionsLeft, forgetConnection, type JobContext, logFields, nextTarget, stateEvent, targetOf } from './context.ts'
import { costOf, costOfFailure, noCost } from './cost.ts'
import type { Attempt, Cost } from '../model/generation.ts'
import { judge, LATE_AFTER_MS, RULES, type Verdict } from './rules.ts'
import type { JobState, Outcome, Settlement } from './state.ts'

export function attemptOf(job: JobContext): Attempt {
  return job.state.attempts.at(-1)!
}

export function closeAttempt(
  job: JobContext,
  result: Pick<Attempt, 'status' | 'errorCode' | 'errorMessage' | 'billed' | 'costMicros'>,
): void {
  const { services, state } = job
  const attempt = attemptOf(job)
  Object.assign(attempt, result)
  const durationMs = Math.max(0, services.clock() - attempt.startedAt)
  // A late answer may close an attempt that was closed before. `providerMs` then already contains `attempt.durationMs`, which the earlier
  // call has stored. So only the difference is added.
  state.providerMs += durationMs - (attempt.durationMs ?? 0)
  attempt.durationMs = durationMs
}

export function succeedAttempt(job: JobContext, answered: Done): void {
  const { services, state } = job
  const target = targetOf(job)
  const { answer, surplus } = soundAnswer(answered, target.request)
  if (surplus.length > 0) dropSurplus(job, surplus, target.request.n)
  const { cost, tokens } = costOf(target, job.plan.inputs, answer)
  state.usage = answer.usage
  const attempt = attemptOf(job)
  attempt.providerRequestId = answer.providerRequestId ?? attempt.providerRequestId
  closeAttempt(job, {
    status: 'succeeded',
    errorCode: null,
    errorMessage: null,
    billed: cost.amountMicros > 0 ? 'yes' : 'no',
    costMicros: cost.amountMicros,
  })
  const urls = answer.images.flatMap(({ source, seed, revisedPrompt }) =>
    source.kind === 'url' ? [{ url: source.url, seed, revisedPrompt }] : [],
  )
  // The state can store the URLs of pictures, but not their bytes. So if the answer has bytes, the new stage is not saved: after a crash,
  // the job carries on from the stage that was saved before.
  const survives = urls.length === answer.images.length
  state.fetchable = { images: survives ? urls : [], survives, texts: answer.texts, cost, tokens, failures: 0, kept: null }
  state.nextAt = services.clock()
  job.memory.answer = answer
  state.stage = 'fetching'
  if (survives) job.save(stateEvent(job))
}

/**
 * Drops the pictures that the provider made beyond the requested number. They are neither charged nor delivered. Those that are already in
 * the bucket are deleted with the job.
 */
function dropSurplus({ state, memory }: JobContext, surplus: readonly ProviderImage[], asked: number): void {
  for (const { source } of surplus) {
    if (source.kind === 'bytes') freeBytes(source.bytes)
    const stored = source.kind === 'sunk' ? memory.sentPictures?.get(source.id) : undefined
    if (stored?.ok) state.keys.push(stored.picture.key)
  }
  state.warnings.push({
    code: 'provider_note',
    message: `The provider made ${asked + surplus.length} pictures; ${asked} ${asked === 1 ? 'was' : 'were'} requested; the others are left out.`,
    pointer: '/body/n',
  })
}

/**
 * Returns the error as a ProviderFailure.
 * @param billed for an AppError of our own: whether the provider may have billed. `no` if the provider was not called yet.
 */
export function asFailure(error: unknown, billed: 'no' | 'unknown'): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  if (error instanceof AppError) {
    return new ProviderFailure(error.code === 'credential_missing' ? 'bad_credential' : 'bad_request', error.message, {
      billed,
      cause: error,
    })
  }
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return new ProviderFailure('timeout', 'The provider did not answer in time.', { billed: 'unknown', cause: error })
  }
  return new ProviderFailure('unavailable', 'The call of the provider broke.', { billed: 'unknown', cause: error })
}

/** Closes the failed attempt. Then retries, moves on to the next model or ends the job, as rules.ts decides. */
export function failAttempt(job: JobContext, error: unknown): void {
  const { services, plan, state } = job
  const failure = asFailure(error, 'no')
  const target = targetOf(job)
  const now = services.clock()
  const verdict = judge(failure, {
    earlierTries: state.tries,
    nextTarget: nextTarget(job),
    nextElsewhere: nextTarget(job, closedBy(job, failure.kind)),
    anotherConnection: state.stage === 'submitting' && connectionsLeft(job).some((id) => id !== connectionOf(job)),
    fallbackOnRefusal: plan.fallbackOnRefusal,
    maxMicros: target.quote.maxMicros,
    remainingMs: plan.deadlineAt - now,
    random: Math.random(),
  })
  log('warn', 'provider_call_failed', { ...logFields(job), code: verdict.code, ...errorFields(failure) })
  restConnection(job, error)
  const attempt = attemptOf(job)
  attempt.providerRequestId = failure.providerRequestId ?? attempt.providerRequestId
  const held = verdict.next === 'end' && verdict.charge === 'held'
  const wanted = state.cancelRequestedAt !== null || state.stopReason === 'cancel'
  const cost = verdict.next === 'end' && verdict.charge === 'reported' ? costOfFailure(target, failure) : noCost()
  closeAttempt(job, {
    status: held ? 'indeterminate' : wanted || failure.kind === 'canceled' ? 'canceled' : 'failed',
    errorCode: wanted && !held ? 'generation_canceled' : verdict.code,
    errorMessage: wanted && !held ? 'It was canceled.' : failure.message.slice(0, 500),
    billed: target.quote.maxMicros === 0 ? 'no' : failure.billed,
    costMicros: held ? null : cost.amountMicros,
  })
  const handle = state.handle
  state.handle = null

  if (held) return endIndeterminate(job, failure, handle)
  const settlement: Settlement =
    cost.amountMicros > 0 ? { outcome: 'settled', amountMicros: cost.amountMicros, images: 0, tokens: 0 } : releasedSettlement()
  if (wanted) return decideOutcome(job, { status: 'canceled', error: null }, settlement, cost)
  if (state.stopReason === 'deadline' || (now >= plan.deadlineAt && (verdict.next !== 'end' || failure.kind === 'timeout'))) {
    return decideOutcome(
      job,
      { status: 'failed', error: { code: 'deadline_exceeded', message: 'The deadline passed while the provider was working.' } },
      settlement,
      cost,
    )
  }
  if (verdict.next !== 'end') return retryOrFallBack(job, failure, verdict, now)
  return decideOutcome(
    job,
    { status: 'failed', error: { code: errorCodeOf(error, verdict.code), message: failure.message } },
    settlement,
    cost,
  )
}

/** Schedules the next try: after a pause with the same model, or at once with another connection or the next model. */
function retryOrFallBack(job: JobContext, failure: ProviderFailure, verdict: Exclude<Verdict, { next: 'end' }>, now: number): void {
  const { state } = job
  switch (verdict.next) {
    case 'retry':
      state.tries++
      state.nextAt = now + verdict.delayMs
      break
    case 'connection':
      state.leftConnections = [...(state.leftConnections ?? []), ...(state.connection ? [state.connection] : [])]
      close(job, failure.kind)
      forgetConnection(job)
      state.nextAt = now
      break
    case 'fallback':
      close(job, failure.kind)
      delete state.leftConnections
      forgetConnection(job)
      state.targetIndex = verdict.targetIndex
      state.nextAt = now
      break
  }
  state.stage = 'begun'
  // The decision is saved before the job acts on it. Otherwise, after a crash, the job could again call a model that it has given up.
  job.save(stateEvent(job))
}

/**
 * Returns the provider or the connection that the job must not use any more after a failure. If the provider has refused the request, this
 * is the provider: it would refuse the request with any connection. Otherwise it is only the connection of the failed call. If the call
 * used no connection, it is the provider.
 */
function closedBy(job: JobContext, kind: FailureKind): { provider?: string; connection?: string } {
  const connection = connectionOf(job)
  return kind === 'refused' || connection === null ? { provider: targetOf(job).request.model.provider } : { connection }
}

/**
 * Does nothing if another call of the same provider or connection could succeed after this kind of failure. Otherwise records that the job
 * must not use the provider or the connection again; `closedBy` decides which of the two.
 */
function close(job: JobContext, kind: FailureKind): void {
  const { state } = job
  if (RULES[kind].fallback !== 'elsewhere') return
  const { provider, connection } = closedBy(job, kind)
  if (provider !== undefined) state.closedProviders = [...(state.closedProviders ?? []), provider]
  if (connection !== undefined) state.closedConnections = [...(state.closedConnections ?? []), connection]
}

/**
 * After some kinds of failure, the provider would refuse every further call by this connection. If this is such a failure, tells the
 * limiter, which lets the connection rest. The job does not wait for the limiter, and goes on if the limiter does not respond.
 */
function restConnection(job: JobContext, error: unknown): void {
  const { plan, services, memory } = job
  const connection = connectionOf(job)
  const version = memory.credentialVersion
  // An error of our own, for example a deleted credential, says nothing about the provider.
  if (!(error instanceof ProviderFailure) || connection === null || version === null) return
  const { kind: reason, message: detail, retryAfterMs } = error
  if (reason !== 'rate_limited' && reason !== 'bad_credential' && reason !== 'no_credit') return
  const { instanceId, generationId, requestId } = plan
  job.waitUntil(
    (async () => services.rpc.rest({ instanceId, generationId, requestId, connection, version, reason, retryAfterMs, detail }))().catch(
      (cause: unknown) => log('warn', 'connection_rest_not_noted', { ...logFields(job), ...errorFields(cause) }),
    ),
  )
}

/**
 * Ends the job as indeterminate.
 * @param handle the provider's handle for the work, with which the outcome can be queried later; null if there is none.
 */
function endIndeterminate(job: JobContext, failure: ProviderFailure, handle: JobState['handle']): void {
  const { services, state } = job
  if (handle !== null && state.stage !== 'submitting' && failure.kind !== 'lost') {
    state.handle = handle
    state.late = { tries: 0, nextAt: services.clock() + LATE_AFTER_MS[0]! }
  }
  const heldMicros = targetOf(job).quote.maxMicros
  const message = `${withoutEnd(failure.message, /[.\s]/)}. The provider may have billed up to ${heldMicros} micro-USD, which stays held until it is resolved.`
  decideOutcome(
    job,
    { status: 'indeterminate', error: { code: 'outcome_indeterminate', message } },
    { outcome: 'held', amountMicros: heldMicros, images: 0, tokens: 0 },
    { ...noCost(), heldMicros },
  )
}

function errorCodeOf(error: unknown, code: ErrorCode): ErrorCode {
  return error instanceof AppError ? error.code : code
}

export function releasedSettlement(): Settlement {
  return { outcome: 'released', amountMicros: 0, images: 0, tokens: 0 }
}

/**
 * Stores the decided outcome in the job's state, and saves the state. Only a later step reports the outcome to the limiter, which settles
 * the reservation.
 */
export function decideOutcome(job: JobContext, outcome: Outcome, settlement: Settlement | null, cost: Cost): void {
  const { services, state } = job
  state.outcome = outcome
  state.settlement = settlement
  state.cost = cost
  state.finishedAt = services.clock()
  state.nextAt = state.finishedAt
  state.ownFailures = 0
  job.save(stateEvent(job))
}
