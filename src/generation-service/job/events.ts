import type { GenerationRecord } from '../model/generation.ts'

/** An event of a job, which callers can receive. The event of a preview holds the preview's key in the bucket, not its bytes. */
export type JobEvent =
  | { id: number; type: 'state'; status: GenerationRecord['status']; stage: GenerationRecord['stage']; at: number }
  | { id: number; type: 'progress'; progress: number; at: number }
  | { id: number; type: 'partial_image'; index: number; key: string; at: number }
export type NewJobEvent = JobEvent extends infer Each ? (Each extends JobEvent ? Omit<Each, 'id' | 'at'> : never) : never

/** The number of events that are kept for readers who come late. If there are more, the oldest reports of progress are dropped first. */
const EVENTS_KEPT = 500

/**
 * How many events of a job may be only in memory and not in the storage. Progress is not worth a write of its own, so its events are stored
 * with the job's next write. A crash loses at most this many events.
 */
export const UNSAVED_EVENTS = 100

/** The part of a job's state that holds its events. */
interface EventLog {
  events?: JobEvent[]
  /**
   * The last id that was used or skipped; the next event gets the next higher id. A process may end before it has stored its last events. A
   * caller may have seen the ids of these events, so after a restart `skipUnsavedEvents` skips them.
   */
  lastEvent: number
}

/** Adds an event to the state of a job. */
export function addEvent(state: EventLog, event: NewJobEvent, at: number): void {
  const all = [...(state.events ?? []), { ...event, id: ++state.lastEvent, at }]
  const oldest = all.findIndex(({ type }) => type === 'progress')
  state.events = all.length <= EVENTS_KEPT ? all : all.toSpliced(Math.max(0, oldest), 1)
}

/**
 * Skips the ids of events that the last process may have shown without storing them. So no new event gets the id of an event that a reader
 * may already have.
 */
export function skipUnsavedEvents(state: EventLog): void {
  state.lastEvent += UNSAVED_EVENTS
}

/**
 * Returns the id of the newest event in `events`; 0 if there is none. This id is lower than `lastEvent` if `skipUnsavedEvents` has skipped
 * ids and no event was added since then.
 */
export function newestEvent({ events }: EventLog): number {
  return events?.at(-1)?.id ?? 0
}
