import type { Limit, Scope } from '../shared/config-rpc.ts'

/** All that one instance's RateLimiter needs to decide, read from CONFIG_DB as a whole. Keys are an allow-list: what is absent is revoked. */
export interface LimiterPolicy {
  organizationId: string
  instanceId: string
  epoch: number
  /** Drawn with the epoch. The same epoch with another mark is of a database that was restored. */
  mark?: string | null
  status: 'active' | 'disabled'
  keys: Record<string, KeyPolicy>
  /** Active projects. */
  projects: string[]
  limits: Limit[]
  /** Whether the organization has a budget of its own, kept by OrganizationBudget. */
  organizationBudget: boolean
}
export interface KeyPolicy {
  /** The key on whose counters it counts, if that is not itself: the first of its rotations, or a maker with limits. */
  pool?: string
  /** Null: a user's key, good in every project of the instance. */
  projectId: string | null
  scopes: Scope[]
  /** Unix milliseconds; null = never. The end of a rotation's grace period counts as expiry. */
  expiresAt: number | null
}
/** An organization's budgets: cost_micros limits of scope organization. */
export interface OrganizationBudgetPolicy {
  organizationId: string
  /** Rises with every change of the budget. */
  version: number
  /** Drawn with the version. */
  mark?: string | null
  budgets: { limitMicros: number; window: 'day' | 'month' }[]
}

/** A version of a policy: a number that rises, and a mark that is drawn with it. */
export interface Version {
  number: number
  mark: string | null
}

/** Whether a database that holds `current` was put back to an earlier time since it held `seen`. */
export function isRestored(current: Version, seen: Version): boolean {
  return current.number < seen.number || (current.number === seen.number && current.mark !== seen.mark)
}

/** One event of use, as it goes to CONFIG_DB: `INSERT … ON CONFLICT(event_id) DO NOTHING`, so that a repeat is harmless. */
export interface UsageEvent {
  eventId: string
  organizationId: string
  instanceId: string
  projectId: string
  keyId: string
  generationId: string
  provider: string
  model: string
  operation: string
  outcome: 'settled' | 'released' | 'held'
  succeeded: boolean
  errorCode: string | null
  /** 1; 0 for the later settlement of what was held, which was counted when it was held. */
  requests: 0 | 1
  /** This and all below are to be summed: the later settlement takes back what was held, so its `heldMicros` is negative. */
  images: number
  tokens: number
  costMicros: number
  heldMicros: number
  at: number
}

export type LimiterAuditAction = 'budget_overrun' | 'settle_conflict' | 'reservation_orphaned'
export interface LimiterAuditEntry {
  entryId: string
  organizationId: string
  instanceId: string
  action: LimiterAuditAction
  /** The generation. */
  targetId: string
  detail: Record<string, string | number>
  at: number
}

/** The database access of the RateLimiter and OrganizationBudget objects; src/config-service implements it. */
export interface LimiterStore {
  loadPolicy(instanceId: string): Promise<LimiterPolicy | null>
  loadOrganizationBudget(organizationId: string): Promise<OrganizationBudgetPolicy | null>
  /** Which version an instance's policy has now: what `loadPolicy` would answer, for less. */
  policyVersion(instanceId: string): Promise<Version | null>
  /**
   * The database was put back to an earlier time: it has another configuration under numbers that were in force already. Gives what it has
   * a number above `seen`, so that no copy of an older one is ever taken for it, and writes that into the audit log. Does nothing if the
   * database has `seen` itself or a newer number.
   */
  surpass(instanceId: string, seen: Version): Promise<void>
  surpassOrganizationBudget(organizationId: string, seen: Version): Promise<void>
  writeUsage(events: UsageEvent[]): Promise<void>
  /** Last-used times of keys, best effort. */
  touchKeys(uses: { keyId: string; at: number }[]): Promise<void>
  /** An entry for the organization's audit log, such as `budget_overrun` or a conflicting settle. A repeat has the same `entryId`. */
  audit(entry: LimiterAuditEntry): Promise<void>
  /** Keeps what grows with the instance's traffic within its bounds. `cutoff` is worked out once a round, `trim` is one step of it. */
  growth: {
    cutoff(instanceId: string): Promise<unknown>
    trim(instanceId: string, cutoff: unknown): Promise<{ more: boolean; left: boolean }>
  }
}
