import type { Clock } from '../shared/clock.ts'
import { errorFields, log } from '../shared/log.ts'
import { within } from '../shared/time-limit.ts'
import { hasOtherHistory, isRestored, type Seen } from './policy.ts'

/** A load that takes longer than this counts as failed, because callers are waiting for the policy. */
const LOAD_WITHIN_MS = 5000
const tooLate = () => new Error(`The policy did not come within ${LOAD_WITHIN_MS} ms`)
/**
 * After a failed load of the policy, requests start no further load for this many milliseconds. The announcement of a changed policy
 * always starts a load.
 */
const PAUSE_MS = 250

interface PolicySource<Policy> {
  /** Loads the newest policy from the database; null if the database has none. */
  load(): Promise<Policy | null>
  versionOf(policy: Policy): Seen
  /** Returns the newest version that was ever in force in this object; null if none was. */
  seen(): Seen | null
  /**
   * Called before a policy comes into force if the database and this object do not know the same history: the object is new, or the
   * database was restored to an earlier time. Called only once, however often the load of this policy fails. `isNew`: whether the object is
   * new.
   */
  estranged(policy: Policy, isNew: boolean): void
  /** Called if the database was restored to an earlier time. Must store a new version of `policy` in the database, higher than `seen`. */
  surpass(seen: Seen, policy: Policy): Promise<void>
  /** Called once for each policy that comes into force. */
  adopt(policy: Policy): void
  clock: Clock
}
type PolicyState<Policy> = { kind: 'in_force'; policy: Policy } | { kind: 'absent' } | { kind: 'unavailable' }

/**
 * Holds the policy in force. Never returns a policy that may be outdated: returns none before the first load, and none between the
 * announcement of a newer version and its load. Older versions are ignored, in whatever order announcements and loads arrive.
 */
export class PolicyGate<Policy> {
  readonly #source: PolicySource<Policy>
  #held: { policy: Policy | null; version: number } | undefined
  #wanted = 0
  #loading: Promise<boolean> | undefined
  #pauseUntil = 0
  #isEstranged = false

  constructor(source: PolicySource<Policy>) {
    this.#source = source
  }

  /** Returns the policy without waiting; undefined if the caller must wait for it with `obtain`. */
  ready(atLeast = 0): Policy | undefined {
    const held = this.#held
    return held !== undefined && held.policy !== null && held.version >= this.#wanted && held.version >= atLeast ? held.policy : undefined
  }

  /**
   * Returns the policy of version `atLeast` or of a newer version. If none is loaded, loads it first.
   */
  async obtain(atLeast = 0): Promise<PolicyState<Policy>> {
    if (this.ready(atLeast) === undefined && this.#source.clock() >= this.#pauseUntil) {
      await this.#load()
      if (this.ready(atLeast) === undefined) this.#pauseUntil = this.#source.clock() + PAUSE_MS
    }
    return this.#state(atLeast)
  }

  /**
   * Announces that a version is in force. Returns the policy of this version once it is loaded, or `unavailable` if it cannot be loaded.
   * From the announcement on, no older policy is returned.
   */
  async want(version: number): Promise<PolicyState<Policy>> {
    this.#wanted = Math.max(this.#wanted, version)
    // If a load is already running, `#load` only waits for that load, which may have read the database before this version was stored. So
    // a second load may be needed.
    for (let round = 0; round < 2 && !this.#current(); round++) await this.#load()
    return this.#state(0)
  }

  /**
   * Called with the version of the policy that is now in force; loads this policy. Returns false if it could not be loaded. In either
   * case, this gate returns no older policy from now on.
   * @param mark the random text that was made with this version. After a restore of the database, a version's number can be used a second
   * time; the two versions then have different marks.
   */
  async announce(number: number, mark: string | null | undefined): Promise<boolean> {
    const held = this.ready()
    // The announced version is older than the policy in force, or has the same number with another mark. Either this announcement is late,
    // or the database was restored and gives the same numbers again. Reading the database shows which of the two is true.
    const mayBeRestored = held !== undefined && mark !== undefined && isRestored({ number, mark }, this.#source.versionOf(held))
    if (mayBeRestored && !(await this.#load())) return false
    const state = await this.want(number)
    return state.kind !== 'unavailable'
  }

  /** Reads the database again, even though no change was announced. */
  async reload(): Promise<void> {
    await this.#load()
  }

  #current(): boolean {
    return this.#held !== undefined && this.#held.version >= this.#wanted
  }

  #state(atLeast: number): PolicyState<Policy> {
    if (!this.#current()) return { kind: 'unavailable' }
    const { policy } = this.#held!
    if (policy === null) return { kind: 'absent' }
    return this.ready(atLeast) === undefined ? { kind: 'unavailable' } : { kind: 'in_force', policy }
  }

  /** Returns false if the load has failed. */
  #load(): Promise<boolean> {
    return (this.#loading ??= this.#loadOnce().finally(() => (this.#loading = undefined)))
  }

  /**
   * Loads the policy from the database. If the database was restored to an earlier time, its next policies would get the numbers of
   * policies that were in force before the restore. To prevent this, the restored policy first gets a new version, which is higher than
   * every version that was in force in this object.
   */
  async #loadNewest(): Promise<Policy | null> {
    const policy = await this.#source.load()
    if (policy === null) return null
    const seen = this.#source.seen()
    const version = this.#source.versionOf(policy)
    const isBehind = seen !== null && isRestored(version, seen)
    if (seen === null || isBehind || hasOtherHistory(version, seen)) {
      if (!this.#isEstranged) this.#source.estranged(policy, seen === null)
      this.#isEstranged = true
    }
    if (!isBehind) return policy
    await this.#source.surpass(seen, policy)
    return this.#source.load()
  }

  async #loadOnce(): Promise<boolean> {
    const wanted = this.#wanted
    try {
      const policy = await within(LOAD_WITHIN_MS, this.#loadNewest(), tooLate)
      if (policy === null) {
        this.#held = { policy: null, version: Math.max(wanted, this.#held?.version ?? 0) }
        return true
      }
      const version = this.#source.versionOf(policy).number
      const held = this.#held
      if (held !== undefined && held.policy !== null && held.version >= version) return true
      this.#source.adopt(policy)
      this.#isEstranged = false
      this.#held = { policy, version }
      return true
    } catch (error) {
      log('error', 'limiter_policy_not_loaded', { epoch: wanted, ...errorFields(error) })
      return false
    }
  }
}
