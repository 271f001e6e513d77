// The job's state machine. Each step does one thing, writes down what it is about to do outside before it does it, and returns; the
// alarm calls `step` for as long as one is due. docs/specs/generation-jobs.md draws it.
import { type Accepted, type Done, ProviderFailure } from '../../providers/provider.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import { markNotified, recordRunning } from '../db/generations.ts'
import { span } from '../span.ts'
import { deliverDue } from '../webhooks/deliver.ts'
import { callProvider, cancelAtProvider, openCredential, pollProvider } from './call.ts'
import { adapterOf, type JobContext, logFields, spanFields, targetOf } from './context.ts'
import { costOf } from './cost.ts'
import type { NewJobEvent } from './events.ts'
import { fetchPictures } from './fetch.ts'
import { writeEnd } from './finish.ts'
import type { Attempt, Cost, PlannedTarget } from './record.ts'
import { judge, ownBackoffMs, pollAgainMs, pollDelayMs, RULES } from './rules.ts'
import { type JobState, type Outcome, type Settlement, statusOf, toRecord } from './state.ts'

/** How long a provider that was asked to stop has to say how it ended. */
const STOP_GRACE_MS = 30_000
const MINUTE_MS = 60_000
/** When the provider is asked again about work whose end is unknown; in all about 16 hours. */
const LATE_AFTER_MS = [1, 2, 5, 15, 30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS)
/** So that lists show what takes longer. */
const RECORD_RUNNING_AFTER_MS = 1000

/** When the next step is due, Unix milliseconds; null when there is none left. */
export function nextDue({ state, deliveries }: JobContext): number | null {
  if (state.outcome === null || !state.settled || !state.recorded) return state.nextAt
  const due = deliveries.map((delivery) => delivery.nextAt)
  if (state.late !== null) due.push(state.late.nextAt)
  return due.length === 0 ? null : Math.min(...due)
}

export async function step(job: JobContext): Promise<void> {
  const { state } = job
  if (state.outcome !== null) {
    if (!state.settled) return settle(job)
    if (!state.recorded) return record(job)
    return state.late !== null && state.late.nextAt <= job.services.clock() ? lookAgain(job, state.late) : notify(job)
  }
  switch (state.stage) {
    case 'admitted':
      return begin(job)
    case 'begun':
      return submit(job)
    case 'submitting':
      return interrupted(job)
    case 'submitted':
    case 'polling':
      return poll(job)
    case 'fetching':
      return fetching(job)
    case 'stored':
    case 'settled':
    case 'notified':
      throw new Error(`A job in stage ${state.stage} has no outcome`)
  }
}

/** Whether a cancel, asked for now, can end it. */
export function stopsBy(job: JobContext): boolean {
  const { state } = job
  if (state.outcome !== null) return false
  switch (state.stage) {
    case 'admitted':
    case 'begun':
    case 'submitting':
      return true
    case 'submitted':
    case 'polling':
      return adapterOf(job)?.cancel !== undefined
    case 'fetching':
    case 'stored':
    case 'settled':
    case 'notified':
      return false
  }
}

function stateEvent(job: JobContext): NewJobEvent {
  return { type: 'state', status: statusOf(job.state), stage: job.state.stage }
}

// --- before the provider ------------------------------------------------------------------------------------------------------------

