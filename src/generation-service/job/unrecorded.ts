// Ended jobs whose records cannot be written, because the database does not respond. A host gets new jobs meanwhile, because the limiter
// counts only jobs that have not been settled. So only a few of the ended ones stay in memory and try again and again; the others wait in
// the object's storage. Whenever a job gets recorded, the next one is taken out of the storage.
import type { RowStorage, StoredJob } from './rows.ts'
import { type JobState, isFinished } from './state.ts'

const WAITING = 'unrecorded:'

/** How many ended jobs of a host stay in memory while they cannot be recorded. */
export const MOST_IN_MEMORY = 4

/** Whether a job has ended and its record could not be written. */
export function waitsForRecord(state: JobState): boolean {
  return isFinished(state) && !state.recorded && state.ownFailures > 0 && state.late === null
}

export class UnrecordedJobs {
  readonly #kv: RowStorage

  constructor(kv: RowStorage) {
    this.#kv = kv
  }

  /** Stores a job that leaves the memory. The caller deletes its row among the jobs with work left. */
  put(job: Pick<StoredJob, 'plan' | 'state'>): void {
    const { plan, state } = job
    this.#kv.put(WAITING + plan.generationId, { plan, state })
  }

  get(id: string): StoredJob | null {
    return this.#kv.get<StoredJob>(WAITING + id) ?? null
  }

  /** Returns the earliest of these generations; null if there is none. */
  first(): StoredJob | null {
    const [entry] = [...this.#kv.list<StoredJob>({ prefix: WAITING, limit: 1 })]
    return entry?.[1] ?? null
  }

  delete(id: string): void {
    this.#kv.delete(WAITING + id)
  }
}
