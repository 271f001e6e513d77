// Computes how much of a budget is used, for alerts. Spent and held money counts. Reserved money does not count, because most of it is
// given back.
import type { LimitScope } from '../../shared/config-rpc.ts'
import type { AlertValues } from '../../shared/alerts.ts'
import { type CalendarWindow, windowEnd, windowStart } from './calendar.ts'

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
 * Returns the thresholds that the budget has reached, lowest first. Returns none for a budget of 0, because such a budget is always used
 * up.
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

export function valuesOfLevel({ window, limitMicros, usedMicros }: BudgetLevel, nowMs: number): AlertValues {
  return {
    limit_micros: limitMicros,
    used_micros: usedMicros,
    window,
    window_ends_at: new Date(windowEnd(window, nowMs)).toISOString(),
  }
}
