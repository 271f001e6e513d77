import type { components } from '../../../generated/config/types.ts'
import { type AlertSettings, DEFAULT_ALERTS } from '../../shared/alerts.ts'
import type { InstanceRow } from '../db/instances.ts'

export function alertSettingsOf({ alertSettings }: Pick<InstanceRow, 'alertSettings'>): AlertSettings {
  return { ...DEFAULT_ALERTS, ...alertSettings }
}

export function readAlertSettings(body: components['schemas']['AlertSettings']): AlertSettings {
  return {
    off: body.off,
    budgetPercents: body.budget_percents.toSorted((one, other) => one - other),
    failuresInARow: body.failures_in_a_row,
    storagePercent: body.storage_percent,
    priceAgeDays: body.price_age_days,
  }
}

export function renderAlertSettings(settings: AlertSettings): components['schemas']['AlertSettings'] {
  return {
    off: settings.off,
    budget_percents: settings.budgetPercents,
    failures_in_a_row: settings.failuresInARow,
    storage_percent: settings.storagePercent,
    price_age_days: settings.priceAgeDays,
  }
}
