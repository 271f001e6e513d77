// Conditions that must hold for a change, and the errors that the caller gets if they do not.
import { sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { AppError, type ErrorCode } from '../../shared/errors.ts'

/** A condition that must hold inside the transaction. If it does not, nothing is written and the caller gets `error`. */
export interface Guard {
  /** An SQL expression that is true if the condition holds. */
  holds: SQL
  error: AppError
}

/**
 * Returns a guard that holds if the row still has the version `expected`. It is for requests with If-Match. `version` is the column, for
 * example `projects.version`.
 */
export function versionGuard(version: SQLiteColumn, id: string, expected: number): Guard {
  return { holds: hasVersion(version, id, expected), error: stale() }
}

/** Returns a guard that holds if the row has not changed since this request read it. It is for requests without If-Match. */
export function raceGuard(version: SQLiteColumn, id: string, expected: number): Guard {
  return { holds: hasVersion(version, id, expected), error: raced() }
}

/**
 * Returns a guard that holds if a select still finds exactly the rows that this request has read, in the same versions.
 * @param rows a select of `id` and `version`.
 * @param error the error if a row was added, removed or changed in the meantime.
 */
export function sameRowsGuard(rows: SQL, read: { id: string; version: number }[], error: AppError = raced()): Guard {
  const known = JSON.stringify(read.map(({ id, version }) => [id, version]))
  return {
    // The first condition: the select finds as many rows as `read` has. The second condition: every row that it finds is in `read`. It
    // finds no row twice, because ids are unique. So if both conditions hold, it finds exactly the rows of `read`.
    holds: sql`(SELECT COUNT(*) FROM (${rows})) = ${read.length}
      AND NOT EXISTS (SELECT id, version FROM (${rows}) EXCEPT SELECT value->>0, value->>1 FROM json_each(${known}))`,
    error,
  }
}

/** Returns a guard that holds if the parent of a new row still exists. The parent may have been deleted since this request read it. */
export function existsGuard(table: SQLiteTable, id: string): Guard {
  return { holds: sql`EXISTS (SELECT 1 FROM ${table} WHERE id = ${id})`, error: new AppError('not_found') }
}

function hasVersion(version: SQLiteColumn, id: string, expected: number): SQL {
  return sql`(SELECT ${version} FROM ${version.table} WHERE id = ${id}) = ${expected}`
}

export function raced(): AppError {
  return new AppError('conflict', {
    detail:
      'Another request changed the resource at the same moment, so nothing was changed. Read the resource again, then repeat your change.',
  })
}

export function stale(): AppError {
  return new AppError('precondition_failed', {
    detail: 'The resource has changed since you read it, so nothing was changed. Read it again, then repeat your change with the new ETag.',
  })
}

export function conflict(code: Extract<ErrorCode, 'conflict' | 'in_use'>, detail: string, pointer?: string): AppError {
  return new AppError(code, { detail, ...(pointer ? { errors: [{ pointer, message: 'is already used' }] } : {}) })
}
