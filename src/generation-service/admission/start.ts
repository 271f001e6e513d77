// From a caller's request to a running job: plan, admit, start. Every operation that makes pictures comes through here.
import type { AdmitResult, Idempotency, LimitHeaders, Principal } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { errorFields, log } from '../../shared/log.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { keyRefused, reached, requireLiving } from '../http/authorize.ts'
import { findGenerationIn } from '../db/generations.ts'
import { beginUses } from '../db/input-uses.ts'
import { detach } from '../../shared/detach.ts'
import { linkBase } from '../delivery/links.ts'
import { loadInputs } from '../plan/inputs.ts'
import { makePlan } from '../plan/plan.ts'
import { catalogueOf } from '../plan/context.ts'
import { loadSnapshot, type Services } from '../services.ts'
import { span } from '../span.ts'
import type { GenerationJobObject } from '../job/durable-object.ts'
import { amountsOf, tooLargeWords, usedUpWords } from './amounts.ts'
import { FINISHED, type GenerateRequest, type GenerationRecord, inputsOf, type JobPlan } from '../model/generation.ts'

/** Who asks, and through which request. */
export interface Caller {
  services: Services
  principal: Principal
  requestId: string
  requestUrl: string
}
export interface StartRequest {
  /** The contract's operation; a part of the scope of idempotency keys. */
  operationId: string
  request: GenerateRequest
  idempotency: Omit<Idempotency, 'ttlSeconds'> | null
  /** Until when the caller waits for its end, Unix milliseconds; null = not at all. */
  waitUntil: number | null
}
export interface Started {
  /** Ended, or as it was when the first wait was over: `waitForGeneration` goes on with it. */
  record: GenerationRecord
  headers: LimitHeaders
  /** The job works from what this very request brought; else it is one that was here already. */
  own: boolean
}

const IDEMPOTENCY_TTL_SECONDS = 24 * 3600
/** The OpenAI SDKs' last repeat comes 20 minutes after the first sending, where every one of them times out. */
const SENDING_TTL_SECONDS = 30 * 60
const DEFAULT_DEADLINE_MS = 600_000
/** So long after its deadline a job has ended for certain. */
const USES_KEPT_MS = 600_000
/** How often a plan is made again because the configuration has just changed. */
const REPLANS = 2

/** Throws AppError: what is wrong with the request, or why it is not admitted. Then nothing was consumed and nothing runs. */
export async function startGeneration(caller: Caller, start: StartRequest): Promise<Started> {
  const { services, principal } = caller
  const generationId = newId('gen', services.clock)
  let epoch: number | null = null
  for (let round = 0; round <= REPLANS; round++) {
    const planned: Planned | Started = await planFor(caller, start, generationId, epoch)
    if ('record' in planned) return planned
    const { plan } = planned
    const denied = joins(start) ? null : knownDenial(plan, services.clock())
    const admitted = denied ?? (await admit(caller, start, plan))
    switch (admitted.kind) {
      case 'admitted':
      case 'joined': {
        const record =
          admitted.kind === 'admitted'
            ? (await Promise.all([startJob(services, plan, start.waitUntil), noteUses(services, plan)]))[0]
            : await join(services, { ...plan, generationId: admitted.generationId }, start.waitUntil)
        return { record, headers: admitted.headers, own: record.plannedAs === plan.plannedAs }
      }
      case 'stale_epoch':
        epoch = admitted.epoch
        continue
      case 'denied':
        rememberDenial(plan, admitted, services.clock())
        throw new AppError(admitted.code, {
          detail: admitted.code === 'budget_exceeded' ? 'The budget can not take what this may cost.' : usedUpWords(admitted.limit),
          retryAfterMs: admitted.retryAfterMs,
          limit: problemLimit(admitted.limit),
          headers: rateLimitHeaders(admitted.headers, services.clock()),
        })
      case 'exceeds_limit':
        throw new AppError('request_exceeds_limit', {
          detail: tooLargeWords(admitted.limit),
          limit: problemLimit(admitted.limit),
        })
      case 'idempotency_mismatch':
        throw keyReused()
      case 'key_refused':
        throw keyRefused(admitted.code)
      case 'overloaded':
        throw new AppError('overloaded', { retryAfterMs: admitted.retryAfterMs })
    }
  }
  throw new AppError('unavailable', {
    detail: `The configuration of ${principal.instanceId} changes faster than requests can be planned.`,
    retryAfterMs: 1000,
  })
}

