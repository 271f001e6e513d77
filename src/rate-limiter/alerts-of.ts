// Makes the alerts that a change in a limiter's object causes.
import type { ErrorCode } from '../shared/errors.ts'
import type { RaisedAlert } from '../shared/alerts.ts'
import type { ConnectionRest } from '../shared/config-rpc.ts'
import type { NewAlert, OldAlert } from './alert-book.ts'
import { type BudgetLevel, levelOfName, nameOfLevel, reachedPercents, valuesOfLevel } from './core/budget-levels.ts'
import { windowEnd } from '../shared/calendar-windows.ts'
import type { CompiledPolicy } from './core/limits.ts'
import type { Reservation } from './core/reservation.ts'

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** A budget that is in force for one `member` of the scope, for example one project. If `member` is null, each member has such a budget. */
export interface BudgetInForce extends Pick<BudgetLevel, 'scope' | 'window' | 'limitMicros'> {
  member: string | null
}

type Owner = Pick<RaisedAlert, 'organizationId' | 'instanceId'>
type InstanceOwner = { organizationId: string; instanceId: string }
type ProjectOf = (level: BudgetLevel) => string | null

/** Makes one alert for each threshold that these budgets have reached. */
export function budgetAlerts(
  levels: readonly BudgetLevel[],
  percents: readonly number[],
  owner: Owner,
  projectOf: ProjectOf,
  nowMs: number,
): NewAlert[] {
  return levels.flatMap((level) =>
    reachedPercents(level, percents).map((percent): NewAlert => ({
      ...aboutBudget(level, owner, projectOf, nowMs),
      kind: 'budget',
      name: `budget|${nameOfLevel(level, nowMs)}|${percent}`,
      values: { percent, ...valuesOfLevel(level, nowMs) },
    })),
  )
}

/** Makes the alert that a budget has refused a request. It is raised once in the budget's day or month, at the first refusal. */
export function exhaustedAlert(level: BudgetLevel, owner: Owner, projectOf: ProjectOf, nowMs: number): NewAlert {
  return {
    ...aboutBudget(level, owner, projectOf, nowMs),
    kind: 'budget_exhausted',
    name: `budget_exhausted|${nameOfLevel(level, nowMs)}`,
    values: valuesOfLevel(level, nowMs),
  }
}

/**
 * Returns the alerts about budgets that are no longer in force, because somebody has removed the budget or changed its amount. `names` are
 * the names of all alerts that were raised.
 */
export function outdatedBudgetAlerts(names: Iterable<string>, inForce: readonly BudgetInForce[], owner: Owner): OldAlert[] {
  return Array.from(names).flatMap((name): OldAlert[] => {
    const [kind, ...rest] = name.split('|')
    if (kind !== 'budget' && kind !== 'budget_exhausted') return []
    const level = levelOfName(rest.join('|'))
    if (level === null) return []
    const { scope, member, window, limitMicros } = level
    const isSame = (budget: BudgetInForce) =>
      budget.scope === scope && (budget.member ?? member) === member && budget.window === window && budget.limitMicros === limitMicros
    if (inForce.some(isSame)) return []
    const { organizationId, instanceId } = owner
    const subject = { kind: scope as 'organization' | 'instance' | 'project' | 'key', id: member }
    return [{ organizationId, instanceId, kind, subject, budget: { window, limitMicros }, name }]
  })
}

/**
 * Returns a function that finds the project of a budget. A project's budget belongs to this project, and a key's budget belongs to the
 * key's project. For an instance's budget, and for the budget of a user's key, the function returns null.
 */
export function projectFinder({ policy }: CompiledPolicy): ProjectOf {
  return ({ scope, member }) => {
    if (scope === 'project') return member
    if (scope !== 'key' || !Object.hasOwn(policy.keys, member)) return null
    return policy.keys[member]!.projectId
  }
}

function aboutBudget(level: BudgetLevel, { organizationId, instanceId }: Owner, projectOf: ProjectOf, nowMs: number) {
  const endsAt = windowEnd(level.window, nowMs)
  return {
    organizationId,
    instanceId,
    projectId: projectOf(level),
    subject: { kind: level.scope as 'organization' | 'instance' | 'project' | 'key', id: level.member },
    endsAt,
    // The name prevents a second equal alert in the same day or month. In the next day or month the alert has another name, so this name is
    // then no longer needed. It is kept for one more day to be safe.
    forgetAt: endsAt + DAY_MS,
  }
}

