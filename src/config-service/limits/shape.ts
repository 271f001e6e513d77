import type { components } from '../../../generated/config/types.ts'

/** A key's own limit. Its form is the same in the contract and in the database. */
export type KeyLimit = components['schemas']['KeyLimit']

/**
 * Returns a text that names the counter of a limit. If two limits of a key have the same metric and the same time window, they use the same
 * counter.
 */
export const counterOf = ({ metric, window_seconds: seconds, window }: KeyLimit): string => `${metric} ${seconds ?? window}`

/**
 * Returns why the fields `window`, `window_seconds`, `burst` and `limit` do not fit the metric; null if they fit. A limit in an instance's
 * list also has a scope and a target, which rules.ts checks.
 */
export function shapeFault({ metric, window_seconds: seconds, window, limit, burst }: KeyLimit): string | null {
  switch (metric) {
    case 'cost_micros':
      if (window === undefined || seconds !== undefined) return 'cost_micros takes window: day or month, and no window_seconds'
      return burst === undefined ? null : 'cost_micros takes no burst'
    case 'concurrency':
      return window === undefined && seconds === undefined && burst === undefined ? null : 'concurrency takes no window and no burst'
    case 'requests':
    case 'images':
    case 'tokens':
      if (seconds === undefined || window !== undefined) return `${metric} takes window_seconds, and no window`
      return limit < 1 ? 'limit must be at least 1; to stop everything, disable the project or the instance' : null
  }
}