async function begin(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  state.startedAt ??= services.clock()
  if (stopBeforeCall(job)) return
  const begun = await services.rpc.begin({ instanceId: plan.instanceId, generationId: plan.generationId })
  if (begun.kind === 'refused' && (begun.state === 'settled' || begun.state === 'held')) {
    // It has run before, its record is written, and this object was made anew by a late repeat of the request.
    return job.forget()
  }
  if (begun.kind === 'refused') {
    // Without a reservation nothing may run, and there is nothing to give back.
    finish(
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
  state.ownFailures = 0
  // Not written down: a repeated begin is harmless, and the next step writes anyway.
  state.stage = 'begun'
}

/** Ends a job that no provider works on where its caller or its deadline wants so. */
function stopBeforeCall(job: JobContext): boolean {
  const { services, plan, state } = job
  if (state.cancelRequestedAt !== null) {
    finish(job, { status: 'canceled', error: null }, released(), noCost())
    return true
  }
  if (services.clock() >= plan.deadlineAt) {
    finish(
      job,
      { status: 'failed', error: { code: 'deadline_exceeded', message: 'The deadline passed before a provider gave a result.' } },
      released(),
      noCost(),
    )
    return true
  }
  return false
}

async function submit(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  if (stopBeforeCall(job)) return
  const target = targetOf(job)
  const { model } = target.request
  // Before anything is noted: while this fails, no provider has heard of the job.
  const credential = await openCredential(job).catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })
  state.stage = 'submitting'
  state.attempts.push({
    number: state.attempts.length + 1,
    provider: model.provider,
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
  if (credential instanceof AppError) return failed(job, credential)
  state.submittedAt = services.clock()
  job.save(stateEvent(job))

  const recording = setTimeout(
    () => job.waitUntil(recordRunning(services.db, toRecord(plan, state)).catch(() => {})),
    RECORD_RUNNING_AFTER_MS,
  )
  try {
    const answer = await span('provider.submit', spanFields(job), () => callProvider(job, target, credential))
    if (answer.kind === 'accepted') accepted(job, answer)
    else done(job, answer)
  } catch (error) {
    failed(job, error)
  } finally {
    clearTimeout(recording)
    job.memory.calling = null
  }
}

/** The process ended while the provider was being called: nobody knows whether it took the work. */
function interrupted(job: JobContext): void {
  const { services, state } = job
  const message = 'The job was interrupted while the provider was being called.'
  if (targetOf(job).quote.maxMicros > 0) return failed(job, new ProviderFailure('unavailable', message, { billed: 'unknown' }))
  // Where nothing can be billed it is simply called again; that is not the provider's fault, so it is none of its tries.
  closeAttempt(job, { status: 'failed', errorCode: 'unavailable', errorMessage: message, billed: 'no', costMicros: 0 })
  state.stage = 'begun'
  state.nextAt = services.clock()
}

// --- while the provider works -------------------------------------------------------------------------------------------------------

function accepted(job: JobContext, answer: Accepted): void {
  const { services, plan, state } = job
  state.stage = 'submitted'
  state.handle = answer.handle
  state.polls = 0
  state.pollFailures = 0
  state.nextAt = services.clock() + pollDelayMs(answer.pollAfterMs, 0)
  attemptOf(job).providerRequestId = answer.providerRequestId
  job.save(stateEvent(job))
  job.waitUntil(recordRunning(services.db, toRecord(plan, state)).catch(() => {}))
}

async function poll(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const now = services.clock()
  if (state.stopAskedAt === null && (state.cancelRequestedAt !== null || now >= plan.deadlineAt)) return stopProvider(job)
  if (state.stopAskedAt !== null && targetOf(job).quote.maxMicros === 0) {
    // What costs nothing needs no account of how it ended.
    return failed(job, new ProviderFailure('canceled', 'The work was broken off.', { billed: 'no' }))
  }
  if (state.stopAskedAt !== null && now >= state.stopAskedAt + STOP_GRACE_MS) {
    return failed(job, new ProviderFailure('timeout', 'The provider did not say how the work ended.', { billed: 'unknown' }))
  }
  try {
    const answer = await span('provider.poll', spanFields(job), () => pollProvider(job, targetOf(job), state.handle))
    state.pollFailures = 0
    if (answer.kind === 'done') return done(job, answer)
    const moved = state.stage === 'submitted'
    state.stage = 'polling'
    state.polls++
    if (answer.handle !== undefined) state.handle = answer.handle
    state.nextAt = services.clock() + pollDelayMs(answer.pollAfterMs, state.polls)
    const progressed = answer.progress !== null && answer.progress !== state.progress
    if (progressed) state.progress = Math.min(Math.max(answer.progress!, 0), 1)
    // A poll that found nothing new needs no write: after a crash it is simply asked again.
    if (progressed) job.save({ type: 'progress', progress: state.progress! })
    else if (moved) job.save(stateEvent(job))
    else if (answer.handle !== undefined) job.save()
  } catch (error) {
    const failure = asFailure(error, 'unknown')
    const againMs = pollAgainMs(failure, state.pollFailures, Math.random())
    if (againMs === null) return failed(job, failure)
    state.pollFailures++
    state.nextAt = services.clock() + againMs
    log('warn', 'provider_poll_failed', { ...logFields(job), ...errorFields(failure) })
  }
}

/** The job has ended as indeterminate; the provider's late word settles it. */
async function lookAgain(job: JobContext, late: NonNullable<JobState['late']>): Promise<void> {
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
    if (answer.kind === 'done') {
      reopen()
      return done(job, answer)
    }
  } catch (error) {
    const failure = asFailure(error, 'unknown')
    if (failure.billed !== 'unknown' && pollAgainMs(failure, 0, 0) === null) {
      reopen()
      // Settled, not released: what is held can only be settled, be it at nothing.
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
      return finish(job, outcome, { outcome: 'settled', amountMicros: cost.amountMicros, images: 0, tokens: 0 }, cost)
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
    await cancelAtProvider(job, targetOf(job), state.handle)
  } catch (error) {
    // It may have ended meanwhile, or it can't be stopped: the next poll says which.
    log('warn', 'provider_cancel_failed', { ...logFields(job), ...errorFields(error) })
  }
}

// --- how a call ended ---------------------------------------------------------------------------------------------------------------

function attemptOf(job: JobContext): Attempt {
  return job.state.attempts.at(-1)!
}

function closeAttempt(job: JobContext, result: Pick<Attempt, 'status' | 'errorCode' | 'errorMessage' | 'billed' | 'costMicros'>): void {
  const { services, state } = job
  const attempt = attemptOf(job)
  Object.assign(attempt, result)
  const durationMs = Math.max(0, services.clock() - attempt.startedAt)
  // A late answer closes the same attempt once more.
  state.providerMs += durationMs - (attempt.durationMs ?? 0)
  attempt.durationMs = durationMs
}

function done(job: JobContext, answer: Done): void {
  const { services, state } = job
  const target = targetOf(job)
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
  // Bytes can't be written down; if the process ends before they are stored, the stage still says `submitting` or `polling`.
  const survives = urls.length === answer.images.length
  state.fetchable = { images: survives ? urls : [], survives, texts: answer.texts, cost, tokens, failures: 0 }
  state.nextAt = services.clock()
  job.memory.answer = answer
  state.stage = 'fetching'
  if (survives) job.save(stateEvent(job))
}

async function fetching(job: JobContext): Promise<void> {
  const { services, state } = job
  const startedAt = services.clock()
  const result = await span('pictures.store', spanFields(job), () => fetchPictures(job))
  if (result.kind === 'lost') {
    state.fetchable = null
    return failed(
      job,
      new ProviderFailure('lost', 'The provider answered, and the job was interrupted before the pictures were stored.', {
        billed: 'unknown',
      }),
    )
  }
  state.storageMs += Math.max(0, services.clock() - startedAt)
  if (result.kind === 'again') {
    state.fetchable!.failures++
    state.nextAt = services.clock() + ownBackoffMs(state.fetchable!.failures, Math.random())
    job.save()
    return
  }
  const { cost, tokens, texts } = state.fetchable!
  state.images = result.images
  state.texts = texts
  state.warnings.push(...result.warnings)
  state.stage = 'stored'
  const settlement: Settlement = { outcome: 'settled', amountMicros: cost.amountMicros, images: result.images.length, tokens }
  if (result.images.length === 0 && texts.length === 0) {
    finish(
      job,
      { status: 'failed', error: { code: 'provider_bad_answer', message: result.message ?? 'The provider answered without a picture.' } },
      settlement,
      cost,
    )
  } else {
    finish(job, { status: 'succeeded', error: null }, settlement, cost)
  }
  state.fetchable = null
  job.memory.answer = null
  job.memory.sentPictures = null
}

/** @param billed whether the provider may have billed, where what was thrown is our own: before the call it has not. */
function asFailure(error: unknown, billed: 'no' | 'unknown'): ProviderFailure {
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

/** Retry, next model or end, as rules.ts says. */
function failed(job: JobContext, error: unknown): void {
  const { services, plan, state } = job
  const failure = asFailure(error, 'no')
  const target = targetOf(job)
  const now = services.clock()
  const verdict = judge(failure, {
    earlierTries: state.tries,
    hasNextTarget: state.targetIndex + 1 < plan.targets.length,
    fallbackOnRefusal: plan.fallbackOnRefusal,
    maxMicros: target.quote.maxMicros,
    remainingMs: plan.deadlineAt - now,
    random: Math.random(),
  })
  log('warn', 'provider_call_failed', { ...logFields(job), code: verdict.code, ...errorFields(failure) })
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

  if (held) {
    if (handle !== null && state.stage !== 'submitting' && failure.kind !== 'lost') {
      state.handle = handle
      state.late = { tries: 0, nextAt: now + LATE_AFTER_MS[0]! }
    }
    const heldMicros = target.quote.maxMicros
    const message = `${failure.message.replace(/[.\s]*$/, '.')} The provider may have billed up to ${heldMicros} micro-USD, which stays held until it is resolved.`
    finish(
      job,
      { status: 'indeterminate', error: { code: 'outcome_indeterminate', message } },
      { outcome: 'held', amountMicros: heldMicros, images: 0, tokens: 0 },
      { ...noCost(), heldMicros },
    )
    return
  }
  const settlement: Settlement =
    cost.amountMicros > 0 ? { outcome: 'settled', amountMicros: cost.amountMicros, images: 0, tokens: 0 } : released()
  if (wanted) return finish(job, { status: 'canceled', error: null }, settlement, cost)
  if (state.stopReason === 'deadline' || (now >= plan.deadlineAt && (verdict.next !== 'end' || failure.kind === 'timeout'))) {
    return finish(
      job,
      { status: 'failed', error: { code: 'deadline_exceeded', message: 'The deadline passed while the provider was at work.' } },
      settlement,
      cost,
    )
  }
  switch (verdict.next) {
    case 'retry':
      state.tries++
      state.stage = 'begun'
      state.nextAt = now + verdict.delayMs
      job.save(stateEvent(job))
      return
    case 'fallback':
      state.tries = 0
      state.targetIndex++
      state.stage = 'begun'
      state.nextAt = now
      // The next call writes this down together with its own intent.
      return
    case 'end':
      return finish(
        job,
        { status: 'failed', error: { code: errorCodeOf(error, verdict.code), message: failure.message } },
        settlement,
        cost,
      )
  }
}

function errorCodeOf(error: unknown, code: ErrorCode): ErrorCode {
  return error instanceof AppError ? error.code : code
}

function costOfFailure(target: PlannedTarget, failure: ProviderFailure): Cost {
  if (failure.costMicros !== null) {
    const amountMicros = Math.ceil(failure.costMicros)
    const line = {
      description: `${target.request.model.id}: failed, billed by the provider`,
      quantity: 1,
      unit: 'call',
      unitMicros: amountMicros,
      amountMicros,
    }
    return { amountMicros, heldMicros: 0, source: 'provider', breakdown: [line] }
  }
  return { amountMicros: target.quote.amountMicros, heldMicros: 0, source: 'computed', breakdown: target.quote.breakdown }
}
function noCost(): Cost {
  return { amountMicros: 0, heldMicros: 0, source: 'computed', breakdown: [] }
}
function released(): Settlement {
  return { outcome: 'released', amountMicros: 0, images: 0, tokens: 0 }
}

/** The outcome is decided, and written down before it is booked. */
function finish(job: JobContext, outcome: Outcome, settlement: Settlement | null, cost: Cost): void {
  const { services, state } = job
  state.outcome = outcome
  state.settlement = settlement
  state.cost = cost
  state.finishedAt = services.clock()
  state.nextAt = state.finishedAt
  state.ownFailures = 0
  job.save(stateEvent(job))
}

// --- after the provider -------------------------------------------------------------------------------------------------------------

async function settle(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const { model } = targetOf(job).request
  const result = await span('limiter.settle', spanFields(job), () =>
    services.rpc.settle({
      instanceId: plan.instanceId,
      generationId: plan.generationId,
      ...state.settlement!,
      usage: {
        provider: model.provider,
        model: model.id,
        operation: plan.operation,
        succeeded: state.outcome!.status === 'succeeded',
        errorCode: state.outcome!.error?.code ?? null,
      },
    }),
  )
  if (result.kind === 'conflict') {
    // It was settled otherwise meanwhile, by hand: the ledger's word is what the record must say.
    const { outcome, amountMicros } = result
    const line = { description: 'as settled before', quantity: 1, unit: 'generation', unitMicros: amountMicros, amountMicros }
    state.cost = {
      amountMicros: outcome === 'held' ? 0 : amountMicros,
      heldMicros: outcome === 'held' ? amountMicros : 0,
      source: 'provider',
      breakdown: [line],
    }
  }
  if (result.kind === 'conflict' || result.kind === 'unknown')
    log('error', 'settle_refused', { ...logFields(job), state: result.kind, cost_micros: state.settlement!.amountMicros })
  state.settled = true
  state.ownFailures = 0
  // A repeated settle is a no-op, so this is written together with what comes next.
  state.stage = 'settled'
}

async function record(job: JobContext): Promise<void> {
  const { state } = job
  if (state.settled && state.stage !== 'settled') state.stage = 'settled'
  await span('record.write', spanFields(job), () => writeEnd(job))
  state.recorded = true
  state.ownFailures = 0
  job.save(stateEvent(job))
  log('info', 'generation_finished', {
    ...logFields(job),
    state: state.outcome!.status,
    cost_micros: state.cost?.amountMicros,
    ...(state.outcome!.error ? { code: state.outcome!.error.code } : {}),
  })
}

async function notify(job: JobContext): Promise<void> {
  await deliverDue(job.services, job.deliveries, () => job.save())
  if (job.deliveries.length > 0) return
  job.state.stage = 'notified'
  job.save(stateEvent(job))
  await markNotified(job.services.db, job.plan.instanceId, job.plan.generationId).catch(() => {})
}
