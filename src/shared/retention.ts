/** The bounds on the growing data that an instance keeps: logs, records, usage. */
export interface Retention {
  logDays: number
  logRows: number
  /** The maximum number of generations that are kept, and also the maximum number of pictures; 0 if there is no maximum. */
  recordRows: number
  usageDays: number
}

export const NO_BOUND = 0
/** The smallest maximum that may be set for records. With a lower maximum, generations would be deleted soon after they were made. */
export const LEAST_RECORD_ROWS = 1000

/**
 * The retention of an instance without settings of its own; docs/admin/retention.md states these numbers. By default, there is no maximum
 * number of generations and pictures.
 */
export const DEFAULT_RETENTION: Retention = { logDays: 30, logRows: 100_000, recordRows: NO_BOUND, usageDays: 731 }
