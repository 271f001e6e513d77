import { encodeBase64Url } from './base64.ts'

/** The keys for one purpose, by their version numbers; the key with the highest number is current. */
export interface VersionedKeys {
  current: number
  keys: ReadonlyMap<number, Uint8Array<ArrayBuffer>>
}

const encoder = new TextEncoder()

/** Encodes the text in UTF-8, into a buffer of exactly its size. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>
}

// Importing a key costs more than signing, so imported keys are cached. The cache refers weakly to the raw bytes, so an imported key is
// dropped together with them.
const imported = new WeakMap<Uint8Array, Map<string, Promise<CryptoKey>>>()

function importOnce(raw: Uint8Array<ArrayBuffer>, algorithm: 'HMAC' | 'AES-GCM'): Promise<CryptoKey> {
  let byAlgorithm = imported.get(raw)
  if (byAlgorithm === undefined) imported.set(raw, (byAlgorithm = new Map()))
  let key = byAlgorithm.get(algorithm)
  if (key === undefined) {
    key =
      algorithm === 'HMAC'
        ? crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
        : crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt'])
    byAlgorithm.set(algorithm, key)
  }
  return key
}

/** Imports 32 bytes as a key for AES-256-GCM. The key is cached, so a further call with the same array does not import it again. */
export function aesKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (raw.byteLength !== 32) throw new RangeError(`AES-256 needs 32 bytes, not ${raw.byteLength}`)
  return importOnce(raw, 'AES-GCM')
}

/** Returns the HMAC-SHA-256 of a message, 32 bytes. */
export async function hmacSha256(
  raw: Uint8Array<ArrayBuffer>,
  message: string | Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const data = typeof message === 'string' ? utf8(message) : message
  return new Uint8Array(await crypto.subtle.sign('HMAC', await importOnce(raw, 'HMAC'), data))
}

/** Returns the HMAC-SHA-256 of a message as 43 characters of base64url. */
export async function hmacText(raw: Uint8Array<ArrayBuffer>, message: string): Promise<string> {
  return encodeBase64Url(await hmacSha256(raw, message))
}

/** Returns the SHA-256 of a message as 64 lower-case hex digits. */
export async function sha256Hex(message: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256(message)).toHex()
}

export async function sha256(message: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof message === 'string' ? utf8(message) : message))
}

/** Returns whether two digests are equal, in constant time. Digests of different length are unequal; the length is not secret. */
export function equalDigests(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): boolean {
  return one.byteLength === other.byteLength && crypto.subtle.timingSafeEqual(one, other)
}

/** Returns whether two digests encoded as text (hex, base64url) are equal, in constant time. */
export function equalTexts(one: string, other: string): boolean {
  return equalDigests(utf8(one), utf8(other))
}

/** Returns this many random bytes as base64url; 32 bytes give 43 characters. */
export function randomText(bytes: number): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)))
}

/** Returns the key of a version. Throws if the deployment no longer has it; data encrypted with it is then unreadable. */
export function keyOfVersion(keys: VersionedKeys, version: number, purpose: string): Uint8Array<ArrayBuffer> {
  const raw = keys.keys.get(version)
  if (raw === undefined) throw new Error(`${purpose} has no version ${version}; keep old versions until nothing uses them`)
  return raw
}
