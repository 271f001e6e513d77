import { encodeBase62 } from '../shared/base62.ts'
import { crc32 } from '../shared/crc32.ts'
import { hmacText, keyOfVersion, utf8, type VersionedKeys } from '../shared/crypto.ts'

const KEY_PREFIX = 'cma_live_'
/** The prefix of a data key: the key with which the panel calls the generation service for 15 minutes (sessions/data-key.ts). */
export const DATA_KEY_PREFIX = 'cma_panel_'
const DATA_KEY_SHAPE = new RegExp(`^${DATA_KEY_PREFIX}[\\w-]{1,800}\\.[\\w-]{43}$`)
/** The prefix of a connected app's access token (connected-apps/tokens.ts). */
export const ACCESS_TOKEN_PREFIX = 'cma_oauth_'
const ACCESS_TOKEN_SHAPE = new RegExp(`^${ACCESS_TOKEN_PREFIX}[\\w-]{1,200}\\.[\\w-]{43}$`)
const SECRET_LENGTH = 43 // 43 characters in base 62 hold 32 bytes: 62^43 > 2^256.
const CHECKSUM_LENGTH = 6 // 6 characters in base 62 hold a CRC-32: 62^6 > 2^32.
const SHAPE = new RegExp(`^${KEY_PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`)
/**
 * Of a stored key, people see only the prefix, this many characters after the prefix, and this many characters at the end. They tell their
 * keys apart by these characters.
 */
const SHOWN = 4

/** Makes a new key of 58 characters: `cma_live_`, 32 random bytes in base 62, and the CRC-32 of the text before it. */
export function makeKey(bytes: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(32))): string {
  const body = KEY_PREFIX + encodeBase62(bytes, SECRET_LENGTH)
  return body + checksum(body)
}

/** Returns whether a text has the form of a key and a valid checksum. Does not look up whether the key exists. */
export function isWellFormedKey(token: string): boolean {
  return SHAPE.test(token) && checksum(token.slice(0, -CHECKSUM_LENGTH)) === token.slice(-CHECKSUM_LENGTH)
}

export function isDataKey(token: string): boolean {
  return DATA_KEY_SHAPE.test(token)
}

export function isAccessToken(token: string): boolean {
  return ACCESS_TOKEN_SHAPE.test(token)
}

export function shownParts(token: string): { prefix: string; lastFour: string } {
  return { prefix: token.slice(0, KEY_PREFIX.length + SHOWN), lastFour: token.slice(-SHOWN) }
}

/** Returns the stored form of a key: HMAC-SHA-256 under the newest pepper, 43 characters. */
export async function hashKey(token: string, peppers: VersionedKeys): Promise<{ hash: string; pepperVersion: number }> {
  const pepper = keyOfVersion(peppers, peppers.current, 'KEY_PEPPERS')
  return { hash: await hmacText(pepper, token), pepperVersion: peppers.current }
}

/**
 * Returns every hash under which the key may be stored; the hash under the newest pepper is first. The caller looks up all of them,
 * because it does not know which pepper was used when the key was stored.
 */
export async function candidateHashes(token: string, peppers: VersionedKeys): Promise<{ hash: string; pepperVersion: number }[]> {
  const newestFirst = [...peppers.keys].sort(([one], [other]) => other - one)
  return Promise.all(newestFirst.map(async ([pepperVersion, pepper]) => ({ hash: await hmacText(pepper, token), pepperVersion })))
}

function checksum(body: string): string {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, crc32(utf8(body)))
  return encodeBase62(bytes, CHECKSUM_LENGTH)
}
