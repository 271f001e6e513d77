/** How much of its growing data an instance keeps: logs, records, usage. */
export interface Retention {
  logDays: number
  logRows: number
  recordRows: number
  usageDays: number
}

/** For an instance without settings of its own; docs/admin/retention.md lists these numbers. */
export const DEFAULT_RETENTION: Retention = { logDays: 30, logRows: 100_000, recordRows: 100_000, usageDays: 731 }
