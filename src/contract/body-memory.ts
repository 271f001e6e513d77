// The memory that request bodies take while they are read and used: a budget of the isolate, with a share for each instance.
import { AppError } from '../shared/errors.ts'
import { FairBudget, type GiveBack } from '../shared/fair-budget.ts'
import { within } from '../shared/time-limit.ts'

const MIB = 1024 * 1024
/**
 * The memory for all bodies. One instance can use SHARE_BYTES of it, which is enough for the largest body, a form of 32 MiB. The remaining
 * memory is for other instances.
 */
const CAPACITY_BYTES = 48 * MIB
const SHARE_BYTES = 32 * MIB
/** A body up to this size is not counted, because counting it would cost more than the memory is worth. */
const SMALL_BYTES = 64 * 1024
/** The number of bytes that are taken from `budget` at a time while a body without a Content-Length arrives. */
const STEP_BYTES = MIB
const WAIT_MS = 5000
/**
 * If the runtime breaks off a request, `giveBack` is never called. So the memory counts as free after this time, even without `giveBack`.
 * No body can still be arriving then: a body that has not arrived after 5 minutes is refused.
 */
const LEASE_MS = 10 * 60_000
const ARRIVAL_MS = 5 * 60_000

const budget = new FairBudget({ capacity: CAPACITY_BYTES, share: SHARE_BYTES, leaseMs: LEASE_MS })

/**
 * The memory that the bodies of one request hold. `giveBack` must be called after the response, because the request's files are in memory
 * until then.
 */
export class BodyMemory {
  readonly #owner: string
  readonly #held: GiveBack[] = []

  /** @param owner the id whose share of the memory is used: an instance, an organization, or OPEN for requests without a key. */
  constructor(owner: string) {
    this.#owner = owner
  }

  /**
   * Reads a body as soon as memory is free for it. Throws if no memory gets free within 5 seconds: `concurrency_limited` if the owner's
   * other bodies use too much of the owner's share, `overloaded` if the bodies of other owners use the memory. Throws `invalid_request` if
   * the body does not arrive in time.
   * @param bytes the length in bytes that the request declares; null if the request declares none. If it is null, the memory is taken step
   * by step: for each part of the body, `read` must call `beforeKept` with the part's size, and must wait until this call has ended before
   * it reads the next part.
   */
  async read<T>(bytes: number | null, read: (beforeKept?: (bytes: number) => Promise<void>) => Promise<T>): Promise<T> {
    if (bytes !== null && bytes > SMALL_BYTES) await this.#take(bytes)
    return within(ARRIVAL_MS, read(bytes === null ? this.#takeInSteps() : undefined), () => {
      return new AppError('invalid_request', { detail: `The body did not arrive within ${ARRIVAL_MS / 1000} seconds.` })
    })
  }

  #takeInSteps(): (bytes: number) => Promise<void> {
    let room = SMALL_BYTES
    return async (bytes) => {
      room -= bytes
      while (room < 0) {
        await this.#take(STEP_BYTES)
        room += STEP_BYTES
      }
    }
  }

  async #take(bytes: number): Promise<void> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), WAIT_MS)
    try {
      this.#held.push(await budget.take(bytes, this.#owner, controller.signal))
    } catch (error) {
      if (!controller.signal.aborted) throw error
      throw budget.heldBy(this.#owner) + Math.min(bytes, SHARE_BYTES) > SHARE_BYTES
        ? new AppError('concurrency_limited', {
            detail: `Your requests that are being read already use ${SHARE_BYTES / MIB} MiB of memory. Send fewer large requests at the same time.`,
            retryAfterMs: 1000,
          })
        : new AppError('overloaded', { detail: 'Too many large requests are being read.', retryAfterMs: 1000 })
    } finally {
      clearTimeout(timer)
    }
  }

  giveBack(): void {
    for (const giveBack of this.#held.splice(0)) giveBack()
  }
}
