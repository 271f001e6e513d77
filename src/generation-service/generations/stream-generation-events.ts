import { requireLiving } from '../admission/principal.ts'
import type { Handler } from '../http/handler.ts'
import { requireNamedGeneration } from '../admission/named-generation.ts'
import { takeStreamSlot } from '../events/open-streams.ts'
import { eventStream } from '../events/stream.ts'
import { showGeneration } from '../http/answer.ts'

export const streamGenerationEvents: Handler<'streamGenerationEvents'> = async (c, reply) => {
  const { services, principal } = c.var
  const { generation_id: generationId } = c.req.valid('param')
  const lastEventId = c.req.valid('header')['last-event-id']
  const record = await requireNamedGeneration(services, principal, generationId)
  const after = lastEventId === undefined ? 0 : Number(lastEventId)
  const slot = takeStreamSlot(principal, services.clock)
  const show = (ended: typeof record) => showGeneration(c, ended)
  const stream = eventStream(services, record, after, show, () => requireLiving(services, principal, 'read'), slot)
  return reply(200, stream, { 'Content-Type': 'text/event-stream' })
}
