import type { AdmitResult } from '../../shared/config-rpc.ts'
import type { JobPlan } from '../model/generation.ts'
import { connectionsOf } from '../job/context.ts'
import { span } from '../span.ts'
import { amountsOf } from './amounts.ts'
import { withWindow } from './idempotency.ts'
import type { Caller, StartRequest } from './request.ts'

/** A plan, and the epoch of the configuration with which the plan was made. */
export type EpochPlan = JobPlan & { epoch: number }

/**
 * Asks the instance's limiter to admit the request. The limiter checks the key and takes the plan's amounts from all limits and budgets
 * that apply. If one of them refuses the request, nothing is taken from any. Every request needs this one call before its job.
 */
export function admit({ services, principal }: Caller, start: StartRequest, plan: EpochPlan): Promise<AdmitResult> {
  // A job calls `begin` to learn which connection of its first model to use. If there is at most one connection, there is nothing to
  // choose, so the job may start at once, without this call.
  const startsAtOnce = connectionsOf(plan.targets[0]!).length <= 1
  return span('limiter.admit', { generation_id: plan.generationId }, () =>
    services.rpc.admit({
      organizationId: principal.organizationId,
      instanceId: principal.instanceId,
      projectId: principal.projectId,
      keyId: principal.keyId,
      generationId: plan.generationId,
      hosted: true,
      ...(startsAtOnce ? { startsAtOnce } : {}),
      operation: start.operationId,
      epoch: plan.epoch,
      idempotency: start.idempotency === null ? null : withWindow(start.idempotency),
      requests: 1,
      ...amountsOf(plan.operation, plan.targets[0]!),
      reserveMicros: plan.reserveMicros,
      targets: plan.targets.map(({ request }) => ({ provider: request.model.provider, model: request.model.id })),
      deadlineAt: plan.deadlineAt,
      requestId: plan.requestId,
    }),
  )
}
