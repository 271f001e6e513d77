import { AppError } from '../../shared/errors.ts'
import { showGeneration } from '../http/answer.ts'
import type { Handler } from '../http/handler.ts'
import { runOnce } from '../http/idempotency.ts'
import { FINISHED, type GenerationRecord } from '../model/generation.ts'
import { requireNamedGeneration } from '../admission/named-generation.ts'
import { callJob } from '../job/client.ts'

export const cancelGeneration: Handler<'cancelGeneration'> = async (c, reply) => {
  const { services, principal } = c.var
  const { generation_id: generationId } = c.req.valid('param')
  return runOnce(c, 'cancelGeneration', { generationId }, async () => {
    const before = await requireNamedGeneration(services, principal, generationId)
    if (before.status === 'canceled') return reply(200, await showGeneration(c, before))
    if (FINISHED.has(before.status)) throw notCancelable(generationId, endedWords(before, 'already'))

    const result = await callJob(services, { instanceId: principal.instanceId, generationId }, (host) => host.cancel(generationId))
    if (result === null) throw new AppError('not_found')
    if (result.kind === 'canceled') return reply(200, await showGeneration(c, result.record))
    if (result.kind === 'noted') return reply(202, await showGeneration(c, result.record), { Location: `/v1/generations/${generationId}` })
    throw notCancelable(generationId, refusalWords(result.record))
  })
}

/** Says why the job could not be canceled, although it had not ended when the request came. */
function refusalWords(record: GenerationRecord): string {
  if (FINISHED.has(record.status)) return endedWords(record, 'meanwhile')
  return record.stage === 'submitted' || record.stage === 'polling'
    ? 'Its provider works on it and cannot stop it. It goes on: follow it to its end.'
    : 'Its provider has done the work, and the result is being stored. Follow it to its end.'
}

function endedWords({ status }: GenerationRecord, when: 'already' | 'meanwhile'): string {
  const ended = status === 'indeterminate' ? 'ended as indeterminate' : status
  return `It has ${ended} ${when}. Read the generation: it has the result and the cost.`
}

function notCancelable(generationId: string, detail: string): AppError {
  return new AppError('not_cancelable', { detail, generationId })
}
