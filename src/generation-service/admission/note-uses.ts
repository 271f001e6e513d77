import { errorFields, log } from '../../shared/log.ts'
import { beginUses } from '../db/input-uses.ts'
import { inputsOf, type JobPlan } from '../model/generation.ts'
import type { Services } from '../services.ts'

/** This long after its deadline a job has ended for certain. */
const USES_KEPT_MS = 600_000

/**
 * Notes which pictures the job works from, before the caller hears of the job, so that it cannot delete them meanwhile. If they cannot be
 * noted, the job runs all the same.
 */
export async function noteUses(services: Services, plan: JobPlan): Promise<void> {
  const assetIds = inputsOf(plan).map((input) => input.assetId)
  if (assetIds.length === 0) return
  const { instanceId, projectId, generationId } = plan
  try {
    await beginUses(services.db, { instanceId, projectId, generationId, assetIds, until: plan.deadlineAt + USES_KEPT_MS }, services.clock())
  } catch (error) {
    log('warn', 'input_uses_not_noted', { request_id: plan.requestId, generation_id: generationId, ...errorFields(error) })
  }
}
