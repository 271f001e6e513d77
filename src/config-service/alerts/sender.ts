import { DurableObject } from 'cloudflare:workers'
import { backoffMs } from '../../shared/backoff.ts'
import { errorFields, log } from '../../shared/log.ts'
import { listDueDeliveries, nextDeliveryAt } from '../db/alerts.ts'
import type { AlertSenderRpc } from '../env.ts'
import { createServices } from '../services.ts'
import { deliverAlert } from './deliver.ts'

const FIRST_LOOK_MS = 1000
// How long the AlertSender object looks for alerts after a call of `arm`, even if it finds none. `arm` is called before the alert is
// stored, so the first alarm may find no alert yet.
const WATCH_MS = 60_000
const LONGEST_WAIT_MS = 60_000
/**
 * AT_ONCE: the maximum number of deliveries in one alarm. IN_PARALLEL: how many of these run at the same time; a durable object can have
 * only six requests to other hosts open at a time.
 */
const AT_ONCE = 20
const IN_PARALLEL = 4

/**
 * Sends the alerts that wait in the database. There is one such object per organization. The object sets further alarms while alerts wait,
 * and for WATCH_MS after a call of `arm`.
 */
export class AlertSender extends DurableObject implements AlertSenderRpc {
  async arm(organizationId: string): Promise<void> {
    const { kv } = this.ctx.storage
    kv.put('organizationId', organizationId)
    kv.put('watchUntil', Date.now() + WATCH_MS)
    const at = await this.ctx.storage.getAlarm()
    const soon = Date.now() + FIRST_LOOK_MS
    if (at === null || at > soon) await this.ctx.storage.setAlarm(soon)
  }

  override async alarm(): Promise<void> {
    const { kv } = this.ctx.storage
    const organizationId = kv.get<string>('organizationId')
    if (organizationId === undefined) return
    let failures = kv.get<number>('failures') ?? 0
    let nextAt: number | null = null
    try {
      nextAt = await this.#sendDue(organizationId)
      failures = 0
    } catch (error) {
      failures++
      nextAt = Date.now() + backoffMs(failures, { firstMs: FIRST_LOOK_MS, longestMs: LONGEST_WAIT_MS })
      log('warn', 'alerts_not_sent', { organization_id: organizationId, attempt: failures, ...errorFields(error) })
    } finally {
      kv.put('failures', failures)
      const isWatching = (kv.get<number>('watchUntil') ?? 0) > Date.now()
      const looks = [nextAt, isWatching ? Date.now() + FIRST_LOOK_MS * 5 : null].filter((at) => at !== null)
      if (looks.length > 0) await this.ctx.storage.setAlarm(Math.max(Math.min(...looks), Date.now() + 10))
    }
  }

  /** Sends the deliveries that are due. Returns the time at which the next delivery is due; null if no delivery waits. */
  async #sendDue(organizationId: string): Promise<number | null> {
    const services = createServices(this.env, this.ctx)
    const due = await listDueDeliveries(services.db, organizationId, services.clock(), AT_ONCE)
    for (let start = 0; start < due.length; start += IN_PARALLEL)
      await Promise.all(due.slice(start, start + IN_PARALLEL).map((each) => deliverAlert(services, each)))
    return nextDeliveryAt(services.db, organizationId)
  }
}
