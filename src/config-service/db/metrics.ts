// The numbers of an instance for monitoring. Each query reads a bounded number of rows through an index.
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { selectLog } from './logs.ts'

/** The maximum numbers of rows that one query reads: MOST_SUMS of the hourly sums, MOST_REQUESTS of the request log. */
const MOST_SUMS = 50_000
const MOST_REQUESTS = 20_000

export interface ModelSums {
  provider: string
  model: string
  succeeded: number
  failed: number
  images: number
  costMicros: number
}

/**
 * Returns the sums of each model since `from`, the most used model first. They are computed from the hourly sums. The caller passes
 * the start of the current day as `from`, and the query uses the primary key, so it reads the rows of at most 24 hours.
 */
export function readModelSums(db: Database, instanceId: string, from: number): Promise<ModelSums[]> {
  return db.all(sql`
    SELECT provider, model, SUM(succeeded) AS succeeded, SUM(failed) AS failed, SUM(images) AS images, SUM(cost_micros) AS costMicros
    FROM (SELECT * FROM usage_hourly WHERE instance_id = ${instanceId} AND hour >= ${from} LIMIT ${sql.raw(String(MOST_SUMS))})
    GROUP BY provider, model ORDER BY SUM(requests) DESC, provider, model`)
}

export interface RequestCount {
  operation: string
  status: number
  code: string | null
  count: number
}
export interface Latency {
  name: string
  counts: number[]
  count: number
  sumMs: number
}

/** Selects the newest requests since `from`, at most MOST_REQUESTS. The request log is ordered by time, so no other rows are read. */
function recent(instanceId: string, from: number): SQL {
  const columns = 'operation_id, status, error_code, provider, duration_ms, provider_ms, at, id'
  const entries = selectLog(columns, sql`instance_id = ${instanceId} AND at >= ${from}`)
  return sql`(${entries} ORDER BY at DESC, id DESC LIMIT ${sql.raw(String(MOST_REQUESTS))})`
}

/**
 * Counts, by operation, status and error code, the requests that `recent` selects. Returns the counts of at most `most` combinations, the
 * most frequent first.
 */
export function countRequests(db: Database, instanceId: string, from: number, most: number): Promise<RequestCount[]> {
  return db.all(sql`
    SELECT operation_id AS operation, status, error_code AS code, COUNT(*) AS count FROM ${recent(instanceId, from)}
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT ${most}`)
}

/**
 * Returns how long the newest requests since `from` took. If `of` is `operation`, these are the durations of whole requests, for each
 * operation. If `of` is `provider`, these are the durations of the calls of providers, for each provider.
 */
export async function readLatencies(
  db: Database,
  {
    instanceId,
    from,
    of,
    boundsMs,
    most,
  }: { instanceId: string; from: number; of: 'operation' | 'provider'; boundsMs: readonly number[]; most: number },
): Promise<Latency[]> {
  const [name, took] =
    of === 'operation' ? [sql.raw('operation_id'), sql.raw('duration_ms')] : [sql.raw('provider'), sql.raw('provider_ms')]
  const buckets = sql.join(
    boundsMs.map((bound) => sql`SUM(${took} <= ${sql.raw(String(bound))})`),
    sql`, `,
  )
  const rows = await db.all<{ name: string; counts: string; count: number; sumMs: number }>(sql`
    SELECT ${name} AS name, json_array(${buckets}) AS counts, COUNT(*) AS count, SUM(${took}) AS sumMs FROM ${recent(instanceId, from)}
    WHERE ${name} IS NOT NULL AND ${took} IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT ${most}`)
  return rows.map((row) => ({ ...row, counts: JSON.parse(row.counts) as number[] }))
}

/**
 * Counts the open, unacknowledged alerts by kind, and the deliveries of all stored alerts by status. The number of stored alerts and
 * deliveries is bounded, and so is the work of these queries.
 */
export async function countAlerts(
  db: Database,
  instanceId: string,
  now: number,
): Promise<{ open: Map<string, number>; deliveries: Map<string, number> }> {
  const open = await db.all<{ name: string; count: number }>(sql`
    SELECT kind AS name, COUNT(*) AS count FROM alerts
    WHERE instance_id = ${instanceId} AND closed_at IS NULL AND (ends_at IS NULL OR ends_at > ${now}) AND acknowledged_at IS NULL GROUP BY kind`)
  const deliveries = await db.all<{ name: string; count: number }>(sql`
    SELECT d.status AS name, COUNT(*) AS count FROM alerts a JOIN alert_deliveries d ON d.alert_id = a.id WHERE a.instance_id = ${instanceId} GROUP BY d.status`)
  const asMap = (rows: { name: string; count: number }[]) => new Map(rows.map(({ name, count }) => [name, count]))
  return { open: asMap(open), deliveries: asMap(deliveries) }
}
