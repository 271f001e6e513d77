import type { CalendarWindow } from './calendar-windows.ts'
import type { LimitRef } from './config-rpc.ts'

/**
 * Returns the name of a limit in the headers `RateLimit` and `RateLimit-Policy`, for example `key-requests-60` or
 * `project-cost_micros-month`.
 * @param window the length in seconds; for a budget, the calendar window; null if the limit has no window.
 */
export function limitName(
  { scope, metric, target }: Pick<LimitRef, 'scope' | 'metric' | 'target'>,
  window: number | CalendarWindow | null,
): string {
  return `${scope}-${metric}${window === null ? '' : `-${window}`}${target === null ? '' : `:${target}`}`
}
