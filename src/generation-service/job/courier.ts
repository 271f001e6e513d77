// Sends the webhooks of a host's generations. A webhook is sent again for days if its endpoint does not accept it. The courier needs no job
// for this, so the job does not stay in memory. Only few webhooks are sent at the same time: Cloudflare allows a Durable Object, here the
// job host, only few open connections, and the running jobs of this host need them.
import { log } from '../../shared/log.ts'
import type { Services } from '../services.ts'
import { deliver, giveUp } from '../webhooks/deliver.ts'
import type { JobRows } from './rows.ts'
import type { Delivery } from './state.ts'
import type { Work } from './work.ts'

/**
 * The number of webhooks that are sent at the same time. An endpoint that has failed gets only one webhook at a time, so that it does not
 * delay other endpoints.
 */
const AT_ONCE = 2
/**
 * The maximum number of generations whose webhooks wait. To make room for another generation, the courier gives up the oldest webhooks of
 * the endpoint for which the most webhooks wait, because that endpoint does not keep up. Other endpoints, perhaps of other projects, lose
 * nothing.
 */
const MOST_WAITING = 10_000

export class Courier implements Work {
  readonly id = 'courier'
  readonly #services: Services
  readonly #rows: JobRows
  /** The webhooks to send, by generation. The generations are in the order in which they arrived. */
  readonly #waiting: Map<string, Delivery[]>
  /** The webhooks that are being sent. */
  readonly #sending = new Set<Delivery>()
  /** The endpoints, by `webhookId`, that did not accept the last webhook that was sent to them. */
  readonly #failing = new Set<string>()
  /** Called when a generation has no webhook left to send. */
  readonly #onTold: (generationId: string, instanceId: string) => void

  constructor(
    services: Services,
    rows: JobRows,
    waiting: Map<string, Delivery[]>,
    onTold: (generationId: string, instanceId: string) => void,
  ) {
    this.#services = services
    this.#rows = rows
    this.#waiting = waiting
    this.#onTold = onTold
  }

  /** Adds webhooks of a generation. A webhook that is already waiting begins its schedule anew. */
  take(generationId: string, deliveries: readonly Delivery[]): void {
    const added = new Set(deliveries.map(({ id }) => id))
    const earlier = (this.#waiting.get(generationId) ?? []).filter(({ id }) => !added.has(id))
    while (this.#waiting.size >= MOST_WAITING && !this.#waiting.has(generationId)) this.#giveUpOldest()
    this.#store(generationId, [...earlier, ...deliveries])
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0 && this.#sending.size === 0
  }

  forget(generationId: string): void {
    this.#waiting.delete(generationId)
  }

  due(): number | null {
    let due: number | null = null
    for (const delivery of this.#idle()) due = Math.min(due ?? delivery[1].nextAt, delivery[1].nextAt)
    return due
  }

  async run(): Promise<void> {
    const flights = new Set<Promise<void>>()
    for (;;) {
      for (let next = this.#next(); next !== null && flights.size < AT_ONCE; next = this.#next()) {
        const flight = this.#send(...next).finally(() => flights.delete(flight))
        flights.add(flight)
      }
      if (flights.size === 0) return
      await Promise.race(flights)
    }
  }

  isStuck(): boolean {
    return false
  }

  async #send(generationId: string, delivery: Delivery): Promise<void> {
    this.#sending.add(delivery)
    try {
      await deliver(this.#services, delivery, (isOver) => this.#note(generationId, delivery, isOver))
    } finally {
      this.#sending.delete(delivery)
    }
  }

  /**
   * Returns the webhook to send next; null if none can be sent now. Prefers endpoints to which no webhook is being sent, so that a slow
   * endpoint does not delay the others. If several webhooks are left to choose from, returns the one that has been due longest. An endpoint
   * that has failed gets no second webhook while one is being sent to it.
   */
  #next(): [generationId: string, delivery: Delivery] | null {
    const receiving = new Set([...this.#sending].map(({ webhookId }) => webhookId))
    const now = this.#services.clock()
    let next: [string, Delivery] | null = null
    for (const each of this.#idle()) {
      const { webhookId, nextAt } = each[1]
      const isBusy = receiving.has(webhookId)
      if (nextAt > now || (isBusy && this.#failing.has(webhookId))) continue
      const before = next?.[1]
      const isFirst = before === undefined || (isBusy === receiving.has(before.webhookId) ? nextAt < before.nextAt : !isBusy)
      if (isFirst) next = each
    }
    return next
  }

  *#idle(): Generator<[generationId: string, delivery: Delivery]> {
    for (const [generationId, deliveries] of this.#waiting)
      for (const delivery of deliveries) if (!this.#sending.has(delivery)) yield [generationId, delivery]
  }

  #note(generationId: string, delivery: Delivery, isOver: boolean): void {
    if (isOver) this.#failing.delete(delivery.webhookId)
    else this.#failing.add(delivery.webhookId)
    const waiting = this.#waiting.get(generationId)
    // While the webhook was being sent, the generation may have been deleted, or the same webhook may have been added again, which replaces
    // `delivery` in the list by a new object. In both cases `delivery` is not in the list any more, and its result is ignored.
    if (waiting?.includes(delivery) !== true) return
    const left = isOver ? waiting.filter((each) => each !== delivery) : waiting
    this.#store(generationId, left)
    if (left.length === 0) this.#onTold(generationId, delivery.instanceId)
  }

  #store(generationId: string, deliveries: Delivery[]): void {
    this.#rows.saveDeliveries(generationId, deliveries)
    if (deliveries.length > 0) this.#waiting.set(generationId, deliveries)
    else this.#waiting.delete(generationId)
  }

  /** Gives up the oldest webhook of the endpoint for which the most webhooks wait. */
  #giveUpOldest(): void {
    const counts = new Map<string, number>()
    for (const { webhookId } of [...this.#waiting.values()].flat()) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1)
    const most = Math.max(...counts.values())
    for (const [generationId, deliveries] of this.#waiting) {
      const oldest = deliveries.find(({ webhookId }) => counts.get(webhookId) === most)
      if (oldest === undefined) continue
      log('error', 'webhooks_given_up', { generation_id: generationId, webhook_id: oldest.webhookId, count: 1 })
      void giveUp(this.#services, oldest, `More than ${MOST_WAITING} generations wait for their webhooks.`)
      const left = deliveries.filter((each) => each !== oldest)
      return this.#store(generationId, left)
    }
  }
}
