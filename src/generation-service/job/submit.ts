// The steps up to the provider call: call the limiter's method `begin`, save that the provider is about to be called, and call the
// provider. A job with `startsAtOnce` does not call `begin` for its first model.
import { type Accepted, ProviderFailure } from '../../providers/provider.ts'
import type { BeginDenied, BeginRequest, BeginResult } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { writeRunning } from '../db/generations.ts'
import { endUses } from '../db/input-uses.ts'
import { span } from '../span.ts'
import { callProvider, openCredential } from './call.ts'
import {
  connectionOf,
  connectionsLeft,
  forgetConnection,
  type JobContext,
  spanFields,
  nextTarget,
  stateEvent,
  targetOf,
} from './context.ts'
import { noCost } from './cost.ts'
import { amountsOf } from '../admission/amounts.ts'
import { tooLargeWords, usedUpWords } from '../admission/limit-words.ts'
import { ImpossibleState } from './impossible-state.ts'
import { attemptOf, closeAttempt, succeedAttempt, failAttempt, decideOutcome, releasedSettlement } from './outcome.ts'
import { inputsOf } from '../model/generation.ts'
import { pollDelayMs } from './rules.ts'
import { toRecord } from './state.ts'

/** A generation that takes longer than this is written to the database while it runs, so that lists show it. */
const RECORD_RUNNING_AFTER_MS = 1000

export async function begin(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  state.startedAt ??= services.clock()
  if (stopBeforeCall(job)) return
  if (state.startsAtOnce === true) {
    delete state.startsAtOnce
    state.stage = 'begun'
    return
  }
  const begun = await services.rpc.begin({
    instanceId: plan.instanceId,
    generationId: plan.generationId,
    ...wantedConnection(job),
    requestId: plan.requestId,
  })
  if (begun.kind === 'refused' && (begun.state === 'settled' || begun.state === 'held')) {
    // The generation has already ended and is recorded. A late repeat of the request has started this job for it again.
    await job.forget()
    // The job is deleted first, and then the generation's rows in `input_uses`. In the opposite order, a repeat of the request that arrives
    // between the two deletions would add new rows and join this job, and nothing would delete these rows. In this order, such a repeat
    // starts a new job. The limiter refuses that job's `begin` as it has refused this job's, and the new job then deletes all of the
    // generation's rows.
    if (inputsOf(plan).length > 0) await endUses(services.db, plan.instanceId, plan.generationId)
    return
  }
  // At admission, the limiter has already checked the limits of the first model and counted this generation. This `begin` checks no limit
  // again, so a denial is a fault of our own code.
  if (begun.kind === 'denied') throw new ImpossibleState(`The first model was denied: ${usedUpWords(begun.limit)}`)
  if (begun.kind === 'refused') {
    // The limiter has no open reservation for this generation, and nothing may run without one. So the job fails, and there is nothing to
    // release.
    decideOutcome(
      job,
      {
        status: 'failed',
        error: { code: 'unavailable', message: `The reservation was ${begun.state} before the job could begin. Nothing was spent.` },
      },
      null,
      noCost(),
    )
    state.settled = true
    return
  }
  takeConnection(job, begun)
  state.ownFailures = 0
  // The state is not saved here: repeating `begin` has no effect, and the next step saves the state anyway.
  state.stage = 'begun'
}

/** Returns the connections from which `begin` chooses one. */
function wantedConnection(job: JobContext): Pick<BeginRequest, 'provider' | 'calls' | 'others'> {
  const [first = null, ...others] = connectionsLeft(job)
  return { provider: first, calls: targetOf(job).request.model.provider, ...(others.length > 0 ? { others } : {}) }
}

function takeConnection(job: JobContext, { credential, connection }: BeginResult & { kind: 'begun' }): void {
  job.memory.credential = credential
  job.state.connection = connection ?? connectionsLeft(job)[0] ?? null
}

/** Calls `begin` again, for the next model of the chain or another connection. The limiter denies a model whose own limits have no room. */
export async function beginNext(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  if (stopBeforeCall(job)) return
  const target = targetOf(job)
  const { provider, id: model } = target.request.model
  const begun = await services.rpc.begin({
    instanceId: plan.instanceId,
    generationId: plan.generationId,
    ...wantedConnection(job),
    // `next` makes the limiter take the request's amounts from the limits of this model. It is absent for the first model, because the
    // admission has already done that. If this call is repeated, the limiter takes the amounts only once.
    ...(state.targetIndex === 0 ? {} : { next: { place: state.targetIndex, provider, model, ...amountsOf(plan.operation, target) } }),
  })
  state.ownFailures = 0
  switch (begun.kind) {
    case 'begun':
      takeConnection(job, begun)
      state.begunTarget = state.targetIndex
      return
    case 'denied':
      return failDeniedAttempt(job, begun)
    case 'refused':
      // The reservation is not open any more. For example, somebody has settled the generation by hand in the meantime. The job reports the
      // outcome `released`, because none of its calls was billed: after a call that was billed, or may have been billed, a job does not get
      // here, because it makes no further call. If the limiter already has another outcome, it answers with that one, and the record gets
      // the amount of that outcome (`settle` in finish.ts).
      decideOutcome(
        job,
        {
          status: 'failed',
          error: { code: 'unavailable', message: `The reservation was ${begun.state} before the next model was called.` },
        },
        releasedSettlement(),
        noCost(),
      )
  }
}

