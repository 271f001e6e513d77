import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { UNDATED } from '../../providers/custom/models.ts'
import type { Snapshot } from '../../shared/config-rpc.ts'
import { findInstance } from '../db/instances.ts'
import { findSnapshot } from '../db/snapshots.ts'
import type { Services } from '../services.ts'
import { setStandingAlert } from './report.ts'
import { alertSettingsOf } from './settings.ts'

const DAY_MS = 86_400_000

/**
 * Raises an alert if prices in use were verified too long ago, and ends the alert when no such price is left. While the instance is in use,
 * its limiter calls this function about once an hour.
 */
export async function reviewPrices(services: Pick<Services, 'db' | 'environment' | 'clock'>, instanceId: string): Promise<void> {
  const instance = await findInstance(services.db, instanceId)
  const snapshot = instance === null ? null : await findSnapshot(services.db, instanceId, null)
  if (instance === null || snapshot === null) return
  const before = new Date(services.clock() - alertSettingsOf(instance).priceAgeDays * DAY_MS).toISOString().slice(0, 10)
  const old = pricesInUse(snapshot).filter((date) => date < before)
  const values = old.length === 0 ? null : { models: old.length, oldest_price: old.toSorted()[0]! }
  await setStandingAlert(services, instance, 'prices_stale', values)
}

/**
 * Returns the dates (YYYY-MM-DD) on which the prices of the models that the instance can call were verified. Free models are left out, and
 * so are prices that the instance has set itself, because the platform does not maintain them. The price of a custom model counts as set by
 * the instance. But if the definition of the custom model has a `source`, the date of the source is returned.
 */
function pricesInUse(snapshot: Snapshot): string[] {
  const connected = new Set(Object.entries(snapshot.credentials).map(([connection, { provider }]) => provider ?? connection))
  return effectiveCatalogue(snapshot).models.flatMap(({ id, provider, price, source }) => {
    const isOwn = Object.hasOwn(snapshot.models, id) && snapshot.models[id]!.price !== null
    return connected.has(provider) && price.kind !== 'free' && !isOwn && source.date !== UNDATED ? [source.date] : []
  })
}