/** Whether it may be one that is here already, which a denial must not hide. */
function joins({ idempotency }: StartRequest): boolean {
  return idempotency !== null && idempotency.sending?.repeat !== false
}

type AdmitDenied = Extract<AdmitResult, { kind: 'denied' }>
type ProblemLimitOf = AdmitDenied['limit']

function problemLimit(limit: ProblemLimitOf) {
  return { scope: limit.scope, target: limit.target, metric: limit.metric, limit: limit.limit, window_seconds: limit.windowSeconds }
}

interface Planned {
  plan: JobPlan & { epoch: number }
}

/** A plan, or, where none can be made any more, what the request came to when it was made before. */
async function planFor(caller: Caller, start: StartRequest, generationId: string, epoch: number | null): Promise<Planned | Started> {
  const { services, principal } = caller
  const { request } = start
  const now = services.clock()
  const snapshot = await loadSnapshot(services, principal.instanceId, epoch)
  if (snapshot === null) throw new AppError('not_found')
  try {
    const { inputs, mask } = await loadInputs(services.db, principal, request)
    const made = makePlan({
      ...catalogueOf(snapshot, services),
      generationId,
      request,
      snapshot,
      inputs,
      mask,
      today: new Date(now).toISOString().slice(0, 10),
    })
    const plan: Planned['plan'] = {
      format: 1,
      epoch: snapshot.epoch,
      generationId,
      organizationId: principal.organizationId,
      instanceId: principal.instanceId,
      projectId: principal.projectId,
      keyId: principal.keyId,
      requestId: caller.requestId,
      plannedAs: generationId,
      operation: made.operation,
      requestedModel: made.requestedModel,
      prompt: request.prompt ?? null,
      metadata: request.metadata ?? {},
      targets: made.targets,
      inputs,
      mask,
      warnings: made.warnings,
      reserveMicros: made.reserveMicros,
      ...(request.max_cost_micros === undefined ? {} : { maxCostMicros: request.max_cost_micros }),
      fallbackOnRefusal: snapshot.instance.contentPolicy.fallbackOnRefusal,
      webhooks: snapshot.webhooks
        .filter((webhook) => webhook.status === 'active' && (webhook.projectId === null || webhook.projectId === principal.projectId))
        .map(({ webhookId, url, events }) => ({ webhookId, url, events })),
      baseUrl: linkBase(snapshot.instance, services.environment, caller.requestUrl),
      createdAt: now,
      deadlineAt: now + (request.deadline_ms ?? DEFAULT_DEADLINE_MS),
    }
    return { plan }
  } catch (error) {
    // A key that is dead, or a plan made with an old configuration, must not be answered with what is wrong with the request.
    // Nor one that was made already: its caller would take it for not made, and buy again.
    const known = await recall(caller, start, generationId)
    if ('record' in known) return known
    if (error instanceof AppError && known.epoch !== snapshot.epoch && epoch === null)
      return planFor(caller, start, generationId, known.epoch)
    throw error
  }
}

/**
 * What a request without a plan came to when it was made before; else the epoch in force. Throws AppError where the key may not ask, or the
 * idempotency key stands for another body.
 */
