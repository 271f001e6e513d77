import { decodeBase64Url, encodeBase64Url } from './base64.ts'
import { utf8 } from './crypto.ts'
import { AppError } from './errors.ts'

/** Encodes the `next_cursor` of a page: the position at which the page ended, as a text that is opaque to callers. */
function encodeCursor(position: string): string {
  return encodeBase64Url(utf8(position))
}

/**
 * Makes a page and the cursor of the next page. `rows` must contain one row more than the page if there is a next page. `positionOf`
 * returns the position of a page's last row.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (last: Row) => string,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null }
}

/**
 * Decodes a cursor and returns the position in it; null if the caller sent no cursor. `parse` reads the position from the decoded text. If
 * the text is not a position in this list, `parse` must return null; then `decodeCursor` throws `invalid_request`.
 */
export function decodeCursor<Position>(cursor: string | undefined, parse: (text: string) => Position | null): Position | null {
  if (cursor === undefined) return null
  const bytes = decodeBase64Url(cursor)
  const position = bytes === null ? null : parse(new TextDecoder().decode(bytes))
  if (position !== null) return position
  throw new AppError('invalid_request', {
    detail: 'The cursor was not returned by this list. Send the next_cursor of a page, or none to begin with the first page.',
    errors: [{ pointer: '/query/cursor', message: 'is not a next_cursor' }],
  })
}

/**
 * Returns a `parse` function for lists whose cursor contains the last id of a page. The function returns an id that matches `shape`, and
 * null for any other text.
 */
export const matching =
  (shape: RegExp) =>
  (text: string): string | null =>
    shape.test(text) ? text : null