/**
 * Records a failed attempt of a model whose limit denied the call; no provider was called. Then moves on to the next model, whose limits
 * may allow a call, or ends the job if there is none.
 */
function failDeniedAttempt(job: JobContext, { code, limit, retryAfterMs }: BeginDenied): void {
  const { services, state } = job
  const now = services.clock()
  const message = code === 'request_exceeds_limit' ? tooLargeWords(limit) : usedUpWords(limit)
  openAttempt(job, null)
  closeAttempt(job, { status: 'failed', errorCode: code, errorMessage: message, billed: 'no', costMicros: 0 })
  const next = nextTarget(job)
  if (next !== null) {
    state.targetIndex = next
    delete state.leftConnections
    forgetConnection(job)
    state.nextAt = now
    job.save(stateEvent(job))
    return
  }
  const error = { code, message, ...(retryAfterMs === null ? {} : { retryAt: now + retryAfterMs }) }
  decideOutcome(job, { status: 'failed', error }, releasedSettlement(), noCost())
}

function openAttempt(job: JobContext, connection: string | null): void {
  const { services, state } = job
  const { model } = targetOf(job).request
  state.attempts.push({
    number: state.attempts.length + 1,
    provider: model.provider,
    connection,
    model: model.id,
    status: 'running',
    startedAt: services.clock(),
    durationMs: null,
    providerRequestId: null,
    errorCode: null,
    errorMessage: null,
    billed: null,
    costMicros: null,
  })
}

/** Ends a job before any provider works on it, if the caller has canceled or the deadline has passed. Returns whether the job has ended. */
function stopBeforeCall(job: JobContext): boolean {
  const { services, plan, state } = job
  if (state.cancelRequestedAt !== null) {
    decideOutcome(job, { status: 'canceled', error: null }, releasedSettlement(), noCost())
    return true
  }
  if (services.clock() >= plan.deadlineAt) {
    decideOutcome(
      job,
      { status: 'failed', error: { code: 'deadline_exceeded', message: 'The deadline passed before a provider gave a result.' } },
      releasedSettlement(),
      noCost(),
    )
    return true
  }
  return false
}

export async function submit(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  if (stopBeforeCall(job)) return
  state.connection ??= connectionOf(job)
  const target = targetOf(job)
  // The credential is opened before the call is recorded. So if opening fails, it is certain that no provider was called.
  const credential = await openCredential(job).catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })
  state.stage = 'submitting'
  openAttempt(job, connectionOf(job))
  if (credential instanceof AppError) return failAttempt(job, credential)
  state.submittedAt = services.clock()
  job.save(stateEvent(job))

  const recording = setTimeout(
    () => job.waitUntil(writeRunning(services.db, toRecord(plan, state)).catch(() => {})),
    RECORD_RUNNING_AFTER_MS,
  )
  try {
    const answer = await span('provider.submit', spanFields(job), () => callProvider(job, target, credential))
    if (answer.kind === 'accepted') startPolling(job, answer)
    else succeedAttempt(job, answer)
  } catch (error) {
    failAttempt(job, error)
  } finally {
    clearTimeout(recording)
    job.memory.calling = null
  }
}

/** Continues a job whose process ended during the provider call. It is unknown whether the provider accepted the work. */
export function recoverInterrupted(job: JobContext): void {
  const { services, state } = job
  const message = 'The job was interrupted while the provider was being called.'
  if (targetOf(job).quote.maxMicros > 0) return failAttempt(job, new ProviderFailure('unavailable', message, { billed: 'unknown' }))
  // If nothing can have been billed, the call is repeated. The provider is not at fault, so `tries`, the number
  // of calls that failed, stays as it is.
  closeAttempt(job, { status: 'failed', errorCode: 'unavailable', errorMessage: message, billed: 'no', costMicros: 0 })
  state.stage = 'begun'
  state.nextAt = services.clock()
}

function startPolling(job: JobContext, answer: Accepted): void {
  const { services, plan, state } = job
  state.stage = 'submitted'
  state.handle = answer.handle
  state.polls = 0
  state.pollFailures = 0
  state.acceptedAt = services.clock()
  state.nextAt = state.acceptedAt + pollDelayMs(answer.pollAfterMs, 0)
  attemptOf(job).providerRequestId = answer.providerRequestId
  job.save(stateEvent(job))
  job.waitUntil(writeRunning(services.db, toRecord(plan, state)).catch(() => {}))
}
