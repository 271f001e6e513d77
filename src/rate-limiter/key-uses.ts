// Collects the times at which keys were last used, and writes them to the database.
import type { AlarmClock } from '../shared/alarm-clock.ts'
import type { LimiterStore } from './policy.ts'

/**
 * The database has the time of each key's last use. A newer use of the key is dropped if it is at most this much later than that time. So a
 * key is written at most once a minute.
 */
const ACCURACY_MS = 60_000
/**
 * The maximum time for which uses wait in memory. It is short, because a Durable Object without requests leaves the memory after about ten
 * seconds, and with it the uses would be lost.
 */
export const KEEP_USES_MS = 5000

interface KeyUsesParts {
  store: Pick<LimiterStore, 'touchKeys'>
  alarm: Pick<AlarmClock, 'want'>
  now(): number
}

export class KeyUses {
  readonly #store: KeyUsesParts['store']
  readonly #alarm: KeyUsesParts['alarm']
  readonly #now: () => number
  /** The uses that are not written yet: the id of each key, and the time of its use in Unix milliseconds. */
  readonly #waiting = new Map<string, number>()
  /** The uses that were written in the last minute: the id of each key, and the time of its use in Unix milliseconds. */
  readonly #written = new Map<string, number>()
  /** The latest time for the next write; null if no use waits. */
  #dueAt: number | null = null

  constructor({ store, alarm, now }: KeyUsesParts) {
    this.#store = store
    this.#alarm = alarm
    this.#now = now
  }

  get dueAt(): number | null {
    return this.#dueAt
  }

  note(keyId: string): void {
    const now = this.#now()
    if (now - (this.#written.get(keyId) ?? -Infinity) < ACCURACY_MS) return
    this.#waiting.set(keyId, now)
    if (this.#dueAt !== null) return
    this.#dueAt = now + KEEP_USES_MS
    this.#alarm.want(this.#dueAt)
  }

  /** Writes all uses that wait. If this fails, they are lost, and only the displayed time of a key's last use is too old. */
  async write(): Promise<void> {
    if (this.#dueAt === null) return
    this.#dueAt = null
    const uses = [...this.#waiting].map(([keyId, at]) => ({ keyId, at }))
    this.#waiting.clear()
    await this.#store.touchKeys(uses)
    const since = this.#now() - ACCURACY_MS
    for (const [keyId, at] of this.#written) if (at <= since) this.#written.delete(keyId)
    for (const { keyId, at } of uses) this.#written.set(keyId, at)
  }
}
