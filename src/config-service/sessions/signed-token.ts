// Tokens: claims that this service signs with SESSION_KEY. It recognizes its tokens by the signature, so it need not store them.
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64.ts'
import { equalTexts, hmacText, utf8 } from '../../shared/crypto.ts'

type Key = Uint8Array<ArrayBuffer>

/**
 * Makes a token: `prefix`, the claims, `.`, their signature. The prefix is signed too, so that a token of one kind is never accepted as
 * another.
 */
export async function signToken(prefix: string, claims: readonly (string | number)[], key: Key): Promise<string> {
  const body = prefix + encodeBase64Url(utf8(JSON.stringify(claims)))
  return `${body}.${await hmacText(key, `token|${body}`)}`
}

/** Returns the claims of a token. Returns null if this service has not signed the token, or if the token has another prefix. */
export async function openToken(prefix: string, token: string, key: Key): Promise<unknown[] | null> {
  const end = token.lastIndexOf('.')
  if (!token.startsWith(prefix) || end < 0) return null
  const body = token.slice(0, end)
  if (!equalTexts(token.slice(end + 1), await hmacText(key, `token|${body}`))) return null
  const bytes = decodeBase64Url(body.slice(prefix.length))
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as unknown[])
}
