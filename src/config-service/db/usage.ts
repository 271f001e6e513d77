import { type SQL, sql } from 'drizzle-orm'
import type { NumberedUsage } from '../../rate-limiter/policy.ts'
import type { UsageQuery, UsageRow } from '../../shared/config-rpc.ts'
import type { Database } from './database.ts'

const HOUR_MS = 3_600_000
// HOUR_MS as a literal in SQL. D1 would bind it as a floating-point number, and a division by such a number does not round down.
const HOUR = sql.raw(String(HOUR_MS))
/**
 * The columns with sums. For each connection, the column `connections` holds an array of the connection's sums, in the order of this list.
 */
const SUMS = ['requests', 'succeeded', 'failed', 'images', 'tokens', 'cost_micros', 'held_micros']
const sumsAs = (each: (name: string, index: number) => string) => sql.raw(SUMS.map(each).join(', '))

/**
 * Adds the limiter's usage events to the hourly sums. Repeats are harmless: a row of sums holds the number of its last event, and only
 * events with a higher number are added. So the events of an instance must be written in the order of their numbers.
 *
 * A generation with a held amount has two events. Until its cost is known, the generation counts as failed: the first event adds a failed
 * request. The second event settles the held amount and adds no request. If the generation has succeeded after all, the second event also
 * turns the failed request into a succeeded one.
 *
 * A row has the sums over all connections of a provider. Its column `connections` also has the sums of single connections, so no connection
 * needs a row of its own. Only the connection whose id is the provider's id is not in the column: the sums of this connection are the row's
 * sums minus the sums of all connections in the column.
 */
export async function writeUsage(db: Database, events: NumberedUsage[]): Promise<void> {
  if (events.length === 0) return
  // Duplicates are removed, because an event that occurs twice in one batch would be summed twice.
  const batch = JSON.stringify([...new Map(events.map((event) => [event.eventId, event])).values()])
  const ids = JSON.stringify(events.map((event) => event.eventId))
  await db.run(sql`
      INSERT INTO usage_hourly (instance_id, hour, project_id, key_id, provider, model, ${sumsAs((name) => name)}, timed, took_ms, longest_ms,
        last_event, connections)
      SELECT instance_id, hour, project_id, key_id, provider, model, ${sumsAs((name) => name)}, timed, took_ms, longest_ms,
        last_event, CASE WHEN further IS NOT NULL THEN json_object(further, json_array(${sumsAs((name) => name)})) END
      FROM (
        SELECT value->>'instanceId' AS instance_id, (value->>'at') / ${HOUR} * ${HOUR} AS hour, value->>'projectId' AS project_id,
          value->>'keyId' AS key_id, value->>'provider' AS provider, value->>'model' AS model,
          NULLIF(value->>'connection', value->>'provider') AS further,
          SUM(value->>'requests') AS requests, SUM(value->>'succeeded') AS succeeded,
          SUM((value->>'requests') - (value->>'succeeded')) AS failed, SUM(value->>'images') AS images, SUM(value->>'tokens') AS tokens,
          SUM(value->>'costMicros') AS cost_micros, SUM(value->>'heldMicros') AS held_micros,
          COUNT(value->>'tookMs') AS timed, COALESCE(SUM(value->>'tookMs'), 0) AS took_ms, COALESCE(MAX(value->>'tookMs'), 0) AS longest_ms,
          MAX(value->>'number') AS last_event
        FROM json_each(${batch}) WHERE value->>'number' > COALESCE((
          SELECT last_event FROM usage_hourly WHERE instance_id = value->>'instanceId' AND hour = (value->>'at') / ${HOUR} * ${HOUR}
            AND project_id = value->>'projectId' AND key_id = value->>'keyId' AND provider = value->>'provider' AND model = value->>'model'), 0)
          AND value->>'eventId' NOT IN (SELECT event_id FROM usage_events WHERE event_id IN (SELECT value FROM json_each(${ids})))
        GROUP BY 1, 2, 3, 4, 5, 6, 7
      ) WHERE true
      ON CONFLICT (instance_id, hour, project_id, key_id, provider, model) DO UPDATE SET
        ${sumsAs((name) => `${name} = ${name} + excluded.${name}`)},
        timed = timed + excluded.timed, took_ms = took_ms + excluded.took_ms, longest_ms = MAX(longest_ms, excluded.longest_ms),
        last_event = MAX(last_event, excluded.last_event),
        connections = CASE WHEN excluded.connections IS NULL THEN connections ELSE (
          SELECT json_group_object(key, json(sums)) FROM (
            SELECT key, json_array(${sumsAs((_, index) => `SUM(value->>${index})`)}) AS sums FROM (
              SELECT key, value FROM json_each(usage_hourly.connections) UNION ALL SELECT key, value FROM json_each(excluded.connections)
            ) GROUP BY key)) END`)
}

