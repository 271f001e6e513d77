import { showGeneration } from '../answer.ts'
import type { Handler } from '../handler.ts'
import { FINISHED } from '../job/record.ts'
import { requireGeneration } from '../job/start.ts'

export const getGeneration: Handler<'getGeneration'> = async (c, reply) => {
  const { services, principal } = c.var
  const record = await requireGeneration(services, principal, c.req.valid('param').generation_id)
  return reply(200, await showGeneration(c, record), FINISHED.has(record.status) ? {} : { 'Retry-After': 1 })
}
