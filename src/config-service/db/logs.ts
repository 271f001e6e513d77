import { and, desc, eq, getTableColumns, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import type { RequestLogEntry } from '../../shared/config-rpc.ts'
import type { Database } from './database.ts'
import { timeOfId } from '../../shared/ids.ts'
import { logEntries, requestLog } from './schema.ts'

export type LogRow = typeof logEntries.$inferSelect

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

/**
 * Writes log entries, the oldest first. The id of an entry only orders the entries of one millisecond. The high bits of the id are the
 * entry's position in `entries`. The low 46 bits are random, so that entries of two calls do not get the same id. The id is a safe integer
 * of JavaScript.
 */
export async function writeLogs(db: Database, entries: RequestLogEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.run(sql`
    INSERT INTO log_entries (id, request_id, organization_id, instance_id, project_id, key_id, operation_id, method, path, status, error_code,
      generation_id, provider, model, duration_ms, provider_ms, cost_micros, at)
    SELECT (min(key, 127) << 46) | (random() & ${2 ** 46 - 1}), value->>'requestId', value->>'organizationId', value->>'instanceId', value->>'projectId', value->>'keyId', value->>'operationId',
      value->>'method', value->>'path', value->>'status', value->>'errorCode', value->>'generationId', value->>'provider', value->>'model',
      value->>'durationMs', value->>'providerMs', value->>'costMicros', value->>'at'
    FROM json_each(${JSON.stringify(entries)})`)
}

/**
 * The table for a query with the condition `status >= 400`. INDEXED BY makes SQLite use the index of failures. Without it, SQLite would
 * read the whole log in the order of the primary key.
 */
const FAILED_ENTRIES = 'log_entries INDEXED BY log_entries_failed'

/**
 * Selects `columns` of the log entries for which `condition` holds, from the table of this version and the table of version 0.2. If `only`
 * is `failed`, the condition must contain `status >= 400`, because SQLite otherwise cannot use the index that FAILED_ENTRIES names.
 */
export function selectLog(columns: string, condition: SQL, only: 'failed' | 'all' = 'all'): SQL {
  const from = (table: string) => sql`SELECT ${sql.raw(columns)} FROM ${sql.raw(table)} WHERE ${condition}`
  return sql`${from('request_log')} UNION ALL ${from(only === 'failed' ? FAILED_ENTRIES : 'log_entries')}`
}

/**
 * The columns of `log_entries` as SQL text, for queries that read from FAILED_ENTRIES. Such a query cannot select the columns of the table
 * object `logEntries`, because drizzle accepts them only in a query from `logEntries` itself.
 */
const entryColumns = Object.fromEntries(
  Object.entries(getTableColumns(logEntries)).map(([field, { name }]) => [field, sql`${sql.identifier(name)}`]),
) as unknown as ReturnType<typeof getTableColumns<typeof logEntries>>

/**
 * The maximum difference between the time of an entry and the time in its request id or generation id. It covers the difference of two
 * clocks and the duration of a request.
 */
const AROUND_ID_MS = 3_600_000

/**
 * Returns the query for log entries, the newest first. If the filter asks for failures or an error code, the query uses the index of
 * failures. With any other filter, the query reads the entries in order of time and skips those that do not match. The instance's retention
 * bounds the number of entries.
 *
 * A request id and a generation id contain the time at which the id was made. With a request id, the query reads only entries near that
 * time. With a generation id, it reads only entries since that time.
 */
export function logStatement(db: Database, filter: LogFilter, after: LogPosition | null, limit: number) {
  const older = db
    .select()
    .from(requestLog)
    .where(logCondition(requestLog, filter, after))
  const newer = db
    .select(entryColumns)
    .from(wantsFailed(filter) ? sql.raw(FAILED_ENTRIES) : logEntries)
    .where(logCondition(logEntries, filter, after))
  return unionAll(older, newer).orderBy(desc(logEntries.at), desc(logEntries.id)).limit(limit)
}

function wantsFailed({ outcome, errorCode }: LogFilter): boolean {
  return outcome === 'failed' || errorCode !== null
}

function logCondition(log: typeof logEntries | typeof requestLog, filter: LogFilter, after: LogPosition | null): SQL | undefined {
  const equal = (column: Parameters<typeof eq>[0], value: string | null): SQL | undefined =>
    value === null ? undefined : eq(column, value)
  const { at } = log
  const madeAt = filter.requestId === null ? null : timeOfId(filter.requestId)
  const generatedAt = filter.generationId === null ? null : timeOfId(filter.generationId)
  return and(
    eq(log.instanceId, filter.instanceId),
    equal(log.projectId, filter.projectId),
    equal(log.keyId, filter.keyId),
    equal(log.operationId, filter.operationId),
    equal(log.model, filter.model),
    equal(log.provider, filter.provider),
    equal(log.errorCode, filter.errorCode),
    equal(log.generationId, filter.generationId),
    equal(log.requestId, filter.requestId),
    // The condition on `status` is written as a literal. SQLite uses a partial index only if the query repeats the condition of the
    // index, and a bound value does not count as a repetition.
    wantsFailed(filter) ? sql`status >= 400` : filter.outcome === 'succeeded' ? sql`status < 400` : undefined,
    madeAt === null ? undefined : and(gte(at, madeAt - AROUND_ID_MS), lt(at, madeAt + AROUND_ID_MS)),
    generatedAt === null ? undefined : gte(at, generatedAt - AROUND_ID_MS),
    filter.from === null ? undefined : gte(at, filter.from),
    filter.to === null ? undefined : lt(at, filter.to),
    after === null ? undefined : lte(at, after.at),
    after === null ? undefined : or(lt(at, after.at), lt(log.id, after.id)),
  )
}
