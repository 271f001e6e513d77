// Waiting by turns, for a resource that an isolate has once or in a small amount: its thread, its memory. Turns are by owner.
import { sleep } from './time-limit.ts'

/** If a waiting caller has not polled for this long, the runtime has ended its request. */
export const LOST_MS = 2000
const MAX_WAIT_MS = 8

/**
 * Callers wait by polling: if another request resolved a promise for them, the runtime could take them for hung requests. A caller that
 * was ended while it waited is removed after a while.
 */
export class FairQueue<Wish> {
  readonly #weigh: (wish: Wish) => number | null
  /** The waiting callers in order, and when each last polled. */
  readonly #waiting = new Map<symbol, { wish: Wish; asked: number }>()

  /**
   * @param weigh returns how much of the resource the owner of a wish has had, or null to skip the wish for now. The wish with the least
   * is next; among equals, the one that has waited longest.
   */
  constructor(weigh: (wish: Wish) => number | null) {
    this.#weigh = weigh
  }

  /**
   * Resolves once `take` has returned true. `take` is called when this wish is next. It takes what is free immediately and returns true,
   * or returns false; then this wish stays next and nobody overtakes it. Rejects with the signal's reason if the signal aborts first.
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
