// Makes a plan from a caller's request and the configuration of its instance.
import type { Snapshot } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { linkBase } from '../delivery/links.ts'
import { catalogueOf } from '../plan/catalogue.ts'
import { requireInputs } from '../plan/inputs.ts'
import { type FieldNames, sameNames } from '../plan/messages.ts'
import { makePlan } from '../plan/plan.ts'
import { findSnapshot } from '../snapshots.ts'
import type { GenerateRequest, JobPlan, Recipe } from '../model/generation.ts'
import type { EpochPlan } from './admit.ts'
import { recall } from './recall.ts'
import type { Caller, Started, StartRequest } from './request.ts'

/**
 * The maximum length of a plan as JSON, in characters. The plan and the state of a job are one text in the host's storage, which takes at
 * most 2 MB. If a single character of a text needs two bytes, the storage takes two bytes for every character of the text. Then the longest
 * plan takes 1.7 MB, and the rest is left for the state.
 */
const MAX_PLAN_LENGTH = 850_000
/**
 * If the texts of a request have at most this many characters together, and no model of the plan belongs to a custom provider, the plan
 * cannot be longer than MAX_PLAN_LENGTH.
 */
const LONG_REQUEST_LENGTH = 10_000
type Field = 'prompt' | 'negative_prompt' | 'provider_options'

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

/**
 * Throws AppError `invalid_request` if the plan is too long to be stored. The plan has the texts of the request once for each model of the
 * chain.
 */
export function checkPlanLength(plan: JobPlan, request: GenerateRequest, names: FieldNames): void {
  const lengths: Record<Field, number> = {
    prompt: request.prompt?.length ?? 0,
    negative_prompt: request.negative_prompt?.length ?? 0,
    provider_options: request.provider_options === undefined ? 0 : JSON.stringify(request.provider_options).length,
  }
  const isLong = lengths.prompt + lengths.negative_prompt + lengths.provider_options > LONG_REQUEST_LENGTH
  if (!isLong && plan.targets.every(({ customProvider }) => customProvider === null)) return
  const { length } = JSON.stringify(plan)
  if (length <= MAX_PLAN_LENGTH) return
  const [longest] = (Object.keys(lengths) as Field[]).toSorted((one, other) => lengths[other] - lengths[one])
  throw new AppError('invalid_request', {
    detail: `The request has ${length} characters as JSON with its ${plan.targets.length} models; at most ${MAX_PLAN_LENGTH} are possible. Shorten its texts, or use fewer fallbacks. Nothing was spent.`,
    errors: [{ pointer: names(`/body/${longest!}`), message: `is too long for ${plan.targets.length} models` }],
  })
}
