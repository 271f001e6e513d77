// Runs several statements in one batch of D1. Some may be drizzle's statements and others SQL with parameters; drizzle's own driver cannot
// run such a mixed batch.
import { fillPlaceholders, getTableColumns, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'

interface WithClient {
  $client: D1Database
}
/**
 * A statement for `runBatch`: SQL, one of drizzle's insert, update and delete statements, or a D1 statement whose values are already
 * bound.
 */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } } | D1PreparedStatement

const dialect = new SQLiteAsyncDialect()

/** Runs statements in one transaction: all of them or none. Returns D1's result of each statement. */
export function runBatch({ $client }: WithClient, statements: Statement[]): Promise<D1Result[]> {
  return $client.batch(
    statements.map((statement) => {
      if ('bind' in statement) return statement
      const { sql: text, params } = is(statement, SQL) ? dialect.sqlToQuery(statement) : statement.toSQL()
      return $client.prepare(text).bind(...params)
    }),
  )
}

const LONGEST_SQL = 200

/**
 * Returns a function that makes a D1 statement from a statement of drizzle. The SQL is built once per isolate, because building it takes
 * longer than running it in SQLite. Drizzle's own prepared statements cannot be part of a batch. `build` uses placeholders; `values` holds
 * their values by the placeholders' names. If `build` uses `placeholdersOf`, the type `Values` is the table's `$inferSelect`, in which no
 * column is optional. The returned function throws if a value is missing.
 */
export function compiled<Values extends object, Made extends WithClient>(
  build: (db: Made) => { toSQL(): { sql: string; params: unknown[] } },
): (db: Made, values: Values) => D1PreparedStatement {
  let known: { sql: string; params: unknown[]; names: string[] } | undefined
  return (db, given) => {
    if (known === undefined) {
      const { sql: text, params } = build(db).toSQL()
      known = { sql: text, params, names: params.flatMap(placeholderOf) }
    }
    const values = given as Record<string, unknown>
    // If a value is missing, the errors of drizzle and D1 do not say in which statement, and D1's does not say which value.
    const missing = known.names.find((name) => values[name] === undefined)
    if (missing !== undefined) throw new Error(`A statement has no value for \`${missing}\`: ${known.sql.slice(0, LONGEST_SQL)}`)
    return db.$client.prepare(known.sql).bind(...fillPlaceholders(known.params, values))
  }
}

/** If a statement's parameter is a placeholder, returns a list with its name. If the parameter has its value already, the list is empty. */
function placeholderOf(param: unknown): string[] {
  const inner = is(param, Param) ? param.value : param
  return is(inner, Placeholder) ? [inner.name] : []
}

/** Returns an object with a placeholder for each column of a table. Its keys are the columns' names in the code. */
export function placeholdersOf<Table extends SQLiteTable>(table: Table): { [Name in keyof Table['$inferSelect']]: Placeholder } {
  const names = Object.keys(getTableColumns(table))
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as never
}

/** Returns an error's message together with that of its cause, because drizzle wraps the errors of D1. */
export function d1MessageOf(error: unknown): string {
  return [error, (error as { cause?: unknown }).cause].map((each) => (each instanceof Error ? each.message : '')).join(' ')
}

/** Returns the columns of the UNIQUE constraint that failed, as SQLite names them; undefined if no UNIQUE constraint failed. */
export function failedUnique(error: unknown): string | undefined {
  return /UNIQUE constraint failed: ([\w., ]+?)(?=:| *$|\s*SQLITE)/.exec(d1MessageOf(error))?.[1]?.trim()
}
