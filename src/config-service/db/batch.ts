import { is, SQL } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Database } from '../services.ts'

/** SQL, or one of drizzle's own insert, update and delete statements. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } }

const dialect = new SQLiteAsyncDialect()

/**
 * Runs statements in one transaction: all of them or none. Drizzle's own batch can not carry SQL with parameters.
 * Resolves to what D1 says of each.
 */
export function runBatch(db: Database, statements: Statement[]): Promise<D1Result[]> {
  const client = db.$client
  return client.batch(
    statements.map((statement) => {
      const { sql, params } = is(statement, SQL) ? dialect.sqlToQuery(statement) : statement.toSQL()
      return client.prepare(sql).bind(...params)
    }),
  )
}
