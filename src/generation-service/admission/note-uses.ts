import { errorFields, log } from '../../shared/log.ts'
import { beginUses } from '../db/input-uses.ts'
import { inputsOf, type JobPlan } from '../model/generation.ts'
import type { Services } from '../services.ts'

/** How long after a job's deadline the job's pictures still count as used. A job may end some time after its deadline. */
const USES_KEPT_MS = 600_000

/**
 * Records which pictures the job uses, so that the caller cannot delete them while the job runs. Must be awaited before the caller learns
 * of the job. If the recording fails, the job runs all the same.
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
