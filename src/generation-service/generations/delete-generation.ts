import { AppError } from '../../shared/errors.ts'
import { requireUnused } from '../assets/in-use.ts'
import { generationPrefix } from '../assets/keys.ts'
import { deleteAssetsOfGeneration } from '../db/assets.ts'
import { deleteGenerationIn } from '../db/generations.ts'
import type { Handler } from '../http/handler.ts'
import { runOnce } from '../http/idempotency.ts'
import { deletePrefix } from '../job/purge.ts'
import { FINISHED } from '../model/generation.ts'
import { requireNamedGeneration } from '../admission/named-generation.ts'
import { callJob } from '../job/client.ts'

export const deleteGeneration: Handler<'deleteGeneration'> = async (c, reply) => {
  const { services, principal } = c.var
  const { generation_id: generationId } = c.req.valid('param')
  return runOnce(c, 'deleteGeneration', { generationId }, async ({ resumed }) => {
    const record = await requireNamedGeneration(services, principal, generationId).catch((error: unknown) => {
      if (resumed && error instanceof AppError && error.code === 'not_found') return null
      throw error
    })
    // The first call with this idempotency key has deleted the generation, but its response was lost.
    if (record === null) return reply(204)
    if (!FINISHED.has(record.status))
      throw new AppError('conflict', { detail: 'The generation is still running. Cancel it first.', generationId })
    if (record.status === 'indeterminate')
      throw new AppError('conflict', { detail: 'The cost of the generation is not settled. Resolve the generation first.', generationId })
    await requireUnused(services, principal.instanceId, { madeBy: generationId })

    // `forget` deletes the bytes only if the job still exists, so `deletePrefix` deletes them, too. The bytes are deleted before the
    // pictures' rows, because a picture whose row is gone must not be served. An isolate that remembers the row (`findStored`) would serve
    // the picture as long as its bytes exist. The generation's row is deleted last: if this call breaks off, its repeat still finds the
    // generation and deletes the rest.
    await callJob(services, { instanceId: principal.instanceId, generationId }, (host) => host.forget(generationId))
    await deletePrefix(services.images, generationPrefix(principal.instanceId, generationId))
    await deleteAssetsOfGeneration(services.db, principal.instanceId, generationId)
    await deleteGenerationIn(services.db, principal, generationId)
    return reply(204)
  })
}
