// Makes a plan for a caller's request, asks the limiter to admit the request, and starts the job. Every operation that makes pictures uses
// this module.
import { AppError } from '../../shared/errors.ts'
import { newGenerationId } from '../../shared/generation-id.ts'
import { findGenerationIn } from '../db/generations.ts'
import { callJob, requireFinished } from '../job/client.ts'
import { FINISHED, type GenerationRecord, type JobPlan } from '../model/generation.ts'
import type { Services } from '../services.ts'
import { admit } from './admit.ts'
import { afterBegun } from './after-begun.ts'
import { amountsOf } from './amounts.ts'
import { deniedError, exceedsLimitError, type Requested } from './denials.ts'
import { keyReused } from '../../shared/idempotency.ts'
import { noteUses } from './note-uses.ts'
import { planFor } from './plan-for.ts'
import { keyRefused } from './principal.ts'
import type { Caller, Started, StartRequest } from './request.ts'

/** The maximum number of times that a request is planned again because its epoch was stale. */
const REPLANS = 2

/**
 * Makes a plan for a request, asks the limiter to admit the request, and starts the job; or joins the job of an earlier call. Throws
 * AppError if the request is invalid or not admitted; then nothing was consumed and nothing runs.
 */
export async function startGeneration(caller: Caller, start: StartRequest): Promise<Started> {
  const { services, principal } = caller
  const generationId = newGenerationId(principal.instanceId, services.clock)
  let epoch: number | null = null
  for (let round = 0; round <= REPLANS; round++) {
    const planned = await planFor(caller, start, generationId, epoch)
    if (planned.kind === 'repeat') return planned.started
    const { plan } = planned
    const admitted = await admit(caller, start, plan)
    switch (admitted.kind) {
      case 'admitted':
      case 'joined': {
        const begun = withId(plan, admitted.generationId ?? plan.generationId)
        const epochOfStart = admitted.kind === 'admitted' && admitted.startsAtOnce === true ? plan.epoch : null
        const record = await afterBegun(begun.generationId, start.joinsRepeat, async () =>
          admitted.kind === 'admitted'
            ? (await Promise.all([startJob(services, begun, start.waitUntil, epochOfStart), noteUses(services, begun)]))[0]
            : join(services, begun, start.waitUntil),
        )
        return { record, headers: admitted.headers, own: record.plannedAs === plan.plannedAs }
      }
      case 'stale_epoch':
        epoch = admitted.epoch
        continue
      case 'denied':
        throw deniedError(admitted, requestedBy(plan), services.clock())
      case 'exceeds_limit':
        throw exceedsLimitError(admitted.limit, requestedBy(plan))
      case 'idempotency_mismatch':
        throw keyReused()
      case 'key_refused':
        throw keyRefused(admitted)
      case 'overloaded':
        throw new AppError('overloaded', { retryAfterMs: admitted.retryAfterMs })
    }
  }
  throw new AppError('unavailable', {
    detail: `The configuration of ${principal.instanceId} changes faster than requests can be planned.`,
    retryAfterMs: 1000,
  })
}

function requestedBy({ operation, targets, reserveMicros }: JobPlan): Requested {
  return { ...amountsOf(operation, targets[0]!), costMicros: reserveMicros }
}

/**
 * Returns a copy of the plan with this generation id, also in the request of each target. The limiter has returned the id. It belongs to
 * the new generation or, if the request joins an earlier generation, to that one.
 */
function withId(plan: JobPlan, generationId: string): JobPlan {
  return { ...plan, generationId, targets: plan.targets.map((target) => ({ ...target, request: { ...target.request, generationId } })) }
}

/**
 * Joins the generation that an earlier call was admitted for, and returns it. If the generation has not ended, first waits for its end,
 * until the time `waitUntil` at the latest; null means no wait. If the earlier call crashed after its admission and before it started the
 * job, this call starts the job.
 */
async function join(services: Services, plan: JobPlan, waitUntil: number | null): Promise<GenerationRecord> {
  const ended = await findGenerationIn(services.db, plan, plan.generationId)
  if (ended !== null && FINISHED.has(ended.status)) return ended
  // `noteUses` records in the table `input_uses` which pictures the job uses. Then `startJob` joins the generation's job. If the host does
  // not have the job, `startJob` starts it. A repeat may come so late that the generation has ended, and its job and its record were
  // deleted. Then `startJob` starts a job that is not needed: the limiter refuses the `begin` of this job, and the job deletes the rows
  // that `noteUses` has written.
  await noteUses(services, plan)
  return startJob(services, plan, waitUntil, null)
}

/** @param epoch see `JobHostRpc.start`. */
async function startJob(services: Services, plan: JobPlan, waitUntil: number | null, epoch: number | null): Promise<GenerationRecord> {
  const waitMs = waitUntil === null ? 0 : Math.max(0, waitUntil - services.clock())
  const record = await callJob(services, plan, (host) => host.start(plan, waitMs, epoch))
  return record ?? requireFinished(services, plan, plan.generationId)
}
