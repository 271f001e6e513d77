// Long computations in an isolate whose one thread all instances share: they are done in slices, and others get their turn between two.
import { FairQueue, LOST_MS } from './fair-queue.ts'
import { sleep } from './time-limit.ts'

/**
 * A computation in small steps. It yields the amount of work since the last step; a unit takes about as long as drawing one pixel,
 * a third of a microsecond. A step is at most some thousand units.
 */
export type Steps<T> = Generator<number, T, void>

/** Without a pause: for what is small, for scripts and tests. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
  }
}

/** One slice, about 2 ms: a request of another instance takes some ten turns of the thread, and each may wait for a slice. */
const UNITS_OF_SLICE = 6000
const UNITS_PER_MS = 3000
/** The thread is left to others for so many times what they had to do while the slice ended. */
const REST = 1.5
/** A timer is late by so much even if nobody else has anything to do. */
const TIMER_MS = 1
/** Beside much other work a slice seems long; the rest must not be so long that a picture never ends. */
const MAX_REST_MS = 20
/** An owner's use is forgotten after this time. */
const MEMORY_MS = 60_000

/**
 * Gives the thread to one computation at a time, a slice each, in turn by owner: who has used least of late is next, so an instance with a hundred
 * pictures does not hold up another's first one. After each slice the thread rests for as long as others keep it busy; if nobody does, the next
 * slice follows at once.
 */
export class SharedThread {
  readonly #queue = new FairQueue<string>((owner) => this.#usedBy(owner, Date.now()))
  readonly #used = new Map<string, { units: number; at: number }>()
  #busyUntil = 0
  #holder: symbol | null = null
  #heldSince = 0

  /** Does the steps to their end. Rejects with the signal's reason if it aborts between two slices. */
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
        // The runtime's clock moves between turns alone, and shows now how long the slice and the work of others took together.
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
    // A holder that the runtime ended leaves its mark behind.
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
    // The first in the map have not computed for longest.
    if (this.#used.size > 1000) this.#used.delete(this.#used.keys().next().value!)
  }
}
