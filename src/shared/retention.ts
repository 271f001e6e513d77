/** How much of its growing data an instance keeps: logs, records, usage. */
export interface Retention {
  logDays: number
  logRows: number
  /** The most generations, and the most pictures; 0 = no bound. */
  recordRows: number
  usageDays: number
}

export const NO_BOUND = 0
/** The smallest bound on records. A lower one would delete generations that were just made. */
export const LEAST_RECORD_ROWS = 1000

/**
 * For an instance without settings of its own; docs/admin/retention.md states these numbers. Pictures have no bound: a picture is deleted
 * only if its owner asked for it, not because a table is full.
 */
export const DEFAULT_RETENTION: Retention = { logDays: 30, logRows: 100_000, recordRows: NO_BOUND, usageDays: 731 }
