// Texts from a provider are shown to callers and written to logs. None may contain the credential, however it is encoded.
import { encodeBase64, encodeBase64Url } from '../shared/base64.ts'
import { redact, REDACTED } from '../shared/redact.ts'
import type { Secret } from '../shared/secret.ts'

export const MAX_MESSAGE_LENGTH = 500
/**
 * The minimum number of characters for a part of a secret to be removed from a text. Parts are removed because providers quote the
 * beginnings and ends of keys. Shorter parts could occur in ordinary text.
 */
const PIECE_LENGTH = 12
/**
 * The maximum number of characters that are searched for secrets. Everything after them is dropped, because at most `MAX_MESSAGE_LENGTH`
 * characters are shown.
 */
const MAX_SEARCHED_LENGTH = 8192

/**
 * Removes secrets from a provider's text. A whole secret is removed in every encoding that `spellings` returns. A part of a secret is
 * removed only in plain form. The returned text is one line of at most 500 characters.
 */
export function scrub(text: string, secrets: readonly Secret[]): string {
  let clean = text.slice(0, MAX_SEARCHED_LENGTH)
  for (const secret of secrets) {
    const value = secret.reveal()
    if (value.length < 6) continue
    for (const spelling of spellings(value)) clean = clean.replaceAll(spelling, REDACTED)
    clean = withoutPieces(clean, value)
  }
  clean = redact(clean, secrets)
  // The text is shortened after the secrets are removed, because a secret that is cut in two would not be found.
  return clean
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_MESSAGE_LENGTH)
}

/** Returns a secret in plain form and in all encodings in which a provider's text may contain it. */
function spellings(value: string): string[] {
  const bytes = new TextEncoder().encode(value)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const percent = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const encoded = encodeURIComponent(value)
  const base64 = encodeBase64(bytes)
  return [
    value,
    hex,
    hex.toUpperCase(),
    percent,
    percent.toUpperCase(),
    encoded,
    encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encodeURIComponent(encoded),
    base64,
    encodeURIComponent(base64),
    encodeBase64Url(bytes),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    Array.from(value, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  ]
}

function withoutPieces(text: string, value: string): string {
  if (value.length < PIECE_LENGTH) return text
  const pieces = new Set<string>()
  for (let at = 0; at + PIECE_LENGTH <= value.length; at++) pieces.add(value.slice(at, at + PIECE_LENGTH))
  let clean = ''
  for (let at = 0; at < text.length;) {
    let end = at
    while (pieces.has(text.slice(end, end + PIECE_LENGTH))) end++
    if (end === at) clean += text[at++]
    else {
      clean += REDACTED
      at = end - 1 + PIECE_LENGTH
    }
  }
  return clean
}
