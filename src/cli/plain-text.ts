// Text from the service, made safe for a terminal. A prompt or the name of a model may contain sequences that move the cursor, change the
// title, write to the clipboard, or turn the direction of the text.
import { stripVTControlCharacters } from 'node:util'

const MOST_CHARACTERS = 100_000
/**
 * Control characters, the separators of lines and paragraphs, lone surrogates, and format characters: marks of direction, tags and other
 * invisible characters. Two invisible characters are allowed, because words and emoji need them: the joiner and the non-joiner. Visible
 * format characters are also allowed, for example the Arabic number sign (U+0600).
 */
const UNSAFE = /(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/** Returns the text without escape sequences and UNSAFE characters, cut after MOST_CHARACTERS. Line breaks and tabs stay. */
export function safeText(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
  return stripVTControlCharacters(cut).replaceAll(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : ''))
}

/** Returns the text as one line of at most `most` characters. */
export function oneLine(text: unknown, most = 300): string {
  const line = safeText(String(text)).replaceAll(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line
}

/** Returns the value as JSON in which every unsafe character is escaped. A JSON parser gets the original value from it. */
export function safeJson(value: unknown, indent?: number): string {
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value, null, indent).replaceAll(UNSAFE, (character) =>
    character === '\n' ? character : character.split('').map(escape).join(''),
  )
}

const lengthOf = (text: string) => Array.from(text).length

/** Returns rows as aligned columns. The last column is not padded. */
export function table(head: string[], rows: unknown[][], widest = 60): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => oneLine(cell ?? '', widest)))
  const widths = head.map((_, column) => Math.max(...lines.map((row) => lengthOf(row[column]!))))
  const last = head.length - 1
  return lines
    .map((row) =>
      row
        .map((cell, column) => (column === last ? cell : cell + ' '.repeat(widths[column]! - lengthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Returns an amount in micro-USD as text in US dollars: 40000 → "$0.04"; null → "". */
export function dollars(micros: number | null | undefined): string {
  if (micros === null || micros === undefined || !Number.isFinite(micros)) return ''
  const text = (micros / 1_000_000).toFixed(6).replace(/0+$/, '')
  const [whole, part = ''] = text.split('.')
  return `$${whole}.${part.padEnd(2, '0')}`
}

/** Returns a timestamp without its seconds: `2026-11-28T20:15:31Z` → `2026-11-28 20:15`; null → "". */
export function shortTime(timestamp: string | null | undefined): string {
  return timestamp ? timestamp.slice(0, 16).replace('T', ' ') : ''
}
