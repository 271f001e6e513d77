import type { GenerationRecord } from '../model/generation.ts'

/** Something that happened, as callers may follow it. A preview is named, not held. */
export type JobEvent =
  | { id: number; type: 'state'; status: GenerationRecord['status']; stage: GenerationRecord['stage']; at: number }
  | { id: number; type: 'progress'; progress: number; at: number }
  | { id: number; type: 'partial_image'; index: number; key: string; at: number }
export type NewJobEvent = JobEvent extends infer Each ? (Each extends JobEvent ? Omit<Each, 'id' | 'at'> : never) : never
