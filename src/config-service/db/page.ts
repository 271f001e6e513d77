import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { encodeBase64Url } from '../../shared/base64.ts'
import { utf8 } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'

/** Where a page of a list ended: lists are newest first, and of one moment by id. */
export interface Position {
  at: number
  id: string
}

/** The position that a cursor names. Throws `invalid_request` for anything that is no cursor of ours. */
export function readPosition(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null
  try {
    const [at, id] = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(cursor, { alphabet: 'base64url' }))) as unknown[]
    if (Number.isSafeInteger(at) && typeof id === 'string' && id.length <= 64) return { at: at as number, id }
  } catch {
    // Told below, like every other cursor that is none.
  }
  throw new AppError('invalid_request', {
    detail: 'The cursor is not one that a list has given.',
    errors: [{ pointer: '/query/cursor', message: 'is not a cursor' }],
  })
}

/** One page out of one row more than it holds, and the cursor of the next. */
export function pageOf<Row extends { createdAt: number; id: string }>(
  rows: Row[],
  limit: number,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last ? encodeBase64Url(utf8(JSON.stringify([last.createdAt, last.id]))) : null }
}

/** The condition and order of a page after a position. */
export function after(createdAt: SQLiteColumn, id: SQLiteColumn, position: Position | null): { where: SQL | undefined; order: SQL[] } {
  return {
    where: position === null ? undefined : or(lt(createdAt, position.at), and(eq(createdAt, position.at), lt(id, position.id))),
    order: [desc(createdAt), desc(id)],
  }
}
