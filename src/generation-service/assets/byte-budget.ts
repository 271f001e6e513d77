/**
 * How much of the isolate's memory pictures may take at once. Many objects share one isolate, so this is a module's variable. Waiting is
 * by polling: a promise that another request resolves can be taken for a hung request by the runtime. Who waits longest is next. A
 * holder that was killed before it gave back is forgotten after a while, and so is one that waited.
 */
export class ByteBudget {
  readonly #capacity: number
  readonly #leaseMs: number
  readonly #holders = new Map<symbol, { bytes: number; since: number }>()
  /** Who waits, in order, and when each last asked. */
  readonly #waiting = new Map<symbol, number>()

  constructor(capacity: number, leaseMs: number) {
    this.#capacity = capacity
    this.#leaseMs = leaseMs
  }

  get used(): number {
    let sum = 0
    for (const holder of this.#holders.values()) sum += holder.bytes
    return sum
  }

  /** Waits until so many bytes are free; answers what gives them back. More than the whole capacity counts as the whole. */
  async take(bytes: number, signal?: AbortSignal): Promise<() => void> {
    const wanted = Math.min(bytes, this.#capacity)
    const holder = Symbol('holder')
    try {
      for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, 8)) {
        signal?.throwIfAborted()
        this.#waiting.set(holder, Date.now())
        this.#forgetLost()
        if (this.#waiting.keys().next().value === holder && this.used + wanted <= this.#capacity) break
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
      this.#holders.set(holder, { bytes: wanted, since: Date.now() })
    } finally {
      this.#waiting.delete(holder)
    }
    return () => this.#holders.delete(holder)
  }

  #forgetLost(): void {
    const now = Date.now()
    for (const [holder, { since }] of this.#holders) if (now - since > this.#leaseMs) this.#holders.delete(holder)
    for (const [holder, asked] of this.#waiting) if (now - asked > LOST_MS) this.#waiting.delete(holder)
  }
}

/** Who waits asks every few milliseconds. */
const LOST_MS = 2000
const LEASE_MS = 10 * 60_000

/** Of the 128 MB of an isolate: the parts of pictures on their way into the bucket. */
export const pictureMemory = new ByteBudget(30 * 1024 * 1024, LEASE_MS)
/** And answers that are held with the pictures in them. Apart, since who holds one may have to wait for the other. */
export const answerMemory = new ByteBudget(30 * 1024 * 1024, LEASE_MS)
