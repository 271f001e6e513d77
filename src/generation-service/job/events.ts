import type { GenerationRecord } from '../model/generation.ts'

/** An event of a job, as callers can follow it. A preview is referenced by its key in the bucket; its bytes are not included. */
export type JobEvent =
  | { id: number; type: 'state'; status: GenerationRecord['status']; stage: GenerationRecord['stage']; at: number }
  | { id: number; type: 'progress'; progress: number; at: number }
  | { id: number; type: 'partial_image'; index: number; key: string; at: number }
export type NewJobEvent = JobEvent extends infer Each ? (Each extends JobEvent ? Omit<Each, 'id' | 'at'> : never) : never

/** The number of events that are kept for readers who come late. If there are more, the oldest reports of progress are dropped first. */
const EVENTS_KEPT = 500

/** Returns the events with one more. */
export function withEvent(events: readonly JobEvent[], event: JobEvent): JobEvent[] {
  const all = [...events, event]
  if (all.length <= EVENTS_KEPT) return all
  const oldest = all.findIndex(({ type }) => type === 'progress')
  return all.toSpliced(Math.max(0, oldest), 1)
}
