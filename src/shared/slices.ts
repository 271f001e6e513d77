// Runs long computations in slices, because all instances share the one thread of an isolate. Between two slices, the thread is free for
// other requests.
import { FairQueue, LOST_MS } from './fair-queue.ts'
import { sleep } from './time-limit.ts'

/**
 * A computation in small steps. It yields the amount of work since its last step, in units. One unit takes about as long as drawing one
 * pixel, a third of a microsecond. A step has at most a few thousand units.
 */
export type Steps<T> = Generator<number, T, void>

/** Runs a computation to its end without a pause. Used for small computations, and in scripts and tests. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
  }
}

/**
 * The number of units in one slice, about 2 ms of work. A slice must be short: a request of another instance needs the thread about ten
 * times, and may have to wait for a slice each time.
 */
const UNITS_OF_SLICE = 6000
const UNITS_PER_MS = 3000
/**
 * After a slice, the thread runs the requests that have waited meanwhile. Then a pause follows before the next slice. The length of the
 * pause is the time that these requests have taken, multiplied by this factor.
 */
const REST = 1.5
/** The time that `sleep(0)` takes if no other request needs the thread. */
const TIMER_MS = 1
/** The maximum pause after a slice. Without a maximum, many other requests could keep a computation from ever finishing. */
const MAX_REST_MS = 20
/** An owner's (an instance's) use of the thread counts less as time passes, and is forgotten after this time without use. */
const MEMORY_MS = 60_000

/**
 * Gives the thread to one computation at a time, for one slice. The owner (an instance) that has used the thread least is next, so an
 * instance with a hundred pictures does not delay another instance's first picture. After each slice, other requests that wait for the
 * thread run. If any have run, a pause follows, in which more of them can run; otherwise the next slice follows immediately.
 */
export class SharedThread {
  readonly #queue = new FairQueue<string>((owner) => this.#usedBy(owner, Date.now()))
  readonly #used = new Map<string, { units: number; at: number }>()
  #busyUntil = 0
  #holder: symbol | null = null
  #heldSince = 0

  /** Runs a computation to its end. Rejects with the signal's reason if the signal aborts between two slices. */
  async run<T>(steps: Steps<T>, owner: string, signal?: AbortSignal): Promise<T> {
    const me = Symbol('computation')
    try {
      for (;;) {
        await this.#queue.wait(owner, () => this.#take(me), signal)
        const startedAt = Date.now()
        let units = 0
        let step: IteratorResult<number, T>
        do {
          step = steps.next()
          if (!step.done) units += step.value
        } while (!step.done && units < UNITS_OF_SLICE)
        this.#charge(owner, units)
        if (step.done) return step.value
        // The runtime's clock advances only between two tasks of the thread. So the code sleeps before it reads the clock. Meanwhile, other
        // requests may run; `othersMs` is how long they have run.
        await sleep(0)
        const now = Date.now()
        const othersMs = Math.max(0, now - startedAt - Math.ceil(units / UNITS_PER_MS) - TIMER_MS)
        this.#busyUntil = now + Math.min(MAX_REST_MS, Math.ceil(othersMs * REST))
        this.#holder = null
      }
    } finally {
      if (this.#holder === me) this.#holder = null
    }
  }

  #take(me: symbol): boolean {
    const now = Date.now()
    // If a computation has held the thread for longer than LOST_MS, the runtime has ended its request. Such a computation will never give
    // up the thread, so another one may take it.
    if ((this.#holder !== null && now - this.#heldSince <= LOST_MS) || now < this.#busyUntil) return false
    this.#holder = me
    this.#heldSince = now
    return true
  }

  #usedBy(owner: string, now: number): number {
    const used = this.#used.get(owner)
    return used === undefined ? 0 : used.units * Math.max(0, 1 - (now - used.at) / MEMORY_MS)
  }

  #charge(owner: string, units: number): void {
    const now = Date.now()
    const before = this.#usedBy(owner, now)
    this.#used.delete(owner)
    this.#used.set(owner, { units: before + units, at: now })
    // The first entry of the map is the owner whose last slice is longest ago.
    if (this.#used.size > 1000) this.#used.delete(this.#used.keys().next().value!)
  }
}
