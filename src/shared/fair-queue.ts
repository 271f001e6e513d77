// A queue of callers for a resource that is scarce in an isolate, such as its thread or its memory. The resource is shared fairly between
// owners (instances), however many callers each owner has.
import { sleep } from './time-limit.ts'

/** A waiting caller checks every few milliseconds whether it is next. If it makes no check during this time, its request was ended. */
export const LOST_MS = 2000
const MAX_WAIT_MS = 8

/**
 * A queue of callers that wait for a resource. The wish of a caller says what the caller waits for, for example the owner and the amount.
 *
 * Each caller checks by a timer of its own whether it is next. It does not wait for a promise that another request resolves: while a
 * request waits only for another request, the runtime may regard it as hung and end it. If the runtime ends the request of a waiting caller
 * nevertheless, the queue removes the caller after LOST_MS.
 */
export class FairQueue<Wish> {
  readonly #weigh: (wish: Wish) => number | null
  /** The waiting callers in the order of their arrival. `asked` is the time at which a caller last checked whether it is next. */
  readonly #waiting = new Map<symbol, { wish: Wish; asked: number }>()

  /**
   * @param weigh returns how much of the resource the owner in `wish` holds or has used; null if this wish must be skipped for now. Of the
   * waiting callers, the one whose wish has the smallest result is next. If several results are equal, the caller that has waited longest
   * is next.
   */
  constructor(weigh: (wish: Wish) => number | null) {
    this.#weigh = weigh
  }

  /**
   * Waits until the caller is next and gets the resource. `wish` says what the caller waits for. `take` is called when the caller is next:
   * if enough of the resource is free, it must take the resource and return true, otherwise return false. After false, `take` is called
   * again later. If the signal aborts first, rejects with the signal's reason.
   */
  async wait(wish: Wish, take: () => boolean, signal?: AbortSignal): Promise<void> {
    const me = Symbol('waiting')
    try {
      for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)) {
        signal?.throwIfAborted()
        this.#waiting.set(me, { wish, asked: Date.now() })
        if (this.#next() === me && take()) return
        await sleep(waitMs)
      }
    } finally {
      this.#waiting.delete(me)
    }
  }

  #next(): symbol | null {
    const now = Date.now()
    let next: symbol | null = null
    let least = Number.POSITIVE_INFINITY
    for (const [waiter, { wish, asked }] of this.#waiting) {
      if (now - asked > LOST_MS) {
        this.#waiting.delete(waiter)
        continue
      }
      const weight = this.#weigh(wish)
      if (weight === null || weight >= least) continue
      least = weight
      next = waiter
    }
    return next
  }
}
