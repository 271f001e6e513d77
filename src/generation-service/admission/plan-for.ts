// Makes a plan from a caller's request and the configuration of its instance.
import type { Snapshot } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { linkBase } from '../delivery/links.ts'
import { catalogueOf } from '../plan/catalogue.ts'
import { requireInputs } from '../plan/inputs.ts'
import { sameNames } from '../plan/messages.ts'
import { makePlan } from '../plan/plan.ts'
import { findSnapshot } from '../snapshots.ts'
import type { Recipe } from '../model/generation.ts'
import type { EpochPlan } from './admit.ts'
import { checkPlanLength } from './plan-length.ts'
import { recall } from './recall.ts'
import type { Caller, Started, StartRequest } from './request.ts'

const DEFAULT_DEADLINE_MS = 600_000

/** `repeat`: an earlier call sent the same request, and `started` is the result of that call. */
type Planned = { kind: 'planned'; plan: EpochPlan } | { kind: 'repeat'; started: Started }

/**
 * Makes a plan. If no plan can be made now, but the same request was made before, returns the result of the earlier request.
 * @param epoch the epoch of the configuration to plan with; null for the newest configuration that this isolate knows.
 */
export async function planFor(caller: Caller, start: StartRequest, generationId: string, epoch: number | null): Promise<Planned> {
  const { services, principal } = caller
  const now = services.clock()
  const snapshot = await findSnapshot(services, principal.instanceId, epoch)
  if (snapshot === null) throw new AppError('not_found')
  try {
    return { kind: 'planned', plan: await makeJobPlan(caller, start, generationId, snapshot, now) }
  } catch (error) {
    // No plan could be made. Before this error is thrown, `recall` asks the limiter. There are four cases:
    // 1. The limiter refuses the caller's key: `recall` throws the error about the key.
    // 2. The request repeats an earlier one: the caller gets the earlier result. After an error it might send a new request and pay twice.
    // 3. The snapshot was stale: the plan is made again with the epoch of the configuration in force.
    // 4. Otherwise this error is thrown.
    const known = await recall(caller, start, generationId)
    if (known.kind === 'repeat') return known
    if (error instanceof AppError && known.epoch !== snapshot.epoch && epoch === null)
      return planFor(caller, start, generationId, known.epoch)
    throw error
  }
}

async function makeJobPlan(
  { services, principal, requestId, requestUrl }: Caller,
  { request, warnings = [], names = sameNames }: StartRequest,
  generationId: string,
  snapshot: Snapshot,
  now: number,
): Promise<EpochPlan> {
  const { inputs, mask } = await requireInputs(services.db, principal, request)
  const made = makePlan({
    ...catalogueOf(snapshot, services),
    generationId,
    request,
    snapshot,
    inputs,
    mask,
    earlierWarnings: warnings,
    names,
    today: new Date(now).toISOString().slice(0, 10),
  })
  const plan: EpochPlan = {
    format: 1,
    epoch: snapshot.epoch,
    generationId,
    organizationId: principal.organizationId,
    instanceId: principal.instanceId,
    projectId: principal.projectId,
    keyId: principal.keyId,
    requestId,
    plannedAs: generationId,
    operation: made.operation,
    requestedModel: made.requestedModel,
    prompt: request.prompt ?? null,
    metadata: request.metadata ?? {},
    recipe: recipeOf(request),
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
    baseUrl: linkBase(snapshot.instance, services.environment, requestUrl),
    createdAt: now,
    deadlineAt: now + (request.deadline_ms ?? DEFAULT_DEADLINE_MS),
  }
  checkPlanLength(plan, request, names)
  return plan
}

function recipeOf({ prompt: _prompt, metadata: _metadata, ...recipe }: StartRequest['request']): Recipe {
  return recipe
}