async function recall(
  { services, principal, requestId }: Caller,
  { operationId, idempotency }: Pick<StartRequest, 'operationId' | 'idempotency'>,
  generationId: string,
): Promise<Started | { epoch: number }> {
  if (idempotency === null) return { epoch: await requireLiving(services, principal, 'generate') }
  const { instanceId, projectId, keyId } = principal
  const recalled = await reached(() =>
    services.rpc.recall({
      instanceId,
      projectId,
      keyId,
      generationId,
      operation: operationId,
      idempotency: withLife(idempotency),
      requestId,
    }),
  )
  switch (recalled.kind) {
    case 'unknown':
      return { epoch: recalled.epoch }
    case 'key_refused':
      throw keyRefused(recalled.code)
    case 'idempotency_mismatch':
      throw keyReused()
    case 'joined': {
      const ended = await findGenerationIn(services.db, principal, recalled.generationId)
      if (ended !== null && FINISHED.has(ended.status)) return { record: ended, headers: recalled.headers, own: false }
      const running = await job(services, recalled.generationId).call((stub) => stub.view())
      // Only a plan could start what its first call has not started yet, and may never.
      if (running === null && !recalled.begun)
        throw new AppError('unavailable', { detail: 'The first call of this request has not begun its job yet.', retryAfterMs: 1000 })
      const record = running ?? (await requireRecorded(services, principal, recalled.generationId))
      return { record, headers: recalled.headers, own: false }
    }
  }
}

/** What a request came to when it was made before, for callers who can't even make a StartRequest of it any more; null = nothing. */
export async function findStarted(caller: Caller, start: Pick<StartRequest, 'operationId' | 'idempotency'>): Promise<Started | null> {
  const known = await recall(caller, start, newId('gen', caller.services.clock))
  return 'record' in known ? known : null
}

function withLife(idempotency: Omit<Idempotency, 'ttlSeconds'>): Idempotency {
  return { ...idempotency, ttlSeconds: idempotency.sending === undefined ? IDEMPOTENCY_TTL_SECONDS : SENDING_TTL_SECONDS }
}

function keyReused(): AppError {
  return new AppError('idempotency_key_reused', {
    errors: [{ pointer: '/header/Idempotency-Key', message: 'was used with another body' }],
  })
}

function admit({ services, principal }: Caller, start: StartRequest, plan: JobPlan & { epoch: number }): Promise<AdmitResult> {
  return span('limiter.admit', { generation_id: plan.generationId }, () =>
    services.rpc.admit({
      organizationId: principal.organizationId,
      instanceId: principal.instanceId,
      projectId: principal.projectId,
      keyId: principal.keyId,
      generationId: plan.generationId,
      operation: start.operationId,
      epoch: plan.epoch,
      idempotency: start.idempotency === null ? null : withLife(start.idempotency),
      requests: 1,
      ...amountsOf(plan.operation, plan.targets[0]!),
      reserveMicros: plan.reserveMicros,
      targets: plan.targets.map(({ request }) => ({ provider: request.model.provider, model: request.model.id })),
      deadlineAt: plan.deadlineAt,
      requestId: plan.requestId,
    }),
  )
}

/** A joined generation as it is now; started again where the first call died between admission and start. */
async function join(services: Services, plan: JobPlan, waitUntil: number | null): Promise<GenerationRecord> {
  const ended = await findGenerationIn(services.db, plan, plan.generationId)
  if (ended !== null && FINISHED.has(ended.status)) return ended
  // First, not beside it: a generation that was deleted meanwhile ends at `begin`, which takes the note away again.
  await noteUses(services, plan)
  return startJob(services, plan, waitUntil)
}

async function startJob(services: Services, plan: JobPlan, waitUntil: number | null): Promise<GenerationRecord> {
  const waitMs = waitUntil === null ? 0 : Math.max(0, waitUntil - services.clock())
  const record = await job(services, plan.generationId).call((stub) => stub.start(plan, waitMs))
  return record ?? requireRecorded(services, plan, plan.generationId)
}

/** Before the caller hears of the job, so that it can't delete under it what it works from. Where that can't be noted, the job runs all the same. */
async function noteUses(services: Services, plan: JobPlan): Promise<void> {
  const assetIds = inputsOf(plan).map((input) => input.assetId)
  if (assetIds.length === 0) return
  const { instanceId, projectId, generationId } = plan
  try {
    await beginUses(services.db, { instanceId, projectId, generationId, assetIds, until: plan.deadlineAt + USES_KEPT_MS }, services.clock())
  } catch (error) {
    log('warn', 'input_uses_not_noted', { request_id: plan.requestId, generation_id: generationId, ...errorFields(error) })
  }
}

