// Finds where in a JSON text the value of a JSON pointer is, so that an error can be shown at its line.

export interface JsonSpan {
  /** Counted from 1. */
  line: number
  /**
   * When a person asks to see an error about a value, the panel selects the characters from `start` up to, but not including, `end`. If the
   * value is a text, a number, true, false or null, the whole value is selected. An object or a list may be long, so only the name of its
   * field is selected or, if it has none, its opening bracket.
   */
  start: number
  end: number
}

/**
 * Finds the value that the pointer names, and returns the place of this value in the text. If a member on the pointer's path is missing,
 * returns the place of the value that lacks this member. Returns null if the text is not JSON.
 */
export function spanOf(text: string, pointer: string): JsonSpan | null {
  if (!isJson(text)) return null
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  let found: Member = { nameAt: null, at: skipSpace(text, 0) }
  for (const part of parts) {
    const member = memberOf(text, found.at, part)
    if (member === null) break
    found = member
  }
  const { nameAt, at } = found
  const isLong = text[at] === '{' || text[at] === '['
  const [start, end] = isLong && nameAt !== null ? [nameAt, endOfText(text, nameAt)] : [at, isLong ? at + 1 : endOfValue(text, at)]
  return { line: text.slice(0, start).split('\n').length, start, end }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A member of an object, an item of a list, or the value of the whole text. */
interface Member {
  /** The index in the JSON text at which the name of a member of an object begins; null for an item of a list and for the whole text. */
  nameAt: number | null
  /** The index in the JSON text at which the value begins. */
  at: number
}

/** Returns a member of the object or list that begins at the index `at` of the text; null if it has no such member. */
function memberOf(text: string, at: number, wanted: string): Member | null {
  const isObject = text[at] === '{'
  if (!isObject && text[at] !== '[') return null
  let next = skipSpace(text, at + 1)
  for (let index = 0; text[next] !== '}' && text[next] !== ']'; index++) {
    const nameAt = isObject ? next : null
    const name = isObject ? (JSON.parse(text.slice(next, endOfText(text, next))) as string) : String(index)
    const valueAt = isObject ? skipSpace(text, skipSpace(text, endOfText(text, next)) + 1) : next
    if (name === wanted) return { nameAt, at: valueAt }
    next = skipSpace(text, endOfValue(text, valueAt))
    if (text[next] === ',') next = skipSpace(text, next + 1)
  }
  return null
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return at
}

function endOfText(text: string, from: number): number {
  let at = from + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfValue(text: string, from: number): number {
  let at = from
  let depth = 0
  do {
    const character = text[at] ?? ''
    if (character === '"') {
      at = endOfText(text, at)
      continue
    }
    if ('{['.includes(character)) depth++
    else if ('}]'.includes(character)) depth--
    at++
    // A number, true, false or null ends before a comma, a bracket or a space.
    if (depth === 0 && !'}]'.includes(character)) while (/[^\s,\]}]/.test(text[at] ?? '')) at++
  } while (depth > 0)
  return at
}
