import { encodeBase64, encodeBase64Url } from './base64.ts'
import { Secret } from './secret.ts'

export const REDACTED = '[redacted]'

/** Patterns of texts that can be recognized as secrets. If a pattern has a first group, that part of the text is kept. */
const SHAPES: RegExp[] = [
  /\bcma_live_[0-9A-Za-z]{8,}/g,
  /\bcma_(?:panel|once|oauth|refresh)_[0-9A-Za-z._-]{8,}/g,
  /\bwhsec_[0-9A-Za-z+/=_-]{8,}/g,
  // Keys of OpenAI and of providers with keys of the same form.
  /\b(?:sk|pk|rk)[-_][0-9A-Za-z_-]{12,}/g,
  // Keys of Replicate, Google and Hugging Face.
  /\br8_[0-9A-Za-z]{20,}/g,
  /\bAIza[0-9A-Za-z_-]{20,}/g,
  /\bhf_[0-9A-Za-z]{20,}/g,
  // fal.ai: a key id and its secret.
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{16,}/gi,
  // A signed token (JWT), even if `-` joins it to a word before it. The lookahead checks that the two dots of a token follow. The
  // lookbehind allows this check only at the beginning of a run of word characters and `-`, so each run is checked once. This saves time:
  // otherwise a long text full of `eyJ-` would be searched to its end from each `eyJ`.
  /(?<![\w-])(?=[\w-]+\.[\w-]{10,}\.[\w-]{10,})((?:[\w-]*?-)??)eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g,
  // A value after a word that usually introduces a secret. The word itself is kept.
  /\b((?:bearer|basic|key|token)\s+)[0-9A-Za-z._~+/=:-]{16,}/gi,
  /((?:authorization|x-api-key|x-key|api[-_]?key|api[-_]?token|access[-_]?token|client[-_]?secret|password|secret)["']?\s*[:=]\s*["']?(?:(?:bearer|basic|key|token)\s+)?)[^\s"',;&}\]]{6,}/gi,
  // User name and password in a URL.
  /(:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g,
]

/**
 * Removes secrets from a text: everything that looks like a secret, and the given values in plain, JSON-escaped, URL-encoded or base64
 * form. Must be called for texts from outside (a provider's error, an exception) before a person or a log sees them.
 */
export function redact(text: string, known: readonly (string | Secret)[] = []): string {
  let clean = text
  for (const value of known) {
    const secret = value instanceof Secret ? value.reveal() : value
    // A shorter secret also occurs in harmless text by chance, so it is not removed.
    if (secret.length < 6) continue
    for (const spelling of spellings(secret)) clean = clean.replaceAll(spelling, REDACTED)
  }
  for (const shape of SHAPES) clean = clean.replace(shape, (...found) => (typeof found[1] === 'string' ? found[1] : '') + REDACTED)
  return clean
}

/** Whether anything in the text looks like a secret: `redact` would remove it. */
export function looksSecret(text: string): boolean {
  return SHAPES.some((shape) => text.search(shape) !== -1)
}

function spellings(secret: string): Set<string> {
  const bytes = new TextEncoder().encode(secret)
  const escaped = JSON.stringify(secret).slice(1, -1)
  // Base64 encodes groups of three bytes. If a longer text with the secret is encoded, the secret starts at offset 0, 1 or 2 of a group.
  // The first and last characters of its base64 also depend on the neighbouring bytes, so only the characters between are searched for.
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