/** The generation once it has ended, or as it is when the time is up. Throws `not_found` when it was deleted since it began. */
export async function waitForGeneration(
  services: Services,
  tenant: { instanceId: string; projectId: string },
  started: GenerationRecord,
  until: number,
): Promise<GenerationRecord> {
  let record = started
  for (let left = until - services.clock(); left > 0 && !FINISHED.has(record.status); left = until - services.clock()) {
    const waited = await job(services, started.id).call((stub) => stub.wait(left))
    if (waited === null) return requireRecorded(services, tenant, started.id)
    record = waited
  }
  return record
}

async function requireRecorded(
  services: Services,
  tenant: { instanceId: string; projectId: string },
  generationId: string,
): Promise<GenerationRecord> {
  const recorded = await findGenerationIn(services.db, tenant, generationId)
  if (recorded === null) throw new AppError('not_found', { detail: 'The generation of this request was deleted.' })
  return recorded
}

/** A generation of the project, whether it runs or has ended. Throws `not_found`, also for another project's. */
export async function requireGeneration(
  services: Services,
  tenant: { instanceId: string; projectId: string },
  generationId: string,
): Promise<GenerationRecord> {
  const recorded = await findGenerationIn(services.db, tenant, generationId)
  if (recorded !== null && FINISHED.has(recorded.status)) return recorded
  const running = await job(services, generationId).call((stub) => stub.view())
  if (running === null && recorded !== null) return (await findGenerationIn(services.db, tenant, generationId)) ?? recorded
  if (running === null || running.projectId !== tenant.projectId || running.instanceId !== tenant.instanceId)
    throw new AppError('not_found')
  return running
}

/** Calls of one job, each of which may be repeated. A fresh stub each time: one whose object was restarted stays broken. */
export function job(services: Services, generationId: string) {
  return {
    async call<T>(use: (stub: DurableObjectStub<GenerationJobObject>) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt++) {
        try {
          return detach(await use(services.jobs.get(services.jobs.idFromName(generationId))))
        } catch (error) {
          if (attempt >= 4) throw error
          const fields = { request_id: services.requestId ?? undefined, generation_id: generationId, attempt }
          log('warn', 'job_call_repeated', { ...fields, ...errorFields(error) })
          await new Promise((resolve) => setTimeout(resolve, 25 * 4 ** attempt))
        }
      }
    },
  }
}

// A denial holds until its time; asking the limiter again before would cost it as much as admitting. Kept for a second at most, so that a
// raised limit is felt at once.
const denials = new Map<string, { denied: AdmitDenied; at: number; until: number }>()
const DENIAL_KEPT_MS = 1000
const DENIALS_KEPT = 2000

function denialKey(plan: JobPlan & { epoch: number }): string {
  const first = plan.targets[0]!.request
  return [plan.instanceId, plan.epoch, plan.projectId, plan.keyId, first.model.id, first.n, plan.reserveMicros].join('|')
}

function knownDenial(plan: JobPlan & { epoch: number }, now: number): AdmitDenied | null {
  const known = denials.get(denialKey(plan))
  if (known === undefined || known.until <= now) return null
  return { ...known.denied, retryAfterMs: Math.max(1, known.denied.retryAfterMs - (now - known.at)) }
}

function rememberDenial(plan: JobPlan & { epoch: number }, denied: AdmitDenied, now: number): void {
  // Room in concurrency comes whenever a job ends.
  if (denied.code === 'concurrency_limited' || knownDenial(plan, now) !== null) return
  denials.set(denialKey(plan), { denied, at: now, until: now + Math.min(denied.retryAfterMs, DENIAL_KEPT_MS) })
  if (denials.size > DENIALS_KEPT) denials.delete(denials.keys().next().value!)
}
