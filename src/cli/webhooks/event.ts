// The code that poll.ts and receive.ts share: the kinds of events, and how an event is forwarded and shown.
import type { WebhookEvent } from '../../../generated/clients/typescript/index.ts'
import type { Context } from '../context.ts'
import { oneLine } from '../plain-text.ts'

export const EVENT_TYPES = ['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate'] as const
export type EventType = (typeof EVENT_TYPES)[number]

export interface Listening {
  /** The URL of the user's app, to which each event is forwarded; null if events are only shown. */
  forward: URL | null
  events: EventType[]
  /** The command ends after this many events. */
  most: number
  intervalMs: number
}

/** The maximum time for the response to a forwarded event, in milliseconds. The platform gives a webhook endpoint the same time. */
const ANSWER_MS = 15_000

/** Forwards an event to the user's app at `target`. Returns the status of the app's response; 502 if the app did not respond. */
export async function forwardTo(target: URL, payload: string, headers: Record<string, string>): Promise<number> {
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 502
  }
}

export function showEvent({ out }: Context, event: WebhookEvent, eventId: string, status: number | null): void {
  // A test event is not about a generation, so its data has no id.
  const id = event.type === 'webhook.test' ? null : event.data.id
  if (out.json) {
    out.value({ event_id: eventId, type: event.type, generation_id: id, forwarded: status, event }, { compact: true })
    return
  }
  const outcome = status === null ? '' : status === 502 ? '  not delivered: the app does not respond' : `  ${status}`
  out.data(`${oneLine(event.timestamp, 40)}  ${oneLine(event.type, 40)}  ${id === null ? 'a test' : oneLine(id, 40)}${outcome}`)
}
