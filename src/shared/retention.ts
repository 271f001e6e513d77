/** How much an instance keeps of what grows with its traffic. */
export interface Retention {
  logDays: number
  logRows: number
  recordRows: number
  usageDays: number
}

/** For an instance whose owner has set nothing; docs/admin/retention.md names these numbers. */
export const DEFAULT_RETENTION: Retention = { logDays: 30, logRows: 100_000, recordRows: 100_000, usageDays: 731 }
