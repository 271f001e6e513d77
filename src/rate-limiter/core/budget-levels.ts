// Computes how much of a budget is used, for alerts. Spent and held money counts. Reserved money does not count, because most of it is
// given back.
import type { LimitRef, LimitScope } from '../../shared/config-rpc.ts'
import type { AlertValues } from '../../shared/alerts.ts'
import { chargedMicros, type Ledgers, usedUp } from './budget.ts'
import { type CalendarWindow, windowEnd, windowOfLength, windowStart } from '../../shared/calendar-windows.ts'
import { type CompiledPolicy, memberOf, type Subject } from './limits.ts'
import type { OutcomeChange } from './reservation.ts'

/** The use of one budget in the current day or month. */
export interface BudgetLevel {
  scope: LimitScope
  /** The id of the project, key, instance or organization to which the budget belongs. */
  member: string
  window: CalendarWindow
  limitMicros: number
  usedMicros: number
}

/**
 * Returns the thresholds that the budget has reached, lowest first. A budget of 0 has reached all thresholds from the beginning, so an
 * alert about a threshold would be useless. Therefore returns no thresholds for such a budget.
 */
export function reachedPercents({ limitMicros, usedMicros }: BudgetLevel, percents: readonly number[]): number[] {
  if (limitMicros === 0) return []
  return percents.filter((percent) => usedMicros * 100 >= limitMicros * percent).toSorted((one, other) => one - other)
}

/**
 * Returns the name of a budget in the present day or month. The name contains the budget's amount, so that a budget whose amount was
 * changed raises its alerts again.
 */
export function nameOfLevel({ scope, member, window, limitMicros }: Omit<BudgetLevel, 'usedMicros'>, nowMs: number): string {
  return `${scope}:${member}|${window}|${windowStart(window, nowMs)}|${limitMicros}`
}

/** Reads a budget from a name that `nameOfLevel` made; null if the text is no such name. */
export function levelOfName(name: string): Omit<BudgetLevel, 'usedMicros'> | null {
  const found = /^(organization|instance|project|key):([^|]+)\|(day|month)\|\d+\|(\d+)/.exec(name)
  if (found === null) return null
  const [, scope, member, window, limit] = found as unknown as [string, LimitScope, string, CalendarWindow, string]
  return { scope, member, window, limitMicros: Number(limit) }
}

export function valuesOfLevel({ window, limitMicros, usedMicros }: BudgetLevel, nowMs: number): AlertValues {
  return {
    limit_micros: limitMicros,
    used_micros: usedMicros,
    window,
    window_ends_at: new Date(windowEnd(window, nowMs)).toISOString(),
  }
}

/** Returns the use of every budget in its present window: one entry for each project, key or instance that has used the budget. */
export function levelsOf(ledgers: Ledgers, policy: CompiledPolicy, nowMs: number): BudgetLevel[] {
  const accounts = [...ledgers.accounts()]
  return policy.budgets().flatMap(({ scope, target, limit: limitMicros, windowSeconds }) => {
    const window = windowSeconds as CalendarWindow
    const named = accounts.filter((account) => (target === null ? account.startsWith(`${scope}:`) : account === `${scope}:${target}`))
    return named.flatMap((account) => {
      const { spent, held } = ledgers.read(account, window, nowMs)
      const member = account.slice(scope.length + 1)
      return spent + held === 0 ? [] : [{ scope, member, window, limitMicros, usedMicros: spent + held }]
    })
  })
}

/**
 * Returns the budgets whose use grows by this change, each with its use after the change. The ledgers do not contain the change yet. A
 * budget is left out if the day or month in which the generation was admitted is over.
 */
export function levelsAfter(ledgers: Ledgers, policy: CompiledPolicy, { before, after }: OutcomeChange, nowMs: number): BudgetLevel[] {
  const difference = chargedMicros(after) - chargedMicros(before)
  if (difference <= 0) return []
  return policy.gaugesOf(before).budgets.flatMap(({ limit, limitMicros, account, window }) => {
    if (windowStart(window, before.admittedAt) !== windowStart(window, nowMs)) return []
    const { spent, held } = ledgers.read(account, window, nowMs)
    const scope = limit.scope as 'instance' | 'project' | 'key'
    return [{ scope, member: memberOf(scope, before), window, limitMicros, usedMicros: spent + held + difference }]
  })
}

/** Returns the budget that has refused a request, with its use. The use includes reserved amounts, because they led to the refusal, too. */
export function refusingLevel(ledgers: Ledgers, subject: Subject, { scope, limit, windowSeconds }: LimitRef, nowMs: number): BudgetLevel {
  const member = memberOf(scope as 'instance' | 'project' | 'key', subject)
  const window = windowOfLength(windowSeconds!)
  return { scope, member, window, limitMicros: limit, usedMicros: usedUp(ledgers.read(`${scope}:${member}`, window, nowMs)) }
}
