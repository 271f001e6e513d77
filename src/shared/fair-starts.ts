// Decides when requests may begin on the isolate's one thread. Without this, an instance that sends a hundred requests at once would get a
// hundred times as much of the thread as an instance that sends one.
import { sleep } from './time-limit.ts'

/** An owner (usually an instance) is forgotten after this time without a new request. */
const MEMORY_MS = 2000
/** A request counts as open for this long at most, because the runtime ends some requests without running any more of their code. */
const LEASE_MS = 10_000
/**
 * A waiting request checks repeatedly whether the thread was idle, each time after a random pause of SHORTEST_LOOK_MS to LONGEST_LOOK_MS.
 */
const SHORTEST_LOOK_MS = 4
const LONGEST_LOOK_MS = 12
/** On an idle thread, a timer fires at most this much too late. */
const IN_TIME_MS = 1
/** If no waiting request has begun for this long, one begins although the thread is not idle. */
const LONGEST_PAUSE_MS = 250
/** The longest time that a request waits. */
const LONGEST_WAIT_MS = 5000
/**
 * Each waiting request checks repeatedly whether it may begin. If no request of an owner has checked for this long, the runtime has ended
 * the owner's requests.
 */
const LOST_MS = 500
/**
 * The maximum number of refused requests whose responses wait at the same time. If so many wait already, the next refusal is sent
 * immediately. Without a maximum, a flood of refused requests would take much memory and time, because each waiting response takes some.
 */
const MOST_POSTPONED = 256

interface Owner {
  cameAt: number
  /** The requests of this owner that have arrived and have not ended, each with the time of its arrival. */
  open: Map<symbol, number>
  /** `waiting` is the number of open requests that wait. `lookedAt` is the time at which one of them last checked whether it may begin. */
  waiting: number
  lookedAt: number
}

/**
 * Most requests begin immediately. A request waits only if its owner has more open requests than the average owner. An owner's only open
 * request never waits, and if only one owner sends requests, none of them waits.
 *
 * When a waiting request begins, the thread is busy for a while. The next waiting request begins after the thread has been idle for as long
 * as it was busy. The idle time is necessary because the runtime reads from its sockets only if the thread has no other work: in this time
 * it receives the requests of other owners. The waiting owner with the fewest open requests is next.
 */
export class FairStarts {
  /** The owners by id, in the order in which their last requests arrived. */
  readonly #owners = new Map<string, Owner>()
  /** The number of open requests of all owners. */
  #open = 0
  /** The owners whose requests wait. */
  readonly #waiting = new Set<Owner>()
  /** The refused requests whose responses wait. For each: the time at which the request arrived. */
  readonly #postponed = new Map<symbol, number>()
  #lastBegunAt = 0
  /**
   * A moment at which the thread was idle. If it is later than `#lastBegunAt`, it is the first such moment after `#lastBegunAt`. Otherwise
   * the thread has not been idle since `#lastBegunAt`.
   */
  #idleAt = 0
  readonly #now: () => number
  readonly #sleep: (durationMs: number) => Promise<void>

  constructor({ now = Date.now, pause = sleep }: { now?: () => number; pause?: (durationMs: number) => Promise<void> } = {}) {
    this.#now = now
    this.#sleep = pause
  }

  /**
   * Resolves when a request may begin, after at most 5 seconds. Returns a function to call when the request has ended.
   * @param id the owner of the request, usually an instance.
   */
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
   * Makes a refused request wait for its response, at most 5 seconds: otherwise thousands of refused requests could slow down all others.
   * Resolves immediately if no other owner sends requests, or if too many refused requests wait already. A refused request does not count
   * as an open request.
   * @param id the owner of the request, usually an instance.
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

  /**
   * Waits until a request may begin, but at most 5 seconds from `cameAt` on. A refused request waits in the same way, although it never
   * begins: only after the wait, the caller gets the refusal.
   * @param owner the owner of the request; null for a refused request.
   */
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
      // On a busy thread, a timer fires late. So a timer that fired in time shows that the thread was idle. There is one exception: if
      // another waiting request has begun since `lookedAt`, that request may still have work to do, so the thread does not count as idle.
      const wasIdle = now - lookedAt <= lookMs + IN_TIME_MS && this.#lastBegunAt <= lookedAt
      if (wasIdle && this.#idleAt < this.#lastBegunAt) this.#idleAt = lookedAt
      // When a waiting request begins, the thread is busy for a while, until `#idleAt`. The next waiting request must not begin before the
      // thread has been idle for as long as it was busy. So half of the thread's time is left to requests that do not have to wait.
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
      // A waiting owner is not forgotten: if its open requests were no longer counted, its next requests would begin before those of all
      // other owners.
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

  /**
   * Returns whether a waiting request of this owner is next. It is next if no other owner with fewer open requests has a waiting request.
   * `owner` is null for a refused request. A refused request never begins, but its response waits to be sent. The response is next only if
   * no owner has a waiting request.
   */
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

/** The FairStarts object of this isolate. */
export const fairStarts = new FairStarts()
