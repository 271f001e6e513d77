// An alarm does several kinds of work. An error in one kind does not stop the others. Work that failed is tried again after a pause.
import { type Backoff, backoffMs } from '../shared/backoff.ts'
import { errorFields, log } from '../shared/log.ts'

/** Does one kind of an alarm's work. Returns whether it succeeded. An error is logged, not thrown, so that the other work is done. */
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
