import { decodeBase64Url, encodeBase64Url } from './base64.ts'
import { utf8 } from './crypto.ts'
import { AppError } from './errors.ts'

/** A page's `next_cursor`: where the page ended, as text of the list's own, opaque to callers. */
export function encodeCursor(position: string): string {
  return encodeBase64Url(utf8(position))
}

/**
 * What `parse` makes of the text that the list has put into a cursor; null if there is no cursor. Throws `invalid_request` if the cursor is
 * not one of this list: `parse` returns null for any text that the list would not write.
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

/** For lists whose position is the last id of the page. */
export const matching =
  (shape: RegExp) =>
  (text: string): string | null =>
    shape.test(text) ? text : null
