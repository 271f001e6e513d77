import type { Clock } from './clock.ts'

export type IdPrefix =
  | 'org'
  | 'inst'
  | 'proj'
  | 'user'
  | 'key'
  | 'cred'
  | 'gen'
  | 'asset'
  | 'hook'
  | 'evt'
  | 'req'
  | 'ses'
  | 'dlv'
  | 'aud'
  | 'chg'
  | 'alert'
  | 'app'
  | 'grant'

// Crockford's base 32. The characters are in the order of their character codes. I, L, O and U are left out, because they are easily
// confused.
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Returns a new id: `prefix_` and 26 characters (48 bits of time, 80 random bits). Ids with the same prefix sort by creation time. */
export function newId(prefix: IdPrefix, clock: Clock): string {
  return idFrom(prefix, clock(), crypto.getRandomValues(new Uint8Array(16)))
}

/** Returns an id: the prefix, 10 characters for the time, and one for each of the first 16 `bytes`. Equal arguments give equal ids. */
export function idFrom(prefix: IdPrefix, timeMs: number, bytes: Uint8Array): string {
  let time = timeMs
  let head = ''
  for (let position = 0; position < 10; position++) {
    head = ALPHABET[time % 32]! + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  for (const byte of bytes.subarray(0, 16)) tail += ALPHABET[byte % 32]
  return `${prefix}_${head}${tail}`
}

/** Returns the creation time of an id, in Unix milliseconds; null for a text that is not one of our ids. */
export function timeOfId(text: string): number | null {
  const match = /^[a-z]+_([0-7][0-9A-HJKMNP-TV-Z]{9})[0-9A-HJKMNP-TV-Z]{16}$/.exec(text)
  if (match === null) return null
  return Array.from(match[1]!).reduce((sum, character) => sum * 32 + ALPHABET.indexOf(character), 0)
}

/** Whether a text is an id with this prefix. Does not check that the thing exists. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text.slice(prefix.length + 1))
}
