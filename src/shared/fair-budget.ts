// A scarce thing of the isolate, its memory, shared between instances.
import { sleep } from './time-limit.ts'

export type GiveBack = () => void

/**
 * Many objects share one isolate, so a budget is a module's variable. No owner holds more than its share, so that there is always room for
 * another; of those who wait the owner that holds least is next, and of one owner who waits longest. Waiting is by polling: a promise that
 * another request resolves can be taken for a hung request by the runtime. A holder that was killed before it gave back is forgotten after a
 * while, and so is one that waited.
 */
export class FairBudget {
  readonly #capacity: number
  readonly #share: number
  readonly #leaseMs: number
  readonly #holders = new Map<symbol, { owner: string; amount: number; until: number }>()
  /** The waiting callers in order, and when each last asked. */
  readonly #waiting = new Map<symbol, { owner: string; amount: number; asked: number }>()

  /** @param share the most that one owner may hold; a larger amount is reduced to it. */
  constructor({ capacity, share, leaseMs }: { capacity: number; share: number; leaseMs: number }) {
    this.#capacity = capacity
    this.#share = share
    this.#leaseMs = leaseMs
  }

  get used(): number {
    let sum = 0
    for (const holder of this.#holders.values()) sum += holder.amount
    return sum
  }

  heldBy(owner: string): number {
    let sum = 0
    for (const holder of this.#holders.values()) if (holder.owner === owner) sum += holder.amount
    return sum
  }

  /** Waits until so much is free; returns what gives it back. */
  async take(amount: number, owner: string, signal?: AbortSignal): Promise<GiveBack> {
    const wanted = Math.min(amount, this.#share)
    const holder = Symbol('holder')
    try {
      for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, 8)) {
        signal?.throwIfAborted()
        this.#waiting.set(holder, { owner, amount: wanted, asked: Date.now() })
        this.#forgetLost()
        if (this.#next() === holder && this.used + wanted <= this.#capacity) break
        await sleep(waitMs)
      }
      this.#holders.set(holder, { owner, amount: wanted, until: Date.now() + this.#leaseMs })
    } finally {
      this.#waiting.delete(holder)
    }
    return () => void this.#holders.delete(holder)
  }

  /** The caller that is next. Nobody overtakes it, so that large amounts are not starved by small ones. */
  #next(): symbol | null {
    let next: symbol | null = null
    let least = Number.POSITIVE_INFINITY
    for (const [waiter, { owner, amount }] of this.#waiting) {
      const held = this.heldBy(owner)
      if (held + amount > this.#share || held >= least) continue
      least = held
      next = waiter
    }
    return next
  }

  #forgetLost(): void {
    const now = Date.now()
    for (const [holder, { until }] of this.#holders) if (now >= until) this.#holders.delete(holder)
    for (const [waiter, { asked }] of this.#waiting) if (now - asked > LOST_MS) this.#waiting.delete(waiter)
  }
}

/** A waiting caller asks every few milliseconds; after this silence it is gone. */
const LOST_MS = 2000
