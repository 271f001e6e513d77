export interface Backoff {
  firstMs: number
  /** The ratio of each pause to the one before; 2 if absent. */
  factor?: number
  longestMs?: number
}

/** Returns the pause after this many failures in a row, counted from 1. */
export function backoffMs(failures: number, { firstMs, factor = 2, longestMs = Infinity }: Backoff): number {
  return Math.min(firstMs * factor ** (failures - 1), longestMs)
}

/**
 * Returns a random pause between half of `pauseMs` and all of it. So callers that failed at the same time do not try again at the same
 * time. `random` is a number from 0 to 1.
 */
export function spreadMs(pauseMs: number, random: number): number {
  return Math.round(pauseMs / 2 + (random * pauseMs) / 2)
}
