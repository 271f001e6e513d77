// Deletes the instance's old rows in the database, in batches that the object's alarm runs.
import { guarded } from './alarm-work.ts'
import type { LimiterHost } from './host.ts'
import type { Tables } from './tables.ts'

const TRIM_EVERY_MS = 3_600_000
const TRIM_STEP_MS = 1000

interface Parts {
  store: LimiterHost['store']
  tables: Pick<Tables, 'instance' | 'noteInstance'>
  now: () => number
}

export class OldRows {
  readonly #parts: Parts
  #trimAt = 0
  #cutoff: unknown = null
  /** Whether the database has rows of the instance that retention will delete one day. */
  #growing: boolean

  constructor(parts: Parts) {
    this.#parts = parts
    this.#growing = parts.tables.instance() !== null
    if (this.#growing) this.#trimAt = parts.now() + TRIM_EVERY_MS / 60
  }

  /** Whether a batch is due. One is due right after a start of the object if the object does not know yet whether there are rows. */
  get isDue(): boolean {
    return this.#parts.now() >= this.#trimAt
  }

  /**
   * The time at which the object's next alarm must fire to delete the next batch, in Unix milliseconds. Null if the object does not know of
   * any rows that will be deleted one day (`#growing` is false). Then no alarm is set for this work. The database may have such rows
   * nevertheless. So if `isDue` is true, each alarm that fires for other work calls `trim`, which looks for such rows. `isDue` is true
   * after a start of the object, and again an hour after each call of `trim` that has found none.
   */
  get alarmAt(): number | null {
    return this.#growing ? this.#trimAt : null
  }

  /** Deletes one batch. If no request has arrived since this object started, `instanceIdOfRequests` is null. Then the stored id is used. */
  async trim(instanceIdOfRequests: string | null): Promise<void> {
    const { store, tables, now } = this.#parts
    const instanceId = instanceIdOfRequests ?? tables.instance()
    if (instanceId === null) return
    const startedAt = now()
    // The time of the next run is set before this run does its work, so that a failed run is not repeated immediately.
    this.#trimAt = startedAt + TRIM_EVERY_MS
    const { growth } = store
    if (this.#cutoff === null) await guarded('review', () => store.review(instanceId))
    this.#cutoff ??= await growth.cutoff(instanceId)
    const { more, left } = await growth.trim(instanceId, this.#cutoff)
    if (more) this.#trimAt = startedAt + TRIM_STEP_MS
    else this.#cutoff = null
    this.#growing = left || more
    if (this.#growing) tables.noteInstance(instanceId)
  }
}
