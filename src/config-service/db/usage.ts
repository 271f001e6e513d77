import { type SQL, sql } from 'drizzle-orm'
import type { UsageEvent } from '../../rate-limiter/policy.ts'
import type { UsageQuery, UsageRow } from '../../shared/config-rpc.ts'
import { runBatch } from '../../shared/d1.ts'
import type { Database } from './database.ts'

const HOUR_MS = 3_600_000
// Written as a literal: D1 binds numbers as floating point, and a division by such a number does not round down.
const HOUR = sql.raw(String(HOUR_MS))

/**
 * Stores the limiter's events; an event that is already stored changes nothing. Events and hourly sums are written in one transaction, and
 * only new events are summed, so repeats are harmless. An event that settles a held amount has no request of its own: it changes the
 * failed request of its predecessor into a succeeded one.
 */
export async function writeUsage(db: Database, events: UsageEvent[], now?: number): Promise<void> {
  if (events.length === 0) return
  // Duplicates are removed, because an event that occurs twice in one batch would be summed twice.
  const batch = JSON.stringify([...new Map(events.map((event) => [event.eventId, event])).values()])
  const ids = JSON.stringify(events.map((event) => event.eventId))
  await runBatch(db, [
    sql`
      INSERT INTO usage_hourly (instance_id, hour, project_id, key_id, provider, model, requests, succeeded, failed, images, tokens, cost_micros, held_micros,
        timed, took_ms, longest_ms)
      SELECT value->>'instanceId', (value->>'at') / ${HOUR} * ${HOUR}, value->>'projectId', value->>'keyId', value->>'provider', value->>'model',
        SUM(value->>'requests'), SUM(value->>'succeeded'), SUM((value->>'requests') - (value->>'succeeded')),
        SUM(value->>'images'), SUM(value->>'tokens'), SUM(value->>'costMicros'), SUM(value->>'heldMicros'),
        COUNT(value->>'tookMs'), COALESCE(SUM(value->>'tookMs'), 0), COALESCE(MAX(value->>'tookMs'), 0)
      FROM json_each(${batch}) WHERE value->>'eventId' NOT IN (SELECT event_id FROM usage_events WHERE event_id IN (SELECT value FROM json_each(${ids})))
      GROUP BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (instance_id, hour, project_id, key_id, provider, model) DO UPDATE SET
        requests = requests + excluded.requests, succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed,
        images = images + excluded.images, tokens = tokens + excluded.tokens,
        cost_micros = cost_micros + excluded.cost_micros, held_micros = held_micros + excluded.held_micros,
        timed = timed + excluded.timed, took_ms = took_ms + excluded.took_ms, longest_ms = MAX(longest_ms, excluded.longest_ms)`,
    sql`
      INSERT INTO usage_events (event_id, organization_id, instance_id, project_id, key_id, generation_id, provider, model, operation,
        outcome, succeeded, error_code, requests, images, tokens, cost_micros, held_micros, at, rolled_up, written_at)
      SELECT value->>'eventId', value->>'organizationId', value->>'instanceId', value->>'projectId', value->>'keyId', value->>'generationId',
        value->>'provider', value->>'model', value->>'operation', value->>'outcome', value->>'succeeded', value->>'errorCode', value->>'requests',
        value->>'images', value->>'tokens', value->>'costMicros', value->>'heldMicros', value->>'at', 1, ${now ?? Date.now()}
      FROM json_each(${batch}) WHERE true
      ON CONFLICT (event_id) DO NOTHING`,
  ])
}

/** How long the succeeded generations of a row took, from their admission to their end. */
export interface Timing {
  timed: number
  tookMs: number
  longestMs: number
}

/** Returns sums by bucket and group, in order of time. Reads only the primary key of the hourly sums. */
export function readUsage(db: Database, query: UsageQuery): Promise<(UsageRow & Timing)[]> {
  return db.all<UsageRow & Timing>(usageStatement(query))
}

/** The statement itself, for a test that checks its query plan. */
export function usageStatement(query: UsageQuery): SQL {
  const width = query.bucket === 'hour' ? HOUR : sql.raw(String(24 * HOUR_MS))
  const grouped = (name: UsageQuery['groupBy'][number], column: string) => sql.raw(query.groupBy.includes(name) ? column : 'NULL')
  return sql`
    SELECT hour / ${width} * ${width} AS bucketStart, ${grouped('project', 'project_id')} AS projectId, ${grouped('key', 'key_id')} AS keyId,
      ${grouped('model', 'model')} AS model, ${grouped('provider', 'provider')} AS provider,
      SUM(requests) AS requests, SUM(succeeded) AS succeeded, MAX(SUM(failed), 0) AS failed, SUM(images) AS images, SUM(tokens) AS tokens,
      SUM(cost_micros) AS costMicros, SUM(held_micros) AS heldMicros,
      SUM(timed) AS timed, SUM(took_ms) AS tookMs, MAX(longest_ms) AS longestMs
    FROM usage_hourly
    WHERE instance_id = ${query.instanceId} AND hour >= ${query.from} AND hour < ${query.to}
      ${query.projectId === null ? sql`` : sql`AND project_id = ${query.projectId}`}
    GROUP BY 1, 2, 3, 4, 5
    ORDER BY 1, 2, 3, 4, 5`
}
