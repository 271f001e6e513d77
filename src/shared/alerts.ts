// Alerts: troubles that a part of the platform reports. The config service stores them, lists them and sends them to webhooks.

export const ALERT_KINDS = [
  'budget',
  'budget_exhausted',
  'provider_failing',
  'credential_refused',
  'generations_indeterminate',
  'webhook_disabled',
  'limiter_overloaded',
  'storage_filling',
  'prices_stale',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** The settings of an instance. */
export interface AlertSettings {
  /** The kinds that are neither listed nor sent. */
  off: AlertKind[]
  /** The thresholds of budgets, in percent. */
  budgetPercents: number[]
  /** After this many failed generations in a row, a provider counts as failing. */
  failuresInARow: number
  storagePercent: number
  priceAgeDays: number
}
/** For an instance without settings of its own, and for the budgets of organizations. */
export const DEFAULT_ALERTS: AlertSettings = {
  off: [],
  budgetPercents: [50, 80, 100],
  failuresInARow: 5,
  storagePercent: 80,
  priceAgeDays: 90,
}

export interface AlertSubject {
  kind: 'organization' | 'instance' | 'project' | 'key' | 'connection' | 'provider' | 'webhook'
  id: string
}
/** The numbers and names of an alert, in the form of the contract. */
export interface AlertValues {
  percent?: number
  limit_micros?: number
  used_micros?: number
  window?: 'day' | 'month'
  window_ends_at?: string
  provider?: string
  connection?: string
  reason?: string
  detail?: string
  failures?: number
  generation_id?: string
  bytes?: number
  limit_bytes?: number
  rows?: number
  limit_rows?: number
  models?: number
  oldest_price?: string
}

interface AlertOwner {
  organizationId: string
  /** Null: the alert is about the whole organization. */
  instanceId: string | null
  kind: AlertKind
  subject: AlertSubject
}
export interface RaisedAlert extends AlertOwner {
  act: 'raise'
  /** The name of this occurrence of the alert, unique within its owner. A second report with the same name belongs to the same alert. */
  once: string
  projectId: string | null
  values: AlertValues
  /** In Unix milliseconds. */
  at: number
  /** When the alert closes by itself, in Unix milliseconds; null = when it is reported to be over. */
  endsAt: number | null
}
/** The cause of an open alert still lasts. */
export interface SeenAlert extends AlertOwner {
  act: 'seen'
  at: number
}
/** The cause is over: closes the open alerts of this kind about this subject. */
export interface EndedAlert extends AlertOwner {
  act: 'end'
  at: number
}
export type AlertReport = RaisedAlert | SeenAlert | EndedAlert
