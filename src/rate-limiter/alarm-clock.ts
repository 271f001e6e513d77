import { type Backoff, backoffMs } from '../shared/backoff.ts'
import { errorFields, log } from '../shared/log.ts'
import type { ObjectStorage } from './tables.ts'

/**
 * Sets the alarm of a durable object, which can have only one. To save writes, the alarm is set only if none is set or the new time is
 * earlier.
 */
export class AlarmClock {
  readonly #storage: ObjectStorage
  #setFor: number | null = null

  constructor(storage: ObjectStorage) {
    this.#storage = storage
  }

  /**
   * Makes sure that an alarm is set for `due` or earlier; does nothing if `due` is null, because then no work is due. Called after the
   * object starts.
   */
  async wake(due: number | null): Promise<void> {
    this.#setFor = await this.#storage.getAlarm()
    if (due !== null) this.want(due)
  }

  want(at: number): void {
    if (this.#setFor !== null && this.#setFor <= at) return
    this.#setFor = at
    void this.#storage.setAlarm(at).catch((error: unknown) => {
      this.#setFor = null
      log('error', 'limiter_alarm_not_set', errorFields(error))
    })
  }

  /** Records that no alarm is set, because the alarm has fired. */
  fired(): void {
    this.#setFor = null
  }
}

/** Runs one part of an alarm's work. An error is logged and does not stop the other parts. */
export async function guarded(name: string, work: () => unknown): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    log('error', 'limiter_alarm_part_failed', { state: name, ...errorFields(error) })
    return false
  }
}

/** The pauses between two tries of one kind of work: 1 s, 2 s, 4 s and so on, up to 60 s. */
const PAUSES: Backoff = { firstMs: 1000, longestMs: 60_000 }

/** Says when one kind of work may be tried again; the pause grows with the number of failures. */
export class Retry {
  #failures = 0
  #notBefore = 0

  get notBefore(): number {
    return this.#notBefore
  }

  note(succeeded: boolean, nowMs: number): void {
    this.#failures = succeeded ? 0 : this.#failures + 1
    this.#notBefore = succeeded ? 0 : nowMs + backoffMs(this.#failures, PAUSES)
  }
}
