import { errorFields, log } from './log.ts'

interface AlarmStorage {
  getAlarm(): Promise<number | null>
  setAlarm(at: number): Promise<void>
}

/**
 * Sets the alarm of a durable object, which can have only one. To save writes, the alarm is set only if none is set or the new time is
 * earlier.
 */
export class AlarmClock {
  readonly #storage: AlarmStorage
  #setFor: number | null = null

  constructor(storage: AlarmStorage) {
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
      log('error', 'alarm_not_set', errorFields(error))
    })
  }

  /** Records that no alarm is set, because the alarm has fired. */
  fired(): void {
    this.#setFor = null
  }
}
