// Shares a limited resource of the isolate, its memory, between instances.
import { FairQueue } from './fair-queue.ts'

export type GiveBack = () => void

interface Holder {
  owner: string
  amount: number
  until: number
}

/**
 * A limited amount of a resource, such as memory, that the instances in an isolate share. Keep a FairBudget in a variable of a module, not
 * of an object, because many objects share one isolate.
 *
 * An owner, for example an instance, may hold at most `share`, so that something is left for the others. Among the waiting owners, the one
 * that holds least is next. The others wait until this owner has the amount that it asked for, even if the smaller amounts that they ask
 * for are free. If they did not wait, small amounts would always be taken first, and a large amount would wait for ever.
 *
 * If the runtime ends a request before the request gives back its amount, the amount becomes free after `leaseMs`.
 */
export class FairBudget {
  readonly #capacity: number
  readonly #share: number
  readonly #leaseMs: number
  readonly #holders = new Map<symbol, Holder>()
  readonly #queue = new FairQueue<{ owner: string; amount: number }>(({ owner, amount }) => {
    const held = this.heldBy(owner)
    return held + amount > this.#share ? null : held
  })

  /** @param share the maximum amount that one owner may hold. If an owner asks for more, it gets only this amount. */
  constructor({ capacity, share, leaseMs }: { capacity: number; share: number; leaseMs: number }) {
    this.#capacity = capacity
    this.#share = share
    this.#leaseMs = leaseMs
  }

  get used(): number {
    return this.#sum(() => true)
  }

  heldBy(owner: string): number {
    return this.#sum((holder) => holder.owner === owner)
  }

  /** Waits until this amount is free and takes it. Returns a function that gives it back. */
  async take(amount: number, owner: string, signal?: AbortSignal): Promise<GiveBack> {
    const wanted = Math.min(amount, this.#share)
    const holder = Symbol('holder')
    const hold = () => {
      if (this.used + wanted > this.#capacity) return false
      this.#holders.set(holder, { owner, amount: wanted, until: Date.now() + this.#leaseMs })
      return true
    }
    await this.#queue.wait({ owner, amount: wanted }, hold, signal)
    return () => void this.#holders.delete(holder)
  }

  #sum(counts: (holder: Holder) => boolean): number {
    const now = Date.now()
    let sum = 0
    for (const [holder, held] of this.#holders) {
      if (now >= held.until) this.#holders.delete(holder)
      else if (counts(held)) sum += held.amount
    }
    return sum
  }
}