/**
 * Makes the alert that requests were refused because too many requests waited for the limiter. The alert's name contains the hour, so it is
 * raised at most once in each hour.
 */
export function overloadedAlert({ organizationId, instanceId }: InstanceOwner, nowMs: number): NewAlert {
  const hour = Math.floor(nowMs / HOUR_MS) * HOUR_MS
  return {
    organizationId,
    instanceId,
    projectId: null,
    kind: 'limiter_overloaded',
    subject: { kind: 'instance', id: instanceId },
    name: `limiter_overloaded|${hour}`,
    values: {},
    endsAt: hour + 2 * HOUR_MS,
    forgetAt: hour + 2 * HOUR_MS,
  }
}

/**
 * Makes the alert about a generation whose outcome is unknown. If an amount is held, the alert stays open until no amount of the instance
 * is held any more; otherwise it closes after a day.
 */
export function indeterminateAlert({ organizationId, instanceId, generationId, state, provider }: Reservation, nowMs: number): NewAlert {
  const until = state === 'held' ? null : nowMs + DAY_MS
  return {
    ...aboutIndeterminate({ organizationId, instanceId }),
    projectId: null,
    values: { generation_id: generationId, provider },
    endsAt: until,
    forgetAt: until,
  }
}
export function aboutIndeterminate({ organizationId, instanceId }: InstanceOwner) {
  const subject = { kind: 'instance' as const, id: instanceId }
  return { organizationId, instanceId, kind: 'generations_indeterminate' as const, subject, name: 'generations_indeterminate' }
}

/**
 * The errors that count as failures of a provider. The refusal of a single request, a rejected credential and a rate limit do not count.
 */
const PROVIDER_FAULTS = new Set<ErrorCode | null>(['provider_unavailable', 'provider_timeout', 'provider_error', 'provider_bad_answer'])
export function isProviderFault(code: ErrorCode | null): boolean {
  return PROVIDER_FAULTS.has(code)
}

/**
 * Makes the alert that a provider keeps failing. The alert ends when a generation succeeds at this provider. After a day, it ends in any
 * case and may be raised again.
 */
export function failingAlert(
  { organizationId, instanceId, generationId }: Reservation,
  { provider, failures, reason }: { provider: string; failures: number; reason: ErrorCode | null },
  nowMs: number,
): NewAlert {
  return {
    ...aboutFailing({ organizationId, instanceId }, provider),
    projectId: null,
    values: { provider, failures, generation_id: generationId, ...(reason === null ? {} : { reason }) },
    endsAt: nowMs + DAY_MS,
    forgetAt: nowMs + DAY_MS,
  }
}
export function aboutFailing({ organizationId, instanceId }: InstanceOwner, provider: string): OldAlert {
  const subject = { kind: 'provider' as const, id: provider }
  return { organizationId, instanceId, kind: 'provider_failing', subject, name: `provider_failing|provider:${provider}` }
}

/**
 * Makes the alert that a provider has refused a call because of the account: its credential or its credit. Returns null for a rate limit,
 * which is a part of normal traffic.
 */
export function restAlert(
  { organizationId, instanceId, generationId }: Reservation,
  { connection, reason, detail, version }: ConnectionRest,
  nowMs: number,
): NewAlert | null {
  if (reason === 'rate_limited') return null
  const [about] = aboutRests({ organizationId, instanceId }, connection, version).filter(
    ({ kind }) => kind === (reason === 'bad_credential' ? 'credential_refused' : 'provider_failing'),
  )
  return {
    ...about!,
    projectId: null,
    values: { connection, reason, detail, generation_id: generationId },
    endsAt: nowMs + DAY_MS,
    forgetAt: nowMs + DAY_MS,
  }
}
/** Returns the alerts that end when a call with this connection succeeds. */
export function aboutRests({ organizationId, instanceId }: InstanceOwner, connection: string, version: number): OldAlert[] {
  const subject = { kind: 'connection' as const, id: connection }
  return (['credential_refused', 'provider_failing'] as const).map((kind) => ({
    organizationId,
    instanceId,
    kind,
    subject,
    name: `${kind}|connection:${connection}|${version}`,
  }))
}
