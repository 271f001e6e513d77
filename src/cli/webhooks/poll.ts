// Listens for the events of a deployed platform. Such a platform cannot send webhooks to this machine. The platform's list of deliveries
// does not help either, because the list has neither bodies nor signatures. So the command looks for generations that have ended. For each
// of them, it makes the event that a webhook would have sent, and signs the event with a secret of this run.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { Generation, WebhookEvent } from '../../../generated/clients/typescript/index.ts'
import type { Context } from '../context.ts'
import { type EventType, forwardTo, type Listening, showEvent } from './event.ts'

const PAGE = 100
/**
 * The command reads only generations that were created at most this long ago. The longest deadline of a generation is an hour, so this is
 * long enough for every generation that still runs.
 */
const LOOK_BACK_MS = 65 * 60_000
/** The maximum number of generations that the command reads every `intervalMs`. If a busy project has more, the older ones are not read. */
const MOST_PER_LOOK = 1000
const UNFINISHED = new Set(['queued', 'running'])

export async function poll(context: Context, { forward, events, most, intervalMs }: Listening): Promise<void> {
  const { out, signal } = context
  const startedAt = Date.now()
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const seen = new Map<string, number>()
  for (const { id, status } of await recent(context, startedAt)) if (!UNFINISHED.has(status)) seen.set(id, Date.now())
  out.say(`Looking for ${events.join(', ')} every ${intervalMs / 1000} s. Ctrl-C ends it.`)
  if (forward !== null) out.say(`Forwarding to ${forward.href}; the secret of this run is ${secret}`)
  let taken = 0
  while (!signal.aborted) {
    const found = await recent(context, Date.now())
    for (const generation of found.toReversed()) {
      if (UNFINISHED.has(generation.status) || seen.has(generation.id)) continue
      seen.set(generation.id, Date.now())
      const type = `generation.${generation.status}` as EventType
      if (!events.includes(type)) continue
      const event: WebhookEvent = { type, timestamp: generation.finished_at ?? new Date().toISOString(), data: generation }
      // The id of a generation's event is the same in every run of this command. So an app that ignores ids that it has seen also ignores
      // an event that it got in an earlier run.
      const id = `polled_${generation.id}`
      const status = forward === null ? null : await forwardTo(forward, ...signed(secret, id, event))
      showEvent(context, event, id, status)
      taken++
      if (taken >= most) return
    }
    for (const [id, at] of seen) if (Date.now() - at > 2 * LOOK_BACK_MS) seen.delete(id)
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Returns the generations that were created in the last LOOK_BACK_MS, the newest first, but at most MOST_PER_LOOK. */
async function recent({ platform, out, signal }: Context, now: number): Promise<Generation[]> {
  const createdAfter = new Date(now - LOOK_BACK_MS).toISOString()
  const found: Generation[] = []
  const page = (cursor: string | undefined) =>
    platform.generation.GET('/generations', { params: { query: { limit: PAGE, created_after: createdAfter, cursor } }, signal })
  try {
    for await (const generation of platform.paginate(page, { signal })) {
      found.push(generation)
      if (found.length >= MOST_PER_LOOK) {
        out.complain(`More than ${MOST_PER_LOOK} generations began in the last hour; only the newest are looked at.`)
        break
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return found
}

function signed(secret: string, id: string, event: WebhookEvent): [string, Record<string, string>] {
  const payload = JSON.stringify(event)
  const at = new Date()
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, payload),
  }
  return [payload, headers]
}
