import { askConfig } from '../admission/principal.ts'
import type { Handler } from '../http/handler.ts'
import { renderTime } from '../model/render-generation.ts'

export const getLimits: Handler<'getLimits'> = async (c, reply) => {
  const { services, principal } = c.var
  const { instanceId, projectId, keyId } = principal
  const states = await askConfig(() => services.rpc.limits({ instanceId, projectId, keyId, requestId: services.requestId }))
  const data = states.map((state) => ({
    scope: state.scope,
    target: state.target,
    metric: state.metric,
    limit: state.limit,
    capacity: state.capacity,
    window_seconds: state.windowSeconds,
    used: state.used,
    reserved: state.reserved,
    held: state.held,
    remaining: state.remaining,
    resets_at: state.resetsAt === null ? null : renderTime(state.resetsAt),
  }))
  return reply(200, { data })
}
