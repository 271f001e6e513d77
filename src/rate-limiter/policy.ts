import type { AlertReport, AlertSettings } from '../shared/alerts.ts'
import type { Limit, Scope } from '../shared/config-rpc.ts'

/**
 * Everything that an instance's RateLimiter needs to decide, read from CONFIG_DB as a whole. `keys` is complete: a key that is not in
 * `keys` is revoked.
 */
export interface LimiterPolicy {
  organizationId: string
  instanceId: string
  epoch: number
  /**
   * A random text that was made together with this epoch. After a restore of the database, the number of an epoch can be used a second
   * time; the two epochs then have different marks.
   */
  mark?: string | null
  history?: History
  status: 'active' | 'disabled'
  keys: Record<string, KeyPolicy>
  /** The ids of active projects. */
  projects: string[]
  limits: Limit[]
  /** Whether the organization has a budget of its own, which the OrganizationBudget object keeps. */
  organizationBudget: boolean
  /** The instance's settings for alerts; absent if the defaults apply. */
  alerts?: AlertSettings
}
export interface KeyPolicy {
  /**
   * The id of the key whose counters this key shares; absent if this key has counters of its own. A key that replaced another key by
   * rotation shares the counters of the replaced key. A key that was made by a key with limits shares the counters of its maker.
   */
  pool?: string
  /** The project of a project's key; null for a user's key, which is valid in every project of the instance. */
  projectId: string | null
  scopes: Scope[]
  /** The expiry in Unix milliseconds; null if the key does not expire. A rotation sets it to the end of the grace period. */
  expiresAt: number | null
}
/** An organization's budgets: its `cost_micros` limits of scope `organization`. */
export interface OrganizationBudgetPolicy {
  organizationId: string
  /** Increases with every change of the budget. */
  version: number
  /**
   * A random text that is made for each version. After a restore of the database, a version's number can be used a second time; the two
   * versions then have different marks.
   */
  mark?: string | null
  history?: History
  budgets: { limitMicros: number; window: 'day' | 'month' }[]
}

/**
 * A random text that the database gets whenever it is found to be restored to an earlier time; null or absent if it never was. If it
 * changes, the database may lack alerts that this object has raised, or have alerts that this object has ended.
 */
type History = string | null

/** A version of a policy: an increasing number, and the random mark that was made together with it. */
export interface Version {
  number: number
  mark: string | null
}

/**
 * The newest version that was in force in an object, and the mark of the history that the database had at that time. A restore begins a new
 * history with another mark.
 */
export interface Seen extends Version {
  history?: History
}

/** Returns whether the platform has noticed a restore of the database since `seen` was in force: then `current` has another history. */
export function hasOtherHistory(current: Seen, seen: Seen): boolean {
  return (current.history ?? null) !== (seen.history ?? null)
}

/**
 * Returns whether the database was restored to an earlier time. `seen` is a version of the policy that the database had before, and
 * `current` is the version of the policy that it has now.
 */
export function isRestored(current: Version, seen: Version): boolean {
  return current.number < seen.number || (current.number === seen.number && current.mark !== seen.mark)
}

/** One usage event. If an outcome is reported again, the repeated event has the same `eventId`. */
export interface UsageEvent {
  eventId: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  generationId: string
  provider: string
  model: string
  /** The connection that the last call used; null or absent if no call was made with a connection. */
  connection?: string | null
  operation: string
  outcome: 'settled' | 'released' | 'held'
  succeeded: boolean
  errorCode: string | null
  /**
   * 1 for the first event of a generation. 0 for the later settlement of a held amount, because the request was already counted when the
   * amount was held.
   */
  requests: 0 | 1
  /**
   * `images`, `tokens`, `costMicros` and `heldMicros` are summed over all events. The settlement of a held amount sends a second event for
   * the generation. The `heldMicros` of this event is negative, so that the sum no longer contains the held amount.
   */
  images: number
  tokens: number
  costMicros: number
  heldMicros: number
  /**
   * How long a successful generation took from its admission to its end, in milliseconds. Null if the generation did not succeed. Null also
   * for the settlement of a held amount, which may come long after the end. Absent in events of earlier versions.
   */
  tookMs?: number | null
  at: number
}

/**
 * A usage event with its number. The numbers of an instance grow with each event, even if the limiter has lost its storage. In the
 * database, each row of sums has the number of the last event that it includes. So an event that is delivered twice is recognized.
 */
export interface NumberedUsage extends UsageEvent {
  number: number
}

export type LimiterAuditAction = 'budget_overrun' | 'settle_conflict' | 'reservation_orphaned' | 'connection_rests'
export interface LimiterAuditEntry {
  entryId: string
  organizationId: string
  instanceId: string
  action: LimiterAuditAction
  /** The id of the generation. */
  targetId: string
  detail: Record<string, string | number>
  at: number
}

/** The database access of the RateLimiter and OrganizationBudget objects, implemented in src/config-service. */
export interface LimiterStore {
  loadPolicy(instanceId: string): Promise<LimiterPolicy | null>
  loadOrganizationBudget(organizationId: string): Promise<OrganizationBudgetPolicy | null>
  /**
   * Returns the current version of an instance's policy; null if the instance does not exist. `loadPolicy` returns the whole policy, with
   * the same version, and costs more.
   */
  policyVersion(instanceId: string): Promise<Version | null>
  /**
   * Called if the database was restored to an earlier time. `seen` is the newest version that the limiter has had in force. Gives the
   * restored configuration a number above that of `seen`, and records this in the audit log. Without a new number, the limiter would ignore
   * the configuration as outdated. Does nothing if the database has the version `seen` or a version with a higher number.
   */
  surpass(instanceId: string, seen: Version): Promise<void>
  surpassOrganizationBudget(organizationId: string, seen: Version): Promise<void>
  /** Adds the events to the hourly sums of usage. Must be called with the events in the order of their numbers. Ignores repeated events. */
  writeUsage(events: NumberedUsage[]): Promise<void>
  /** Stores the times at which keys were last used; best effort. */
  touchKeys(uses: { keyId: string; at: number }[]): Promise<void>
  /**
   * Writes an entry into the organization's audit log, for example that a generation has exceeded its reserved amount (`budget_overrun`).
   * If the same entry is sent again, it has the same `entryId`.
   */
  audit(entry: LimiterAuditEntry): Promise<void>
  /**
   * Stores a report about an alert: the alert is raised, its cause still lasts, or its cause is over. A new alert is also sent to webhooks.
   * A repeated report is harmless.
   */
  reportAlert(report: AlertReport): Promise<void>
  /**
   * Raises an alert if prices that the instance uses were verified too long ago, and ends the alert when this is no longer true. Called
   * about once an hour, because time alone causes this alert.
   */
  review(instanceId: string): Promise<void>
  /**
   * Deletes old rows of the tables that grow with the instance's traffic. `trim` deletes one batch and is called again as long as it
   * returns `more`. `cutoff` is called once before the first batch; its result is passed to the `trim` of every batch.
   */
  growth: {
    cutoff(instanceId: string): Promise<unknown>
    trim(instanceId: string, cutoff: unknown): Promise<{ more: boolean; left: boolean }>
  }
}
