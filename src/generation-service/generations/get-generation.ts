import { showGeneration } from '../http/answer.ts'
import type { Handler } from '../http/handler.ts'
import { FINISHED } from '../model/generation.ts'
import { requireNamedGeneration } from '../admission/named-generation.ts'

export const getGeneration: Handler<'getGeneration'> = async (c, reply) => {
  const { services, principal } = c.var
  const record = await requireNamedGeneration(services, principal, c.req.valid('param').generation_id)
  return reply(200, await showGeneration(c, record), FINISHED.has(record.status) ? {} : { 'Retry-After': 1 })
}
