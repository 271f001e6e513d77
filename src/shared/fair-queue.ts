// Waiting in turn by owner, for what an isolate has once or little of: its thread, its memory.
import { sleep } from './time-limit.ts'

/** Who has not asked for so long is gone: the runtime ended its request. */
export const LOST_MS = 2000
const MAX_WAIT_MS = 8

/**
 * Waiting is by polling: a promise that another request resolves can be taken for a hung request by the runtime. A caller that was ended while it
 * waited is forgotten after a while.
 */
export class FairQueue<Wish> {
  readonly #weigh: (wish: Wish) => number | null
  /** The waiting callers in order, and when each last asked. */
  readonly #waiting = new Map<symbol, { wish: Wish; asked: number }>()

  /** @param weigh what the wish's owner has had; the least is next, and of equals who waits longest. null: this wish is passed over for now. */
  constructor(weigh: (wish: Wish) => number | null) {
    this.#weigh = weigh
  }

  /**
   * Resolves once `take` has returned true. It is called when this wish is next; it takes at once what is free, or returns false and nobody
   * overtakes. Rejects with the signal's reason if it aborts before.
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
