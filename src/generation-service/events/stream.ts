// Server-sent events of one generation: first the events that its job has recorded, then new ones as they happen, then the final one.
import type { Routes } from '../../../generated/generation/routes.ts'
import type { components } from '../../../generated/generation/types.ts'
import type { EventOf } from '../../contract/reply.ts'
import { encodeBase64 } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import type { JobEvent } from '../job/events.ts'
import type { GenerationRecord } from '../model/generation.ts'
import { callJob, requireGeneration } from '../job/client.ts'
import { renderTime } from '../model/render-generation.ts'
import type { Services } from '../services.ts'
import type { StreamSlot } from './open-streams.ts'

type Schemas = components['schemas']
type GenerationEvent = EventOf<Routes['streamGenerationEvents']>
type Show = (record: GenerationRecord) => Promise<Schemas['Generation']>

const HEARTBEAT_MS = 15_000
/** How long the key of a stream's reader counts as valid after a check. */
const TRUSTED_MS = 1000

/**
 * @param after the id of the last event that the reader has; 0 if the reader has none.
 * @param mayRead throws AppError if the reader's key is no longer valid; the stream then ends.
 * @param slot the slot of this stream, which is released when the stream ends.
 */
export function eventStream(
  services: Services,
  generation: GenerationRecord,
  after: number,
  show: Show,
  mayRead: () => Promise<unknown>,
  slot: StreamSlot,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const events = follow(services, generation, after, show, mayRead)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await events.next()
        if (!next.done) {
          slot.renew()
          return controller.enqueue(encoder.encode(next.value))
        }
        slot.leave()
        controller.close()
      } catch (error) {
        slot.leave()
        if (!(error instanceof AppError)) {
          const fields = { request_id: services.requestId ?? undefined, generation_id: generation.id }
          log('error', 'event_stream_failed', { ...fields, ...errorFields(error) })
        }
        // After an error the stream ends, and the reader reconnects with `Last-Event-ID`.
        controller.close()
      }
    },
    async cancel() {
      slot.leave()
      await events.return()
    },
  })
}

async function* follow(
  services: Services,
  generation: GenerationRecord,
  after: number,
  show: Show,
  mayRead: () => Promise<unknown>,
): AsyncGenerator<string, void, void> {
  // Tells browsers how long to wait before they reconnect.
  yield 'retry: 1000\n\n'
  let last = after
  let askedAt = services.clock()
  for (;;) {
    const news = await callJob(services, { instanceId: generation.instanceId, generationId: generation.id }, (host) =>
      host.events(generation.id, last, HEARTBEAT_MS),
    )
    if (services.clock() - askedAt >= TRUSTED_MS) {
      await mayRead()
      askedAt = services.clock()
    }
    if (news === null) break
    for (const event of news.events) {
      last = event.id
      const shown = await showEvent(services, generation.id, event)
      if (shown !== null) yield format(event.id, shown)
    }
    if (news.finished) break
    if (news.events.length === 0) yield ': still here\n\n'
  }
  const ended = await requireGeneration(services, generation, generation.id)
  if (last > after || after === 0 || !(await isLast(services, generation, after))) {
    const at = renderTime(ended.finishedAt ?? services.clock())
    yield format(last + 1, { type: 'finished', generation_id: generation.id, generation: await show(ended), at })
  }
}

/**
 * Whether `after`, the id of the last event that the reader has, is the id of the `finished` event. The job does not have this event in its
 * list; `follow` adds it, with an id one above that of the last event in the list.
 */
async function isLast(services: Services, { instanceId, id }: GenerationRecord, after: number): Promise<boolean> {
  const before = await callJob(services, { instanceId, generationId: id }, (host) => host.events(id, after - 2, 0))
  return before !== null && before.events.at(-1)?.id === after - 1
}

async function showEvent(services: Services, generationId: string, event: JobEvent): Promise<GenerationEvent | null> {
  const at = renderTime(event.at)
  switch (event.type) {
    case 'state':
      return { type: 'state', generation_id: generationId, status: event.status, stage: event.stage, at }
    case 'progress':
      return { type: 'progress', generation_id: generationId, progress: event.progress, at }
    case 'partial_image': {
      const object = await services.images.get(event.key)
      if (object === null) return null
      return {
        type: 'partial_image',
        generation_id: generationId,
        index: event.index,
        b64_json: encodeBase64(new Uint8Array(await object.arrayBuffer())),
        at,
      }
    }
  }
}

function format(id: number, event: GenerationEvent): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
