import { encodeBase64, encodeBase64Url } from './base64.ts'
import { Secret } from './secret.ts'

export const REDACTED = '[redacted]'

/** Patterns of texts that are recognizable as secrets. A pattern's first group, if it has one, is kept. */
const SHAPES: RegExp[] = [
  /\bcma_live_[0-9A-Za-z]{8,}/g,
  /\bcma_(?:panel|once)_[0-9A-Za-z._-]{8,}/g,
  /\bwhsec_[0-9A-Za-z+/=_-]{8,}/g,
  // OpenAI and providers with the same form; Replicate; Google; Hugging Face.
  /\b(?:sk|pk|rk)[-_][0-9A-Za-z_-]{12,}/g,
  /\br8_[0-9A-Za-z]{20,}/g,
  /\bAIza[0-9A-Za-z_-]{20,}/g,
  /\bhf_[0-9A-Za-z]{20,}/g,
  // fal.ai: a key id and its secret.
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{16,}/gi,
  // A signed token (JWT).
  /\beyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}/g,
  // The value after a name that only ever introduces a secret. A scheme before the value is kept.
  /\b((?:bearer|basic|key|token)\s+)[0-9A-Za-z._~+/=:-]{16,}/gi,
  /((?:authorization|x-api-key|x-key|api[-_]?key|api[-_]?token|access[-_]?token|client[-_]?secret|password|secret)["']?\s*[:=]\s*["']?(?:(?:bearer|basic|key|token)\s+)?)[^\s"',;&}\]]{6,}/gi,
  // Userinfo in a URL.
  /(:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g,
]

/**
 * Removes secrets from a text: everything that looks like one, and the given values, plain, URL-encoded or in base64. For foreign texts (a
 * provider's error, an exception) before a person or a log sees them.
 */
export function redact(text: string, known: readonly (string | Secret)[] = []): string {
  let clean = text
  for (const value of known) {
    const secret = value instanceof Secret ? value.reveal() : value
    // Shorter ones would remove harmless text.
    if (secret.length < 6) continue
    for (const spelling of spellings(secret)) clean = clean.replaceAll(spelling, REDACTED)
  }
  for (const shape of SHAPES) clean = clean.replace(shape, (...found) => (typeof found[1] === 'string' ? found[1] : '') + REDACTED)
  return clean
}

/** Whether anything in the text looks like a secret: `redact` without known values would change it. */
export function looksSecret(text: string): boolean {
  return SHAPES.some((shape) => text.search(shape) !== -1)
}

function spellings(secret: string): Set<string> {
  const bytes = new TextEncoder().encode(secret)
  const escaped = JSON.stringify(secret).slice(1, -1)
  // Base64 inside a longer text starts at any of three offsets; only the middle, which does not depend on its neighbours, can be searched.
  const inner = [0, 1, 2].map((offset) => {
    const shifted = new Uint8Array(offset + bytes.byteLength)
    shifted.set(bytes, offset)
    const whole = encodeBase64(shifted).replaceAll('=', '')
    return whole.slice(offset === 0 ? 0 : offset + 1, shifted.byteLength % 3 === 0 ? undefined : -1)
  })
  const found = [secret, escaped, encodeURIComponent(secret), encodeBase64(bytes), encodeBase64Url(bytes)]
  found.push(...inner, ...inner.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')))
  return new Set(found.filter((text) => text.length >= 6).sort((one, other) => other.length - one.length))
}
