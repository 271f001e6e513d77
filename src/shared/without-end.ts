/**
 * Returns the text without its last characters that match `end`, a regular expression for one character. An expression such as `/\.+$/`
 * would do the same, but its time grows with the square of the number of dots if they are not at the end of the text.
 */
export function withoutEnd(text: string, end: RegExp): string {
  let length = text.length
  while (length > 0 && end.test(text[length - 1]!)) length--
  return text.slice(0, length)
}
