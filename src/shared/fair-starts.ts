// When requests may begin on the isolate's one thread. Without this, an instance that sends a hundred requests at once would get a hundred
// times the thread of an instance that sends one.
import { sleep } from './time-limit.ts'

/** An owner is forgotten this long after its last request came. */
const MEMORY_MS = 2000
/** An open request counts for this long. The runtime ends some requests without telling. */
const LEASE_MS = 10_000
/** After how long a waiting request looks whether the thread was idle: a random time between the two. */
const SHORTEST_LOOK_MS = 4
const LONGEST_LOOK_MS = 12
/** On a thread that has nothing else to do, a timer is at most this late. */
const IN_TIME_MS = 1
/** While the thread is never idle, one of the waiting requests begins after this time. */
const LONGEST_PAUSE_MS = 250
/** No request waits longer. */
const LONGEST_WAIT_MS = 5000
/** If none of an owner's requests has looked for this long, the runtime has ended them. */
const LOST_MS = 500
/** The most requests that are postponed at once. Each takes memory and time, so a flood of them must not all be kept. */
const MOST_POSTPONED = 256

interface Owner {
  cameAt: number
  /** The requests that have come and have not ended, and when they came. */
  open: Map<symbol, number>
  /** How many of them wait, and when one of those last looked. */
  waiting: number
  lookedAt: number
}

/**
 * Most requests begin immediately. A request of an owner with more open requests than the average owner waits for a moment at which the
 * thread is idle. Each such moment lets one request begin, of the owner with the fewest, if the thread has been idle for as long as the work of
 * the last one took. The runtime reads from its sockets only if it has
 * no other work, so in those moments it also learns of the requests of others. An owner's only open request never waits, and if only one
 * owner sends requests, none of them does.
 */
export class FairStarts {
  /** By id, in the order in which their last requests came. */
  readonly #owners = new Map<string, Owner>()
  /** The open requests of all owners. */
  #open = 0
  /** The owners whose requests wait. */
  readonly #waiting = new Set<Owner>()
  /** The postponed requests, and when they came. */
  readonly #postponed = new Map<symbol, number>()
  #lastBegunAt = 0
  /** The first moment after that at which the thread was idle; earlier if there was none yet. */
  #idleAt = 0
  readonly #now: () => number
  readonly #sleep: (durationMs: number) => Promise<void>

  constructor({ now = Date.now, pause = sleep }: { now?: () => number; pause?: (durationMs: number) => Promise<void> } = {}) {
    this.#now = now
    this.#sleep = pause
  }

  /** Resolves when a request of this owner may begin, after at most 5 seconds. Returns a function to call when the request has ended. */
  async begin(id: string): Promise<() => void> {
    const cameAt = this.#now()
    const request = Symbol('request')
    const owner = this.#ownerOf(id, cameAt)
    owner.open.set(request, cameAt)
    this.#open++
    if (this.#isAboveAverage(owner, cameAt)) await this.#turnOf(owner, cameAt)
    return () => this.#end(owner, request)
  }

  /**
   * Resolves when the refusal of a request may be sent, after at most 5 seconds. It waits if owners other than this one send requests, too.
   * No other request waits for it, and it counts for nobody.
   */
  async postpone(id: string): Promise<void> {
    const cameAt = this.#now()
    const request = Symbol('request')
    this.#forgetOwners(cameAt)
    for (const [each, since] of this.#postponed) {
      if (cameAt - since <= LEASE_MS) break
      this.#postponed.delete(each)
    }
    const others = this.#owners.size - (this.#owners.has(id) ? 1 : 0)
    if (others === 0 || this.#postponed.size >= MOST_POSTPONED) return
    this.#postponed.set(request, cameAt)
    await this.#turnOf(null, cameAt)
    this.#postponed.delete(request)
  }

  /** @param owner null for a postponed request. */
  async #turnOf(owner: Owner | null, cameAt: number): Promise<void> {
    if (owner !== null) owner.waiting++
    for (;;) {
      const lookedAt = this.#now()
      if (owner !== null) {
        owner.lookedAt = lookedAt
        this.#waiting.add(owner)
      }
      const lookMs = SHORTEST_LOOK_MS + Math.floor(Math.random() * (LONGEST_LOOK_MS - SHORTEST_LOOK_MS + 1))
      await this.#sleep(lookMs)
      const now = this.#now()
      // If another request has begun in the meantime, its work may still be to come.
      const wasIdle = now - lookedAt <= lookMs + IN_TIME_MS && this.#lastBegunAt <= lookedAt
      if (wasIdle && this.#idleAt < this.#lastBegunAt) this.#idleAt = lookedAt
      // The last one's work is followed by a rest of equal length, so half of the thread's time is left to the others.
      const hasRested = wasIdle && now - this.#idleAt >= this.#idleAt - this.#lastBegunAt
      const mayBegin = (hasRested || now - this.#lastBegunAt >= LONGEST_PAUSE_MS) && this.#isNext(owner, now)
      if (!mayBegin && now - cameAt < LONGEST_WAIT_MS) continue
      this.#lastBegunAt = now
      if (owner !== null && --owner.waiting <= 0) this.#forgetWaiting(owner)
      return
    }
  }

  #ownerOf(id: string, now: number): Owner {
    const owner = this.#owners.get(id) ?? { cameAt: now, open: new Map<symbol, number>(), waiting: 0, lookedAt: now }
    owner.cameAt = now
    this.#owners.delete(id)
    this.#owners.set(id, owner)
    this.#forgetOwners(now)
    return owner
  }

  #forgetOwners(now: number): void {
    for (const [id, owner] of this.#owners) {
      if (now - owner.cameAt <= MEMORY_MS) break
      // Without its open requests, an owner that waits would go before all others.
      if (owner.waiting > 0 && now - owner.lookedAt <= LOST_MS) continue
      this.#forgetWaiting(owner)
      this.#owners.delete(id)
      this.#open -= owner.open.size
      owner.open.clear()
    }
  }

  #end(owner: Owner, request: symbol): void {
    if (owner.open.delete(request)) this.#open--
  }

  #isAboveAverage(owner: Owner, now: number): boolean {
    for (const [request, cameAt] of owner.open) {
      if (now - cameAt <= LEASE_MS) break
      this.#end(owner, request)
    }
    return owner.open.size > 1 && owner.open.size * this.#owners.size > this.#open
  }

  /** Whether no owner with fewer open requests waits; for a postponed request, whether none waits. */
  #isNext(owner: Owner | null, now: number): boolean {
    for (const other of this.#waiting) {
      if (other === owner) continue
      if (now - other.lookedAt > LOST_MS) this.#forgetWaiting(other)
      else if (owner === null || other.open.size < owner.open.size) return false
    }
    return true
  }

  #forgetWaiting(owner: Owner): void {
    owner.waiting = 0
    this.#waiting.delete(owner)
  }
}

/** The starts of this isolate. */
export const fairStarts = new FairStarts()
