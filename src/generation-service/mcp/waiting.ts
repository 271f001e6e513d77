// Waits for a generation on behalf of an agent, for a limited time, and sends progress messages. If the generation has not ended in this
// time, the agent gets the generation's id and can ask for the result later.
import type { ServerContext } from '@modelcontextprotocol/server'
import { requireLiving } from '../admission/principal.ts'
import type { StreamSlot } from '../events/open-streams.ts'
import { callJob, requireGeneration } from '../job/client.ts'
import { FINISHED, type GenerationRecord } from '../model/generation.ts'
import type { Scope } from '../../shared/config-rpc.ts'
import type { McpSession } from './operation-call.ts'

/** The longest wait of one call. It is shorter than the 60 s after which most clients give up a call. */
export const LONGEST_WAIT_MS = 50_000
const STEP_MS = 4000
const CLOSED = Symbol('closed')

/**
 * Returns the generation once it has ended. If the time is up or the caller closes the stream first, returns the generation's current
 * state. Throws AppError if the key becomes invalid.
 */
export async function waitWithProgress(
  session: McpSession,
  context: ServerContext,
  generationId: string,
  scope: Scope,
  slot: StreamSlot,
): Promise<GenerationRecord> {
  const { services, principal } = session.c.var
  const { instanceId } = principal
  const until = services.clock() + LONGEST_WAIT_MS
  const report = reporter(context)
  const closed = new Promise<typeof CLOSED>((resolve) => {
    session.closed.addEventListener('abort', () => resolve(CLOSED), { once: true })
  })
  let last = 0
  let record = await requireGeneration(services, principal, generationId)
  while (!FINISHED.has(record.status) && services.clock() < until && !session.closed.aborted) {
    await report(record)
    const waitMs = Math.min(STEP_MS, until - services.clock())
    const news = await Promise.race([
      callJob(services, { instanceId, generationId }, (host) => host.events(generationId, last, waitMs)),
      closed,
    ])
    if (news === CLOSED) break
    last = news?.events.at(-1)?.id ?? last
    slot.renew()
    await requireLiving(services, principal, scope)
    record = await requireGeneration(services, principal, generationId)
  }
  return record
}

/**
 * Returns a function that sends progress to a caller that asked for it. The progress number only counts the messages, because few
 * providers report how far they are.
 */
function reporter({ mcpReq }: ServerContext): (record: GenerationRecord) => Promise<void> {
  const progressToken = mcpReq._meta?.progressToken
  let progress = 0
  return async ({ id, status, progress: part }) => {
    if (progressToken === undefined) return
    const message = `${id} ${status}${part === null ? '' : `, ${Math.round(part * 100)} %`}`
    progress++
    // If the message cannot be sent, the error is ignored. A closed stream ends the wait by itself (`session.closed`).
    await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(() => {})
  }
}
