// The memory that request bodies take while they are read and used: a budget of the isolate, with a share for each instance.
import { AppError } from '../shared/errors.ts'
import { FairBudget, type GiveBack } from '../shared/fair-budget.ts'
import { within } from '../shared/time-limit.ts'

const MIB = 1024 * 1024
/** The largest body, a form of 32 MiB, fits into the share of one instance and leaves room for others. */
const CAPACITY_BYTES = 48 * MIB
const SHARE_BYTES = 32 * MIB
/** Smaller bodies are not counted, because counting would cost more than they do. */
const SMALL_BYTES = 64 * 1024
/** The amount that is taken at a time for a body without a Content-Length. */
const STEP_BYTES = MIB
const WAIT_MS = 5000
/**
 * After this time the memory is free again, even if the request has not given it back, because the runtime must have ended the request. A
 * body cannot hold memory for so long by arriving slowly: it is refused after 5 minutes.
 */
const LEASE_MS = 10 * 60_000
const ARRIVAL_MS = 5 * 60_000

const budget = new FairBudget({ capacity: CAPACITY_BYTES, share: SHARE_BYTES, leaseMs: LEASE_MS })

/** The memory that one request holds. It must be given back after the response, because the request's files are in memory until then. */
export class BodyMemory {
  readonly #owner: string
  readonly #held: GiveBack[] = []

  /** @param owner the owner of the share: the instance, or a name for callers without one. */
  constructor(owner: string) {
    this.#owner = owner
  }

  /**
   * Reads a body once there is room for it; waits 5 seconds at most. Throws `concurrency_limited` if other bodies of the same owner leave
   * no room, `overloaded` if all bodies together leave none, and `invalid_request` if the body does not arrive.
   * @param bytes the length that the request declares. Null if the request declares none; then room is taken step by step as the body
   * arrives.
   */
  async read<T>(
    bytes: number | null,
    body: ReadableStream<Uint8Array>,
    read: (body: ReadableStream<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    if (bytes !== null && bytes > SMALL_BYTES) await this.#take(bytes)
    return within(ARRIVAL_MS, read(bytes === null ? this.#counted(body) : body), () => {
      return new AppError('invalid_request', { detail: `The body did not arrive within ${ARRIVAL_MS / 1000} seconds.` })
    })
  }

  #counted(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    let room = SMALL_BYTES
    return body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: async (chunk, controller) => {
          room -= chunk.byteLength
          // While this loop waits for memory, it does not read the body, so the sender waits, too.
          while (room < 0) {
            await this.#take(STEP_BYTES)
            room += STEP_BYTES
          }
          controller.enqueue(chunk)
        },
      }),
    )
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
