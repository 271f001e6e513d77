// Deletes old rows from the tables of CONFIG_DB that grow with traffic. Each step deletes a bounded number of rows.
import { sql } from 'drizzle-orm'
import { DEFAULT_RETENTION, type Retention } from '../../shared/retention.ts'
import type { Database } from './database.ts'
import { selectLog } from './logs.ts'

const DAY_MS = 86_400_000
/** The maximum number of rows that one step deletes from each table. */
export const DELETED_AT_ONCE = 2000
/**
 * Usage events that version 0.2.0 has stored are kept for this time. The limiter of that version sends an event again until the event is
 * accepted, which takes minutes. As long as an event is stored here, a repeat of the event is not counted again. The hourly sums, which
 * contain the events, are kept longer.
 */
export const EVENTS_KEPT_MS = DAY_MS
/** How many days the log entries of a deleted instance are kept. */
const DELETED_LOG_DAYS = 1

export interface Trimmed {
  /** Whether there may be more rows whose retention has already ended. */
  more: boolean
  /**
   * Whether the instance still has log entries or hourly sums. If so, `trimGrowth` must run again later, when the retention of these rows
   * ends.
   */
  left: boolean
}

/**
 * Deletes up to DELETED_AT_ONCE old rows of each table for one instance. `cutoffs` comes from `logCutoff`. The caller passes the
 * same `cutoffs` to several calls, because `logCutoff` may read many rows.
 */
export async function trimGrowth(db: Database, instanceId: string, cutoffs: LogCutoff, now: number): Promise<Trimmed> {
  const { usageDays } = cutoffs.retention
  const oldest = (log: string) =>
    sql`SELECT at, id FROM ${sql.raw(log)} WHERE instance_id = ${instanceId} AND at <= ${cutoffs.at} ORDER BY at, id LIMIT ${DELETED_AT_ONCE}`
  const statements = [
    sql`DELETE FROM log_entries WHERE instance_id = ${instanceId} AND (at, id) IN (${oldest('log_entries')}) RETURNING 1`,
    sql`DELETE FROM request_log WHERE id IN (SELECT id FROM (${oldest('request_log')})) RETURNING 1`,
    sql`DELETE FROM usage_hourly WHERE rowid IN (
      SELECT rowid FROM usage_hourly WHERE instance_id = ${instanceId} AND hour < ${now - usageDays * DAY_MS} LIMIT ${DELETED_AT_ONCE}) RETURNING 1`,
    // Deletes old events of all instances, in order of arrival, because no index separates the instances. So a call for one instance also
    // deletes the events of the others.
    sql`DELETE FROM usage_events WHERE rowid IN (SELECT rowid FROM usage_events ORDER BY rowid LIMIT ${DELETED_AT_ONCE})
      AND rolled_up = 1 AND max(written_at, CASE written_at WHEN 0 THEN at ELSE 0 END) < ${now - EVENTS_KEPT_MS} RETURNING 1`,
  ]
  let more = false
  for (const statement of statements) {
    const gone = await db.all(statement)
    if (gone.length === DELETED_AT_ONCE) more = true
  }
  const rest = await db.get<{ left: number }>(sql`SELECT
    EXISTS (${selectLog('1', sql`instance_id = ${instanceId}`)}) OR EXISTS (SELECT 1 FROM usage_hourly WHERE instance_id = ${instanceId}) AS left`)
  return { more, left: rest?.left === 1 }
}

export interface LogCutoff {
  retention: Retention
  /** Log entries of this time and older are deleted. */
  at: number
}

/**
 * Returns the retention of an instance, and the time up to which its log entries are deleted. An instance keeps the log entries of the
 * last `logDays` days, but only the newest `logRows` of them. To find the time, the query reads about `logRows` index entries.
 *
 * A deleted instance has no settings any more. Its hourly sums are kept for the default time, so that the costs of past months stay
 * complete. Its log entries do not contribute to these costs, so they are kept only for a day.
 */
export async function logCutoff(db: Database, instanceId: string, now: number): Promise<LogCutoff> {
  const row = await db.get<{ retention: string | null }>(sql`SELECT retention FROM instances WHERE id = ${instanceId}`)
  const retention = { ...DEFAULT_RETENTION, ...(row?.retention ? (JSON.parse(row.retention) as Partial<Retention>) : {}) }
  const last = await db.get<{ at: number }>(
    sql`${selectLog('at, id', sql`instance_id = ${instanceId}`)} ORDER BY at DESC, id DESC LIMIT 1 OFFSET ${retention.logRows}`,
  )
  const days = row === undefined ? DELETED_LOG_DAYS : retention.logDays
  return { retention, at: Math.max(now - days * DAY_MS, last?.at ?? 0) }
}
