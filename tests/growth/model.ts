// Models how two shared databases grow: the rows that each hour adds, and the rows that each round of deletion removes. It only computes
// and uses no database.
import { NO_BOUND, type Retention } from '../../src/shared/retention.ts'

/** The measured size of one row of each table in bytes, including its part of the indexes. */
export interface RowBytes {
  requestLog: number
  usageHourly: number
  generation: number
  asset: number
}
export interface Traffic {
  instances: number
  /** The number of requests per second to all instances together. Each request is a generation with one picture. */
  requestsPerSecond: number
  days: number
  retention: Retention
  /** The number of combinations of project, key and model that an instance uses within an hour. */
  sumsPerHour: number
}
export interface Growth {
  configBytes: number
  dataBytes: number
  /** The number of log entries that one instance has after `days` days and after the last round of deletion. */
  logRows: number
  /** The number of generations that one instance has after `days` days and after the last round of deletion. */
  recordRows: number
}

/** Returns the largest size that each database has between two rounds of deletion. With `bounded: false`, nothing is ever deleted. */
export function playGrowth(bytes: RowBytes, traffic: Traffic, bounded = true): Growth {
  const { instances, requestsPerSecond, days, retention, sumsPerHour } = traffic
  const perHour = (requestsPerSecond * 3600) / instances
  let [configBytes, dataBytes] = [0, 0]
  let [logRows, recordRows, sums] = [0, 0, 0]
  for (let hour = 0; hour < days * 24; hour++) {
    logRows += perHour
    recordRows += perHour
    sums += sumsPerHour
    configBytes = Math.max(configBytes, instances * (logRows * bytes.requestLog + sums * bytes.usageHourly))
    dataBytes = Math.max(dataBytes, instances * recordRows * (bytes.generation + bytes.asset))
    if (!bounded) continue
    logRows = Math.min(logRows, retention.logRows, perHour * 24 * retention.logDays)
    // The records of the last hour are kept even if there are more than the bound allows.
    if (retention.recordRows !== NO_BOUND) recordRows = Math.max(perHour, Math.min(recordRows, retention.recordRows))
    sums = Math.min(sums, sumsPerHour * 24 * retention.usageDays)
  }
  return { configBytes, dataBytes, logRows, recordRows }
}
