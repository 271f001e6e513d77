import { and, desc, eq, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { RequestLogEntry } from '../../shared/config-rpc.ts'
import type { Database } from './database.ts'
import { timeOfId } from '../../shared/ids.ts'
import { requestLog } from './schema.ts'

export type LogRow = typeof requestLog.$inferSelect

export interface LogFilter {
  instanceId: string
  from: number | null
  to: number | null
  projectId: string | null
  keyId: string | null
  operationId: string | null
  model: string | null
  provider: string | null
  outcome: 'succeeded' | 'failed' | null
  errorCode: string | null
  generationId: string | null
  requestId: string | null
}
/** The time and id of the last entry on the previous page. */
export interface LogPosition {
  at: number
  id: number
}

export async function writeLogs(db: Database, entries: RequestLogEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.run(sql`
    INSERT INTO request_log (request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, error_code,
      generation_id, provider, model, duration_ms, provider_ms, cost_micros, at)
    SELECT value->>'requestId', value->>'organizationId', value->>'instanceId', value->>'projectId', value->>'keyId', value->>'operationId',
      value->>'method', value->>'path', value->>'status', value->>'errorCode', value->>'generationId', value->>'provider', value->>'model',
      value->>'durationMs', value->>'providerMs', value->>'costMicros', value->>'at'
    FROM json_each(${JSON.stringify(entries)})`)
}

/**
 * The maximum difference between the time of an entry and the time in its id. It covers the difference of two clocks and the duration of a
 * request.
 */
const AROUND_ID_MS = 3_600_000

/**
 * Returns the query for log entries, the newest first. If the filter is for failures or an error code, the query uses the index of
 * failures; otherwise the index by time. For all other filters, the query reads entries and skips those that do not match. The instance's
 * retention bounds the number of entries.
 *
 * An id contains a time. So a filter by request id reads only entries near the time of the id, and a filter by generation id reads only
 * entries since that time.
 */
export function logStatement(db: Database, filter: LogFilter, after: LogPosition | null, limit: number) {
  const equal = (column: Parameters<typeof eq>[0], value: string | null): SQL | undefined =>
    value === null ? undefined : eq(column, value)
  const { at } = requestLog
  const madeAt = filter.requestId === null ? null : timeOfId(filter.requestId)
  const generatedAt = filter.generationId === null ? null : timeOfId(filter.generationId)
  return db
    .select()
    .from(requestLog)
    .where(
      and(
        eq(requestLog.instanceId, filter.instanceId),
        equal(requestLog.projectId, filter.projectId),
        equal(requestLog.keyId, filter.keyId),
        equal(requestLog.operationId, filter.operationId),
        equal(requestLog.model, filter.model),
        equal(requestLog.provider, filter.provider),
        equal(requestLog.errorCode, filter.errorCode),
        equal(requestLog.generationId, filter.generationId),
        equal(requestLog.requestId, filter.requestId),
        // The condition on `status` is written as a literal. SQLite uses a partial index only if the query repeats the condition of the
        // index, and a bound value does not count as a repetition.
        filter.outcome === 'failed' || filter.errorCode !== null
          ? sql`status >= 400`
          : filter.outcome === 'succeeded'
            ? sql`status < 400`
            : undefined,
        madeAt === null ? undefined : and(gte(at, madeAt - AROUND_ID_MS), lt(at, madeAt + AROUND_ID_MS)),
        generatedAt === null ? undefined : gte(at, generatedAt - AROUND_ID_MS),
        filter.from === null ? undefined : gte(at, filter.from),
        filter.to === null ? undefined : lt(at, filter.to),
        after === null ? undefined : lte(at, after.at),
        after === null ? undefined : or(lt(at, after.at), lt(requestLog.id, after.id)),
      ),
    )
    .orderBy(desc(at), desc(requestLog.id))
    .limit(limit)
}
