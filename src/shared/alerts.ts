// Alerts: problems that a part of the platform reports. The config service stores them, lists them and sends them to webhooks.

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

/** The kinds of alerts that an object of the limiter raises and ends. The config service itself does this for the other kinds. */
export const LIMITER_ALERTS: readonly AlertKind[] = [
  'budget',
  'budget_exhausted',
  'provider_failing',
  'credential_refused',
  'generations_indeterminate',
  'limiter_overloaded',
]

/** An instance's settings for alerts. */
export interface AlertSettings {
  /**
   * The kinds of alerts that are turned off. No alert of these kinds about the instance is stored, and none is sent to the instance's
   * webhook endpoints.
   */
  off: AlertKind[]
  /** The thresholds of budgets, in percent. */
  budgetPercents: number[]
  /** After this many failed generations in a row, a provider counts as failing. */
  failuresInARow: number
  storagePercent: number
  priceAgeDays: number
}
/** The settings for instances without settings of their own, and for the budgets of organizations. */
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
/** The details of an alert, under the field names of the API contract. Which fields are set depends on the kind of the alert. */
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

export interface AlertOwner {
  organizationId: string
  /** The instance that the alert is about; null if the alert is about the whole organization. */
  instanceId: string | null
}
interface AlertCause extends AlertOwner {
  kind: AlertKind
  subject: AlertSubject
}
export interface RaisedAlert extends AlertCause {
  act: 'raise'
  /**
   * The name of this occurrence of the alert, unique for its organization and instance. A second report with the same name belongs to the
   * same alert.
   */
  once: string
  projectId: string | null
  values: AlertValues
  /** The time at which the alert was raised, in Unix milliseconds. */
  at: number
  /** The time at which the alert closes by itself, in Unix milliseconds; null if it closes only when its end is reported. */
  endsAt: number | null
}
/** Reports that the cause of an open alert still lasts. */
export interface SeenAlert extends AlertCause {
  act: 'seen'
  at: number
}
/** Reports that the cause of alerts is over: closes the open alerts of this kind about this subject. */
export interface EndedAlert extends AlertCause {
  act: 'end'
  at: number
  /** If set, only the alerts about this budget are closed, because a subject may have several budgets. */
  budget?: { window: 'day' | 'month'; limitMicros: number }
}
/**
 * Reports that an object of the limiter does not know which of its alerts are open in the database, because the database was restored to
 * an earlier time or the object is new. Closes those that were raised before `at`. They are raised again when their cause is seen again.
 */
export interface ForgottenAlerts extends AlertOwner {
  act: 'forget'
  at: number
  /**
   * Whether the object is new. The budgets of a new object count from zero, so they may reach a threshold of the present day or month for
   * the second time. The alert about the first time, even if it is closed, must not prevent an alert about the second time.
   */
  isNew?: boolean
}
export type AlertReport = RaisedAlert | SeenAlert | EndedAlert | ForgottenAlerts
