import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { decodeCursor, pageOf as pageOfRows } from '../../shared/cursor.ts'

/**
 * The position at which a page ends: the time and id of its last row. Lists are ordered by time, newest first, and by id within the same
 * time.
 */
export interface Position {
  at: number
  id: string
}

/**
 * Returns the position that a cursor holds; null if there is no cursor. Throws `invalid_request` if the text is not a cursor of `pageOf`.
 */
export function readPosition(cursor: string | undefined): Position | null {
  return decodeCursor(cursor, (text) => {
    try {
      const [at, id] = JSON.parse(text) as unknown[]
      return Number.isSafeInteger(at) && typeof id === 'string' && id.length <= 64 ? { at: at as number, id } : null
    } catch {
      return null
    }
  })
}

/** Makes a page and the cursor of the next page. `rows` must contain one row more than the page if there is a next page. */
export function pageOf<Row extends { createdAt: number; id: string }>(
  rows: Row[],
  limit: number,
): { page: Row[]; nextCursor: string | null } {
  return pageOfRows(rows, limit, ({ createdAt, id }) => JSON.stringify([createdAt, id]))
}

/** Returns the condition and the order that select the rows after a position. */
export function after(createdAt: SQLiteColumn, id: SQLiteColumn, position: Position | null): { where: SQL | undefined; order: SQL[] } {
  return {
    where: position === null ? undefined : or(lt(createdAt, position.at), and(eq(createdAt, position.at), lt(id, position.id))),
    order: [desc(createdAt), desc(id)],
  }
}