/**
 * How long the succeeded generations of a row took, from admission to end: the number of durations, their sum and the longest. A generation
 * whose cost was unknown at first is left out. It was counted as succeeded only when its held amount was settled, and the time of that
 * settlement says nothing about the duration.
 */
export interface Timing {
  timed: number
  tookMs: number
  longestMs: number
}

/**
 * Returns sums for each hour or day (`bucket`) and each group, in order of time. The rows are found by the primary key of the hourly sums,
 * so no other index is needed.
 */
export function readUsage(db: Database, query: UsageQuery): Promise<(UsageRow & Timing)[]> {
  return db.all<UsageRow & Timing>(usageStatement(query))
}

/** Returns the statement of `readUsage`. Exported for a test that checks its query plan. */
export function usageStatement(query: UsageQuery): SQL {
  const width = query.bucket === 'hour' ? HOUR : sql.raw(String(24 * HOUR_MS))
  const grouped = (name: UsageQuery['groupBy'][number], column: string) => sql.raw(query.groupBy.includes(name) ? column : 'NULL')
  const range = sql`instance_id = ${query.instanceId} AND hour >= ${query.from} AND hour < ${query.to}
      ${query.projectId === null ? sql`` : sql`AND project_id = ${query.projectId}`}`
  const connection = query.connection ?? null
  const byConnection = connection !== null || query.groupBy.includes('connection')
  return sql`
    SELECT hour / ${width} * ${width} AS bucketStart, ${grouped('project', 'project_id')} AS projectId, ${grouped('key', 'key_id')} AS keyId,
      ${grouped('model', 'model')} AS model, ${grouped('provider', 'provider')} AS provider,
      ${grouped('connection', 'connection')} AS connection,
      SUM(requests) AS requests, SUM(succeeded) AS succeeded, MAX(SUM(failed), 0) AS failed, SUM(images) AS images, SUM(tokens) AS tokens,
      SUM(cost_micros) AS costMicros, SUM(held_micros) AS heldMicros,
      ${sql.raw(byConnection ? '0 AS timed, 0 AS tookMs, 0 AS longestMs' : 'SUM(timed) AS timed, SUM(took_ms) AS tookMs, MAX(longest_ms) AS longestMs')}
    FROM ${byConnection ? connectionSums(range) : sql`usage_hourly WHERE ${range}`}
      ${connection === null ? sql`` : sql`WHERE connection = ${connection}`}
    GROUP BY 1, 2, 3, 4, 5, 6
    ${byConnection ? sql`HAVING SUM(requests) <> 0 OR SUM(images) <> 0 OR SUM(cost_micros) <> 0 OR SUM(held_micros) <> 0` : sql``}
    ORDER BY 1, 2, 3, 4, 5, 6`
}

/**
 * Returns a select of the hourly sums by connection. A row of the table has the sums over all connections of a provider. Its column
 * `connections` has the sums of each single connection, except the one that has the provider's id. The select computes the sums of that
 * connection by subtraction.
 */
function connectionSums(range: SQL): SQL {
  const further = (connection: string, sign: string) => sql`
      SELECT hour, project_id, key_id, model, provider, ${sql.raw(connection)}, ${sumsAs((_, index) => `${sign}(value->>${index})`)}
      FROM usage_hourly, json_each(connections) WHERE ${range}`
  return sql`(
      SELECT hour, project_id, key_id, model, provider, provider AS connection, ${sumsAs((name) => name)} FROM usage_hourly WHERE ${range}
      UNION ALL ${further('key', '')}
      UNION ALL ${further('provider', '-')})`
}
