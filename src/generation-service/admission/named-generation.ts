import { AppError } from '../../shared/errors.ts'
import type { Principal } from '../../shared/config-rpc.ts'
import { findGenerationIn } from '../db/generations.ts'
import { requireGeneration } from '../job/client.ts'
import { FINISHED, type GenerationRecord } from '../model/generation.ts'
import type { Services } from '../services.ts'
import { askConfig, keyRefused } from './principal.ts'

/**
 * Returns the generation that a caller names. Throws `not_found` if the id does not exist or belongs to another project. In both cases this
 * function only searches the database and asks the limiter for the id in the caller's project, and calls no job. So not even the response
 * time shows whether another project has the id.
 */
export async function requireNamedGeneration(services: Services, principal: Principal, generationId: string): Promise<GenerationRecord> {
  const recorded = await findGenerationIn(services.db, principal, generationId)
  if (recorded !== null) return FINISHED.has(recorded.status) ? recorded : requireGeneration(services, principal, generationId)
  const { instanceId, projectId, keyId, scopes } = principal
  const checked = await askConfig(() =>
    services.rpc.check({ instanceId, projectId, keyId, scope: scopes[0]!, generationId, requestId: services.requestId }),
  )
  if (!checked.ok && checked.code === 'rate_limited') throw new AppError('rate_limited', { retryAfterMs: checked.retryAfterMs })
  if (!checked.ok) throw keyRefused(checked)
  if (checked.knows !== true) throw new AppError('not_found')
  return requireGeneration(services, principal, generationId)
}
