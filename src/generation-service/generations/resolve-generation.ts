import { AppError } from '../../shared/errors.ts'
import { showGeneration } from '../http/answer.ts'
import { askConfig } from '../admission/principal.ts'
import { writeResolvedIn } from '../db/generations.ts'
import type { Handler } from '../http/handler.ts'
import { runOnce } from '../http/idempotency.ts'
import type { GenerationRecord } from '../model/generation.ts'
import { requireNamedGeneration } from '../admission/named-generation.ts'
import { callJob } from '../job/client.ts'

export const resolveGeneration: Handler<'resolveGeneration'> = async (c, reply) => {
  const { services, principal } = c.var
  const { generation_id: generationId } = c.req.valid('param')
  const { amount_micros: amountMicros, note } = c.req.valid('json')
  return runOnce(c, 'resolveGeneration', { generationId, amountMicros, note }, async () => {
    const record = await requireNamedGeneration(services, principal, generationId)
    if (isResolved(record) && record.cost.amountMicros === amountMicros) return reply(200, await showGeneration(c, record))
    if (record.status !== 'indeterminate')
      throw notResolvable(
        record,
        isResolved(record) ? `It was settled at ${record.cost.amountMicros} micro-USD.` : `It is ${record.status}.`,
      )

    const settled = await askConfig(() =>
      services.rpc.settle({
        instanceId: principal.instanceId,
        generationId,
        outcome: 'settled',
        amountMicros,
        images: 0,
        tokens: 0,
        requestId: services.requestId,
        resolvedBy: {
          keyId: principal.keyId,
          userId: principal.userId,
          heldMicros: record.cost.heldMicros,
          note: note ?? null,
        },
        usage: {
          provider: record.provider,
          model: record.model,
          operation: record.operation,
          succeeded: false,
          errorCode: 'outcome_indeterminate',
        },
      }),
    )
    if (settled.kind === 'insufficient_role')
      throw new AppError('insufficient_role', {
        detail: `${record.cost.heldMicros} micro-USD are held. Only an admin may settle the generation for less: ask an admin, or settle it for the held amount.`,
      })
    if (settled.kind === 'conflict') throw notResolvable(record, `It was settled at ${settled.amountMicros} micro-USD.`)
    const line = { description: 'as resolved', quantity: 1, unit: 'generation', unitMicros: amountMicros, amountMicros }
    const resolved: GenerationRecord = {
      ...record,
      status: 'failed',
      note: note ?? 'resolved',
      cost: { amountMicros, heldMicros: 0, source: 'provider', breakdown: [line] },
      error: { code: 'outcome_indeterminate', message: `Resolved at ${amountMicros} micro-USD${note === undefined ? '' : `: ${note}`}` },
    }
    if (!(await writeResolvedIn(services.db, principal, resolved)))
      throw notResolvable(record, 'It was resolved by another request just now.')
    await callJob(services, { instanceId: principal.instanceId, generationId }, (host) => host.resolved(resolved))
    return reply(200, await showGeneration(c, resolved))
  })
}

function isResolved(record: GenerationRecord): boolean {
  return record.status === 'failed' && record.note !== null
}
function notResolvable(record: GenerationRecord, detail: string): AppError {
  return new AppError('not_resolvable', { detail, generationId: record.id })
}
